"""Compute repayment schedules (还款计划) row by row, payments by day, and early payoff.

References
----------
- S. G. Kellison, The Theory of Interest, chapter 6: amortization schedules.
- 中华人民共和国民法典 (Civil Code), article 561: a payment covers interest before principal;
  article 677: on early repayment, interest accrues for the time actually used.
"""

from collections import namedtuple
from datetime import date

from .dates import year_share
from .inputs import require_day, require_number
from .money import round_fen
from .refusal import Refusal, require
from .terms import (
    CAPITALISED,
    EQUAL_PRINCIPAL,
    FLAT_FEE,
    IN_ONE_SUM,
    INTEREST_ONLY,
    LEVEL_PAYMENT,
    NEXT_PAYMENT,
    SHORTER_TERM,
    SMALLER_PAYMENT,
    Terms,
    due_dates_of,
    year_fractions_of,
)

Row = namedtuple(
    "Row",
    ("number", "due", "opening", "interest", "fee", "principal", "payment", "closing", "early"),
)
# In an unrounded schedule, a balance this small relative to all that is lent is rounding.
DUST = 1e-12

Totals = namedtuple("Totals", ("interest", "fee", "principal", "payment"))
EarlyPayoff = namedtuple("EarlyPayoff", ("principal", "interest", "fee", "payment", "saved"))


def schedule(terms: Terms) -> list[Row]:
    """Compute the repayment schedule of a loan.

    Parameters
    ----------
    terms : Terms
        The loan, as `loan_terms` returns it.

    Returns
    -------
    list of Row
        One per payment: ``number``, ``due`` (date or None), ``opening`` and ``closing`` balance,
        ``interest``, ``fee`` (flat fees and fees on early principal), ``principal`` (extra payments
        included), ``payment`` (their sum) and ``early`` (the principal repaid before it was due),
        in fen. The principal parts add up to the amount lent and the last balance is exactly 0.

    Raises
    ------
    Refusal
        ``payment_too_small`` if a payment stated by the contract does not cover the interest,
        ``negative_amortisation`` if the level payment does not cover the interest of some period
        and the terms do not allow the balance to grow.

    Examples
    --------
    >>> from .terms import loan_terms
    >>> rows = schedule(loan_terms(1000000, "level_payment", 12, 0.1825))
    >>> rows[0].payment, rows[0].interest, rows[-1].closing
    (91799, 15208, 0)

    Notes
    -----
    Interest is balance x nominal annual rate x year fraction, rounded half up in each row. The last
    payment absorbs the rounding differences. A level payment is the balance divided by the present
    value of 1 fen per period over the remaining periods, with the actual length of each: payments
    are equal except for the last, whatever the first period and the day count. If rounding up each
    payment adds up, with interest, to whole payments, the last payments are not needed.
    """
    plan = _Plan(terms)
    rows = []
    for number in range(1, len(plan.dues) + 1):
        rows.append(plan.make_row(number))
        if plan.balance == 0 and not any(later > number for later in terms.drawdowns):
            break
    return rows


def totals(rows: list[Row]) -> Totals:
    """Add up the rows of a repayment schedule.

    Parameters
    ----------
    rows : list of Row
        The schedule.

    Returns
    -------
    Totals
        ``interest``, ``fee``, ``principal`` and ``payment``, in fen.

    Examples
    --------
    >>> from .terms import loan_terms
    >>> totals(schedule(loan_terms(1000000, "level_payment", 12, 0.1825))).interest
    101587
    """
    return Totals(
        sum(row.interest for row in rows),
        sum(row.fee for row in rows),
        sum(row.principal for row in rows),
        sum(row.payment for row in rows),
    )


