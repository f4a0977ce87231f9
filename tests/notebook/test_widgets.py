"""Test simulations and exercises as widgets, changed from Python as JupyterLab does."""

import base64
import json
import random
import re
from html import escape, unescape
from typing import Any

import ipywidgets as widgets
import pytest

from loanlab.charts.compile import chart_spec
from loanlab.charts.theme import PALETTE
from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.csv_text import csv_text
from loanlab.forms.evaluation import defaults, evaluate, typed_texts
from loanlab.forms.formatting import choice_texts, picture_strings
from loanlab.forms.rows import add_row
from loanlab.notebook.style import style_element
from loanlab.notebook.widgets import SimulationForm, exercise_widget
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from loanlab.views.simulation import is_segmented, preset_text
from tests.forms.grading_wire import EXERCISES, TEXTS
from tests.simulations import states

STRINGS = catalogue("zh")
FORM = STRINGS["interface"]["form"]
SIMULATIONS = simulations(facts())
SIMULATION = SIMULATIONS["rate-builder"]
WITH_LISTS = [
    name for name in NAMES if any(field.kind == "list" for field in SIMULATIONS[name].fields)
]
NUMBERS = [field for field in SIMULATION.fields if field.kind == "number"]


# A chart's spec does not depend on the input.
SPECS: dict[tuple[str, str], dict[str, Any]] = {}


def compiled(
    simulation: str, picture: str, texts: dict[str, Any], units: dict[str, dict[str, str]]
) -> dict[str, Any]:
    if (simulation, picture) not in SPECS:
        SPECS[simulation, picture] = chart_spec(simulation, picture, texts, units)
    return SPECS[simulation, picture]


@pytest.fixture(autouse=True)
def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cache compiled charts across tests; every test still builds a new form."""
    monkeypatch.setattr("loanlab.notebook.stage.chart_spec", compiled)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip drawing charts, which takes most of an update, in tests of inputs and texts."""
    monkeypatch.setattr("loanlab.notebook.stage.svg_of", lambda _spec: "<svg></svg>")


class Shown:
    """A form with access to what a reader sees."""

    def __init__(self, name: str = "rate-builder", start: str | None = None) -> None:
        self.simulation = SIMULATIONS[name]
        self.form = SimulationForm(self.simulation, STRINGS, start)
        self.whole = self.form.build()

    def slider(self, name: str) -> Any:
        """Return the slider of a field."""
        label = self.form.texts["fields"][name]["label"]
        return self.described(FORM["slider"].format(label=label))

    def described(self, description: str) -> Any:
        """Return the only widget with this description."""
        (found,) = [
            each for each in _below(self.whole) if getattr(each, "description", None) == description
        ]
        return found

    def press(self, description: str) -> None:
        """Press the button with this text."""
        _button(self.whole, description).click()

    def undo(self, name: str) -> widgets.Button:
        """Return the button that sets a field back."""
        label = FORM["undo"].format(label=self.form.texts["fields"][name]["label"])
        (found,) = [each for each in _below(self.whole) if getattr(each, "tooltip", "") == label]
        return found

    def field(self, name: str) -> widgets.VBox:
        """Return the box around a field."""
        box = self.form.inputs.boxes[name]
        fields = [each for each in _below(self.whole) if "field" in each._dom_classes]
        return next(each for each in fields if box in _below(each))

    def list(self, name: str) -> widgets.VBox:
        """Return the box around a list of rows."""
        label = f"<b>{self.form.texts['fields'][name]['label']}</b>"
        fields = [each for each in _below(self.whole) if "field" in each._dom_classes]
        return next(
            each
            for each in fields
            if label in [getattr(inside, "value", "") for inside in _below(each)]
        )

    def select(self, picture: str) -> None:
        """Choose the tab of a picture."""
        tabs = self.form.stage.tabs
        tabs.selected_index = list(self.form.stage.pictures).index(picture)

    def accordion(self, title: str) -> widgets.Accordion:
        """Return the accordion whose first title begins with a text."""
        found = [each for each in _below(self.whole) if isinstance(each, widgets.Accordion)]
        return next(each for each in found if each.titles and each.titles[0].startswith(title))

    def table(self, picture: str) -> str:
        """Open the table of a chart and return its HTML."""
        self.form.rows.selected_index = list(self.form.tables).index(picture)
        html: str = self.form.tables[picture].value
        return html

    def rows(self, picture: Any) -> str:
        """Return the HTML of a picture's table."""
        if not picture.is_table:
            return self.table(picture.name)
        self.select(picture.name)
        html: str = self.form.stage.pictures[picture.name].value
        return html

    def state(self) -> dict[str, str]:
        """Return all results as HTML."""
        form = self.form
        return {
            "sentence": form.stage.sentence.value,
            "change": form.stage.change.value,
            "outputs": form.outputs.value,
            **{f"picture {name}": place.value for name, place in form.stage.pictures.items()},
            **{f"table {name}": place.value for name, place in form.tables.items()},
        }


