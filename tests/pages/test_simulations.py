"""Test every simulation on the built page: change each field, compare figures with CPython."""

import io
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import icalendar
import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import NAMES
from tests.conftest import OUR_SCHEMES, Open, Visit
from tests.pages.forms import (
    GALLERY,
    SIMULATIONS,
    STRINGS,
    assert_shows,
    expected,
    open_tile,
    selector,
    show,
    stand_still,
    steady,
    wait_until,
)
from tests.simulations import states

FORM_STRINGS = STRINGS["interface"]["form"]
WITH_LISTS = [
    name for name in NAMES if any(field.kind == "list" for field in SIMULATIONS[name].fields)
]
WITH_CALENDAR = [name for name in NAMES if SIMULATIONS[name].has_calendar]
# Reset every form that is not at its defaults. A reset updates the form in a later task, and timer
# tasks run in order, so the timeout here runs after all of those updates.
RESTORE_DEFAULTS = """(starts) => {
  delete globalThis.print;
  history.replaceState(null, '', location.pathname);
  for (const form of document.querySelectorAll('form.simulation')) {
    form.querySelector('[data-action="pin"][aria-pressed="true"]')?.click();
    const start = starts[form.dataset.simulation];
    const inputs = [...form.querySelectorAll('.simulation-inputs [name]:not(details)')]
      .filter((input) => input.type !== 'radio' || input.checked);
    if (inputs.length !== Object.keys(start).length
        || inputs.some((input) => input.value !== start[input.name])
        || form.querySelector('.simulation-alert').textContent) {
      form.querySelector('button[type="reset"]').click();
    }
  }
  return new Promise((done) => setTimeout(() => {
    for (const details of document.querySelectorAll('.simulation details')) details.open = false;
    scrollTo(0, 0);
    done();
  }, 0));
}"""
HOLDS = """([selector, typed]) => {
  const inputs = [...document.querySelectorAll(
    `${selector} .simulation-inputs [name]:not(details)`)]
    .filter((input) => input.type !== 'radio' || input.checked);
  return inputs.length === Object.keys(typed).length
    && inputs.every((input) => input.value === typed[input.name]);
}"""
# Resolves after all timer tasks that were queued before it.
LATER = "() => new Promise((done) => setTimeout(done, 0))"
LINKS = 10
PRINTED = [name for name in NAMES if SIMULATIONS[name].is_printed]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    simulation: str = request.param
    return simulation


@pytest.fixture(scope="module")
def opened(browser: Browser, served: str) -> Iterator[Visit]:
    """Open the gallery once, because it takes a second and there are hundreds of tests."""
    with open_gallery(browser, served) as seen:
        draw_all_charts(seen.page)
        yield seen


@pytest.fixture(scope="module")
def phone(browser: Browser, served: str) -> Iterator[Page]:
    """Open the gallery once at the width of a phone."""
    with open_gallery(browser, served, width=360) as seen:
        draw_all_charts(seen.page)
        yield seen.page


@pytest.fixture
def gallery(opened: Visit) -> Visit:
    """Return the shared gallery, with every form reset to its defaults."""
    opened.page.evaluate(RESTORE_DEFAULTS, {name: defaults(SIMULATIONS[name]) for name in NAMES})
    opened.complaints.clear()
    return opened


@contextmanager
def open_gallery(browser: Browser, served: str, width: int = 1280) -> Iterator[Visit]:
    """Open the gallery in a new profile; record its outside requests and script errors."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    seen = Visit(context.new_page())
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on(
        "console",
        lambda message: seen.complaints.append(message.text) if message.type == "error" else None,
    )
    seen.page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((served, *OUR_SCHEMES))
            else seen.outside.append(request.url)
        ),
    )
    seen.page.goto(f"{served}/{GALLERY}")
    seen.wait_until_live()
    yield seen
    context.close()


def draw_all_charts(page: Page) -> None:
    """Scroll to every chart once: a chart drawn during a test would move the elements to click."""
    for name in NAMES:
        open_tile(page, name)


def form(page: Page, name: str) -> Locator:
    return page.locator(selector(name))


def button(page: Page, name: str, action: str) -> Locator:
    """Open the tile, scroll to a button and wait until it has stopped moving."""
    open_tile(page, name)
    return steady(form(page, name).locator(f'[data-action="{action}"]').first)


def cell(row: Locator, column: str) -> Any:
    """Return the text of a row's input; of radio buttons the chosen one's."""
    return row.locator(f'[name$=".{column}"]').evaluate_all(
        "(inputs) => (inputs.find((each) => each.checked) ?? inputs[0]).value"
    )


def show_after_input(page: Page, name: str, typed: dict[str, str]) -> Any:
    """Wait until the inputs have the given values, then return what the form shows."""
    wait_until(page, HOLDS, [selector(name), typed])
    (seen,) = show(page, name, [None])
    return seen


def show_after_reset(page: Page, name: str) -> Any:
    """Reset a form and return what it then shows."""
    form(page, name).locator("button[type=reset]").dispatch_event("click")
    page.evaluate(LATER)
    return show_after_input(page, name, defaults(SIMULATIONS[name]))


@pytest.fixture(scope="module")
def still(browser: Any, served: str) -> Any:
    """Open the gallery with JavaScript disabled."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{GALLERY}")
    yield page
    context.close()


