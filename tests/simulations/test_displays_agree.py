"""One state, many displays: outputs, sentence, tables, charts, CSV, calendar and link agree.

First what holds for every simulation, then for each what its own displays promise of each other.
Money agrees to the fen; rates and chances agree before they are rounded, and where the sum of
rounded ones is told, that is tested with the simulation.
"""

import csv
import io
import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import icalendar
import pytest

from loanlab.data import facts
from loanlab.forms.calendar_text import calendar_text
from loanlab.forms.csv_text import IN_WORDS, csv_text
from loanlab.forms.evaluation import FormState, defaults, evaluate
from loanlab.forms.formatting import SIGNED_IN_WORDS, format_value, picture_strings
from loanlab.forms.links import state_from_link
from loanlab.model.cashflow import irr_at_times
from loanlab.model.dates import add_months, whole_months
from loanlab.model.money import round_fen
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from tests.simulations import states

STRINGS = catalogue("zh")
INTERFACE = STRINGS["interface"]
SIMULATIONS = simulations(facts())
MADE = "20261124T080000"
STATES = 100
TRIED = 2500
IN_ONE_SUM = ("bullet", "daily_interest")


class Evaluated:
    """A state, its result, and the reply that a reader sees."""

    def __init__(self, name: str, typed: dict[str, str], view: Any, result: Any) -> None:
        self.name = name
        self.typed = typed
        self.view = view
        self.outputs: dict[str, Any] = result.outputs
        self.details: dict[str, Any] = result.details
        self.rows: dict[str, list[dict[str, Any]]] = result.rows
        self.result = result
        self.values = FormState(SIMULATIONS[name], typed, STRINGS).values

    def column(self, picture: str, column: str) -> list[Any]:
        return [row[column] for row in self.rows[picture]]


def candidates(simulation: Any) -> Iterator[dict[str, str]]:
    yield defaults(simulation)
    dice = random.Random(simulation.name)
    grid = states.grid(simulation)
    for number in range(TRIED):
        typed = states.random_state(simulation, dice) if number % 3 else dice.choice(grid)
        if number % 4 == 1:  # whole and small values lie at the ends
            typed |= {
                name: dice.choice(states.ends(field))
                for name, field in states.places(simulation)
                if name in typed and dice.random() < 0.3
            }
        yield states.without_rows(simulation, typed)


@cache
def evaluated(name: str) -> list[Evaluated]:
    """Many random states that have a result."""
    found: list[Evaluated] = []
    for typed in candidates(SIMULATIONS[name]):
        evaluation = evaluate(SIMULATIONS[name], typed, STRINGS)
        if evaluation.result is not None:
            found.append(Evaluated(name, typed, evaluation.reply(), evaluation.result))
        if len(found) == STATES:
            break
    assert len(found) > STATES / 2, name
    return found


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def strings_of(name: str) -> Any:
    return STRINGS["simulations"][name]


def same(one: Any, other: Any) -> bool:
    """Whether two amounts are the same to the fen, or two rates to their last bits."""
    if one is None or other is None:
        return one is other
    return bool(one == pytest.approx(other, rel=1e-9, abs=1e-7))


# What holds for every simulation.


def test_a_sentence_shows_an_output_as_the_list_of_outputs_does(name: str) -> None:
    for each in evaluated(name):
        texts = {output["name"]: output["text"] for output in each.view["outputs"]}
        for key in each.result.sentences:
            for named in re.findall(r"\{(\w+)\}", strings_of(name)["sentences"][key]):
                if named in texts:
                    assert texts[named] in each.view["sentence"], each.typed


def test_an_output_is_formatted_from_its_raw_value(name: str) -> None:
    for each in evaluated(name):
        for output, view in zip(SIMULATIONS[name].outputs, each.view["outputs"], strict=True):
            assert view["value"] == each.outputs[output.name]
            strings = strings_of(name).get("words", {}).get(output.name, {})
            assert view["text"] == format_value(
                each.outputs[output.name], output.unit, output.places, strings, INTERFACE
            )


