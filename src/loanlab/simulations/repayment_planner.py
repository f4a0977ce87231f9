"""repayment-planner: several debts, one budget, and what to pay first."""

from datetime import date

from ..forms.calendar_text import cancelled_events, identity
from ..forms.definition import Chart, Event, Result, Simulation
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
from .lenders import LENDERS, default_rate

NAME = "repayment-planner"
STRATEGIES = ["avalanche", "snowball", "best", "minimum_only"]
MOST_DEBTS = 5
# Thirty years: a plan that takes longer is none.
MOST_MONTHS = 360
# So many months beyond a plan's last a longer plan of the same debts is cancelled in a calendar.
MOST_CANCELLED = 60
START = date(2026, 12, 15)
# Lender, balance and least payment a month in yuan; invented, as the budget is.
DEFAULT_DEBTS = [("fenfu", 3000, 300), ("weilidai", 6000, 600), ("other", 4000, 200)]
DEFAULT_BUDGET = 1500


def define(facts: dict) -> Simulation:
    high = default_rate(facts["daily_rate_high"]["value"])
    fenfu = default_rate(facts["base_daily_rate.fenfu"]["value"])
    line = facts["all_in_cost_line"]["value"]
    rates = [facts["daily_rate_high"], facts["base_daily_rate.fenfu"], facts["all_in_cost_line"]]
    columns = [
        Choice("lender", LENDERS, default="other"),
        Number("balance", "yuan", 100, 200000, step=100, default=2000),
        Number(
            "nominal_annual_rate",
            "percent_a_year",
            0,
            0.5,
            step=0.0005,
            default=high,
            based_on=rates,
        ),
        Number("minimum_payment", "yuan", 0, 10000, step=50, default=200),
        Number("prepayment_fee_rate", "percent", 0, 0.1, step=0.001, default=0.0),
    ]

    return Simulation(
        NAME,
        facts,
        fields=[
            Rows(
                "debts",
                columns,
                minimum=1,
                maximum=MOST_DEBTS,
                default=[
                    _row(
                        lender,
                        balance,
                        {"fenfu": fenfu, "weilidai": high, "other": line}[lender],
                        low,
                    )
                    for lender, balance, low in DEFAULT_DEBTS
                ],
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
            Chart("balances", _columns(), is_long=True),
            Chart("strategies", [word("strategy"), in_unit("months", "months"), yuan("cost")]),
        ],
        compute=compute,
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
    order = _order(strategy, owed, spent)
    found = _planned(strategy, owed, spent, order)
    require(found.months <= MOST_MONTHS, "too_long", "the plan takes more than 30 years")
    compared: dict[str, Plan | None] = {strategy: found}
    for other in ("avalanche", "snowball", "minimum_only"):
        if other not in compared:
            compared[other] = _possible(other, owed, spent)
    least = compared["minimum_only"]
    days = [add_months(start_date, number) for number in range(1, found.months + 1)]
    outputs = {
        "months_to_clear": found.months,
        "debt_free_date": days[-1].isoformat(),
        "total_interest": yuan_of(found.total_interest),
        "total_fees": yuan_of(found.total_fees),
        "interest_saved": None if least is None else yuan_of(_cost(least) - _cost(found)),
        "minimum_sum": yuan_of(first_minimums(owed)),
    }
    rows = {
        "balances": _months(owed, found, days),
        "strategies": [
            {
                "strategy": name,
                "cost": yuan_of(_cost(each)),
                "months": each.months,
                "chosen": int(name == strategy),
            }
            for name, each in sorted(compared.items(), key=_place)
            if each is not None
        ],
    }
    paid = [sum(month.payments) for month in found.rows]
    target_month, target = _target(owed, found, order)
    sentences = _told(strategy, paid, spent)
    if found.total_fees:
        sentences.append("fees")
    if target is not None and found.months > 1 and len(owed) > 1:
        sentences.append("target")
    if strategy != "minimum_only":
        sentences.append(_beside(least, found))
    others = [each for name, each in compared.items() if name != "minimum_only"]
    if least and all(each is None or _cost(each) > _cost(least) for each in others):
        sentences.append("minimum_cheapest")
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
    # No plan of these debts takes longer than the one that pays the minimums alone.
    longest = MOST_MONTHS if least is None else min(least.months, MOST_MONTHS)
    covered = max(found.months, min(longest, found.months + MOST_CANCELLED))
    key = identity(NAME, _terms(start_date, debts))
    events = [_event(key, number, found, day, covered) for number, day in enumerate(days, 1)]
    beyond = range(found.months + 1, covered + 1)
    cancelled = cancelled_events(
        key, found.months + 1, [add_months(start_date, number) for number in beyond]
    )
    return Result(outputs, rows, sentences, details, events, cancelled)


def _row(lender: str, balance: int, nominal_annual_rate: float, minimum: int) -> dict:
    return {
        "lender": lender,
        "balance": balance,
        "nominal_annual_rate": nominal_annual_rate,
        "minimum_payment": minimum,
        "prepayment_fee_rate": 0.0,
    }


def _columns() -> list:
    """Month, day and sum, then payment and balance of each debt that there may be."""
    columns = [
        quantity("month"),
        calendar_day("due"),
        quantity("payment", places=2),
        quantity("owed", places=2),
    ]
    for number in range(1, MOST_DEBTS + 1):
        columns.append(quantity("payment_" + str(number), places=2))
        columns.append(quantity("balance_" + str(number), places=2))
    return columns


def _order(strategy: str, debts: list[Debt], budget: int) -> list[int]:
    """What is left goes to the debts in this order; with the minimums only, to none."""
    if strategy == "minimum_only":
        return []
    if strategy == "best":
        return best_order(debts, budget)
    return snowball(debts) if strategy == "snowball" else avalanche(debts)


def _planned(strategy: str, debts: list[Debt], budget: int, order: list[int]) -> Plan:
    return minimum_only(debts, budget) if strategy == "minimum_only" else plan(debts, budget, order)


def _possible(strategy: str, debts: list[Debt], budget: int) -> Plan | None:
    """A plan to compare with, if there is one."""
    try:
        return _planned(strategy, debts, budget, _order(strategy, debts, budget))
    except Refusal:
        return None


def _cost(found: Plan) -> int:
    return found.total_interest + found.total_fees


def _target(debts: list[Debt], found: Plan, order: list[int]) -> tuple:
    """The month in which more than the minimum is paid first, and of which debt."""
    for number, month in enumerate(found.rows, 1):
        for at in order:
            if month.payments[at] > debts[at].minimum:
                return number, at
    return None, None


def _told(strategy: str, paid: list[int], budget: int) -> list[str]:
    """What is paid month by month, in sentences."""
    regular = paid[:-1]
    if not regular:
        return ["told_once"]
    if strategy == "minimum_only":
        return ["told_minimum", "unused"] if min(regular) < budget else ["told_minimum"]
    # With a fee a fen may be left that does not reach for one more and its fee.
    return ["told" if min(regular) == max(regular) else "told_up_to"]


def _beside(least: Plan | None, found: Plan) -> str:
    """What a plan costs beside the minimums only."""
    if least is None:
        return "minimum_never"
    if _cost(found) == _cost(least):
        return "same"
    return "saved" if _cost(found) < _cost(least) else "costlier"


def _place(item: tuple) -> int:
    return STRATEGIES.index(item[0])


def _months(debts: list[Debt], found: Plan, days: list) -> list[dict]:
    """What is paid and what is owed, from the start on, a row a month."""
    balances = [debt.balance for debt in debts]
    rows = [_month(0, None, [0] * len(debts), balances)]
    for number, month in enumerate(found.rows, 1):
        rows.append(_month(number, days[number - 1], month.payments, month.balances))
    return rows


def _month(number: int, day: date | None, payments: list[int], balances: list[int]) -> dict:
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


def _terms(start: date, debts: list[dict]) -> list:
    """What makes a plan's debts these: neither the budget nor the way they are paid."""
    terms: list = [start]
    for row in debts:
        terms += [
            row["lender"],
            fen_of(row["balance"]),
            row["nominal_annual_rate"],
            fen_of(row["minimum_payment"]),
            row["prepayment_fee_rate"],
        ]
    return terms


def _event(key: str, number: int, found: Plan, day: date, covered: int) -> Event:
    month = found.rows[number - 1]
    return Event(
        day,
        key + "-" + str(number),
        [
            quantity("number", number),
            yuan("payment", yuan_of(sum(month.payments))),
            yuan("owed", yuan_of(sum(month.balances))),
            quantity("covered", covered),
        ],
    )
