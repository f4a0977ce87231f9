"""The exercises of the chapter on risks and rules; no answer is typed."""

from ..forms.definition import Constant
from ..forms.grading import HUNDREDTH_OF_A_PERCENT, TENTH_OF_A_PERCENT, Exercise, Slip
from ..model.annuity import level_irr, level_payment
from ..model.late import penalty_rate
from ..model.odds import at_least_one
from ..model.rates import compound_growth

TWO_FEN = 0.026  # two payments, each rounded before they are subtracted

# The example's loan.
LOAN_YUAN = 10000
PAYMENTS = 12

IN_HAND_YUAN = 6000
PAYMENT_YUAN = 545

ARTICLE_RISKS = ("leak", "collection", "overcharge")


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
        _predict_all_in(facts),
        _contract_year(),
        _fee_room(facts),
        _overdue_rate(facts),
        _at_least_one([facts["risk_probability." + risk]["value"] for risk in ARTICLE_RISKS]),
    ]


def _stated_payment(facts: dict) -> float:
    return level_payment(LOAN_YUAN, facts["example_annual_rate"]["value"] / 12, PAYMENTS)


def _all_in_year(facts: dict) -> float:
    paid = _stated_payment(facts) + facts["example_guarantee_fee"]["value"]
    return 12 * level_irr(LOAN_YUAN, paid, PAYMENTS)


def _loan(stated: float) -> list[Constant]:
    """The example loan's terms, as its exercises tell them."""
    return [
        Constant("amount", LOAN_YUAN, "number", 0),
        Constant("year", stated, "percent", 2),
        Constant("payments", PAYMENTS, "number", 0),
    ]


def _predict_all_in(facts: dict) -> Exercise:
    stated = facts["example_annual_rate"]["value"]
    fee = facts["example_guarantee_fee"]["value"]
    fees = PAYMENTS * fee
    return Exercise(
        "risks-predict-all-in",
        "percent_a_year",
        _all_in_year(facts),
        0.01,
        [],
        _loan(stated)
        + [
            Constant("fee", fee, "number", 2),
            Constant("all_fees", fees, "number", 2),
            Constant("added", stated + fees / LOAN_YUAN, "percent", 2),
            Constant("all_in", _all_in_year(facts), "percent", 2),
        ],
        True,
    )


def _contract_year() -> Exercise:
    monthly = level_irr(IN_HAND_YUAN, PAYMENT_YUAN, PAYMENTS)
    repaid = PAYMENTS * PAYMENT_YUAN
    share = (repaid - IN_HAND_YUAN) / IN_HAND_YUAN
    return Exercise(
        "risks-contract-year",
        "percent_a_year",
        12 * monthly,
        TENTH_OF_A_PERCENT,
        [
            Slip(share, "share_of_payout"),
            Slip(monthly, "per_month"),
            Slip(compound_growth(monthly, 12), "compounded"),
        ],
        [
            Constant("received", IN_HAND_YUAN, "number", 0),
            Constant("payment", PAYMENT_YUAN, "number", 0),
            Constant("payments", PAYMENTS, "number", 0),
            Constant("monthly", monthly, "percent", 3),
            Constant("share", share, "percent", 2),
            Constant("year", 12 * monthly, "percent", 2),
        ],
        False,
    )


def _fee_room(facts: dict) -> Exercise:
    line = facts["all_in_cost_line"]["value"]
    stated = facts["example_annual_rate"]["value"]
    at_line = level_payment(LOAN_YUAN, line / 12, PAYMENTS)
    room = at_line - _stated_payment(facts)
    return Exercise(
        "risks-fee-room",
        "yuan",
        room,
        TWO_FEN,
        [
            Slip(LOAN_YUAN * (line - stated) / 12, "on_first_principal"),
            Slip(at_line, "whole_payment"),
            Slip(PAYMENTS * room, "all_payments"),
        ],
        _loan(stated)
        + [
            Constant("line", line, "percent", 0),
            Constant("stated_payment", _stated_payment(facts), "number", 2),
            Constant("payment_at_line", at_line, "number", 2),
            Constant("room", room, "number", 2),
        ],
        False,
    )


def _overdue_rate(facts: dict) -> Exercise:
    stated = facts["example_annual_rate"]["value"]
    overdue = facts["penalty_multiplier"]["value"]
    misuse = facts["misuse_multiplier"]["value"]
    late = penalty_rate(stated, overdue)
    return Exercise(
        "risks-overdue-rate",
        "percent_a_year",
        late,
        HUNDREDTH_OF_A_PERCENT,
        [
            Slip(penalty_rate(_all_in_year(facts), overdue), "of_all_in"),
            Slip(penalty_rate(stated, misuse), "misuse"),
            Slip(late - stated, "surcharge_alone"),
            Slip(stated, "without_surcharge"),
        ],
        [
            Constant("year", stated, "percent", 2),
            Constant("all_in", _all_in_year(facts), "percent", 2),
            Constant("multiplier", overdue, "number", 1),
            Constant("misuse", misuse, "number", 1),
            Constant("late", late, "percent", 2),
        ],
        False,
    )


def _at_least_one(chances: list) -> Exercise:
    hit = at_least_one(chances)
    leak, collection, overcharge = chances
    return Exercise(
        "risks-at-least-one",
        "percent",
        hit,
        HUNDREDTH_OF_A_PERCENT,
        [
            Slip(sum(chances), "added"),
            Slip(1 - hit, "none_of_them"),
            Slip(max(chances), "greatest"),
            Slip(leak * collection * overcharge, "all_of_them"),
        ],
        [
            Constant("leak", leak, "percent", 1),
            Constant("collection", collection, "percent", 1),
            Constant("overcharge", overcharge, "percent", 1),
            Constant("spared", 1 - hit, "percent", 2),
            Constant("sum", sum(chances), "percent", 2),
            Constant("hit", hit, "percent", 2),
        ],
        False,
    )
