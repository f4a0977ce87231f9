"""The exercises of the chapter on repayment; the model computes every figure."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.interest import interest_fen
from ..model.late import fixed_daily_penalty, flat_penalty, penalty_interest, penalty_rate
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate
from ..model.schedule import schedule, totals
from ..model.terms import EQUAL_PRINCIPAL, LEVEL_PAYMENT, Terms, loan_terms

GUESS_WITHIN_YUAN = 50

LOAN_YUAN = 10000
MONTHS_OF_YEAR = 12
LONG_TERM = 20
DAYS_OF_FIRST = 31
OVERDUE_YUAN = 800
DAYS_LATE = 20
DAYS_LEFT = 3
ON_THE_CARD_YUAN = 600
EXTRA_YUAN = 2000


def define(facts: dict) -> list:
    return [
        _predict_interest(facts),
        _short_of_money(facts),
        _first_payment(facts),
        _early_clause(),
        _late_instalment(facts),
    ]


def _loan_of_a_year(facts: dict) -> Terms:
    year = nominal_annual_rate(facts["daily_rate_high"]["value"])
    return loan_terms(fen_of(LOAN_YUAN), LEVEL_PAYMENT, MONTHS_OF_YEAR, year)


def _predict_interest(facts: dict) -> Prediction:
    terms = _loan_of_a_year(facts)
    year = terms.nominal_annual_rate
    interest = yuan_of(totals(schedule(terms)).interest)
    return Prediction(
        "repayment-predict-interest",
        unit="yuan",
        answer=interest,
        tolerance=GUESS_WITHIN_YUAN,
        shows=numbers(amount=LOAN_YUAN, payments=MONTHS_OF_YEAR, whole=LOAN_YUAN * year)
        + percents(year=year)
        + numbers(2, interest=interest),
    )


def _short_of_money(facts: dict) -> Choice:
    due = yuan_of(schedule(_loan_of_a_year(facts))[0].payment)
    return Choice(
        "repayment-short-of-money",
        options=["borrow", "wait", "call", "card"],
        right="call",
        shows=numbers(days=DAYS_LEFT, have=ON_THE_CARD_YUAN)
        + numbers(2, due=due, short=due - ON_THE_CARD_YUAN),
    )


def _first_payment(facts: dict) -> Exercise:
    daily = facts["daily_rate_high"]["value"]
    year = nominal_annual_rate(daily)
    loan = fen_of(LOAN_YUAN)
    principal = schedule(loan_terms(loan, EQUAL_PRINCIPAL, LONG_TERM, year))[0].principal
    interest = interest_fen(loan, daily, DAYS_OF_FIRST)
    level = schedule(loan_terms(loan, LEVEL_PAYMENT, LONG_TERM, year))[0].payment
    answer = yuan_of(principal + interest)
    return Exercise(
        "repayment-first-payment",
        unit="yuan",
        answer=answer,
        mistakes={
            "without_interest": yuan_of(principal),
            "without_principal": yuan_of(interest),
            "on_the_part": yuan_of(principal + interest_fen(principal, daily, DAYS_OF_FIRST)),
            "level_payment": yuan_of(level),
        },
        shows=numbers(amount=LOAN_YUAN, payments=LONG_TERM, days=DAYS_OF_FIRST)
        + percents(daily_rate=daily)
        + numbers(2, principal=yuan_of(principal), interest=yuan_of(interest), first=answer),
    )


def _early_clause() -> Choice:
    return Choice(
        "repayment-early-clause",
        options=["part", "settle", "compare", "ignore"],
        right="compare",
        shows=numbers(extra=EXTRA_YUAN),
    )


def _late_instalment(facts: dict) -> Exercise:
    daily = facts["daily_rate_high"]["value"]
    multiplier = facts["penalty_multiplier"]["value"]
    late, loan = fen_of(OVERDUE_YUAN), fen_of(LOAN_YUAN)
    rate = penalty_rate(daily, multiplier)
    answer = yuan_of(penalty_interest(late, rate, DAYS_LATE))
    a_day = fen_of(facts["late_charge_yuan_a_day.weilidai"]["value"])
    share = facts["late_charge_share.xiaoe"]["value"]
    return Exercise(
        "repayment-late-instalment",
        unit="yuan",
        answer=answer,
        mistakes={
            "whole_loan": yuan_of(penalty_interest(loan, rate, DAYS_LATE)),
            "contract_rate": yuan_of(interest_fen(late, daily, DAYS_LATE)),
            "a_day": yuan_of(fixed_daily_penalty(a_day, DAYS_LATE)),
            "share": yuan_of(flat_penalty(loan, share, DAYS_LATE)),
            "with_principal": OVERDUE_YUAN + answer,
        },
        shows=numbers(amount=LOAN_YUAN, late=OVERDUE_YUAN, days=DAYS_LATE)
        + percents(daily_rate=daily)
        + numbers(1, multiplier=multiplier)
        + numbers(2, penalty=answer),
    )
