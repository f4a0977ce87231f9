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
FLAT = FACTS["base_monthly_rate.xiaoe"]["value"]
LATEST = FACTS["lpr_one_year"]["value"]
MULTIPLE = FACTS["private_lending_lpr_multiple"]["value"]
FEES = [step / 2_500 for step in range(250)]
PAYMENT = level_payment(10_000, rates.nominal_annual_rate(HIGH) / 12, 12)


def flat(periods: int) -> float:
    return 12 * level_irr(1, 1 / periods + FLAT, periods)


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


@pytest.mark.parametrize(
    "told",
    [
        f"{percent(rates.nominal_annual_rate(LOW))}到{percent(rates.nominal_annual_rate(HIGH))}",
        f"{percent(rates.nominal_annual_rate(LOW, 360))}到"
        f"{percent(rates.nominal_annual_rate(HIGH, 360))}",
        f"× 365 = {percent(rates.nominal_annual_rate(FENFU))}",
        "**四倍LPR**（four times the LPR）",
        f"四倍LPR现在是{percent(MULTIPLE * LATEST)}",
        f"15.40%降到{percent(MULTIPLE * LATEST)}",
        f"年化{percent(LATEST + 0.005)}到{percent(LATEST + 0.015)}",
        f"扣3%，年化就从18.25%变成{percent(12 * level_irr(9_700, PAYMENT, 12))}",
        f"乘12是{percent(12 * level_irr(9_800, PAYMENT, 12))}",
        f"{PAYMENT:.2f}元",
        f"12期折成{percent(flat(12))}",
        f"{percent(0.0345 + 0.005)}到{percent(0.0345 + 0.015)}",
        f"按月付息是{percent(rates.compound_growth(rates.nominal_annual_rate(HIGH) / 12, 12))}，"
        f"天天滚利是{percent(rates.effective_annual_rate(HIGH))}",
        f"日利率得低到{percent_text((LATEST + 0.015) / 365, 4)}",
        f"同样扣2%，1期的年化是{percent(with_fee(0.02, 1))}，36期是{percent(with_fee(0.02, 36))}",
        f"1期最多扣{largest_fee_within_the_line(1)}，36期可以扣到{largest_fee_within_the_line(36)}",
    ],
)
def test_the_chapter_tells_what_the_model_and_the_data_give(told: str) -> None:
    assert told in chapter_text("rates")


@pytest.mark.parametrize(
    "told",
    [
        f"3期是{true_cost(periods=3)}，12期是{true_cost()}，24期是{true_cost(periods=24)}",
        f"每月0.6%单独算是{true_cost(method='flat_fee', upfront_fee_rate=0.0)}，"
        f"再扣2%是{true_cost(method='flat_fee')}",
        f"仍然是{true_cost(deducted=False)}",
        f"日利率0.015%，单利年化{built(product='weilidai', base_daily_rate=LOW, pay_score=700)}；"
        f"支付分600时是{built(product='weilidai', base_daily_rate=LOW, pay_score=600)}",
        f"0.05%上浮30%是0.065%，年化"
        f"{built(product='weilidai', base_daily_rate=HIGH, pay_score=600, overdue_surcharge=0.3)}",
    ],
)
def test_the_discussions_tell_what_the_simulations_show(told: str) -> None:
    assert told in chapter_text("rates")


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
