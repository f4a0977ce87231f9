"""The exercises of the chapter on trends and rules; no answer is typed."""

from ..forms.definition import Constant
from ..forms.grading import HALF_A_FEN, HUNDREDTH_OF_A_PERCENT, Exercise, Slip
from ..model.debts import Debt, avalanche, minimum_only, plan, snowball
from ..model.group import WHOLE, break_even_default_probability, discounted_rate
from ..model.level import largest_loan, level_interest
from ..model.money import fen_of
from ..model.rates import nominal_annual_rate
from ..simulations.repayment_planner import DEFAULT_BUDGET, DEFAULT_DEBTS

YUAN = 0.6  # a loan from a payment: with or without rounding to the fen
PREDICTED_WITHIN = 1000

MONTHS = 12
INCOME_YUAN = 6000

FENFU_YUAN = 3000

OTHER_INCOME_YUAN = 5000
PAID_ALREADY_YUAN = 600

LARGER_BUDGET_YUAN = 2000

FRIENDS = 3
FRIENDS_LOAN_YUAN = 10000
DISCOUNT_A_FRIEND = 0.005


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
    high = nominal_annual_rate(facts["daily_rate_high"]["value"])
    fenfu = nominal_annual_rate(facts["base_daily_rate.fenfu"]["value"])
    line = facts["private_lending_lpr_multiple"]["value"] * facts["lpr_one_year"]["value"]
    dearest = facts["all_in_cost_line"]["value"]
    share = facts["safe_share_of_income"]["value"]
    return [
        _two_readings(high, share),
        _fenfu_to_four_lpr(fenfu, line, facts["base_daily_rate.fenfu"]["value"]),
        _payment_reading(fenfu, share),
        _larger_budget([fenfu, high, dearest]),
        _break_even(high),
    ]


def _two_readings(annual: float, share: float) -> Exercise:
    payment = INCOME_YUAN * share
    loan = largest_loan(fen_of(payment), annual, MONTHS) / 100
    return Exercise(
        "outlook-predict-two-readings",
        "yuan",
        loan,
        PREDICTED_WITHIN,
        [],
        [
            Constant("income", INCOME_YUAN, "number", 0),
            Constant("share", share, "percent", 0),
            Constant("year", annual, "percent", 2),
            Constant("months", MONTHS, "number", 0),
            Constant("payment", payment, "number", 0),
            Constant("loan", loan, "number", 2),
            Constant("times", loan / payment, "number", 1),
        ],
        True,
    )


def _fenfu_to_four_lpr(fenfu: float, line: float, daily: float) -> Exercise:
    now, then = FENFU_YUAN * fenfu, FENFU_YUAN * line
    return Exercise(
        "outlook-fenfu-to-four-lpr",
        "yuan",
        now - then,
        HALF_A_FEN,
        [
            Slip(now, "interest_now"),
            Slip(then, "interest_then"),
            Slip((now - then) / MONTHS, "one_month"),
            Slip(FENFU_YUAN * (nominal_annual_rate(daily, 360) - line), "days_360"),
            Slip(100 * (fenfu - line), "points"),
        ],
        [
            Constant("amount", FENFU_YUAN, "number", 0),
            Constant("fenfu", fenfu, "percent", 2),
            Constant("line", line, "percent", 2),
            Constant("now", now, "number", 2),
            Constant("then", then, "number", 2),
            Constant("less", now - then, "number", 2),
        ],
        False,
    )


def _payment_reading(annual: float, share: float) -> Exercise:
    within = OTHER_INCOME_YUAN * share
    payment = within - PAID_ALREADY_YUAN
    loan = largest_loan(fen_of(payment), annual, MONTHS) / 100
    return Exercise(
        "outlook-payment-reading",
        "yuan",
        loan,
        YUAN,
        [
            Slip(largest_loan(fen_of(within), annual, MONTHS) / 100, "paid_already_forgotten"),
            Slip(payment * MONTHS, "interest_forgotten"),
            Slip(within, "other_reading"),
            Slip(payment, "payment_only"),
            Slip(payment * MONTHS / (1 + annual), "whole_year"),
        ],
        [
            Constant("income", OTHER_INCOME_YUAN, "number", 0),
            Constant("paid", PAID_ALREADY_YUAN, "number", 0),
            Constant("share", share, "percent", 0),
            Constant("year", annual, "percent", 2),
            Constant("months", MONTHS, "number", 0),
            Constant("within", within, "number", 0),
            Constant("payment", payment, "number", 0),
            Constant("total", payment * MONTHS, "number", 0),
            Constant("loan", loan, "number", 2),
        ],
        False,
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
        "yuan",
        less,
        HALF_A_FEN,
        [
            Slip(fast.total_interest / 100, "interest_itself"),
            Slip((least - fast.total_interest) / 100, "against_minimum"),
            Slip((by_snowball - slow.total_interest) / 100, "order_not_budget"),
            Slip((by_snowball - fast.total_interest) / 100, "snowball_before"),
        ],
        [
            Constant("budget", DEFAULT_BUDGET, "number", 0),
            Constant("larger", LARGER_BUDGET_YUAN, "number", 0),
            Constant("slow", slow.total_interest / 100, "number", 2),
            Constant("fast", fast.total_interest / 100, "number", 2),
            Constant("less", less, "number", 2),
            Constant("slow_months", slow.months, "number", 0),
            Constant("fast_months", fast.months, "number", 0),
        ],
        False,
    )


def _break_even(annual: float) -> Exercise:
    alone = level_interest(FRIENDS_LOAN_YUAN * 100, annual, MONTHS)
    cheaper = discounted_rate(annual, DISCOUNT_A_FRIEND, FRIENDS)
    saved = (alone - level_interest(FRIENDS_LOAN_YUAN * 100, cheaper, MONTHS)) / 100
    of_one = saved / FRIENDS_LOAN_YUAN
    return Exercise(
        "outlook-group-break-even",
        "percent",
        break_even_default_probability(of_one, FRIENDS, WHOLE),
        HUNDREDTH_OF_A_PERCENT,
        [
            Slip(of_one, "one_friend"),
            Slip(of_one / (FRIENDS + 1), "counted_yourself"),
            Slip(DISCOUNT_A_FRIEND * FRIENDS, "discount"),
        ],
        [
            Constant("friends", FRIENDS, "number", 0),
            Constant("amount", FRIENDS_LOAN_YUAN, "number", 0),
            Constant("year", annual, "percent", 2),
            Constant("cheaper", cheaper, "percent", 2),
            Constant("saved", saved, "number", 2),
            Constant("chance", of_one / FRIENDS, "percent", 2),
        ],
        False,
    )
