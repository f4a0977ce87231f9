"""Saved calendars: two loans stay apart, and a new plan replaces every event of the old."""

import random
from typing import Any

import icalendar
import pytest

from loanlab.data import facts
from loanlab.forms.calendar_text import calendar_text, identity
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulations
from loanlab.text import catalogue
from tests.simulations import states

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())
MADE = ["20261124T080000", "20261124T080001", "20270301T120000"]
PLAN_OF_A_LOAN = ["extra_amount", "extra_month", "extra_effect", "prepayment_fee_rate", "channel"]
PLAN_OF_DEBTS = ["budget", "strategy"]


def saved(name: str, typed: dict[str, str], made: str = MADE[0]) -> list[Any]:
    """The events of a state's calendar, as a calendar library reads them."""
    simulation = SIMULATIONS[name]
    result = evaluate(simulation, typed, STRINGS).result
    assert result is not None, typed
    text = calendar_text(simulation, result, made, STRINGS)
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def imported(*calendars: list[Any]) -> dict[str, Any]:
    """The events on a phone that has imported one calendar after the other."""
    newest: dict[str, Any] = {}
    for event in [event for calendar in calendars for event in calendar]:
        uid = str(event["UID"])
        if uid not in newest or event["SEQUENCE"] > newest[uid]["SEQUENCE"]:
            newest[uid] = event
    return {uid: event for uid, event in newest.items() if event["STATUS"] != "CANCELLED"}


def shown(events: dict[str, Any]) -> list[tuple[Any, str]]:
    return sorted((event["DTSTART"].dt, str(event["SUMMARY"])) for event in events.values())


def uids(events: list[Any]) -> set[str]:
    return {str(event["UID"]) for event in events}


def loan(**changes: str) -> dict[str, str]:
    return {**defaults(SIMULATIONS["repayment"]), "extra_amount": "0", **changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"nominal_annual_rate": "24"},  # faults.md, L
        {"nominal_annual_rate": "18.250000000001"},
        {"principal": "10000.01"},
        {"method": "equal_principal"},
        {"method": "flat_fee"},
        {"rate_kind": "daily_rate", "daily_rate": "0.051"},
        {"months": "13"},
        {"start_date": "2026-12-16"},
        {"day_count": "actual/365"},
        {"first_due_kind": "chosen"},
        {
            "rate_changes": "1",
            "rate_changes.0.from_month": "4",
            "rate_changes.0.new_annual_rate": "9",
        },
    ],
)
def test_two_loans_have_two_sets_of_names(changes: dict[str, str]) -> None:
    one, other = saved("repayment", loan()), saved("repayment", loan(**changes))
    assert not uids(one) & uids(other)
    assert len(imported(one, other)) == len(imported(one)) + len(imported(other))


def test_a_rate_by_the_day_or_by_the_year_is_one_loan() -> None:
    assert uids(saved("repayment", loan())) == uids(
        saved("repayment", loan(rate_kind="daily_rate"))
    )


def test_loans_differ_by_visible_terms_only() -> None:
    flat = loan(method="flat_fee")
    one = uids(saved("repayment", flat))
    assert not one & uids(saved("repayment", {**flat, "flat_fee_rate": "0.7"}))
    assert one == uids(saved("repayment", {**flat, "nominal_annual_rate": "9"}))
    assert one == uids(saved("repayment", {**flat, "day_count": "actual/365"}))
    interest = uids(saved("repayment", loan()))
    assert interest == uids(saved("repayment", loan(daily_rate="0.01", flat_fee_rate="0.7")))


@pytest.mark.parametrize(
    "changes",
    [
        {"debts.0.lender": "bank"},
        {"debts.0.balance": "3100"},
        {"debts.1.nominal_annual_rate": "9"},
        {"debts.1.minimum_payment": "550"},
        {"debts.2.prepayment_fee_rate": "1"},
        {"start_date": "2027-01-01"},
    ],
)
def test_other_debts_have_other_names(changes: dict[str, str]) -> None:
    typed = defaults(SIMULATIONS["repayment-planner"])
    one = saved("repayment-planner", typed)
    assert not uids(one) & uids(saved("repayment-planner", {**typed, **changes}))


