"""Test simulations and exercises as widgets, changed from Python as JupyterLab does."""

import base64
import json
import random
import re
from html import escape
from typing import Any

import ipywidgets as widgets
import pytest

from loanlab.charts.compile import chart_spec
from loanlab.charts.theme import PALETTE
from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.csv_text import csv_text
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.forms.formatting import picture_strings
from loanlab.notebook.style import style_element
from loanlab.notebook.widgets import SimulationForm, exercise_widget
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from tests.simulations import states

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())
SIMULATION = SIMULATIONS["rate-builder"]
WITH_LISTS = [
    name for name in NAMES if any(field.kind == "list" for field in SIMULATIONS[name].fields)
]
NUMBERS = [field for field in SIMULATION.fields if field.kind == "number"]


# A chart's spec does not depend on the input.
SPECS: dict[tuple[str, str], dict[str, Any]] = {}


def compiled(simulation: str, picture: str, texts: dict[str, Any]) -> dict[str, Any]:
    if (simulation, picture) not in SPECS:
        SPECS[simulation, picture] = chart_spec(simulation, picture, texts)
    return SPECS[simulation, picture]


@pytest.fixture(autouse=True)
def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cache compiled charts across tests; every test still builds a new form."""
    monkeypatch.setattr("loanlab.notebook.widgets.chart_spec", compiled)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip drawing charts, which takes most of an update, in tests of inputs and texts."""
    monkeypatch.setattr("loanlab.notebook.widgets.svg_of", lambda _spec: "<svg></svg>")


class Shown:
    """A form with access to what a reader sees."""

    def __init__(self) -> None:
        self.form = SimulationForm(SIMULATION, STRINGS)
        self.whole = self.form.build()

    def slider(self, name: str) -> widgets.FloatSlider:
        """Return the slider of a field."""
        box = self.form.inputs.boxes[name]
        rows = [each for each in _below(self.whole) if box in getattr(each, "children", ())]
        (slider,) = [each for each in rows[0].children if isinstance(each, widgets.FloatSlider)]
        return slider

    def press(self, description: str) -> None:
        """Press the button with this text."""
        _button(self.whole, description).click()

    def state(self) -> dict[str, str]:
        """Return all results as HTML."""
        form = self.form
        return {
            "sentence": form.sentence.value,
            "outputs": form.outputs.value,
            **{f"chart {name}": place.value for name, place in form.charts.items()},
            **{f"table {name}": place.value for name, place in form.tables.items()},
        }


def _below(widget: Any) -> list[Any]:
    return [widget, *(each for child in getattr(widget, "children", ()) for each in _below(child))]


def _button(whole: Any, description: str) -> widgets.Button:
    buttons = [each for each in _below(whole) if isinstance(each, widgets.Button)]
    return next(each for each in buttons if each.description == description)


def assert_shows(shown: Shown, **typed: str) -> None:
    """Check that every result matches the model, given the defaults with these changes."""
    view = evaluate(SIMULATION, {**defaults(SIMULATION), **typed}, STRINGS).reply()
    state = shown.state()
    assert escape(view["sentence"]) in state["sentence"]
    assert re.findall("<td>(.*?)</td>", state["outputs"]) == [
        figure["text"] for figure in view["outputs"]
    ]
    for picture in SIMULATION.pictures:
        rows = view["rows"][picture.name]
        table = re.findall('<t[dh](?: scope="row")?>(.*?)</t[dh]>', state[f"table {picture.name}"])
        assert table == [row[f"{column.name}_text"] for row in rows for column in picture.columns]
        last = picture.columns[-1].name
        assert f">{rows[-1][f'{last}_text']}</text>" in state[f"chart {picture.name}"]


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
    shown.press(STRINGS["interface"]["form"]["reset"])
    assert {name: box.value for name, box in shown.form.inputs.boxes.items()} == defaults(
        SIMULATION
    )
    assert shown.slider("pay_score").value == 700
    assert shown.form.alert.value == ""
    assert_shows(shown)