def payments_by_day(terms: Terms) -> list[Row]:
    """List every payment of a loan on its own day, including early ones between two due dates.

    Parameters
    ----------
    terms : Terms
        The loan; it has a start date.

    Returns
    -------
    list of Row
        As `schedule`, with a row for each extra payment made on a day of its own; its ``number``
        is that of the next payment due. The totals equal those of `schedule`.

    Raises
    ------
    Refusal
        ``start`` if the loan has no dates; as `schedule`.

    Examples
    --------
    >>> from .terms import Extra, loan_terms
    >>> paid = Extra(date(2027, 1, 30), 40000, "shorter_term")
    >>> terms = loan_terms(100000, "bullet", 1, 0.12, start=date(2027, 1, 10), extras=[paid])
    >>> [(row.due.isoformat(), row.interest, row.payment) for row in payments_by_day(terms)]
    [('2027-01-30', 667, 40667), ('2027-02-10', 200, 60200)]

    Notes
    -----
    An early payment of a loan in one sum pays the interest accrued up to its day and its own fee
    (Civil Code, articles 561 and 677). In a loan in instalments, the interest of the period and the
    fee are paid with the next payment due.
    """
    require(terms.start is not None, "start", "dated payments need a loan with a start date")
    plan = _Plan(terms)
    rows: list[Row] = []
    for row in schedule(terms):
        plan.begin_period(row.number)
        rows += _split_by_day(plan, row)
    return rows


def _split_by_day(plan: "_Plan", row: Row) -> list[Row]:
    """Split a row into the early payments before its due date and the rest on that date."""
    in_one_sum = plan.terms.method in IN_ONE_SUM
    rows = []
    left = row.opening
    # Interest, fee and early principal of the row that are already paid.
    interest: float = 0
    fee: float = 0
    early: float = 0
    for extra in plan.extras_before(row.number):
        repaid = min(extra.amount, left)
        if not repaid:
            break
        left -= repaid
        interest_before, fee_before, early_before = interest, fee, early
        if extra.effect != NEXT_PAYMENT:
            early = min(early + repaid, row.early)
        if in_one_sum and left:
            interest = plan.interest_up_to(row.number, extra.when)
            fee = plan.round_amount(plan.terms.prepayment_fee_rate * early)
        elif in_one_sum:
            interest, fee = row.interest, row.fee
        charges = (interest - interest_before, fee - fee_before)
        parts = (repaid, early - early_before)
        rows.append(_make_row(row.number, extra.when, left + repaid, charges, parts, left))
    if left or not in_one_sum:
        charges = (row.interest - interest, row.fee - fee)
        parts = (row.principal - (row.opening - left), row.early - early)
        rows.append(_make_row(row.number, row.due, left, charges, parts, row.closing))
    return rows


def _make_row(
    number: int, due: date | None, opening: float, charges: tuple, parts: tuple, closing: float
) -> Row:
    """Build a row; ``charges`` are interest and fee, ``parts`` principal and early principal."""
    interest, fee = charges
    principal, early = parts
    payment = principal + interest + fee
    return Row(number, due, opening, interest, fee, principal, payment, closing, early)


def add_fees(rows: list[Row], fee: int) -> list[Row]:
    """Add a fee to every payment, for example for the payment channel.

    Parameters
    ----------
    rows : list of Row
        The payments.
    fee : int
        Fee per payment, in fen, 0 or more.

    Returns
    -------
    list of Row
        The payments with ``fee`` and ``payment`` increased.

    Raises
    ------
    Refusal
        ``fee`` if it is below 0 or not a number.

    Examples
    --------
    >>> from .terms import loan_terms
    >>> rows = schedule(loan_terms(1000000, "level_payment", 12, 0.1825))
    >>> rows[0].payment, add_fees(rows, 100)[0].payment
    (91799, 91899)
    """
    fee = require_number(fee, "fee", 0)  # type: ignore[assignment]
    return [_add_fee(row, fee, row.due) for row in rows]


def _add_fee(row: Row, fee: int, due: date) -> Row:
    """Copy a row with an additional fee and another date."""
    charges, parts = (row.interest, row.fee + fee), (row.principal, row.early)
    return _make_row(row.number, due, row.opening, charges, parts, row.closing)


