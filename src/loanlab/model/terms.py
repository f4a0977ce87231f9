"""Check the terms of a loan contract before anything is computed from them.

References
----------
中华人民共和国民法典 (Civil Code), articles 667 to 680: loan contracts.
"""

from collections import namedtuple
from datetime import date

from .dates import ACTUAL_360, ACTUAL_365, BY_MONTH, add_months, due_dates, year_share
from .inputs import as_whole, require_day, require_number, require_whole
from .rates import MONTHS
from .refusal import require

LEVEL_PAYMENT = "level_payment"
EQUAL_PRINCIPAL = "equal_principal"
INTEREST_ONLY = "interest_only"
BULLET = "bullet"
DAILY_INTEREST = "daily_interest"
FLAT_FEE = "flat_fee"
# Interest joins the principal and everything is paid at the end. No product of the book does this;
# it is the upper bound of compound interest (利滚利).
CAPITALISED = "capitalised"
METHODS = (
    LEVEL_PAYMENT,
    EQUAL_PRINCIPAL,
    INTEREST_ONLY,
    BULLET,
    DAILY_INTEREST,
    FLAT_FEE,
    CAPITALISED,
)
IN_ONE_SUM = (BULLET, DAILY_INTEREST)

SHORTER_TERM = "shorter_term"
SMALLER_PAYMENT = "smaller_payment"
NEXT_PAYMENT = "next_payment"
EFFECTS = (SHORTER_TERM, SMALLER_PAYMENT, NEXT_PAYMENT)

MOST_PERIODS = 1200
# Sanity bound in fen: sums of larger amounts would lose precision.
MOST_MONEY = 10**15
HIGHEST_RATE = 1e6
LAST_YEAR = 9998

Extra = namedtuple("Extra", ("when", "amount", "effect"))
Terms = namedtuple(
    "Terms",
    (
        "principal",
        "method",
        "periods",
        "nominal_annual_rate",
        "flat_fee_rate",
        "start",
        "first_due",
        "months",
        "day_count",
        "first_share",
        "grace",
        "rate_changes",
        "payments",
        "extras",
        "drawdowns",
        "prepayment_fee_rate",
        "remaining_fees_due",
        "negative_amortisation",
        "rounded",
    ),
)