def test_no_sentence_shows_an_amount_below_zero(name: str) -> None:
    # A loss reads as a loss, a missing amount as missing.
    for each in evaluated(name):
        assert not re.search(r"[-−]\d", each.view["sentence"]), each.typed


def test_no_sentence_shows_fractions_of_a_fen(name: str) -> None:
    for each in evaluated(name):
        assert not re.search(r"\d\.\d{3,}元", each.view["sentence"]), each.typed


def test_amounts_are_whole_fen_everywhere(name: str) -> None:
    simulation = SIMULATIONS[name]
    for each in evaluated(name):
        amounts = [
            (output.name, each.outputs[output.name])
            for output in simulation.outputs
            if output.unit.startswith(("yuan", *SIGNED_IN_WORDS))
        ]
        for picture in simulation.pictures:
            amounts += [
                (column.name, row[column.name])
                for column in picture.columns
                for row in each.rows[picture.name]
                if column.unit.startswith(("yuan", *SIGNED_IN_WORDS)) and column.places == 2
            ]
        for label, amount in amounts:
            if amount is not None:
                assert amount * 100 == pytest.approx(round(amount * 100), abs=1e-4), label


def test_chart_table_and_csv_show_the_computed_rows(name: str) -> None:
    for each in evaluated(name):
        for picture in SIMULATIONS[name].pictures:
            rows = each.rows[picture.name]
            strings = picture_strings(strings_of(name), picture)
            texts = evaluate(SIMULATIONS[name], each.typed, STRINGS).table(picture)
            file = csv_text(picture, rows, strings, INTERFACE)
            head, *lines = csv.reader(io.StringIO(file.lstrip("\ufeff"), newline=""))
            assert head == [strings["columns"][column.name] for column in picture.columns]
            charted = each.view["rows"][picture.name]
            for row, cells, line, drawn in zip(rows, texts, lines, charted, strict=True):
                for column, text, cell in zip(picture.columns, cells, line, strict=True):
                    raw = row[column.name]
                    assert drawn[column.name] == raw
                    assert picture.is_long or drawn[f"{column.name}_text"] == text
                    told_words = strings.get("words", {})
                    assert text == format_value(
                        raw, column.unit, column.places, told_words, INTERFACE
                    )
                    if raw is None:
                        assert cell == ""
                    elif column.unit in IN_WORDS:
                        assert cell == text
                    elif isinstance(raw, str):
                        assert cell.lstrip("'") == raw
                    else:
                        assert float(cell) == pytest.approx(raw, rel=1e-14, abs=0.6e-12)


def test_the_calendar_shows_the_amounts_of_the_table(name: str) -> None:
    if not SIMULATIONS[name].has_calendar:
        return
    picture, owed = {
        "repayment": ("schedule", "balance"),
        "repayment-planner": ("balances", "owed"),
    }[name]
    for each in evaluated(name)[:30]:
        text = calendar_text(SIMULATIONS[name], each.result, MADE, STRINGS)
        calendar: Any = icalendar.Calendar.from_ical(text)
        events = [event for event in calendar.walk("VEVENT") if event["STATUS"] == "CONFIRMED"]
        rows = [row for row in each.rows[picture] if row["due"] is not None]
        for event, row in zip(events, rows, strict=True):
            assert event["DTSTART"].dt.isoformat() == row["due"]
            payment = format_value(row["payment"], "yuan", 2, {}, INTERFACE)
            assert f"还款{payment}" in event["SUMMARY"] or f"还{payment}" in event["SUMMARY"]
            assert (
                f"还欠{format_value(row[owed], 'yuan', 2, {}, INTERFACE)}" in event["DESCRIPTION"]
            )


