"""The exercises of the chapter on applying; the model computes every figure."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import Output, numbers, percents
from ..model.annuity import level_irr, level_payment
from ..model.interest import interest_yuan
from ..model.rates import MONTHS, nominal_annual_rate

GUESS_WITHIN = 0.01

# 小林's loan, with a service fee beside each payment.
LOAN_YUAN = 2000
STATED = 0.18
PAYMENTS = 3
FEE_YUAN = 10

FUND_YUAN = 5000
FUND_DAYS = 30
FUND_YIELD = 0.015
DAYS_OF_YEAR = 365


def define(facts: dict) -> list:
    return [
        _predict_all_in(),
        _missing_row(facts),
        _look_at_limit(),
        _refused(),
        _fund_or_loan(facts["daily_rate_high"]["value"]),
    ]


def _all_in_year() -> float:
    paid = level_payment(LOAN_YUAN, STATED / MONTHS, PAYMENTS) + FEE_YUAN
    return MONTHS * level_irr(LOAN_YUAN, paid, PAYMENTS)


def _loan() -> list[Output]:
    """Give the loan's terms, which the texts of its exercises name."""
    return numbers(amount=LOAN_YUAN, payments=PAYMENTS, fee=FEE_YUAN) + percents(0, stated=STATED)


def _predict_all_in() -> Prediction:
    return Prediction(
        "application-predict-all-in",
        unit="percent_a_year",
        answer=_all_in_year(),
        tolerance=GUESS_WITHIN,
        shows=_loan() + percents(all_in=_all_in_year()),
    )


def _missing_row(facts: dict) -> Choice:
    return Choice(
        "application-missing-row",
        options=["principal", "contingent", "all_in", "payee"],
        right="all_in",
        shows=_loan()
        + percents(all_in=_all_in_year())
        + numbers(
            1,
            overdue=facts["penalty_multiplier"]["value"],
            misuse=facts["misuse_multiplier"]["value"],
        ),
    )


def _look_at_limit() -> Choice:
    return Choice(
        "application-look-at-limit",
        options=["nothing", "limit", "daily", "consent"],
        right="consent",
    )


def _refused() -> Choice:
    return Choice(
        "application-refused",
        options=["another", "agent", "report", "days"],
        right="report",
    )


def _fund_or_loan(daily_rate: float) -> Exercise:
    interest = interest_yuan(FUND_YUAN, daily_rate, FUND_DAYS)
    earned = FUND_YUAN * FUND_YIELD * FUND_DAYS / DAYS_OF_YEAR
    year = nominal_annual_rate(daily_rate)
    return Exercise(
        "application-fund-or-loan",
        unit="yuan",
        answer=interest - earned,
        mistakes={
            "fund_forgotten": interest,
            "added": interest + earned,
            "whole_year": FUND_YUAN * (year - FUND_YIELD),
            "twelfth_of_a_year": FUND_YUAN * (year - FUND_YIELD) / MONTHS,
        },
        shows=numbers(amount=FUND_YUAN, days=FUND_DAYS)
        + percents(daily_rate=daily_rate, fund=FUND_YIELD)
        + numbers(2, interest=interest, earned=earned, net=interest - earned),
    )
