"""Convert between daily, monthly and annual rates, nominal and effective.

Every conversion uses only ``+ - * /``: the library functions ``pow``, ``exp`` and ``log`` differ
in the last bit between machines, and the page must show the numbers that the tests have checked.

References
----------
S. G. Kellison, The Theory of Interest, chapter 1: simple and compound interest, nominal and
effective rates, present value.
"""

from .inputs import require_number, require_rate, require_whole
from .refusal import finite, require
from .solving import Curve, _find_least

MONTHS = 12
# Beyond this growth the present value of one yuan is lost in rounding: the discount is 1.
LARGEST_GROWTH = 1e300
# Limit of the search in `periods_to_grow`.
MOST_PERIODS = 10**6
# Relative rounding error within which a multiple counts as reached.
LAST_BITS = 1e-12


def compound_growth(rate: float, periods: int) -> float:
    """Compute the growth of one yuan at compound interest (复利).

    The result is ``(1 + rate) ** periods - 1``, computed by repeated doubling so that tiny rates
    keep all their digits.

    Parameters
    ----------
    rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of periods, 0 or more.

    Returns
    -------
    float
        Growth as a fraction: 0.1 means that 1 yuan has become 1.10 yuan.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, ``periods`` if it is not a whole number of 0 or more,
        ``too_high`` if the growth is too large for a float.

    Examples
    --------
    >>> round(compound_growth(0.0005, 365), 6)
    0.200159
    >>> compound_growth(1e-12, 12)
    1.2000000000065999e-11

    Notes
    -----
    Let g(n) be the growth over n periods. Then g(2n) = g(n) (2 + g(n)) and
    g(n + 1) = g(n) + rate (1 + g(n)).
    """
    return finite(_compound_growth(require_rate(rate), require_whole(periods, "periods")))


def _compound_growth(rate: float, number: int) -> float:
    """Compute `compound_growth` for validated arguments; infinite on overflow."""
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
    """Compute the compound discount on one yuan: 1 minus its present value.

    Beyond the book: the present value of textbooks; `loanlab.model.annuity` is built on it.

    Parameters
    ----------
    rate : float
        Interest of one period as a fraction, above -1.
        Number of periods until the yuan is due, 0 or more.
        Number of periods until it is due, 0 or more.

    Returns
    -------
    float
        Discount in yuan: 0.1 means a present value of 0.90 yuan. Negative if the rate is.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, or so low that the present value overflows; ``periods`` if
        it is not a whole number of 0 or more.

    Examples
    --------
    >>> round(discount(0.01, 12), 6)
    0.112551

    Notes
    -----
    ``1 - (1 + rate) ** -periods``, computed so that small rates keep all their digits.
    """
    return _discount(require_rate(rate), require_whole(periods, "periods"))


def _discount(rate: float, periods: int) -> float:
    """Compute `discount` for validated arguments."""
    if rate < 0:
        # Discounting at a negative rate is compounding at -rate / (1 + rate).
        growth = _compound_growth(-rate / (1.0 + rate), periods)
        require(growth <= LARGEST_GROWTH, "rate", "the rate is too low for so many periods")
        return -growth
    growth = _compound_growth(rate, periods)
    return 1.0 if growth > LARGEST_GROWTH else growth / (1.0 + growth)


def rate_of_growth(growth: float, periods: int) -> float:
    """Find the rate of one period that compounds to a given growth; inverts `compound_growth`.

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
    Growth increases with the rate. Bernoulli's inequality brackets the root: it lies between
    growth / periods and 0, or the growth itself if that is negative.
    """
    growth, periods = require_rate(growth, "growth"), require_whole(periods, "periods", 1)
    if growth == 0 or periods == 1:
        return growth
    return _GrowthGap(growth, periods).root(min(growth, 0.0), growth / periods)


