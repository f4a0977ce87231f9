"""The exercises of the chapter on comparing platforms: known answers, a hint for each slip."""

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
        ("comparison-paid-monthly", "152.85"),
        ("comparison-paid-monthly", "152.86"),
        ("comparison-year-of-uses", "126"),
        ("comparison-year-of-uses", "126.00"),
        ("comparison-two-loans", "21.55"),
        ("comparison-two-loans", "21.6%"),
        ("comparison-misused", "300"),
        ("comparison-misused", "300.00"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("comparison-paid-monthly", "225", "一次还清"),
        ("comparison-paid-monthly", "228.13", "还掉的本金"),
        ("comparison-paid-monthly", "76.04", "第一个月"),
        ("comparison-paid-monthly", "1717.62", "还款额"),
        ("comparison-paid-monthly", "5,152.85", "只问利息"),
        ("comparison-paid-monthly", "180", "甲的利息"),
        ("comparison-year-of-uses", "30", "还要乘一年的次数"),
        ("comparison-year-of-uses", "50.4", "最低日利率"),
        ("comparison-year-of-uses", "84", "金条的次数"),
        ("comparison-year-of-uses", "365", "用满一年"),
        ("comparison-year-of-uses", "8526", "不算费用"),
        ("comparison-two-loans", "11.02", "第二笔的月供"),
        ("comparison-two-loans", "10.54", "第一笔的月供"),
        ("comparison-two-loans", "20", "只有本金"),
        ("comparison-two-loans", "180", "欠款除以月收入"),
        ("comparison-two-loans", "0.2155", "小数"),
        ("comparison-misused", "150", "没有加收"),
        ("comparison-misused", "225", "逾期的倍数"),
        ("comparison-misused", "450", "代替合同利率"),
        ("comparison-misused", "5", "一天"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


def test_the_guess_is_answered_with_both_ends_and_their_difference() -> None:
    reply = mark(EXERCISES["comparison-predict-spread"], "20", WORDS)
    for figure in ("90.00元", "225.00元", "135.00元", "7.30%", "18.25%"):
        assert figure in reply["text"]
