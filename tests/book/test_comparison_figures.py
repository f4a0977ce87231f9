"""The figures of the chapter on comparing platforms are those of the model and the data."""

from typing import Any

import numpy_financial as npf
import pytest

from loanlab.data import facts, products
from loanlab.model.late import penalty_rate
from loanlab.model.rates import nominal_annual_rate
from loanlab.simulations import simulation
from tests.book.chapters import chapter_text, figures, percent, yuan

TEXT = chapter_text("comparison")
FACTS = facts()
PRODUCTS = products()
LINE = FACTS["all_in_cost_line"]["value"]
HIGH = FACTS["daily_rate_high"]["value"]
PRICED = ("weilidai", "fenfu", "jiebei", "jintiao")
FOURTH_LONGER = 12


def interest(product: str, end: int, amount: float = 5000, days: int = 90) -> float:
    rates = PRODUCTS[product].daily_rate_range
    assert rates is not None
    return float(amount * days * min(rates[end], LINE / 365))


def payment(principal: float, months: int, year: float = 0.1825) -> float:
    return float(-npf.pmt(year / 12, months, principal))


def compared(**values: Any) -> dict[str, Any]:
    return figures("platform-compare", **values)


def stacked(**values: Any) -> dict[str, Any]:
    return figures("borrowing-load", **values)


def loans() -> list[dict[str, Any]]:
    """The loans that the simulation opens with, for states that change one of them."""
    field = next(
        each for each in simulation("borrowing-load", FACTS).fields if each.name == "loans"
    )
    return [dict(loan) for loan in field.default]


def longer() -> list[dict[str, Any]]:
    return [*loans()[:3], {**loans()[3], "months": FOURTH_LONGER}]


def cost(loan: dict[str, Any]) -> float:
    months = loan["months"]
    paid = payment(loan["balance"], months, loan["nominal_annual_rate"]) * months
    return float(paid - loan["balance"])


LOWEST = [interest(name, 0) for name in PRICED]
THREE = [payment(8000, 12), payment(6000, 6), payment(3000, 3)]
ONE_SUM = compared(amount=5000, days=90)
MONTHLY = compared(amount=5000, term_kind="months", months=3)
OPENED = stacked()
LATER = stacked(loans=longer())
CLERK_LOANS = [("bank", 6_000, 0.21, 12), ("other", 3_000, 0.15, 6), ("other", 2_000, 0.18, 3)]


def clerk(count: int) -> dict[str, Any]:
    names = ("lender", "balance", "nominal_annual_rate", "months")
    rows = [dict(zip(names, loan, strict=True)) for loan in CLERK_LOANS[:count]]
    return stacked(monthly_income=4_000, loans=[{**row, "starts_in": 0} for row in rows])


CLERK_TWO, CLERK_THREE = clerk(2), clerk(3)
MISUSE = FACTS["misuse_multiplier"]["value"]
LATE_LOW, LATE_HIGH = FACTS["penalty_multiplier_range"]["value"]


@pytest.mark.parametrize(
    "expected",
    [
        "微粒贷自己的两端差" + yuan(interest("weilidai", 1) - interest("weilidai", 0)),
        "四家最低价之间最多差" + yuan(max(LOWEST) - min(LOWEST)),
        f"{yuan(interest('fenfu', 0))}只说明它的日利率",
        f"从{yuan(ONE_SUM['lowest_cost'])}到{yuan(ONE_SUM['highest_cost'])}，合同写的年化"
        f"{percent(ONE_SUM['lowest_annual_rate'])}到{percent(ONE_SUM['highest_annual_rate'])}",
        f"利息变成{yuan(MONTHLY['lowest_cost'])}到{yuan(MONTHLY['highest_cost'])}",
    ],
)
def test_the_chapter_tells_the_prices_that_the_data_gives(expected: str) -> None:
    assert expected in TEXT


def test_all_prices_of_the_picture_hold_the_one_of_fenfu() -> None:
    assert "都包含180元" in TEXT
    for name in PRICED:
        assert interest(name, 0) <= 180 <= interest(name, 1)


def test_the_products_of_the_picture_are_those_of_the_chapter() -> None:
    for name, product in PRODUCTS.items():
        drawn = product.daily_rate_range and (
            product.limit_range is None or product.limit_range[1] >= 5000
        )
        assert bool(drawn) == (name in PRICED), f"the chapter does not tell {name} so"


