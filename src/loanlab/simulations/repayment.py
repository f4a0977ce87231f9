"""repayment: a loan's repayment plan by each method, with and without early payments."""

from datetime import date, timedelta

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Choice, Day, Number, Rows, derived
from ..forms.outputs import calendar_day, in_unit, percent, quantity, saving, yuan
from ..model.dates import ACTUAL_360, ACTUAL_365, BY_MONTH, days_between, whole_months
from ..model.money import fen_of, round_fen, yuan_of
from ..model.price import price_of_plan
from ..model.rates import nominal_annual_rate as annual_of_daily
from ..model.refusal import require
from ..model.schedule import Row, add_fees, payments_by_day, totals
from ..model.terms import (
    DAILY_INTEREST,
    EQUAL_PRINCIPAL,
    FLAT_FEE,
    IN_ONE_SUM,
    INTEREST_ONLY,
    LEVEL_PAYMENT,
    SHORTER_TERM,
    SMALLER_PAYMENT,
    Extra,
    Terms,
    loan_terms,
    monthly_extras,
)
from .loan_fields import METHODS, WITH_INTEREST, annual_rate_field, flat_fee_field
from .repayment_plan import (
    AMOUNTS,
    MOST_EXTRAS,
    NAME,
    ON_A_DAY,
    PAYOFF,
    WITH_PAYMENT,
    balance_rows,
    calendar,
    changes_of_rate,
    convention_of,
    is_within,
    listed_extras,
    merged,
    payments_until_payoff,
    schedule_rows,
    time_of,
)

MOST_MONTHS = 60
MOST_DAYS = 365
MOST_MONEY = 500000
# The lead is followed by so many sentences at most.
MOST_SENTENCES = 4
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2040, 12, 31)
START = date(2026, 12, 15)
RATE_KINDS = ["nominal_annual_rate", "daily_rate"]
WITH_INSTALMENTS = {"method": [LEVEL_PAYMENT, EQUAL_PRINCIPAL, INTEREST_ONLY, FLAT_FEE]}
WITH_CHANGING_RATE = {"method": [LEVEL_PAYMENT, EQUAL_PRINCIPAL, INTEREST_ONLY]}
MONTHS, DAYS = "months", "days"
REGULAR, CHOSEN = "regular", "chosen"
NEVER, EVERY_MONTH = "never", "every_month"
WAIVED, DUE = "waived", "due"