def test_identities_are_short_and_reveal_no_typed_value() -> None:
    for name, typed in (
        ("repayment", loan(principal="12345.67", start_date="2027-08-09")),
        ("repayment-planner", defaults(SIMULATIONS["repayment-planner"])),
    ):
        for uid in uids(saved(name, typed)):
            key, host = uid.split("@")
            assert host == "loanlab.invalid"
            assert len(key) < 48
            assert not any(typed in key for typed in ("12345", "2027", "2026", "fenfu", "level"))


def test_a_rate_is_the_same_however_it_was_computed() -> None:
    assert identity("x", [0.0005 * 365]) == identity("x", [0.1825])
    assert identity("x", [0.1 + 0.2]) == identity("x", [0.3])
    assert identity("x", [1, 23]) != identity("x", [12, 3])
    # Fixed: another release must replace the events that this one has saved.
    assert identity("repayment", [1000000, "bullet", 0.1825]) == "repayment-07901bfd928dd1ea"


def test_an_early_payment_takes_its_reminders_out_of_the_calendar() -> None:
    # faults.md, L: payments 11 and 12 stayed.
    plain = saved("repayment", loan(), MADE[0])
    early = saved("repayment", loan(extra_amount="2000"), MADE[1])
    assert len(imported(plain)) == 12
    assert shown(imported(plain, early)) == shown(imported(early))
    assert len(imported(early)) == 10
    cancelled = [event for event in early if event["STATUS"] == "CANCELLED"]
    assert [str(event["SUMMARY"]) for event in cancelled] == [
        "已取消，不用还了（第11次）",
        "已取消，不用还了（第12次）",
    ]
    # And one that is taken back comes back.
    again = saved("repayment", loan(), MADE[2])
    assert shown(imported(plain, early, again)) == shown(imported(plain))


@pytest.mark.parametrize(
    "loan_terms",
    [
        {"method": "daily_interest", "term_kind": "days", "days": "45"},
        {"method": "bullet"},
        {"method": "equal_principal"},
        {"method": "flat_fee", "remaining_fees": "due"},
    ],
)
@pytest.mark.parametrize(
    "plan",
    [
        {"extra_timing": "payoff", "extra_day": "2027-01-10"},
        {"extras": "1", "extras.0.month": "1", "extras.0.amount": "500"},
        {"monthly": "every_month"},
    ],
)
def test_each_kind_of_early_repayment_replaces_the_reminders(
    loan_terms: dict[str, str], plan: dict[str, str]
) -> None:
    plain = saved("repayment", loan(**loan_terms), MADE[0])
    early = saved("repayment", loan(**loan_terms, **plan), MADE[1])
    assert uids(plain) == uids(early)
    assert shown(imported(plain, early)) == shown(imported(early))
    assert shown(imported(early, saved("repayment", loan(**loan_terms), MADE[2]))) == shown(
        imported(plain)
    )


def plans(name: str, fields: list[str], count: int, dice: random.Random) -> list[dict[str, str]]:
    """Plans of one random loan, or of the same debts."""
    simulation = SIMULATIONS[name]
    first = states.random_state(simulation, dice)
    found: list[dict[str, str]] = []
    while len(found) < count:
        other = states.random_state(simulation, dice)
        changed = {field: other[field] for field in fields}
        found.append({**first, **changed})
    return found


