"""Fields and rows about lenders that several simulations share."""

from ..forms.fields import Choice, Number
from ..forms.numerals import typed_text
from ..forms.outputs import percent, yuan
from ..forms.units import UNITS
from ..model.rates import nominal_annual_rate

# Each product and its lender, in the order shown (MicroPython's dicts keep none). An empty lender
# means that each loan has a lender of its own.
_PRODUCTS = [
    ("weilidai", "webank"),
    ("we2000", "webank"),
    ("fenfu", "tenpay"),
    ("fenqi", "tenpay"),
    ("jiebei", "ant"),
    ("huabei", "ant"),
    ("jintiao", "jd"),
    ("baitiao", "jd"),
    ("credit_card", ""),
    ("bank", ""),
    ("other", ""),
]
LENDERS = [product for product, _ in _PRODUCTS]
COMPANIES = dict(_PRODUCTS)
# Fenfu publishes no limit, but micro-lenders' consumer loans are capped by regulation.
OF_MICRO_LENDER = "fenfu"
# Which end of a range of prices a row's column holds.
ENDS = ("low", "high")
# The columns of a product's range of prices, and the outputs of `price_range`.
PRICE_COLUMNS = [
    percent("annual_low"),
    percent("annual_high"),
    yuan("interest_low"),
    yuan("interest_high"),
]
PRICE_OUTPUTS = [
    percent("lowest_annual_rate"),
    percent("highest_annual_rate"),
    yuan("lowest_cost"),
    yuan("highest_cost"),
]


def default_rate(daily_rate: float) -> float:
    """Compute the simple annual rate of a daily one, as a reader would type it.

    Examples
    --------
    >>> 0.0004 * 365, default_rate(0.0004)
    (0.14600000000000002, 0.146)
    """
    shift, places = UNITS["percent_a_year"]
    typed = typed_text(nominal_annual_rate(daily_rate), shift, places)
    return float(typed + "e-" + str(shift))


def amount_field(facts: dict, products: list[str]) -> Number:
    """Define the field for an amount to borrow, based on the limits of products."""
    limits = [facts["limit_range." + product] for product in products]
    based_on = [facts["micro_lender_consumer_limit"]] + limits
    return Number("amount", "yuan", 500, 300000, step=100, default=2000, based_on=based_on)


def lender_column() -> Choice:
    """Define the column for a loan's lender."""
    return Choice("lender", LENDERS, default="other")


def rate_column(facts: dict, maximum: float, based_on: list) -> Number:
    """Define the column for a loan's annual rate; the article's highest rate is its default."""
    return Number(
        "nominal_annual_rate",
        "percent_a_year",
        0,
        maximum,
        step=0.0005,
        default=default_rate(facts["daily_rate_high"]["value"]),
        based_on=based_on,
    )


def price_range(rows: list[dict]) -> dict:
    """Find the lowest and the highest price among products; None where there are no rows.

    Examples
    --------
    >>> row = {"annual_low": 0.1, "annual_high": 0.2, "interest_low": 8.0, "interest_high": 16.0}
    >>> price_range([row])["highest_cost"], price_range([])["highest_cost"]
    (16.0, None)
    """
    return {
        "lowest_annual_rate": min([row["annual_low"] for row in rows], default=None),
        "highest_annual_rate": max([row["annual_high"] for row in rows], default=None),
        "lowest_cost": min([row["interest_low"] for row in rows], default=None),
        "highest_cost": max([row["interest_high"] for row in rows], default=None),
    }
