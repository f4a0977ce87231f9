"""What several simulations ask of a loan in the same words."""

from ..model.terms import (
    BULLET,
    DAILY_INTEREST,
    EQUAL_PRINCIPAL,
    FLAT_FEE,
    INTEREST_ONLY,
    LEVEL_PAYMENT,
)
from .fields import Field, NumberField

# In the order shown.
METHODS = [LEVEL_PAYMENT, EQUAL_PRINCIPAL, INTEREST_ONLY, BULLET, DAILY_INTEREST, FLAT_FEE]
WITH_INTEREST = METHODS[:-1]


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
