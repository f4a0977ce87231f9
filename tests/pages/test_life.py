"""Test how a page becomes live, over HTTP and from a file, and how it fails."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.evaluation import defaults
from tests.conftest import Open, Visit
from tests.pages.forms import (
    SIMULATIONS,
    STRINGS,
    assert_shows,
    expected,
    selector,
    show,
    wait_until,
)

NAME = "rate-builder"
START = defaults(SIMULATIONS[NAME])
CHAPTER = "book/zh/rates.html"
FORM = selector(NAME)
# The prediction at the start of a chapter does not count towards the progress.
COUNTED = [
    name
    for name, each in exercises(facts()).items()
    if name.startswith("rates-") and not each.is_prediction
]


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    return f"{served}/{CHAPTER}" if request.param == "http" else (site / CHAPTER).as_uri()


@pytest.fixture
def chapter(visit: Open, address: str) -> Visit:
    # An anchor opens the fold around the simulation.
    seen = visit(f"{address}#{NAME}")
    seen.wait_until_live()
    return seen


def shown(page: Page) -> dict[str, Any]:
    return show(page, NAME, [None])[0]


def test_a_chapter_becomes_live_and_updates_with_the_input(chapter: Visit) -> None:
    typed = {**START, "product": "we2000", "pay_score": "600"}
    before, after = show(chapter.page, NAME, [None, typed], with_tables=True)
    assert_shows(before, expected(NAME, START, with_tables=True))
    assert_shows(after, expected(NAME, typed, with_tables=True))
    assert chapter.complaints == []


def test_results_update_with_every_key_press(chapter: Visit) -> None:
    chapter.page.locator(f"{FORM} .more > summary").click()
    box = chapter.page.locator(f'{FORM} [name="lpr"]')
    box.fill("")
    assert shown(chapter.page)["errors"] == expected(NAME, {**START, "lpr": ""})["errors"]
    box.press_sequentially("3.5")
    assert_shows(shown(chapter.page), expected(NAME, {**START, "lpr": "3.5"}))
    slider = chapter.page.locator(f'{FORM} [data-slider="lpr"]')
    assert slider.input_value() == "3.5"


@pytest.mark.parametrize("text", ["３．５", "3.5%", " 3.5 ", "3。5", "+3.5"])
def test_the_slider_moves_to_the_number_that_the_model_parses(chapter: Visit, text: str) -> None:
    chapter.page.locator(f"{FORM} .more > summary").click()
    chapter.page.locator(f'{FORM} [name="lpr"]').fill(text)
    assert_shows(shown(chapter.page), expected(NAME, {**START, "lpr": text}))
    assert chapter.page.locator(f'{FORM} [data-slider="lpr"]').input_value() == "3.5"


def test_the_chart_shows_the_computed_values(chapter: Visit) -> None:
    chart = chapter.page.locator(f"{FORM} .chart").first
    chart.scroll_into_view_if_needed()
    typed = {**START, "overdue_surcharge": "50"}
    show(chapter.page, NAME, [typed])
    rows = expected(NAME, typed, with_tables=True)["tables"]["waterfall"]
    chart.get_by_text(rows[2][2]).wait_for(state="attached")


def test_a_chart_never_scrolled_into_view_prints_the_computed_values(chapter: Visit) -> None:
    typed = {**START, "overdue_surcharge": "40"}
    show(chapter.page, NAME, [typed])
    wait_until(chapter.page, "() => globalThis.loanlabVega && globalThis.loanlabCharts")
    chapter.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = expected(NAME, typed, with_tables=True)["tables"]["waterfall"]
    chart = chapter.page.locator(f"{FORM} .chart").first
    chart.get_by_text(rows[2][2]).wait_for(state="attached")


def test_a_table_saved_with_an_invalid_input_has_the_values_shown(chapter: Visit) -> None:
    valid = {**START, "pay_score": "700"}
    show(chapter.page, NAME, [valid, {**valid, "lpr": "oops"}])
    chapter.page.locator(f"{FORM} details.rows summary").first.click()
    with chapter.page.expect_download() as download:
        chapter.page.locator(f"{FORM} [data-action=save]").first.click()
    assert "0.00045" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_page_without_its_engine_shows_an_error_and_the_defaults(
    visit: Open, served: str
) -> None:
    seen = visit("about:blank")
    seen.page.route("**/micropython.js*", lambda route: route.abort())
    seen.page.context.unroute("**/*")
    seen.page.goto(f"{served}/{CHAPTER}")
    seen.page.locator(f'{FORM}[data-state="error"]').wait_for(state="attached")
    form = seen.page.locator(FORM)
    assert form.get_by_text(STRINGS["interface"]["states"]["error"]).count() == 1
    assert_shows(shown(seen.page), expected(NAME, START))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_state_link_without_the_engine_scrolls_to_the_error_message(
    visit: Open, served: str, width: int
) -> None:
    seen = visit("about:blank", width=width)
    seen.page.route("**/micropython.js*", lambda route: route.abort())
    seen.page.context.unroute("**/*")
    seen.page.goto(f"{served}/{CHAPTER}#rate-builder?product=fenfu&pay_score=600")
    seen.page.locator(f'{FORM}[data-state="error"]').wait_for()
    message = seen.page.locator(FORM).get_by_text(STRINGS["interface"]["states"]["error"])
    box = message.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 450


# User agents of in-app browsers: the number after "Version/" is no real browser version.
IN_APPS = {
    "WeChat": "Version/4.0 Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260183 "
    "MMWEBSDK/20240802 MicroMessenger/8.0.53.2740(0x28003541) WeChat/arm64 Weixin NetType/WIFI "
    "Language/zh_CN ABI/arm64",
    "MIUI": "Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.7.1",
    "QQ": "Version/4.0 Chrome/109.0.5414.86 MQQBrowser/14.9 Mobile Safari/537.36 COVC/046806",
    "OPPO": "Version/4.0 Chrome/115.0.5790.168 Mobile Safari/537.36 HeyTapBrowser/45.10.7.1",
}


@pytest.mark.parametrize("app", IN_APPS)
def test_a_page_becomes_live_in_in_app_browsers(visit: Open, served: str, app: str) -> None:
    agent = (
        f"Mozilla/5.0 (Linux; Android 14; 2211133C Build/UKQ1) AppleWebKit/537.36 {IN_APPS[app]}"
    )
    address = f"{served}/{CHAPTER}#rate-builder?product=fenfu&base_daily_rate=0.04&pay_score=600"
    seen = visit(address, width=360, user_agent=agent)
    seen.wait_until_live()
    changes = {"product": "fenfu", "base_daily_rate": "0.04", "pay_score": "600"}
    assert_shows(shown(seen.page), expected(NAME, {**START, **changes}))
    assert seen.complaints == []


def test_a_state_link_opens_its_state(visit: Open, address: str) -> None:
    seen = visit(f"{address}#rate-builder?product=fenfu&base_daily_rate=0.04&pay_score=600")
    seen.wait_until_live()
    changes = {"product": "fenfu", "base_daily_rate": "0.04", "pay_score": "600"}
    assert_shows(shown(seen.page), expected(NAME, {**START, **changes}))
    assert seen.complaints == []


@pytest.mark.parametrize(
    "fragment",
    ["lpr=%E0%A4%A", "__proto__=x", "&".join(f"pay_score={number}" for number in range(900, 1400))],
)
def test_a_bad_link_is_ignored_with_a_message(visit: Open, address: str, fragment: str) -> None:
    seen = visit(f"{address}#rate-builder?{fragment}")
    seen.wait_until_live()
    now = shown(seen.page)
    assert now["alert"] == STRINGS["interface"]["link_ignored"]
    assert_shows({**now, "alert": ""}, expected(NAME, START))
    assert seen.complaints == []


def test_progress_is_counted_stored_on_the_device_and_cleared(chapter: Visit) -> None:
    page = chapter.page
    count = page.locator(".exercise-progress [role=status]")
    texts = STRINGS["interface"]["progress"]

    def progress(right: int) -> str:
        return str(texts["count"]).format(right=right, all=len(COUNTED))

    assert count.inner_text() == progress(0)
    form = page.locator('form[data-exercise="rates-fenfu-year"]')
    for answer in ("99", "14.6", "14.60"):
        form.locator("input").fill(answer)
        form.locator("input").press("Enter")
    page.locator("form[data-prediction] input").fill("18")
    page.locator("form[data-prediction] button").click()
    assert count.inner_text() == progress(1)
    # The theme stores its colour mode there; the exercises store only names.
    kept = page.evaluate("({ ...localStorage })")
    assert kept.keys() <= {"loanlab-right", "theme", "mode"}
    assert kept["loanlab-right"] == '["rates-fenfu-year"]'
    page.reload()
    chapter.wait_until_live()
    assert count.inner_text() == progress(1)
    assert form.locator(".exercise-verdict").inner_text() == texts["before"]
    page.locator(".exercise-progress button").click()
    assert count.inner_text() == progress(0)
    assert form.locator(".exercise-verdict").inner_text() == ""
    assert page.evaluate("localStorage.getItem('loanlab-right')") is None
    assert chapter.complaints == []


@pytest.mark.parametrize("kept", ["{", '"x"', '["<b>", 3, null]', "null"])
def test_invalid_stored_progress_is_ignored(visit: Open, served: str, kept: str) -> None:
    seen = visit(f"{served}/{CHAPTER}")
    seen.page.evaluate("(text) => localStorage.setItem('loanlab-right', text)", kept)
    seen.page.reload()
    seen.wait_until_live()
    count = seen.page.locator(".exercise-progress [role=status]").inner_text()
    assert count == STRINGS["interface"]["progress"]["count"].format(right=0, all=len(COUNTED))
    assert seen.complaints == []


def test_results_match_input_that_the_browser_restored(visit: Open, served: str) -> None:
    seen = visit("about:blank")
    # Imitate a browser that restores form input before the page's script starts.
    seen.page.add_init_script(
        """document.addEventListener('readystatechange', () => {
          if (document.readyState === 'interactive')
            document.querySelector('form.simulation [name="lpr"]').value = '4.2';
        });"""
    )
    seen.page.context.unroute("**/*")
    seen.page.goto(f"{served}/{CHAPTER}")
    seen.wait_until_live()
    assert_shows(shown(seen.page), expected(NAME, {**START, "lpr": "4.2"}))