def _below(widget: Any) -> list[Any]:
    return [widget, *(each for child in getattr(widget, "children", ()) for each in _below(child))]


def _button(whole: Any, description: str) -> widgets.Button:
    buttons = [each for each in _below(whole) if isinstance(each, widgets.Button)]
    return next(each for each in buttons if each.description.startswith(description))


def text_in(html: str) -> str:
    """What a reader sees of some HTML."""
    return unescape(re.sub("<[^>]*>", "", html))


def assert_shows(shown: Shown, **typed: str) -> None:
    """Check that every result matches the model, given the defaults with these changes."""
    simulation = shown.simulation
    view = evaluate(simulation, {**defaults(simulation), **typed}, STRINGS).reply()
    assert text_in(shown.form.stage.sentence.value) == view["sentence"]
    assert re.findall("<td>(.*?)</td>", shown.form.outputs.value) == [
        figure["text"] for figure in view["outputs"] if figure["value"] is not None
    ]
    for picture in simulation.pictures:
        rows = view["rows"][picture.name]
        html = shown.table(picture.name)
        table = re.findall('<t[dh](?: scope="row")?>(.*?)</t[dh]>', html)
        assert table == [row[f"{column.name}_text"] for row in rows for column in picture.columns]
        shown.select(picture.name)
        last = picture.columns[-1].name
        assert (
            f">{rows[-1][f'{last}_text']}</text>" in shown.form.stage.pictures[picture.name].value
        )


@pytest.fixture
def shown() -> Shown:
    return Shown()


def test_the_default_state_is_shown_initially(shown: Shown) -> None:
    assert_shows(shown)


def test_a_slider_updates_its_input_box_and_the_results(shown: Shown) -> None:
    shown.slider("pay_score").value = 850
    assert shown.form.inputs.boxes["pay_score"].value == "850"
    assert_shows(shown, pay_score="850")


def test_a_choice_updates_the_results(shown: Shown) -> None:
    shown.form.inputs.boxes["product"].value = "xiaoe"
    assert_shows(shown, product="xiaoe")


@pytest.mark.parametrize("field", NUMBERS, ids=lambda field: field.name)
def test_every_slider_spans_the_range_of_its_field(shown: Shown, field: Any) -> None:
    slider = shown.slider(field.name)
    for end, wanted in ((slider.min, field.minimum), (slider.max, field.maximum)):
        slider.value = end
        assert shown.form.inputs.boxes[field.name].value == field.text_of(wanted)
        assert_shows(shown, **{field.name: field.text_of(wanted)})


def test_a_typed_number_moves_the_slider(shown: Shown) -> None:
    shown.form.inputs.boxes["lpr"].value = "4.5"
    assert shown.slider("lpr").value == 4.5
    assert_shows(shown, lpr="4.5")


def test_a_number_between_two_slider_steps_is_kept(shown: Shown) -> None:
    shown.form.inputs.boxes["lpr"].value = "3.123"
    # JupyterLab's slider rounds to the nearest step and sends it back.
    shown.slider("lpr").value = 3.1
    assert shown.form.inputs.boxes["lpr"].value == "3.123"
    assert_shows(shown, lpr="3.123")


