"""What a loan contract says, checked before anything is computed from it."""

from collections import namedtuple
from datetime import date

from .dates import ACTUAL_360, ACTUAL_365, BY_MONTH, due_dates, year_share
from .rates import MONTHS
from .refusal import require

LEVEL_PAYMENT = "level_payment"
EQUAL_PRINCIPAL = "equal_principal"
INTEREST_ONLY = "interest_only"
BULLET = "bullet"
DAILY_INTEREST = "daily_interest"
FLAT_FEE = "flat_fee"
# Interest joins the principal and all is paid at the end: no product of the book, but the limit
# that interest on interest (利滚利) would reach.
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
# So much no one lends, and no one asks: beyond, sums end.
MOST_MONEY = 10**15
HIGHEST_RATE = 1e6

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
    rounded: bool = True,
) -> Terms:
    """Terms of a loan, complete and checked.

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
        Day of the payout. Without it periods have no dates, and count by the month.
    first_due : date, optional
        Day of the first payment, where it is not one period after the payout.
    months : int
        Months of a period.
    day_count : str
        ``"1/12"``, ``"actual/365"`` or ``"actual/360"``; the last two need ``start``.
    first_share : float, optional
        Length of the first period in years, where the contract says so instead of a date.
    grace : int
        Periods at the beginning in which only interest is paid.
    rate_changes : dict, optional
        Number of a period to the nominal annual rate from that period on.
    payments : dict, optional
        Number of a period to the level payment in fen that the lender asks from then on.
    extras : list of Extra, optional
        Payments beyond the schedule: ``when`` (number of the payment with which it is made, or a
        day), ``amount`` in fen, ``effect`` (``shorter_term``, ``smaller_payment``, or
        ``next_payment`` where it counts towards the payment after it first).
    drawdowns : dict, optional
        Number of a period to an amount in fen lent in addition once its payment is made.
    prepayment_fee_rate : float
        Fee on principal repaid early, as a fraction of it.
    rounded : bool
        Whether each row is rounded to the fen; if not, amounts are carried unrounded.

    Returns
    -------
    Terms
        All of the above; the optional ones empty where they were not given.

    Raises
    ------
    Refusal
        With the name of the parameter that cannot be.

    Examples
    --------
    >>> loan_terms(1000000, "level_payment", 12, 0.1825).months
    1
    """
    require(0 < principal <= MOST_MONEY, "principal", "principal must be above 0")
    require(_is_kept(principal, rounded), "principal", "principal is in whole fen")
    require(method in METHODS, "method", "method must be one of " + ", ".join(METHODS))
    require(
        _is_whole(periods) and 1 <= periods <= MOST_PERIODS,
        "periods",
        "periods must be 1 to " + str(MOST_PERIODS),
    )
    require(_is_whole(months) and months >= 1, "months", "a period has 1 month or more")
    require(
        0 <= nominal_annual_rate <= HIGHEST_RATE,
        "nominal_annual_rate",
        "a loan's rate is 0 or more",
    )
    require(0 <= flat_fee_rate <= HIGHEST_RATE, "flat_fee_rate", "a fee is 0 or more")
    require(
        (nominal_annual_rate == 0 and not rate_changes)
        if method == FLAT_FEE
        else (flat_fee_rate == 0),
        "flat_fee_rate",
        "a loan has either a flat fee or interest",
    )
    require(0 <= prepayment_fee_rate < 1, "prepayment_fee_rate", "the fee is a share below 1")
    require(
        day_count in (BY_MONTH, ACTUAL_365, ACTUAL_360),
        "day_count",
        "day_count must be 1/12, actual/365 or actual/360",
    )
    require(
        start is not None or (first_due is None and day_count == BY_MONTH),
        "start",
        "days can only be counted from a start",
    )
    require(
        first_share is None or (0 < first_share <= MOST_PERIODS and first_due is None),
        "first_share",
        "the first period has one length, above 0",
    )
    require(
        not payments or method == LEVEL_PAYMENT,
        "payments",
        "only of a loan in level payments the lender asks a payment",
    )
    last = 1 if method in IN_ONE_SUM else periods
    require(
        _is_whole(grace) and 0 <= grace < last, "grace", "grace must end before the last payment"
    )
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
        _numbered(rate_changes, last, HIGHEST_RATE, "rate_changes"),
        _amounts(payments, last, rounded, "payments"),
        _checked_extras(extras, last, start, rounded),
        _amounts(drawdowns, last - 1, rounded, "drawdowns"),
        prepayment_fee_rate,
        rounded,
    )


