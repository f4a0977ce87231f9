"""Test the chapter `rates` in JupyterLab: open it as a notebook, run it, change its inputs."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.forms.grading import grade_text
from loanlab.simulations import simulations
from loanlab.text import catalogue
from tests.conftest import Visit
from tests.lab.conftest import OpenNotebook

STRINGS = catalogue("zh")
SIMULATION = simulations(facts())["rate-builder"]
NUMBERS = [field.name for field in SIMULATION.fields if field.kind == "number"]


@pytest.fixture(scope="module")
def chapter(open_notebook: OpenNotebook) -> Visit:
    return open_notebook("rates")


class Form:
    """The widgets of the simulation, by purpose."""

    def __init__(self, page: Page) -> None:
        title = STRINGS["simulations"]["rate-builder"]["title"]
        self.whole = page.locator(".loanlab").filter(has_text=title)

    def slider(self, name: str) -> Locator:
        return self.whole.locator(".widget-hslider [role=slider]").nth(NUMBERS.index(name))

    def box(self, name: str) -> Locator:
        return self.whole.locator(".widget-text input").nth(NUMBERS.index(name))

    def charts(self) -> list[list[str]]:
        """Return the texts in each chart."""
        charts = self.whole.locator(".chart svg").all()
        return [chart.locator("text").all_text_contents() for chart in charts]

    def tables(self) -> list[list[str]]:
        """Return the cells of each table: the figures, then one table per picture."""
        tables = self.whole.locator("table").all()
        return [table.locator("td, th[scope=row]").all_text_contents() for table in tables]

    def expect_state(self, **typed: str) -> None:
        """Wait for the sentence, then compare everything shown with CPython's results."""
        view = evaluate(SIMULATION, {**defaults(SIMULATION), **typed}, STRINGS).reply()
        strings = STRINGS["simulations"]["rate-builder"]
        expect(self.whole.get_by_text(view["sentence"], exact=True)).to_be_visible()
        wanted = [
            [
                part
                for each in view["outputs"]
                for part in (strings["outputs"][each["name"]], each["text"])
            ]
        ]
        for picture in SIMULATION.pictures:
            rows = view["rows"][picture.name]
            wanted.append(
                [row[f"{column.name}_text"] for row in rows for column in picture.columns]
            )
        # The pictures are drawn after the sentence; the last one's table comes last.
        last_table = self.whole.locator("table").last.locator("td, th[scope=row]")
        expect(last_table).to_have_text(wanted[-1])
        assert self.tables() == wanted
        steps, routes = self.charts()
        assert view["rows"]["waterfall"][-1]["end_text"] in steps
        assert {row["annual_rate_text"] for row in view["rows"]["routes"]} <= set(routes)

    def errors(self) -> list[str]:
        return [text for text in self.whole.locator("[role=alert]").all_text_contents() if text]


@pytest.fixture
def form(chapter: Visit) -> Form:
    """Reset the simulation to its defaults and return its form."""
    form = Form(chapter.page)
    form.whole.get_by_role("button", name=STRINGS["interface"]["form"]["reset"]).click()
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
    for score in ("705", "710", "715"):
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
    form.whole.locator("select").first.select_option(label="小鹅花钱")
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


def test_an_exercise_grades_an_answer(chapter: Visit) -> None:
    exercise = exercises(facts())["rates-fenfu-year"]
    cell = chapter.page.locator(".jp-CodeCell", has_text='exercise("rates-fenfu-year")')
    for text in ("14.4", "14.6", "x"):
        cell.locator(".widget-text input").fill(text)
        cell.get_by_role("button", name=STRINGS["interface"]["form"]["check"]).click()
        expect(cell.get_by_text(grade_text(exercise, text, STRINGS)["text"])).to_be_visible()


def test_the_charts_use_the_colours_of_labs_theme(form: Form) -> None:
    colour: Any = "element => getComputedStyle(element).fill"
    text = form.whole.locator(".chart svg text").first
    light = text.evaluate(colour)
    text.evaluate("element => { element.ownerDocument.body.dataset.jpThemeLight = 'false'; }")
    dark = text.evaluate(colour)
    text.evaluate("element => { element.ownerDocument.body.dataset.jpThemeLight = 'true'; }")
    assert (light, dark) == ("rgb(29, 39, 51)", "rgb(228, 233, 239)")


def test_lab_requests_no_other_host_and_logs_no_error(chapter: Visit, form: Form) -> None:
    form.box("lpr").fill("5")
    form.expect_state(lpr="5")
    assert chapter.outside == []
    assert chapter.complaints == []
