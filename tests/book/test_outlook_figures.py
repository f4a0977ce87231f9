"""The figures of the chapter on trends and rules, computed from the model again."""

import numpy_financial as npf
import pytest

from loanlab.data import facts, lpr
from loanlab.model.debts import Debt, Plan, avalanche, largest_loan, minimum_only, plan, snowball
from loanlab.model.level import level_interest, level_plan
from loanlab.model.rates import nominal_annual_rate
from tests.book.chapters import chapter_text, figures, yuan

TEXT = chapter_text("outlook")
FACTS = facts()

FENFU = nominal_annual_rate(FACTS["base_daily_rate.fenfu"]["value"])
HIGH = nominal_annual_rate(FACTS["daily_rate_high"]["value"])
LINE = FACTS["all_in_cost_line"]["value"]
FOUR_LPR = FACTS["private_lending_lpr_multiple"]["value"] * lpr()["lpr_1y"].iloc[-1]
SHARE = FACTS["safe_share_of_income"]["value"]

OWED = [
    Debt("fenfu", 300_000, FENFU, 30_000, 0.0),
    Debt("weilidai", 600_000, HIGH, 60_000, 0.0),
    Debt("other", 400_000, LINE, 20_000, 0.0),
]
DEAREST_FIRST = plan(OWED, 150_000, avalanche(OWED))
SMALLEST_FIRST = plan(OWED, 150_000, snowball(OWED))
LEAST = minimum_only(OWED)
LARGER = plan(OWED, 200_000, avalanche(OWED))


def _interest(found: Plan) -> float:
    return float(found.total_interest) / 100


def _first_cleared(found: Plan) -> int:
    return next(month for month, row in enumerate(found.rows, 1) if 0 in row.balances)


def _prices() -> list[str]:
    now, then = 1_000 * FENFU, 1_000 * FOUR_LPR
    return [
        f"1,000元欠一年，从分付现在的{yuan(now)}降到{yuan(then)}，差{yuan(now - then)}",
        f"要在{FACTS['micro_lenders_by_year']['value']}年底前降到四倍LPR以内",
    ]


def _clerk() -> list[str]:
    owed = [Debt("first", 600_000, 0.21, 55_869, 0.0), Debt("second", 300_000, 0.15, 52_210, 0.0)]
    by_rate, by_balance = (plan(owed, 130_000, order(owed)) for order in (avalanche, snowball))
    larger = plan(owed, 150_000, avalanche(owed))
    least = minimum_only(owed)
    gap = _interest(by_balance) - _interest(by_rate)
    heaviest = figures("borrowing-load", **THREE_LOANS)
    return [
        f"利息从{yuan(_interest(by_rate))}降到{yuan(_interest(larger))}，"
        f"少{yuan(_interest(by_rate) - _interest(larger))}",
        f"换次序只差{yuan(gap)}",
        f"两种次序都是{by_rate.months}个月，利息差{yuan(gap)}。只还最低要{least.months}个月，"
        f"多付{yuan(_interest(least) - _interest(by_rate))}",
        f"最重的那个月要还{yuan(heaviest['highest_monthly_payment'])}，"
        f"占她收入的{heaviest['highest_debt_service_ratio']:.1%}",
    ]


LOANS = [("bank", 6_000, 0.21, 12), ("other", 3_000, 0.15, 6), ("other", 2_000, 0.18, 3)]
THREE_LOANS = {
    "monthly_income": 4_000,
    "loans": [
        {
            "lender": lender,
            "balance": balance,
            "nominal_annual_rate": annual,
            "months": months,
            "starts_in": 0,
        }
        for lender, balance, annual, months in LOANS
    ],
}


def _readings() -> list[str]:
    within = round(6_000 * SHARE * 100)
    short, long = (largest_loan(within, HIGH, months) for months in (12, 36))
    left = -npf.pv(FENFU / 12, 12, 5_000 * SHARE - 600)
    return [
        f"{yuan(within / 100, 0)}分12个月最多借{yuan(short / 100)}，"
        f"是月收入的{short / 600_000:.1f}倍；如果指借款总额，只有{yuan(within / 100, 0)}",
        f"分36个月能借{yuan(long / 100)}，利息{yuan(level_interest(long, HIGH, 36) / 100)}",
        f"最多借从{yuan(largest_loan(within, HIGH, 3) / 100, 0)}升到{yuan(long / 100, 0)}",
        f"月收入6,000元就是{yuan(6_000 * 12 / 3, 0)}",
        f"最多借约{yuan(left, 0)}",
        f"约{yuan(10_800 - left, 0)}是利息",
    ]


