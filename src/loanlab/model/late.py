"""Compute the cost of late payment (逾期), by Chinese rules and by the article's flat schemes.

References
----------
- 中国人民银行 银发〔2003〕251号: penalty interest (罚息) is the contract rate plus 30% to 50%.
- 中华人民共和国民法典 (Civil Code), article 676: interest on overdue loans.
"""

from collections import namedtuple

from .inputs import require_number, require_whole
from .interest import interest_fen
from .money import round_fen
from .rates import compound_growth

Overdue = namedtuple("Overdue", ("contract_interest", "penalty_interest", "total"))


def penalty_rate(contract_rate: float, multiplier: float) -> float:
    """Compute the rate of penalty interest (罚息), per day or per year as the contract rate.

    Parameters
    ----------
    contract_rate : float
        Interest by contract per day or per year, as a fraction, 0 or more.
    multiplier : float
        Penalty rate as a multiple of it, 1 or more.

    Returns
    -------
    float
        Penalty interest for the same time, as a fraction.

    Raises
    ------
    Refusal
        ``contract_rate`` if it is below 0 or not a number, ``multiplier`` if it is below 1 or not
        a number.

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
    """Compute penalty interest on an overdue amount.

    Beyond the book: ``cap`` is for contracts that limit the penalty.

    Parameters
    ----------
    amount : int
        Overdue amount that bears penalty interest, in whole fen, 0 or more.
    daily_rate : float
        Penalty interest of one day as a fraction, 0 or more, as `penalty_rate` gives it.
    days : int
        Days late, a whole number of 0 or more.
    cap : int, optional
        Limit of the penalty by contract, in whole fen, 0 or more.
    compounding : bool
        Whether penalty interest compounds daily (复利).

    Returns
    -------
    int
        Penalty interest in fen.

    Raises
    ------
    Refusal
        ``amount``, ``days`` or ``cap`` if it is not a whole number of 0 or more, ``daily_rate`` if
        it is below 0 or not a number, ``too_high`` if the compound growth overflows.

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
    """Compute the cost of a payment that is some days late.

    Parameters
    ----------
    principal : int
        Overdue principal, in whole fen, 0 or more.
    interest : int
        Interest due with it, in whole fen, 0 or more.
    daily_rate : float
        Interest by contract per day, as a fraction, 0 or more.
    multiplier : float
        Penalty rate as a multiple of the contract rate, 1 or more.
    days : int
        Days late, a whole number of 0 or more.
    on_all : bool
        Whether the unpaid interest bears penalty interest too.
    compounding : bool
        Whether penalty interest compounds daily.

    Returns
    -------
    Overdue
        ``contract_interest`` (contract interest for the same days), ``penalty_interest`` (charged
        instead) and ``total`` (everything due), in fen.

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


def fixed_daily_penalty(fen_a_day: int, days: int) -> int:
    """Compute the penalty of the article's first scheme: a fixed amount per day late.

    Parameters
    ----------
    fen_a_day : int
        Amount per day, in whole fen, 0 or more.
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
    >>> fixed_daily_penalty(5000, 30)
    150000
    """
    return require_whole(days, "days") * require_whole(fen_a_day, "fen_a_day")


def flat_penalty(principal: int, share: float, days: int) -> int:
    """Compute the penalty of the article's second scheme: a fraction of the loan, however late.

    Parameters
    ----------
    principal : int
        Principal of the loan, in whole fen, 0 or more.
    share : float
        Penalty as a fraction of it, 0 or more.
    days : int
        Days late, a whole number of 0 or more; at 0 there is no penalty.

    Returns
    -------
    int
        Penalty in fen.

    Raises
    ------
    Refusal
        ``principal`` or ``days`` if it is not a whole number of 0 or more, ``share`` if it is below
        0 or not a number.

    Examples
    --------
    >>> flat_penalty(200000, 0.05, 1), flat_penalty(200000, 0.05, 0)
    (10000, 0)
    """
    fine = round_fen(require_whole(principal, "principal") * require_number(share, "share", 0))
    return fine if require_whole(days, "days") else 0
