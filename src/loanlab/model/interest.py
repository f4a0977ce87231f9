"""Interest by days, to the fen."""


def interest_fen(principal_fen: int, daily_rate: float, days: int) -> int:
    """Interest of a loan that is charged by the day and repaid in one sum (随借随还).

    Parameters
    ----------
    principal_fen : int
        Amount lent, in fen.
    daily_rate : float
        Interest of one day as a fraction.
    days : int
        Days between the payout and the repayment.

    Returns
    -------
    int
        Interest in fen, rounded half up.

    Examples
    --------
    >>> interest_fen(200000, 0.0005, 30)
    3000

    Notes
    -----
    balance x daily rate x days. A product that is a hair below half a fen only because binary
    fractions cannot hold 0.0005 counts as the half, as it would on paper.
    """
    return int(principal_fen * daily_rate * days + 0.5 + 1e-9)