def test_only_the_price_of_fenfu_has_more_than_reposts() -> None:
    assert "除了分付都只见于网上转载" in TEXT
    assert [name for name in PRICED if not PRODUCTS[name].provisional] == ["fenfu"]


def test_the_limits_are_those_of_the_data_beside_those_of_the_article() -> None:
    highest = {name: PRODUCTS[name].limit_range for name in ("weilidai", "jiebei", "jintiao")}
    assert [limits[1] for limits in highest.values() if limits] == [300000, 300000, 200000]
    article = [FACTS[f"article_highest_limit.{name}"]["value"] for name in highest]
    assert article == [300000, 200000, 150000]
    assert "借呗和金条查到的比原文多10万元和5万元" in TEXT


def test_weilidai_serves_a_twentieth_of_the_accounts() -> None:
    served, accounts = (FACTS[n]["value"] for n in ("known_users.weilidai", "wechat_accounts.2025"))
    assert served == 70e6
    assert f"超过7,000万，大约只有账号的{percent(served / accounts, 0)}" in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"微粒贷一年{yuan(4.2 * interest('weilidai', 0, 2000, 30))}到"
        f"{yuan(4.2 * interest('weilidai', 1, 2000, 30))}",
        f"金条{yuan(2.8 * interest('jintiao', 0, 2000, 30))}到"
        f"{yuan(2.8 * interest('jintiao', 1, 2000, 30))}",
        f"4.2次就是{4.2 * 30:.0f}天在借",
        f"2,000元要付{2000 * HIGH * 365:.0f}元利息",
    ],
)
def test_the_chapter_tells_what_a_year_of_uses_costs(expected: str) -> None:
    assert (FACTS["uses_per_year.weilidai"]["value"], FACTS["uses_per_year.jintiao"]["value"]) == (
        4.2,
        2.8,
    )
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        "、".join(percent(each / 6000, 1) for each in THREE),
        f"合计{yuan(sum(THREE))}，占{percent(sum(THREE) / 6000, 1)}，剩{yuan(6000 - sum(THREE))}",
        f"只有两笔时最重的月份还{yuan(CLERK_TWO['highest_monthly_payment'])}，"
        f"占{percent(CLERK_TWO['highest_debt_service_ratio'], 1)}；"
        f"三笔是{yuan(CLERK_THREE['highest_monthly_payment'])}，"
        f"占{percent(CLERK_THREE['highest_debt_service_ratio'], 1)}，"
        f"剩{yuan(CLERK_THREE['left_over'])}过日子",
        f"最重的也只占{percent(payment(2000, 3, 0.18) / 4000, 1)}",
        f"前3个月一共少还{yuan(3 * payment(2000, 3, 0.18))}",
        f"从{yuan(OPENED['highest_monthly_payment'])}降到{yuan(LATER['highest_monthly_payment'])}，"
        f"占{percent(LATER['highest_debt_service_ratio'], 1)}",
        f"从{yuan(cost(loans()[3]))}变成{yuan(cost(longer()[3]))}",
        f"第{loans()[3]['starts_in'] + FOURTH_LONGER}个月",
    ],
)
def test_the_chapter_tells_how_payments_stack(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"一年{percent(nominal_annual_rate(penalty_rate(HIGH, LATE_HIGH)))}到"
        f"{percent(nominal_annual_rate(penalty_rate(HIGH, MISUSE)))}",
        f"逾期是{percent(nominal_annual_rate(penalty_rate(HIGH, LATE_LOW)))}到"
        f"{percent(nominal_annual_rate(penalty_rate(HIGH, LATE_HIGH)))}",
        f"每月还{yuan(payment(5000, 3))}，三次合计比5,000元多{yuan(payment(5000, 3) * 3 - 5000)}",
        f"月供{yuan(payment(6000, 12))}；3,000元分6个月，月供{yuan(payment(3000, 6))}",
        f"合计{yuan(payment(6000, 12) + payment(3000, 6))}，除以5,000元是"
        f"{percent((payment(6000, 12) + payment(3000, 6)) / 5000)}",
        f"乙付的元数少，年化却高出{(HIGH - 0.0004) * 36500:.2f}个百分点",
    ],
)
def test_the_chapter_tells_what_penalties_and_exercises_come_to(expected: str) -> None:
    assert expected in TEXT