def _is_whole(number: float) -> bool:
    return isinstance(number, int)


def _is_kept(amount: float, rounded: bool) -> bool:
    """Whether a plan can keep an amount: one rounded to the fen only whole fen."""
    return not rounded or amount == int(amount)


def _numbered(changes: dict | None, last: int, most: float, name: str) -> dict:
    changes = changes or {}
    for number in changes:
        require(
            _is_whole(number) and 1 <= number <= last,
            name,
            name + " must name payments from 1 to " + str(last),
        )
        require(0 <= changes[number] <= most, name, name + " must be 0 or more")
    return changes


def _amounts(changes: dict | None, last: int, rounded: bool, name: str) -> dict:
    changes = _numbered(changes, last, MOST_MONEY, name)
    for number in changes:
        require(_is_kept(changes[number], rounded), name, name + " must be in whole fen")
    return changes


def _checked_extras(extras: list | None, last: int, start: date | None, rounded: bool) -> list:
    extras = extras or []
    for extra in extras:
        require(0 < extra.amount <= MOST_MONEY, "extras", "an extra payment must be above 0")
        require(_is_kept(extra.amount, rounded), "extras", "an extra payment is in whole fen")
        require(extra.effect in EFFECTS, "extras", "the effect must be one of " + str(EFFECTS))
        if _is_whole(extra.when):
            require(1 <= extra.when < last, "extras", "an extra payment comes before the last one")
        else:
            require(start is not None and extra.when >= start, "extras", "paid before the payout")
    return extras


def dues_of(terms: Terms) -> list:
    """Days on which the payments fall due.

    Parameters
    ----------
    terms : Terms
        The loan.

    Returns
    -------
    list
        One day a payment: one alone where all is repaid in one sum. Without a start each is None.

    Raises
    ------
    Refusal
        ``first_due`` if it is not after the start.

    Examples
    --------
    >>> dues_of(loan_terms(100000, "bullet", 3, start=date(2027, 1, 31)))
    [datetime.date(2027, 4, 30)]
    """
    if terms.start is None:
        dues = [None] * terms.periods
    else:
        dues = due_dates(terms.start, terms.periods, terms.months, terms.first_due)
    return dues[-1:] if terms.method in IN_ONE_SUM else dues


def shares_of(terms: Terms) -> list[float]:
    """Length of the time before each payment, in years by the loan's day count.

    Parameters
    ----------
    terms : Terms
        The loan.

    Returns
    -------
    list of float
        Years, as many as payments.

    Raises
    ------
    Refusal
        As `dues_of`.

    Examples
    --------
    >>> shares_of(loan_terms(100000, "level_payment", 2))
    [0.08333333333333333, 0.08333333333333333]
    """
    if terms.start is None or (terms.day_count == BY_MONTH and terms.first_due is None):
        together = terms.periods if terms.method in IN_ONE_SUM else 1
        shares = [terms.months * together / MONTHS] * (terms.periods // together)
    elif terms.day_count == BY_MONTH:
        # After the first all periods are whole months, whatever day of the month they end on.
        shares = [year_share(terms.start, terms.first_due, BY_MONTH)]
        shares += [terms.months / MONTHS] * (terms.periods - 1)
        if terms.method in IN_ONE_SUM:
            shares = [sum(shares)]
    else:
        shares = []
        since = terms.start
        for due in dues_of(terms):
            shares.append(year_share(since, due, terms.day_count))
            since = due
    return shares if terms.first_share is None else [terms.first_share] + shares[1:]
