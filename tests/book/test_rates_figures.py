"""The figures that the chapter on limits and rates tells are those of the model and the data."""

import pytest

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
PAYMENT = level_payment(10_000, rates.nominal_annual_rate(HIGH) / 12, 12)


def flat(periods: int) -> float:
    return 12 * level_irr(1, 1 / periods + FLAT, periods)


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
