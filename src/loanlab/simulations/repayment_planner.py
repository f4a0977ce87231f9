"""repayment-planner: several debts, one budget, and what to pay first."""

from datetime import date

from ..forms.calendar_text import cancelled_events, identity
from ..forms.definition import Chart, Event, Group, Preset, RefusedState, Result, Simulation
from ..forms.fields import Choice, Day, Number, Rows
from ..forms.outputs import calendar_day, in_unit, quantity, saving, word, yuan
from ..model.dates import add_months
from ..model.debts import (
    Debt,
    Plan,
    avalanche,
    best_order,
    first_minimums,
    minimum_only,
    plan,
    snowball,
)
from ..model.money import fen_of, yuan_of
from ..model.refusal import Refusal, require
from .lenders import default_rate, lender_column, rate_column

NAME = "repayment-planner"
STRATEGIES = ["avalanche", "snowball", "best", "minimum_only"]
MOST_DEBTS = 5
# Plans that take more than thirty years are refused.
MOST_MONTHS = 360
# How many months after a plan's end a calendar cancels the reminders of longer plans.
MOST_CANCELLED = 60
START = date(2026, 12, 15)
# Lender, balance and minimum payment a month in yuan; invented, as the budget is.
DEFAULT_DEBTS = [("fenfu", 3000, 300), ("weilidai", 6000, 600), ("other", 4000, 200)]
DEFAULT_BUDGET = 1500
# The shop assistant of the book; the minimum payments are the level ones of her two loans.
CLERKS_DEBTS = [
    {
        "lender": "bank",
        "balance": 6000,
        "nominal_annual_rate": 0.21,
        "minimum_payment": 558.69,
        "prepayment_fee_rate": 0.0,
    },
    {
        "lender": "other",
        "balance": 3000,
        "nominal_annual_rate": 0.15,
        "minimum_payment": 522.1,
        "prepayment_fee_rate": 0.0,
    },
]


def define(facts: dict) -> Simulation:
    high, fenfu, line = [
        facts[name] for name in ("daily_rate_high", "base_daily_rate.fenfu", "all_in_cost_line")
    ]
    annual_rates = {
        "fenfu": default_rate(fenfu["value"]),
        "weilidai": default_rate(high["value"]),
        "other": line["value"],
    }
    debts = [
        {
            "lender": lender,
            "balance": balance,
            "nominal_annual_rate": annual_rates[lender],
            "minimum_payment": minimum,
            "prepayment_fee_rate": 0.0,
        }
        for lender, balance, minimum in DEFAULT_DEBTS
    ]

    return Simulation(
        NAME,
        facts,
        fields=[
            Rows(
                "debts",
                [
                    lender_column(),
                    Number("balance", "yuan", 100, 200000, step=100, default=2000),
                    rate_column(facts, 0.5, [high, fenfu, line]),
                    Number("minimum_payment", "yuan", 0, 10000, step=50, default=200),
                    Number("prepayment_fee_rate", "percent", 0, 0.1, step=0.001, default=0.0),
                ],
                minimum=1,
                maximum=MOST_DEBTS,
                default=debts,
            ),
            Number("budget", "yuan", 50, 100000, step=50, default=DEFAULT_BUDGET),
            Choice("strategy", STRATEGIES, default="avalanche"),
            Day("start_date", date(2020, 1, 1), date(2040, 12, 31), default=START),
        ],
        outputs=[
            in_unit("months", "months_to_clear"),
            calendar_day("debt_free_date"),
            yuan("total_interest"),
            yuan("total_fees"),
            saving("interest_saved"),
            yuan("minimum_sum"),
        ],
        pictures=[
            Chart("balances", _balance_columns(), is_long=True),
            Chart("strategies", [word("strategy"), in_unit("months", "months"), yuan("cost")]),
        ],
        compute=compute,
        open_fields=["budget", "strategy", "debts"],
        groups=[Group("start", ["start_date"])],
        presets=[
            Preset("larger_budget", budget=2000),
            Preset("smallest_first", strategy="snowball"),
            Preset("minimum_only", strategy="minimum_only"),
            Preset("with_fee", debts=[dict(debt, prepayment_fee_rate=0.05) for debt in debts]),
            Preset("clerk", debts=CLERKS_DEBTS, budget=1300),
        ],
        key_outputs=["months_to_clear", "total_interest"],
        details=[
            yuan("first_payment"),
            yuan("highest_payment"),
            yuan("last_payment"),
            yuan("total_cost"),
            quantity("target"),
            word("target_lender"),
            quantity("target_month"),
            in_unit("months", "minimum_months"),
        ],
        has_calendar=True,
    )