def define(facts: dict) -> Simulation:
    card_fee = facts["card_repayment_fee"]

    return Simulation(
        NAME,
        facts,
        fields=_fields_of_the_loan(facts)
        + [
            Choice("extra_timing", [WITH_PAYMENT, ON_A_DAY, PAYOFF], default=WITH_PAYMENT),
            Number(
                "extra_amount",
                "yuan",
                0,
                MOST_MONEY,
                step=100,
                default=0,
                when={"extra_timing": [WITH_PAYMENT, ON_A_DAY]},
            ),
            Number(
                "extra_month",
                "months",
                1,
                MOST_MONTHS,
                step=1,
                default=3,
                whole=True,
                when={"extra_timing": [WITH_PAYMENT]},
            ),
            Day(
                "extra_day",
                FIRST_DAY,
                LAST_DAY,
                default=date(2027, 4, 1),
                when={"extra_timing": [ON_A_DAY, PAYOFF]},
            ),
            Choice(
                "extra_effect",
                [SHORTER_TERM, SMALLER_PAYMENT],
                default=SHORTER_TERM,
                when=WITH_INSTALMENTS,
            ),
            Rows(
                "extras",
                [
                    Number("month", "months", 1, MOST_MONTHS, step=1, default=6, whole=True),
                    Number("amount", "yuan", 1, MOST_MONEY, step=100, default=1000),
                ],
                minimum=0,
                maximum=MOST_EXTRAS,
                default=[],
            ),
            Choice("monthly", [NEVER, EVERY_MONTH], default=NEVER, when=WITH_INSTALMENTS),
            Number(
                "monthly_extra",
                "yuan",
                1,
                MOST_MONEY,
                step=10,
                default=100,
                when={"monthly": [EVERY_MONTH]},
            ),
            Number(
                "monthly_from",
                "months",
                1,
                MOST_MONTHS,
                step=1,
                default=1,
                whole=True,
                when={"monthly": [EVERY_MONTH]},
            ),
            Number("prepayment_fee_rate", "percent", 0, 0.1, step=0.001, default=0.0),
            Choice("remaining_fees", [WAIVED, DUE], default=WAIVED, when={"method": [FLAT_FEE]}),
            Choice("channel", ["debit", "manual", "card"], default=derived("debit", card_fee)),
        ],
        outputs=[
            yuan("first_payment"),
            yuan("last_payment"),
            yuan("total_payment"),
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
        open_fields=[
            "principal",
            "months",
            "days",
            "nominal_annual_rate",
            "daily_rate",
            "flat_fee_rate",
            "method",
            "extra_amount",
        ],
        groups=[
            Group(
                "early",
                [
                    "extra_timing",
                    "extra_month",
                    "extra_day",
                    "extra_effect",
                    "extras",
                    "monthly",
                    "monthly_extra",
                    "monthly_from",
                    "prepayment_fee_rate",
                ],
            ),
            Group("rate", ["rate_kind", "day_count", "rate_changes"]),
            Group("dates", ["start_date", "term_kind", "first_due_kind", "first_due"]),
            Group("fees", ["remaining_fees", "channel"]),
        ],
        presets=_presets(facts),
        key_outputs=["total_payment", "annualised_rate"],
        details=[
            quantity("payments"),
            quantity("interest_of_100", places=2),
            yuan("usual_payment"),
            yuan("extra_applied"),
            yuan("difference"),
            yuan("fees_to_come"),
            in_unit("days", "first_days"),
        ],
        has_calendar=True,
    )


def _fields_of_the_loan(facts: dict) -> list:
    return [
        Number("principal", "yuan", 100, MOST_MONEY, step=100, default=10000),
        Choice("method", METHODS, default=LEVEL_PAYMENT),
        Choice("term_kind", [MONTHS, DAYS], default=MONTHS),
        Number(
            "months",
            "months",
            1,
            MOST_MONTHS,
            step=1,
            default=12,
            whole=True,
            when={"term_kind": [MONTHS]},
        ),
        Number(
            "days",
            "days",
            1,
            MOST_DAYS,
            step=1,
            default=30,
            whole=True,
            when={"method": list(IN_ONE_SUM), "term_kind": [DAYS]},
        ),
        Choice("rate_kind", RATE_KINDS, default="nominal_annual_rate", when=WITH_INTEREST),
        annual_rate_field(facts, 1, when={"rate_kind": ["nominal_annual_rate"]}),
        Number(
            "daily_rate",
            "percent_a_day",
            0,
            0.005,
            step=0.00001,
            default=facts["daily_rate_high"],
            when={"rate_kind": ["daily_rate"]},
        ),
        flat_fee_field(facts),
        Choice(
            "day_count",
            [BY_MONTH, ACTUAL_365, ACTUAL_360],
            default=BY_MONTH,
            when=WITH_INTEREST,
        ),
        Rows(
            "rate_changes",
            [
                Number("from_month", "months", 2, MOST_MONTHS, step=1, default=7, whole=True),
                Number("new_annual_rate", "percent_a_year", 0, 1, step=0.0005, default=0.24),
            ],
            minimum=0,
            maximum=MOST_EXTRAS,
            default=[],
            when=WITH_CHANGING_RATE,
        ),
        Day("start_date", FIRST_DAY, LAST_DAY, default=START),
        Choice("first_due_kind", [REGULAR, CHOSEN], default=REGULAR, when=WITH_INSTALMENTS),
        Day(
            "first_due",
            FIRST_DAY,
            LAST_DAY,
            default=date(2027, 2, 5),
            when={"first_due_kind": [CHOSEN]},
        ),
    ]


def _presets(facts: dict) -> list[Preset]:
    def settled_early(name: str, fees: str) -> Preset:
        return Preset(
            name,
            principal=3000,
            method=FLAT_FEE,
            extra_timing=PAYOFF,
            extra_day=date(2027, 4, 1),
            remaining_fees=fees,
        )

    return [
        Preset(
            "weilidai",
            method=EQUAL_PRINCIPAL,
            months=10,
            rate_kind="daily_rate",
            day_count=ACTUAL_365,
        ),
        Preset("early", extra_amount=2000),
        Preset("flat", principal=3000, method=FLAT_FEE),
        Preset(
            "fenfu",
            principal=2000,
            method=DAILY_INTEREST,
            term_kind=DAYS,
            days=30,
            day_count=ACTUAL_365,
            rate_kind="daily_rate",
            daily_rate=facts["base_daily_rate.fenfu"]["value"],
        ),
        Preset(
            "several",
            extras=[{"month": 3, "amount": 1000}, {"month": 6, "amount": 1500}],
            monthly=EVERY_MONTH,
            monthly_extra=100,
            monthly_from=1,
        ),
        Preset(
            "rate_rises",
            nominal_annual_rate=0.1,
            rate_changes=[{"from_month": 4, "new_annual_rate": 0.1825}],
        ),
        Preset(
            "payoff",
            method=EQUAL_PRINCIPAL,
            months=10,
            rate_kind="daily_rate",
            day_count=ACTUAL_365,
            extra_timing=PAYOFF,
            extra_day=date(2027, 4, 1),
        ),
        settled_early("fees_waived", WAIVED),
        settled_early("fees_due", DUE),
    ]


def compute(
    facts: dict,
    principal: float,
    method: str,
    term_kind: str,
    months: int,
    days: int,
    rate_kind: str,
    nominal_annual_rate: float,
    daily_rate: float,
    flat_fee_rate: float,
    day_count: str,
    rate_changes: list,
    start_date: date,
    first_due_kind: str,
    first_due: date,
    extra_timing: str,
    extra_amount: float,
    extra_month: int,
    extra_day: date,
    extra_effect: str,
    extras: list,
    monthly: str,
    monthly_extra: float,
    monthly_from: int,
    prepayment_fee_rate: float,
    remaining_fees: str,
    channel: str,
) -> Result:
    is_flat = method == FLAT_FEE
    in_one_sum = method in IN_ONE_SUM
    is_by_days = term_kind == DAYS
    require(in_one_sum or not is_by_days, "days_in_instalments", "instalments are by the month")
    if is_flat:
        day_count = BY_MONTH
    elif (is_by_days or method == DAILY_INTEREST) and day_count == BY_MONTH:
        day_count = ACTUAL_365
    annual = nominal_annual_rate
    if rate_kind == "daily_rate":
        annual = annual_of_daily(daily_rate, 360 if day_count == ACTUAL_360 else 365)
    first = None
    if is_by_days:
        months, first = 1, start_date + timedelta(days=days)
    elif not in_one_sum and first_due_kind == CHOSEN:
        first = first_due
    changes = {}
    if rate_changes and method in WITH_CHANGING_RATE["method"]:
        changes = changes_of_rate(rate_changes, months)

    def terms_with(early_payments: list) -> Terms:
        return loan_terms(
            fen_of(principal),
            method,
            months,
            0.0 if is_flat else annual,
            flat_fee_rate=flat_fee_rate if is_flat else 0.0,
            start=start_date,
            first_due=first,
            day_count=day_count,
            rate_changes=changes,
            extras=early_payments,
            prepayment_fee_rate=prepayment_fee_rate,
            remaining_fees_due=is_flat and remaining_fees == DUE,
        )

    loan = terms_with([])
    channel_fee = fen_of(facts["card_repayment_fee"]["value"]) if channel == "card" else 0
    plain = add_fees(payments_by_day(loan), channel_fee)
    payoff = extra_day if extra_timing == PAYOFF else None
    planned = listed_extras(loan, extras, extra_effect, payoff)
    too_late = []
    is_single = payoff is None and extra_amount > 0
    if is_single and extra_timing == WITH_PAYMENT and not is_within(loan, extra_month):
        is_single = False
        too_late.append("extra_too_late")
    require(
        extra_timing != ON_A_DAY or start_date < extra_day < plain[-1].due,
        "extra_day_outside",
        "an early payment must come after disbursement, before the last payment",
    )
    if is_single:
        when = extra_day if extra_timing == ON_A_DAY else time_of(loan, extra_month)
        planned.append(Extra(when, fen_of(extra_amount), extra_effect))
    is_monthly = monthly == EVERY_MONTH and not in_one_sum
    if is_monthly and not is_within(loan, monthly_from):
        is_monthly = False
        too_late.append("monthly_too_late")
    early = planned
    if is_monthly:
        amount = fen_of(monthly_extra)
        early = planned + monthly_extras(amount, monthly_from, months - 1, extra_effect)
    early = merged(early)
    paid = plain
    if payoff is not None:
        paid = add_fees(payments_until_payoff(terms_with(early), payoff), channel_fee)
    elif early:
        paid = add_fees(payments_by_day(terms_with(early)), channel_fee)

    after = totals(paid)
    # Each period that has begun has its fee.
    begun = paid[-1].number
    flat_fee = round_fen(loan.principal * loan.flat_fee_rate)
    flat_fees = flat_fee * (months if loan.remaining_fees_due else begun)
    saved = totals(plain).payment - after.payment
    applied = sum(row.early for row in paid)
    months_saved = whole_months(paid[-1].due, plain[-1].due)
    price = price_of_plan(loan, paid)

    sentences = []
    if payoff is not None:
        sentences.append(_effect("payoff_saves", saved))
    elif early:
        is_only = is_single and len(early) == 1 and extra_timing == WITH_PAYMENT
        sentences.append(_effect("extra_saves" if is_only else "several_save", saved))
        if _is_capped(planned, paid, applied, is_monthly):
            sentences.append("extra_capped" if is_only else "several_capped")
    sentences += too_late
    if begun < months and is_flat:
        sentences.append("fees_due" if loan.remaining_fees_due else "fees_waived")
    has_dates = first is not None or payoff is not None or extra_timing == ON_A_DAY
    sentences += convention_of(loan, paid, price, has_dates)
    if changes:
        sentences.append("rate_changes")
    if first is not None and not is_by_days:
        sentences.append("odd_first_period")
    if months_saved > 0:
        sentences.append("shorter")
    if channel == "card":
        sentences.append("card")
    sentences.append("interest_first" if in_one_sum and len(paid) > 1 else "of_100")
    is_level = method == LEVEL_PAYMENT and not changes
    is_level = is_level and not (early and extra_effect == SMALLER_PAYMENT)
    lead = _lead(paid, in_one_sum, is_level, is_monthly, bool(early))

    outputs = {
        "first_payment": yuan_of(paid[0].payment),
        "last_payment": yuan_of(paid[-1].payment),
        "total_payment": yuan_of(after.payment),
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
        "usual_payment": yuan_of(plain[0].payment),
        "extra_applied": yuan_of(applied),
        "difference": yuan_of(abs(saved)),
        "fees_to_come": yuan_of(flat_fee * (months - begun)),
        "first_days": 0 if first is None else days_between(start_date, first),
    }
    rows = {"schedule": schedule_rows(paid), "balance": balance_rows(loan, paid, plain)}

    def reminders() -> tuple:
        return calendar(loan, paid, extra_timing == ON_A_DAY)

    return Result(outputs, rows, [lead] + sentences[:MOST_SENTENCES], details, reminders)


def _effect(saves: str, saved: int) -> str:
    """Return the sentence on what early payments save, in fen."""
    return saves if saved > 0 else "extra_costs" if saved else "extra_even"


def _is_capped(planned: list, paid: list[Row], applied: int, is_monthly: bool) -> bool:
    """Whether a planned early payment, other than a monthly one, is not needed in full."""
    last = paid[-1]
    for extra in planned:
        end = last.number if isinstance(extra.when, int) else last.due
        if extra.when > end:
            return True
    return not is_monthly and applied < sum(extra.amount for extra in planned)


def _lead(
    paid: list[Row], in_one_sum: bool, is_level: bool, is_monthly: bool, has_extra: bool
) -> str:
    """Return the sentence that answers the title."""
    if len(paid) == 1:
        return "once"
    if in_one_sum:
        return "several_times"
    if is_level:
        return "level_and_more" if is_monthly else "level_and_extra" if has_extra else "level"
    return "first_and_all"
