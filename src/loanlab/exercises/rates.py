"""The exercises of the chapter on limits and rates; no answer is typed."""

from ..forms.definition import Constant
from ..forms.grading import HALF_A_FEN, HUNDREDTH_OF_A_PERCENT, TENTH_OF_A_PERCENT, Exercise, Slip
from ..model.annuity import level_irr, level_payment
from ..model.interest import interest_yuan
from ..model.rates import compound_growth, effective_annual_rate, nominal_annual_rate

WE2000_YUAN = 2000
LOAN_YUAN = 10000
KEPT_BACK = 0.02
PAYMENTS = 12


def define(facts: dict) -> list[Exercise]:
    """The chapter's exercises.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    list of Exercise
        In the order of the chapter.
    """
    high = facts["daily_rate_high"]["value"]
    fenfu = facts["base_daily_rate.fenfu"]["value"]
    we2000 = facts["base_daily_rate.we2000"]["value"]
    lpr = facts["lpr_one_year"]["value"]
    year_of_high = nominal_annual_rate(high)
    payment = level_payment(LOAN_YUAN, year_of_high / 12, PAYMENTS)
    monthly = level_irr(LOAN_YUAN * (1 - KEPT_BACK), payment, PAYMENTS)
    thirty_days = interest_yuan(WE2000_YUAN, we2000, 30)
    daily = Constant("daily_rate", high, "percent", 2)
    of_high = Constant("year", year_of_high, "percent", 2)
    return [
        Exercise(
            "rates-predict-year", "percent_a_year", year_of_high, 0.01, [], [daily, of_high], True
        ),
        Exercise(
            "rates-fenfu-year",
            "percent_a_year",
            nominal_annual_rate(fenfu),
            HUNDREDTH_OF_A_PERCENT,
            [
                Slip(nominal_annual_rate(fenfu, 360), "days_360"),
                Slip(effective_annual_rate(fenfu), "compounded"),
                Slip(fenfu * 12, "months"),
                Slip(fenfu * 30, "one_month"),
            ],
            [
                Constant("daily_rate", fenfu, "percent", 2),
                Constant("year", nominal_annual_rate(fenfu), "percent", 2),
            ],
            False,
        ),
        Exercise(
            "rates-we2000-thirty-days",
            "yuan",
            thirty_days,
            HALF_A_FEN,
            [
                Slip(WE2000_YUAN + thirty_days, "with_principal"),
                Slip(interest_yuan(WE2000_YUAN, we2000, 1), "one_day"),
                Slip(100 * thirty_days, "percent_as_number"),
                Slip(WE2000_YUAN * nominal_annual_rate(we2000) / 12, "twelfth_of_a_year"),
            ],
            [
                Constant("amount", WE2000_YUAN, "number", 0),
                Constant("daily_rate", we2000, "percent", 2),
                Constant("decimal", we2000, "number", 4),
                Constant("interest", thirty_days, "number", 2),
            ],
            False,
        ),
        Exercise(
            "rates-spread-of-high",
            "basis_points",
            (year_of_high - lpr) * 10000,
            0.6,
            [
                Slip((year_of_high - lpr) * 100, "points_not_basis"),
                Slip(year_of_high * 10000, "without_lpr"),
                Slip((nominal_annual_rate(high, 360) - lpr) * 10000, "days_360"),
            ],
            [
                daily,
                of_high,
                Constant("lpr", lpr, "percent", 2),
                Constant("points", (year_of_high - lpr) * 100, "number", 2),
                Constant("basis_points", (year_of_high - lpr) * 10000, "number", 0),
                Constant("spread_high", facts["lpr_spread_bp_range"]["value"][1], "number", 0),
            ],
            False,
        ),
        Exercise(
            "rates-fee-kept-back",
            "percent_a_year",
            12 * monthly,
            TENTH_OF_A_PERCENT,
            [
                Slip(year_of_high + KEPT_BACK, "added"),
                Slip(year_of_high, "fee_forgotten"),
                Slip(monthly, "per_month"),
                Slip(compound_growth(monthly, 12), "compounded"),
            ],
            [
                of_high,
                Constant("amount", LOAN_YUAN, "number", 0),
                Constant("fee", KEPT_BACK, "percent", 0),
                Constant("received", LOAN_YUAN * (1 - KEPT_BACK), "number", 0),
                Constant("payments", PAYMENTS, "number", 0),
                Constant("payment", payment, "number", 2),
                Constant("monthly", monthly, "percent", 3),
                Constant("year_of_irr", PAYMENTS * monthly, "percent", 2),
            ],
            False,
        ),
    ]