def compute(facts: dict, debts: list, budget: float, strategy: str, start_date: date) -> Result:
    owed = [
        Debt(
            row["lender"],
            fen_of(row["balance"]),
            row["nominal_annual_rate"],
            fen_of(row["minimum_payment"]),
            row["prepayment_fee_rate"],
        )
        for row in debts
    ]
    spent = fen_of(budget)
    minimum_sum = first_minimums(owed)
    if spent < minimum_sum:
        raise RefusedState(
            "budget",
            "the budget must cover the minimum payments",
            {"minimum_sum": yuan_of(minimum_sum)},
        )
    order = _order(strategy, owed, spent)
    found = _plan(strategy, owed, spent, order)
    require(found.months <= MOST_MONTHS, "too_long", "the plan takes more than 30 years")
    compared: dict[str, Plan | None] = {strategy: found}
    for other in ("avalanche", "snowball", "minimum_only"):
        if other not in compared:
            compared[other] = _plan_if_possible(other, owed, spent)
    least = compared["minimum_only"]
    days = [add_months(start_date, number) for number in range(1, found.months + 1)]
    outputs = {
        "months_to_clear": found.months,
        "debt_free_date": days[-1].isoformat(),
        "total_interest": yuan_of(found.total_interest),
        "total_fees": yuan_of(found.total_fees),
        "interest_saved": None if least is None else yuan_of(_cost(least) - _cost(found)),
        "minimum_sum": yuan_of(minimum_sum),
    }
    rows = {
        "balances": _balance_rows(owed, found, days),
        "strategies": [
            {
                "strategy": name,
                "cost": yuan_of(_cost(each)),
                "months": each.months,
                "chosen": int(name == strategy),
            }
            for name, each in [(name, compared.get(name)) for name in STRATEGIES]
            if each is not None
        ],
    }
    paid = [sum(month.payments) for month in found.rows]
    target_month, target = _target(owed, found, order)
    has_target = target is not None and len(owed) > 1
    sentences = [_lead(strategy, found.months, target_month if has_target else None)]
    sentences += _comparison_sentences(strategy, compared)
    if found.total_fees:
        sentences.append("fees")
    sentences += _payment_sentences(strategy, paid, spent)
    details = {
        "first_payment": yuan_of(paid[0]),
        "highest_payment": yuan_of(max(paid)),
        "last_payment": yuan_of(paid[-1]),
        "total_cost": yuan_of(_cost(found)),
        "target": None if target is None else target + 1,
        "target_lender": None if target is None else owed[target].name,
        "target_month": target_month,
        "minimum_months": None if least is None else least.months,
    }

    def reminders() -> tuple:
        return _calendar(owed, found, least, start_date)

    return Result(outputs, rows, sentences, details, reminders)


def _balance_columns() -> list:
    """Return month, day and sums, then payment and balance of each debt that there may be."""
    names = ["payment", "owed"]
    for number in range(1, MOST_DEBTS + 1):
        names += ["payment_" + str(number), "balance_" + str(number)]
    return [quantity("month"), calendar_day("due")] + [quantity(name, places=2) for name in names]


def _order(strategy: str, debts: list[Debt], budget: int) -> list[int]:
    """Return the order in which debts get what the minimums leave; empty where none gets it."""
    if strategy == "minimum_only":
        return []
    if strategy == "best":
        return best_order(debts, budget)
    return snowball(debts) if strategy == "snowball" else avalanche(debts)


def _plan(strategy: str, debts: list[Debt], budget: int, order: list[int]) -> Plan:
    return minimum_only(debts, budget) if strategy == "minimum_only" else plan(debts, budget, order)