def test_the_page_shows_the_default_state_without_javascript(still: Page, name: str) -> None:
    wanted = expected(name, defaults(SIMULATIONS[name]), with_tables=True)
    # Playwright's evaluate works even with JavaScript disabled.
    (seen,) = show(still, name, [None], with_tables=True)
    assert_shows(seen, wanted)
    charts = [picture for picture in SIMULATIONS[name].pictures if not picture.is_table]
    assert form(still, name).locator(".chart > svg").count() == len(charts)
    assert form(still, name).get_attribute("data-state") == "static"


def test_becoming_live_changes_no_figure(browser: Browser, served: str) -> None:
    with open_gallery(browser, served) as fresh:
        for name in NAMES:
            typed = defaults(SIMULATIONS[name])
            for seen in show(fresh.page, name, [None, typed], with_tables=True):
                assert_shows(seen, expected(name, typed, with_tables=True))
        assert fresh.complaints == []


def test_the_grid_over_all_fields_matches_cpython(gallery: Visit, name: str) -> None:
    simulation = SIMULATIONS[name]
    grid = states.grid(simulation)
    dice = random.Random(name)
    grid += [states.random_state(simulation, dice) for _ in range(25)]
    answered = 0
    for typed, seen in zip(grid, show(gallery.page, name, grid), strict=True):
        wanted = expected(name, typed)
        assert_shows(seen, wanted)
        answered += "figures" in wanted
    assert answered >= len(grid) / 3
    assert gallery.complaints == []


def test_open_tables_update(gallery: Visit, name: str) -> None:
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    random_states = [states.random_state(simulation, dice) for _ in range(6)]
    good = [typed for typed in random_states if evaluate(simulation, typed, STRINGS).result]
    for typed, seen in zip(good, show(gallery.page, name, good, with_tables=True), strict=True):
        assert_shows(seen, expected(name, typed, with_tables=True))


def test_invalid_input_in_any_field_shows_a_message_and_keeps_results(
    gallery: Visit, name: str
) -> None:
    simulation = SIMULATIONS[name]
    for place, field in states.places(simulation):
        start = states.shown_with(simulation, place)
        texts = states.bad_texts(field)
        if field.kind == "choice":
            continue  # a select allows no invalid value; links are tested below
        if field.kind == "date":
            texts = [text for text in texts if not text or re.fullmatch(r"\d{4}-\d\d-\d\d", text)]
            texts.remove("2027-02-30")  # a date input allows no such date
            texts.remove("2027-13-01")
        shown = show(gallery.page, name, [start, *({**start, place: t} for t in texts), start])
        good, *bad, mended = shown
        for text, seen in zip(texts, bad, strict=True):
            wanted = evaluate(simulation, {**start, place: text}, STRINGS).reply()
            assert (seen["errors"], seen["alert"]) == (wanted["errors"], wanted["alert"])
            assert list(seen["errors"]) == [place]
            for kept in ("figures", "sentence"):
                assert seen[kept] == good[kept]
            assert seen["typed"][place] == text
        assert mended == good
    assert gallery.complaints == []


