"""Test simulations and exercises as HTML: complete, labelled and correct without JavaScript."""

import copy
import functools
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from bs4 import BeautifulSoup, Tag

from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.evaluation import defaults, evaluate, typed_texts
from loanlab.simulations import simulations
from loanlab.text import catalogue
from loanlab.views.simulation import exercise_html, raw_text, simulation_html
from tests.forms.grading_wire import EXERCISES, TEXTS

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())
TYPED = [exercise for exercise in exercises(facts()).values() if not exercise.is_choice]
CHOICES = [exercise for exercise in exercises(facts()).values() if exercise.is_choice]


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
    """Return the inputs of a form; of radio buttons the chosen one."""
    named = form.select(".simulation-inputs [name]:not(template [name], details)")
    return [tag for tag in named if tag.get("type") != "radio" or tag.has_attr("checked")]


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
        described = tag
        if tag.get("type") == "radio":
            group = tag.find_parent(attrs={"role": "radiogroup"})
            assert group is not None
            assert form.select_one(f'[id="{group["aria-labelledby"]}"]') is not None
            assert tag.find_parent("label") is not None
            described = group
        else:
            assert form.select_one(f'label[for="{tag["id"]}"]') is not None
        for described_by in str(described["aria-describedby"]).split():
            assert form.select_one(f'[id="{described_by}"]') is not None, described_by


def test_a_slider_starts_at_the_default_of_its_field(simulation: Any) -> None:
    form = form_of(simulation)
    typed = defaults(simulation)
    for field in simulation.fields:
        if field.kind == "number":
            slider = form.select_one(f"[data-slider={field.name}]")
            assert slider is not None
            low, start, high = (float(str(slider[name])) for name in ("min", "value", "max"))
            assert low <= start <= high
            if not field.stops():
                assert slider["value"] == typed[field.name]
                continue
            # It runs over round numbers; the nearest one may differ from the default.
            stops = [float(stop) for stop in str(slider["data-stops"]).split()]
            assert [stops[int(low)], stops[int(high)]] == [field.minimum, field.maximum]
            default = float(typed[field.name])
            assert stops[int(start)] == min(stops, key=lambda stop: abs(stop - default))


def test_an_inactive_field_is_hidden(simulation: Any) -> None:
    form = form_of(simulation)
    hidden = [str(tag["data-field"]) for tag in form.select("[data-field][hidden]")]
    view = evaluate(simulation, defaults(simulation), STRINGS).reply()
    assert sorted(hidden) == sorted(view["hidden"])


def test_the_template_for_a_new_row_has_the_columns_defaults(simulation: Any) -> None:
    form = form_of(simulation)
    for field in simulation.fields:
        if field.kind != "list":
            continue
        row = form.select_one(f"[data-list={field.name}] > template")
        assert row is not None
        for column in field.columns:
            named = row.select(f'[name="{field.name}.ROW.{column.name}"]')
            tag = next((each for each in named if each.has_attr("checked")), named[0])
            chosen = tag.select_one("option[selected]") or tag
            assert chosen["value"] == column.text_of(column.default)
            is_radio = tag.get("type") == "radio"
            assert is_radio or row.select_one(f'label[for="{tag["id"]}"]') is not None


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
        details = form.select_one(f"details.rows[data-picture={picture.name}]")
        assert (chart is None) == picture.is_table == (details is None)
        if chart is not None:
            assert chart.parent is not None
            assert len(str(chart.parent["aria-label"])) > 10
        lines = (details or figure).select("tbody tr")
        cells = [[cell.get_text() for cell in line.select("td")] for line in lines]
        assert cells == evaluation.table(picture)


def test_the_form_has_the_anatomy_of_its_definition(simulation: Any) -> None:
    form = form_of(simulation)
    inputs = form.select_one(".simulation-inputs")
    assert inputs is not None
    open_fields = [tag["data-field"] for tag in inputs.find_all(recursive=False, class_="field")]
    assert open_fields == simulation.open_fields
    groups = {
        tag.legend.get_text(): [field["data-field"] for field in tag.select("[data-field]")]
        for tag in inputs.select(".more > fieldset")
        if tag.legend is not None
    }
    titles = STRINGS["simulations"][simulation.name].get("groups", {})
    assert groups == {titles[group.name]: group.fields for group in simulation.groups}
    assert len(form.select('[data-action="preset"]')) == len(simulation.presets)
    shown = form.select(".picture:not([data-folded])")
    assert [figure["data-picture"] for figure in shown] == [simulation.pictures[0].name]
    tabs = [tag["data-picture"] for tag in form.select("[role=tab]")]
    assert tabs == [picture.name for picture in simulation.pictures]


def test_the_fold_says_how_many_fields_it_holds_and_their_values(simulation: Any) -> None:
    form = form_of(simulation)
    fold = form.select_one(".more")
    if fold is None:
        assert simulation.groups == []
        return
    shown = [tag for tag in fold.select("[data-field]") if not tag.has_attr("hidden")]
    assert fold.has_attr("hidden") == (not shown)
    assert fold.summary is not None
    head = fold.summary.get_text()
    assert STRINGS["interface"]["form"]["more"].format(count=len(shown)) in head
    folded = evaluate(simulation, defaults(simulation), STRINGS).folded()
    assert folded["text"] in head


