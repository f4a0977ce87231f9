"""The figures of the page for whoever cannot pay, computed from the model and the data again."""

import pytest

from loanlab.data import facts, guidance, regulations
from loanlab.model.annuity import level_payment
from loanlab.model.late import penalty_interest, penalty_rate
from tests.book.chapters import chapter_text

TEXT = chapter_text("trouble")
DAILY = facts()["daily_rate_high"]["value"]
TIMES = facts()["penalty_multiplier"]["value"]
LEFT = 900  # yuan that 小林 can pay this month


def payment_of(principal: int, year: float, months: int) -> int:
    """The monthly payment of one of 小林's loans, in whole yuan."""
    return round(level_payment(principal, year / 12, months))


FIRST, SECOND = payment_of(6_000, 0.21, 12), payment_of(3_000, 0.15, 6)


def yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}元"


def penalty(principal: int, days: int) -> int:
    return int(penalty_interest(principal, penalty_rate(DAILY, TIMES), days))


@pytest.mark.parametrize(
    "expected",
    [
        f"甲这期{FIRST}元",
        f"乙{SECOND}元",
        f"拿得出{LEFT}元",
        f"剩下{LEFT - FIRST}元",
        f"还差{FIRST + SECOND - LEFT}元",
        f"10天是{yuan(penalty(100_000, 10))}，30天是{yuan(penalty(100_000, 30))}",
        yuan(penalty(1_000_000, 30)),
        f"按日利率{DAILY:.2%}的{TIMES:.1f}倍算",
    ],
)
def test_the_page_tells_the_money_that_the_model_computes(expected: str) -> None:
    assert expected in TEXT


def test_the_page_tells_the_surcharge_of_the_rule() -> None:
    low, high = facts()["penalty_multiplier_range"]["value"]
    assert f"{low:.1f}到{high:.1f}倍" in TEXT
    assert f"{low - 1:.0%}到{high - 1:.0%}" in regulations()["penalty-2003"].says_zh[0]


@pytest.mark.parametrize(
    ("told", "entry", "said"),
    [
        ("15日内", "complaint-lender-first", "15日内"),
        ("最长5年", "card-article-70", "最长不超过5年"),
        ("再留5年", "overdue-five-years", "5年"),
        ("六种情形之一", "court-dishonest-list", "六种情形之一"),
        ("2025年1月17日起", "collection-micro-lender-2025", "2025-01-17"),
        ("22:00到次日8:00不催", "collection-cba-2026", "每日22:00至次日8:00不得催收"),
        ("一天不宜打超过6次", "collection-cba-2026", "不宜超过6次"),
        ("上门不少于两人", "collection-cba-2026", "外访不少于两人"),
        ("2026年1月30日起", "collection-cba-2026", "2026年1月30日"),
        ("22:00到次日8:00不催", "collection-standard-content", "每日22:00至次日8:00不催收"),
        ("打通的一天不超过3次", "collection-standard-content", "每日不超过3次"),
        ("每天至少18小时", "hotline-12356", "每天不少于18小时"),
        ("2025年3月起", "cannot-pay-nfra-relief-2025", "2025年3月"),
    ],
)
def test_the_page_tells_what_the_guidance_says(told: str, entry: str, said: str) -> None:
    assert told in TEXT
    assert said in guidance()[entry].fact_zh + str(guidance()[entry].since)
