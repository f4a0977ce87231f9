"""Interest by days, to the fen, and payments at will (随借随还)."""

from collections import namedtuple

from .money import HALF_UP, fen_of, round_fen, yuan_of
from .refusal import require

Paid = namedtuple("Paid", ("day", "interest", "to_interest", "to_principal", "left", "balance"))


def interest_fen(
    principal_fen: float, daily_rate: float, days: float, rounding: str = HALF_UP
) -> int:
    """Interest of a loan that is charged by the day and repaid in one sum (随借随还).

    Parameters
    ----------
    principal_fen : float
        Amount lent, in fen.
    daily_rate : float
        Interest of one day as a fraction.
    days : float
        Days between the payout and the repayment.
    rounding : str
        As `round_fen`.

    Returns
    -------
    int
        Interest in fen.

    Raises
    ------
    Refusal
        As `round_fen`.

    Examples
    --------
    >>> interest_fen(200000, 0.0005, 30)
    3000

    Notes
    -----
    balance x daily rate x days.
    """
    return round_fen(principal_fen * daily_rate * days, rounding)


def interest_yuan(amount: float, daily_rate: float, days: float) -> float:
    """As `interest_fen`, for an amount in yuan.

    Parameters
    ----------
    amount : float
        Amount lent, in yuan.
    daily_rate : float
        Interest of one day as a fraction.
    days : float
        Days between the payout and the repayment.

    Returns
    -------
    float
        Interest in yuan, whole fen.

    Raises
    ------
    Refusal
        As `interest_fen`.

    Examples
    --------
    >>> interest_yuan(2000, 0.0005, 30)
    30.0

    Notes
    -----
    balance x daily rate x days.
    """
    return yuan_of(interest_fen(fen_of(amount), daily_rate, days))


def allocate(payment: int, interest: int, principal: int) -> tuple:
    """Divide a payment that may not reach: interest first, then principal.

    Parameters
    ----------
    payment : int
        What is paid, in fen.
    interest : int
        Interest that is due, in fen.
    principal : int
        Principal that is due, in fen.

    Returns
    -------
    tuple of int
        What goes to interest, what goes to principal, and what is left over, in fen.

    Examples
    --------
    >>> allocate(5000, 3000, 100000), allocate(1000, 3000, 100000)
    ((3000, 2000, 0), (1000, 0, 0))

    Notes
    -----
    The order of article 561 of the Civil Code, costs of collection being none.
    """
    to_interest = min(payment, interest)
    to_principal = min(payment - to_interest, principal)
    return to_interest, to_principal, payment - to_interest - to_principal


def pay_at_will(
    principal: int, daily_rate: float, payments: list, rounding: str = HALF_UP
) -> list[Paid]:
    """A loan charged by the day, repaid in parts on days that the borrower chooses.

    Parameters
    ----------
    principal : int
        Amount lent, in fen.
    daily_rate : float
        Interest of one day as a fraction.
    payments : list of tuple
        Day, counted from the payout and not falling, and amount in fen; an amount of None pays
        all that is owed.
    rounding : str
        As `round_fen`.

    Returns
    -------
    list of Paid
        One a payment: ``day``, ``interest`` charged since the last, ``to_interest``,
        ``to_principal``, ``left`` (of the payment, over) and ``balance`` (principal and interest
        still owed), in fen.

    Raises
    ------
    Refusal
        ``payments`` if their days fall, or one is below 0.

    Examples
    --------
    >>> pay_at_will(1000000, 0.0005, [(10, 300000), (30, None)])[-1].to_principal
    705000

    Notes
    -----
    Interest is charged on the principal alone: interest that a payment did not reach waits.
    """
    owed, waiting, since = principal, 0, 0
    rows = []
    for day, amount in payments:
        require(day >= since, "payments", "payments must be in the order of their days")
        require(amount is None or amount >= 0, "payments", "a payment must be 0 or more")
        interest = interest_fen(owed, daily_rate, day - since, rounding)
        waiting += interest
        paid = owed + waiting if amount is None else amount
        to_interest, to_principal, left = allocate(paid, waiting, owed)
        waiting -= to_interest
        owed -= to_principal
        since = day
        rows.append(Paid(day, interest, to_interest, to_principal, left, owed + waiting))
    return rows
