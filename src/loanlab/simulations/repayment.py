"""repayment: a loan's repayment plan by each method, with and without an early payment."""

from datetime import date

from ..forms.calendar_text import cancelled_events, identity
from ..forms.definition import Chart, Event, Result, Simulation
from ..forms.fields import Choice, Day, Number, derived
from ..forms.outputs import calendar_day, in_unit, percent, quantity, saving, yuan
from ..model.dates import ACTUAL_360, ACTUAL_365, BY_MONTH, add_months, whole_months
from ..model.money import fen_of, round_fen, yuan_of
from ..model.price import Price, price_of_plan
from ..model.rates import nominal_annual_rate as annual_of_daily
from ..model.schedule import Row, add_fees, payments_by_day, totals
from ..model.terms import (
    DAILY_INTEREST,
    FLAT_FEE,
    IN_ONE_SUM,
    LEVEL_PAYMENT,
    SHORTER_TERM,
    SMALLER_PAYMENT,
    Extra,
    Terms,
    due_dates_of,
    loan_terms,
)
from .loan_fields import METHODS, WITH_INTEREST, annual_rate_field, flat_fee_field

NAME = "repayment"
MOST_MONTHS = 60
START = date(2026, 12, 15)
RATE_KINDS = ["nominal_annual_rate", "daily_rate"]
AMOUNTS = ["payment", "principal", "interest", "fee"]


def define(facts: dict) -> Simulation:
    daily_rate = facts["daily_rate_high"]
    card_fee = facts["card_repayment_fee"]

    return Simulation(
        NAME,
        facts,
        fields=[
            Number("principal", "yuan", 100, 500000, step=100, default=10000),
            Choice("method", METHODS, default=LEVEL_PAYMENT),
            Choice("rate_kind", RATE_KINDS, default="nominal_annual_rate", when=WITH_INTEREST),
            annual_rate_field(facts, 1, when={"rate_kind": ["nominal_annual_rate"]}),
            Number(
                "daily_rate",
                "percent_a_day",
                0,
                0.005,
                step=0.00001,
                default=daily_rate,
                when={"rate_kind": ["daily_rate"]},
            ),
            flat_fee_field(facts),
            Number("months", "months", 1, MOST_MONTHS, step=1, default=12, whole=True),
            Day("start_date", date(2020, 1, 1), date(2040, 12, 31), default=START),
            Choice(
                "day_count",
                [BY_MONTH, ACTUAL_365, ACTUAL_360],
                default=BY_MONTH,
                when=WITH_INTEREST,
            ),
            Number("extra_amount", "yuan", 0, 500000, step=100, default=2000),
            Number("extra_month", "months", 1, MOST_MONTHS, step=1, default=3, whole=True),
            Choice("extra_effect", [SHORTER_TERM, SMALLER_PAYMENT], default=SHORTER_TERM),
            Number("prepayment_fee_rate", "percent", 0, 0.1, step=0.001, default=0.0),
            Choice("channel", ["debit", "manual", "card"], default=derived("debit", card_fee)),
        ],
        outputs=[
            yuan("first_payment"),
            yuan("last_payment"),
            yuan("total_interest"),
            yuan("other_fees"),
            percent("annualised_rate"),
            saving("interest_saved"),
            in_unit("months", "months_saved"),
            calendar_day("last_due_date"),
        ],
        pictures=[
            Chart(
                "schedule",
                [quantity("number"), calendar_day("due")]
                + [quantity(name, places=2) for name in AMOUNTS + ["balance"]],
                is_long=True,
            ),
            Chart(
                "balance",
                [
                    quantity("month"),
                    quantity("with_extra", places=2),
                    quantity("without_extra", places=2),
                ],
                is_long=True,
            ),
        ],
        compute=compute,
        details=[
            quantity("payments"),
            quantity("interest_of_100", places=2),
            yuan("total_payment"),
            yuan("extra_applied"),
            yuan("difference"),
        ],
        has_calendar=True,
    )