def test_a_state_opened_through_its_link_shows_the_same(name: str) -> None:
    for each in evaluated(name)[:30]:
        pairs = [[key, text] for key, text in each.typed.items()]
        state = state_from_link(SIMULATIONS[name], pairs, STRINGS)
        assert state == {"typed": each.typed, "notice": ""}
        evaluation = evaluate(SIMULATIONS[name], state["typed"], STRINGS)
        assert evaluation.reply() == each.view
        assert evaluation.result is not None
        assert [event.key for event in evaluation.result.events] == [
            event.key for event in each.result.events
        ]


# How the displays of each simulation must agree.


def rate_builder(each: Evaluated) -> None:
    steps = each.rows["waterfall"]
    for before, after in pairwise(steps[:-1]):
        assert after["start"] == before["end"]
    assert all(same(step["end"] - step["start"], step["change"]) for step in steps)
    assert steps[-1]["end"] == steps[-2]["end"] == each.outputs["daily_rate"]
    routes = {row["route"]: row["annual_rate"] for row in each.rows["routes"]}
    assert routes["effective"] == each.outputs["effective_annual_rate"]
    assert routes["nominal"] == each.outputs["nominal_annual_rate"]
    assert routes["lpr"] == each.outputs["lpr_route_annual_rate"]
    nominal = each.outputs["daily_rate"] * each.values["days_in_year"]
    assert same(nominal, each.outputs["nominal_annual_rate"])
    assert each.outputs["capped"] == ("capped" in each.result.sentences)
    if each.outputs["capped"]:
        assert same(nominal, each.outputs["annual_rate_cap"])
        assert steps[-2]["change"] < 0
    else:
        assert steps[-2]["change"] == 0


def product_finder(each: Evaluated) -> None:
    usable = [row for row in each.rows["costs"] if row["answer"] == "yes"]
    assert each.outputs["eligible_count"] == len(usable)
    priced = [row for row in each.rows["costs"] if row["interest_high"] is not None]
    assert_ends(each, priced, {"annual_rate": "annual", "cost": "interest"})
    for row, place in zip(each.rows["costs"], each.rows["map"], strict=True):
        for column in ("product", "annual_low", "annual_high"):
            assert row[column] == place[column]


def platform_compare(each: Evaluated) -> None:
    priced = [row for row in each.rows["costs"] if row["interest_high"] is not None]
    assert_ends(each, priced, {"annual_rate": "annual", "cost": "interest"})
    for end in ("low", "high"):
        if each.values["term_kind"] == "months" or not priced:
            # Loans of months, taken several times a year, would overlap.
            assert each.outputs[f"yearly_cost_{end}"] is None
            assert all(row[f"year_{end}"] is None for row in priced)
            continue
        year = sum(row[f"year_{end}"] for row in priced)
        assert same(each.outputs[f"yearly_cost_{end}"], year)
        for row in priced:
            once = round(row[f"interest_{end}"] * 100)
            assert same(row[f"year_{end}"], round_fen(once * row["uses"]) / 100)
    chosen = [row["platform"] for row in each.values["platforms"]]
    assert {row["platform"] for row in each.rows["costs"]} == set(chosen)
    assert len(each.rows["limits"]) == 2 * len(each.rows["costs"])
    uses = sum(row["uses_per_year"] for row in each.values["platforms"])
    assert same(sum(row["uses"] for row in each.rows["costs"]), uses)


def assert_ends(each: Evaluated, rows: list[dict[str, Any]], columns: dict[str, str]) -> None:
    """The lowest and the highest of the outputs are those of the rows."""
    for output, column in columns.items():
        for word, end, choose in (("lowest", "low", min), ("highest", "high", max)):
            values = [row[f"{column}_{end}"] for row in rows]
            assert each.outputs[f"{word}_{output}"] == (choose(values) if values else None)