def flows_of_plan(terms: Terms, rows: list[Row]) -> tuple:
    """Return the dates and cash flows of a loan, for pricing.

    Parameters
    ----------
    terms : Terms
        The loan; it has a start date.
    rows : list of Row
        Its payments, as `payments_by_day` returns them.

    Returns
    -------
    tuple of list
        Dates, and flows in fen: disbursements are negative, payments positive.

    Raises
    ------
    Refusal
        ``start`` if the loan has no dates.

    Examples
    --------
    >>> from .terms import Extra, loan_terms
    >>> paid = Extra(date(2027, 1, 30), 40000, "shorter_term")
    >>> terms = loan_terms(100000, "bullet", 1, 0.12, start=date(2027, 1, 10), extras=[paid])
    >>> days, flows = flows_of_plan(terms, payments_by_day(terms))
    >>> [day.isoformat() for day in days], flows
    (['2027-01-10', '2027-01-30', '2027-02-10'], [-100000, 40667, 60200])
    """
    require(terms.start is not None, "start", "dated payments need a loan with a start date")
    dues = due_dates_of(terms)
    days, flows = [terms.start], [-terms.principal]
    for row in rows:
        days.append(row.due)
        flows.append(row.payment)
    for number in terms.drawdowns:
        days.append(dues[number - 1])
        flows.append(-terms.drawdowns[number])
    return days, flows


def dated_flows(terms: Terms) -> tuple:
    """Return the dates and cash flows of a loan that is repaid as scheduled.

    Beyond the book: `flows_of_plan` in one step, to price a contract from Python.

    Parameters
    ----------
    terms : Terms
        The loan; it has a start date.

    Returns
    -------
    tuple of list
        As `flows_of_plan`.

    Raises
    ------
    Refusal
        ``start`` if the loan has no dates; as `schedule`.

    Examples
    --------
    >>> from .terms import loan_terms
    >>> dated_flows(loan_terms(100000, "bullet", 1, 0.12, start=date(2027, 1, 10)))[1]
    [-100000, 101000]
    """
    return flows_of_plan(terms, payments_by_day(terms))


def early_payoff(terms: Terms, day: date) -> EarlyPayoff:
    """Compute the early payoff of a loan on some day (提前结清), and what it saves.

    Parameters
    ----------
    terms : Terms
        The loan; it has a start date.
    day : date
        Day of the payoff. Payments due on or before it are made as scheduled.

    Returns
    -------
    Settlement
        ``principal``, ``interest`` since the last payment, ``fee`` (on early principal, the flat
        fee of the current period, and the fees of later periods if the contract claims them),
        ``payment`` (their sum) and ``saved`` (interest and fees that will no longer fall due, less
        those paid now), in fen.

    Raises
    ------
    Refusal
        ``start`` if the loan has no dates, ``day`` if the loan has not begun or is repaid by then.

    Examples
    --------
    >>> from .terms import loan_terms
    >>> terms = loan_terms(1000000, "level_payment", 12, 0.1825, start=date(2027, 1, 10))
    >>> early_payoff(terms, date(2027, 3, 20)).payment
    849941
    """
    require(terms.start is not None, "start", "early payoff needs a loan with a start date")
    day = require_day(day, "day")
    require(day >= terms.start, "day", "the loan has not begun on that day")
    rows = schedule(terms)
    paid = len([row for row in rows if row.due <= day])
    require(paid < len(rows), "day", "the loan is already cleared on that day")
    plan = _Plan(terms)
    for row in rows[:paid]:
        plan.make_row(row.number)
    plan.begin_period(paid + 1)
    interest = plan.interest_up_to(paid + 1, day)
    principal = plan.balance
    for extra in plan.extras_before(paid + 1):
        if extra.when < day:
            principal = max(0, principal - extra.amount)
    # Principal repaid early with or since the last payment has not borne its fee yet.
    bearing = plan.balance + plan.excess_ahead(paid + 1)
    fee = plan.round_amount(terms.prepayment_fee_rate * bearing)
    to_come = totals(rows[paid:])
    if terms.method in IN_ONE_SUM:
        # In a loan in one sum, early payments have already paid interest and fees up to their day.
        before = totals([row for row in payments_by_day(terms) if row.due < day])
        interest -= before.interest
        fee -= before.fee
        to_come = totals([row for row in payments_by_day(terms) if row.due >= day])
    begun = 1 if day > plan.period_start(paid + 1) else 0
    fee += plan.flat_fee() * (len(plan.dues) - paid if terms.remaining_fees_due else begun)
    saved = to_come.interest + to_come.fee - interest - fee
    return EarlyPayoff(principal, interest, fee, principal + interest + fee, saved)


def _sum_extras(extras: list, effects: tuple) -> float:
    """Add up the extra payments that have one of some effects."""
    return sum(extra.amount for extra in extras if extra.effect in effects)


