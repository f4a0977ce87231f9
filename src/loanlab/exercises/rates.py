"""The exercises of the chapter on limits and rates; the model computes every answer."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.annuity import level_irr, level_payment
from ..model.rates import MONTHS, compound_growth, effective_annual_rate, nominal_annual_rate

LOAN_YUAN = 10000
KEPT_BACK = 0.02
PAYMENTS = 12
# Two offers: paid out in full, or less paid out and a smaller payment.
OFFER_PAYMENTS = 6
WHOLE_YUAN, WHOLE_PAYMENT = 5000, 880
CUT_YUAN, CUT_PAYMENT = 4900, 870
# What the table of the third exercise says.
TABLE_YEAR = 0.12


def define(facts: dict) -> list:
    high = facts["daily_rate_high"]["value"]
    fenfu = facts["base_daily_rate.fenfu"]["value"]
    lpr = facts["lpr_one_year"]["value"]
    fourfold = facts["private_lending_lpr_multiple"]["value"] * lpr
    year_of_high = nominal_annual_rate(high)
    payment = level_payment(LOAN_YUAN, year_of_high / MONTHS, PAYMENTS)
    monthly = level_irr(LOAN_YUAN * (1 - KEPT_BACK), payment, PAYMENTS)
    return [
        Prediction(
            "rates-predict-year",
            unit="percent_a_year",
            answer=year_of_high,
            tolerance=0.01,
            shows=percents(daily_rate=high, year=year_of_high),
        ),
        Choice(
            "rates-which-offer",
            options=["whole", "cut", "same"],
            right="whole",
            shows=numbers(
                whole=WHOLE_YUAN,
                whole_payment=WHOLE_PAYMENT,
                cut=CUT_YUAN,
                cut_payment=CUT_PAYMENT,
                payments=OFFER_PAYMENTS,
                whole_extra=WHOLE_PAYMENT * OFFER_PAYMENTS - WHOLE_YUAN,
                cut_extra=CUT_PAYMENT * OFFER_PAYMENTS - CUT_YUAN,
            )
            + percents(
                whole_year=MONTHS * level_irr(WHOLE_YUAN, WHOLE_PAYMENT, OFFER_PAYMENTS),
                cut_year=MONTHS * level_irr(CUT_YUAN, CUT_PAYMENT, OFFER_PAYMENTS),
            ),
        ),
        Choice(
            "rates-missing-line",
            options=["daily", "payee", "discount"],
            right="payee",
            shows=percents(year=TABLE_YEAR),
        ),
        Choice(
            "rates-above-line",
            options=["illegal", "pay_and_ask", "cheap"],
            right="pay_and_ask",
            shows=percents(daily_rate=fenfu, year=nominal_annual_rate(fenfu), fourfold=fourfold)
            + percents(0, line=facts["all_in_cost_line"]["value"]),
        ),
        Exercise(
            "rates-fenfu-year",
            unit="percent_a_year",
            answer=nominal_annual_rate(fenfu),
            mistakes={
                "days_360": nominal_annual_rate(fenfu, 360),
                "compounded": effective_annual_rate(fenfu),
                "months": fenfu * MONTHS,
                "one_month": fenfu * 30,
            },
            shows=percents(daily_rate=fenfu, year=nominal_annual_rate(fenfu)),
        ),
        Exercise(
            "rates-fee-kept-back",
            unit="percent_a_year",
            answer=MONTHS * monthly,
            mistakes={
                "added": year_of_high + KEPT_BACK,
                "fee_forgotten": year_of_high,
                "per_month": monthly,
                "compounded": compound_growth(monthly, MONTHS),
            },
            shows=numbers(amount=LOAN_YUAN, received=LOAN_YUAN * (1 - KEPT_BACK), payments=PAYMENTS)
            + percents(0, fee=KEPT_BACK)
            + percents(year=year_of_high, year_of_irr=MONTHS * monthly)
            + percents(3, monthly=monthly)
            + numbers(2, payment=payment),
            places=1,
        ),
    ]
