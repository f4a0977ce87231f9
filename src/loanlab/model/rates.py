"""Conversions between the ways a loan's price is quoted.

Every conversion uses only ``+ - * /``: the library functions ``pow``, ``exp`` and ``log`` differ
in the last bit between machines, and the page must show the figures that the tests have tested.
"""

from .refusal import Refusal, require
from .solving import Curve

MONTHS = 12
# From here on one yuan discounted is nothing beside one yuan.
ENDLESS_GROWTH = 1e300


def compound_growth(rate: float, periods: int) -> float:
    """Growth of one yuan when interest joins the principal after every period.

    The result is ``(1 + rate) ** periods - 1``, found by doubling so that tiny rates keep all
    their digits.

    Parameters
    ----------
    rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of periods, 0 or more.

    Returns
    -------
    float
        Growth as a fraction: 0.1 means that 1 yuan became 1.10 yuan.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, ``periods`` if it is not a whole number of 0 or more.

    Examples
    --------
    >>> round(compound_growth(0.0005, 365), 6)
    0.200159
    >>> compound_growth(1e-12, 12)
    1.2000000000065999e-11

    Notes
    -----
    With g(n) the growth over n periods, g(2n) = g(n) (2 + g(n)) and
    g(n + 1) = g(n) + rate (1 + g(n)).
    """
    if not rate > -1:
        raise Refusal("rate", "rate must be above -1, got " + str(rate))
    number = int(periods)
    if number != periods or number < 0:
        raise Refusal("periods", "periods must be a whole number of 0 or more, got " + str(periods))
    bit = 1
    while bit <= number:
        bit *= 2
    growth = 0.0
    while bit > 1:
        bit //= 2
        growth *= 2.0 + growth
        if number & bit:
            growth += rate * (1.0 + growth)
    return growth


def discount(rate: float, periods: int) -> float:
    """What is taken off one yuan that is due later, at its present value.

    Parameters
    ----------
    rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of periods until it is due, 0 or more.

    Returns
    -------
    float
        Discount in yuan: 0.1 means that the yuan is worth 0.90 today; below 0 where the rate is.

    Raises
    ------
    Refusal
        As `compound_growth`; ``rate`` if nothing is left of a yuan over so many periods.

    Examples
    --------
    >>> round(discount(0.01, 12), 6)
    0.112551

    Notes
    -----
    ``1 - (1 + rate) ** -periods``, of which small rates keep all their digits.
    """
    if -1 < rate < 0:
        # One yuan later is more today, by the rate that is as high from that side.
        growth = compound_growth(-rate / (1.0 + rate), periods)
        require(growth <= ENDLESS_GROWTH, "rate", "the rate is too low for so many periods")
        return -growth
    growth = compound_growth(rate, periods)
    return 1.0 if growth > ENDLESS_GROWTH else growth / (1.0 + growth)


def rate_of_growth(growth: float, periods: int) -> float:
    """Rate of one period that compounds to a given growth: the inverse of `compound_growth`.

    Parameters
    ----------
    growth : float
        Growth over all periods as a fraction, above -1.
    periods : int
        Number of periods, 1 or more.

    Returns
    -------
    float
        Interest of one period as a fraction.

    Raises
    ------
    Refusal
        ``growth`` if it is not above -1, ``periods`` if it is not a whole number of 1 or more.

    Examples
    --------
    >>> round(rate_of_growth(compound_growth(0.0005, 365), 365), 12)
    0.0005

    Notes
    -----
    The growth rises with the rate; the root lies between 0, or the growth where that is below 0,
    and growth / periods (Bernoulli's inequality).
    """
    require(growth > -1, "growth", "growth must be above -1, got " + str(growth))
    require(
        periods >= 1 and int(periods) == periods,
        "periods",
        "periods must be a whole number of 1 or more, got " + str(periods),
    )
    if growth == 0 or periods == 1:
        return growth
    return _Growth(growth, int(periods)).root(min(growth, 0.0), growth / periods)


class _Growth(Curve):
    """What a growth still lacks when a rate has compounded over all periods."""

    def __init__(self, growth: float, periods: int) -> None:
        super().__init__(periods)
        self.growth = growth

    def at(self, rate: float) -> tuple:
        reached = compound_growth(rate, int(self.span))
        missing = self.growth - reached
        return missing, 2.0 * missing / (2.0 + self.growth + reached) / self.span


