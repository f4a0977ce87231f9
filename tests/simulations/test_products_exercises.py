"""The exercises of the chapter on entrances and products: known answers and known mistakes."""

import pytest

from loanlab.data import facts, products
from loanlab.simulations import exercises
from loanlab.simulations.exercise import mark
from loanlab.simulations.products_exercises import BY_TENCENT, IN_WECHAT
from loanlab.text import catalogue

WORDS = catalogue("zh")
EXERCISES = exercises(facts())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("products-weilidai-spread", "135"),
        ("products-weilidai-spread", "135.00"),
        ("products-joint-share", "4200"),
        ("products-joint-share", "4,200"),
        ("products-price-of-unknown", "20.28"),
        ("products-price-of-unknown", "20.28%"),
        ("products-level-interest", "122.16"),
        ("products-level-interest", "122.17"),
    ],
)
def test_the_known_answer_is_right_however_it_is_rounded(name: str, answer: str) -> None:
    assert mark(EXERCISES[name], answer, WORDS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        ("products-weilidai-spread", "225", "减去"),
        ("products-weilidai-spread", "90", "低端"),
        ("products-weilidai-spread", "1.5", "一天"),
        ("products-weilidai-spread", "13500", "100"),
        ("products-weilidai-spread", "136.88", "三个月"),
        ("products-joint-share", "1800", "至少要出"),
        ("products-joint-share", "3000", "对半"),
        ("products-joint-share", "6000", "出满"),
        ("products-price-of-unknown", "5", "折成一年"),
        ("products-price-of-unknown", "20", "360"),
        ("products-price-of-unknown", "19.31", "借到"),
        ("products-price-of-unknown", "60", "乘12"),
        ("products-price-of-unknown", "0.2028", "小数"),
        ("products-level-interest", "180", "一次还清"),
        ("products-level-interest", "182.5", "每月都在减少"),
        ("products-level-interest", "1707.39", "还款额"),
        ("products-level-interest", "5122.16", "本金"),
        ("products-level-interest", "730", "一年"),
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, answer: str, hint: str) -> None:
    reply = mark(EXERCISES[name], answer, WORDS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


def test_tencents_own_are_those_that_the_data_gives_to_its_lender() -> None:
    lent = [name for name in IN_WECHAT if "财付通小贷" in products()[name].lender_zh]
    assert tuple(lent) == BY_TENCENT
