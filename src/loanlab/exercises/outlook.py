"""The exercises of the chapter on trends and rules; the model computes every answer."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.debts import Debt, avalanche, minimum_only, plan, snowball
from ..model.level import largest_loan, level_interest
from ..model.money import fen_of
from ..model.rates import nominal_annual_rate
from ..simulations.repayment_planner import DEFAULT_BUDGET, DEFAULT_DEBTS

GUESS_WITHIN_YUAN = 10

MONTHS = 12
LONG_MONTHS = 36
INCOME_YUAN = 6000
# The clerk's two debts and what she can pay a month: balance, annual rate, minimum, in fen.
CLERK_DEBTS = [("first", 600000, 0.21, 55869), ("second", 300000, 0.15, 52210)]
CLERK_BUDGET_YUAN = 1300

OTHER_INCOME_YUAN = 5000
PAID_ALREADY_YUAN = 600
LARGER_BUDGET_YUAN = 2000


def define(facts: dict) -> list:
    high = nominal_annual_rate(facts["daily_rate_high"]["value"])
    fenfu = nominal_annual_rate(facts["base_daily_rate.fenfu"]["value"])
    highest = facts["all_in_cost_line"]["value"]
    share = facts["safe_share_of_income"]["value"]
    return [
        _order(),
        _first_debt([fenfu, high, highest]),
        _short_of_minimum(),
        _longer_term(high, share),
        _payment_reading(fenfu, share),
        _larger_budget([fenfu, high, highest]),
    ]


def _order() -> Prediction:
    owed = [Debt(name, fen, annual, least, 0.0) for name, fen, annual, least in CLERK_DEBTS]
    budget = CLERK_BUDGET_YUAN * 100
    by_rate = plan(owed, budget, avalanche(owed))
    by_balance = plan(owed, budget, snowball(owed))
    gap = (by_balance.total_interest - by_rate.total_interest) / 100
    saved = (minimum_only(owed).total_interest - by_rate.total_interest) / 100
    return Prediction(
        "outlook-predict-order",
        unit="yuan",
        answer=gap,
        tolerance=GUESS_WITHIN_YUAN,
        shows=numbers(2, gap=gap, saved=saved),
    )


def _first_debt(annual_rates: list) -> Choice:
    fenfu, high, highest = annual_rates
    return Choice(
        "outlook-first-debt",
        options=["smallest", "largest", "dearest"],
        right="dearest",
        shows=numbers(
            smallest=DEFAULT_DEBTS[0][1],
            largest=DEFAULT_DEBTS[1][1],
            dearest=DEFAULT_DEBTS[2][1],
        )
        + percents(fenfu=fenfu, high=high, highest=highest),
    )


def _short_of_minimum() -> Choice:
    least = sum([minimum for _, _, _, minimum in CLERK_DEBTS]) / 100
    return Choice(
        "outlook-short-of-minimum",
        options=["new_loan", "skip_small", "call"],
        right="call",
        shows=numbers(2, least=least),
    )


def _longer_term(annual: float, share: float) -> Choice:
    payment = INCOME_YUAN * share
    short = largest_loan(fen_of(payment), annual, MONTHS)
    long = largest_loan(fen_of(payment), annual, LONG_MONTHS)
    return Choice(
        "outlook-longer-term",
        options=["safe", "owes_more", "same_cost"],
        right="owes_more",
        shows=numbers(income=INCOME_YUAN, payment=payment, months=MONTHS, longer=LONG_MONTHS)
        + numbers(
            short=short / 100,
            long=long / 100,
            short_interest=level_interest(short, annual, MONTHS) / 100,
            long_interest=level_interest(long, annual, LONG_MONTHS) / 100,
        )
        + percents(0, share=share),
    )


def _payment_reading(annual: float, share: float) -> Exercise:
    within = OTHER_INCOME_YUAN * share
    payment = within - PAID_ALREADY_YUAN
    loan = largest_loan(fen_of(payment), annual, MONTHS) / 100
    return Exercise(
        "outlook-payment-reading",
        unit="yuan",
        answer=loan,
        mistakes={
            "paid_already_forgotten": largest_loan(fen_of(within), annual, MONTHS) / 100,
            "interest_forgotten": payment * MONTHS,
            "other_reading": within,
            "payment_only": payment,
            "whole_year": payment * MONTHS / (1 + annual),
        },
        shows=numbers(
            income=OTHER_INCOME_YUAN,
            paid=PAID_ALREADY_YUAN,
            months=MONTHS,
            within=within,
            payment=payment,
            total=payment * MONTHS,
        )
        + percents(0, share=share)
        + percents(year=annual)
        + numbers(2, loan=loan),
        places=0,  # rounding payments to the fen or not changes the loan's fen
    )


def _larger_budget(annual_rates: list) -> Exercise:
    owed = [
        Debt(name, balance * 100, annual, minimum * 100, 0.0)
        for (name, balance, minimum), annual in zip(DEFAULT_DEBTS, annual_rates)
    ]
    slow = plan(owed, DEFAULT_BUDGET * 100, avalanche(owed))
    fast = plan(owed, LARGER_BUDGET_YUAN * 100, avalanche(owed))
    least = minimum_only(owed).total_interest
    by_snowball = plan(owed, DEFAULT_BUDGET * 100, snowball(owed)).total_interest
    less = (slow.total_interest - fast.total_interest) / 100
    return Exercise(
        "outlook-larger-budget",
        unit="yuan",
        answer=less,
        mistakes={
            "interest_itself": fast.total_interest / 100,
            "against_minimum": (least - fast.total_interest) / 100,
            "order_not_budget": (by_snowball - slow.total_interest) / 100,
            "snowball_before": (by_snowball - fast.total_interest) / 100,
        },
        shows=numbers(
            budget=DEFAULT_BUDGET,
            larger=LARGER_BUDGET_YUAN,
            slow_months=slow.months,
            fast_months=fast.months,
        )
        + numbers(2, slow=slow.total_interest / 100, fast=fast.total_interest / 100, less=less),
    )