def nominal_annual_rate(daily_rate: float, days_in_year: int = 365) -> float:
    """Simple annual rate of a daily rate: interest that never joins the principal.

    Parameters
    ----------
    daily_rate : float
        Interest of one day as a fraction of the principal (0.0005 is 0.05% a day).
    days_in_year : int
        365, or 360 where the lender says so.

    Returns
    -------
    float
        Nominal annual rate as a fraction.

    Raises
    ------
    Refusal
        ``days_in_year`` if there is none.

    Examples
    --------
    >>> round(nominal_annual_rate(0.0005), 6)
    0.1825
    >>> round(nominal_annual_rate(0.0005, 360), 6)
    0.18

    Notes
    -----
    daily rate x days, the convention behind 年化利率 in Chinese loan advertising.
    """
    _check_year(days_in_year)
    return daily_rate * days_in_year


def _check_year(days: int) -> None:
    require(days >= 1, "days_in_year", "a year has 1 day or more")


def daily_rate_of_nominal(nominal_annual_rate: float, days_in_year: int = 365) -> float:
    """Daily rate behind a simple annual rate: the inverse of `nominal_annual_rate`.

    Parameters
    ----------
    nominal_annual_rate : float
        Nominal annual rate as a fraction.
    days_in_year : int
        365, or 360 where the lender says so.

    Returns
    -------
    float
        Interest of one day as a fraction.

    Raises
    ------
    Refusal
        ``days_in_year`` if there is none.

    Examples
    --------
    >>> round(daily_rate_of_nominal(0.24), 8)
    0.00065753
    """
    _check_year(days_in_year)
    return nominal_annual_rate / days_in_year


def effective_annual_rate(daily_rate: float, days_in_year: int = 365) -> float:
    """Annual rate of a daily rate when each day's interest joins the principal.

    Parameters
    ----------
    daily_rate : float
        Interest of one day as a fraction, above -1.
    days_in_year : int
        Days on which interest is added in a year.

    Returns
    -------
    float
        Effective annual rate as a fraction.

    Raises
    ------
    Refusal
        ``days_in_year`` if there is none; as `compound_growth`.

    Examples
    --------
    >>> round(effective_annual_rate(0.0002), 4)
    0.0757

    Notes
    -----
    ``(1 + daily rate) ** days - 1``.
    """
    _check_year(days_in_year)
    return compound_growth(daily_rate, days_in_year)


def daily_rate_of_effective(effective_annual_rate: float, days_in_year: int = 365) -> float:
    """Daily rate that compounds to an effective annual rate.

    Parameters
    ----------
    effective_annual_rate : float
        Effective annual rate as a fraction, above -1.
    days_in_year : int
        Days on which interest is added in a year.

    Returns
    -------
    float
        Interest of one day as a fraction.

    Raises
    ------
    Refusal
        ``days_in_year`` if there is none; as `rate_of_growth`.

    Examples
    --------
    >>> round(daily_rate_of_effective(effective_annual_rate(0.0004)), 12)
    0.0004
    """
    _check_year(days_in_year)
    return rate_of_growth(effective_annual_rate, days_in_year)


def nominal_of_monthly(monthly_rate: float) -> float:
    """Nominal annual rate of a monthly rate.

    Parameters
    ----------
    monthly_rate : float
        Interest of one month as a fraction.

    Returns
    -------
    float
        Nominal annual rate as a fraction: twelve months' interest, none of it compounding.

    Examples
    --------
    >>> nominal_of_monthly(0.01)
    0.12
    """
    return monthly_rate * MONTHS


def monthly_of_nominal(nominal_annual_rate: float) -> float:
    """Monthly rate of a nominal annual rate: the inverse of `nominal_of_monthly`.

    Parameters
    ----------
    nominal_annual_rate : float
        Nominal annual rate as a fraction.

    Returns
    -------
    float
        Interest of one month as a fraction.

    Examples
    --------
    >>> monthly_of_nominal(0.12)
    0.01
    """
    return nominal_annual_rate / MONTHS


