"""What being late costs (逾期): by the rule, and by the article's flat schemes."""

from collections import namedtuple

from .inputs import require_number, require_whole
from .interest import interest_fen
from .money import round_fen
from .rates import compound_growth

Overdue = namedtuple("Overdue", ("contract_interest", "penalty_interest", "total"))


def penalty_rate(contract_rate: float, multiplier: float) -> float:
    """Rate of penalty interest (罚息), for the same time as the contract's.

    Parameters
    ----------
    contract_rate : float
        The contract's interest of a day, or of a year, as a fraction, 0 or more.
    multiplier : float
        Penalty as a multiple of it, 1 or more.

    Returns
    -------
    float
        Penalty interest of the same time as a fraction.

    Raises
    ------
    Refusal
        ``contract_rate`` if it is below 0 or no number, ``multiplier`` if it is below 1 or none.

    Examples
    --------
    >>> round(penalty_rate(0.0005, 1.5), 8), penalty_rate(0.08, 1.5)
    (0.00075, 0.12)
    """
    contract_rate = require_number(contract_rate, "contract_rate", 0)
    return contract_rate * require_number(multiplier, "multiplier", 1)


def penalty_interest(
    amount: int, daily_rate: float, days: int, cap: int | None = None, compounding: bool = False
) -> int:
    """Penalty interest on an amount that is overdue.

    Beyond the book: ``cap`` is there for contracts that ask no more than some sum.

    Parameters
    ----------
    amount : int
        What is overdue and bears penalty interest, in whole fen, 0 or more.
    daily_rate : float
        Penalty interest of one day as a fraction, 0 or more, as `penalty_rate` gives it.
    days : int
        Days late, a whole number of 0 or more.
    cap : int, optional
        Most that the contract asks, in whole fen, 0 or more.
    compounding : bool
        Whether each day's penalty bears penalty interest in its turn (复利).

    Returns
    -------
    int
        Penalty interest in fen.

    Raises
    ------
    Refusal
        ``amount``, ``days`` or ``cap`` if it is not a whole number of 0 or more, ``daily_rate`` if
        it is below 0 or no number, ``too_high`` if compounding grows beyond all numbers.

    Examples
    --------
    >>> penalty_interest(100000, 0.0005, 10), penalty_interest(100000, 0.0005, 10, cap=300)
    (500, 300)
    """
    amount, days = require_whole(amount, "amount"), require_whole(days, "days")
    daily_rate = require_number(daily_rate, "daily_rate", 0)
    if compounding:
        penalty = round_fen(amount * compound_growth(daily_rate, days))
    else:
        penalty = interest_fen(amount, daily_rate, days)
    return penalty if cap is None else min(penalty, require_whole(cap, "cap"))


def overdue(
    principal: int,
    interest: int,
    daily_rate: float,
    multiplier: float,
    days: int,
    on_all: bool = False,
    compounding: bool = False,
) -> Overdue:
    """What a payment costs that is some days late.

    Parameters
    ----------
    principal : int
        Overdue principal, in whole fen, 0 or more.
    interest : int
        Interest that fell due with it, in whole fen, 0 or more.
    daily_rate : float
        The contract's interest of one day as a fraction, 0 or more.
    multiplier : float
        Penalty as a multiple of the contract rate, 1 or more.
    days : int
        Days late, a whole number of 0 or more.
    on_all : bool
        Whether the unpaid interest bears penalty interest too.
    compounding : bool
        Whether penalty interest bears penalty interest.

    Returns
    -------
    Overdue
        ``contract_interest`` (what these days would have cost in time), ``penalty_interest``
        (what they cost instead) and ``total`` (all that is due now), in fen.

    Raises
    ------
    Refusal
        ``principal`` or ``interest`` if it is not a whole number of 0 or more; as `penalty_rate`
        and `penalty_interest`.

    Examples
    --------
    >>> overdue(200000, 3000, 0.0005, 1.5, 30)
    Overdue(contract_interest=3000, penalty_interest=4500, total=207500)
    """
    principal, interest = require_whole(principal, "principal"), require_whole(interest, "interest")
    bearing = principal + interest if on_all else principal
    penalty = penalty_interest(
        bearing, penalty_rate(daily_rate, multiplier), days, compounding=compounding
    )
    return Overdue(interest_fen(bearing, daily_rate, days), penalty, principal + interest + penalty)


def flat_a_day(fen_a_day: int, days: int) -> int:
    """The article's first scheme: a fixed sum for each day late.

    Parameters
    ----------
    fen_a_day : int
        Sum for a day, in whole fen, 0 or more.
    days : int
        Days late, a whole number of 0 or more.

    Returns
    -------
    int
        Penalty in fen.

    Raises
    ------
    Refusal
        ``days`` or ``fen_a_day`` if it is not a whole number of 0 or more.

    Examples
    --------
    >>> flat_a_day(5000, 30)
    150000
    """
    return require_whole(days, "days") * require_whole(fen_a_day, "fen_a_day")


def share_of_loan(principal: int, share: float, days: int) -> int:
    """The article's second scheme: a share of the whole loan, however many days late.

    Parameters
    ----------
    principal : int
        The whole loan, in whole fen, 0 or more.
    share : float
        Share of it, as a fraction, 0 or more.
    days : int
        Days late, a whole number of 0 or more; nothing is due at 0.

    Returns
    -------
    int
        Penalty in fen.

    Raises
    ------
    Refusal
        ``principal`` or ``days`` if it is not a whole number of 0 or more, ``share`` if it is below
        0 or no number.

    Examples
    --------
    >>> share_of_loan(200000, 0.05, 1), share_of_loan(200000, 0.05, 0)
    (10000, 0)
    """
    fine = round_fen(require_whole(principal, "principal") * require_number(share, "share", 0))
    return fine if require_whole(days, "days") else 0
