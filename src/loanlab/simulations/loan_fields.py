"""What several simulations ask of a loan, and hold against its price, in the same way."""

from ..forms.fields import Field, NumberField
from ..model.flows import BELIEVABLE
from ..model.refusal import require
from ..model.terms import (
    BULLET,
    DAILY_INTEREST,
    EQUAL_PRINCIPAL,
    FLAT_FEE,
    INTEREST_ONLY,
    LEVEL_PAYMENT,
)

# In the order shown.
METHODS = [LEVEL_PAYMENT, EQUAL_PRINCIPAL, INTEREST_ONLY, BULLET, DAILY_INTEREST, FLAT_FEE]
WITH_INTEREST = METHODS[:-1]
# Above this something was mistyped.
HIGHEST_COST = BELIEVABLE
MOST_UPFRONT = 0.05


def flat_fee_field(facts: dict) -> Field:
    """The monthly fee on the first principal, where the method has one.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Field
        ``flat_fee_rate``, shown where a field ``method`` says so.

    Examples
    --------
    >>> origin = {"kind": "assumption"}
    >>> flat_fee_field({"base_monthly_rate.xiaoe": {"value": 0.006, "origin": origin}}).default
    0.006
    """
    fee = facts["base_monthly_rate.xiaoe"]
    field = NumberField(
        "flat_fee_rate", "percent_a_month", 0.0, 0.05, 0.0005, fee["value"], [fee["origin"]]
    )
    return field.when("method", [FLAT_FEE])


def upfront_fee_field(facts: dict) -> Field:
    """The share of the loan that is taken at the payout; from the middle of what the article says.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Field
        ``upfront_fee_rate``.

    Examples
    --------
    >>> origin = {"kind": "assumption"}
    >>> upfront_fee_field({"service_fee_range": {"value": [0.01, 0.03], "origin": origin}}).default
    0.02
    """
    fee = facts["service_fee_range"]
    return NumberField(
        "upfront_fee_rate",
        "percent",
        0.0,
        MOST_UPFRONT,
        0.001,
        sum(fee["value"]) / 2,
        [fee["origin"]],
    )


def require_possible(effective_annual_rate: float) -> None:
    """Refuse a price that no loan has: then an amount or a number of payments was mistyped.

    Parameters
    ----------
    effective_annual_rate : float
        Fraction.

    Raises
    ------
    loanlab.model.refusal.Refusal
        ``too_dear``.

    Examples
    --------
    >>> require_possible(0.24)
    """
    require(
        effective_annual_rate <= HIGHEST_COST, "too_dear", "no loan costs more than 10,000% a year"
    )
