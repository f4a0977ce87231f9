"""Interest by days, to the fen, and payments at will (随借随还)."""

from collections import namedtuple

from .inputs import require_number, require_whole
from .money import HALF_UP, fen_of, round_fen, yuan_of
from .refusal import require

Paid = namedtuple("Paid", ("day", "interest", "to_interest", "to_principal", "left", "balance"))


def interest_fen(
    principal_fen: float, daily_rate: float, days: float, rounding: str = HALF_UP
) -> int:
    """Interest of a loan that is charged by the day and repaid in one sum (随借随还).

    Beyond the book: ``rounding`` is there for contracts that round up or down.

    Parameters
    ----------
    principal_fen : float
        Amount lent, in fen, 0 or more.
    daily_rate : float
        Interest of one day as a fraction, 0 or more.
    days : float
        Days between the payout and the repayment, 0 or more; parts of a day count as parts.
    rounding : str
        As `round_fen`.

    Returns
    -------
    int
        Interest in fen.

    Raises
    ------
    Refusal
        ``amount``, ``daily_rate`` or ``days`` if it is below 0 or no number; as `round_fen`.

    Examples
    --------
    >>> interest_fen(200000, 0.0005, 30)
    3000

    Notes
    -----
    balance x daily rate x days.
    """
    charged = require_number(principal_fen, "amount", 0) * require_number(
        daily_rate, "daily_rate", 0
    )
    return round_fen(charged * require_number(days, "days", 0), rounding)


def interest_yuan(amount: float, daily_rate: float, days: float) -> float:
    """As `interest_fen`, for an amount in yuan.

    Parameters
    ----------
    amount : float
        Amount lent, in yuan, 0 or more.
    daily_rate : float
        Interest of one day as a fraction, 0 or more.
    days : float
        Days between the payout and the repayment, 0 or more.

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

    Beyond the book: what a payment that does not reach goes to, ready for a page on part payments.

    Parameters
    ----------
    payment : int
        What is paid, in whole fen, 0 or more.
    interest : int
        Interest that is due, in whole fen, 0 or more.
    principal : int
        Principal that is due, in whole fen, 0 or more.

    Returns
    -------
    tuple of int
        What goes to interest, what goes to principal, and what is left over, in fen.

    Raises
    ------
    Refusal
        ``payment``, ``interest`` or ``principal`` if it is not a whole number of 0 or more.

    Examples
    --------
    >>> allocate(5000, 3000, 100000), allocate(1000, 3000, 100000)
    ((3000, 2000, 0), (1000, 0, 0))

    Notes
    -----
    The order of article 561 of the Civil Code, costs of collection being none.
    """
    payment = require_whole(payment, "payment")
    to_interest = min(payment, require_whole(interest, "interest"))
    to_principal = min(payment - to_interest, require_whole(principal, "principal"))
    return to_interest, to_principal, payment - to_interest - to_principal


def pay_at_will(
    principal: int, daily_rate: float, payments: list, rounding: str = HALF_UP
) -> list[Paid]:
    """A loan charged by the day, repaid in parts on days that the borrower chooses.

    Beyond the book: a loan repaid on days of one's own choice, ready for a page on it.

    Parameters
    ----------
    principal : int
        Amount lent, in whole fen, 0 or more.
    daily_rate : float
        Interest of one day as a fraction, 0 or more.
    payments : list of tuple
        Day, a whole number counted from the payout and not falling, and amount in fen, 0 or more;
        an amount of None pays all that is owed.
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
        ``principal`` or ``daily_rate`` if it is below 0 or no number, ``payments`` if their days
        fall, or a day or an amount is not a whole number of 0 or more; as `round_fen`.

    Examples
    --------
    >>> pay_at_will(1000000, 0.0005, [(10, 300000), (30, None)])[-1].to_principal
    705000

    Notes
    -----
    Interest is charged on the principal alone: interest that a payment did not reach waits.
    """
    owed, waiting, since = require_whole(principal, "principal"), 0, 0
    rows = []
    for when, amount in payments:
        day = require_whole(when, "payments")
        require(day >= since, "payments", "payments must be in the order of their days")
        interest = interest_fen(owed, daily_rate, day - since, rounding)
        waiting += interest
        paid = owed + waiting if amount is None else require_whole(amount, "payments")
        to_interest, to_principal, left = allocate(paid, waiting, owed)
        waiting -= to_interest
        owed -= to_principal
        since = day
        rows.append(Paid(day, interest, to_interest, to_principal, left, owed + waiting))
    return rows
