"""What a loan in equal payments costs to the fen, where nobody asks for its plan."""

from collections import namedtuple

from .inputs import require_number, require_whole
from .money import round_fen
from .rates import MONTHS, compound_growth
from .refusal import Refusal
from .terms import HIGHEST_RATE, MOST_MONEY, MOST_PERIODS

SHARE = 1 / MONTHS
# So far the end of a run may be off by the last bits of its parts.
LAST_BITS = 1e-12
# From here on halves of what is left are tried instead of guesses.
MOST_GUESSES = 3
# So many runs in a row without a loan are those of payments that are all interest.
MOST_RUNS = 20000

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
    owed = require_whole(principal, "principal", 1, MOST_MONEY)
    annual, lasting = _require_term(nominal_annual_rate, months)
    return _repay(owed, annual, lasting, _annuity_factor(annual, lasting))


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


def largest_loan(max_payment: int, nominal_annual_rate: float, months: int) -> int:
    """Largest loan in level payments (等额本息) of which no payment is above a limit.

    Parameters
    ----------
    max_payment : int
        Most that can be paid in any month, in whole fen, 0 or more.
    nominal_annual_rate : float
        Simple annual rate as a fraction, 0 or more.
    months : int
        Number of payments, 1 to 1200.

    Returns
    -------
    int
        The largest principal, in fen, of whose plan (`level_plan`, and so `schedule`) both the
        regular payment and the last one are within the limit; 0 if there is none.

    Raises
    ------
    Refusal
        ``max_payment`` if it is below 0, not whole, or more than any loan's; ``months`` if they
        cannot be, or are so many that at this rate a payment is interest alone;
        ``nominal_annual_rate`` if it is no rate.

    Examples
    --------
    >>> largest_loan(91799, 0.1825, 12)
    1000001
    >>> level_plan(1000001, 0.1825, 12).last_payment, level_plan(1000002, 0.1825, 12).last_payment
    (91799, 91801)

    Notes
    -----
    The formula ``payment x (1 - (1 + r)^-n) / r`` comes within a few fen of it, as payment and
    interest are rounded to the fen.
    """
    limit = require_whole(max_payment, "max_payment", 0, MOST_MONEY)
    annual, lasting = _require_term(nominal_annual_rate, months)
    worth = _annuity_factor(annual, lasting)
    if (limit + 1) * worth > MOST_MONEY:
        raise Refusal("max_payment", "no loan has so large a payment")
    return _LargestLoan(limit, annual, lasting, worth).find()


def _require_term(nominal_annual_rate: float, months: int) -> tuple:
    """A rate and a number of months that can be, as plain numbers."""
    annual = require_number(nominal_annual_rate, "nominal_annual_rate", 0, HIGHEST_RATE)
    return annual, require_whole(months, "months", 1, MOST_PERIODS)


def _annuity_factor(nominal_annual_rate: float, months: int) -> float:
    """What 1 fen at the end of each month is worth at the payout, reckoned as `schedule` does."""
    worth = 0.0
    for _ in range(months):
        worth = (1.0 + worth) / (1.0 + nominal_annual_rate * SHARE)
    return worth


def _repay(principal: int, nominal_annual_rate: float, months: int, worth: float) -> LevelPlan:
    """The payments of a loan that can be, step by step as `schedule` goes."""
    payment = round_fen(principal / worth)
    interest = round_fen(principal * nominal_annual_rate * SHARE)
    if payment <= interest and months > 1:
        # No fen is left for the principal, in this month or later: it is all due with the last.
        return LevelPlan(interest, principal + interest, months, interest * months)
    balance, total, month = principal, interest, 1
    while month < months and balance > payment - interest:
        balance -= payment - interest
        interest = round_fen(balance * nominal_annual_rate * SHARE)
        total += interest
        month += 1
    last = balance + interest
    # Where one payment clears the loan there is no regular one beside it.
    return LevelPlan(last if month == 1 else payment, last, month, total)


class _LargestLoan:
    """The search for the largest principal of which no payment is above a limit.

    The more is lent, the higher is the regular payment, as rounding keeps the order of two
    amounts. All principals of one regular payment are a run. In a run, the more is lent, the more
    is owed at every time, and so the more the last payment is: the principals that will do end
    somewhere, or there are none. In the run of the limit they mostly end within a few fen of the
    formula's; only where none of it will do, the largest stands in a run of a smaller payment.
    """

    def __init__(self, limit: int, nominal_annual_rate: float, months: int, worth: float) -> None:
        self.limit = limit
        self.nominal_annual_rate = nominal_annual_rate
        self.months = months
        self.worth = worth
        self.growth = 1.0 + compound_growth(nominal_annual_rate * SHARE, months)
        # The ends of a run are looked for so far beyond where they are reckoned to be.
        self.slack = 2 + int((limit + 1) * worth * LAST_BITS)

    def find(self) -> int:
        """The largest principal, or 0."""
        payment = self.limit
        beyond = self.estimate_end(payment) + self.slack
        for _ in range(MOST_RUNS):
            found, before = self.search_run(payment, beyond)
            if found or not before:
                return found
            payment, beyond = self.repay(before).payment, before + 1
        raise Refusal("months", "over so many months at this rate a payment is interest alone")

    def repay(self, principal: int) -> LevelPlan:
        return _repay(principal, self.nominal_annual_rate, self.months, self.worth)

    def estimate_end(self, payment: int) -> int:
        """About the largest principal of a regular payment."""
        return int((payment + 0.5) * self.worth)

    def search_run(self, payment: int, beyond: int) -> tuple:
        """The largest principal of a run that will do, or 0, and the one before those that do not.

        From ``beyond`` on none will do.
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
                # A fen more at first is so much more at last as a fen has grown until then.
                step = max(1, int(abs(room) / self.growth))
                guess += step if low == guess else -step
            else:
                guess = (low + high) // 2
        return found, low
