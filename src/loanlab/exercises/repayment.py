"""The exercises of the chapter on repayment; no answer is typed."""

from math import ceil, log

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import percent, quantity
from ..model.interest import interest_fen
from ..model.late import flat_a_day, penalty_interest, penalty_rate, share_of_loan
from ..model.money import fen_of, yuan_of
from ..model.rates import compound_growth, nominal_annual_rate
from ..model.schedule import schedule, totals
from ..model.terms import EQUAL_PRINCIPAL, LEVEL_PAYMENT, loan_terms

NEAR_ENOUGH = 50

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
        tolerance=NEAR_ENOUGH,
        shows=[
            quantity("amount", LOAN_YUAN),
            percent("year", year),
            quantity("payments", MONTHS_OF_YEAR),
            quantity("interest", interest, places=2),
            quantity("whole", LOAN_YUAN * year),
        ],
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
        shows=[
            quantity("amount", LOAN_YUAN),
            percent("daily_rate", daily),
            quantity("payments", LONG_TERM),
            quantity("days", DAYS_OF_FIRST),
            quantity("principal", yuan_of(principal), places=2),
            quantity("interest", yuan_of(interest), places=2),
            quantity("first", answer, places=2),
        ],
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
        shows=[
            quantity("left", CLEARED_YUAN),
            quantity("payments", PAYMENTS_LEFT),
            percent("year", year),
            quantity("saved", yuan_of(saved), places=2),
            percent("break_even", answer),
        ],
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
            "a_day": yuan_of(flat_a_day(a_day, DAYS_LATE)),
            "share": yuan_of(share_of_loan(loan, share, DAYS_LATE)),
            "with_principal": OVERDUE_YUAN + answer,
        },
        shows=[
            quantity("amount", LOAN_YUAN),
            quantity("late", OVERDUE_YUAN),
            percent("daily_rate", daily),
            quantity("multiplier", multiplier, places=1),
            quantity("days", DAYS_LATE),
            quantity("penalty", answer, places=2),
        ],
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
        shows=[
            percent("share", share, places=0),
            percent("kept", 1 - share, places=0),
            percent("quarter", QUARTER, places=0),
            quantity("months", ceil(exact)),
            percent("after", 1 + compound_growth(-share, ceil(exact)), places=1),
            percent("before", 1 + compound_growth(-share, int(exact)), places=1),
        ],
        tolerance=0.1,
    )
