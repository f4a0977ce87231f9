"""Compute the cost of level-payment loans to the fen, without building the schedule.

The same numbers as `loanlab.model.schedule`, several times as fast.

References
----------
S. G. Kellison, The Theory of Interest, chapter 6: amortization schedules.
"""

from collections import namedtuple

from .inputs import require_number, require_whole
from .money import round_fen
from .rates import MONTHS, compound_growth
from .refusal import Refusal
from .terms import HIGHEST_RATE, MOST_MONEY, MOST_PERIODS

SHARE = 1 / MONTHS
# Relative rounding error of the estimated end of a run (see `_LargestLoan`).
LAST_BITS = 1e-12
# After this many guesses the search bisects.
MOST_GUESSES = 3
# Give up after this many runs without a loan: the payments are all interest.
MOST_RUNS = 20000

LevelPlan = namedtuple("LevelPlan", ("payment", "last_payment", "months", "interest"))


def level_plan(principal: int, nominal_annual_rate: float, months: int) -> LevelPlan:
    """Compute the payments of a loan in level monthly payments (等额本息), rounded to the fen.

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
        ``payment`` of every month but the last, ``last_payment``, ``months`` (number of payments;
        fewer than requested if rounding up repays a tiny loan early) and the total ``interest``.
        Amounts are in fen.

    Raises
    ------
    Refusal
        ``principal``, ``nominal_annual_rate`` or ``months``, whichever is not allowed.

    Examples
    --------
    >>> level_plan(1000000, 0.1825, 12)
    LevelPlan(payment=91799, last_payment=91798, months=12, interest=101587)

    Notes
    -----
    These are the numbers of `schedule` for a loan that counts whole months, several times as fast;
    a test compares the two. Simulations use it to compare many loans while a reader moves a
    slider. The payment is ``P / (v + v^2 + ... + v^n)`` with ``v = 1 / (1 + r)`` and r the nominal
    annual rate / 12; the last payment absorbs the rounding differences.
    """
    owed = require_whole(principal, "principal", 1, MOST_MONEY)
    annual, lasting = _require_term(nominal_annual_rate, months)
    return _repay(owed, annual, lasting, _annuity_factor(annual, lasting))


