"""Test all simulations in JupyterLab: all are shown; three with every kind of field are live.

tests/notebook tests without a browser that every simulation's widgets update with its inputs.
"""

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Locator, expect

from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.forms.fields import Rows
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from loanlab.views.simulation import is_segmented
from tests.conftest import Visit
from tests.lab.conftest import OpenNotebook
from tests.simulations import states

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())
FORM = STRINGS["interface"]["form"]
HEAD = ".jupyter-widget-Collapse-header"
BUILD_MILLISECONDS = 20_000
# Together these simulations have every kind of field.
MOVED = ("repayment", "true-cost", "rate-builder")
LISTS = [
    (name, field)
    for name in MOVED
    for field in SIMULATIONS[name].fields
    if field.kind == "list" and field.name in SIMULATIONS[name].open_fields
]


@pytest.fixture(scope="module")
def gallery(open_notebook: OpenNotebook) -> Visit:
    return open_notebook("simulations")


def widgets_of(gallery: Visit, name: str) -> Locator:
    """Open a simulation's place in the gallery, unless it is open."""
    title = STRINGS["simulations"][name]["title"]
    head = gallery.page.locator(HEAD).get_by_text(title, exact=True)
    whole = gallery.page.locator(".loanlab").filter(
        has=gallery.page.locator(".title").get_by_text(title, exact=True)
    )
    if not whole.is_visible():
        head.click()
    expect(whole).to_be_visible(timeout=BUILD_MILLISECONDS)
    return whole


def expect_answer(whole: Locator, name: str, typed: dict[str, str]) -> None:
    view = evaluate(SIMULATIONS[name], typed, STRINGS).reply()
    if view["alert"]:
        expect(whole.get_by_text(view["alert"], exact=True)).to_be_visible()
    else:
        expect(whole.locator(".sentence")).to_have_text(view["sentence"])
    # What has no value is not shown.
    for figure in [each for each in view["outputs"] if each["value"] is not None]:
        expect(whole.get_by_text(figure["text"], exact=True).first).to_be_attached()


def kinds_of(names: Iterable[str]) -> set[str]:
    fields = [field for name in names for field in SIMULATIONS[name].fields]
    columns = [column for field in fields if field.kind == "list" for column in field.columns]
    return {field.kind for field in fields} | {f"{column.kind} in a list" for column in columns}


def test_the_moved_simulations_cover_every_kind_of_field() -> None:
    assert kinds_of(MOVED) == kinds_of(NAMES)


def test_every_simulation_is_shown_with_its_results(gallery: Visit) -> None:
    for name in NAMES:
        whole = widgets_of(gallery, name)
        expect_answer(whole, name, defaults(SIMULATIONS[name]))


@pytest.mark.parametrize("name", MOVED)
def test_a_simulation_is_live_and_its_inputs_are_labelled(gallery: Visit, name: str) -> None:
    whole = widgets_of(gallery, name)
    simulation = SIMULATIONS[name]
    start = defaults(simulation)
    expect_answer(whole, name, start)
    hidden = evaluate(simulation, start, STRINGS).reply()["hidden"]
    fields = [simulation.field(name) for name in simulation.open_fields if name not in hidden]
    field = next(field for field in fields if field.kind == "number")
    label = STRINGS["simulations"][name]["fields"][field.name]["label"]
    box = whole.get_by_role("textbox", name=label, exact=True)
    text = next(
        text
        for text in states.texts_through(field)
        if text != start[field.name]
        and not evaluate(simulation, {**start, field.name: text}, STRINGS).reply()["alert"]
    )
    box.fill(text)
    expect_answer(whole, name, {**start, field.name: text})
    box.fill("abc")
    wanted = evaluate(simulation, {**start, field.name: "abc"}, STRINGS).reply()
    expect(whole.get_by_text(wanted["errors"][field.name])).to_be_visible()
    whole.get_by_role("button", name=FORM["reset"]).click()
    expect_answer(whole, name, start)


def choose(whole: Locator, name: str, field: str, option: str) -> None:
    strings = STRINGS["simulations"][name]["fields"][field]
    if is_segmented(strings["choices"]):
        whole.get_by_role("button", name=strings["choices"][option], exact=True).click()
    else:
        whole.get_by_label(strings["label"]).select_option(label=strings["choices"][option])


@pytest.mark.parametrize(("name", "field"), LISTS, ids=[name for name, _field in LISTS])
def test_a_row_is_removed_and_added(gallery: Visit, name: str, field: Rows) -> None:
    whole = widgets_of(gallery, name)
    typed = defaults(SIMULATIONS[name])
    for condition, values in field.when.items():
        typed[condition] = str(values[0])
        choose(whole, name, condition, typed[condition])
    rows = evaluate(SIMULATIONS[name], typed, STRINGS).row_texts()[field.name]
    row = STRINGS["simulations"][name]["fields"][field.name]["row"].format(len(rows))
    head = whole.locator(HEAD).filter(has_text=re.compile(f"^{row}："))
    expect(head).to_contain_text(rows[-1])
    head.click()
    whole.get_by_role("button", name=FORM["remove_row"].format(row=row)).click()
    expect(head).to_have_count(0)
    whole.get_by_role("button", name=FORM["add_row"]).click()
    expect(head).to_be_visible()
    whole.get_by_role("button", name=FORM["reset"]).click()
    expect_answer(whole, name, defaults(SIMULATIONS[name]))


def test_lab_requests_no_other_host_and_logs_no_error(gallery: Visit) -> None:
    assert gallery.outside == []
    assert gallery.complaints == []