def cost_disclosure(each: Evaluated) -> None:
    rows = {row["item"]: row["yearly_share"] for row in each.rows["disclosure"]}
    whole = rows["all_in"]
    parts = [
        rows[item] for item in rows if item not in ("principal", "all_in", "overdue", "misuse")
    ]
    assert same(sum(parts), whole)
    assert whole == each.outputs["annualised_rate"]
    assert parts[0] == each.outputs["interest_share"]
    assert same(sum(parts[1:]), each.outputs["fee_share"])
    assert rows["overdue"] == each.outputs["overdue_rate"]
    assert rows["misuse"] == each.outputs["misuse_rate"]
    bars = each.rows["shares"]
    assert [bar["yearly_share"] for bar in bars[:-2]] == parts
    assert bars[-2]["yearly_share"] == whole
    # As shown, with two decimals, they add up, or a sentence says that they are rounded.
    told_parts = [float(text[:-1].replace(",", "")) for text in shares_told(each)]
    assert (round(sum(told_parts[1:]), 2) == told_parts[0]) or "rounded" in each.result.sentences
    if len(parts) == 1:
        assert "without_fees" in each.result.sentences


def shares_told(each: Evaluated) -> list[str]:
    """The cost and the items' shares as the table tells them."""
    rows = each.view["rows"]["disclosure"]
    whole = [row["yearly_share_text"] for row in rows if row["item"] == "all_in"]
    parts = [
        row["yearly_share_text"]
        for row in rows
        if row["item"] not in ("principal", "all_in", "overdue", "misuse")
    ]
    return whole + parts


def repayment(each: Evaluated) -> None:
    rows = each.rows["schedule"]
    outputs, details = each.outputs, each.details
    principal = round(each.values["principal"] * 100 + 1e-6) / 100
    assert same(outputs["first_payment"], rows[0]["payment"])
    assert same(outputs["last_payment"], rows[-1]["payment"])
    assert outputs["last_due_date"] == rows[-1]["due"]
    assert details["payments"] == len(rows)
    owed = principal
    for row in rows:
        assert same(row["payment"], row["principal"] + row["interest"] + row["fee"])
        owed -= row["principal"]
        assert same(row["balance"], owed)
    assert same(owed, 0)
    assert same(sum(each.column("schedule", "principal")), principal)
    assert same(sum(each.column("schedule", "payment")), outputs["total_payment"])
    costs = sum(each.column("schedule", "interest")) + sum(each.column("schedule", "fee"))
    assert same(outputs["total_interest"] + outputs["other_fees"], costs)
    assert same(outputs["total_payment"], principal + costs)
    if each.values["method"] != "flat_fee":
        assert same(outputs["total_interest"], sum(each.column("schedule", "interest")))
    assert same(details["interest_of_100"], 100 * costs / outputs["total_payment"])
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    # The balance of a month's end is that of the last payment up to it.
    start = each.values["start_date"]
    for month in each.rows["balance"]:
        day = add_months(start, month["month"]).isoformat()
        paid = [row["balance"] for row in rows if row["due"] <= day]
        assert same(month["with_extra"], paid[-1] if paid else principal)
    assert each.rows["balance"][-1]["without_extra"] == 0
    is_by_month = all(
        add_months(start, whole_months(start, due)) == due
        for due in (date.fromisoformat(row["due"]) for row in rows)
    )
    if each.values["method"] not in IN_ONE_SUM and is_by_month and len(rows) > 1:
        # The price is that of the payments that the table shows.
        flows = [-principal, *each.column("schedule", "payment")]
        months = [0, *(whole_months(start, date.fromisoformat(row["due"])) for row in rows)]
        assert outputs["annualised_rate"] == pytest.approx(
            12 * irr_at_times(months, flows, 1), abs=1e-7
        )
    events = [
        {constant.name: constant.value for constant in event.outputs}
        for event in each.result.events
    ]
    for event, row in zip(events, rows, strict=True):
        assert same(event["payment"], row["payment"])
    if "several_times" in each.result.sentences:
        assert format_value(rows[-1]["payment"], "yuan", 2, {}, INTERFACE) in each.view["sentence"]