def monthly_of_daily(daily_rate: float, days_in_year: int = 365) -> float:
    """Monthly rate of a daily rate, a month being a twelfth of the year.

    Parameters
    ----------
    daily_rate : float
        Interest of one day as a fraction.
    days_in_year : int
        365, or 360 where the lender says so: then a month has 30 days.

    Returns
    -------
    float
        Interest of one month as a fraction.

    Raises
    ------
    Refusal
        ``days_in_year`` if there is none.

    Examples
    --------
    >>> round(monthly_of_daily(0.0005, 360), 6)
    0.015
    """
    return monthly_of_nominal(nominal_annual_rate(daily_rate, days_in_year))


def daily_of_monthly(monthly_rate: float, days_in_year: int = 365) -> float:
    """Daily rate of a monthly rate: the inverse of `monthly_of_daily`.

    Parameters
    ----------
    monthly_rate : float
        Interest of one month as a fraction.
    days_in_year : int
        365, or 360 where the lender says so.

    Returns
    -------
    float
        Interest of one day as a fraction.

    Raises
    ------
    Refusal
        ``days_in_year`` if there is none.

    Examples
    --------
    >>> round(daily_of_monthly(0.015, 360), 6)
    0.0005
    """
    return daily_rate_of_nominal(nominal_of_monthly(monthly_rate), days_in_year)


def effective_of_nominal(nominal_annual_rate: float, periods_per_year: int = MONTHS) -> float:
    """Effective annual rate of a nominal one that is charged several times a year.

    Parameters
    ----------
    nominal_annual_rate : float
        Nominal annual rate as a fraction.
    periods_per_year : int
        How often a year interest is charged: 12 for monthly payments.

    Returns
    -------
    float
        Effective annual rate as a fraction.

    Raises
    ------
    Refusal
        ``periods_per_year`` if there is none; as `compound_growth`.

    Examples
    --------
    >>> round(effective_of_nominal(0.1825), 4)
    0.1986

    Notes
    -----
    ``(1 + nominal / periods) ** periods - 1``.
    """
    _check_parts(periods_per_year)
    return compound_growth(nominal_annual_rate / periods_per_year, periods_per_year)


def _check_parts(periods: int) -> None:
    require(periods >= 1, "periods_per_year", "a year has 1 period or more")


def nominal_of_effective(effective_annual_rate: float, periods_per_year: int = MONTHS) -> float:
    """Nominal annual rate behind an effective one: the inverse of `effective_of_nominal`.

    Parameters
    ----------
    effective_annual_rate : float
        Effective annual rate as a fraction, above -1.
    periods_per_year : int
        How often a year interest is charged.

    Returns
    -------
    float
        Nominal annual rate as a fraction.

    Raises
    ------
    Refusal
        ``periods_per_year`` if there is none; as `rate_of_growth`.

    Examples
    --------
    >>> round(nominal_of_effective(effective_of_nominal(0.24)), 12)
    0.24
    """
    _check_parts(periods_per_year)
    return rate_of_growth(effective_annual_rate, periods_per_year) * periods_per_year


def monthly_of_effective(effective_annual_rate: float) -> float:
    """Monthly rate that compounds to an effective annual rate.

    Parameters
    ----------
    effective_annual_rate : float
        Effective annual rate as a fraction, above -1.

    Returns
    -------
    float
        Interest of one month as a fraction.

    Raises
    ------
    Refusal
        As `rate_of_growth`.

    Examples
    --------
    >>> round(monthly_of_effective(0.07), 8)
    0.00565415
    """
    return rate_of_growth(effective_annual_rate, MONTHS)


def effective_of_monthly(monthly_rate: float) -> float:
    """Effective annual rate of a monthly rate: the inverse of `monthly_of_effective`.

    Parameters
    ----------
    monthly_rate : float
        Interest of one month as a fraction, above -1.

    Returns
    -------
    float
        Effective annual rate as a fraction.

    Raises
    ------
    Refusal
        As `compound_growth`.

    Examples
    --------
    >>> round(effective_of_monthly(0.01), 6)
    0.126825
    """
    return compound_growth(monthly_rate, MONTHS)


def rate_above_lpr(lpr: float, spread_bp: float) -> float:
    """Annual rate of a loan priced as the loan prime rate plus a spread.

    Parameters
    ----------
    lpr : float
        Loan prime rate (贷款市场报价利率) as a fraction a year.
    spread_bp : float
        Spread in basis points (基点); one is 0.01 percentage points.

    Returns
    -------
    float
        Nominal annual rate as a fraction.

    Examples
    --------
    >>> rate_above_lpr(0.03, 100)
    0.04
    """
    return lpr + spread_bp / 10000
