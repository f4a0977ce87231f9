"""The exercises of the chapter on repayment; the model computes every answer."""

from math import ceil, log

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.interest import interest_fen
from ..model.late import fixed_daily_penalty, flat_penalty, penalty_interest, penalty_rate
from ..model.money import fen_of, yuan_of
from ..model.rates import compound_growth, nominal_annual_rate
from ..model.schedule import schedule, totals
from ..model.terms import EQUAL_PRINCIPAL, LEVEL_PAYMENT, loan_terms

GUESS_WITHIN_YUAN = 50

LOAN_YUAN = 10000
MONTHS_OF_YEAR = 12
LONG_TERM = 20
DAYS_OF_FIRST = 31
CLEARED_YUAN = 7000
PAYMENTS_LEFT = 7
OVERDUE_YUAN = 1000
DAYS_LATE = 30
QUARTER = 0.25


def define(facts: dict) -> list:
    return [
        _predict_interest(facts),
        _first_payment(facts),
        _fee_break_even(facts),
        _late_instalment(facts),
        _minimum_months(facts),
    ]


def _predict_interest(facts: dict) -> Prediction:
    year = nominal_annual_rate(facts["daily_rate_high"]["value"])
    terms = loan_terms(fen_of(LOAN_YUAN), LEVEL_PAYMENT, MONTHS_OF_YEAR, year)
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


def _fee_break_even(facts: dict) -> Exercise:
    year = nominal_annual_rate(facts["daily_rate_high"]["value"])
    left = fen_of(CLEARED_YUAN)
    saved = totals(schedule(loan_terms(left, EQUAL_PRINCIPAL, PAYMENTS_LEFT, year))).interest
    answer = saved / left
    month = year / MONTHS_OF_YEAR
    return Exercise(
        "repayment-fee-break-even",
        unit="percent",
        answer=answer,
        mistakes={
            "balance_kept": month * PAYMENTS_LEFT,
            "one_month": month,
            "whole_year": year,
            "of_the_loan": saved / fen_of(LOAN_YUAN),
        },
        shows=numbers(left=CLEARED_YUAN, payments=PAYMENTS_LEFT)
        + percents(year=year, break_even=answer)
        + numbers(2, saved=yuan_of(saved)),
        places=1,
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


def _minimum_months(facts: dict) -> Exercise:
    share = facts["fenfu_minimum_payment_share"]["value"]
    exact = log(QUARTER) / log(1 - share)
    return Exercise(
        "repayment-minimum-months",
        unit="months",
        answer=ceil(exact),
        mistakes={
            "of_the_first_balance": ceil((1 - QUARTER) / share),
            "rounded_down": int(exact),
            "cleared_in_ten": ceil(1 / share),
        },
        shows=percents(0, share=share, kept=1 - share, quarter=QUARTER)
        + numbers(months=ceil(exact))
        + percents(
            1,
            after=1 + compound_growth(-share, ceil(exact)),
            before=1 + compound_growth(-share, int(exact)),
        ),
        tolerance=0.1,  # a whole number of months: half a month off is wrong
    )