def test_a_money_slider_runs_over_round_numbers(undrawn: None) -> None:
    shown = Shown("repayment")
    slider, box = shown.slider("principal"), shown.form.inputs.boxes["principal"]
    field = shown.simulation.field("principal")
    assert [value for _text, value in slider.options] == field.stops()
    for stop in (field.stops()[0], field.stops()[7], field.stops()[-1]):
        slider.value = stop
        assert box.value == stop


def test_a_number_between_two_round_ones_is_kept(undrawn: None) -> None:
    shown = Shown("repayment")
    slider, box = shown.slider("principal"), shown.form.inputs.boxes["principal"]
    box.value = "10100"
    assert slider.value == "10000"
    assert box.value == "10100"


def test_few_short_options_are_buttons_and_others_a_list(undrawn: None) -> None:
    kinds = set()
    for name in NAMES:
        boxes = Shown(name).form.inputs.boxes
        fields = STRINGS["simulations"][name]["fields"]
        for field in SIMULATIONS[name].fields:
            if field.kind == "choice":
                texts = choice_texts(field, fields[field.name], STRINGS)
                kind = widgets.ToggleButtons if is_segmented(texts) else widgets.Dropdown
                assert isinstance(boxes[field.name], kind)
                kinds.add(kind)
    assert kinds == {widgets.ToggleButtons, widgets.Dropdown}


def test_full_width_digits_are_accepted(shown: Shown) -> None:
    shown.form.inputs.boxes["pay_score"].value = "６５０"
    assert_shows(shown, pay_score="650")


@pytest.mark.parametrize("text", ["", "abc", "1e309", "-1", "<script>alert(1)</script>"])
def test_invalid_input_shows_a_message_and_keeps_the_last_result(shown: Shown, text: str) -> None:
    shown.form.inputs.boxes["pay_score"].value = "800"
    before = shown.state()
    shown.form.inputs.boxes["pay_score"].value = text
    view = evaluate(SIMULATION, {**defaults(SIMULATION), "pay_score": text}, STRINGS).reply()
    error = shown.form.inputs.errors["pay_score"]
    assert escape(view["errors"]["pay_score"]) in error.value
    assert error.layout.display is None
    assert view["alert"] in shown.form.alert.value
    assert shown.form.inputs.errors["lpr"].layout.display == "none"
    assert shown.state() == before
    assert "<script>" not in error.value


def test_correcting_an_input_removes_the_message(shown: Shown) -> None:
    shown.form.inputs.boxes["lpr"].value = "x"
    shown.form.inputs.boxes["lpr"].value = "3.5"
    assert shown.form.inputs.errors["lpr"].value == ""
    assert shown.form.alert.value == ""
    assert shown.form.alert.layout.display == "none"
    assert_shows(shown, lpr="3.5")


