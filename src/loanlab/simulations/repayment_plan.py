"""The plans that repayment compares: early payments, payoff on a chosen day, and their calendar."""

from datetime import date

from ..forms.calendar_text import cancelled_events, identity
from ..forms.definition import Event
from ..forms.outputs import quantity, yuan
from ..model.dates import BY_MONTH, add_months, whole_months
from ..model.money import fen_of, yuan_of
from ..model.price import IRREGULAR, Price
from ..model.refusal import require
from ..model.schedule import Row, early_payoff, payments_by_day
from ..model.terms import IN_ONE_SUM, Extra, Terms, due_dates_of

NAME = "repayment"
AMOUNTS = ["payment", "principal", "interest", "fee"]
# When the early payment is made.
WITH_PAYMENT, ON_A_DAY, PAYOFF = "with_payment", "on_a_day", "payoff"
MOST_EXTRAS = 5
# A loan in one sum: the listed early payments, the one beside them, and the last payment.
MOST_PAYMENTS_IN_ONE_SUM = MOST_EXTRAS + 2


def is_within(loan: Terms, month: int) -> bool:
    """Whether the end of a month comes before the last payment.

    Examples
    --------
    >>> from ..model.terms import loan_terms
    >>> loan = loan_terms(100000, "bullet", 3, start=date(2027, 1, 31))
    >>> is_within(loan, 2), is_within(loan, 3)
    (True, False)
    """
    if loan.method in IN_ONE_SUM:
        return add_months(loan.start, month) < due_dates_of(loan)[-1]
    return month < loan.periods


def time_of(loan: Terms, month: int) -> object:
    """Return when an early payment of a month is made, as `Extra` takes it.

    Examples
    --------
    >>> from ..model.terms import loan_terms
    >>> time_of(loan_terms(100000, "bullet", 3, start=date(2027, 1, 31)), 1)
    datetime.date(2027, 2, 28)
    """
    return add_months(loan.start, month) if loan.method in IN_ONE_SUM else month


def listed_extras(loan: Terms, rows: list[dict], effect: str, payoff: date | None) -> list[Extra]:
    """List the early payments of a field with rows, or refuse those that cannot be made.

    Parameters
    ----------
    loan : Terms
        The loan.
    rows : list of dict
        Each has a ``month`` and an ``amount`` in yuan.
    effect : str
        As `Extra`.
    payoff : date or None
        The day on which the loan is cleared, if there is one.

    Raises
    ------
    loanlab.model.refusal.Refusal
        ``extra_after_end`` or ``extra_after_payoff``.

    Examples
    --------
    >>> from ..model.terms import loan_terms
    >>> loan = loan_terms(100000, "level_payment", 12, 0.12, start=date(2027, 1, 31))
    >>> listed_extras(loan, [{"month": 3, "amount": 20.5}], "shorter_term", None)
    [Extra(when=3, amount=2050, effect='shorter_term')]
    """
    extras = []
    for row in rows:
        month = row["month"]
        require(is_within(loan, month), "extra_after_end", "the loan is repaid by that month")
        if payoff is not None:
            # The payment that is due on the day of the payoff is part of it.
            in_one_sum = loan.method in IN_ONE_SUM
            due = add_months(loan.start, month) if in_one_sum else due_dates_of(loan)[month - 1]
            require(due < payoff, "extra_after_payoff", "the loan is cleared by that month")
        when = time_of(loan, month)
        extras.append(Extra(when, fen_of(row["amount"]), effect))
    return extras


def merged(extras: list[Extra]) -> list[Extra]:
    """Add up the early payments that are made at the same time: they are one payment.

    Examples
    --------
    >>> merged([Extra(3, 100, "shorter_term"), Extra(3, 50, "shorter_term")])
    [Extra(when=3, amount=150, effect='shorter_term')]
    """
    found: list[Extra] = []
    for extra in extras:
        places = [place for place, other in enumerate(found) if other.when == extra.when]
        if places:
            amount = found[places[0]].amount + extra.amount
            found[places[0]] = Extra(extra.when, amount, extra.effect)
        else:
            found.append(extra)
    return found


def changes_of_rate(rows: list[dict], months: int) -> dict:
    """Return the changes of the rate as `loan_terms` takes them, or refuse them.

    Parameters
    ----------
    rows : list of dict
        Each has a ``from_month`` and a ``new_annual_rate``.
    months : int
        Number of months of the loan.

    Raises
    ------
    loanlab.model.refusal.Refusal
        ``rate_change_after_end``, or ``rate_changes_twice`` if two begin with the same month.

    Examples
    --------
    >>> changes_of_rate([{"from_month": 4, "new_annual_rate": 0.12}], 12)
    {4: 0.12}
    """
    found: dict = {}
    for row in rows:
        month = row["from_month"]
        require(month <= months, "rate_change_after_end", "the loan is repaid by that month")
        require(month not in found, "rate_changes_twice", "one month has one rate")
        found[month] = row["new_annual_rate"]
    return found


