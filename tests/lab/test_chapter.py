"""Test the chapter `rates` in JupyterLab: open it as a notebook, run it, change its inputs."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.comparison import changes
from loanlab.forms.evaluation import defaults, evaluate, typed_texts
from loanlab.forms.formatting import constant_texts
from loanlab.forms.grading import grade_text
from loanlab.notebook.markup import help_of
from loanlab.simulations import simulations
from loanlab.text import catalogue
from loanlab.views.simulation import preset_text
from tests.conftest import Visit
from tests.lab.conftest import OpenNotebook

STRINGS = catalogue("zh")
SIMULATION = simulations(facts())["rate-builder"]
TEXTS = STRINGS["simulations"]["rate-builder"]
FORM = STRINGS["interface"]["form"]
ACCORDION_HEAD = ".jupyter-widget-Collapse-header"
# The table that the tests open.
OPENED = "routes"
NUMBERS = [field.name for field in SIMULATION.fields if field.kind == "number"]


class Form:
    """The widgets of the simulation, by purpose."""

    def __init__(self, page: Page) -> None:
        self.whole = page.locator(".loanlab").filter(has_text=TEXTS["title"])

    def slider(self, name: str) -> Locator:
        label = FORM["slider"].format(label=TEXTS["fields"][name]["label"])
        return self.whole.locator(".slide").filter(has_text=label).get_by_role("slider")

    def box(self, name: str) -> Locator:
        label = TEXTS["fields"][name]["label"]
        return self.whole.get_by_role("textbox", name=label, exact=True)

    def chart(self) -> list[str]:
        """Return the texts in the chart of the selected tab."""
        return self.whole.locator(".chart svg text").locator("visible=true").all_text_contents()

    def open_fold(self, title: str) -> None:
        """Open what is folded under a title."""
        self.whole.locator(ACCORDION_HEAD).filter(has_text=title).click()

    def expect_state(self, **typed: str) -> None:
        """Wait for the sentence, then compare everything shown with CPython's results."""
        view = evaluate(SIMULATION, {**defaults(SIMULATION), **typed}, STRINGS).reply()
        expect(self.whole.locator(".sentence")).to_have_text(view["sentence"])
        cells = "td, th[scope=row]"
        expect(self.whole.locator(".figures").locator(cells)).to_have_text(
            [
                part
                for each in view["outputs"]
                for part in (TEXTS["outputs"][each["name"]], each["text"])
            ]
        )
        picture = SIMULATION.picture(OPENED)
        rows = view["rows"][OPENED]
        expect(self.whole.locator(".rows").locator(cells)).to_have_text(
            [row[f"{column.name}_text"] for row in rows for column in picture.columns]
        )
        assert view["rows"]["waterfall"][-1]["end_text"] in self.chart()

    def errors(self) -> list[str]:
        return [text for text in self.whole.locator("[role=alert]").all_text_contents() if text]


@pytest.fixture(scope="module")
def chapter(open_notebook: OpenNotebook) -> Visit:
    visit = open_notebook("rates")
    form = Form(visit.page)
    count = evaluate(SIMULATION, defaults(SIMULATION), STRINGS).folded()["count"]
    form.open_fold(FORM["more"].format(count=count))
    form.open_fold(FORM["table_of"].format(title=TEXTS["pictures"][OPENED]["title"]))
    return visit


@pytest.fixture
def form(chapter: Visit) -> Form:
    """Reset the simulation to its defaults and return its form."""
    form = Form(chapter.page)
    reset = form.whole.get_by_role("button", name=FORM["reset"])
    if reset.is_enabled():
        reset.click()
    form.expect_state()
    return form


def test_every_cell_runs_without_an_error(chapter: Visit) -> None:
    prompts = chapter.page.locator(".jp-CodeCell .jp-InputArea .jp-InputPrompt").all_text_contents()
    assert prompts == [f"[{number}]:" for number in range(1, len(prompts) + 1)]
    failed = chapter.page.locator(
        '.jp-OutputArea-output[data-mime-type*="error"], '
        '.jp-OutputArea-output[data-mime-type*="stderr"]'
    )
    assert failed.all_text_contents() == []


def test_the_simulation_is_a_live_widget_and_not_a_static_form(chapter: Visit) -> None:
    assert Form(chapter.page).whole.locator(".widget-hslider").count() == len(NUMBERS)
    assert chapter.page.locator("form.simulation, form.exercise").count() == 0


def test_the_charts_of_the_chapters_own_cells_are_drawn(chapter: Visit) -> None:
    drawn = chapter.page.locator(".jp-OutputArea-output .vega-embed").locator(".marks")
    assert drawn.count() == len(["the LPR since 2019", "the service fee", "ten thousand loans"])


def test_moving_a_slider_by_keyboard_updates_every_result(
    form: Form,
) -> None:
    form.slider("pay_score").focus()
    for score in ("605", "610", "615"):
        form.slider("pay_score").press("ArrowRight")
        expect(form.box("pay_score")).to_have_value(score)
        form.expect_state(pay_score=score)


