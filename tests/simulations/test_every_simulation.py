"""Properties of every simulation: fields, strings, results, links, tables and calendars."""

import io
import json
import random
import re
from typing import Any

import icalendar
import pandas as pd
import pytest

from loanlab.data import facts
from loanlab.forms.calendar_text import calendar_text
from loanlab.forms.comparison import compare
from loanlab.forms.csv_text import IN_WORDS, csv_text
from loanlab.forms.evaluation import FormState, defaults, evaluate, typed_texts
from loanlab.forms.formatting import choice_texts, picture_strings
from loanlab.forms.links import state_from_link
from loanlab.forms.units import UNITS
from loanlab.model.refusal import Refusal
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from tests.simulations import states
from tests.text.languages import languages

CATALOGUES = {language: catalogue(language) for language in languages()}
STRINGS = CATALOGUES["zh"]
SIMULATIONS = simulations(facts())
MADE = "20261124T080000"
# Random states do not reach these; the tests of their simulations do.
RARE = {"true-cost": {"too_high"}, "repayment-planner": {"too_long"}}
RARELY_SAID = {
    "true-cost": {
        "rounded_down",
        "by_contract_rounded_down",
        "by_days_rounded_down",
        "other_by_month",
    },
    "repayment-planner": {"costlier", "target_later"},
}


@pytest.fixture(params=NAMES)
def simulation(request: pytest.FixtureRequest) -> Any:
    return SIMULATIONS[request.param]


def compared(simulation: Any, pinned: dict[str, str], typed: dict[str, str]) -> dict[str, Any]:
    before, now = [evaluate(simulation, state, STRINGS) for state in (pinned, typed)]
    return compare(pinned, typed, before, now)


def strings_of(simulation: Any) -> Any:
    return STRINGS["simulations"][simulation.name]


def texts_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


def test_no_simulation_is_registered_twice() -> None:
    assert len(NAMES) == len(set(NAMES))


def test_every_default_is_a_value_that_its_field_accepts(simulation: Any) -> None:
    for field in simulation.fields:
        if field.kind == "list":
            assert field.accept(field.rows) == (field.rows, None)
            for row in field.rows:
                for column in field.columns:
                    text = column.text_of(row[column.name])
                    assert column.read(text) == (row[column.name], None)
        else:
            assert field.read(field.text_of(field.default)) == (field.default, None)


def test_every_origin_of_a_field_has_its_text(simulation: Any) -> None:
    for _name, field in states.places(simulation):
        for origin in field.origins:
            assert origin["kind"] in STRINGS["interface"]["origins"]


def test_every_field_has_its_strings(simulation: Any) -> None:
    strings = strings_of(simulation)["fields"]
    assert list(strings) == [field.name for field in simulation.fields]
    for field in simulation.fields:
        assert {"label", "help"} <= set(strings[field.name])
        if field.kind == "list":
            assert "{}" in strings[field.name]["row"]
            assert list(strings[field.name]["columns"]) == [column.name for column in field.columns]
            pairs = [
                (column, strings[field.name]["columns"][column.name]) for column in field.columns
            ]
        else:
            pairs = [(field, strings[field.name])]
        for each, texts in pairs:
            if each.kind == "choice":
                options = [each.text_of(choice) for choice in each.choices]
                assert list(choice_texts(each, texts, STRINGS)) == options, each.name
            if each.kind == "number":
                assert each.unit in UNITS


def test_a_field_follows_the_fields_it_depends_on(simulation: Any) -> None:
    known: dict[str, Any] = {}
    for field in simulation.fields:
        for other, values in field.when.items():
            assert set(values) <= set(known[other].choices)
        known[field.name] = field


def test_no_output_has_the_name_of_a_field(simulation: Any) -> None:
    names = [field.name for field in simulation.fields]
    names += [
        each.name for each in [*simulation.outputs, *simulation.details, *simulation.constants]
    ]
    assert len(names) == len(set(names))


def test_outputs_and_pictures_have_their_strings_and_none_is_unused(simulation: Any) -> None:
    strings = strings_of(simulation)
    assert list(strings["outputs"]) == [output.name for output in simulation.outputs]
    assert list(strings["pictures"]) == [picture.name for picture in simulation.pictures]
    for picture in simulation.pictures:
        columns = [column.name for column in picture.columns]
        own_headings = strings["pictures"][picture.name].get("columns", {})
        assert [name for name in columns if name in own_headings] == list(own_headings)
        assert list(picture_strings(strings, picture)["columns"]) == columns


def test_no_text_has_a_digit_that_a_placeholder_should_fill(simulation: Any) -> None:
    # Percentages, amounts and counts of the article or a source come from the data.
    for text in texts_in(strings_of(simulation)):
        bare = re.sub(r"\{[^}]*\}|每(还)?100元", "", text)
        assert not re.search(r"\d(\.\d+)?%|\d+元|\d万", bare), text


