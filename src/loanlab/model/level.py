"""What a loan in equal payments costs to the fen, where nobody asks for its plan."""

from collections import namedtuple

from .inputs import as_number, as_whole
from .money import round_fen
from .rates import MONTHS
from .refusal import Refusal
from .terms import HIGHEST_RATE, MOST_MONEY, MOST_PERIODS

LevelPlan = namedtuple("LevelPlan", ("payment", "last_payment", "months", "interest"))


def level_plan(principal: int, nominal_annual_rate: float, months: int) -> LevelPlan:
    """Payments of a loan in level monthly payments (等额本息), each rounded to the fen.

    Parameters
    ----------
    principal : int
        Amount lent, in whole fen, above 0.
    nominal_annual_rate : float
        Simple annual rate as a fraction, 0 or more.
    months : int
        Number of payments, 1 to 1200.

    Returns
    -------
    LevelPlan
        ``payment`` of every month but the last, ``last_payment``, ``months`` (the number of
        payments: fewer than asked for where a few fen are lent over many months, and rounding up
        clears them early) and the ``interest`` of all payments together. Amounts are in fen.

    Raises
    ------
    Refusal
        ``principal``, ``nominal_annual_rate`` or ``months``: the one that cannot be.

    Examples
    --------
    >>> level_plan(1000000, 0.1825, 12)
    LevelPlan(payment=91799, last_payment=91798, months=12, interest=101587)

    Notes
    -----
    The rows of `schedule` for a loan that is counted by the month, without making them: several
    times as fast, for where many loans are compared while a reader moves a slider. The payment is
    ``P / (v + v^2 + ... + v^n)`` with ``v = 1 / (1 + r)`` and r the nominal annual rate / 12; the
    last payment absorbs what rounding has left. A test holds the two together.
    """
    owed, annual, lasting = as_whole(principal), as_number(nominal_annual_rate), as_whole(months)
    if owed is None or not 0 < owed <= MOST_MONEY:
        raise Refusal("principal", "the principal must be above 0, in whole fen")
    if annual is None or not 0 <= annual <= HIGHEST_RATE:
        raise Refusal("nominal_annual_rate", "a loan's rate must be a number of 0 or more")
    if lasting is None or not 1 <= lasting <= MOST_PERIODS:
        raise Refusal("months", "the months must be a whole number from 1 to 1200")
    return _paid_off(owed, annual, lasting)


def level_interest(principal: int, nominal_annual_rate: float, months: int) -> int:
    """Interest of a loan in level monthly payments (等额本息), each rounded to the fen.

    Parameters
    ----------
    principal : int
        As `level_plan`.
    nominal_annual_rate : float
        As `level_plan`.
    months : int
        As `level_plan`.

    Returns
    -------
    int
        Interest of all payments together, in fen.

    Raises
    ------
    Refusal
        As `level_plan`.

    Examples
    --------
    >>> level_interest(1000000, 0.1825, 12)
    101587
    """
    return level_plan(principal, nominal_annual_rate, months).interest


def _paid_off(principal: int, nominal_annual_rate: float, months: int) -> LevelPlan:
    """The payments of a loan that can be, step by step as `schedule` goes."""
    share = 1 / MONTHS
    worth = 0.0
    for _ in range(months):
        worth = (1.0 + worth) / (1.0 + nominal_annual_rate * share)
    payment = round_fen(principal / worth)
    interest = round_fen(principal * nominal_annual_rate * share)
    if payment <= interest and months > 1:
        # No fen is left for the principal, in this month or later: it is all due with the last.
        return LevelPlan(interest, principal + interest, months, interest * months)
    balance, total, month = principal, interest, 1
    while month < months and balance > payment - interest:
        balance -= payment - interest
        interest = round_fen(balance * nominal_annual_rate * share)
        total += interest
        month += 1
    last = balance + interest
    # Where one payment clears the loan there is no regular one beside it.
    return LevelPlan(last if month == 1 else payment, last, month, total)
