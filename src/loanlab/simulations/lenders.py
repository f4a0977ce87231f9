"""Who may have lent, and at what rate by default, in simulations that list several loans."""

from ..forms.numerals import typed_text
from ..forms.units import UNITS
from ..model.rates import nominal_annual_rate

# Products of one company are one lender; of the last three every loan may have its own.
COMPANIES = {
    "weilidai": "webank",
    "we2000": "webank",
    "fenfu": "tenpay",
    "fenqi": "tenpay",
    "jiebei": "ant",
    "huabei": "ant",
    "jintiao": "jd",
    "baitiao": "jd",
    "credit_card": "",
    "bank": "",
    "other": "",
}
# In the order shown; MicroPython's dicts keep none.
LENDERS = [
    "weilidai",
    "we2000",
    "fenfu",
    "fenqi",
    "jiebei",
    "huabei",
    "jintiao",
    "baitiao",
    "credit_card",
    "bank",
    "other",
]


def default_rate(daily_rate: float) -> float:
    """Simple annual rate of a daily one as a reader would type it.

    Parameters
    ----------
    daily_rate : float
        Interest of one day as a fraction.

    Returns
    -------
    float
        Nominal annual rate as a fraction, without what the multiplication leaves in its last bits.

    Examples
    --------
    >>> 0.0004 * 365, default_rate(0.0004)
    (0.14600000000000002, 0.146)
    """
    shift, places = UNITS["percent_a_year"]
    typed = typed_text(nominal_annual_rate(daily_rate), shift, places)
    return float(typed + "e-" + str(shift))
