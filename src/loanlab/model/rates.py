"""Conversions between the ways a loan's price is quoted.

Every conversion uses only ``+ - * /``: the library functions ``pow``, ``exp`` and ``log`` differ
in the last bit between machines, and the page must show the figures that the tests have tested.
"""


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
    ValueError
        If ``rate`` is not above -1 or ``periods`` is not a whole number of 0 or more.

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
        raise ValueError("rate must be above -1, got " + str(rate))
    if int(periods) != periods or periods < 0:
        raise ValueError("periods must be a whole number of 0 or more, got " + str(periods))
    growth = 0.0
    for bit in _bits(int(periods)):
        growth = growth * (2.0 + growth)
        if bit:
            growth = growth + rate * (1.0 + growth)
    return growth


def _bits(number: int) -> list[int]:
    """Binary digits of a whole number, the highest first."""
    digits = []
    while number:
        digits.append(number % 2)
        number //= 2
    digits.reverse()
    return digits


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
    ValueError
        If ``growth`` is not above -1 or ``periods`` is not a whole number of 1 or more.

    Examples
    --------
    >>> round(rate_of_growth(compound_growth(0.0005, 365), 365), 12)
    0.0005

    Notes
    -----
    The growth rises with the rate and the root is at most growth / periods (Bernoulli's
    inequality), so the root is bracketed and halved until the bracket cannot shrink.
    """
    if not growth > -1:
        raise ValueError("growth must be above -1, got " + str(growth))
    if int(periods) != periods or periods < 1:
        raise ValueError("periods must be a whole number of 1 or more, got " + str(periods))
    low = 0.0 if growth >= 0 else -1.0
    high = growth / periods
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if compound_growth(middle, periods) < growth:
            low = middle
        else:
            high = middle


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
    return daily_rate * days_in_year


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

    Examples
    --------
    >>> round(daily_rate_of_nominal(0.24), 8)
    0.00065753
    """
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
    ValueError
        As `compound_growth`.

    Examples
    --------
    >>> round(effective_annual_rate(0.0002), 4)
    0.0757

    Notes
    -----
    ``(1 + daily rate) ** days - 1``.
    """
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
    ValueError
        As `rate_of_growth`.

    Examples
    --------
    >>> round(daily_rate_of_effective(effective_annual_rate(0.0004)), 12)
    0.0004
    """
    return rate_of_growth(effective_annual_rate, days_in_year)


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
