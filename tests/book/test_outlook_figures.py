"""The figures of the chapter on trends and rules, computed from the model again."""

from typing import Any

import numpy_financial as npf
import pytest

from loanlab.data import facts, lpr, regulations
from loanlab.model.debts import Debt, Plan, avalanche, largest_loan, minimum_only, plan, snowball
from loanlab.model.level import level_interest, level_plan
from loanlab.model.rates import nominal_annual_rate
from loanlab.notebook.displays import simulate
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


def _planner(minimum_of_third: int) -> list[dict[str, Any]]:
    rows = zip(
        ("fenfu", "weilidai", "other"),
        (3_000, 6_000, 4_000),
        (FENFU, HIGH, LINE),
        (300, 600, minimum_of_third),
        strict=True,
    )
    names = ("lender", "balance", "nominal_annual_rate", "minimum_payment")
    return [{**dict(zip(names, row, strict=True)), "prepayment_fee_rate": 0.0} for row in rows]


def _prices() -> list[str]:
    return [
        f"照{FENFU:.2%}要付{yuan(1_000 * FENFU)}",
        f"照{FOUR_LPR:.2%}是{yuan(1_000 * FOUR_LPR)}",
        f"差{yuan(1_000 * (FENFU - FOUR_LPR))}",
        f"单利年化{HIGH:.2%}（365天）",
        f"3,000 × {FENFU:.2%} = {yuan(3_000 * FENFU)}",
        f"3,000 × {FOUR_LPR:.2%} = {yuan(3_000 * FOUR_LPR)}",
        f"少{yuan(3_000 * (FENFU - FOUR_LPR))}",
        f"{FACTS['micro_lenders_by_year']['value']}年底以前，把全部新贷款",
    ]


def _readings() -> list[str]:
    within = round(6_000 * SHARE * 100)
    expected = [f"每月还款不超过{yuan(within / 100, 0)}", f"总额不超过{yuan(within / 100, 0)}"]
    for months in (12, 36):
        loan = largest_loan(within, HIGH, months)
        expected.append(yuan(loan / 100))
        expected.append(f"利息{yuan(level_interest(loan, HIGH, months) / 100)}")
    year = largest_loan(within, HIGH, 12) / 100
    expected.append(f"月收入的{year / 6_000:.1f}倍")
    expected.append(f"最多借从{yuan(largest_loan(within, HIGH, 3) / 100, 0)}")
    expected.append(f"升到{yuan(largest_loan(within, HIGH, 36) / 100, 0)}")
    expected.append(f"月收入6,000元就是{yuan(6_000 * 12 / 3, 0)}")
    left = -npf.pv(FENFU / 12, 12, 5_000 * SHARE - 600)
    expected.append(f"现值约{yuan(left, 0)}")
    expected.append(f"约{yuan(10_800 - left, 0)}是利息")
    return expected


def _safe_limit() -> list[str]:
    short, long = figures("safe-limit"), figures("safe-limit", months=36)
    full = figures("safe-limit", existing_payments=1_800)
    return [
        f"月供上限{yuan(short['max_payment'], 0)}",
        f"最多借{yuan(short['max_loan'])}，利息{yuan(short['total_interest'])}",
        f"最多借{yuan(long['max_loan'])}，利息{yuan(long['total_interest'])}",
        f"本金是{long['max_loan'] / short['max_loan']:.1f}倍",
        f"利息是{long['total_interest'] / short['total_interest']:.1f}倍",
        f"最多借{yuan(full['max_loan'], 0)}；读法二仍然显示{yuan(full['max_loan_strict'], 0)}",
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
        f"省{yuan(_interest(LEAST) - _interest(SMALLEST_FIRST))}",
        f"利息合计{yuan(_interest(LARGER))}，{LARGER.months}个月还清",
        f"少{yuan(_interest(DEAREST_FIRST) - _interest(LARGER))}",
    ]


def _planned() -> list[str]:
    bare = figures("repayment-planner", budget=1_100)
    low = figures("repayment-planner", debts=_planner(50))
    return [
        f"都是{bare['months_to_clear']}个月还清、利息{yuan(bare['total_interest'])}",
        f"省{yuan(bare['interest_saved'])}、早{LEAST.months - bare['months_to_clear']}个月",
        f"一个月的利息是{yuan(4_000 * LINE / 12, 0)}",
        f"还是{low['months_to_clear']}个月、利息{yuan(low['total_interest'])}",
    ]


def _group() -> list[str]:
    even = figures("group-discount")
    whole = figures("group-discount", shared_liability="whole")
    nine = figures("group-discount", friends=9)
    three = figures("group-discount", friends=3, shared_liability="whole")
    return [
        f"少付{yuan(even['saving'])}，平均替人还{yuan(even['expected_loss'])}",
        f"净亏{yuan(-even['net'])}",
        f"平均替人还{yuan(whole['expected_loss'])}，净亏{yuan(-whole['net'])}",
        f"= {whole['break_even_default_probability']:.2%}",
        f"都是{even['chance_of_paying']:.2%}",
        f"平摊是{yuan(even['loss_of_one'], 0)}，连带责任是{yuan(whole['loss_of_one'], 0)}",
        f"年化降到{nine['discounted_annual_rate']:.2%}，少付{yuan(nine['saving'])}",
        f"净赚{yuan(nine['net'])}",
        f"从{even['break_even_default_probability']:.2%}升到"
        f"{nine['break_even_default_probability']:.2%}",
        f"从{even['chance_of_paying']:.2%}升到{nine['chance_of_paying']:.2%}",
        f"令它等于{yuan(three['saving'])}",
        f"≈ {three['break_even_default_probability']:.2%}",
    ]


@pytest.mark.parametrize(
    "expected",
    [*_prices(), *_readings(), *_safe_limit(), *_orders(), *_planned(), *_group()],
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
    assert "别的顺序即使更少，差的也只是利息取整到分的零头" in TEXT


def test_the_timeline_has_as_many_days_as_the_chapter_says() -> None:
    days = [rule.effective.year for rule in regulations().values() if rule.effective]
    days.append(FACTS["micro_lenders_by_year"]["value"])
    assert (len(days), sum(year >= 2025 for year in days)) == (16, 8)
    assert "十六个日子里，八个在2025年或以后" in TEXT


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("all-in-cost-2026", "2026-08-01"),
        ("marketing-2026", "2026-09-30"),
        ("pipl", "2021-11-01"),
        ("credit-repair-2025", "2026-01-01"),
        ("subsidy-2025", "2025-09-01"),
    ],
)
def test_a_rules_day_in_the_table_is_that_of_the_data(rule: str, expected: str) -> None:
    assert str(regulations()[rule].effective) == expected
    assert f"| {expected} |" in TEXT


def test_a_budget_that_just_reaches_for_the_minimums_leaves_no_order_to_choose() -> None:
    by_order = [
        figures("repayment-planner", budget=1_100, strategy=name)["total_interest"]
        for name in ("avalanche", "snowball")
    ]
    assert by_order[0] == by_order[1]
    assert LEAST.rows[10].balances[:2] == [0, 0]
    assert all(LEAST.rows[9].balances)


def test_a_minimum_below_the_interest_never_clears() -> None:
    outcome = simulate("repayment-planner").run(debts=_planner(50))
    assert outcome.outputs["interest_saved"] is None
    assert "永远还不清" in outcome.sentence
