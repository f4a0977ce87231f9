"""The exercises of the chapter on limits and rates; the model computes every answer."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.annuity import level_irr, level_payment
from ..model.interest import interest_yuan
from ..model.rates import compound_growth, effective_annual_rate, nominal_annual_rate

WE2000_YUAN = 2000
LOAN_YUAN = 10000
KEPT_BACK = 0.02
PAYMENTS = 12


def define(facts: dict) -> list:
    high = facts["daily_rate_high"]["value"]
    fenfu = facts["base_daily_rate.fenfu"]["value"]
    we2000 = facts["base_daily_rate.we2000"]["value"]
    lpr = facts["lpr_one_year"]["value"]
    year_of_high = nominal_annual_rate(high)
    payment = level_payment(LOAN_YUAN, year_of_high / 12, PAYMENTS)
    monthly = level_irr(LOAN_YUAN * (1 - KEPT_BACK), payment, PAYMENTS)
    thirty_days = interest_yuan(WE2000_YUAN, we2000, 30)
    return [
        Prediction(
            "rates-predict-year",
            unit="percent_a_year",
            answer=year_of_high,
            tolerance=0.01,
            shows=percents(daily_rate=high, year=year_of_high),
        ),
        Exercise(
            "rates-fenfu-year",
            unit="percent_a_year",
            answer=nominal_annual_rate(fenfu),
            mistakes={
                "days_360": nominal_annual_rate(fenfu, 360),
                "compounded": effective_annual_rate(fenfu),
                "months": fenfu * 12,
                "one_month": fenfu * 30,
            },
            shows=percents(daily_rate=fenfu, year=nominal_annual_rate(fenfu)),
        ),
        Exercise(
            "rates-we2000-thirty-days",
            unit="yuan",
            answer=thirty_days,
            mistakes={
                "with_principal": WE2000_YUAN + thirty_days,
                "one_day": interest_yuan(WE2000_YUAN, we2000, 1),
                "percent_as_number": 100 * thirty_days,
                "twelfth_of_a_year": WE2000_YUAN * nominal_annual_rate(we2000) / 12,
            },
            shows=numbers(amount=WE2000_YUAN)
            + percents(daily_rate=we2000)
            + numbers(4, decimal=we2000)
            + numbers(2, interest=thirty_days),
        ),
        Exercise(
            "rates-spread-of-high",
            unit="basis_points",
            answer=(year_of_high - lpr) * 10000,
            mistakes={
                "points_not_basis": (year_of_high - lpr) * 100,
                "without_lpr": year_of_high * 10000,
                "days_360": (nominal_annual_rate(high, 360) - lpr) * 10000,
            },
            shows=percents(daily_rate=high, year=year_of_high, lpr=lpr)
            + numbers(2, points=(year_of_high - lpr) * 100)
            + numbers(
                basis_points=(year_of_high - lpr) * 10000,
                spread_high=facts["lpr_spread_bp_range"]["value"][1],
            ),
        ),
        Exercise(
            "rates-fee-kept-back",
            unit="percent_a_year",
            answer=12 * monthly,
            mistakes={
                "added": year_of_high + KEPT_BACK,
                "fee_forgotten": year_of_high,
                "per_month": monthly,
                "compounded": compound_growth(monthly, 12),
            },
            shows=numbers(amount=LOAN_YUAN, received=LOAN_YUAN * (1 - KEPT_BACK), payments=PAYMENTS)
            + percents(0, fee=KEPT_BACK)
            + percents(year=year_of_high, year_of_irr=12 * monthly)
            + percents(3, monthly=monthly)
            + numbers(2, payment=payment),
            places=1,
        ),
    ]
