"""repayment: a loan's plan by each method, with and without an early payment."""

from datetime import date

from ..forms.calendar_text import cancelled_events, identity
from ..forms.definition import Chart, Event, Result, Simulation
from ..forms.fields import Choice, Day, Number, derived
from ..forms.outputs import calendar_day, in_unit, percent, quantity, saving, yuan
from ..model.dates import ACTUAL_360, ACTUAL_365, BY_MONTH, add_months, whole_months
from ..model.money import fen_of, round_fen, yuan_of
from ..model.price import price_of_plan
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
    dues_of,
    loan_terms,
)
from .loan_fields import METHODS, WITH_INTEREST, flat_fee_field

NAME = "repayment"
MOST_MONTHS = 60
START = date(2026, 12, 15)


def define(facts: dict) -> Simulation:
    daily_rate = facts["daily_rate_high"]
    card_fee = facts["card_repayment_fee"]

    return Simulation(
        NAME,
        facts,
        fields=[
            Number("principal", "yuan", 100, 500000, step=100, default=10000),
            Choice("method", METHODS, default=LEVEL_PAYMENT),
            Choice(
                "rate_kind",
                ["nominal_annual_rate", "daily_rate"],
                default="nominal_annual_rate",
                when={"method": WITH_INTEREST},
            ),
            Number(
                "nominal_annual_rate",
                "percent_a_year",
                0,
                1,
                step=0.0005,
                default=derived(annual_of_daily(daily_rate["value"]), daily_rate),
                when={"rate_kind": ["nominal_annual_rate"]},
            ),
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
                when={"method": WITH_INTEREST},
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
                [
                    quantity("number"),
                    calendar_day("due"),
                    quantity("payment", places=2),
                    quantity("principal", places=2),
                    quantity("interest", places=2),
                    quantity("fee", places=2),
                    quantity("balance", places=2),
                ],
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
    card_fee = facts["card_repayment_fee"]
    if method == DAILY_INTEREST and day_count == BY_MONTH:
        day_count = ACTUAL_365
    annual = 0.0
    if method != FLAT_FEE:
        annual = nominal_annual_rate
        if rate_kind == "daily_rate":
            annual = annual_of_daily(daily_rate, 360 if day_count == ACTUAL_360 else 365)
    has_extra = extra_amount > 0 and extra_month < months

    def lent(extras: list) -> Terms:
        return loan_terms(
            fen_of(principal),
            method,
            months,
            annual,
            flat_fee_rate=flat_fee_rate if method == FLAT_FEE else 0.0,
            start=start_date,
            day_count=BY_MONTH if method == FLAT_FEE else day_count,
            extras=extras,
            prepayment_fee_rate=prepayment_fee_rate,
        )

    loan = lent([])
    channel_fee = fen_of(card_fee["value"]) if channel == "card" else 0
    plain = add_fees(payments_by_day(loan), channel_fee)
    paid = plain
    if has_extra:
        when = add_months(start_date, extra_month) if method in IN_ONE_SUM else extra_month
        extra = Extra(when, fen_of(extra_amount), extra_effect)
        paid = add_fees(payments_by_day(lent([extra])), channel_fee)
    after = totals(paid)
    cost = after.interest + after.fee
    flat_fees = round_fen(loan.principal * loan.flat_fee_rate) * len(paid)
    saved = totals(plain).payment - after.payment
    applied = sum(row.early for row in paid)
    months_saved = _month(loan, plain[-1]) - _month(loan, paid[-1])
    sentences = ["told", _way(method, len(paid), months_saved > 0)]
    price = price_of_plan(loan, paid)
    if loan.day_count != BY_MONTH:
        sentences.append("by_days_" + price.convention)
    elif method in IN_ONE_SUM:
        sentences.append("by_month")
    if has_extra:
        sentences.append("extra_saves" if saved > 0 else "extra_costs" if saved else "extra_even")
        if applied < extra.amount:
            sentences.append("extra_capped")
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
        "interest_of_100": 100 * cost / after.payment,
        "total_payment": yuan_of(after.payment),
        "extra_applied": yuan_of(applied),
        "difference": yuan_of(abs(saved)),
    }
    rows_shown = {
        "schedule": [_shown(loan, row) for row in paid],
        "balance": _balances(loan, paid, plain),
    }
    priced = [loan.nominal_annual_rate, loan.flat_fee_rate, loan.day_count]
    key = identity(NAME, [loan.principal, method, months, start_date] + priced)
    events = [_event(key, number, row) for number, row in enumerate(paid, 1)]
    # What other plans of this loan may have more: one in one sum an early payment.
    dues = dues_of(loan) * 2 if method in IN_ONE_SUM else dues_of(loan)
    cancelled = cancelled_events(key, len(paid) + 1, dues[len(paid) :])
    return Result(outputs, rows_shown, sentences, details, events, cancelled)


def _month(loan: Terms, row: Row) -> int:
    """Month of the loan at whose end a payment is made."""
    return whole_months(loan.start, row.due)


def _way(method: str, count: int, is_early: bool) -> str:
    """The sentence that fits the way of repayment."""
    if method not in IN_ONE_SUM:
        return "in_instalments"
    if count > 1:
        return "in_one_sum_rest"
    return "in_one_sum_early" if is_early else "in_one_sum"


def _shown(loan: Terms, row: Row) -> dict:
    return {
        "number": _month(loan, row),
        "due": row.due.isoformat(),
        "payment": yuan_of(row.payment),
        "principal": yuan_of(row.principal),
        "interest": yuan_of(row.interest),
        "fee": yuan_of(row.fee),
        "balance": yuan_of(row.closing),
    }


def _balances(loan: Terms, paid: list[Row], plain: list[Row]) -> list[dict]:
    """What is still owed after each month, with the early payment and without it."""
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


def _event(key: str, number: int, row: Row) -> Event:
    return Event(
        row.due,
        key + "-" + str(number),
        [
            quantity("number", number),
            yuan("payment", yuan_of(row.payment)),
            yuan("balance", yuan_of(row.closing)),
        ],
    )