def test_a_preset_holds_a_whole_state(simulation: Any) -> None:
    chips = form_of(simulation).select('[data-action="preset"]')
    for chip, preset in zip(chips, simulation.presets, strict=True):
        state = dict(parse_qsl(str(chip["data-values"]), keep_blank_values=True))
        assert state == typed_texts(simulation, simulation.preset_values(preset.name))
        assert evaluate(simulation, state, STRINGS).alert == ""


def test_a_form_may_open_with_a_preset(simulation: Any) -> None:
    preset = simulation.presets[-1]
    form = BeautifulSoup(simulation_html(simulation, STRINGS, preset.name), "html.parser").form
    assert form is not None
    typed = typed_texts(simulation, simulation.preset_values(preset.name))
    assert dict(parse_qsl(str(form["data-start"]), keep_blank_values=True)) == typed
    sentence = form.select_one(".simulation-sentence")
    assert sentence is not None
    assert sentence.get_text() == evaluate(simulation, typed, STRINGS).sentence
    pressed = form.select('[data-action="preset"][aria-pressed="true"]')
    assert [chip["data-values"] for chip in pressed] == [urlencode(typed)]


def test_one_line_counts_where_the_numbers_come_from(simulation: Any) -> None:
    place = form_of(simulation).select_one(".origins")
    assert place is not None
    assert place.summary is not None
    counts = [int(number) for number in re.findall(r"[0-9]+", place.summary.get_text())]
    kinds = place.select("li:not([hidden])")
    assert len(counts) == len(kinds)
    assert place.has_attr("hidden") == (not counts)
    hidden = evaluate(simulation, defaults(simulation), STRINGS).hidden
    for count, kind in zip(counts, kinds, strict=True):
        shown = kind.select("[data-of]:not([hidden])")
        assert len(shown) == count >= 1
        assert {str(entry["data-of"]) for entry in shown}.isdisjoint(hidden)
    claims = {str(badge["href"])[len("#claim-") :] for badge in place.select(".claim-badge")}
    assert claims == set(simulation.claims())


def test_only_numbers_that_are_shown_have_their_origin_listed() -> None:
    simulation = SIMULATIONS["true-cost"]
    html = simulation_html(simulation, STRINGS, "hidden")
    place = BeautifulSoup(html, "html.parser").select_one(".origins")
    assert place is not None
    hidden = evaluate(
        simulation, typed_texts(simulation, simulation.preset_values("hidden")), STRINGS
    ).hidden
    assert {"nominal_annual_rate", "flat_fee_rate"} <= set(hidden)
    for entry in place.select("[data-of]"):
        assert entry.has_attr("hidden") == (entry["data-of"] in hidden)
    assert place.has_attr("hidden") == (not place.select("[data-of]:not([hidden])"))


def test_a_figure_or_a_column_without_a_value_is_not_shown(simulation: Any) -> None:
    form = form_of(simulation)
    evaluation = evaluate(simulation, defaults(simulation), STRINGS)
    for output in evaluation.outputs:
        tag = form.select_one(f'output[name="{output["name"]}"]')
        row = tag and tag.find_parent("div")
        assert row is not None
        assert row.has_attr("hidden") == (output["value"] is None)
    for picture in simulation.pictures:
        place = form.select_one(f"[data-picture={picture.name}]:is(details, figure:has(table))")
        assert place is not None
        empty = evaluation.empty_columns(picture)
        for line in place.select("tr"):
            assert [cell.has_attr("hidden") for cell in line.select("th, td")] == empty


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


@pytest.mark.parametrize("exercise", TYPED, ids=lambda exercise: exercise.name)
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


def test_a_choice_has_a_question_labelled_options_in_order_and_a_verdict() -> None:
    own = {**STRINGS, "exercises": {**STRINGS["exercises"], **TEXTS}}
    for choice in [EXERCISES["step"], *CHOICES]:
        form = BeautifulSoup(exercise_html(choice, own), "html.parser").form
        assert form is not None
        (group,) = form.select("fieldset")
        legend = group.find(True)
        assert isinstance(legend, Tag)
        assert legend.name == "legend"
        assert legend.get_text()
        options = group.select("label > input[type=radio][name=answer]")
        assert [option["value"] for option in options] == choice.options
        assert not any(option.has_attr("checked") for option in options)
        letters = [label.get_text()[0] for label in group.select("label")]
        assert letters == list("ABCDEFG"[: len(options)])
        assert form.select_one("button[type=submit]") is not None
        assert form.select_one("[role=status]") is not None
        assert "{" not in str(form)


def test_hostile_texts_of_a_choice_are_escaped() -> None:
    hostile = "<script>alert(1)</script>\"'"
    options = dict.fromkeys(("pay", "stop", "ask"), hostile)
    texts = {"step": {**TEXTS["step"], "ask": hostile, "options": options}}
    html = exercise_html(EXERCISES["step"], {**STRINGS, "exercises": texts})
    form = BeautifulSoup(html, "html.parser")
    assert form.select("script") == []
    assert form.get_text().count(hostile) == 4