def level_interest(principal: int, nominal_annual_rate: float, months: int) -> int:
    """Compute the total interest of a loan in level monthly payments, rounded to the fen.

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
        Total interest, in fen.

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


def largest_loan(max_payment: int, nominal_annual_rate: float, months: int) -> int:
    """Find the largest loan in level payments (等额本息) whose payments stay within a limit.

    Parameters
    ----------
    max_payment : int
        Largest affordable monthly payment, in whole fen, 0 or more.
    nominal_annual_rate : float
        Simple annual rate as a fraction, 0 or more.
    months : int
        Number of payments, 1 to 1200.

    Returns
    -------
    int
        The largest principal, in fen, for which both the regular and the last payment of
        `level_plan` are within the limit; 0 if there is none.

    Raises
    ------
    Refusal
        ``max_payment`` if it is below 0, not whole, or larger than any loan's; ``months`` if it is
        not allowed, or so large that at this rate a payment is all interest;
        ``nominal_annual_rate`` if it is not a rate.

    Examples
    --------
    >>> largest_loan(91799, 0.1825, 12)
    1000001
    >>> level_plan(1000001, 0.1825, 12).last_payment, level_plan(1000002, 0.1825, 12).last_payment
    (91799, 91801)

    Notes
    -----
    Because payment and interest are rounded to the fen, the result differs by a few fen from the
    formula ``payment x (1 - (1 + r)^-n) / r``.
    """
    limit = require_whole(max_payment, "max_payment", 0, MOST_MONEY)
    annual, lasting = _require_term(nominal_annual_rate, months)
    worth = _annuity_factor(annual, lasting)
    if (limit + 1) * worth > MOST_MONEY:
        raise Refusal("max_payment", "the payment is larger than that of any loan")
    return _LargestLoan(limit, annual, lasting, worth).find()


def _require_term(nominal_annual_rate: float, months: int) -> tuple:
    """Return rate and number of months as plain numbers, or refuse them."""
    annual = require_number(nominal_annual_rate, "nominal_annual_rate", 0, HIGHEST_RATE)
    return annual, require_whole(months, "months", 1, MOST_PERIODS)


def _annuity_factor(nominal_annual_rate: float, months: int) -> float:
    """Compute the present value of 1 fen at the end of each month, exactly as `schedule` does."""
    worth = 0.0
    for _ in range(months):
        worth = (1.0 + worth) / (1.0 + nominal_annual_rate * SHARE)
    return worth


def _repay(principal: int, nominal_annual_rate: float, months: int, worth: float) -> LevelPlan:
    """Repay a loan month by month, rounding as `schedule` does."""
    payment = round_fen(principal / worth)
    interest = round_fen(principal * nominal_annual_rate * SHARE)
    if payment <= interest and months > 1:
        # Payments never reach the principal: all of it is due with the last one.
        return LevelPlan(interest, principal + interest, months, interest * months)
    balance, total, month = principal, interest, 1
    while month < months and balance > payment - interest:
        balance -= payment - interest
        interest = round_fen(balance * nominal_annual_rate * SHARE)
        total += interest
        month += 1
    last = balance + interest
    # If one payment repays the loan, there is no separate regular payment.
    return LevelPlan(last if month == 1 else payment, last, month, total)


class _LargestLoan:
    """Search for the largest principal whose payments stay within a limit.

    The regular payment never decreases as the principal grows, because rounding is monotone. Call
    all principals with the same regular payment a *run*. Within a run, a larger principal has a
    larger balance at all times and so a larger last payment: the principals within the limit form
    an initial part of the run, possibly empty. Usually the run whose payment equals the limit
    contains the answer, within a few fen of the formula. Only if no principal of that run is within
    the limit does the answer lie in a run with a smaller payment.
    """

    def __init__(self, limit: int, nominal_annual_rate: float, months: int, worth: float) -> None:
        self.limit = limit
        self.nominal_annual_rate = nominal_annual_rate
        self.months = months
        self.worth = worth
        self.growth = 1.0 + compound_growth(nominal_annual_rate * SHARE, months)
        # Search this far beyond the estimated ends of a run.
        self.slack = 2 + int((limit + 1) * worth * LAST_BITS)

    def find(self) -> int:
        """Return the largest principal within the limit, or 0."""
        payment = self.limit
        beyond = self.estimate_end(payment) + self.slack
        for _ in range(MOST_RUNS):
            found, before = self.search_run(payment, beyond)
            if found or not before:
                return found
            payment, beyond = self.repay(before).payment, before + 1
        raise Refusal("months", "over so many months a payment at this rate is all interest")

    def repay(self, principal: int) -> LevelPlan:
        """Compute the payments of a principal."""
        return _repay(principal, self.nominal_annual_rate, self.months, self.worth)

    def estimate_end(self, payment: int) -> int:
        """Estimate the largest principal of the run with a regular payment."""
        return int((payment + 0.5) * self.worth)

    def search_run(self, payment: int, beyond: int) -> tuple:
        """Return the largest principal of a run within the limit, or 0, and the search's lower end.

        No principal from ``beyond`` on is within the limit.
        """
        low = max(0, self.estimate_end(payment - 1) - self.slack)
        high = beyond
        guess, guesses, found = self.estimate_end(payment), 0, 0
        while high - low > 1:
            guess = min(max(guess, low + 1), high - 1)
            plan = self.repay(guess)
            room = self.limit - plan.last_payment
            if plan.payment < payment or (plan.payment == payment and room >= 0):
                low = guess
                found = guess if plan.payment == payment else 0
            else:
                high = guess
            guesses += 1
            if guesses < MOST_GUESSES:
                # One more fen of principal raises the last payment by the growth of one fen.
                step = max(1, int(abs(room) / self.growth))
                guess += step if low == guess else -step
            else:
                guess = (low + high) // 2
        return found, low