def true_cost(each: Evaluated) -> None:
    outputs, details = each.outputs, each.details
    received = sum(each.column("cash", "received"))
    paid = sum(each.column("cash", "paid"))
    assert same(outputs["total_cost"], paid - received)
    assert same(outputs["total_cost"], details["repaid"] - details["in_hand"])
    lines = {row["name"]: row["annual_rate"] for row in each.rows["lines"]}
    assert lines["annualised"] == outputs["annualised_rate"]
    assert ("stated" in lines) == (details["stated_rate"] is not None)
    if "stated" in lines:
        assert lines["stated"] == details["stated_rate"]
    # Compared as shown: a price that is shown equal to a line is not above it.
    price = format_value(lines["annualised"], "percent", 2, {}, INTERFACE)
    highest = "within"
    for line, sentence in (("fourfold", "between"), ("line", "above_line")):
        at = format_value(lines[line], "percent", 2, {}, INTERFACE)
        if outputs["annualised_rate"] > lines[line] and price != at:
            highest = sentence
    said = [key for key in each.result.sentences if key in ("within", "between", "above_line")]
    assert said == [highest], each.typed
    assert (outputs["line_verdict"] == "above") == (highest == "above_line")
    for row in each.rows["fees"]:
        if row["is_own"]:
            assert row["annual_rate"] == outputs["annualised_rate"]


def repayment_planner(each: Evaluated) -> None:
    rows = each.rows["balances"]
    outputs = each.outputs
    for before, row in zip([None, *rows[:-1]], rows, strict=True):
        places = range(1, len(each.values["debts"]) + 1)
        assert same(row["payment"], sum(row[f"payment_{place}"] for place in places))
        assert same(row["owed"], sum(row[f"balance_{place}"] for place in places))
        assert before is None or row["month"] == before["month"] + 1
    assert rows[-1]["owed"] == 0
    assert all(row["owed"] > 0 for row in rows[:-1])
    assert outputs["months_to_clear"] == rows[-1]["month"]
    assert outputs["debt_free_date"] == rows[-1]["due"]
    costs = outputs["total_interest"] + outputs["total_fees"]
    assert same(sum(each.column("balances", "payment")), rows[0]["owed"] + costs)
    strategies = {row["strategy"]: row for row in each.rows["strategies"]}
    (chosen,) = [row for row in each.rows["strategies"] if row["chosen"]]
    assert chosen["strategy"] == each.values["strategy"]
    assert same(chosen["cost"], costs)
    assert chosen["months"] == outputs["months_to_clear"]
    if "minimum_only" in strategies:
        saved = strategies["minimum_only"]["cost"] - chosen["cost"]
        assert same(outputs["interest_saved"], saved)
        assert each.details["minimum_months"] == strategies["minimum_only"]["months"]
    else:
        assert outputs["interest_saved"] is None
        assert "minimum_never" in each.result.sentences
    # Nobody pays more than the budget in any month.
    assert max(each.column("balances", "payment")) <= each.values["budget"] + 0.005


def safe_limit(each: Evaluated) -> None:
    parts = {row["part"]: row for row in each.rows["income"]}
    income = round(each.values["monthly_income"] * 100 + 1e-6) / 100
    assert same(parts["new"]["amount"], each.outputs["max_payment"])
    for row in parts.values():
        assert same(row["share_of_income"], row["amount"] / income)
    amounts = [row["amount"] for row in parts.values()]
    if parts["existing"]["amount"] <= income:
        assert same(sum(amounts), income)
    else:
        assert amounts[1:] == [0, 0]
    chosen = [row for row in each.rows["by_months"] if row["months"] == each.values["months"]]
    assert [(row["loan"], row["interest"]) for row in chosen] == [
        (each.outputs["max_loan"], each.outputs["total_interest"])
    ]