def test_reset_restores_every_default(shown: Shown) -> None:
    shown.form.inputs.boxes["product"].value = "fenfu"
    shown.form.inputs.boxes["lpr"].value = "nonsense"
    shown.slider("pay_score").value = 550
    shown.press(FORM["reset"])
    assert {name: box.value for name, box in shown.form.inputs.boxes.items()} == defaults(
        SIMULATION
    )
    assert shown.slider("pay_score").value == 600
    assert shown.form.alert.value == ""
    assert_shows(shown)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List evaluations and drawings as they are made."""
    done: list[str] = []

    def counted(*arguments: Any) -> Any:
        done.append("evaluate")
        return evaluate(*arguments)

    def drawn(_spec: Any) -> str:
        done.append("draw")
        return f"<svg>{len(done)}</svg>"

    monkeypatch.setattr("loanlab.notebook.widgets.evaluate", counted)
    monkeypatch.setattr("loanlab.notebook.stage.svg_of", drawn)
    return done


ONCE = ["evaluate", "draw"]


def test_a_move_of_a_slider_evaluates_and_draws_once(shown: Shown, work: list[str]) -> None:
    shown.slider("pay_score").value = 850
    assert work == ONCE


def test_a_move_of_a_money_slider_evaluates_and_draws_once(work: list[str]) -> None:
    shown = Shown("repayment")
    work.clear()
    shown.slider("principal").index += 3
    assert work == ONCE


def test_typing_evaluates_and_draws_once(shown: Shown, work: list[str]) -> None:
    shown.form.inputs.boxes["pay_score"].value = "652"
    assert work == ONCE


def test_a_choice_evaluates_and_draws_once(shown: Shown, work: list[str]) -> None:
    shown.select("routes")
    work.clear()
    shown.form.inputs.boxes["days_in_year"].value = "360"
    assert work == ONCE


def test_an_undo_evaluates_and_draws_once(shown: Shown, work: list[str]) -> None:
    shown.form.inputs.boxes["pay_score"].value = "652"
    work.clear()
    shown.undo("pay_score").click()
    assert work == ONCE


def test_reset_evaluates_and_draws_once(shown: Shown, work: list[str]) -> None:
    for field in NUMBERS:
        shown.form.inputs.boxes[field.name].value = field.text_of(field.maximum)
    work.clear()
    shown.press(FORM["reset"])
    assert work == ONCE


@pytest.mark.parametrize("name", [name for name in NAMES if SIMULATIONS[name].presets])
def test_a_preset_evaluates_once_and_draws_at_most_once(name: str, work: list[str]) -> None:
    shown = Shown(name)
    for button, typed in shown.form.presets:
        work.clear()
        button.click()
        assert work in (ONCE, ONCE[:1])
        assert shown.form.inputs.typed == typed


@pytest.mark.parametrize("name", WITH_LISTS)
def test_a_row_more_or_less_evaluates_once_and_draws_at_most_once(
    name: str, work: list[str]
) -> None:
    shown = Shown(name)
    field = next(field for field in shown.simulation.fields if field.kind == "list")
    shown.form.inputs.enter(states.shown_with(shown.simulation, field.name))
    row = shown.form.texts["fields"][field.name]["row"].format(1)
    buttons = [FORM["add_row"], FORM["remove_row"].format(row=row)]
    if int(shown.form.inputs.typed[field.name]) == field.maximum:
        buttons.reverse()
    for button in buttons:
        work.clear()
        _button(shown.list(field.name), button).click()
        assert work in (ONCE, ONCE[:1])


def test_only_the_selected_picture_is_drawn(shown: Shown, work: list[str]) -> None:
    first, second = (picture.name for picture in SIMULATION.pictures)
    assert not shown.form.stage.pictures[second].value
    shown.select(second)
    assert work == ["draw"]
    assert "<svg" in shown.form.stage.pictures[second].value
    shown.select(first)
    assert work == ["draw"]
    shown.form.inputs.boxes["pay_score"].value = "500"
    assert work == ["draw", *ONCE]
    shown.select(second)
    assert work == ["draw", *ONCE, "draw"]


def test_a_picture_with_unchanged_rows_is_not_redrawn(shown: Shown, work: list[str]) -> None:
    shown.select("waterfall")
    work.clear()
    shown.form.inputs.boxes["lpr"].value = "4"
    assert work == ["evaluate"]


def test_a_table_that_is_open_follows_the_inputs(shown: Shown) -> None:
    before = shown.table("waterfall")
    shown.form.inputs.boxes["pay_score"].value = "500"
    assert shown.form.tables["waterfall"].value != before


def test_the_old_state_is_drawn_as_an_outline_until_the_next_move(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    ghosts: list[Any] = []

    def remembered(spec: Any, _rows: Any, ghost: Any) -> Any:
        ghosts.append(ghost)
        return spec

    monkeypatch.setattr("loanlab.notebook.stage.with_rows", remembered)
    monkeypatch.setattr("loanlab.notebook.stage.svg_of", lambda _spec: "<svg></svg>")
    main = SIMULATION.pictures[0]
    states_ = [{}, {"base_daily_rate": "0.03"}, {"base_daily_rate": "0.03", "pay_score": "500"}]
    rows = [
        evaluate(SIMULATION, {**defaults(SIMULATION), **typed}, STRINGS).rows(main)
        for typed in states_
    ]
    shown.form.inputs.boxes["base_daily_rate"].value = "0.03"
    shown.form.inputs.boxes["pay_score"].value = "500"
    assert ghosts == rows[:2]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Hold the clock at the number in a list."""
    now = [100.0]
    monkeypatch.setattr("loanlab.notebook.widgets.monotonic", lambda: now[0])
    return now


