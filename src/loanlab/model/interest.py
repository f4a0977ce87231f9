"""Compute interest by the day, to the fen, and repayments at any time (随借随还).

References
----------
中华人民共和国民法典 (Civil Code), article 561: a payment covers costs first, then interest, then
principal.
"""

from collections import namedtuple

from .inputs import require_number, require_whole
from .money import HALF_UP, fen_of, round_fen, yuan_of
from .refusal import require

Paid = namedtuple("Paid", ("day", "interest", "to_interest", "to_principal", "left", "balance"))


def interest_fen(
    principal_fen: float, daily_rate: float, days: float, rounding: str = HALF_UP
) -> int:
    """Compute the interest of a loan that accrues daily and is repaid in one sum (随借随还).

    Beyond the book: ``rounding`` is for contracts that round up or down.

    Parameters
    ----------
    principal_fen : float
        Amount lent, in fen, 0 or more.
    daily_rate : float
        Interest of one day as a fraction, 0 or more.
    days : float
        Days between disbursement and repayment, 0 or more; fractions of a day count as such.
    rounding : str
        As `round_fen`.

    Returns
    -------
    int
        Interest in fen.

    Raises
    ------
    Refusal
        ``amount``, ``daily_rate`` or ``days`` if it is below 0 or not a number; as `round_fen`.

    Examples
    --------
    >>> interest_fen(200000, 0.0005, 30)
    3000

    Notes
    -----
    Principal x daily rate x days.
    """
    charged = require_number(principal_fen, "amount", 0) * require_number(
        daily_rate, "daily_rate", 0
    )
    return round_fen(charged * require_number(days, "days", 0), rounding)


def interest_yuan(amount: float, daily_rate: float, days: float) -> float:
    """Compute `interest_fen` for an amount in yuan.

    Parameters
    ----------
    amount : float
        Amount lent, in yuan, 0 or more.
    daily_rate : float
        Interest of one day as a fraction, 0 or more.
    days : float
        Days between disbursement and repayment, 0 or more.

    Returns
    -------
    float
        Interest in yuan, rounded to the fen.

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
    Principal x daily rate x days.
    """
    return yuan_of(interest_fen(fen_of(amount), daily_rate, days))


def allocate(payment: int, interest: int, principal: int) -> tuple:
    """Allocate a payment to interest first, then to principal.

    Beyond the book: ready for a page on partial payments.

    Parameters
    ----------
    payment : int
        Amount paid, in whole fen, 0 or more.
    interest : int
        Interest due, in whole fen, 0 or more.
    principal : int
        Principal due, in whole fen, 0 or more.

    Returns
    -------
    tuple of int
        Amount for interest, amount for principal, and the rest of the payment, in fen.

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
    The order of article 561 of the Civil Code, without collection costs.
    """
    payment = require_whole(payment, "payment")
    to_interest = min(payment, require_whole(interest, "interest"))
    to_principal = min(payment - to_interest, require_whole(principal, "principal"))
    return to_interest, to_principal, payment - to_interest - to_principal


def repay_any_time(
    principal: int, daily_rate: float, payments: list, rounding: str = HALF_UP
) -> list[Paid]:
    """Simulate a loan that accrues interest daily and is repaid at the borrower's choice of days.

    Beyond the book: ready for a page on repayment at any time.

    Parameters
    ----------
    principal : int
        Amount lent, in whole fen, 0 or more.
    daily_rate : float
        Interest of one day as a fraction, 0 or more.
    payments : list of tuple
        Day, a whole number counted from disbursement and not decreasing, and amount in fen, 0 or
        more; an amount of None repays everything owed.
    rounding : str
        As `round_fen`.

    Returns
    -------
    list of Paid
        One per payment: ``day``, ``interest`` accrued since the last payment, ``to_interest``,
        ``to_principal``, ``left`` (rest of the payment) and ``balance`` (principal and interest
        still owed), in fen.

    Raises
    ------
    Refusal
        ``principal`` or ``daily_rate`` if it is below 0 or not a number, ``payments`` if the days
        decrease, or a day or an amount is not a whole number of 0 or more; as `round_fen`.

    Examples
    --------
    >>> repay_any_time(1000000, 0.0005, [(10, 300000), (30, None)])[-1].to_principal
    705000

    Notes
    -----
    Interest accrues on principal only; unpaid interest is carried forward without interest.
    """
    owed, unpaid, since = require_whole(principal, "principal"), 0, 0
    rows = []
    for when, amount in payments:
        day = require_whole(when, "payments")
        require(day >= since, "payments", "payments must be in order of their days")
        interest = interest_fen(owed, daily_rate, day - since, rounding)
        unpaid += interest
        paid = owed + unpaid if amount is None else require_whole(amount, "payments")
        to_interest, to_principal, left = allocate(paid, unpaid, owed)
        unpaid -= to_interest
        owed -= to_principal
        since = day
        rows.append(Paid(day, interest, to_interest, to_principal, left, owed + unpaid))
    return rows