def test_a_form_can_be_filled_by_keyboard_alone(gallery: Visit, name: str) -> None:
    page = gallery.page
    simulation = SIMULATIONS[name]
    open_tile(page, name)
    # One row at a time is open; the others open the same way.
    unfold = "(form) => { for (const each of form.querySelectorAll('details')) each.open = true; }"
    form(page, name).evaluate(unfold)
    summary = form(page, name).locator(".rest-part summary").last
    form(page, name).locator('[data-action="preset"]').first.focus()
    reached = []
    for _press in range(260):
        reached.append(
            page.evaluate(
                """() => {
                  const active = document.activeElement;
                  return active.name || active.dataset.slider && 'slider ' + active.dataset.slider
                    || active.dataset.action || active.className || active.tagName;
                }"""
            )
        )
        page.evaluate(
            """() => {
              const row = document.activeElement.closest('.row');
              if (row) row.open = true;
            }"""
        )
        page.keyboard.press("Tab")
        if page.evaluate("!document.activeElement.closest('form.simulation')"):
            break
    hidden = evaluate(simulation, defaults(simulation), STRINGS).reply()["hidden"]
    for place, field in states.places(simulation):
        if place.split(".")[0] not in hidden:
            assert place in reached
            if field.kind == "number" and "." not in place:
                assert f"slider {place}" in reached
    for action in ("share", "pin", "preset", "mine", "help", "SUMMARY"):
        assert action in reached, action
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.locator("xpath=..").get_attribute("open") is None


def test_moving_a_slider_by_keyboard_updates_field_and_results(gallery: Visit, name: str) -> None:
    page = gallery.page
    simulation = SIMULATIONS[name]
    start = defaults(simulation)
    hidden = evaluate(simulation, start, STRINGS).reply()["hidden"]
    open_tile(page, name)
    form(page, name).evaluate("(form) => { (form.querySelector('.more') ?? form).open = true; }")
    for field in simulation.fields:
        if field.kind != "number" or field.name in hidden:
            continue
        slider = form(page, name).locator(f'[data-slider="{field.name}"]')
        slider.focus()
        slider.press("ArrowLeft" if field.default >= field.maximum else "ArrowRight")
        box = form(page, name).locator(f'[name="{field.name}"]')
        typed = {**start, field.name: box.input_value()}
        assert typed != start
        (seen,) = show(page, name, [None])
        wanted = expected(name, typed)
        assert_shows(seen, {key: wanted[key] for key in ("alert", "errors")})
        if not wanted["alert"]:
            assert_shows(seen, wanted)
        show(page, name, [start])


@pytest.mark.parametrize("name", WITH_LISTS)
def test_rows_are_added_and_removed_by_keyboard(gallery: Visit, name: str) -> None:
    page = gallery.page
    simulation = SIMULATIONS[name]
    field = next(field for field in simulation.fields if field.kind == "list")
    open_tile(page, name)
    form(page, name).evaluate("(form) => { (form.querySelector('.more') ?? form).open = true; }")
    show(page, name, [states.shown_with(simulation, field.name)])
    rows = form(page, name).locator(f'[data-list="{field.name}"] .row')
    count = rows.count()
    adder = form(page, name).locator(f'[data-list="{field.name}"] > [data-action="add-row"]')
    while count < field.maximum:
        adder.focus()
        page.keyboard.press("Enter")
        count += 1
        assert rows.count() == count
        assert rows.last.evaluate("row => row.contains(document.activeElement)")
    assert adder.is_disabled()
    first = {column.name: cell(rows.nth(1), column.name) for column in field.columns}
    while count > field.minimum:
        rows.first.evaluate("(row) => { row.open = true; }")
        remove = rows.first.locator('[data-action="remove-row"]')
        remove.focus()
        page.keyboard.press("Space")
        count -= 1
        assert rows.count() == count
        assert page.evaluate("document.activeElement !== document.body")
        if count == field.maximum - 1:
            moved_up = {column.name: cell(rows.first, column.name) for column in field.columns}
            assert moved_up == first
    status = form(page, name).locator(".simulation-state").inner_text()
    assert status == FORM_STRINGS["removed"].format(count=field.minimum)
    seen = show_after_reset(page, name)
    assert_shows(seen, expected(name, defaults(simulation)))
    assert gallery.complaints == []


def test_reset_restores_every_default(gallery: Visit, name: str) -> None:
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    show(gallery.page, name, [states.random_state(simulation, dice)])
    seen = show_after_reset(gallery.page, name)
    assert_shows(seen, expected(name, defaults(simulation)))