def figure(name: str, **typed: str) -> str:
    """The text of an output of the first simulation."""
    evaluation = evaluate(SIMULATION, {**defaults(SIMULATION), **typed}, STRINGS)
    text: str = next(each["text"] for each in evaluation.outputs if each["name"] == name)
    return text


def test_one_line_says_what_changed_since_the_present_move_began(
    clock: list[float], shown: Shown
) -> None:
    name = SIMULATION.key_outputs[0]
    texts = {score: figure(name, pay_score=score) for score in ("550", "500", "850")}
    start = figure(name)

    def told() -> tuple[str, str]:
        told = re.search("<s>(.*?)</s> → <b>(.*?)</b>", shown.form.stage.change.value)
        assert told is not None
        return told[1], told[2]

    assert "→" not in shown.form.stage.change.value
    shown.slider("pay_score").value = 500
    assert text_in(shown.form.stage.change.value).startswith(FORM["since"])
    assert told() == (start, texts["500"])
    clock[0] += 0.5
    shown.form.inputs.boxes["pay_score"].value = "550"
    assert told() == (start, texts["550"])
    clock[0] += 1.5
    shown.slider("pay_score").value = 850
    assert told() == (texts["550"], texts["850"])
    shown.form.inputs.boxes["base_daily_rate"].value = "0.03"
    assert told() == (texts["850"], figure(name, pay_score="850", base_daily_rate="0.03"))


def test_a_chart_has_a_description(shown: Shown) -> None:
    for name, place in shown.form.stage.pictures.items():
        shown.select(name)
        title = STRINGS["simulations"]["rate-builder"]["pictures"][name]["title"]
        assert f'role="img" aria-label="{title}。' in place.value
        assert "{" not in place.value.split("<svg")[0]


def test_a_changed_field_is_marked_and_one_press_sets_it_back(shown: Shown) -> None:
    undo = shown.undo("pay_score")
    assert undo.layout.visibility == "hidden"
    shown.form.inputs.boxes["lpr"].value = "4"
    shown.form.inputs.boxes["pay_score"].value = "500"
    assert undo.layout.visibility == "visible"
    assert "changed" in shown.field("pay_score")._dom_classes
    assert shown.form.inputs.reset.description == FORM["reset_count"].format(count=2)
    undo.click()
    assert undo.layout.visibility == "hidden"
    assert "changed" not in shown.field("pay_score")._dom_classes
    assert shown.slider("pay_score").value == 600
    assert_shows(shown, lpr="4")


def test_the_same_number_in_other_digits_is_no_change(shown: Shown) -> None:
    shown.form.inputs.boxes["pay_score"].value = "６００"
    assert shown.undo("pay_score").layout.visibility == "hidden"
    assert shown.form.inputs.reset.disabled


def test_what_was_understood_stands_beside_an_unusual_number(shown: Shown) -> None:
    def beside() -> str:
        return " ".join(
            each.value
            for each in _below(shown.field("pay_score"))
            if hasattr(each, "value") and isinstance(each.value, str)
        )

    shown.form.inputs.boxes["pay_score"].value = "650"
    assert "<small>" not in beside()
    shown.form.inputs.boxes["pay_score"].value = "６５０"
    assert "<small>650分</small>" in beside()


def test_every_input_has_a_label_and_its_help(shown: Shown) -> None:
    for name, box in shown.form.inputs.boxes.items():
        texts = shown.form.texts["fields"][name]
        assert box.description == texts["label"]
        field = _below(shown.field(name))
        (hint,) = [each.value for each in field if "<details" in str(getattr(each, "value", ""))]
        assert escape(FORM["help"].format(label=texts["label"])) in hint


def test_no_output_widget_is_used(shown: Shown) -> None:
    assert not [each for each in _below(shown.whole) if isinstance(each, widgets.Output)]


def test_a_simulation_takes_little_space_in_a_saved_notebook() -> None:
    before = set(widgets.Widget.get_manager_state()["state"])
    Shown()
    state = widgets.Widget.get_manager_state()["state"]
    own = {key: model for key, model in state.items() if key not in before}
    # Most of it is ipywidgets' layout; one chart with embedded scripts would be 900 kB.
    assert len(json.dumps(own)) < 300_000


