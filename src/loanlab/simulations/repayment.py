"""repayment: a loan's plan by each method, with and without an early payment."""

from datetime import date

from ..model.cashflow import annual_cost, irr, simple_annual_cost
from ..model.dates import ACTUAL_360, ACTUAL_365, BY_MONTH, add_months
from ..model.money import fen_of, round_fen, yuan_of
from ..model.rates import MONTHS
from ..model.rates import nominal_annual_rate as annual_of_daily
from ..model.schedule import Row, schedule, totals
from ..model.terms import (
    DAILY_INTEREST,
    FLAT_FEE,
    IN_ONE_SUM,
    LEVEL_PAYMENT,
    SHORTER_TERM,
    SMALLER_PAYMENT,
    Extra,
    loan_terms,
)
from .definition import Column, Constant, Event, Figure, Picture, Result, Simulation
from .fields import OURS, ChoiceField, DateField, NumberField
from .loan_fields import METHODS, WITH_INTEREST, flat_fee_field

NAME = "repayment"
MOST_MONTHS = 60
START = date(2026, 12, 15)


def define(facts: dict) -> Simulation:
    """The simulation, with the figures of the article and of the sources put in.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Simulation
        Fields, figures, pictures and the computation.
    """
    daily_rate = facts["daily_rate_high"]
    card_fee = facts["card_repayment_fee"]

    fields = [
        NumberField("principal", "yuan", 100, 500000, 100, 10000, [OURS]),
        ChoiceField("method", METHODS, LEVEL_PAYMENT, [OURS]),
        ChoiceField(
            "rate_kind", ["nominal_annual_rate", "daily_rate"], "nominal_annual_rate", [OURS]
        ).when("method", WITH_INTEREST),
        NumberField(
            "nominal_annual_rate",
            "percent_a_year",
            0.0,
            1.0,
            0.0005,
            annual_of_daily(daily_rate["value"]),
            [daily_rate["origin"]],
        ).when("rate_kind", ["nominal_annual_rate"]),
        NumberField(
            "daily_rate",
            "percent_a_day",
            0.0,
            0.005,
            0.00001,
            daily_rate["value"],
            [daily_rate["origin"]],
        ).when("rate_kind", ["daily_rate"]),
        flat_fee_field(facts),
        NumberField("months", "months", 1, MOST_MONTHS, 1, 12, [OURS], whole=True),
        DateField("start_date", date(2020, 1, 1), date(2040, 12, 31), START, [OURS]),
        ChoiceField("day_count", [BY_MONTH, ACTUAL_365, ACTUAL_360], BY_MONTH, [OURS]).when(
            "method", WITH_INTEREST
        ),
        NumberField("extra_amount", "yuan", 0, 500000, 100, 2000, [OURS]),
        NumberField("extra_month", "months", 1, MOST_MONTHS, 1, 3, [OURS], whole=True),
        ChoiceField("extra_effect", [SHORTER_TERM, SMALLER_PAYMENT], SHORTER_TERM, [OURS]),
        NumberField("prepayment_fee_rate", "percent", 0.0, 0.1, 0.001, 0.0, [OURS]),
        ChoiceField("channel", ["debit", "manual", "card"], "debit", [card_fee["origin"]]),
    ]

    def compute(
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
        if method == DAILY_INTEREST and day_count == BY_MONTH:
            day_count = ACTUAL_365
        annual = 0.0
        if method != FLAT_FEE:
            annual = nominal_annual_rate
            if rate_kind == "daily_rate":
                annual = annual_of_daily(daily_rate, 360 if day_count == ACTUAL_360 else 365)
        amount = fen_of(principal)
        has_extra = extra_amount > 0 and extra_month < months
        terms: dict = {
            "flat_fee_rate": flat_fee_rate if method == FLAT_FEE else 0.0,
            "start": start_date,
            "day_count": BY_MONTH if method == FLAT_FEE else day_count,
            "prepayment_fee_rate": prepayment_fee_rate,
        }
        plain = schedule(loan_terms(amount, method, months, annual, **terms))
        rows = plain
        if has_extra:
            when = add_months(start_date, extra_month) if method in IN_ONE_SUM else extra_month
            extra = Extra(when, fen_of(extra_amount), extra_effect)
            rows = schedule(loan_terms(amount, method, months, annual, extras=[extra], **terms))
        paid = _by_month(rows, method, months)
        if has_extra and method in IN_ONE_SUM:
            paid = _parted(rows[0], min(extra.amount, amount), extra_month, months, terms)
        channel_fee = fen_of(card_fee["value"]) if channel == "card" else 0
        flat_fee = round_fen(amount * terms["flat_fee_rate"])
        sayings = ["told", "in_one_sum" if method in IN_ONE_SUM else "in_instalments"]
        if extra_amount > 0:
            sayings.append("extra" if has_extra else "extra_too_late")
        if paid[-1][0] < months:
            sayings.append("shorter")
        if channel == "card":
            sayings.append("card")
        before = totals(plain)
        after = totals([row for _, row in paid])
        fees = after.fee - flat_fee * len(rows) + channel_fee * len(paid)
        cost = after.interest + after.fee + channel_fee * len(paid)
        figures = {
            "first_payment": yuan_of(paid[0][1].payment),
            "last_payment": yuan_of(paid[-1][1].payment),
            "total_interest": yuan_of(cost - fees),
            "other_fees": yuan_of(fees),
            "annualised_rate": _annualised(amount, paid, channel_fee, cost, method),
            "interest_saved": yuan_of(before.interest + before.fee - after.interest - after.fee),
            "months_saved": months - paid[-1][0],
            "last_due_date": paid[-1][1].due.isoformat(),
        }
        extras = {
            "payments": len(paid),
            "interest_of_100": 100 * cost / (amount + cost),
            "total_payment": yuan_of(amount + cost),
        }
        rows_shown = {
            "schedule": [_shown(month, row, channel_fee) for month, row in paid],
            "balance": _balances(amount, months, paid, _by_month(plain, method, months)),
        }
        key = "-".join([NAME, start_date.isoformat(), str(amount), method, str(months)])
        events = [_event(key, number, row) for number, (_, row) in enumerate(paid, 1)]
        return Result(figures, rows_shown, sayings, extras, events)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("first_payment", "yuan", 2),
            Figure("last_payment", "yuan", 2),
            Figure("total_interest", "yuan", 2),
            Figure("other_fees", "yuan", 2),
            Figure("annualised_rate", "percent", 2),
            Figure("interest_saved", "saving", 2),
            Figure("months_saved", "months", 0),
            Figure("last_due_date", "date", 0),
        ],
        pictures=[
            Picture(
                "schedule",
                [
                    Column("number", "number", 0),
                    Column("due", "date", 0),
                    Column("payment", "number", 2),
                    Column("principal", "number", 2),
                    Column("interest", "number", 2),
                    Column("fee", "number", 2),
                    Column("balance", "number", 2),
                ],
                is_long=True,
            ),
            Picture(
                "balance",
                [
                    Column("month", "number", 0),
                    Column("with_extra", "number", 2),
                    Column("without_extra", "number", 2),
                ],
                is_long=True,
            ),
        ],
        compute=compute,
        constants=[
            Constant("card_fee", card_fee["value"], "yuan", 0),
            Constant("daily_rate_high", facts["daily_rate_high"]["value"], "percent", 2),
        ],
        extras=[
            Figure("payments", "number", 0),
            Figure("interest_of_100", "number", 2),
            Figure("total_payment", "yuan", 2),
        ],
        has_calendar=True,
    )


