"""The exercises of the chapter on repayment: known answers, and the hint for each mistake."""

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
        ("repayment-first-payment", "655"),
        ("repayment-first-payment", "655.00"),
        ("repayment-fee-break-even", "6.08"),
        ("repayment-fee-break-even", "6.1%"),
        ("repayment-late-instalment", "22.5"),
        ("repayment-late-instalment", "22.50"),
        ("repayment-minimum-months", "14"),
    ],
)
def test_the_known_answer_is_right_however_it_is_written(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("repayment-first-payment", "500", "加上这一期的利息"),
        ("repayment-first-payment", "155", "每期的本金"),
        ("repayment-first-payment", "507.75", "全部本金"),
        ("repayment-first-payment", "583.65", "等额本息"),
        ("repayment-fee-break-even", "10.65", "7,000元"),
        ("repayment-fee-break-even", "1.52", "7期"),
        ("repayment-fee-break-even", "18.25", "年化"),
        ("repayment-fee-break-even", "4.26", "分母"),
        ("repayment-late-instalment", "225", "整笔借款"),
        ("repayment-late-instalment", "15", "乘1.5"),
        ("repayment-late-instalment", "1500", "固定金额"),
        ("repayment-late-instalment", "500", "没有查到依据"),
        ("repayment-late-instalment", "1022.5", "只问罚息"),
        ("repayment-minimum-months", "8", "最初的欠款"),
        ("repayment-minimum-months", "13", "25.4%"),
        ("repayment-minimum-months", "10", "按余额"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


def test_the_prediction_is_answered_to_the_fen() -> None:
    reply = mark(EXERCISES["repayment-predict-interest"], "1825", WORDS)
    assert "1,015.87元" in reply["text"]
    assert "1,825元" in reply["text"]
