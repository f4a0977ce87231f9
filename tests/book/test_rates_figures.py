"""The figures that the chapter on limits and rates tells are those of the model and the data."""

import numpy as np
import pytest

from loanlab.arrays.cashflow import period_rate_with_fee
from loanlab.data import facts, lpr
from loanlab.forms.numerals import percent_text
from loanlab.model import rates
from loanlab.model.annuity import level_irr, level_payment
from tests.book.chapters import chapter_text, figures, percent

FACTS = facts()
LOW, HIGH = FACTS["daily_rate_low"]["value"], FACTS["daily_rate_high"]["value"]
FENFU = FACTS["base_daily_rate.fenfu"]["value"]
LATEST = FACTS["lpr_one_year"]["value"]
MULTIPLE = FACTS["private_lending_lpr_multiple"]["value"]
FEES = [step / 2_500 for step in range(250)]
PAYMENT = level_payment(10_000, rates.nominal_annual_rate(HIGH) / 12, 12)


def with_fee(fee: float, periods: int) -> float:
    """The annual rate of a loan of which a fee is kept back, as IRR of a month times 12."""
    payment = level_payment(1, rates.nominal_annual_rate(HIGH) / 12, periods)
    return 12 * level_irr(1 - fee, payment, periods)


def largest_fee_within_the_line(periods: int) -> str:
    line = FACTS["all_in_cost_line"]["value"]
    return percent(max(fee for fee in FEES if with_fee(fee, periods) <= line))


def true_cost(**values: object) -> str:
    return percent(figures("true-cost", **values)["annualised_rate"])


def built(**values: object) -> str:
    return percent(figures("rate-builder", **values)["nominal_annual_rate"])


def contract(received: float, payment: float, periods: int) -> str:
    """The annual rate of level payments, as the form shows it."""
    return true_cost(basis="contract", received=received, payment=payment, contract_periods=periods)


RIDER = {"method": "flat_fee", "flat_fee_rate": 0.012, "periods": 6, "upfront_fee_rate": 0.0}
RIDER_PAYMENT = 4_000 / 6 + 4_000 * 0.012


@pytest.mark.parametrize(
    "told",
    [
        f"日息万五，一年是{percent(rates.nominal_annual_rate(HIGH))}；"
        f"月费1.2%、分6期还，是{true_cost(principal=4_000, **RIDER)}，不是{percent(0.012 * 12)}",
        f"到手5,000元，每月还1,750元，还3期，“只多付{3 * 1_750 - 5_000}元”",
        f"一年算下来是{contract(5_000, 1_750, 3)}",
        f"变成{contract(5_000, 437.5, 12)}",
        f"12期是{true_cost()}，3期是{true_cost(periods=3)}，24期是{true_cost(periods=24)}",
        f"另外付，还是{true_cost(deducted=False)}",
        f"他每月还{RIDER_PAYMENT:.2f}元，一共多付{6 * RIDER_PAYMENT - 4_000:.2f}元，"
        f"连费用的年化是{true_cost(principal=4_000, **RIDER)}",
        f"手里只剩{4_000 / 6:.2f}元",
        f"一天5角，一年就是{1_000 * HIGH * 365:.2f}元，合同写的年化"
        f"{percent(rates.nominal_annual_rate(HIGH))}。"
        f"按360天写是{percent(rates.nominal_annual_rate(HIGH, 360))}",
        f"一年期现在是{percent(LATEST)}，加150个基点也只有{percent(LATEST + 0.015)}。"
        f"微粒贷网上转载的最低价{percent(rates.nominal_annual_rate(LOW))}，也比它高六成",
        f"四倍LPR现在是{percent(MULTIPLE * LATEST)}",
        f"15.40%降到{percent(MULTIPLE * LATEST)}",
        f"× 365 = {percent(rates.nominal_annual_rate(FENFU))}",
        f"是{PAYMENT:.2f}元；到手只有9,800元",
        f"乘12是{percent(12 * level_irr(9_800, PAYMENT, 12))}",
        f"扣3%，年化就从18.25%变成{percent(12 * level_irr(9_700, PAYMENT, 12))}",
        f"按月付息是{percent(rates.compound_growth(rates.nominal_annual_rate(HIGH) / 12, 12))}，"
        f"天天滚是{percent(rates.effective_annual_rate(HIGH))}",
        f"日利率得低到{percent_text((LATEST + 0.015) / 365, 4)}",
        f"同样扣2%，1期的年化是{percent(with_fee(0.02, 1))}，36期是{percent(with_fee(0.02, 36))}",
        f"1期最多扣{largest_fee_within_the_line(1)}，36期可以扣到{largest_fee_within_the_line(36)}",
        "日利率0.015%，合同写的年化"
        f"{built(product='weilidai', base_daily_rate=LOW, pay_score=700)}；"
        f"支付分600时是{built(product='weilidai', base_daily_rate=LOW, pay_score=600)}",
        f"0.05%上浮30%是0.065%，年化"
        f"{built(product='weilidai', base_daily_rate=HIGH, pay_score=600, overdue_surcharge=0.3)}",
    ],
)
def test_the_chapter_tells_what_the_model_and_the_data_give(told: str) -> None:
    assert told in chapter_text("rates")


def test_six_in_ten_is_how_far_the_cheapest_rate_lies_above_the_dearest_spread() -> None:
    assert rates.nominal_annual_rate(LOW) / (LATEST + 0.015) == pytest.approx(1.6, abs=0.05)


@pytest.mark.parametrize("fee", [0.006, 0.012])
@pytest.mark.parametrize("periods", [3, 6, 12, 24])
def test_a_flat_fee_is_one_and_a_half_to_almost_twice_its_sum(fee: float, periods: int) -> None:
    assert 1.45 <= level_irr(1, 1 / periods + fee, periods) / fee < 1.85


@pytest.mark.parametrize(("periods", "held"), [(3, 2), (12, 6.5)])
def test_the_money_of_level_payments_is_held_for_half_the_term(periods: int, held: float) -> None:
    assert sum(range(1, periods + 1)) / periods == held


def test_four_times_the_lpr_was_what_the_chart_says_when_the_rule_began() -> None:
    history = lpr().set_index("date")["lpr_1y"]
    assert percent(MULTIPLE * history[:"2020-08-20"].iloc[-1]) == "15.40%"
    assert history["2025-05-20":].nunique() == 1


@pytest.mark.parametrize(("row", "column"), [(0, 0), (25, 11), (50, 35), (137, 2), (249, 39)])
def test_the_map_of_ten_thousand_loans_has_the_models_annual_rates(row: int, column: int) -> None:
    terms = np.arange(1, 41)
    period_rate = rates.nominal_annual_rate(HIGH) / 12
    cost = 12 * period_rate_with_fee(period_rate, terms, np.array(FEES)[:, None])
    assert cost.shape == (250, 40)
    expected = with_fee(FEES[row], int(terms[column]))
    assert cost[row, column] == pytest.approx(expected, abs=1e-12)