def test_texts_follow_the_typography_of_the_book(simulation: Any) -> None:
    for text in texts_in(strings_of(simulation)):
        assert not re.search(
            r"[\u4e00-\u9fff] +[A-Za-z0-9{]|[A-Za-z0-9}] +[\u4e00-\u9fff]", text
        ), text
        assert not re.search(r"[!！]", text), text
        assert not re.search(r"[\u4e00-\u9fff][,;:?](?!\d)", text), text


def test_every_state_of_the_grid_gets_a_sentence_or_an_alert(simulation: Any) -> None:
    heard = set()
    for typed in states.grid(simulation):
        view = evaluate(simulation, typed, STRINGS).reply()
        assert view["errors"] == {}, typed
        if view["alert"]:
            heard.add(view["alert"])
            continue
        assert "{" not in view["sentence"]
        assert view["sentence"]
        assert len(view["outputs"]) == len(simulation.outputs)
        json.dumps(view, allow_nan=False)
    assert STRINGS["interface"]["impossible"]["other"] not in heard


def tried(simulation: Any) -> list[dict[str, str]]:
    """The grid, random states, and random states with some fields at their ends."""
    dice = random.Random(20261124)
    found = states.grid(simulation)
    for number in range(1500):
        typed = states.random_state(simulation, dice)
        if number < 400:  # small and whole values lie at the ends
            typed |= {
                name: dice.choice(states.ends(field))
                for name, field in states.places(simulation)
                if name in typed and dice.random() < 0.5
            }
        found.append(states.without_rows(simulation, typed))
    return found


def test_every_sentence_and_every_refusal_appears_in_some_state(simulation: Any) -> None:
    said: set[str] = set()
    refused: set[str] = set()
    for typed in tried(simulation):
        try:
            said |= set(simulation.result(FormState(simulation, typed, STRINGS).values).sentences)
        except Refusal as refusal:
            refused.add(refusal.reason)
    assert said | RARELY_SAID.get(simulation.name, set()) == set(
        strings_of(simulation)["sentences"]
    )
    assert refused | RARE.get(simulation.name, set()) == set(
        strings_of(simulation).get("refusals", {})
    )


def test_every_row_has_its_columns_and_plain_values(simulation: Any) -> None:
    for typed in states.grid(simulation):
        result = evaluate(simulation, typed, STRINGS).result
        if result is None:
            continue
        assert list(result.rows) == [picture.name for picture in simulation.pictures]
        for picture in simulation.pictures:
            rows = result.rows[picture.name]
            assert picture.is_long or len(rows) <= 20, picture.name
            for row in rows:
                assert {column.name for column in picture.columns} <= set(row)


@pytest.mark.parametrize(("language", "allowed"), [("zh", "可填"), ("en", "from .+ to ")])
def test_bad_input_in_any_field_is_refused_with_the_allowed_range(
    simulation: Any, language: str, allowed: str
) -> None:
    for name, field in states.places(simulation):
        texts = states.bad_texts(field)
        assert len(texts) >= 3
        for text in texts:
            typed = {**states.shown_with(simulation, name), name: text}
            view = evaluate(simulation, typed, CATALOGUES[language]).reply()
            assert list(view["errors"]) == [name], text
            assert view["alert"]
            assert "outputs" not in view
            said = view["errors"][name]
            assert (re.search(allowed, said) is not None) == (field.kind != "choice"), said


def test_texts_in_hidden_fields_are_kept(simulation: Any) -> None:
    start = defaults(simulation)
    for name in evaluate(simulation, start, STRINGS).reply()["hidden"]:
        field = next(field for field in simulation.fields if field.name == name)
        if field.kind != "list":
            view = evaluate(simulation, {**start, name: "nonsense"}, STRINGS).reply()
            assert view["errors"] == {}
            assert view["outputs"] == evaluate(simulation, start, STRINGS).reply()["outputs"]


def test_random_states_survive_a_link(simulation: Any) -> None:
    dice = random.Random(simulation.name)
    for _state in range(80):
        typed = states.random_state(simulation, dice)
        state = state_from_link(simulation, [list(pair) for pair in typed.items()], STRINGS)
        assert state == {"typed": typed, "notice": ""}


def test_hostile_links_leave_a_valid_state_and_a_notice(simulation: Any) -> None:
    dice = random.Random(simulation.name)
    others = ["daily_rate", "debts.0.balance", "loans", "friends"]
    others = [name for name in others if name not in defaults(simulation)]
    for _link in range(80):
        pairs = states.hostile_pairs(simulation, others, dice)
        state = state_from_link(simulation, pairs, STRINGS)
        assert state["notice"], pairs
        assert evaluate(simulation, state["typed"], STRINGS).reply()["errors"] == {}
        assert "script" not in json.dumps(state["typed"])