def periods_to_grow(rate: float, multiple: float = 2.0, compounding: bool = True) -> int:
    """Count the periods until an unpaid debt has grown to a multiple of itself.

    Beyond the book: ready for a page on how long a debt takes to double.

    Parameters
    ----------
    rate : float
        Interest of one period as a fraction, above 0.
    multiple : float
        Multiple of the initial debt, above 1.
    compounding : bool
        Whether interest compounds (利滚利) or is simple.

    Returns
    -------
    int
        The first period after which the debt is at least the multiple.

    Raises
    ------
    Refusal
        ``rate`` or ``multiple`` if it is not above its limit, ``too_long`` if the debt needs more
        than `MOST_PERIODS` periods.

    Examples
    --------
    >>> periods_to_grow(0.0005), periods_to_grow(0.0005, compounding=False)
    (1387, 2000)
    >>> periods_to_grow(0.02)  # monthly rate: close to the rule of 72
    36

    Notes
    -----
    The smallest n with ``(1 + rate)^n >= multiple``, or ``1 + n rate >= multiple`` at simple
    interest. A shortfall of a few last bits counts as reached.
    """
    rate = require_number(rate, "rate", 0)
    multiple = require_number(multiple, "multiple", 1)
    require(rate > 0, "rate", "at a rate of 0 a debt does not grow")
    require(multiple > 1, "multiple", "the multiple must be above 1")
    wanted = (multiple - 1.0) * (1.0 - LAST_BITS)

    def is_short(periods: int) -> bool:
        return (_compound_growth(rate, periods) if compounding else rate * periods) < wanted

    require(not is_short(MOST_PERIODS), "too_long", "the debt takes too long to reach the multiple")
    return _find_least(is_short)


class _GrowthGap(Curve):
    """Difference between a given growth and the growth at a rate."""

    def __init__(self, growth: float, periods: int) -> None:
        super().__init__(periods)
        self.growth, self.periods = growth, periods

    def at(self, rate: float) -> tuple:
        reached = _compound_growth(rate, self.periods)
        missing = self.growth - reached
        left = 2.0 + self.growth + reached
        # At a rate of -1 nothing remains and the slope vanishes: take the longest step.
        return missing, 2.0 * missing / left / self.span if left else 1.0


def nominal_annual_rate(daily_rate: float, days_in_year: int = 365) -> float:
    """Compute the nominal annual rate of a daily rate: simple interest for a year.

    Parameters
    ----------
    daily_rate : float
        Interest of one day as a fraction of the principal (0.0005 is 0.05% a day).
    days_in_year : int
        365, or 360 if the lender counts so.

    Returns
    -------
    float
        Nominal annual rate as a fraction.

    Raises
    ------
    Refusal
        ``daily_rate`` if it is not a number, ``days_in_year`` if it is not a whole number of 1 or
        more.

    Examples
    --------
    >>> round(nominal_annual_rate(0.0005), 6)
    0.1825
    >>> round(nominal_annual_rate(0.0005, 360), 6)
    0.18

    Notes
    -----
    Daily rate x days: the convention behind 年化利率 in Chinese loan advertising.
    """
    return require_number(daily_rate, "daily_rate") * _require_days_in_year(days_in_year)


def _require_days_in_year(in_year: object) -> int:
    return require_whole(in_year, "days_in_year", 1)


def daily_rate_of_nominal(nominal_annual_rate: float, days_in_year: int = 365) -> float:
    """Compute the daily rate of a nominal annual rate; inverts `nominal_annual_rate`.

    Parameters
    ----------
    nominal_annual_rate : float
        Nominal annual rate as a fraction.
    days_in_year : int
        365, or 360 if the lender counts so.

    Returns
    -------
    float
        Interest of one day as a fraction.

    Raises
    ------
    Refusal
        ``nominal_annual_rate`` if it is not a number, ``days_in_year`` as `nominal_annual_rate`.

    Examples
    --------
    >>> round(daily_rate_of_nominal(0.24), 8)
    0.00065753
    """
    return require_number(nominal_annual_rate, "nominal_annual_rate") / _require_days_in_year(
        days_in_year
    )


