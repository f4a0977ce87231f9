"""The exercises of the chapter on repayment; no answer is typed."""

from math import ceil, log

from ..forms.definition import Constant
from ..forms.grading import HALF_A_FEN, TENTH_OF_A_PERCENT, Exercise, Slip
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
    return [
        _predict_interest(facts),
        _first_payment(facts),
        _fee_break_even(facts),
        _late_instalment(facts),
        _minimum_months(facts),
    ]


def _predict_interest(facts: dict) -> Exercise:
    year = nominal_annual_rate(facts["daily_rate_high"]["value"])
    terms = loan_terms(fen_of(LOAN_YUAN), LEVEL_PAYMENT, MONTHS_OF_YEAR, year)
    interest = yuan_of(totals(schedule(terms)).interest)
    return Exercise(
        "repayment-predict-interest",
        "yuan",
        interest,
        NEAR_ENOUGH,
        [],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("year", year, "percent", 2),
            Constant("payments", MONTHS_OF_YEAR, "number", 0),
            Constant("interest", interest, "number", 2),
            Constant("whole", LOAN_YUAN * year, "number", 0),
        ],
        True,
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
        "yuan",
        answer,
        HALF_A_FEN,
        [
            Slip(yuan_of(principal), "without_interest"),
            Slip(yuan_of(interest), "without_principal"),
            Slip(yuan_of(principal + interest_fen(principal, daily, DAYS_OF_FIRST)), "on_the_part"),
            Slip(yuan_of(level), "level_payment"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("daily_rate", daily, "percent", 2),
            Constant("payments", LONG_TERM, "number", 0),
            Constant("days", DAYS_OF_FIRST, "number", 0),
            Constant("principal", yuan_of(principal), "number", 2),
            Constant("interest", yuan_of(interest), "number", 2),
            Constant("first", answer, "number", 2),
        ],
        False,
    )


def _fee_break_even(facts: dict) -> Exercise:
    year = nominal_annual_rate(facts["daily_rate_high"]["value"])
    left = fen_of(CLEARED_YUAN)
    saved = totals(schedule(loan_terms(left, EQUAL_PRINCIPAL, PAYMENTS_LEFT, year))).interest
    answer = saved / left
    month = year / MONTHS_OF_YEAR
    return Exercise(
        "repayment-fee-break-even",
        "percent",
        answer,
        TENTH_OF_A_PERCENT,
        [
            Slip(month * PAYMENTS_LEFT, "balance_kept"),
            Slip(month, "one_month"),
            Slip(year, "whole_year"),
            Slip(saved / fen_of(LOAN_YUAN), "of_the_loan"),
        ],
        [
            Constant("left", CLEARED_YUAN, "number", 0),
            Constant("payments", PAYMENTS_LEFT, "number", 0),
            Constant("year", year, "percent", 2),
            Constant("saved", yuan_of(saved), "number", 2),
            Constant("break_even", answer, "percent", 2),
        ],
        False,
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
        "yuan",
        answer,
        HALF_A_FEN,
        [
            Slip(yuan_of(penalty_interest(loan, rate, DAYS_LATE)), "whole_loan"),
            Slip(yuan_of(interest_fen(late, daily, DAYS_LATE)), "contract_rate"),
            Slip(yuan_of(flat_a_day(a_day, DAYS_LATE)), "a_day"),
            Slip(yuan_of(share_of_loan(loan, share, DAYS_LATE)), "share"),
            Slip(OVERDUE_YUAN + answer, "with_principal"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("late", OVERDUE_YUAN, "number", 0),
            Constant("daily_rate", daily, "percent", 2),
            Constant("multiplier", multiplier, "number", 1),
            Constant("days", DAYS_LATE, "number", 0),
            Constant("penalty", answer, "number", 2),
        ],
        False,
    )


def _minimum_months(facts: dict) -> Exercise:
    share = facts["fenfu_minimum_payment_share"]["value"]
    exact = log(QUARTER) / log(1 - share)
    return Exercise(
        "repayment-minimum-months",
        "months",
        ceil(exact),
        0.1,
        [
            Slip(ceil((1 - QUARTER) / share), "of_the_first_balance"),
            Slip(int(exact), "rounded_down"),
            Slip(ceil(1 / share), "cleared_in_ten"),
        ],
        [
            Constant("share", share, "percent", 0),
            Constant("kept", 1 - share, "percent", 0),
            Constant("quarter", QUARTER, "percent", 0),
            Constant("months", ceil(exact), "number", 0),
            Constant("after", 1 + compound_growth(-share, ceil(exact)), "percent", 1),
            Constant("before", 1 + compound_growth(-share, int(exact)), "percent", 1),
        ],
        False,
    )