def test_every_table_agrees_with_its_csv(simulation: Any) -> None:
    dice = random.Random(simulation.name)
    for typed in [defaults(simulation), *(states.random_state(simulation, dice) for _ in range(8))]:
        evaluation = evaluate(simulation, typed, STRINGS)
        if evaluation.result is None:
            continue
        for picture in simulation.pictures:
            rows = evaluation.result.rows[picture.name]
            strings = picture_strings(strings_of(simulation), picture)
            text = csv_text(picture, rows, strings, STRINGS["interface"])
            frame = pd.read_csv(io.BytesIO(text.encode()), encoding="utf-8-sig")
            assert list(frame.columns) == [
                strings["columns"][each.name] for each in picture.columns
            ]
            assert len(frame) == len(rows)
            shown = evaluation.table(picture)
            for place, column in enumerate(picture.columns):
                read = frame.iloc[:, place]
                for row, got, said in zip(rows, read, shown, strict=True):
                    assert_same(row[column.name], got, said[place], column)


def assert_same(value: Any, got: Any, said: str, column: Any) -> None:
    if value is None:
        assert pd.isna(got)
        assert said
    elif column.unit in IN_WORDS:
        assert got == said
    elif isinstance(value, str):
        assert str(got) == value
    else:
        assert got == pytest.approx(value, rel=1e-15, abs=0.6e-12)


def events_of(text: str) -> Any:
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def test_every_calendar_is_read_by_a_calendar_library(simulation: Any) -> None:
    dice = random.Random(simulation.name)
    for typed in [
        defaults(simulation),
        *(states.random_state(simulation, dice) for _ in range(15)),
    ]:
        result = evaluate(simulation, typed, STRINGS).result
        if result is None or not simulation.has_calendar:
            continue
        text = calendar_text(simulation, result, MADE, STRINGS)
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        events = events_of(text)
        every = [*result.events, *result.cancelled]
        assert [event["DTSTART"].dt for event in events] == [each.day for each in every]
        assert len({str(event["UID"]) for event in events}) == len(events)
        for number, event in enumerate(events):
            holds = number < len(result.events)
            assert bool(event.walk("VALARM")) == holds
            assert event["STATUS"] == ("CONFIRMED" if holds else "CANCELLED")
            assert ("已取消" in event["SUMMARY"]) == (not holds)
        for strings in CATALOGUES.values():
            assert "{" not in calendar_text(simulation, result, MADE, strings)
        english = calendar_text(simulation, result, MADE, CATALOGUES["en"])
        assert not re.search("[\u4e00-\u9fff]", english)
        again = calendar_text(simulation, result, "20270101T000000", STRINGS)
        assert [
            str(event["UID"]) for event in icalendar.Calendar.from_ical(again).walk("VEVENT")
        ] == [str(event["UID"]) for event in events]


def displayed(simulation: Any, typed: dict[str, str]) -> str:
    """Return everything that a form shows of a state, as one text."""
    evaluation = evaluate(simulation, typed, STRINGS)
    view = evaluation.reply()
    if evaluation.result is None:
        return str([view["alert"], view["hidden"]])
    outputs = [output["text"] for output in view["outputs"]]
    tables = [evaluation.table(picture) for picture in simulation.pictures]
    return str([outputs, tables, view["hidden"]])


def test_every_field_that_counts_changes_something(simulation: Any) -> None:
    for field in simulation.fields:
        starts = [start(simulation, field.name) for start in (states.shown_with, states.lively)]
        starts += [
            typed_texts(simulation, simulation.preset_values(preset.name))
            for preset in simulation.presets
        ]
        told = {
            displayed(simulation, states.without_rows(simulation, {**start, **change})) != shown
            for start in starts
            for shown in [displayed(simulation, states.without_rows(simulation, start))]
            for change in states.changes_of(field)
        }
        assert True in told, field.name


def test_a_state_compared_with_itself_has_no_differences(simulation: Any) -> None:
    typed = defaults(simulation)
    found = compared(simulation, typed, typed)
    assert found["inputs"] == []
    for output in found["outputs"]:
        assert output["pinned"] == output["now"]
        assert not re.search("[1-9]", output["difference"])


def test_comparing_two_states_lists_each_input_that_differs(simulation: Any) -> None:
    start = defaults(simulation)
    for field in simulation.fields:
        if field.kind == "list" or field.when:
            continue
        for change in states.changes_of(field):
            typed = {**start, **change}
            if evaluate(simulation, typed, STRINGS).reply()["alert"] or typed == start:
                continue
            labels = [each["label"] for each in compared(simulation, start, typed)["inputs"]]
            assert strings_of(simulation)["fields"][field.name]["label"] in labels
