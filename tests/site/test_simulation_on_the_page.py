"""rate-builder on the built page: every field moved, every figure compared with CPython's."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from loanlab.data import facts
from loanlab.simulations import simulations
from loanlab.simulations.answering import answer, defaults
from loanlab.text import catalogue
from tests.conftest import Open, Visit

WORDS = catalogue("zh")
SIMULATION = simulations(facts())["rate-builder"]
FORM = 'form.simulation[data-simulation="rate-builder"]'
BAD = ["", "   ", "abc", "1e309", "-1", "999999999", "１０．５．３", "<script>alert(1)</script>"]


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    if request.param == "http":
        return f"{served}/book/zh/rates.html"
    return (site / "book" / "zh" / "rates.html").as_uri()


@pytest.fixture
def chapter(visit: Open, address: str) -> Visit:
    seen = visit(address)
    seen.wait_until_live()
    return seen


def shown(page: Page) -> dict[str, Any]:
    """What the form shows: figures with raw values, sentence, messages, tables."""
    state: dict[str, Any] = page.evaluate(
        """(selector) => {
          const form = document.querySelector(selector);
          const text = (found) => found.textContent;
          return {
            figures: [...form.querySelectorAll('output')].map(
              (output) => [output.name, Number(output.dataset.value), output.textContent]),
            sentence: text(form.querySelector('.simulation-sentence')),
            alert: text(form.querySelector('[role=alert]')),
            errors: Object.fromEntries([...form.querySelectorAll('.field')].map(
              (field) => [field.dataset.field, text(field.querySelector('.field-error'))])),
            tables: Object.fromEntries([...form.querySelectorAll('.picture')].map(
              (figure) => [figure.dataset.picture, [...figure.querySelectorAll('tbody tr')].map(
                (row) => [...row.cells].map(text))])),
          };
        }""",
        FORM,
    )
    return state


def expected(typed: dict[str, str]) -> dict[str, Any]:
    """The same from CPython."""
    view = answer(SIMULATION, typed, WORDS)
    errors = {field.name: view["errors"].get(field.name, "") for field in SIMULATION.fields}
    if view["errors"]:
        return {"errors": errors, "alert": view["alert"]}
    return {
        "errors": errors,
        "alert": "",
        "sentence": view["sentence"],
        "figures": [[f["name"], float(f["value"]), f["text"]] for f in view["figures"]],
        "tables": {
            picture.name: [
                [row[f"{column.name}_text"] for column in picture.columns]
                for row in view["rows"][picture.name]
            ]
            for picture in SIMULATION.pictures
        },
    }


def enter(page: Page, name: str, text: str) -> None:
    place = page.locator(f'{FORM} [name="{name}"]')
    if place.evaluate("element => element.tagName") == "SELECT":
        place.select_option(text)
    else:
        place.fill(text)


def values_through_the_range(field: Any) -> list[str]:
    if field.kind == "choice":
        return [str(choice) for choice in field.choices]
    span = field.maximum - field.minimum
    shares = [field.minimum + span * part / 7 for part in range(1, 7)]
    inside = [round(value) for value in shares] if field.whole else shares
    return [field.text_of(value) for value in [field.minimum, *inside, field.maximum]]


def test_the_default_state_is_in_the_page_before_any_script(visit: Open, address: str) -> None:
    seen = visit(address, java_script_enabled=False)
    text = seen.page.locator(FORM).inner_html()
    view = expected(defaults(SIMULATION))
    assert view["sentence"] in text
    for name, _value, figure in view["figures"]:
        assert seen.page.locator(f'{FORM} output[name="{name}"]').inner_text() == figure
    assert seen.page.locator(f"{FORM} .chart svg").count() == len(SIMULATION.pictures)
    assert seen.page.locator(FORM).get_attribute("data-state") == "static"


def test_coming_to_life_changes_no_figure(visit: Open, address: str) -> None:
    still = shown_without_script(visit, address)
    seen = visit(address)
    seen.wait_until_live()
    assert shown(seen.page) == still


def shown_without_script(visit: Open, address: str) -> dict[str, Any]:
    # Playwright's evaluate works where the page's own scripts may not run.
    return shown(visit(address, java_script_enabled=False).page)


@pytest.mark.parametrize("field", SIMULATION.fields, ids=lambda field: field.name)
def test_a_field_moved_through_its_range_gives_cpythons_figures(chapter: Visit, field: Any) -> None:
    before = shown(chapter.page)
    changed = False
    for text in values_through_the_range(field):
        enter(chapter.page, field.name, text)
        now = shown(chapter.page)
        assert now == expected({**defaults(SIMULATION), field.name: text})
        changed = changed or now["figures"] != before["figures"]
    assert changed
    assert chapter.complaints == []


@pytest.mark.parametrize(
    "field",
    [field for field in SIMULATION.fields if field.kind == "number"],
    ids=lambda field: field.name,
)
def test_bad_input_gets_a_message_and_loses_nothing(chapter: Visit, field: Any) -> None:
    page = chapter.page
    good = shown(page)
    for text in BAD:
        enter(page, field.name, text)
        now = shown(page)
        view = expected({**defaults(SIMULATION), field.name: text})
        assert (now["errors"], now["alert"]) == (view["errors"], view["alert"])
        assert now["errors"][field.name] != ""
        for kept in ("figures", "sentence", "tables"):
            assert now[kept] == good[kept]
        assert page.locator(f'{FORM} [name="{field.name}"]').input_value() == text
        assert page.locator(f'{FORM} [name="{field.name}"]').get_attribute("aria-invalid") == "true"
    enter(page, field.name, field.text_of(field.default))
    assert shown(page) == good
    assert chapter.complaints == []


def test_a_slider_moved_by_the_keyboard_moves_field_figures_and_chart(chapter: Visit) -> None:
    page = chapter.page
    drawing = page.locator(f"{FORM} .chart").first
    drawing.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    before = drawing.inner_html()
    slider = page.locator(f'{FORM} [data-slider="base_daily_rate"]')
    slider.focus()
    for _press in range(5):
        slider.press("ArrowRight")
    assert page.locator(f'{FORM} [name="base_daily_rate"]').input_value() == "0.055"
    assert shown(page) == expected({**defaults(SIMULATION), "base_daily_rate": "0.055"})
    page.wait_for_timeout(100)
    assert drawing.inner_html() != before


def test_reset_brings_the_defaults_back(chapter: Visit) -> None:
    page = chapter.page
    enter(page, "lpr", "oops")
    enter(page, "pay_score", "300")
    page.locator(f"{FORM} button[type=reset]").click()
    page.wait_for_timeout(50)
    assert shown(page) == expected(defaults(SIMULATION))


def test_the_chart_shows_what_was_computed(chapter: Visit) -> None:
    chart = chapter.page.locator(f"{FORM} .chart").first
    chart.scroll_into_view_if_needed()
    enter(chapter.page, "overdue_surcharge", "50")
    rows = expected({**defaults(SIMULATION), "overdue_surcharge": "50"})["tables"]["waterfall"]
    chart.get_by_text(rows[2][2]).wait_for(state="attached")


def test_a_chart_that_was_never_seen_is_printed_as_computed(chapter: Visit) -> None:
    enter(chapter.page, "overdue_surcharge", "50")
    while not chapter.page.evaluate("Boolean(globalThis.loanlabVega && globalThis.loanlabCharts)"):
        chapter.page.wait_for_timeout(50)
    chapter.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = expected({**defaults(SIMULATION), "overdue_surcharge": "50"})["tables"]["waterfall"]
    chart = chapter.page.locator(f"{FORM} .chart").first
    chart.get_by_text(rows[2][2]).wait_for(state="attached")


def test_a_table_is_saved_with_the_numbers_shown(chapter: Visit) -> None:
    chapter.page.locator(f"{FORM} details.rows summary").first.click()
    with chapter.page.expect_download() as download:
        chapter.page.locator(f"{FORM} [data-action=save]").first.click()
    assert download.value.suggested_filename == "rate-builder-waterfall.csv"
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert saved.startswith("\ufeff步骤,从,变化,到")
    assert "0.00045" in saved


def test_a_table_saved_while_an_input_is_bad_holds_what_is_shown(chapter: Visit) -> None:
    enter(chapter.page, "lpr", "oops")
    chapter.page.locator(f"{FORM} details.rows summary").first.click()
    with chapter.page.expect_download() as download:
        chapter.page.locator(f"{FORM} [data-action=save]").first.click()
    assert "0.00045" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_browser_that_refuses_downloads_gets_the_table_into_its_clipboard(
    visit: Open, served: str
) -> None:
    seen = visit(
        f"{served}/book/zh/rates.html",
        user_agent="Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50",
        permissions=["clipboard-read", "clipboard-write"],
    )
    seen.wait_until_live()
    seen.page.locator(f"{FORM} details.rows summary").first.click()
    seen.page.locator(f"{FORM} [data-action=save]").first.click()
    seen.page.get_by_text(WORDS["interface"]["saved"]["copied"]).wait_for()
    assert "0.00045" in seen.page.evaluate("navigator.clipboard.readText()")


def test_a_page_whose_engine_does_not_arrive_says_so_and_keeps_its_defaults(
    visit: Open, served: str
) -> None:
    seen = visit("about:blank")
    seen.page.route("**/micropython.js*", lambda route: route.abort())
    seen.page.context.unroute("**/*")
    seen.page.goto(f"{served}/book/zh/rates.html")
    seen.page.locator(f'{FORM}[data-state="error"]').wait_for()
    assert seen.page.get_by_text(WORDS["interface"]["states"]["error"]).count() == 1
    view = expected(defaults(SIMULATION))
    assert seen.page.locator(f"{FORM} .simulation-sentence").inner_text() == view["sentence"]


def test_the_address_of_a_state_opens_that_state(visit: Open, address: str) -> None:
    seen = visit(f"{address}#rate-builder?product=fenfu&base_daily_rate=0.04&pay_score=600")
    seen.wait_until_live()
    changes = {"product": "fenfu", "base_daily_rate": "0.04", "pay_score": "600"}
    assert shown(seen.page) == expected({**defaults(SIMULATION), **changes})
    assert seen.complaints == []


@pytest.mark.parametrize(
    "fragment",
    [
        "product=<script>alert(1)</script>",
        "pay_score=1e309&lpr=NaN",
        "__proto__=x&constructor=y",
        "lpr=%E0%A4%A",
        "&".join(f"pay_score={number}" for number in range(900, 1400)),
        "other_field=3",
    ],
)
def test_a_hostile_address_is_ignored_with_a_message(
    visit: Open, address: str, fragment: str
) -> None:
    seen = visit(f"{address}#rate-builder?{fragment}")
    seen.wait_until_live()
    now = shown(seen.page)
    assert now.pop("alert") == WORDS["interface"]["link_ignored"]
    quiet = expected(defaults(SIMULATION))
    quiet.pop("alert")
    assert now == quiet
    assert seen.complaints == []


def test_the_copied_link_leads_back_to_the_state(visit: Open, served: str) -> None:
    address = f"{served}/book/zh/rates.html"
    seen = visit(address, permissions=["clipboard-read", "clipboard-write"])
    seen.wait_until_live()
    enter(seen.page, "product", "we2000")
    enter(seen.page, "pay_score", "600")
    seen.page.locator(f"{FORM} [data-action=share]").click()
    seen.page.wait_for_timeout(200)
    link = seen.page.evaluate("navigator.clipboard.readText()")
    other = visit(link)
    other.wait_until_live()
    assert shown(other.page) == shown(seen.page)
