"""The exercises of the chapter on limits and rates, and how answers are marked."""

import pytest

from loanlab.data import facts
from loanlab.simulations import exercises
from loanlab.simulations.exercise import mark, mark_value
from loanlab.text import catalogue

WORDS = catalogue("zh")
EXERCISES = exercises(facts())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("rates-fenfu-year", "14.6"),
        ("rates-fenfu-year", "14.60%"),
        ("rates-we2000-thirty-days", "30"),
        ("rates-we2000-thirty-days", "30.00"),
        ("rates-spread-of-high", "1525"),
        ("rates-spread-of-high", "1,525"),
        ("rates-fee-kept-back", "22.16"),
        ("rates-fee-kept-back", "22.2"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("rates-fenfu-year", "14.4", "360"),
        ("rates-fenfu-year", "15.72", "滚利"),
        ("rates-fenfu-year", "0.48", "12个月"),
        ("rates-fenfu-year", "0.146", "小数"),
        ("rates-we2000-thirty-days", "2030", "本金"),
        ("rates-we2000-thirty-days", "1", "一天"),
        ("rates-spread-of-high", "15.25", "百分点"),
        ("rates-spread-of-high", "1825", "LPR"),
        ("rates-fee-kept-back", "20.25", "不能直接加"),
        ("rates-fee-kept-back", "24.56", "实际年化"),
        ("rates-fee-kept-back", "1.85", "一个月"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


def test_a_percentage_given_to_python_as_a_percentage_is_recognised() -> None:
    reply = mark_value(EXERCISES["rates-fenfu-year"], 14.6, WORDS)
    assert (reply["verdict"], "单位" in reply["text"]) == ("near", True)


def test_a_prediction_is_answered_with_the_figure_and_not_judged() -> None:
    for guess in ("1", "18.25", "300"):
        assert "18.25%" in mark(EXERCISES["rates-predict-year"], guess, WORDS)["text"]
