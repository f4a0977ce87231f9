"""The exercises of the chapter on comparing platforms; the model computes every answer."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.annuity import level_irr, level_payment
from ..model.debts import debt_service_ratio
from ..model.interest import interest_yuan
from ..model.level import level_interest
from ..model.money import fen_of, yuan_of
from ..model.rates import monthly_of_nominal, nominal_annual_rate

# Each of three payments may be rounded to the fen before they are added up.
ROUNDED_PAYMENTS_YUAN = 0.02
GUESS_WITHIN = 0.03

LOAN_YUAN = 5000
DAYS = 90
MONTHS = 3
INCOME_YUAN = 5000
TWO_LOANS = [(6000, 12), (3000, 6)]
# The clerk's loans: balance, annual rate, months; the last is the one that she wants.
CLERK_INCOME_YUAN = 4000
CLERK_LOANS = [(6000, 0.21, 12), (3000, 0.15, 6), (2000, 0.18, 3)]
# Two quotes: a bank's yearly rate, and a monthly fee on the first principal that looks lower.
QUOTE_MONTHS = 12
BANK_YEAR = 0.15
FLAT_FEE = 0.008


def define(facts: dict) -> list:
    return [
        _load(),
        _two_quotes(),
        Choice(
            "comparison-pay-later",
            options=["cheaper", "different_kinds", "same"],
            right="different_kinds",
        ),
        Choice(
            "comparison-third-approval",
            options=["affordable", "smaller", "add_up"],
            right="add_up",
        ),
        _two_loans(facts),
        _monthly(facts),
    ]


def _load() -> Prediction:
    """Ask for the share of the clerk's income that three loans take together."""
    payments = [
        level_payment(amount, monthly_of_nominal(annual), months)
        for amount, annual, months in CLERK_LOANS
    ]
    share = debt_service_ratio(payments, CLERK_INCOME_YUAN)
    return Prediction(
        "comparison-predict-load",
        unit="percent",
        answer=share,
        tolerance=GUESS_WITHIN,
        shows=numbers(income=CLERK_INCOME_YUAN)
        + numbers(2, third=payments[-1], total=sum(payments))
        + percents(share=share),
    )


def _two_quotes() -> Choice:
    """Ask which of two quotes is cheaper: by a yearly rate, or by a fee that looks lower."""
    return Choice(
        "comparison-two-quotes",
        options=["fee", "bank", "same"],
        right="bank",
        shows=numbers(months=QUOTE_MONTHS)
        + percents(
            bank=BANK_YEAR,
            sum=FLAT_FEE * QUOTE_MONTHS,
            fee_year=12 * level_irr(1, 1 / QUOTE_MONTHS + FLAT_FEE, QUOTE_MONTHS),
        )
        + percents(1, fee=FLAT_FEE),
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