def test_the_style_sheet_defines_every_colour_in_light_and_dark() -> None:
    light, dark = style_element().split('body[data-jp-theme-light="false"]')
    for name, colour in PALETTE.items():
        assert f"--ll-{name}: {colour};" in light
        assert f"--ll-{name}: #" in dark
        assert f"--ll-{name}: {colour};" not in dark


@pytest.fixture(params=NAMES)
def any_form(request: pytest.FixtureRequest) -> SimulationForm:
    """Build every simulation as widgets."""
    form = SimulationForm(SIMULATIONS[request.param], STRINGS)
    form.build()
    return form


def assert_matches_model(form: SimulationForm) -> dict[str, Any]:
    """Check that the widgets show the model's results for their input."""
    view = evaluate(form.simulation, form.inputs.typed, STRINGS).reply()
    assert view["alert"] == ""
    assert text_in(form.stage.sentence.value) == view["sentence"]
    assert re.findall("<td>(.*?)</td>", form.outputs.value) == [
        figure["text"] for figure in view["outputs"] if figure["value"] is not None
    ]
    return view


def test_every_simulation_starts_at_its_defaults(any_form: SimulationForm) -> None:
    assert any_form.inputs.typed == defaults(any_form.simulation)
    assert_matches_model(any_form)


@pytest.mark.parametrize("name", NAMES)
def test_every_input_is_open_or_folded_in_the_order_of_the_definition(
    undrawn: None, name: str
) -> None:
    shown = Shown(name)
    simulation, boxes = shown.simulation, shown.form.inputs.boxes
    names = {id(box): name for name, box in boxes.items()}
    folded = [field for group in simulation.groups for field in group.fields]
    wanted = [
        box
        for field in [*simulation.open_fields, *folded]
        for box in boxes
        if box == field or box.startswith(f"{field}.")
    ]
    assert [names[id(each)] for each in _below(shown.whole) if id(each) in names] == wanted
    assert sorted(wanted) == sorted(boxes)
    if folded:
        count = evaluate(simulation, defaults(simulation), STRINGS).folded()["count"]
        fold = shown.accordion(FORM["more"].format(count=count))
        assert fold.selected_index is None
        inside = [names[id(each)] for each in _below(fold) if id(each) in names]
        assert inside == [box for box in wanted if box.split(".")[0] in folded]


def test_the_head_of_the_fold_sums_up_the_values_in_it(shown: Shown) -> None:
    typed = {**defaults(SIMULATION), "lpr": "4.25"}
    shown.form.inputs.enter(typed)
    folded = evaluate(SIMULATION, typed, STRINGS).folded()
    assert "4.25%" in folded["text"]
    texts = [each for each in _below(shown.whole) if isinstance(each, widgets.HTML)]
    (line,) = [each for each in texts if text_in(each.value) == folded["text"]]
    assert line.layout.display is None
    shown.accordion(FORM["more"].format(count=folded["count"])).selected_index = 0
    assert line.layout.display == "none"


@pytest.mark.parametrize("name", [name for name in NAMES if SIMULATIONS[name].presets])
def test_a_form_opens_with_a_preset_and_reset_returns_to_it(undrawn: None, name: str) -> None:
    simulation = SIMULATIONS[name]
    for preset in simulation.presets:
        typed = typed_texts(simulation, simulation.preset_values(preset.name))
        shown = Shown(name, preset.name)
        assert shown.form.inputs.typed == typed
        chosen = [
            button.description
            for button, _typed in shown.form.presets
            if "chosen" in button._dom_classes
        ]
        assert preset_text(simulation, preset, STRINGS) in chosen
        shown.form.inputs.enter(states.shown_with(simulation, simulation.fields[0].name))
        shown.press(FORM["reset"])
        assert shown.form.inputs.typed == typed
        assert shown.form.inputs.reset.disabled