def effective_annual_rate(daily_rate: float, days_in_year: int = 365) -> float:
    """Compute the effective annual rate of a daily rate that compounds every day.

    Parameters
    ----------
    daily_rate : float
        Interest of one day as a fraction, above -1.
    days_in_year : int
        Number of days in a year on which interest compounds.

    Returns
    -------
    float
        Effective annual rate as a fraction.

    Raises
    ------
    Refusal
        ``daily_rate`` if it is not above -1, ``days_in_year`` if it is not a whole number of 1 or
        more, ``too_high`` if the annual rate is too large for a float.

    Examples
    --------
    >>> round(effective_annual_rate(0.0002), 4)
    0.0757

    Notes
    -----
    ``(1 + daily rate) ** days - 1``.
    """
    return finite(
        _compound_growth(
            require_rate(daily_rate, "daily_rate"), _require_days_in_year(days_in_year)
        )
    )


def daily_rate_of_effective(effective_annual_rate: float, days_in_year: int = 365) -> float:
    """Find the daily rate that compounds to an effective annual rate.

    Beyond the book: ``days_in_year`` is for lenders that count 360 days a year.

    Parameters
    ----------
    effective_annual_rate : float
        Effective annual rate as a fraction, above -1.
    days_in_year : int
        Number of days in a year on which interest compounds.

    Returns
    -------
    float
        Interest of one day as a fraction.

    Raises
    ------
    Refusal
        ``days_in_year`` if it is not a whole number of 1 or more; as `rate_of_growth`.

    Examples
    --------
    >>> round(daily_rate_of_effective(effective_annual_rate(0.0004)), 12)
    0.0004
    """
    return rate_of_growth(effective_annual_rate, _require_days_in_year(days_in_year))


def nominal_of_monthly(monthly_rate: float) -> float:
    """Compute the nominal annual rate of a monthly rate.

    Beyond the book: a conversion for notebooks.

    Parameters
    ----------
    monthly_rate : float
        Interest of one month as a fraction.

    Returns
    -------
    float
        Nominal annual rate as a fraction: twelve months of simple interest.

    Raises
    ------
    Refusal
        ``monthly_rate`` if it is not a number.

    Examples
    --------
    >>> nominal_of_monthly(0.01)
    0.12
    """
    return require_number(monthly_rate, "monthly_rate") * MONTHS


def monthly_of_nominal(nominal_annual_rate: float) -> float:
    """Compute the monthly rate of a nominal annual rate; inverts `nominal_of_monthly`.

    Parameters
    ----------
    nominal_annual_rate : float
        Nominal annual rate as a fraction.

    Returns
    -------
    float
        Interest of one month as a fraction.

    Raises
    ------
    Refusal
        ``nominal_annual_rate`` if it is not a number.

    Examples
    --------
    >>> monthly_of_nominal(0.12)
    0.01
    """
    return require_number(nominal_annual_rate, "nominal_annual_rate") / MONTHS


def monthly_of_daily(daily_rate: float, days_in_year: int = 365) -> float:
    """Compute the monthly rate of a daily rate; a month is a twelfth of a year.

    Beyond the book: a conversion for notebooks.

    Parameters
    ----------
    daily_rate : float
        Interest of one day as a fraction.
    days_in_year : int
        365, or 360 if the lender counts so: then a month has 30 days.

    Returns
    -------
    float
        Interest of one month as a fraction.

    Raises
    ------
    Refusal
        As `nominal_annual_rate`.

    Examples
    --------
    >>> round(monthly_of_daily(0.0005, 360), 6)
    0.015
    """
    return monthly_of_nominal(nominal_annual_rate(daily_rate, days_in_year))