def payments_until_payoff(terms: Terms, day: date) -> list[Row]:
    """List the payments of a loan that is cleared on a chosen day.

    Parameters
    ----------
    terms : Terms
        The loan with the early payments before that day.
    day : date
        The day of the payoff.

    Returns
    -------
    list of Row
        As `payments_by_day`; the last one is the payoff.

    Raises
    ------
    loanlab.model.refusal.Refusal
        ``payoff_outside`` if the day is not between disbursement and the last payment.

    Examples
    --------
    >>> from ..model.terms import loan_terms
    >>> terms = loan_terms(1000000, "level_payment", 12, 0.1825, start=date(2027, 1, 10))
    >>> [row.payment for row in payments_until_payoff(terms, date(2027, 3, 20))]
    [91799, 91799, 849941]
    """
    rows = payments_by_day(terms)
    is_open = terms.start < day < rows[-1].due
    require(is_open, "payoff_outside", "the payoff must come after disbursement, before the end")
    payoff = early_payoff(terms, day)
    before = [row for row in rows if row.due < day]
    principal, interest, fee = payoff.principal, payoff.interest, payoff.fee
    number = 1 if terms.method in IN_ONE_SUM else len(before) + 1
    on_the_day = [row for row in rows if row.due == day and terms.method not in IN_ONE_SUM]
    for row in on_the_day:
        # The payment that is due on the day and the payoff are one payment.
        principal, interest, fee = principal + row.principal, interest + row.interest, fee + row.fee
    early = payoff.principal + sum(row.early for row in on_the_day)
    payment = principal + interest + fee
    return before + [Row(number, day, principal, interest, fee, principal, payment, 0, early)]


def counts_months(loan: Terms, paid: list[Row]) -> bool:
    """Whether the price of a plan counts whole months, as its contract does.

    Examples
    --------
    >>> from ..model.terms import loan_terms
    >>> loan = loan_terms(100000, "bullet", 3, 0.12, start=date(2027, 1, 31))
    >>> counts_months(loan, payments_by_day(loan))
    True
    """
    return loan.day_count == BY_MONTH and all(
        add_months(loan.start, whole_months(loan.start, row.due)) == row.due for row in paid
    )


def convention_of(loan: Terms, paid: list[Row], price: Price, has_dates: bool) -> list[str]:
    """Return the sentence on how the annual rate counts time, where there is one.

    ``has_dates`` says whether payments are made on other days than by the month.
    """
    if loan.day_count != BY_MONTH:
        return ["by_days_" + price.convention]
    if has_dates and not counts_months(loan, paid):
        return ["by_days_" + price.convention] if price.convention == IRREGULAR else []
    return ["by_month"] if loan.method in IN_ONE_SUM else []


def schedule_rows(paid: list[Row]) -> list[dict]:
    """List the payments in the order made, in yuan."""
    rows = []
    for number, row in enumerate(paid, 1):
        shown: dict = {name: yuan_of(getattr(row, name)) for name in AMOUNTS}
        shown["number"] = number
        shown["due"] = row.due.isoformat()
        shown["balance"] = yuan_of(row.closing)
        rows.append(shown)
    return rows


def balance_rows(loan: Terms, paid: list[Row], plain: list[Row]) -> list[dict]:
    """List the balance after each month, with the early payments and without them."""
    start, end = loan.start, plain[-1].due
    owed = owed_plain = loan.principal
    place = place_plain = 0
    month = 0
    rows = []
    while True:
        day = add_months(start, month)
        while place < len(paid) and paid[place].due <= day:
            owed = paid[place].closing
            place += 1
        while place_plain < len(plain) and plain[place_plain].due <= day:
            owed_plain = plain[place_plain].closing
            place_plain += 1
        rows.append(
            {"month": month, "with_extra": yuan_of(owed), "without_extra": yuan_of(owed_plain)}
        )
        if day >= end:
            return rows
        month += 1


def calendar(loan: Terms, paid: list[Row], has_own_day: bool) -> tuple:
    """Make the reminders of a plan, and those that other plans of the loan may have left.

    ``has_own_day`` says whether an early payment may be made on a day of its own.
    """
    terms = [loan.principal, loan.method, loan.periods, loan.start]
    terms += [loan.nominal_annual_rate, loan.flat_fee_rate, loan.day_count]
    if loan.first_due is not None:
        terms.append(loan.first_due)
    for month in sorted(loan.rate_changes):
        terms += [month, loan.rate_changes[month]]
    days = due_dates_of(loan)
    if loan.method in IN_ONE_SUM:
        days = days * MOST_PAYMENTS_IN_ONE_SUM
    elif has_own_day:
        # One payment more than other plans have: they are kept apart.
        terms.append(ON_A_DAY)
        days = days + days[-1:]
    key = identity(NAME, terms)
    events = []
    for number, row in enumerate(paid, 1):
        payment = yuan("payment", yuan_of(row.payment))
        balance = yuan("balance", yuan_of(row.closing))
        outputs = [quantity("number", number), payment, balance]
        events.append(Event(row.due, key + "-" + str(number), outputs))
    return events, cancelled_events(key, len(paid) + 1, days[len(paid) :])
