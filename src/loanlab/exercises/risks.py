"""The exercises of the chapter on risks and rules; the model computes every answer."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import Output, numbers, percents
from ..model.annuity import level_irr, level_payment
from ..model.rates import compound_growth

# The example's loan.
LOAN_YUAN = 10000
PAYMENTS = 12

IN_HAND_YUAN = 6000
PAYMENT_YUAN = 545

UNFREEZE_YUAN = 500
EXTRA_CHARGE_YUAN = 29.9


def define(facts: dict) -> list:
    return [
        _predict_all_in(facts),
        Choice(
            "risks-unfreeze",
            options=["pay", "bargain", "stop"],
            right="stop",
            shows=numbers(amount=UNFREEZE_YUAN),
        ),
        Choice(
            "risks-extra-charge",
            options=["withhold", "pay_and_ask", "accept"],
            right="pay_and_ask",
            shows=numbers(2, charge=EXTRA_CHARGE_YUAN),
        ),
        Choice("risks-collector", options=["transfer", "ignore", "verify"], right="verify"),
        _contract_year(),
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
