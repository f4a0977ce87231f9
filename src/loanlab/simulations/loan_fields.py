"""What several simulations ask of a loan, and hold against its price, in the same way."""

from ..forms.fields import Number, derived
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


def flat_fee_field(facts: dict) -> Number:
    """The field for a monthly fee on the first principal, where the method has one.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Number
        ``flat_fee_rate``, shown where a field ``method`` says so.

    Examples
    --------
    >>> origin = {"kind": "assumption"}
    >>> flat_fee_field({"base_monthly_rate.xiaoe": {"value": 0.006, "origin": origin}}).default
    0.006
    """
    fee = facts["base_monthly_rate.xiaoe"]
    return Number(
        "flat_fee_rate",
        "percent_a_month",
        0,
        0.05,
        step=0.0005,
        default=fee,
        when={"method": [FLAT_FEE]},
    )


def upfront_fee_field(facts: dict, when: dict | None = None) -> Number:
    """The field for a share of the loan that is charged at disbursement.

    Its default is the middle of the article's range.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.
    when : dict, optional
        As `loanlab.forms.fields.Field`.

    Returns
    -------
    Number
        ``upfront_fee_rate``.

    Examples
    --------
    >>> origin = {"kind": "assumption"}
    >>> upfront_fee_field({"service_fee_range": {"value": [0.01, 0.03], "origin": origin}}).default
    0.02
    """
    fee = facts["service_fee_range"]
    return Number(
        "upfront_fee_rate",
        "percent",
        0,
        MOST_UPFRONT,
        step=0.001,
        default=derived(sum(fee["value"]) / 2, fee),
        when=when,
    )


def require_possible(effective_annual_rate: float) -> None:
    """Refuse a price that no loan has: an amount or a number of payments was mistyped.

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
