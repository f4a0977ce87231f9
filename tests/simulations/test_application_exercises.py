"""The exercises of the chapter on applying: known answers, and the hint for each slip."""

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
        ("application-face-checks", "23.03"),
        ("application-face-checks", "23%"),
        ("application-enquiries", "2.19"),
        ("application-after-refusal", "32"),
        ("application-after-refusal", "32.00%"),
        ("application-fund-or-loan", "68.84"),
        ("application-fund-or-loan", "68.840"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("application-face-checks", "26", "重复计算"),
        ("application-face-checks", "76.97", "用1减"),
        ("application-face-checks", "1.3", "刷一次"),
        ("application-enquiries", "3.33", "不限次数"),
        ("application-enquiries", "3", "批准了就停"),
        ("application-enquiries", "0.9", "批准率"),
        ("application-enquiries", "0.657", "拿到钱的机会"),
        ("application-after-refusal", "50", "第一次的机会"),
        ("application-after-refusal", "20", "加权"),
        ("application-after-refusal", "16", "只算了"),
        ("application-after-refusal", "68", "又被拒"),
        ("application-fund-or-loan", "75", "减去基金"),
        ("application-fund-or-loan", "81.16", "应当减去"),
        ("application-fund-or-loan", "837.5", "一整年"),
        ("application-fund-or-loan", "69.79", "十二分之一"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


@pytest.mark.parametrize("guess", ["90", "59.05", "10"])
def test_the_prediction_is_answered_with_the_product(guess: str) -> None:
    assert "59.05%" in mark(EXERCISES["application-predict-five-stages"], guess, WORDS)["text"]
