"""The exercises of the chapter on conditions: what is right, and what each slip is told."""

import pytest

from loanlab.data import facts
from loanlab.simulations import exercises
from loanlab.simulations.exercise import mark
from loanlab.text import catalogue

WORDS = catalogue("zh")
EXERCISES = exercises(facts())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("eligibility-weighted-mean", "62"),
        ("eligibility-weighted-mean", "62.0"),
        ("eligibility-turning-weight", "42.86"),
        ("eligibility-turning-weight", "42.9%"),
        ("eligibility-lift-ceiling", "72.99"),
        ("eligibility-lift-ceiling", "73%"),
        ("eligibility-extra-spending", "2567.30"),
        ("eligibility-extra-spending", "2,567.3"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("eligibility-weighted-mean", "60", "直接平均"),
        ("eligibility-weighted-mean", "58", "次序反了"),
        ("eligibility-weighted-mean", "6200", "多乘了100"),
        ("eligibility-turning-weight", "75", "没有跟着变"),
        ("eligibility-turning-weight", "57.14", "其余三项"),
        ("eligibility-turning-weight", "0.4286", "小数"),
        ("eligibility-lift-ceiling", "63", "百分点"),
        ("eligibility-lift-ceiling", "137", "1除以"),
        ("eligibility-lift-ceiling", "37", "幅度"),
        ("eligibility-extra-spending", "2400", "还没有算利息"),
        ("eligibility-extra-spending", "167.30", "只是利息"),
        ("eligibility-extra-spending", "2750.40", "一整年"),
        ("eligibility-extra-spending", "2598.53", "月末"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


@pytest.mark.parametrize("guess", ["20", "27.4", "57"])
def test_the_prediction_tells_both_readings_of_the_lift(guess: str) -> None:
    told = mark(EXERCISES["eligibility-predict-lift"], guess, WORDS)["text"]
    assert "27.40%" in told
    assert "57%" in told