def loan_terms(
    principal: int,
    method: str,
    periods: int,
    nominal_annual_rate: float = 0.0,
    *,
    flat_fee_rate: float = 0.0,
    start: date | None = None,
    first_due: date | None = None,
    months: int = 1,
    day_count: str = BY_MONTH,
    first_share: float | None = None,
    grace: int = 0,
    rate_changes: dict | None = None,
    payments: dict | None = None,
    extras: list | None = None,
    drawdowns: dict | None = None,
    prepayment_fee_rate: float = 0.0,
    remaining_fees_due: bool = False,
    negative_amortisation: bool = False,
    rounded: bool = True,
) -> Terms:
    """Check the terms of a loan and return them as a `Terms` tuple.

    Beyond the book: ``months``, ``first_share``, ``grace``, ``payments``, ``drawdowns``,
    ``negative_amortisation`` and ``rounded`` are for published schedules that the tests reproduce,
    and for questions of borrowers that other calculators answer.

    Parameters
    ----------
    principal : int
        Amount lent, in fen, above 0.
    method : str
        One of `METHODS`: 等额本息 ``level_payment``, 等额本金 ``equal_principal``, 先息后本
        ``interest_only``, 一次性还本付息 ``bullet``, 随借随还 ``daily_interest``, 等本等费
        ``flat_fee``, and ``capitalised``.
    periods : int
        Number of periods, 1 or more.
    nominal_annual_rate : float
        Simple annual rate as a fraction, 0 or more.
    flat_fee_rate : float
        With ``flat_fee``: fee of each period as a fraction of the original principal.
    start : date, optional
        Day of disbursement. Without it periods have no dates and count as whole months.
    first_due : date, optional
        Day of the first payment, if it is not one period after disbursement. A loan of some days
        is a loan in one sum over 1 period that falls due on its last day.
    months : int
        Months per period.
    day_count : str
        ``"1/12"``, ``"actual/365"`` or ``"actual/360"``; the last two need ``start``.
    first_share : float, optional
        Length of the first period in years, if the contract states that instead of a date.
    grace : int
        Initial periods in which only interest is paid.
    rate_changes : dict, optional
        Maps the number of a period to the nominal annual rate from that period on.
    payments : dict, optional
        Maps the number of a period to the level payment in fen that the contract states from then
        on. Only the very first may be less than the interest of its (long) period: the unpaid
        interest is added to the balance. Later ones may only if ``negative_amortisation`` is set.
    extras : list of Extra, optional
        Payments beyond the schedule: ``when`` (number of the payment with which it is made, or a
        day), ``amount`` in fen, ``effect`` (``shorter_term``, ``smaller_payment``, or
        ``next_payment`` if it first counts towards the next payment).
    drawdowns : dict, optional
        Maps the number of a period to an amount in fen lent in addition after its payment.
    prepayment_fee_rate : float
        Fee on principal repaid early, as a fraction of that principal.
    remaining_fees_due : bool
        With ``flat_fee``: whether the fees of all remaining periods fall due on early payoff.
        Contracts of both kinds exist.
    negative_amortisation : bool
        Whether a level payment may be less than the interest of its period, so that the balance
        grows (负摊还).
    rounded : bool
        Whether amounts of each row are rounded to the fen; otherwise they stay unrounded.

    Returns
    -------
    Terms
        All of the above as plain values; options that were not given are empty.

    Raises
    ------
    Refusal
        With the name of the parameter that is not allowed.

    Examples
    --------
    >>> loan_terms(1000000, "level_payment", 12, 0.1825).months
    1
    >>> start, due = date(2027, 2, 1), date(2027, 3, 3)
    >>> days_30 = loan_terms(200000, "bullet", 1, 0.1825, start=start, first_due=due)
    """
    principal = _require_amount(principal, rounded, "principal")  # type: ignore[assignment]
    require(principal > 0, "principal", "principal must be above 0")
    require(method in METHODS, "method", "method must be one of " + ", ".join(METHODS))
    periods = require_whole(periods, "periods", 1, MOST_PERIODS)
    months = require_whole(months, "months", 1, MOST_PERIODS)
    nominal_annual_rate = require_number(
        nominal_annual_rate, "nominal_annual_rate", 0, HIGHEST_RATE
    )
    flat_fee_rate = require_number(flat_fee_rate, "flat_fee_rate", 0, HIGHEST_RATE)
    prepayment_fee_rate = require_number(prepayment_fee_rate, "prepayment_fee_rate", 0, 1)
    require(
        prepayment_fee_rate < 1, "prepayment_fee_rate", "the prepayment fee must be a share below 1"
    )
    _require_options_of_method(
        method,
        nominal_annual_rate,
        flat_fee_rate,
        rate_changes,
        remaining_fees_due,
        negative_amortisation,
    )
    start, first_due = _require_dates(start, first_due, day_count)
    if first_share is not None:
        first_share = require_number(first_share, "first_share", 0, MOST_PERIODS)
        require(
            first_share > 0 and first_due is None,
            "first_share",
            "the first period must have one length, above 0",
        )
    require(
        not payments or method == LEVEL_PAYMENT,
        "payments",
        "only a loan in level payments can have stated payments",
    )
    last = 1 if method in IN_ONE_SUM else periods
    grace = require_whole(grace, "grace", 0, last - 1)
    final = None if start is None else _find_last_due(start, periods, months, first_due)
    return Terms(
        principal,
        method,
        periods,
        nominal_annual_rate,
        flat_fee_rate,
        start,
        first_due,
        months,
        day_count,
        first_share,
        grace,
        _require_numbered(rate_changes, last, HIGHEST_RATE, "rate_changes"),
        _require_amounts(payments, last, rounded, "payments"),
        _require_extras(extras, last, start, final, rounded),
        _require_amounts(drawdowns, last - 1, rounded, "drawdowns"),
        prepayment_fee_rate,
        remaining_fees_due,
        negative_amortisation,
        rounded,
    )


