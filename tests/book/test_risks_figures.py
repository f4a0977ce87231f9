"""The figures of the chapter on risks and rules are those of the model and the data."""

from datetime import date
from typing import Any

import pytest

from loanlab import simulate
from loanlab.data import facts, lpr, products
from loanlab.model.annuity import level_irr, level_payment
from loanlab.model.cashflow import annual_cost
from loanlab.model.odds import at_least_one
from loanlab.model.price import Price, price_of_days
from tests.book.chapters import chapter_text

TEXT = chapter_text("risks")
FACTS = {name: figure["value"] for name, figure in facts().items()}
LINE = FACTS["all_in_cost_line"]
CHANCES = [FACTS["risk_probability." + name] for name in ("leak", "collection", "overcharge")]
YEAR, FEE = 0.058, 47.56
PAYMENT = level_payment(10000, YEAR / 12, 12)
AT_LINE = level_payment(10000, LINE / 12, 12)
COST = annual_cost(level_irr(10000, PAYMENT + FEE, 12))
CONTRACT = level_irr(6000, 545, 12)
ALL_IN = simulate("cost-disclosure").run(
    nominal_annual_rate=YEAR, upfront_fee_rate=0, guarantee_fee=FEE
)
FOURTH = (0.0, 0.3)


def table(**fields: Any) -> dict[str, Any]:
    return simulate("cost-disclosure").run(**fields).outputs


def contract(received: float, payment: float) -> dict[str, Any]:
    fields: dict[str, Any] = {"received": received, "payment": payment, "contract_periods": 12}
    return simulate("true-cost").run(basis="contract", **fields).outputs


def three_payments(received: float) -> dict[str, Any]:
    flows = [{"day": date(2026, 12, 15), "direction": "received", "amount": received}]
    flows += [
        {"day": date(2027, month, 15), "direction": "paid", "amount": amount}
        for month, amount in ((1, 687.05), (2, 687.05), (3, 687.04))
    ]
    return simulate("true-cost").run(basis="flows", flows=flows).outputs


def people(**fields: Any) -> dict[str, Any]:
    return simulate("risk-crowd").run(**fields).outputs


def unprotected(record: float) -> float:
    fields = {"borrowers": 1000, "precaution_overcharge": False, "probability_record": record}
    hit: float = people(**fields)["expected_hit"]
    return hit


def paid_on(day: int) -> Price:
    days = [date(2026, 12, 15)] + [date(2027, month, day) for month in (1, 2, 3)]
    return price_of_days(days, [-196_000, 68_705, 68_705, 68_704])


@pytest.mark.parametrize(
    "expected",
    [
        f"{12 * level_irr(9_500, level_payment(10_000, 0.08 / 12, 12), 12):.2%}，看着还像样",
        f"{COST.nominal:.2%}变成{12 * level_irr(9800, PAYMENT + FEE, 12):.2%}",
        f"3期的升到{paid_on(15).nominal:.2%}；",
        f"同样的钱就是{paid_on(5).nominal:.2%}。",
        f"12期的借款从18.25%升到{simulate('true-cost').run().outputs['annualised_rate']:.2%}",
        f"年化从5.80%升到{12 * level_irr(10000, PAYMENT + 100, 12):.2%}",
        f"费用到{AT_LINE - PAYMENT:.2f}元",
    ],
)
def test_the_chapter_tells_what_the_cash_flows_give(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"还是{ALL_IN.outputs['annualised_rate']:.2%}："
        f"利息{ALL_IN.outputs['interest_share']:.2%}，其他费用{ALL_IN.outputs['fee_share']:.2%}",
        f"默认是{table()['annualised_rate']:.2%}",
        f"费用调到3%，是{table(upfront_fee_rate=0.03)['annualised_rate']:.2%}",
        f"是{contract(10000, 1000)['annualised_rate']:.2%}。多付的占到手的20%",
        f"多付{contract(10000, 1000)['total_cost']:,.0f}元",
        f"到手1,960元时，连费用的年化是{three_payments(1960)['annualised_rate']:.2%}；"
        f"改成2,000元，就是没有先扣费，{three_payments(2000)['annualised_rate']:.2%}",
    ],
)
def test_the_discussions_tell_what_the_simulations_show(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"{1 - CHANCES[0]:.1%} × {1 - CHANCES[1]:.1%} × {1 - CHANCES[2]:.1%}"
        f" = {1 - at_least_one(CHANCES):.2%}，至少一件是{at_least_one(CHANCES):.2%}",
        f"完全重叠是{max(CHANCES):.2%}，互不重叠是{sum(CHANCES):.2%}",
        "独立时的答案从{:.2%}走到{:.2%}".format(
            *(at_least_one([*CHANCES, fourth]) for fourth in FOURTH)
        ),
        f"5%时平均{unprotected(0.05):.1f}人，0时{unprotected(0.0):.1f}人，"
        f"30%时{unprotected(0.3):.1f}人",
        f"每个人的机会都是{people()['at_least_one']:.2%}",
        f"10人时平均{people(borrowers=10)['expected_hit']:.1f}人",
        "在0人到{range_high}人之间；1,000人时".format(**people(borrowers=10)),
        "平均{expected_hit:.1f}人，在{range_low}人到{range_high}人之间".format(
            **people(borrowers=1000)
        ),
    ],
)
def test_the_chapter_tells_what_the_chances_would_mean(expected: str) -> None:
    assert expected in TEXT


def test_which_loans_are_above_the_line_depends_on_the_line() -> None:
    ranges = {name: product.nominal_annual_rate_range for name, product in products().items()}
    tops = [bounds[1] for bounds in ranges.values() if bounds]
    fourfold = FACTS["private_lending_lpr_multiple"] * lpr()["lpr_1y"].iloc[-1]
    shares = [
        sum(top > bar for top in tops) / len(tops)
        for bar in (fourfold, LINE, FACTS["obsolete_line"])
    ]
    assert "“超标率”可以是{:.0%}、{:.0%}或{:.0%}".format(*shares) in TEXT
    assert len(tops) == 5
    assert "有五款" in TEXT
    assert f"四倍LPR现在是{fourfold:.2%}" in TEXT


def test_the_worked_solutions_give_the_answers_of_the_exercises() -> None:
    assert f"月利率是{CONTRACT:.3%}，乘12是{12 * CONTRACT:.2%}" in TEXT