@pytest.mark.parametrize("name", NAMES)
def test_every_simulation_shows_and_saves_its_tables(undrawn: None, name: str) -> None:
    shown = Shown(name)
    simulation, form = shown.simulation, shown.form
    dice = random.Random(simulation.name)
    for _state in range(3):
        typed = states.random_state(simulation, dice)
        if evaluate(simulation, typed, STRINGS).reply()["alert"]:
            continue
        form.inputs.enter(typed)
        assert form.inputs.typed == typed
        assert_matches_model(form)
        evaluation = evaluate(simulation, typed, STRINGS)
        assert evaluation.result is not None
        for picture in simulation.pictures:
            rows = evaluation.result.rows[picture.name]
            expected_rows = evaluation.table(picture)
            shown_table = shown.rows(picture)
            cells = re.findall('<t[dh](?: scope="row")?>(.*?)</t[dh]>', shown_table)
            empty = evaluation.empty_columns(picture)
            assert cells == [
                escape(text)
                for row in expected_rows
                for text, is_empty in zip(row, empty, strict=True)
                if not is_empty
            ]
            own = picture_strings(STRINGS["simulations"][simulation.name], picture)
            saved = base64.b64decode(shown_table.split("base64,")[1].split('"')[0]).decode()
            assert saved == csv_text(picture, rows, own, STRINGS["interface"])


def test_every_simulation_shows_an_error_for_each_invalid_field(
    undrawn: None, any_form: SimulationForm
) -> None:
    for name, field in states.places(any_form.simulation):
        if field.kind == "choice":
            continue
        any_form.inputs.enter(states.shown_with(any_form.simulation, name))
        good = any_form.inputs.boxes[name].value
        sentence = any_form.stage.sentence.value
        any_form.inputs.boxes[name].value = "abc"
        view = evaluate(any_form.simulation, any_form.inputs.typed, STRINGS).reply()
        assert escape(view["errors"][name]) in any_form.inputs.errors[name].value
        assert any_form.stage.sentence.value == sentence
        any_form.inputs.boxes[name].value = good
        assert any_form.alert.value == ""


def test_an_inactive_field_is_hidden(undrawn: None) -> None:
    shown = Shown("repayment")
    assert shown.field("flat_fee_rate").layout.display == "none"
    shown.form.inputs.boxes["method"].value = "flat_fee"
    assert shown.field("flat_fee_rate").layout.display is None
    assert shown.field("nominal_annual_rate").layout.display == "none"


@pytest.mark.parametrize("name", WITH_LISTS)
def test_the_heads_of_rows_say_what_is_in_them(undrawn: None, name: str) -> None:
    shown = Shown(name)
    simulation = shown.simulation
    field = next(field for field in simulation.fields if field.kind == "list")
    row = shown.form.texts["fields"][field.name]["row"]
    typed = states.shown_with(simulation, field.name)
    if typed[field.name] == "0":
        typed = add_row(field, typed)
    shown.form.inputs.enter(typed)
    accordion = shown.accordion(row.format(1))
    assert accordion.selected_index is None
    column = next(each for each in field.columns if each.kind == "number")
    cell = field.cell(0, column.name)
    for text in (typed[cell], states.ends(column)[1]):
        shown.form.inputs.boxes[cell].value = text
        lines = evaluate(simulation, shown.form.inputs.typed, STRINGS).row_texts()[field.name]
        for number, line in enumerate(lines):
            assert accordion.get_title(number) == STRINGS["interface"]["cell"].format(
                row=row.format(number + 1), label=line
            )


@pytest.mark.parametrize("name", WITH_LISTS)
def test_rows_are_added_and_removed(undrawn: None, name: str) -> None:
    simulation = SIMULATIONS[name]
    field = next(field for field in simulation.fields if field.kind == "list")
    shown = Shown(name)
    form, whole = shown.form, shown.list(field.name)
    form.inputs.enter(states.shown_with(simulation, field.name))
    texts = STRINGS["interface"]["form"]
    row = STRINGS["simulations"][name]["fields"][field.name]["row"]
    if int(form.inputs.typed[field.name]) == field.maximum:
        _button(whole, texts["remove_row"].format(row=row.format(1))).click()
    before = form.inputs.typed
    _button(whole, texts["add_row"]).click()
    count = int(before[field.name]) + 1
    new = {field.cell(count - 1, c.name): c.text_of(c.default) for c in field.columns}
    assert form.inputs.typed == {**before, field.name: str(count), **new}
    _button(whole, texts["remove_row"].format(row=row.format(1))).click()
    after = form.inputs.typed
    assert after[field.name] == before[field.name]
    for column in field.columns:
        moved_up = [before[field.cell(number, column.name)] for number in range(1, count - 1)]
        cells = [field.cell(number, column.name) for number in range(count - 1)]
        # Where the list was empty, it is empty again.
        left = [*moved_up, column.text_of(column.default)][: count - 1]
        assert [after[cell] for cell in cells] == left
    for _press in range(field.maximum + 1):
        _button(whole, texts["add_row"]).click()
    assert form.inputs.typed[field.name] == str(field.maximum)
    for _press in range(field.maximum + 1):
        _button(whole, texts["remove_row"].format(row=row.format(1))).click()
        if form.inputs.typed[field.name] == str(field.minimum):
            break
    assert form.inputs.typed[field.name] == str(field.minimum)