def daily_of_monthly(monthly_rate: float, days_in_year: int = 365) -> float:
    """Compute the daily rate of a monthly rate; inverts `monthly_of_daily`.

    Beyond the book: a conversion for notebooks.

    Parameters
    ----------
    monthly_rate : float
        Interest of one month as a fraction.
    days_in_year : int
        365, or 360 if the lender counts so.

    Returns
    -------
    float
        Interest of one day as a fraction.

    Raises
    ------
    Refusal
        ``monthly_rate`` if it is not a number, ``days_in_year`` as `nominal_annual_rate`.

    Examples
    --------
    >>> round(daily_of_monthly(0.015, 360), 6)
    0.0005
    """
    return daily_rate_of_nominal(nominal_of_monthly(monthly_rate), days_in_year)


def effective_of_nominal(nominal_annual_rate: float, periods_per_year: int = MONTHS) -> float:
    """Compute the effective annual rate of a nominal rate that compounds several times a year.

    Beyond the book: EFFECT of spreadsheets, to check a conversion.

    Parameters
    ----------
    nominal_annual_rate : float
        Nominal annual rate as a fraction.
    periods_per_year : int
        Compounding periods per year: 12 for monthly payments.

    Returns
    -------
    float
        Effective annual rate as a fraction.

    Raises
    ------
    Refusal
        ``nominal_annual_rate`` if it is not a number or not above -1 per period,
        ``periods_per_year`` if it is not a whole number of 1 or more, ``too_high`` if the
        effective rate is too large for a float.

    Examples
    --------
    >>> round(effective_of_nominal(0.1825), 4)
    0.1986

    Notes
    -----
    ``(1 + nominal / periods) ** periods - 1``.
    """
    periods = _require_periods_per_year(periods_per_year)
    nominal = require_number(nominal_annual_rate, "nominal_annual_rate")
    return finite(_compound_growth(require_rate(nominal / periods, "nominal_annual_rate"), periods))


def _require_periods_per_year(of_year: object) -> int:
    return require_whole(of_year, "periods_per_year", 1)


def nominal_of_effective(effective_annual_rate: float, periods_per_year: int = MONTHS) -> float:
    """Find the nominal annual rate of an effective one; inverts `effective_of_nominal`.

    Beyond the book: NOMINAL of spreadsheets, to check a conversion.

    Parameters
    ----------
    effective_annual_rate : float
        Effective annual rate as a fraction, above -1.
    periods_per_year : int
        Compounding periods per year.

    Returns
    -------
    float
        Nominal annual rate as a fraction.

    Raises
    ------
    Refusal
        ``periods_per_year`` if it is not a whole number of 1 or more; as `rate_of_growth`.

    Examples
    --------
    >>> round(nominal_of_effective(effective_of_nominal(0.24)), 12)
    0.24
    """
    periods = _require_periods_per_year(periods_per_year)
    return rate_of_growth(effective_annual_rate, periods) * periods


def monthly_of_effective(effective_annual_rate: float) -> float:
    """Find the monthly rate that compounds to an effective annual rate.

    Beyond the book: a conversion for notebooks.

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
    """Compute the effective annual rate of a monthly rate; inverts `monthly_of_effective`.

    Beyond the book: a conversion for notebooks.

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
        ``monthly_rate`` if it is not above -1, ``too_high`` if the annual rate is too large for a
        float.

    Examples
    --------
    >>> round(effective_of_monthly(0.01), 6)
    0.126825
    """
    return finite(_compound_growth(require_rate(monthly_rate, "monthly_rate"), MONTHS))


def rate_above_lpr(lpr: float, spread_bp: float) -> float:
    """Compute the annual rate of a loan priced at the loan prime rate plus a spread.

    Parameters
    ----------
    lpr : float
        Loan prime rate (贷款市场报价利率) as a fraction a year.
    spread_bp : float
        Spread in basis points (基点): 1 bp is 0.01 percentage points.

    Returns
    -------
    float
        Nominal annual rate as a fraction.

    Raises
    ------
    Refusal
        ``lpr`` or ``spread_bp`` if it is not a number.

    Examples
    --------
    >>> rate_above_lpr(0.03, 100)
    0.04
    """
    return require_number(lpr, "lpr") + require_number(spread_bp, "spread_bp") / 10000
