"""The exercises of the chapter on limits and rates, and how answers are marked."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.simulations import exercises
from loanlab.simulations.exercise import mark, mark_value
from loanlab.text import catalogue

WORDS = catalogue("zh")
EXERCISES = exercises(facts())
REAL = [exercise for exercise in EXERCISES.values() if not exercise.is_prediction]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("fenfu-year", "14.6"),
        ("fenfu-year", "14.60%"),
        ("we2000-thirty-days", "30"),
        ("we2000-thirty-days", "30.00"),
        ("spread-of-high", "1525"),
        ("spread-of-high", "1,525"),
        ("fee-kept-back", "22.16"),
        ("fee-kept-back", "22.2"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("fenfu-year", "14.4", "360"),
        ("fenfu-year", "15.72", "滚利"),
        ("fenfu-year", "0.48", "12个月"),
        ("fenfu-year", "0.146", "小数"),
        ("we2000-thirty-days", "2030", "本金"),
        ("we2000-thirty-days", "1", "一天"),
        ("spread-of-high", "15.25", "百分点"),
        ("spread-of-high", "1825", "LPR"),
        ("fee-kept-back", "20.25", "不能直接加"),
        ("fee-kept-back", "24.56", "实际年化"),
        ("fee-kept-back", "1.85", "一个月"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


@pytest.mark.parametrize("exercise", REAL, ids=lambda exercise: exercise.name)
def test_a_far_answer_is_wrong_and_gets_the_way_to_go(exercise: Any) -> None:
    assert mark(exercise, "7", WORDS)["verdict"] == "wrong"


@pytest.mark.parametrize("exercise", REAL, ids=lambda exercise: exercise.name)
def test_no_slip_is_within_the_tolerance_of_the_answer(exercise: Any) -> None:
    for slip in exercise.slips:
        distance = abs(slip.value - exercise.answer)
        assert distance > 2 * exercise.tolerance


@pytest.mark.parametrize("text", ["", "abc", "1e309", "<b>"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    assert mark(EXERCISES["fenfu-year"], text, WORDS)["verdict"] == "unreadable"


def test_a_percentage_given_to_python_as_a_percentage_is_recognised() -> None:
    reply = mark_value(EXERCISES["fenfu-year"], 14.6, WORDS)
    assert (reply["verdict"], "单位" in reply["text"]) == ("near", True)


def test_a_prediction_is_answered_with_the_figure_and_not_judged() -> None:
    for guess in ("1", "18.25", "300"):
        assert "18.25%" in mark(EXERCISES["predict-year"], guess, WORDS)["text"]
