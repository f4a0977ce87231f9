"""The fields, terms and checks of a loan that several simulations share.

``facts`` are the figures of `loanlab.data.facts`; ``when`` is that of `loanlab.forms.fields.Field`.
"""

from ..forms.fields import Number, derived
from ..forms.outputs import percent
from ..model.flows import HIGHEST_PLAUSIBLE_RATE
from ..model.money import fen_of
from ..model.rates import nominal_annual_rate
from ..model.refusal import require
from ..model.terms import (
    BULLET,
    DAILY_INTEREST,
    EQUAL_PRINCIPAL,
    FLAT_FEE,
    INTEREST_ONLY,
    LEVEL_PAYMENT,
    Terms,
    loan_terms,
)

# In the order shown.
METHODS = [LEVEL_PAYMENT, EQUAL_PRINCIPAL, INTEREST_ONLY, BULLET, DAILY_INTEREST, FLAT_FEE]
# Shows a field only where the loan bears interest.
WITH_INTEREST = {"method": METHODS[:-1]}
# A higher annual cost means that a number was mistyped.
HIGHEST_COST = HIGHEST_PLAUSIBLE_RATE
MOST_UPFRONT = 0.05


def annual_rate_field(facts: dict, maximum: float, when: dict | None = None) -> Number:
    """Define the field for a nominal annual rate; the article's highest rate is its default.

    Examples
    --------
    >>> origin = {"kind": "assumption"}
    >>> annual_rate_field({"daily_rate_high": {"value": 0.0005, "origin": origin}}, 0.36).default
    0.1825
    """
    daily_rate = facts["daily_rate_high"]
    return Number(
        "nominal_annual_rate",
        "percent_a_year",
        0,
        maximum,
        step=0.0005,
        default=derived(nominal_annual_rate(daily_rate["value"]), daily_rate),
        when=when,
    )


def flat_fee_field(facts: dict) -> Number:
    """Define the field for a monthly fee on the first principal, where the method has one.

    Examples
    --------
    >>> origin = {"kind": "assumption"}
    >>> flat_fee_field({"base_monthly_rate.xiaoe": {"value": 0.006, "origin": origin}}).default
    0.006
    """
    fee = facts["base_monthly_rate.xiaoe"]
    when = {"method": [FLAT_FEE]}
    return Number("flat_fee_rate", "percent_a_month", 0, 0.05, step=0.0005, default=fee, when=when)


def upfront_fee_field(facts: dict, when: dict | None = None) -> Number:
    """Define the field for a share of the loan that is charged at disbursement.

    Its default is the middle of the article's range.

    Examples
    --------
    >>> origin = {"kind": "assumption"}
    >>> upfront_fee_field({"service_fee_range": {"value": [0.01, 0.03], "origin": origin}}).default
    0.02
    """
    fee = facts["service_fee_range"]
    middle = derived(sum(fee["value"]) / 2, fee)
    return Number(
        "upfront_fee_rate", "percent", 0, MOST_UPFRONT, step=0.001, default=middle, when=when
    )


def price_constants(facts: dict) -> list:
    """Define the constants that texts about fees and `require_possible` name."""
    low, high = facts["service_fee_range"]["value"]
    return [
        percent("fee_low", low, places=0),
        percent("fee_high", high, places=0),
        percent("highest", HIGHEST_COST, places=0),
    ]


def terms_of(
    principal: float, method: str, periods: int, nominal_annual_rate: float, flat_fee_rate: float
) -> Terms:
    """Make a loan's terms of the values of its fields; its method decides which rate counts.

    Examples
    --------
    >>> terms_of(10000, "flat_fee", 12, 0.18, 0.006).nominal_annual_rate
    0.0
    """
    if method == FLAT_FEE:
        return loan_terms(fen_of(principal), method, periods, 0.0, flat_fee_rate=flat_fee_rate)
    return loan_terms(fen_of(principal), method, periods, nominal_annual_rate)


def require_possible(effective_annual_rate: float) -> None:
    """Refuse a price that no loan has: an amount or a number of payments was mistyped.

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
