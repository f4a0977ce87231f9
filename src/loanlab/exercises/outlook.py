"""The exercises of the chapter on trends and rules; the model computes every answer."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.debts import Debt, avalanche, minimum_only, plan, snowball
from ..model.group import WHOLE, break_even_default_probability, discounted_rate
from ..model.level import largest_loan, level_interest
from ..model.money import fen_of
from ..model.rates import nominal_annual_rate
from ..simulations.repayment_planner import DEFAULT_BUDGET, DEFAULT_DEBTS

GUESS_WITHIN_YUAN = 1000

MONTHS = 12
INCOME_YUAN = 6000
FENFU_YUAN = 3000

OTHER_INCOME_YUAN = 5000
PAID_ALREADY_YUAN = 600
LARGER_BUDGET_YUAN = 2000
FRIENDS = 3
FRIENDS_LOAN_YUAN = 10000
DISCOUNT_A_FRIEND = 0.005


def define(facts: dict) -> list:
    high = nominal_annual_rate(facts["daily_rate_high"]["value"])
    fenfu = nominal_annual_rate(facts["base_daily_rate.fenfu"]["value"])
    line = facts["private_lending_lpr_multiple"]["value"] * facts["lpr_one_year"]["value"]
    highest = facts["all_in_cost_line"]["value"]
    share = facts["safe_share_of_income"]["value"]
    return [
        _two_readings(high, share),
        _fenfu_to_four_lpr(fenfu, line, facts["base_daily_rate.fenfu"]["value"]),
        _payment_reading(fenfu, share),
        _larger_budget([fenfu, high, highest]),
        _break_even(high),
    ]


def _two_readings(annual: float, share: float) -> Prediction:
    payment = INCOME_YUAN * share
    loan = largest_loan(fen_of(payment), annual, MONTHS) / 100
    return Prediction(
        "outlook-predict-two-readings",
        unit="yuan",
        answer=loan,
        tolerance=GUESS_WITHIN_YUAN,
        shows=numbers(income=INCOME_YUAN, months=MONTHS, payment=payment)
        + percents(0, share=share)
        + percents(year=annual)
        + numbers(2, loan=loan)
        + numbers(1, times=loan / payment),
    )


def _fenfu_to_four_lpr(fenfu: float, line: float, daily: float) -> Exercise:
    now, then = FENFU_YUAN * fenfu, FENFU_YUAN * line
    return Exercise(
        "outlook-fenfu-to-four-lpr",
        unit="yuan",
        answer=now - then,
        mistakes={
            "interest_now": now,
            "interest_then": then,
            "one_month": (now - then) / MONTHS,
            "days_360": FENFU_YUAN * (nominal_annual_rate(daily, 360) - line),
            "points": 100 * (fenfu - line),
        },
        shows=numbers(amount=FENFU_YUAN)
        + percents(fenfu=fenfu, line=line)
        + numbers(2, now=now, then=then, less=now - then),
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


def _break_even(annual: float) -> Exercise:
    alone = level_interest(FRIENDS_LOAN_YUAN * 100, annual, MONTHS)
    cheaper = discounted_rate(annual, DISCOUNT_A_FRIEND, FRIENDS)
    saved = (alone - level_interest(FRIENDS_LOAN_YUAN * 100, cheaper, MONTHS)) / 100
    of_one = saved / FRIENDS_LOAN_YUAN
    chance = break_even_default_probability(of_one, FRIENDS, WHOLE)
    assert chance is not None  # noqa: S101 - a saving this small has a break-even
    return Exercise(
        "outlook-group-break-even",
        unit="percent",
        answer=chance,
        mistakes={
            "one_friend": of_one,
            "counted_yourself": of_one / (FRIENDS + 1),
            "discount": DISCOUNT_A_FRIEND * FRIENDS,
        },
        shows=numbers(friends=FRIENDS, amount=FRIENDS_LOAN_YUAN)
        + percents(year=annual, cheaper=cheaper, chance=chance)
        + numbers(2, saved=saved),
    )
