"""What a loan costs a year, read off its payments alone."""

from .rates import compound_growth


def level_payment(principal: float, period_rate: float, periods: int) -> float:
    """Payment of each period that clears a loan in equal instalments (等额本息), unrounded.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan.
    period_rate : float
        Interest of one period as a fraction, 0 or more.
    periods : int
        Number of payments, 1 or more.

    Returns
    -------
    float
        Payment of each period, in yuan.

    Raises
    ------
    ValueError
        If ``period_rate`` is below 0 or ``periods`` below 1.

    Examples
    --------
    >>> round(level_payment(10000, 0.1825 / 12, 12), 2)
    917.99

    Notes
    -----
    ``P r (1 + r)^n / ((1 + r)^n - 1)``, the annuity formula of every textbook on interest.
    """
    if period_rate < 0:
        raise ValueError("period_rate must be 0 or more, got " + str(period_rate))
    if periods < 1:
        raise ValueError("periods must be 1 or more, got " + str(periods))
    if period_rate == 0:
        return principal / periods
    growth = compound_growth(period_rate, periods)
    return principal * period_rate * (1 + growth) / growth


def level_irr(received: float, payment: float, periods: int) -> float:
    """Rate of one period at which equal payments are worth what the borrower received.

    Parameters
    ----------
    received : float
        Money in hand at the start, in yuan; what was kept back is not in it.
    payment : float
        Paid at the end of each period, in yuan.
    periods : int
        Number of payments, 1 or more.

    Returns
    -------
    float
        Interest of one period as a fraction, 0 or more.

    Raises
    ------
    ValueError
        If ``received`` is not above 0, or if the payments together are less than ``received``:
        then no rate of 0 or more exists.

    Examples
    --------
    >>> payment = level_payment(10000, 0.1825 / 12, 12)
    >>> round(12 * level_irr(9800, payment, 12), 4)
    0.2216

    Notes
    -----
    The payment of `level_payment` rises with the rate, so the root is bracketed and halved until
    the bracket cannot shrink.
    """
    if not received > 0:
        raise ValueError("received must be above 0, got " + str(received))
    if payment * periods < received:
        raise ValueError("the payments do not add up to what was received")
    low = 0.0
    # With this rate the interest of the first period alone is the whole payment.
    high = payment / received
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if level_payment(received, middle, periods) < payment:
            low = middle
        else:
            high = middle