def borrowing_load(each: Evaluated) -> None:
    rows = each.rows["payments"]
    income = round(each.values["monthly_income"] * 100 + 1e-6) / 100
    count = len(each.values["loans"])
    for row in rows:
        assert same(row["total"], sum(row[f"loan_{place}"] for place in range(1, count + 1)))
        assert same(row["share_of_income"], row["total"] / income)
    totals = each.column("payments", "total")
    outputs = each.outputs
    assert same(outputs["total_monthly_payment"], totals[0])
    assert same(outputs["highest_monthly_payment"], max(totals))
    assert same(totals[each.details["heaviest_month"] - 1], max(totals))
    assert same(outputs["left_over"], income - max(totals))
    assert same(outputs["debt_service_ratio"], rows[0]["share_of_income"])
    assert same(
        outputs["highest_debt_service_ratio"], max(each.column("payments", "share_of_income"))
    )
    assert same(each.details["missing"], max(0, max(totals) - income))
    assert same(
        each.details["single_share"], max(row["share_of_income"] for row in each.rows["loans"])
    )
    for loan in each.rows["loans"]:
        paid = each.column("payments", f"loan_{loan['number']}")
        assert max(paid) == max(loan["payment"], loan["last_payment"])
        paid = [amount for amount in paid if amount]
        assert set(paid[:-1]) <= {loan["payment"]}
        assert paid[-1] == loan["last_payment"]
    for output, line in (
        ("month_above_safe_share", facts()["safe_share_of_income"]["value"]),
        ("month_above_half", 0.5),
    ):
        above = [row["month"] for row in rows if row["share_of_income"] > line]
        assert outputs[output] == (above[0] if above else None)


def group_discount(each: Evaluated) -> None:
    outputs = each.outputs
    assert same(outputs["net"], outputs["saving"] - outputs["expected_loss"])
    row = each.rows["by_friends"][each.values["friends"] - 1]
    assert row["friends"] == each.values["friends"]
    assert row["saving"] == outputs["saving"]
    assert row["expected_loss"] == outputs["expected_loss"]
    assert set(each.column("by_probability", "saving")) == {outputs["saving"]}
    if "loses" in each.result.sentences:
        assert outputs["net"] < 0
    if "gains" in each.result.sentences:
        assert outputs["net"] >= 0
    assert same(each.details["difference"], abs(outputs["net"]))
    if {"changes_nothing", "loses_only"} & set(each.result.sentences):
        assert outputs["saving"] == 0
    if "break_even" in each.result.sentences:
        assert outputs["saving"] > 0
        assert outputs["break_even_default_probability"] is not None


def late_payment(each: Evaluated) -> None:
    now = {row["way"]: row["amount"] for row in each.rows["now"]}
    shown = {
        "contract": each.outputs["contract_interest"],
        "rule": each.outputs["penalty_interest"],
        "a_day": each.outputs["article_daily_charge"],
        "share": each.outputs["article_share_charge"],
    }
    assert now == {way: amount for way, amount in shown.items() if amount is not None}
    assert ("a_day" in now) == ("share" in now) == each.values["with_article"]
    (chosen,) = [row for row in each.rows["by_days"] if row["asked"]]
    assert chosen["days"] == each.values["days_late"]
    assert {way: chosen[way] for way in shown} == shown
    assert same(
        each.outputs["penalty_annual_rate"],
        each.details["contract_annual_rate"] * each.values["penalty_multiplier"],
    )
    due = each.outputs["due_with_penalty"]
    assert same(due, each.details["due_on_time"] + each.outputs["penalty_interest"])
    if each.values["view"] == "in_plan":
        more = each.details["plan_with_penalty"] - each.details["plan_on_time"]
        assert same(more, each.outputs["penalty_interest"])
    compared = {"article_dearer", "rule_dearer"} & set(each.result.sentences)
    if each.values["with_article"]:
        is_less = now["rule"] < max(now["a_day"], now["share"])
        assert compared == {"article_dearer" if is_less else "rule_dearer"}
    else:
        assert compared == set()


