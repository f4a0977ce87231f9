"""The exercises of the chapter on comparing platforms; the model computes every answer."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.annuity import level_payment
from ..model.debts import debt_service_ratio
from ..model.interest import interest_yuan
from ..model.late import penalty_interest, penalty_rate
from ..model.level import level_interest
from ..model.money import fen_of, yuan_of
from ..model.rates import monthly_of_nominal, nominal_annual_rate

# Each of three payments may be rounded to the fen before they are added up.
ROUNDED_PAYMENTS_YUAN = 0.02
GUESS_WITHIN_YUAN = 10

LOAN_YUAN = 5000
DAYS = 90
MONTHS = 3
SMALL_LOAN_YUAN = 2000
SMALL_LOAN_DAYS = 30
INCOME_YUAN = 5000
TWO_LOANS = [(6000, 12), (3000, 6)]
MISUSED_DAYS = 60


def define(facts: dict) -> list:
    return [
        _spread(facts),
        _monthly(facts),
        _year_of_uses(facts),
        _two_loans(facts),
        _misused(facts),
    ]


def _spread(facts: dict) -> Prediction:
    """Ask how far apart one platform's prices are."""
    low, high = facts["daily_rate_range.weilidai"]["value"]
    cheap, dear = interest_yuan(LOAN_YUAN, low, DAYS), interest_yuan(LOAN_YUAN, high, DAYS)
    return Prediction(
        "comparison-predict-spread",
        unit="yuan",
        answer=dear - cheap,
        tolerance=GUESS_WITHIN_YUAN,
        shows=numbers(amount=LOAN_YUAN, days=DAYS)
        + percents(year_low=nominal_annual_rate(low), year_high=nominal_annual_rate(high))
        + numbers(2, cheap=cheap, dear=dear, more=dear - cheap),
    )


def _monthly(facts: dict) -> Exercise:
    """Ask for the interest of level payments, beside a cheaper loan that is repaid in one sum."""
    cheap = facts["base_daily_rate.fenfu"]["value"]
    dear = facts["daily_rate_high"]["value"]
    year = nominal_annual_rate(dear)
    monthly = monthly_of_nominal(year)
    interest = yuan_of(level_interest(fen_of(LOAN_YUAN), year, MONTHS))
    payment = level_payment(LOAN_YUAN, monthly, MONTHS)
    return Exercise(
        "comparison-paid-monthly",
        unit="yuan",
        answer=interest,
        mistakes={
            "one_sum": interest_yuan(LOAN_YUAN, dear, DAYS),
            "whole_principal": LOAN_YUAN * monthly * MONTHS,
            "first_month": LOAN_YUAN * monthly,
            "one_payment": payment,
            "with_principal": LOAN_YUAN + interest,
            "other_loan": interest_yuan(LOAN_YUAN, cheap, DAYS),
        },
        shows=numbers(amount=LOAN_YUAN, days=DAYS, months=MONTHS)
        + percents(year_cheap=nominal_annual_rate(cheap), year_dear=year)
        + numbers(
            2, payment=payment, interest=interest, one_sum=interest_yuan(LOAN_YUAN, cheap, DAYS)
        ),
        tolerance=ROUNDED_PAYMENTS_YUAN,
    )


def _year_of_uses(facts: dict) -> Exercise:
    """Ask what a year of repeated borrowing costs at the article's number of uses."""
    uses = facts["uses_per_year.weilidai"]["value"]
    low, high = facts["daily_rate_range.weilidai"]["value"]
    once = interest_yuan(SMALL_LOAN_YUAN, high, SMALL_LOAN_DAYS)
    return Exercise(
        "comparison-year-of-uses",
        unit="yuan",
        answer=uses * once,
        mistakes={
            "one_use": once,
            "lowest_rate": uses * interest_yuan(SMALL_LOAN_YUAN, low, SMALL_LOAN_DAYS),
            "other_uses": facts["uses_per_year.jintiao"]["value"] * once,
            "whole_year": interest_yuan(SMALL_LOAN_YUAN, high, 365),
            "with_principal": uses * SMALL_LOAN_YUAN + uses * once,
        },
        shows=numbers(amount=SMALL_LOAN_YUAN, days=SMALL_LOAN_DAYS)
        + percents(daily_rate=high, year_rate=nominal_annual_rate(high))
        + numbers(1, uses=uses)
        + numbers(2, once=once, year=uses * once),
    )


def _two_loans(facts: dict) -> Exercise:
    """Ask for the share of the income that the payments of two level loans take."""
    year = nominal_annual_rate(facts["daily_rate_high"]["value"])
    first, second = [
        level_payment(amount, monthly_of_nominal(year), months) for amount, months in TWO_LOANS
    ]
    principal = [amount / months for amount, months in TWO_LOANS]
    return Exercise(
        "comparison-two-loans",
        unit="percent",
        answer=debt_service_ratio([first, second], INCOME_YUAN),
        mistakes={
            "first_only": debt_service_ratio([first], INCOME_YUAN),
            "second_only": debt_service_ratio([second], INCOME_YUAN),
            "without_interest": debt_service_ratio(principal, INCOME_YUAN),
            "debt_not_payment": sum(amount for amount, _ in TWO_LOANS) / INCOME_YUAN,
        },
        shows=numbers(
            income=INCOME_YUAN,
            amount_1=TWO_LOANS[0][0],
            months_1=TWO_LOANS[0][1],
            amount_2=TWO_LOANS[1][0],
            months_2=TWO_LOANS[1][1],
        )
        + percents(year=year, share=debt_service_ratio([first, second], INCOME_YUAN))
        + numbers(2, payment_1=first, payment_2=second, total=first + second),
        places=1,
    )


def _misused(facts: dict) -> Exercise:
    """Ask for the penalty interest on money used against the agreed purpose."""
    contract = facts["daily_rate_high"]["value"]
    most = facts["misuse_multiplier"]["value"]
    late = facts["penalty_multiplier"]["value"]
    lent = fen_of(LOAN_YUAN)
    penalty = yuan_of(penalty_interest(lent, penalty_rate(contract, most), MISUSED_DAYS))
    plain = interest_yuan(LOAN_YUAN, contract, MISUSED_DAYS)
    as_late = yuan_of(penalty_interest(lent, penalty_rate(contract, late), MISUSED_DAYS))
    return Exercise(
        "comparison-misused",
        unit="yuan",
        answer=penalty,
        mistakes={
            "contract_only": plain,
            "as_overdue": as_late,
            "on_top": plain + penalty,
            "one_day": yuan_of(penalty_interest(lent, penalty_rate(contract, most), 1)),
        },
        shows=numbers(amount=LOAN_YUAN, days=MISUSED_DAYS)
        + percents(
            daily_rate=contract,
            penalty_rate=penalty_rate(contract, most),
            year=nominal_annual_rate(penalty_rate(contract, most)),
        )
        + percents(0, surcharge=most - 1)
        + numbers(2, penalty=penalty),
    )