def _by_month(rows: list[Row], method: str, months: int) -> list[tuple]:
    """Each row of a plan after the month in which it is paid."""
    return [(months if method in IN_ONE_SUM else row.number, row) for row in rows]


def _parted(row: Row, early: int, early_month: int, months: int, terms: dict) -> list[tuple]:
    """The early payment and the last one of a loan in one sum, which its plan has in one row."""
    day = add_months(terms["start"], early_month)
    fee = round_fen(early * terms["prepayment_fee_rate"])
    left = row.opening - early
    if left == 0:
        whole = early + row.interest + fee
        return [(early_month, Row(1, day, row.opening, row.interest, fee, early, whole, 0))]
    rest = left + row.interest
    return [
        (early_month, Row(1, day, row.opening, 0, fee, early, early + fee, left)),
        (months, Row(2, row.due, left, row.interest, 0, left, rest, 0)),
    ]


def _annualised(amount: int, paid: list[tuple], channel_fee: int, cost: int, method: str) -> float:
    """All costs as a rate a year: from the flows, and simple where all is repaid in one sum."""
    if method in IN_ONE_SUM:
        since, in_use = 0, []
        for month, row in paid:
            in_use.append((row.opening, month - since))
            since = month
        return simple_annual_cost(cost, in_use)
    flows = [-amount] + [row.payment + channel_fee for _, row in paid]
    return annual_cost(irr(flows), MONTHS).nominal


def _shown(month: int, row: Row, channel_fee: int) -> dict:
    return {
        "number": month,
        "due": row.due.isoformat(),
        "payment": yuan_of(row.payment + channel_fee),
        "principal": yuan_of(row.principal),
        "interest": yuan_of(row.interest),
        "fee": yuan_of(row.fee + channel_fee),
        "balance": yuan_of(row.closing),
    }


def _balances(amount: int, months: int, paid: list[tuple], plain: list[tuple]) -> list[dict]:
    """What is still owed after each month, with the early payment and without it."""
    closing = {month: row.closing for month, row in paid}
    closing_plain = {month: row.closing for month, row in plain}
    owed = owed_plain = amount
    rows = []
    for month in range(months + 1):
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
            Constant("number", number, "number", 0),
            Constant("payment", yuan_of(row.payment), "yuan", 2),
            Constant("balance", yuan_of(row.closing), "yuan", 2),
        ],
    )