def risk_crowd(each: Evaluated) -> None:
    groups = {row["state"]: row for row in each.rows["crowd"]}
    people = each.values["borrowers"]
    assert same(groups["hit"]["people"], each.outputs["expected_hit"])
    assert same(groups["spared"]["people"], each.details["spared_by_precautions"])
    assert same(sum(group["people"] for group in groups.values()), people)
    assert same(each.outputs["expected_hit"], people * each.outputs["at_least_one"])
    assert sum(group["dots"] for group in groups.values()) == 100
    assert abs(groups["hit"]["dots"] - 100 * each.outputs["at_least_one"]) <= 0.5 + 1e-9
    for row in each.rows["risks"]:
        assert same(row["with"], each.outputs[f"expected_{row['risk']}"])
        assert same(row["with"], people * row["probability"])
        assert row["with"] <= row["without"]
    assert 0 <= each.outputs["range_low"] <= each.outputs["range_high"] <= people
    spared = format_value(each.details["spared_by_precautions"], "people", 1, {}, INTERFACE)
    assert ("precautions" in each.result.sentences) == (spared != "0.0人")


def credit_score(each: Evaluated) -> None:
    rows = each.rows["contributions"]
    assert same(sum(row["contribution"] for row in rows), each.outputs["score"])
    assert same(sum(row["share"] for row in rows), 1.0)
    for row in rows:
        assert same(row["contribution"], row["mark"] * row["share"])
        assert same(row["most"], 100 * row["share"])
        assert row["mark"] == each.values[row["dimension"]]
    for row in each.rows["sensitivity"]:
        assert same(row["span"], row["at_highest"] - row["at_lowest"])
        assert row["at_lowest"] - 1e-9 <= each.outputs["score"] <= row["at_highest"] + 1e-9
    best = each.outputs["best_next_step"]
    if best is not None:
        (chosen,) = [row for row in rows if row["dimension"] == best]
        assert same(each.details["gain"], chosen["share"])
        assert chosen["mark"] < 100
        assert all(row["share"] <= chosen["share"] for row in rows if row["mark"] < 100)


def application_path(each: Evaluated) -> None:
    chances = each.column("by_day", "chance")
    assert same(chances[0], each.outputs["money_at_once"])
    assert same(chances[-1], each.outputs["money_in_the_end"])
    assert same(each.rows["funnel"][-1]["reached"], each.outputs["money_at_once"])
    assert len(chances) == each.values["attempts"]
    once, in_the_end = (
        float(format_value(each.outputs[output], "percent", 2, {}, INTERFACE)[:-1])
        for output in ("money_at_once", "money_in_the_end")
    )
    assert same(each.details["gained"], in_the_end - once)
    assert same(100 * each.details["without"], 100 - in_the_end)
    assert each.outputs["expected_enquiries"] <= each.outputs["expected_applications"] + 1e-9
    last = each.values["wait_days"] * (each.values["attempts"] - 1)
    longest = last + each.outputs["minutes_when_well"] / 60 / 24
    assert each.outputs["expected_days"] <= longest + 1e-9


PROMISES: dict[str, Callable[[Evaluated], None]] = {
    "rate-builder": rate_builder,
    "product-finder": product_finder,
    "platform-compare": platform_compare,
    "cost-disclosure": cost_disclosure,
    "repayment": repayment,
    "true-cost": true_cost,
    "repayment-planner": repayment_planner,
    "safe-limit": safe_limit,
    "borrowing-load": borrowing_load,
    "group-discount": group_discount,
    "late-payment": late_payment,
    "risk-crowd": risk_crowd,
    "credit-score": credit_score,
    "application-path": application_path,
}


# Simulations whose displays depend on each other have an entry; the tests above hold for all.
@pytest.mark.parametrize("promised", PROMISES)
def test_the_displays_of_a_state_agree(promised: str) -> None:
    for each in evaluated(promised):
        PROMISES[promised](each)