def test_a_pinned_result_is_shown_next_to_the_current_one(shown: Shown) -> None:
    form = STRINGS["interface"]["form"]
    before = evaluate(SIMULATION, defaults(SIMULATION), STRINGS).reply()
    shown.press(form["pin"])
    shown.form.inputs.boxes["lpr"].value = "4.5"
    comparison = shown.form.comparison
    assert comparison.layout.display is None
    assert escape(before["sentence"]) in comparison.value
    assert "3.00%" in comparison.value
    assert "4.50%" in comparison.value
    shown.press(form["unpin"])
    assert comparison.value == ""
    assert comparison.layout.display == "none"


@pytest.mark.parametrize("name", [name for name in NAMES if SIMULATIONS[name].has_calendar])
def test_reminders_can_be_saved_as_a_file(name: str) -> None:
    form = SimulationForm(SIMULATIONS[name], STRINGS)
    form.build()
    assert f'download="{name}.ics"' in form.calendar.value
    text = base64.b64decode(form.calendar.value.split("base64,")[1].split('"')[0]).decode()
    result = evaluate(form.simulation, defaults(form.simulation), STRINGS).result
    assert result is not None
    assert text.count("STATUS:CONFIRMED") == len(result.events)
    assert text.count("STATUS:CANCELLED") == len(result.cancelled)


def _answered(name: str, text: str) -> str:
    exercise = exercises(facts())[name]
    whole = exercise_widget(exercise, STRINGS)
    (box,) = [each for each in _below(whole) if isinstance(each, widgets.Text)]
    box.value = text
    form = STRINGS["interface"]["form"]
    _button(whole, form["commit"] if exercise.is_prediction else form["check"]).click()
    verdict: str = whole.children[-1].value
    return verdict


def test_an_exercise_grades_an_answer() -> None:
    assert "对。" in _answered("rates-fenfu-year", "14.6")
    assert "360" in _answered("rates-fenfu-year", "14.4")
    assert "不对。" in _answered("rates-fenfu-year", "99")


def test_an_exercise_without_a_number_asks_for_one() -> None:
    assert STRINGS["exercise_marks"]["unreadable"] in _answered("rates-fenfu-year", "<b>x</b>")


def test_a_prediction_shows_the_result_after_any_guess() -> None:
    assert "18.25%" in _answered("rates-predict-year", "5")
    assert "18.25%" in _answered("rates-predict-year", "18.25")


def test_a_choice_is_graded_and_a_new_one_clears_the_reply() -> None:
    whole = exercise_widget(EXERCISES["step"], {**STRINGS, "exercises": TEXTS})
    (box,) = [each for each in _below(whole) if isinstance(each, widgets.RadioButtons)]
    verdict = whole.children[-1]
    assert [label for label, _name in box.options] == [
        "A. 先付500元。",
        "B. 停下，打96110。",
        "C. 问一句。",
    ]
    assert box.value is None
    _button(whole, FORM["check"]).click()
    assert "请先选一项。" in verdict.value
    box.value = "pay"
    assert verdict.value == ""
    _button(whole, FORM["check"]).click()
    assert "不对。付了500元也拿不到。" in verdict.value
    box.value = "stop"
    _button(whole, FORM["check"]).click()
    assert "对。先付500元的都是骗。" in verdict.value