def _require_options_of_method(
    method: str,
    nominal_annual_rate: float,
    flat_fee_rate: float,
    rate_changes: dict | None,
    remaining_fees_due: bool,
    negative_amortisation: bool,
) -> None:
    """Refuse options that the repayment method does not have."""
    require(
        (nominal_annual_rate == 0 and not rate_changes)
        if method == FLAT_FEE
        else (flat_fee_rate == 0),
        "flat_fee_rate",
        "a loan has either a flat fee or interest",
    )
    require(
        method == FLAT_FEE or not remaining_fees_due,
        "remaining_fees_due",
        "only a loan with a flat fee has fees of remaining periods",
    )
    require(
        method == LEVEL_PAYMENT or not negative_amortisation,
        "negative_amortisation",
        "only a loan in level payments can have negative amortisation",
    )


def _require_dates(start: date | None, first_due: date | None, day_count: str) -> tuple:
    """Return start and first due date, or refuse dates and a day count that do not go together."""
    start = None if start is None else require_day(start, "start")
    first_due = None if first_due is None else require_day(first_due, "first_due")
    require(
        day_count in (BY_MONTH, ACTUAL_365, ACTUAL_360),
        "day_count",
        "day_count must be 1/12, actual/365 or actual/360",
    )
    require(
        start is not None or (first_due is None and day_count == BY_MONTH),
        "start",
        "dates and actual day counts need a start date",
    )
    return start, first_due


def _find_last_due(start: date, periods: int, months: int, first_due: date | None) -> date:
    """Return the day of the last payment, or refuse a term that the calendar does not hold."""
    since = start if first_due is None else first_due
    later = months * (periods if first_due is None else periods - 1)
    require(
        first_due is None or first_due > start,
        "first_due",
        "the first payment must fall due after disbursement",
    )
    require(
        since.year * MONTHS + later < LAST_YEAR * MONTHS,
        "periods",
        "the loan must end before the last year of the calendar",
    )
    return add_months(since, later)


def _require_amount(value: float, rounded: bool, name: str) -> float:
    """Return an amount of money, or refuse it; a rounded schedule takes whole fen only."""
    if rounded:
        return require_whole(value, name, 0, MOST_MONEY)
    return require_number(value, name, 0, MOST_MONEY)


def _require_numbered(changes: dict | None, last: int, most: float, name: str) -> dict:
    """Return a dict from payment numbers to numbers, or refuse it."""
    changes = changes or {}
    require(isinstance(changes, dict), name, name + " must be a dict with payment numbers as keys")
    found = {}
    for number in changes:
        place = as_whole(number)
        require(
            place is not None and 1 <= place <= last,
            name,
            name + " must name payments from 1 to " + str(last),
        )
        found[place] = require_number(changes[number], name, 0, most)
    return found


def _require_amounts(changes: dict | None, last: int, rounded: bool, name: str) -> dict:
    """Return a dict from payment numbers to amounts, or refuse it."""
    changes = _require_numbered(changes, last, MOST_MONEY, name)
    return {number: _require_amount(changes[number], rounded, name) for number in changes}