def test_the_charts_are_redrawn_after_every_change(gallery: Visit, name: str) -> None:
    page = gallery.page
    simulation = SIMULATIONS[name]
    open_tile(page, name)
    charts = [picture.name for picture in simulation.pictures if not picture.is_table]
    drawn: dict[str, str] = {}
    changed: set[str] = set()

    def look(picture: str) -> str:
        tab = form(page, name).locator(f'[role=tab][data-picture="{picture}"]')
        tab.dispatch_event("click")
        chart = form(page, name).locator(f'.picture[data-picture="{picture}"] .chart')
        chart.locator("> div > svg").wait_for()
        stand_still(chart, 2)
        # Without the outlines of the old state.
        shown: str = chart.evaluate(
            """(chart) => {
              const copy = chart.cloneNode(true);
              for (const ghost of copy.querySelectorAll('[data-ghost]')) ghost.remove();
              return copy.innerHTML;
            }"""
        )
        return shown

    for picture in charts:
        drawn[picture] = look(picture)
    for typed in states.grid(simulation)[1:]:
        if evaluate(simulation, typed, STRINGS).result is None:
            continue
        show(page, name, [typed])
        changed |= {each for each in charts if each not in changed and look(each) != drawn[each]}
        if changed == set(charts):
            break
    assert changed == set(charts)
    assert gallery.complaints == []


def test_a_pinned_result_is_shown_next_to_the_current_one(gallery: Visit, name: str) -> None:
    page = gallery.page
    simulation = SIMULATIONS[name]
    start = defaults(simulation)
    other = next(
        typed
        for typed in states.grid(simulation)
        if evaluate(simulation, typed, STRINGS).result
        and evaluate(simulation, typed, STRINGS).reply()["sentence"]
        != evaluate(simulation, start, STRINGS).reply()["sentence"]
    )
    pin = button(page, name, "pin")
    pin.click()
    assert pin.get_attribute("aria-pressed") == "true"
    show(page, name, [other])
    place = form(page, name).locator(".comparison")
    text = place.inner_text()
    assert evaluate(simulation, start, STRINGS).reply()["sentence"] in text
    assert place.locator("tbody tr").count() > len(simulation.outputs)
    pin.click()
    assert place.is_hidden()
    assert gallery.complaints == []


def test_the_copied_link_opens_the_same_state(gallery: Visit, name: str) -> None:
    page = gallery.page
    simulation = SIMULATIONS[name]
    page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }")
    dice = random.Random(name)
    tried = 0
    while tried < 2:
        typed = states.random_state(simulation, dice)
        if evaluate(simulation, typed, STRINGS).result is None:
            continue
        tried += 1
        show(page, name, [typed])
        button(page, name, "share").dispatch_event("click")
        link = page.evaluate("globalThis.copied")
        show_after_reset(page, name)
        page.evaluate(
            "link => { history.replaceState(null, '', location.pathname); location.href = link; }",
            link,
        )
        seen = show_after_input(page, name, typed)
        assert_shows(seen, expected(name, typed))
    assert gallery.complaints == []


OPEN_LINKS = """async ([name, fragments]) => {
  const form = document.querySelector(`form.simulation[data-simulation="${name}"]`);
  const shown = [];
  for (const fragment of fragments) {
    // The address without its fragment, without scrolling there and back.
    history.replaceState(null, '', location.pathname);
    const heard = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = `${name}?${fragment}`;
    await heard;
    shown.push({
      typed: Object.fromEntries(
        [...form.querySelectorAll('.simulation-inputs [name]:not(details)')]
          .filter((input) => input.type !== 'radio' || input.checked)
          .map((input) => [input.name, input.value])),
      alert: form.querySelector('.simulation-alert').textContent,
      sentence: form.querySelector('.simulation-sentence').textContent,
    });
  }
  return shown;
}"""


def test_links_open_random_states(gallery: Visit, name: str) -> None:
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    asked = [states.random_state(simulation, dice) for _ in range(LINKS)]
    shown = gallery.page.evaluate(OPEN_LINKS, [name, [urlencode(typed) for typed in asked]])
    for typed, seen in zip(asked, shown, strict=True):
        assert seen["typed"] == typed
        view = evaluate(simulation, typed, STRINGS).reply()
        assert seen["alert"] == view["alert"]
        if not view["alert"]:
            assert seen["sentence"] == view["sentence"]
    assert gallery.complaints == []


