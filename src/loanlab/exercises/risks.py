"""The exercises of the chapter on risks and rules; the model computes every answer."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import Output, numbers, percents
from ..model.annuity import level_irr, level_payment
from ..model.late import penalty_rate
from ..model.odds import at_least_one
from ..model.rates import compound_growth

TWO_FEN = 0.026  # each of the two payments may be rounded before they are subtracted

# The example's loan.
LOAN_YUAN = 10000
PAYMENTS = 12

IN_HAND_YUAN = 6000
PAYMENT_YUAN = 545

ARTICLE_RISKS = ("leak", "collection", "overcharge")


def define(facts: dict) -> list:
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


def _loan(stated: float) -> list[Output]:
    """Give the example loan's terms, which the texts of its exercises name."""
    return numbers(amount=LOAN_YUAN, payments=PAYMENTS) + percents(year=stated)


def _predict_all_in(facts: dict) -> Prediction:
    stated = facts["example_annual_rate"]["value"]
    fee = facts["example_guarantee_fee"]["value"]
    fees = PAYMENTS * fee
    return Prediction(
        "risks-predict-all-in",
        unit="percent_a_year",
        answer=_all_in_year(facts),
        tolerance=0.01,
        shows=_loan(stated)
        + numbers(2, fee=fee, all_fees=fees)
        + percents(added=stated + fees / LOAN_YUAN, all_in=_all_in_year(facts)),
    )


def _contract_year() -> Exercise:
    monthly = level_irr(IN_HAND_YUAN, PAYMENT_YUAN, PAYMENTS)
    repaid = PAYMENTS * PAYMENT_YUAN
    share = (repaid - IN_HAND_YUAN) / IN_HAND_YUAN
    return Exercise(
        "risks-contract-year",
        unit="percent_a_year",
        answer=12 * monthly,
        mistakes={
            "share_of_payout": share,
            "per_month": monthly,
            "compounded": compound_growth(monthly, 12),
        },
        shows=numbers(received=IN_HAND_YUAN, payment=PAYMENT_YUAN, payments=PAYMENTS)
        + percents(3, monthly=monthly)
        + percents(share=share, year=12 * monthly),
        places=1,
    )


def _fee_room(facts: dict) -> Exercise:
    line = facts["all_in_cost_line"]["value"]
    stated = facts["example_annual_rate"]["value"]
    at_line = level_payment(LOAN_YUAN, line / 12, PAYMENTS)
    room = at_line - _stated_payment(facts)
    return Exercise(
        "risks-fee-room",
        unit="yuan",
        answer=room,
        mistakes={
            "on_first_principal": LOAN_YUAN * (line - stated) / 12,
            "whole_payment": at_line,
            "all_payments": PAYMENTS * room,
        },
        shows=_loan(stated)
        + percents(0, line=line)
        + numbers(2, stated_payment=_stated_payment(facts), payment_at_line=at_line, room=room),
        tolerance=TWO_FEN,
    )


def _overdue_rate(facts: dict) -> Exercise:
    stated = facts["example_annual_rate"]["value"]
    overdue = facts["penalty_multiplier"]["value"]
    misuse = facts["misuse_multiplier"]["value"]
    late = penalty_rate(stated, overdue)
    return Exercise(
        "risks-overdue-rate",
        unit="percent_a_year",
        answer=late,
        mistakes={
            "of_all_in": penalty_rate(_all_in_year(facts), overdue),
            "misuse": penalty_rate(stated, misuse),
            "surcharge_alone": late - stated,
            "without_surcharge": stated,
        },
        shows=percents(year=stated, all_in=_all_in_year(facts), late=late)
        + numbers(1, multiplier=overdue, misuse=misuse),
    )


def _at_least_one(chances: list) -> Exercise:
    hit = at_least_one(chances)
    leak, collection, overcharge = chances
    return Exercise(
        "risks-at-least-one",
        unit="percent",
        answer=hit,
        mistakes={
            "added": sum(chances),
            "none_of_them": 1 - hit,
            "greatest": max(chances),
            "all_of_them": leak * collection * overcharge,
        },
        shows=percents(1, leak=leak, collection=collection, overcharge=overcharge)
        + percents(spared=1 - hit, sum=sum(chances), hit=hit),
    )
