"""Test an English chapter in JupyterLab with English menus: it runs, and answers in English."""

import pytest
from playwright.sync_api import Locator, expect

from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.evaluation import Evaluation, evaluate, typed_texts
from loanlab.forms.grading import grade_text
from loanlab.simulations import simulations
from loanlab.text import catalogue
from tests.book.editions import leftover_chinese
from tests.conftest import Visit
from tests.lab.conftest import OpenNotebook

STRINGS = catalogue("en")
FORM = STRINGS["interface"]["form"]
SIMULATION = simulations(facts())["safe-limit"]
TEXTS = STRINGS["simulations"]["safe-limit"]


@pytest.fixture(scope="module")
def language() -> str:
    return "en"


@pytest.fixture(scope="module")
def chapter(open_notebook: OpenNotebook) -> Visit:
    return open_notebook("outlook")


@pytest.fixture
def form(chapter: Visit) -> Locator:
    return chapter.page.locator(".loanlab").filter(has_text=TEXTS["title"]).first


# The preset with which the chapter opens the simulation.
START = typed_texts(SIMULATION, SIMULATION.preset_values("rider"))


def evaluated(**typed: str) -> Evaluation:
    return evaluate(SIMULATION, {**START, **typed}, STRINGS)


def test_every_cell_of_an_english_chapter_runs_without_an_error(chapter: Visit) -> None:
    failed = chapter.page.locator(
        '.jp-OutputArea-output[data-mime-type*="error"], '
        '.jp-OutputArea-output[data-mime-type*="stderr"]'
    )
    assert failed.all_text_contents() == []


def test_moving_a_slider_and_typing_update_the_english_sentence(form: Locator) -> None:
    expect(form.locator(".sentence")).to_have_text(evaluated().sentence)
    label = TEXTS["fields"]["months"]["label"]
    box = form.get_by_role("textbox", name=label, exact=True)
    slider = form.locator(".slide").filter(has_text=FORM["slider"].format(label=label))
    slider.get_by_role("slider").press("ArrowRight")
    expect(box).to_have_value(str(int(START["months"]) + 1))
    expect(form.locator(".sentence")).to_have_text(evaluated(months=box.input_value()).sentence)
    box.fill("2 years")
    expect(form.locator(".sentence")).to_have_text(evaluated(months="24").sentence)
    box.fill("soon")
    expect(form.get_by_text(evaluated(months="soon").errors["months"])).to_be_visible()


def test_the_widgets_of_an_english_chapter_have_no_chinese(chapter: Visit) -> None:
    for whole in chapter.page.locator(".loanlab").all():
        lines = (whole.text_content() or "").splitlines()
        assert [run for line in lines for run in leftover_chinese(line)] == []


def test_an_exercise_is_graded_in_english(chapter: Visit) -> None:
    name = "outlook-payment-reading"
    cell = chapter.page.locator(".jp-CodeCell", has_text=f'exercise("{name}")')
    cell.locator(".widget-text input").fill("lots")
    cell.get_by_role("button", name=FORM["check"]).click()
    verdict = grade_text(exercises(facts())[name], "lots", STRINGS)["text"]
    expect(cell.get_by_text(verdict)).to_be_visible()


def test_english_lab_requests_no_other_host_and_logs_no_error(chapter: Visit) -> None:
    assert chapter.outside == []
    assert chapter.complaints == []