def _safe_limit() -> list[str]:
    rider = {
        "monthly_income": 4_500,
        "existing_payments": 300,
        "share": 0.2,
        "nominal_annual_rate": 0.2428,
    }
    short, long = (figures("safe-limit", months=months, **rider) for months in (6, 24))
    return [
        f"从{yuan(short['max_loan'])}到{yuan(long['max_loan'])}，"
        f"是{long['max_loan'] / short['max_loan']:.1f}倍",
        f"利息从{yuan(short['total_interest'])}到{yuan(long['total_interest'])}，"
        f"是{long['total_interest'] / short['total_interest']:.1f}倍",
    ]


def _orders() -> list[str]:
    gap = _interest(SMALLEST_FIRST) - _interest(DEAREST_FIRST)
    return [
        f"雪崩法付{yuan(_interest(DEAREST_FIRST))}利息",
        f"雪球法{yuan(_interest(SMALLEST_FIRST))}，差{yuan(gap)}",
        f"都是{DEAREST_FIRST.months}个月还清",
        f"雪球法第{_first_cleared(SMALLEST_FIRST)}个月",
        f"雪崩法要到第{_first_cleared(DEAREST_FIRST)}个月",
        f"要{LEAST.months}个月，付{yuan(_interest(LEAST))}",
        f"利息合计{yuan(_interest(LARGER))}，{LARGER.months}个月还清",
        f"少{yuan(_interest(DEAREST_FIRST) - _interest(LARGER))}",
    ]


def _planned() -> list[str]:
    bare = figures("repayment-planner", budget=1_100)
    return [
        f"都是{bare['months_to_clear']}个月还清、利息{yuan(bare['total_interest'])}",
        f"仍比只还最低还款省{yuan(bare['interest_saved'])}",
    ]


def _group() -> list[str]:
    even = figures("group-discount")
    whole = figures("group-discount", shared_liability="whole")
    nine = figures("group-discount", friends=9)
    return [
        f"少付{yuan(even['saving'])}，平均替人还{yuan(even['expected_loss'])}",
        f"净亏{yuan(-even['net'])}",
        f"平均替人还{yuan(whole['expected_loss'])}，净亏{yuan(-whole['net'])}",
        f"都是{even['chance_of_paying']:.2%}",
        f"平摊是{yuan(even['loss_of_one'], 0)}，连带责任是{yuan(whole['loss_of_one'], 0)}",
        f"年化降到{nine['discounted_annual_rate']:.2%}，少付{yuan(nine['saving'])}",
        f"净赚{yuan(nine['net'])}",
        f"从{even['chance_of_paying']:.2%}升到{nine['chance_of_paying']:.2%}",
    ]


@pytest.mark.parametrize(
    "expected",
    [
        *_prices(),
        *_clerk(),
        *_readings(),
        *_safe_limit(),
        *_orders(),
        *_planned(),
        *_group(),
    ],
)
def test_the_chapter_tells_what_the_model_computes(expected: str) -> None:
    assert expected in TEXT


def test_formula_and_largest_loan_are_as_close_as_the_chapter_says() -> None:
    assert "连最后一期也不超过月供，两者相差不到两角钱" in TEXT
    for months in range(1, 61):
        loan = largest_loan(180_000, HIGH, months)
        assert abs(loan / 100 + npf.pv(HIGH / 12, months, 1_800)) < 0.2
        assert level_plan(loan, HIGH, months).last_payment <= 180_000


def test_highest_rate_first_costs_least_except_for_a_few_fen() -> None:
    owed = [Debt("a", 60_000, 0.2265, 30_000, 0.0), Debt("b", 10_000, 0.226, 5_000, 0.0)]
    highest_first, smallest = (
        plan(owed, 50_000, order).total_interest for order in (avalanche(owed), snowball(owed))
    )
    assert 0 < highest_first - smallest < 10
    assert "别的次序即使更少，差的也只是利息取整到分的零头" in TEXT


def test_a_budget_that_just_reaches_for_the_minimums_leaves_no_order_to_choose() -> None:
    by_order = [
        figures("repayment-planner", budget=1_100, strategy=name)["total_interest"]
        for name in ("avalanche", "snowball")
    ]
    assert by_order[0] == by_order[1]
    assert LEAST.rows[10].balances[:2] == [0, 0]
    assert all(LEAST.rows[9].balances)