def test_typing_a_number_updates_the_results_and_moves_the_slider(form: Form) -> None:
    form.box("lpr").fill("4.2")
    form.expect_state(lpr="4.2")
    expect(form.slider("lpr")).to_have_attribute("aria-valuenow", "4.2")


def test_a_number_between_two_slider_steps_is_kept(form: Form) -> None:
    form.box("lpr").fill("3.123")
    form.expect_state(lpr="3.123")
    expect(form.box("lpr")).to_have_value("3.123")


def test_choosing_a_product_updates_the_results(form: Form) -> None:
    form.whole.get_by_role("button", name="小鹅花钱", exact=True).click()
    form.expect_state(product="xiaoe")


@pytest.mark.parametrize("text", ["", "abc", "1e309", "99999", "<script>alert(1)</script>"])
def test_invalid_input_shows_a_message_and_keeps_the_last_result(form: Form, text: str) -> None:
    form.box("pay_score").fill("650")
    form.expect_state(pay_score="650")
    form.box("pay_score").fill(text)
    view = evaluate(SIMULATION, {**defaults(SIMULATION), "pay_score": text}, STRINGS).reply()
    expect(form.whole.get_by_text(view["alert"])).to_be_visible()
    assert form.errors() == [view["errors"]["pay_score"], view["alert"]]
    form.expect_state(pay_score="650")
    form.box("pay_score").fill("655")
    form.expect_state(pay_score="655")
    assert form.errors() == []


def test_a_preset_sets_all_its_conditions(form: Form) -> None:
    preset = SIMULATION.presets[0]
    typed = typed_texts(SIMULATION, SIMULATION.preset_values(preset.name))
    form.whole.get_by_role("button", name=preset_text(SIMULATION, preset, STRINGS)).click()
    form.expect_state(**typed)
    expect(form.box("base_daily_rate")).to_have_value(typed["base_daily_rate"])


def test_another_tab_shows_another_picture(form: Form) -> None:
    tabs = [TEXTS["pictures"][picture.name]["title"] for picture in SIMULATION.pictures]
    form.whole.get_by_role("tab", name=tabs[1]).click()
    rates = evaluate(SIMULATION, defaults(SIMULATION), STRINGS).reply()["rows"]["routes"]
    for rate in rates:
        chart = form.whole.locator(".chart svg").locator("visible=true")
        expect(chart.get_by_text(rate["annual_rate_text"], exact=True).first).to_be_visible()
    form.whole.get_by_role("tab", name=tabs[0]).click()
    form.expect_state()


def test_one_line_says_what_changed_and_one_press_sets_it_back(form: Form) -> None:
    before = evaluate(SIMULATION, defaults(SIMULATION), STRINGS)
    typed = {**defaults(SIMULATION), "pay_score": "700"}
    now = evaluate(SIMULATION, typed, STRINGS)
    # Typed at once, as one move.
    form.box("pay_score").fill("700")
    change = changes(before, now)[0]
    expect(form.whole.locator(".delta s").first).to_have_text(change["before"])
    expect(form.whole.locator(".delta b").first).to_have_text(change["now"])
    label = TEXTS["fields"]["pay_score"]["label"]
    form.whole.get_by_role("button", name=FORM["undo"].format(label=label)).click()
    form.expect_state()


def test_the_results_stand_beside_the_inputs(form: Form) -> None:
    left, right = (form.whole.locator(part).bounding_box() for part in (".fields", ".stage"))
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < right["height"] / 10


def test_help_opens_in_place(form: Form) -> None:
    texts = TEXTS["fields"]["pay_score"]
    mark = form.whole.get_by_label(FORM["help"].format(label=texts["label"]), exact=True)
    help_text = help_of(texts, constant_texts(SIMULATION, STRINGS))
    expect(form.whole.get_by_text(help_text)).to_be_hidden()
    mark.click()
    expect(form.whole.get_by_text(help_text)).to_be_visible()
    mark.click()


def test_an_exercise_grades_an_answer(chapter: Visit) -> None:
    exercise = exercises(facts())["rates-fenfu-year"]
    cell = chapter.page.locator(".jp-CodeCell", has_text='exercise("rates-fenfu-year")')
    for text in ("14.4", "14.6", "x"):
        cell.locator(".widget-text input").fill(text)
        cell.get_by_role("button", name=FORM["check"]).click()
        expect(cell.get_by_text(grade_text(exercise, text, STRINGS)["text"])).to_be_visible()


def test_the_charts_use_the_colours_of_labs_theme(form: Form) -> None:
    colour: Any = "element => getComputedStyle(element).fill"
    text = form.whole.locator(".chart svg text").first
    light = text.evaluate(colour)
    text.evaluate("element => { element.ownerDocument.body.dataset.jpThemeLight = 'false'; }")
    dark = text.evaluate(colour)
    text.evaluate("element => { element.ownerDocument.body.dataset.jpThemeLight = 'true'; }")
    assert (light, dark) == ("rgb(24, 34, 42)", "rgb(229, 235, 237)")


def test_lab_requests_no_other_host_and_logs_no_error(chapter: Visit, form: Form) -> None:
    form.box("lpr").fill("5")
    form.expect_state(lpr="5")
    assert chapter.outside == []
    assert chapter.complaints == []