def test_reset_computes_the_results_once(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    for field in NUMBERS:
        shown.form.inputs.boxes[field.name].value = field.text_of(field.maximum)
    computed = []

    def counted(*arguments: Any) -> Any:
        computed.append(arguments)
        return evaluate(*arguments)

    monkeypatch.setattr("loanlab.notebook.widgets.evaluate", counted)
    shown.press(STRINGS["interface"]["form"]["reset"])
    assert len(computed) == 1


def test_a_picture_with_unchanged_rows_is_not_redrawn(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Any] = []

    def remembered(spec: Any) -> str:
        drawn.append(spec)
        return "<svg></svg>"

    monkeypatch.setattr("loanlab.notebook.widgets.svg_of", remembered)
    shown.form.inputs.boxes["lpr"].value = "4"
    assert len(drawn) == len(["routes"])


def test_the_charts_have_descriptions(shown: Shown) -> None:
    for name, chart in shown.form.charts.items():
        title = STRINGS["simulations"]["rate-builder"]["pictures"][name]["title"]
        assert f'role="img" aria-label="{title}。' in chart.value
        assert "{" not in chart.value.split("<svg")[0]


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
    assert escape(view["sentence"]) in form.sentence.value
    assert re.findall("<td>(.*?)</td>", form.outputs.value) == [
        figure["text"] for figure in view["outputs"]
    ]
    return view


def test_every_simulation_starts_at_its_defaults(any_form: SimulationForm) -> None:
    assert any_form.inputs.typed == defaults(any_form.simulation)
    assert_matches_model(any_form)


def test_every_simulation_shows_and_saves_its_tables(
    any_form: SimulationForm,
) -> None:
    simulation = any_form.simulation
    dice = random.Random(simulation.name)
    for _state in range(3):
        typed = states.random_state(simulation, dice)
        if evaluate(simulation, typed, STRINGS).reply()["alert"]:
            continue
        any_form.inputs.enter(typed)
        assert any_form.inputs.typed == typed
        assert_matches_model(any_form)
        evaluation = evaluate(simulation, typed, STRINGS)
        assert evaluation.result is not None
        for picture in simulation.pictures:
            rows = evaluation.result.rows[picture.name]
            expected_rows = evaluation.table(picture)
            shown_table = any_form.tables[picture.name].value
            cells = re.findall('<t[dh](?: scope="row")?>(.*?)</t[dh]>', shown_table)
            assert cells == [escape(text) for row in expected_rows for text in row]
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
        sentence = any_form.sentence.value
        any_form.inputs.boxes[name].value = "abc"
        view = evaluate(any_form.simulation, any_form.inputs.typed, STRINGS).reply()
        assert escape(view["errors"][name]) in any_form.inputs.errors[name].value
        assert any_form.sentence.value == sentence
        any_form.inputs.boxes[name].value = good
        assert any_form.alert.value == ""


def test_an_inactive_field_is_hidden() -> None:
    form = SimulationForm(SIMULATIONS["repayment"], STRINGS)
    whole = form.build()
    places = {
        name: next(each for each in whole.children if box in _below(each))
        for name, box in form.inputs.boxes.items()
    }
    assert places["flat_fee_rate"].layout.display == "none"
    form.inputs.boxes["method"].value = "flat_fee"
    assert places["flat_fee_rate"].layout.display is None
    assert places["nominal_annual_rate"].layout.display == "none"


@pytest.mark.parametrize("name", WITH_LISTS)
def test_rows_are_added_and_removed(undrawn: None, name: str) -> None:
    simulation = SIMULATIONS[name]
    field = next(field for field in simulation.fields if field.kind == "list")
    form = SimulationForm(simulation, STRINGS)
    whole = form.build()
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
    assert "3%" in comparison.value
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
