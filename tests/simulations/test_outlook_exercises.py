"""The exercises of the chapter on trends and rules: known answers and known mistakes."""

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
        ("outlook-fenfu-to-four-lpr", "78"),
        ("outlook-fenfu-to-four-lpr", "78.00"),
        ("outlook-payment-reading", "9992.32"),
        ("outlook-payment-reading", "9,992.26"),
        ("outlook-payment-reading", "9992"),
        ("outlook-larger-budget", "284.37"),
        ("outlook-group-break-even", "0.285"),
        ("outlook-group-break-even", "0.29%"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("outlook-fenfu-to-four-lpr", "438", "减去"),
        ("outlook-fenfu-to-four-lpr", "360", "少付"),
        ("outlook-fenfu-to-four-lpr", "6.5", "一个月"),
        ("outlook-fenfu-to-four-lpr", "72", "360"),
        ("outlook-fenfu-to-four-lpr", "2.6", "本金"),
        ("outlook-payment-reading", "16653.82", "已有的月供"),
        ("outlook-payment-reading", "10800", "利息"),
        ("outlook-payment-reading", "1500", "借款总额"),
        ("outlook-payment-reading", "900", "倒推"),
        ("outlook-payment-reading", "9424.08", "每月都在还本金"),
        ("outlook-larger-budget", "794.93", "每月1,500元"),
        ("outlook-larger-budget", "1141.33", "只还最低还款"),
        ("outlook-larger-budget", "75.33", "雪球法和雪崩法"),
        ("outlook-larger-budget", "359.70", "两次都用雪崩法"),
        ("outlook-group-break-even", "0.86", "3个朋友"),
        ("outlook-group-break-even", "0.21", "自己"),
        ("outlook-group-break-even", "1.5", "年化降了"),
        ("outlook-group-break-even", "0.00285", "小数"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


@pytest.mark.parametrize("guess", ["1800", "19608.1", "25000"])
def test_the_prediction_tells_both_readings_to_every_guess(guess: str) -> None:
    told = mark(EXERCISES["outlook-predict-two-readings"], guess, WORDS)["text"]
    assert "19,608.10元" in told
    assert "1,800元" in told