def test_hostile_links_are_ignored_with_a_message(gallery: Visit, name: str) -> None:
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    others = [
        each
        for other in NAMES
        for each in defaults(SIMULATIONS[other])
        if each not in defaults(simulation)
    ]
    fragments = []
    for number in range(LINKS):
        pairs = states.hostile_pairs(simulation, others, dice)
        fragment = urlencode([(name, text) for name, text in pairs])
        if number % 5 == 0:
            fragment = fragment[: len(fragment) // 2] + "%E0%A4%A&&=&" + fragment
        fragments.append(fragment)
    alert = STRINGS["interface"]["link_ignored"]
    for seen in gallery.page.evaluate(OPEN_LINKS, [name, fragments]):
        assert seen["alert"] == alert
        view = evaluate(simulation, seen["typed"], STRINGS).reply()
        assert view["errors"] == {}
        assert seen["sentence"] == view["sentence"]
    assert gallery.page.locator("form.simulation script").count() == 0
    assert gallery.outside == []
    assert gallery.complaints == []


def test_saved_tables_have_the_numbers_shown(gallery: Visit, name: str) -> None:
    page = gallery.page
    simulation = SIMULATIONS[name]
    result = evaluate(simulation, defaults(simulation), STRINGS).result
    assert result is not None
    for picture in simulation.pictures:
        if not picture.is_table:
            rows = form(page, name).locator(f'details.rows[data-picture="{picture.name}"]')
            steady(rows.locator("summary")).click()
            expect(rows).to_have_attribute("open", "")
        save = steady(
            form(page, name).locator(f'[data-action=save][data-picture="{picture.name}"]')
        )
        with page.expect_download() as download:
            save.click()
        assert download.value.suggested_filename == f"{name}-{picture.name}.csv"
        frame = pd.read_csv(io.BytesIO(Path(download.value.path()).read_bytes()))
        assert len(frame) == len(result.rows[picture.name])
        for place, column in enumerate(picture.columns):
            if column.unit not in ("word", "text", "date", "yes_no"):
                values = [row[column.name] for row in result.rows[picture.name]]
                wanted = [float("nan") if value is None else float(value) for value in values]
                assert frame.iloc[:, place].tolist() == pytest.approx(wanted, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", WITH_CALENDAR)
def test_the_saved_calendar_is_valid(gallery: Visit, name: str) -> None:
    simulation = SIMULATIONS[name]
    result = evaluate(simulation, defaults(simulation), STRINGS).result
    assert result is not None
    save = button(gallery.page, name, "calendar")
    with gallery.page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename == f"{name}.ics"
    text = Path(download.value.path()).read_bytes().decode()
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == len(result.events) + len(result.cancelled)


def test_the_text_is_copied_if_the_browser_refuses_downloads(visit: Open, served: str) -> None:
    seen = visit(
        f"{served}/{GALLERY}",
        user_agent="Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50",
        permissions=["clipboard-read", "clipboard-write"],
    )
    seen.wait_until_live()
    button(seen.page, "repayment", "calendar").click()
    seen.page.get_by_text(STRINGS["interface"]["saved"]["copied"]).wait_for()
    assert "BEGIN:VCALENDAR" in seen.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("name", PRINTED)
def test_a_simulation_prints_alone_on_one_page(gallery: Visit, name: str) -> None:
    page = gallery.page
    # Headless Chromium has no print dialog, so print the prepared page to a PDF.
    page.evaluate("globalThis.print = () => {}")
    button(page, name, "print").click()
    side = "1cm"
    margin: Any = {"top": side, "right": side, "bottom": side, "left": side}
    pdf = page.pdf(format="A4", margin=margin)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate("document.documentElement.classList.contains('prints-one')")


def test_zero_and_large_numbers_fit_on_a_phone(phone: Page, name: str) -> None:
    simulation = SIMULATIONS[name]
    for typed in states.grid(simulation)[-4:]:
        if evaluate(simulation, typed, STRINGS).result is None:
            continue
        open_tile(phone, name)
        show(phone, name, [typed])
        # One row at a time is open.
        form(phone, name).evaluate(
            """(form) => {
              for (const fold of form.querySelectorAll('.more, .row:first-child')) fold.open = true;
            }"""
        )
        cut = phone.evaluate(
            """(selector) => [...document.querySelectorAll(selector + ' *')].filter((e) => {
              const box = e.getBoundingClientRect();
              const scrolls = '.rows-scroll, svg, .comparison, .presets, .tabs, .picture-table,'
                + ' .delta'; // which ends in three dots
              return box.width && e.checkVisibility() && !e.closest(scrolls)
                && box.right > innerWidth;
            }).map((e) => e.className || e.tagName)""",
            selector(name),
        )
        assert cut == [], typed
