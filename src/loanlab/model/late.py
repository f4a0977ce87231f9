"""What being late costs (逾期): by the rule, and by the article's flat schemes."""

from collections import namedtuple

from .interest import interest_fen
from .money import round_fen
from .rates import compound_growth
from .refusal import require

Overdue = namedtuple("Overdue", ("contract_interest", "penalty_interest", "total"))


def penalty_rate(contract_rate: float, multiplier: float) -> float:
    """Rate of penalty interest (罚息), for the same time as the contract's.

    Parameters
    ----------
    contract_rate : float
        The contract's interest of a day, or of a year, as a fraction.
    multiplier : float
        Penalty as a multiple of it, 1 or more.

    Returns
    -------
    float
        Penalty interest of the same time as a fraction.

    Raises
    ------
    Refusal
        ``multiplier`` if it is below 1.

    Examples
    --------
    >>> round(penalty_rate(0.0005, 1.5), 8), penalty_rate(0.08, 1.5)
    (0.00075, 0.12)
    """
    require(multiplier >= 1, "multiplier", "the multiplier must be 1 or more")
    return contract_rate * multiplier


def penalty_interest(
    amount: int, daily_rate: float, days: int, cap: int | None = None, compounding: bool = False
) -> int:
    """Penalty interest on an amount that is overdue.

    Parameters
    ----------
    amount : int
        What is overdue and bears penalty interest, in fen.
    daily_rate : float
        Penalty interest of one day as a fraction, as `penalty_rate` gives it.
    days : int
        Days late, 0 or more.
    cap : int, optional
        Most that the contract asks, in fen.
    compounding : bool
        Whether each day's penalty bears penalty interest in its turn (复利).

    Returns
    -------
    int
        Penalty interest in fen.

    Raises
    ------
    Refusal
        ``days`` or ``cap`` if they are below 0.

    Examples
    --------
    >>> penalty_interest(100000, 0.0005, 10), penalty_interest(100000, 0.0005, 10, cap=300)
    (500, 300)
    """
    require(days >= 0, "days", "days late must be 0 or more")
    require(cap is None or cap >= 0, "cap", "the cap must be 0 or more")
    if compounding:
        penalty = round_fen(amount * compound_growth(daily_rate, days))
    else:
        penalty = interest_fen(amount, daily_rate, days)
    return penalty if cap is None else min(penalty, cap)


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
        Overdue principal, in fen.
    interest : int
        Interest that fell due with it, in fen.
    daily_rate : float
        The contract's interest of one day as a fraction.
    multiplier : float
        Penalty as a multiple of the contract rate, 1 or more.
    days : int
        Days late, 0 or more.
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
        ``multiplier`` or ``days``, as `penalty_rate` and `penalty_interest`.

    Examples
    --------
    >>> overdue(200000, 3000, 0.0005, 1.5, 30)
    Overdue(contract_interest=3000, penalty_interest=4500, total=207500)
    """
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
        Sum for a day, in fen.
    days : int
        Days late, 0 or more.

    Returns
    -------
    int
        Penalty in fen.

    Raises
    ------
    Refusal
        ``days`` or ``fen_a_day`` if they are below 0.

    Examples
    --------
    >>> flat_a_day(5000, 30)
    150000
    """
    require(days >= 0, "days", "days late must be 0 or more")
    require(fen_a_day >= 0, "fen_a_day", "the sum for a day must be 0 or more")
    return fen_a_day * days


def share_of_loan(principal: int, share: float, days: int) -> int:
    """The article's second scheme: a share of the whole loan, however many days late.

    Parameters
    ----------
    principal : int
        The whole loan, in fen.
    share : float
        Share of it, as a fraction.
    days : int
        Days late; nothing is due at 0.

    Returns
    -------
    int
        Penalty in fen.

    Raises
    ------
    Refusal
        ``days`` if they are below 0.

    Examples
    --------
    >>> share_of_loan(200000, 0.05, 1), share_of_loan(200000, 0.05, 0)
    (10000, 0)
    """
    require(days >= 0, "days", "days late must be 0 or more")
    return round_fen(principal * share) if days else 0
