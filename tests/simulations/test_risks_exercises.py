"""The exercises of the chapter on risks and rules: known answers, and the hint for each slip."""

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
        ("risks-contract-year", "16.22"),
        ("risks-contract-year", "16.2%"),
        ("risks-fee-room", "85.85"),
        ("risks-fee-room", "85.86"),
        ("risks-overdue-rate", "8.7"),
        ("risks-overdue-rate", "8.70%"),
        ("risks-at-least-one", "18.58"),
        ("risks-at-least-one", "18.5816"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("risks-contract-year", "9", "多付的钱占到手"),
        ("risks-contract-year", "1.35", "一个月"),
        ("risks-contract-year", "17.48", "实际年化"),
        ("risks-contract-year", "0.1622", "小数"),
        ("risks-fee-room", "151.67", "最初的本金"),
        ("risks-fee-room", "945.60", "整笔还款额"),
        ("risks-fee-room", "1030.21", "每月"),
        ("risks-overdue-rate", "24", "担保费不在里面"),
        ("risks-overdue-rate", "11.6", "挪作他用"),
        ("risks-overdue-rate", "2.9", "加上原来的利息"),
        ("risks-overdue-rate", "5.8", "没有逾期"),
        ("risks-at-least-one", "19.5", "重复"),
        ("risks-at-least-one", "81.42", "用1减去"),
        ("risks-at-least-one", "12.5", "最大的一个"),
        ("risks-at-least-one", "0.0062", "全碰上"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


@pytest.mark.parametrize("guess", ["5.8", "11.51", "16"])
def test_the_prediction_is_answered_with_the_figure_and_not_judged(guess: str) -> None:
    assert "16.00%" in mark(EXERCISES["risks-predict-all-in"], guess, WORDS)["text"]