def test_a_new_plan_of_the_loan_replaces_every_reminder_of_the_old() -> None:
    dice = random.Random(16)
    seen: set[tuple[str, str]] = set()
    while len(seen) < 12 or dice.random() < 0.99:
        one, other, third = plans("repayment", PLAN_OF_A_LOAN, 3, dice)
        for typed in (one, other):
            if dice.random() < 0.5:  # most random early payments are larger than the loan
                typed["extra_amount"] = str(round(float(one["principal"]) * dice.random() / 2, 2))
        other["extra_amount"] = dice.choice([other["extra_amount"], "0"])
        results = [
            evaluate(SIMULATIONS["repayment"], typed, STRINGS).result
            for typed in (one, other, third)
        ]
        if None in results:
            continue  # a balance that would grow, or a day outside the loan: there is no plan
        first, second, last = (
            saved("repayment", typed, made)
            for typed, made in zip((one, other, third), MADE, strict=True)
        )
        assert shown(imported(first, second)) == shown(imported(second))
        assert uids(first) == uids(second) == uids(last)
        assert shown(imported(first, second, last)) == shown(imported(last))
        back = saved("repayment", one, MADE[2])
        assert shown(imported(second, back)) == shown(imported(back))
        seen.add((one["method"], one["extra_effect"]))


def test_a_new_plan_of_the_debts_replaces_every_reminder_of_the_old() -> None:
    dice = random.Random(17)
    simulation = SIMULATIONS["repayment-planner"]
    tried = 0
    for _debts in range(250):
        # Minimums that clear the debts bound every plan of them.
        one, other = plans("repayment-planner", PLAN_OF_DEBTS, 2, dice)
        for number in range(int(one["debts"])):
            low = str(round(float(one[f"debts.{number}.balance"]) / dice.randint(9, 30), 2))
            for typed in (one, other):
                typed[f"debts.{number}.minimum_payment"] = low
        results = [evaluate(simulation, typed, STRINGS).result for typed in (one, other)]
        least = evaluate(
            simulation, {**one, "strategy": "minimum_only", "budget": "100000"}, STRINGS
        ).result
        if None in results or least is None:
            continue
        shortest = min(result.outputs["months_to_clear"] for result in results if result)
        if least.outputs["months_to_clear"] > shortest + 60:
            continue
        tried += 1
        first, second = (
            saved("repayment-planner", one, MADE[0]),
            saved("repayment-planner", other, MADE[1]),
        )
        assert shown(imported(first, second)) == shown(imported(second))
        back = saved("repayment-planner", one, MADE[2])
        assert shown(imported(second, back)) == shown(imported(back))
    assert tried > 25


def test_an_endless_plan_cancels_sixty_months_and_mentions_the_rest() -> None:
    typed = {
        **defaults(SIMULATIONS["repayment-planner"]),
        "debts": "1",
        "debts.0.minimum_payment": "0",
    }
    typed = states.without_rows(SIMULATIONS["repayment-planner"], typed)
    events = saved("repayment-planner", typed)
    held = [event for event in events if event["STATUS"] == "CONFIRMED"]
    assert len(events) == len(held) + 60
    assert all(f"第{len(events)}个月以后的" in event["DESCRIPTION"] for event in held)


def test_the_events_have_the_days_and_amounts_of_the_tables() -> None:
    dice = random.Random(18)
    for name, picture, owed in (
        ("repayment", "schedule", "balance"),
        ("repayment-planner", "balances", "owed"),
    ):
        simulation = SIMULATIONS[name]
        checked = 0
        for _state in range(400):  # most random days and months lie outside the loan
            typed = states.random_state(simulation, dice)
            result = evaluate(simulation, typed, STRINGS).result
            if result is None:
                continue
            checked += 1
            rows = [row for row in result.rows[picture] if row["due"] is not None]
            assert [event.day.isoformat() for event in result.events] == [
                row["due"] for row in rows
            ]
            for event, row in zip(result.events, rows, strict=True):
                texts = {constant.name: constant.value for constant in event.outputs}
                assert texts["payment"] == row["payment"], typed
                assert texts[owed] == row[owed], typed
        assert checked > 20
