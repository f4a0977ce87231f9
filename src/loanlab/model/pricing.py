"""Compute a borrower's daily rate by the recipe of the source article, step by step.

No lender has published such a recipe. The book computes it to show readers what it implies.

References
----------
Section 3 of the source article, which is the only source of the rules and numbers.
"""

from collections import namedtuple

from .inputs import require_number

Priced = namedtuple("Priced", ("steps", "daily_rate", "capped"))
Step = namedtuple("Step", ("name", "start", "end"))

# A rate this close to its cap counts as at the cap: 0.05% x 365 is 18.25%, not slightly more.
CAP_TOLERANCE = 1e-12


def personal_daily_rate(
    base_daily_rate: float,
    pay_score: int,
    overdue_surcharge: float,
    first_period_discount: float,
    daily_rate_cap: float,
    slope: float,
    anchor: int,
) -> Priced:
    """Compute the daily rate after the adjustments for score, overdue record and first period.

    Parameters
    ----------
    base_daily_rate : float
        The product's daily rate before adjustments, as a fraction, 0 or more.
    pay_score : int
        WeChat Pay Score (微信支付分).
    overdue_surcharge : float
        Surcharge for an overdue record as a fraction (0.3 adds 30% of the rate), 0 or more.
    first_period_discount : float
        Discount in the first period as a fraction (0.5 halves the rate), from 0 to 1.
    daily_rate_cap : float
        Highest daily rate that the product's annual ceiling allows, as a fraction, 0 or more.
    slope : float
        Decrease of the daily rate per 100 points of Pay Score, as a fraction.
    anchor : int
        Pay Score at which the base rate applies.

    Returns
    -------
    Priced
        ``steps`` (a list of `Step` with name, start and end of the daily rate, in the order of the
        recipe), ``daily_rate`` (fraction) and ``capped`` (whether the cap limits the rate).

    Raises
    ------
    Refusal
        With the name of the parameter that is out of bounds or not a number.

    Examples
    --------
    >>> priced = personal_daily_rate(0.0005, 700, 0.0, 0.0, 0.24 / 365, 0.00005, 600)
    >>> round(priced.daily_rate, 7), priced.capped
    (0.00045, False)
    >>> [step.name for step in priced.steps]
    ['base', 'pay_score', 'overdue_surcharge', 'first_period_discount', 'cap', 'daily_rate']

    Notes
    -----
    ``(base - slope (score - anchor) / 100) (1 + surcharge) (1 - discount)``, never below 0 and at
    most the cap: the rules of the article's section 3 as one formula.
    """
    base_daily_rate = require_number(base_daily_rate, "base_daily_rate", 0)
    points = require_number(pay_score, "pay_score") - require_number(anchor, "anchor")
    overdue_surcharge = require_number(overdue_surcharge, "overdue_surcharge", 0)
    first_period_discount = require_number(first_period_discount, "first_period_discount", 0, 1)
    daily_rate_cap = require_number(daily_rate_cap, "daily_rate_cap", 0)
    slope = require_number(slope, "slope")
    scored = max(0.0, base_daily_rate - slope * points / 100)
    surcharged = scored * (1 + overdue_surcharge)
    discounted = surcharged * (1 - first_period_discount)
    capped = discounted > daily_rate_cap * (1 + CAP_TOLERANCE)
    daily_rate = daily_rate_cap if capped else discounted
    steps = [
        Step("base", 0.0, base_daily_rate),
        Step("pay_score", base_daily_rate, scored),
        Step("overdue_surcharge", scored, surcharged),
        Step("first_period_discount", surcharged, discounted),
        Step("cap", discounted, daily_rate),
        Step("daily_rate", 0.0, daily_rate),
    ]
    return Priced(steps, daily_rate, capped)
