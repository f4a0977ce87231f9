"""Compute a schedule in which one payment is late, by the Chinese rule of penalty interest.

References
----------
- 中国人民银行 银发〔2003〕251号: from its due date until it is paid, an overdue amount bears
  penalty interest (罚息) at the contract rate plus 30% to 50%, instead of contract interest.
- 中华人民共和国民法典 (Civil Code), article 676: interest on overdue loans.
"""

from collections import namedtuple
from datetime import timedelta

from .dates import year_share
from .fees import contract_annual_rate
from .inputs import require_whole
from .late import overdue
from .refusal import require
from .schedule import Row, _add_fee, payments_by_day
from .terms import Terms

LatePlan = namedtuple("LatePlan", ("rows", "due", "paid_on", "overdue", "penalty", "payment"))

LONGEST_DELAY = 3650


def pay_late(
    terms: Terms, number: int, days: int, multiplier: float = 1.5, on_all: bool = False
) -> LatePlan:
    """Compute the payments of a loan with one late payment.

    Parameters
    ----------
    terms : Terms
        The loan; it has a start date.
    number : int
        Number of the late payment, from 1, as `schedule` numbers them.
    days : int
        Days late, 0 or more.
    multiplier : float
        Penalty rate as a multiple of the contract rate, 1 or more; 1.3 to 1.5 by the rule.
    on_all : bool
        Whether the interest of the late payment bears penalty interest too, not only its principal.

    Returns
    -------
    LatePlan
        ``rows`` (all payments on the days they are made, as `payments_by_day`; the penalty is part
        of the late row's ``fee``), ``due`` and ``paid_on`` (dates), ``overdue`` (amount due),
        ``penalty`` and ``payment`` (their sum), in fen.

    Raises
    ------
    Refusal
        ``number`` if no such payment exists, ``days`` or ``multiplier`` if it is not allowed,
        ``start`` if the loan has no dates.

    Examples
    --------
    >>> from datetime import date
    >>> from .terms import loan_terms
    >>> terms = loan_terms(1000000, "level_payment", 12, 0.1825, start=date(2027, 1, 10))
    >>> late = pay_late(terms, 3, 20)
    >>> late.overdue, late.penalty, late.payment, late.paid_on.isoformat()
    (91799, 1201, 93000, '2027-04-30')

    Notes
    -----
    The principal of the late payment bears penalty interest for the days late, by the contract's
    day count. For a flat-fee loan, the equivalent interest rate is raised. The rest of the schedule
    does not change: interest accrues on the principal that is not overdue, and later payments are
    made on time. If the contract lets the lender call the whole loan, see `early_payoff`.
    """
    require(terms.start is not None, "start", "a late payment needs a loan with a start date")
    days = require_whole(days, "days", 0, LONGEST_DELAY)
    rows = payments_by_day(terms)
    place = _find_row(rows, require_whole(number, "number", 1))
    row = rows[place]
    paid_on = row.due + timedelta(days=days)
    annual = contract_annual_rate(terms)
    for changed in sorted(terms.rate_changes):
        if changed <= row.number:
            annual = terms.rate_changes[changed]
    day = year_share(row.due, row.due + timedelta(days=1), terms.day_count)
    found = overdue(
        max(0, row.principal),
        row.interest + row.fee,
        annual * day,
        multiplier,
        days,
        on_all,
    )
    penalty = found.penalty_interest
    late = _add_fee(row, penalty, paid_on)
    others = rows[:place] + rows[place + 1 :]
    rows = sorted(others + [late], key=lambda each: (each.due, each.number))
    return LatePlan(rows, row.due, paid_on, row.payment, penalty, late.payment)


def _find_row(rows: list[Row], number: int) -> int:
    """Return the index of the payment with a number, skipping early payments before it."""
    places = [place for place, row in enumerate(rows) if row.number == number]
    require(len(places) > 0, "number", "there is no payment of this number")
    return places[-1]