class _Plan:
    """State of a schedule while it is computed, one period after another.

    Attributes
    ----------
    balance : float
        Outstanding principal.
    instalment : float or None
        Current level payment, or principal part where the method has no level payment; None if it
        must be computed anew.
    is_stated : bool
        Whether the contract states the current instalment.
    last_number : int
        Number of the last payment; extra payments can bring it forward.
    is_shortened : bool
        Whether an extra payment has shortened the term.
    early_before_instalment : float
        Principal repaid early before there was an instalment to maintain.
    paid_ahead : float
        Extra amount paid with the last payment that counts towards the next one.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.dues = due_dates_of(terms)
        self.shares = year_fractions_of(terms)
        self.nominal_annual_rate = terms.nominal_annual_rate
        self.balance: float = terms.principal
        self.dust = DUST * (terms.principal + sum(terms.drawdowns.values()))
        # Unrounded, a payment may fall short of its interest by rounding alone.
        self.slack = 0.0 if terms.rounded else self.dust
        self.instalment: float | None = None
        self.is_stated = False
        self.last_number = len(self.dues)
        self.is_shortened = False
        self.early_before_instalment: float = 0
        self.paid_ahead: float = 0

    def round_amount(self, amount: float) -> float:
        """Round to whole fen, unless the terms ask for unrounded amounts."""
        return round_fen(amount) if self.terms.rounded else amount

    def make_row(self, number: int) -> Row:
        """Compute the row of the next payment and move on to the period after it."""
        self.begin_period(number)
        opening = self.balance
        interest = self.interest_up_to(number, self.dues[number - 1])
        due = self.principal_due(number, interest)
        counted = min(self.paid_ahead, max(0, due))
        regular, early, ahead = self.split_principal(number, due - counted)
        principal = regular + early + ahead
        if not self.terms.rounded and 0 < opening - principal <= self.dust:
            principal = opening
        self.balance = opening - principal
        # The part of the amount paid ahead that exceeds this payment was paid early.
        bearing = early + self.paid_ahead - counted
        self.paid_ahead = ahead
        if self.balance == 0:
            bearing += self.excess_ahead(number + 1)
            self.paid_ahead = 0
        fee = self.round_amount(self.terms.prepayment_fee_rate * bearing) + self.flat_fee()
        if self.terms.remaining_fees_due and self.balance == 0:
            fee += self.flat_fee() * (len(self.dues) - number)
        self.apply_changes(number, early)
        self.balance += self.terms.drawdowns.get(number, 0)
        parts = (principal, early)
        return _make_row(
            number, self.dues[number - 1], opening, (interest, fee), parts, self.balance
        )

    def split_principal(self, number: int, regular: float) -> tuple:
        """Split the principal of a row into the part due, paid early, and paid ahead."""
        dated, together = self.extras_before(number), self.extras_with(number)
        at_once = (SHORTER_TERM, SMALLER_PAYMENT)
        # Dated extra payments reduce the principal that is due.
        before = min(_sum_extras(dated, at_once), self.balance)
        regular = min(regular, self.balance - before)
        towards = _sum_extras(dated, (NEXT_PAYMENT,))
        early = towards - min(towards, max(0, regular)) + _sum_extras(together, at_once)
        early = before + min(early, self.balance - before - regular)
        ahead = min(_sum_extras(together, (NEXT_PAYMENT,)), self.balance - regular - early)
        return regular, early, ahead

    def excess_ahead(self, number: int) -> float:
        """Return the part of the amount paid ahead that exceeds the next payment."""
        return max(0, self.paid_ahead - (self.instalment or 0)) if number < self.last_number else 0

    def apply_changes(self, number: int, early: float) -> None:
        """Apply the effects of extra payments and drawdowns to the following periods."""
        extras = self.extras_before(number) + self.extras_with(number)
        effects = [extra.effect for extra in extras]
        if SHORTER_TERM in effects and early:
            self.is_shortened = True
            if self.instalment is None:
                self.early_before_instalment += early
        if number in self.terms.drawdowns and number >= self.last_number:
            self.last_number = len(self.dues)
        if SMALLER_PAYMENT in effects or (number in self.terms.drawdowns and not self.is_stated):
            self.reset_instalment(number + 1)

    def reset_instalment(self, number: int) -> None:
        """Discard the instalment so that it is computed anew; a shortened term stays shortened."""
        if self.is_shortened and self.instalment is not None and self.balance > 0:
            self.last_number = self.find_last_number(self.instalment, number)
        self.instalment = None

    def find_last_number(self, part: float, number: int) -> int:
        """Find the number of the last payment if the instalment stays the same."""
        owed = self.balance
        while number < self.last_number:
            paid = part
            if self.terms.method == LEVEL_PAYMENT:
                paid -= owed * self.nominal_annual_rate * self.shares[number - 1]
            owed -= paid
            if owed <= self.dust:
                break
            number += 1
        return number

    def begin_period(self, number: int) -> None:
        """Apply the rate change and the stated payment that take effect in a period."""
        if number in self.terms.rate_changes:
            self.reset_instalment(number)
            self.nominal_annual_rate = self.terms.rate_changes[number]
        if number in self.terms.payments:
            self.instalment = self.terms.payments[number]
            self.is_stated = True

    def period_start(self, number: int) -> date:
        """Return the first day of a period; only valid if the loan has dates."""
        day: date = self.dues[number - 2] if number > 1 else self.terms.start
        return day

    def extras_before(self, number: int) -> list:
        """List the extra payments between the previous payment and this one, by day."""
        since, due = self.period_start(number), self.dues[number - 1]
        found = [
            extra
            for extra in self.terms.extras
            if not isinstance(extra.when, int)
            and (number == 1 or since < extra.when)
            and extra.when < due
        ]
        return sorted(found, key=lambda extra: extra.when)

    def extras_with(self, number: int) -> list:
        """List the extra payments made together with this payment."""
        together = (number, self.dues[number - 1])
        return [extra for extra in self.terms.extras if extra.when in together]

    def interest_up_to(self, number: int, day: date) -> float:
        """Compute the interest of a period up to a day in it, on the daily balance."""
        owed, since = self.balance, self.period_start(number)
        left = self.shares[number - 1]
        interest = 0.0
        for extra in self.extras_before(number):
            if extra.when < day:
                share = min(left, year_share(since, extra.when, self.terms.day_count))
                interest += owed * self.nominal_annual_rate * share
                owed = max(0, owed - extra.amount)
                since = extra.when
                left -= share
        if day != self.dues[number - 1]:
            left = min(left, year_share(since, day, self.terms.day_count))
        return self.round_amount(interest + owed * self.nominal_annual_rate * left)

    def principal_due(self, number: int, interest: float) -> float:
        """Compute the principal due with a payment, before any amount paid ahead is deducted."""
        owed = self.balance + self.paid_ahead
        if number >= self.last_number:
            return owed
        if self.terms.method == CAPITALISED:
            return -interest
        if self.terms.method == INTEREST_ONLY or number <= self.terms.grace:
            return 0
        if self.instalment is None:
            self.is_stated = False
            self.instalment = self.round_amount(
                (owed + self.early_before_instalment) / self.annuity_factor(number)
            )
            self.early_before_instalment = 0
        part = self.instalment
        if self.terms.method == LEVEL_PAYMENT:
            if interest - part > self.slack and not self.allows_growth(number):
                self.refuse_growth()
            part -= interest
        return min(part, owed)

    def allows_growth(self, number: int) -> bool:
        """Check whether the balance may grow by unpaid interest (negative amortisation)."""
        return self.terms.negative_amortisation or (self.is_stated and number == 1)

    def refuse_growth(self) -> None:
        """Refuse a payment below its interest; the reason says whether the contract states it."""
        if self.is_stated:
            raise Refusal(
                "payment_too_small", "the payment does not cover the interest of a period"
            )
        raise Refusal(
            "negative_amortisation",
            "a period's interest is more than the level payment: the balance would grow",
        )

    def annuity_factor(self, number: int) -> float:
        """Compute the present value of 1 fen per remaining period; their count without interest."""
        if self.terms.method in (EQUAL_PRINCIPAL, FLAT_FEE):
            return self.last_number - number + 1
        worth = 0.0
        for share in reversed(self.shares[number - 1 : self.last_number]):
            worth = (1.0 + worth) / (1.0 + self.nominal_annual_rate * share)
        return worth

    def flat_fee(self) -> float:
        """Compute the fee on the original principal, which stays constant."""
        return self.round_amount(self.terms.flat_fee_rate * self.terms.principal)