def compute(
    facts: dict,
    principal: float,
    method: str,
    rate_kind: str,
    nominal_annual_rate: float,
    daily_rate: float,
    flat_fee_rate: float,
    months: int,
    start_date: date,
    day_count: str,
    extra_amount: float,
    extra_month: int,
    extra_effect: str,
    prepayment_fee_rate: float,
    channel: str,
) -> Result:
    is_flat = method == FLAT_FEE
    if is_flat:
        day_count = BY_MONTH
    elif method == DAILY_INTEREST and day_count == BY_MONTH:
        day_count = ACTUAL_365
    annual = nominal_annual_rate
    if rate_kind == "daily_rate":
        annual = annual_of_daily(daily_rate, 360 if day_count == ACTUAL_360 else 365)

    def terms_with(early_payments: list) -> Terms:
        return loan_terms(
            fen_of(principal),
            method,
            months,
            0.0 if is_flat else annual,
            flat_fee_rate=flat_fee_rate if is_flat else 0.0,
            start=start_date,
            day_count=day_count,
            extras=early_payments,
            prepayment_fee_rate=prepayment_fee_rate,
        )

    loan = terms_with([])
    channel_fee = fen_of(facts["card_repayment_fee"]["value"]) if channel == "card" else 0
    plain = add_fees(payments_by_day(loan), channel_fee)
    paid = plain
    has_extra = extra_amount > 0 and extra_month < months
    if has_extra:
        when = add_months(start_date, extra_month) if method in IN_ONE_SUM else extra_month
        extra = Extra(when, fen_of(extra_amount), extra_effect)
        paid = add_fees(payments_by_day(terms_with([extra])), channel_fee)
    after = totals(paid)
    flat_fees = round_fen(loan.principal * loan.flat_fee_rate) * len(paid)
    saved = totals(plain).payment - after.payment
    applied = sum(row.early for row in paid)
    months_saved = _month(loan, plain[-1]) - _month(loan, paid[-1])
    price = price_of_plan(loan, paid)
    sentences = ["told", _way(method, len(paid), months_saved > 0)] + _convention(loan, price)
    if has_extra:
        sentences += _extra_sentences(saved, applied < extra.amount)
    elif extra_amount > 0:
        sentences.append("extra_too_late")
    if months_saved > 0:
        sentences.append("shorter")
    if channel == "card":
        sentences.append("card")
    outputs = {
        "first_payment": yuan_of(paid[0].payment),
        "last_payment": yuan_of(paid[-1].payment),
        "total_interest": yuan_of(after.interest + flat_fees),
        "other_fees": yuan_of(after.fee - flat_fees),
        "annualised_rate": price.nominal,
        "interest_saved": yuan_of(saved),
        "months_saved": months_saved,
        "last_due_date": paid[-1].due.isoformat(),
    }
    details = {
        "payments": len(paid),
        "interest_of_100": 100 * (after.interest + after.fee) / after.payment,
        "total_payment": yuan_of(after.payment),
        "extra_applied": yuan_of(applied),
        "difference": yuan_of(abs(saved)),
    }
    rows = {
        "schedule": [_schedule_row(loan, row) for row in paid],
        "balance": _balance_rows(loan, paid, plain),
    }
    events, cancelled = _calendar(loan, paid)
    return Result(outputs, rows, sentences, details, events, cancelled)


def _month(loan: Terms, row: Row) -> int:
    """Return the month of the loan at whose end a payment is made."""
    return whole_months(loan.start, row.due)


def _convention(loan: Terms, price: Price) -> list[str]:
    """Return the sentence on how the annual rate counts time, where there is one."""
    if loan.day_count != BY_MONTH:
        return ["by_days_" + price.convention]
    return ["by_month"] if loan.method in IN_ONE_SUM else []


def _way(method: str, count: int, is_early: bool) -> str:
    """Return the sentence on the way of repayment."""
    if method not in IN_ONE_SUM:
        return "in_instalments"
    if count > 1:
        return "in_one_sum_rest"
    return "in_one_sum_early" if is_early else "in_one_sum"


def _extra_sentences(saved: int, is_capped: bool) -> list[str]:
    """Return the sentences on an early payment and what it saves, in fen."""
    effect = "extra_saves" if saved > 0 else "extra_costs" if saved else "extra_even"
    return [effect, "extra_capped"] if is_capped else [effect]


def _schedule_row(loan: Terms, row: Row) -> dict:
    shown: dict = {name: yuan_of(getattr(row, name)) for name in AMOUNTS}
    shown["number"] = _month(loan, row)
    shown["due"] = row.due.isoformat()
    shown["balance"] = yuan_of(row.closing)
    return shown


def _balance_rows(loan: Terms, paid: list[Row], plain: list[Row]) -> list[dict]:
    """List the balance after each month, with the early payment and without it."""
    closing = {_month(loan, row): row.closing for row in paid}
    closing_plain = {_month(loan, row): row.closing for row in plain}
    owed = owed_plain = loan.principal
    rows = []
    for month in range(loan.periods + 1):
        owed = closing.get(month, owed)
        owed_plain = closing_plain.get(month, owed_plain)
        rows.append(
            {"month": month, "with_extra": yuan_of(owed), "without_extra": yuan_of(owed_plain)}
        )
    return rows


def _calendar(loan: Terms, paid: list[Row]) -> tuple:
    """Make the reminders of a plan, and those that other plans of the loan may have left."""
    terms = [loan.principal, loan.method, loan.periods, loan.start]
    terms += [loan.nominal_annual_rate, loan.flat_fee_rate, loan.day_count]
    key = identity(NAME, terms)
    events = []
    for number, row in enumerate(paid, 1):
        payment = yuan("payment", yuan_of(row.payment))
        balance = yuan("balance", yuan_of(row.closing))
        outputs = [quantity("number", number), payment, balance]
        events.append(Event(row.due, key + "-" + str(number), outputs))
    # A loan repaid in one sum may have an early payment in another plan.
    dues = due_dates_of(loan) * 2 if loan.method in IN_ONE_SUM else due_dates_of(loan)
    return events, cancelled_events(key, len(paid) + 1, dues[len(paid) :])
