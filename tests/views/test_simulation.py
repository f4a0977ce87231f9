"""Test simulations and exercises as HTML: complete, labelled and correct without JavaScript."""

import copy
import functools
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulations
from loanlab.text import catalogue
from loanlab.views.simulation import exercise_html, raw_text, simulation_html

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())
EXERCISES = exercises(facts())


def parsed(simulation: Any, strings: dict[str, Any]) -> Tag:
    form = BeautifulSoup(simulation_html(simulation, strings), "html.parser").form
    assert form is not None
    return form


@functools.cache
def form_of(simulation: Any) -> Tag:
    """Return the form in the default state. It takes a second to draw; do not modify it."""
    return parsed(simulation, STRINGS)


@pytest.fixture(params=list(SIMULATIONS.values()), ids=list(SIMULATIONS))
def simulation(request: pytest.FixtureRequest) -> Any:
    return request.param


def inputs_of(form: Tag) -> list[Tag]:
    return form.select(".simulation-inputs [name]:not(template [name])")


def test_every_input_has_its_default_text(simulation: Any) -> None:
    named = {}
    for tag in inputs_of(form_of(simulation)):
        chosen = tag.select_one("option[selected]")
        named[str(tag["name"])] = str((chosen or tag)["value"])
    assert named == defaults(simulation)


def test_every_input_has_a_label_and_an_error_element(simulation: Any) -> None:
    form = form_of(simulation)
    for tag in inputs_of(form):
        if tag.get("type") == "hidden":
            continue
        assert form.select_one(f'label[for="{tag["id"]}"]') is not None
        for described_by in str(tag["aria-describedby"]).split():
            assert form.select_one(f'[id="{described_by}"]') is not None, described_by


def test_a_slider_starts_at_the_default_of_its_field(simulation: Any) -> None:
    form = form_of(simulation)
    typed = defaults(simulation)
    for field in simulation.fields:
        if field.kind == "number":
            slider = form.select_one(f"[data-slider={field.name}]")
            assert slider is not None
            assert slider["value"] == typed[field.name]
            low, start, high = (float(str(slider[name])) for name in ("min", "value", "max"))
            assert low <= start <= high


def test_an_inactive_field_is_hidden(simulation: Any) -> None:
    form = form_of(simulation)
    hidden = [str(tag["data-field"]) for tag in form.select("[data-field][hidden]")]
    assert hidden == evaluate(simulation, defaults(simulation), STRINGS).reply()["hidden"]


def test_the_template_for_a_new_row_has_the_columns_defaults(simulation: Any) -> None:
    form = form_of(simulation)
    for field in simulation.fields:
        if field.kind != "list":
            continue
        row = form.select_one(f"[data-list={field.name}] > template")
        assert row is not None
        for column in field.columns:
            tag = row.select_one(f'[name="{field.name}.ROW.{column.name}"]')
            assert tag is not None
            chosen = tag.select_one("option[selected]") or tag
            assert chosen["value"] == column.text_of(column.default)
            assert row.select_one(f'label[for="{tag["id"]}"]') is not None


def test_every_figure_has_its_raw_value_and_its_text(simulation: Any) -> None:
    form = form_of(simulation)
    view = evaluate(simulation, defaults(simulation), STRINGS).reply()
    shown = [(tag["name"], tag["data-value"], tag.get_text()) for tag in form.select("output")]
    wanted = [(each["name"], raw_text(each["value"]), each["text"]) for each in view["outputs"]]
    assert shown == wanted
    sentence = form.select_one(".simulation-sentence[aria-live=polite]")
    assert sentence is not None
    assert sentence.get_text() == view["sentence"]
    assert form.select_one("[role=alert]") is not None


def test_every_picture_has_a_drawing_a_label_and_a_table_of_its_rows(simulation: Any) -> None:
    form = form_of(simulation)
    evaluation = evaluate(simulation, defaults(simulation), STRINGS)
    for picture in simulation.pictures:
        figure = form.select_one(f"[data-picture={picture.name}].picture")
        assert figure is not None
        chart = figure.select_one(".chart[role=img] > svg")
        details = figure.select_one("details.rows")
        assert details is not None
        assert (chart is None) == picture.is_table == details.has_attr("open")
        if chart is not None:
            assert chart.parent is not None
            assert len(str(chart.parent["aria-label"])) > 10
        lines = figure.select("tbody tr")
        cells = [[cell.get_text() for cell in line.select("td")] for line in lines]
        assert cells == evaluation.table(picture)


def test_no_placeholder_is_left_unfilled(simulation: Any) -> None:
    form = copy.copy(form_of(simulation))
    for svg in form.select("svg"):
        svg.decompose()
    assert "{" not in str(form)


def test_every_id_is_unique(simulation: Any) -> None:
    ids = [tag["id"] for tag in form_of(simulation).select("[id]")]
    assert len(ids) == len(set(ids))


def test_hostile_text_is_escaped(simulation: Any) -> None:
    strings = copy.deepcopy(STRINGS)
    own = strings["simulations"][simulation.name]
    hostile = "<script>alert(1)</script>\"'"
    own["title"] = own["intro"] = hostile
    for field in own["fields"].values():
        field["label"] = field["help"] = hostile
    form = parsed(simulation, strings)
    assert form.select("script") == []
    title = form.select_one(".simulation-title")
    assert title is not None
    assert title.get_text() == hostile


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
def test_an_exercise_has_a_question_a_labelled_input_and_a_verdict(
    exercise: Any,
) -> None:
    form = BeautifulSoup(exercise_html(exercise, STRINGS), "html.parser").form
    assert form is not None
    assert form["data-exercise"] == exercise.name
    entry = form.select_one("input[name=answer]")
    assert entry is not None
    assert form.select_one(f"label[for={entry['id']}]") is not None
    assert form.select_one("button[type=submit]") is not None
    assert form.select_one("[role=status]") is not None
    assert "{" not in str(form)