def _require_extras(
    extras: list | None, last: int, start: date | None, final: date | None, rounded: bool
) -> list:
    """Return the extra payments as plain values, or refuse them."""
    extras = extras or []
    are_extras = isinstance(extras, list) and all(isinstance(extra, Extra) for extra in extras)
    require(are_extras, "extras", "extras must be a list of Extra(when, amount, effect)")
    found = []
    for extra in extras:
        amount = _require_amount(extra.amount, rounded, "extras")
        require(amount > 0, "extras", "an extra payment must be above 0")
        require(extra.effect in EFFECTS, "extras", "the effect must be one of " + str(EFFECTS))
        when = as_whole(extra.when)
        if when is not None:
            require(
                1 <= when < last, "extras", "an extra payment must come before the last payment"
            )
            found.append(Extra(when, amount, extra.effect))
            continue
        day = require_day(extra.when, "extras")
        require(start is not None, "extras", "a dated extra payment needs a loan with a start date")
        is_within = start <= day <= final  # type: ignore[operator]
        require(
            is_within,
            "extras",
            "an extra payment must be between disbursement and the last payment",
        )
        found.append(Extra(day, amount, extra.effect))
    return found


def monthly_extras(amount: int, first: int, last: int, effect: str = SHORTER_TERM) -> list:
    """List the same extra payment for a range of regular payments.

    Parameters
    ----------
    amount : int
        Each extra payment, in fen, above 0.
    first, last : int
        Numbers of the first and the last payment with which it is made, from 1.
    effect : str
        Effect of the extra payments, as in `loan_terms`.

    Returns
    -------
    list of Extra
        For ``extras`` of `loan_terms`. Amounts beyond the balance are not taken.

    Raises
    ------
    Refusal
        ``extras`` if an argument is not allowed.

    Examples
    --------
    >>> [extra.when for extra in monthly_extras(20000, 3, 5)]
    [3, 4, 5]
    """
    amount = require_whole(amount, "extras", 1, MOST_MONEY)
    require(effect in EFFECTS, "extras", "the effect must be one of " + str(EFFECTS))
    first, last = (require_whole(number, "extras", 1, MOST_PERIODS) for number in (first, last))
    require(first <= last, "extras", "the first extra payment must not come after the last")
    return [Extra(number, amount, effect) for number in range(first, last + 1)]


def due_dates_of(terms: Terms) -> list:
    """List the days on which the payments fall due.

    Parameters
    ----------
    terms : Terms
        The loan.

    Returns
    -------
    list
        One day per payment, so only one for a loan in one sum. Each is None without a start date.

    Raises
    ------
    Refusal
        ``first_due`` if it is not after the start.

    Examples
    --------
    >>> due_dates_of(loan_terms(100000, "bullet", 3, start=date(2027, 1, 31)))
    [datetime.date(2027, 4, 30)]
    """
    if terms.start is None:
        dues = [None] * terms.periods
    else:
        dues = due_dates(terms.start, terms.periods, terms.months, terms.first_due)
    return dues[-1:] if terms.method in IN_ONE_SUM else dues


def year_fractions_of(terms: Terms) -> list[float]:
    """List the lengths of the periods before the payments, by the loan's day count.

    Parameters
    ----------
    terms : Terms
        The loan.

    Returns
    -------
    list of float
        Lengths in years, one per payment.

    Raises
    ------
    Refusal
        As `due_dates_of`.

    Examples
    --------
    >>> year_fractions_of(loan_terms(100000, "level_payment", 2))
    [0.08333333333333333, 0.08333333333333333]
    """
    if terms.start is None or (terms.day_count == BY_MONTH and terms.first_due is None):
        together = terms.periods if terms.method in IN_ONE_SUM else 1
        shares = [terms.months * together / MONTHS] * (terms.periods // together)
    elif terms.day_count == BY_MONTH:
        # All periods after the first are whole months, even from a short month's last day.
        shares = [year_share(terms.start, terms.first_due, BY_MONTH)]
        shares += [terms.months / MONTHS] * (terms.periods - 1)
        if terms.method in IN_ONE_SUM:
            shares = [sum(shares)]
    else:
        shares = []
        since = terms.start
        for due in due_dates_of(terms):
            shares.append(year_share(since, due, terms.day_count))
            since = due
    return shares if terms.first_share is None else [terms.first_share] + shares[1:]