def _plan_if_possible(strategy: str, debts: list[Debt], budget: int) -> Plan | None:
    try:
        return _plan(strategy, debts, budget, _order(strategy, debts, budget))
    except Refusal:
        return None


def _cost(found: Plan) -> int:
    return found.total_interest + found.total_fees


def _target(debts: list[Debt], found: Plan, order: list[int]) -> tuple:
    """Find the first month in which a debt gets more than its minimum, and that debt."""
    for number, month in enumerate(found.rows, 1):
        for at in order:
            if month.payments[at] > debts[at].minimum:
                return number, at
    return None, None


def _lead(strategy: str, months: int, target_month: int | None) -> str:
    """Return the sentence that says what to pay first, how long it takes and what it costs."""
    if months == 1:
        return "at_once"
    if strategy == "minimum_only":
        return "minimum"
    if target_month is None:
        return "cleared"
    return "target" if target_month == 1 else "target_later"


def _payment_sentences(strategy: str, paid: list[int], budget: int) -> list[str]:
    """Return the sentences on the payments month by month."""
    regular = paid[:-1]
    if not regular:
        return []
    if strategy == "minimum_only":
        return ["first_month", "unused"] if min(regular) < budget else ["first_month"]
    # A fee may leave a fen that is too little to pay one more fen and its fee.
    return ["each_month" if min(regular) == max(regular) else "up_to"]


def _comparison_sentences(strategy: str, compared: dict) -> list[str]:
    """Return the sentences that compare the plans' costs with that of the minimums alone."""
    least = compared["minimum_only"]
    if least is None:
        return ["minimum_never"]
    others = [each for name, each in compared.items() if name != "minimum_only"]
    is_cheapest = all(each is None or _cost(each) > _cost(least) for each in others)
    if strategy == "minimum_only":
        return ["minimum_cheapest"] if is_cheapest else []
    saved = _cost(least) - _cost(compared[strategy])
    if saved < 0:
        return ["costlier_than_minimum" if is_cheapest else "costlier"]
    return ["saved" if saved > 0 else "same"]


def _balance_rows(debts: list[Debt], found: Plan, days: list) -> list[dict]:
    """List what is paid and owed from the start on, a row a month."""
    balances = [debt.balance for debt in debts]
    rows = [_balance_row(0, None, [0] * len(debts), balances)]
    for number, month in enumerate(found.rows, 1):
        rows.append(_balance_row(number, days[number - 1], month.payments, month.balances))
    return rows


def _balance_row(number: int, day: date | None, payments: list[int], balances: list[int]) -> dict:
    row = {
        "month": number,
        "due": None if day is None else day.isoformat(),
        "payment": yuan_of(sum(payments)),
        "owed": yuan_of(sum(balances)),
    }
    for place in range(MOST_DEBTS):
        is_there = place < len(balances)
        row["payment_" + str(place + 1)] = yuan_of(payments[place]) if is_there else None
        row["balance_" + str(place + 1)] = yuan_of(balances[place]) if is_there else None
    return row


def _calendar(debts: list[Debt], found: Plan, least: Plan | None, start: date) -> tuple:
    """Make the reminders of a plan, and those that other plans of the debts may have left."""
    # No plan of these debts takes longer than the one that pays the minimums alone.
    longest = MOST_MONTHS if least is None else min(least.months, MOST_MONTHS)
    covered = max(found.months, min(longest, found.months + MOST_CANCELLED))
    # The identity depends on the debts alone: neither on the budget nor on the strategy.
    terms: list = [start]
    for debt in debts:
        terms += list(debt)
    key = identity(NAME, terms)
    days = [add_months(start, number) for number in range(1, covered + 1)]
    events = []
    for number, (day, month) in enumerate(zip(days, found.rows), 1):
        outputs = [
            quantity("number", number),
            yuan("payment", yuan_of(sum(month.payments))),
            yuan("owed", yuan_of(sum(month.balances))),
            quantity("covered", covered),
        ]
        events.append(Event(day, key + "-" + str(number), outputs))
    return events, cancelled_events(key, found.months + 1, days[found.months :])
