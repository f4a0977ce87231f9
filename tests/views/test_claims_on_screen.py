"""Test figures and bases in a browser: on a narrow screen, on a wide one and on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import loanlab
from loanlab.data import BOOK_CHAPTERS, contradictions, guidance, omissions, regulations
from loanlab.site.static_files import style_sheet
from loanlab.views.basis import basis_mark
from loanlab.views.claims import Contradictions, Omissions
from loanlab.views.figures import ArticleFigures
from loanlab.views.guidance import Guidance, Hotlines
from loanlab.views.ledger import Ledger
from loanlab.views.rules import RuleLinks, Rules

WIDTH = 360
SCRIPT = Path(loanlab.__file__).parent / "site" / "web" / "help.js"
SENTENCE = f"<p>罚息要加收一半到一倍{basis_mark('penalty-2003', 'basis-1')}。</p>"
DISPLAYS = {
    **{name: ArticleFigures(name) for name in BOOK_CHAPTERS},
    "contradictions": Contradictions(contradictions()),
    "omissions": Omissions(omissions()),
    "rules": Rules(regulations()),
    "rule links": RuleLinks(dict.fromkeys(regulations(), 0)),
    "guidance": Guidance(guidance()),
    "hotlines": Hotlines(),
    "ledger": Ledger(),
}
# Elements that reach beyond the screen, and elements whose content reaches beyond them.
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter((element) => {
  const box = element.getBoundingClientRect();
  const isShown = element.checkVisibility() && !element.closest("thead");
  return isShown && (box.right > innerWidth || box.left < 0 || element.scrollWidth > innerWidth);
}).map((element) => element.outerHTML.slice(0, 200))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTH, "height": 780}, locale="zh-CN")
    yield context.new_page()
    context.close()


def show(page: Page, html: str) -> None:
    script = SCRIPT.read_text(encoding="utf-8").replace("export ", "") + "placeHelp();"
    page.set_content(
        f"<!doctype html><meta charset=utf-8><style>{style_sheet()}</style>"
        # The text of a page is this wide on a phone.
        f"<style>body {{ margin: 0 1rem; font-size: 1rem; line-height: 1.65 }}</style>"
        f"<main>{html}</main><script type=module>{script}</script>"
    )


@pytest.mark.parametrize("display", DISPLAYS.values(), ids=DISPLAYS.keys())
def test_nothing_is_cut_off_and_nothing_scrolls_sideways_on_a_phone(
    page: Page, display: object
) -> None:
    show(page, display._repr_html_())  # type: ignore[attr-defined]
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    scrolled = "element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)"
    assert not page.evaluate(f"[...document.querySelectorAll('main *')].some({scrolled})")


def test_a_row_of_the_articles_table_is_a_card_on_a_phone_and_a_row_where_there_is_room(
    page: Page,
) -> None:
    show(page, ArticleFigures("rates")._repr_html_())
    cells = page.locator(".claim-table tbody tr").first.locator("td")
    tops = [cell.bounding_box()["y"] for cell in cells.all()]  # type: ignore[index]
    assert len(set(tops)) == len(tops) == 3
    # A cell alone would not say what it is.
    before = "element => getComputedStyle(element, '::before').content"
    assert [cell.evaluate(before) for cell in cells.all()] == [
        '"基准利率"',
        '"费率上限"',
        '"违约金比例"',
    ]
    page.set_viewport_size({"width": 900, "height": 780})
    assert len({cell.bounding_box()["y"] for cell in cells.all()}) == 1  # type: ignore[index]
    assert page.locator(".claim-table thead").bounding_box()["height"] > 20  # type: ignore[index]


def test_a_table_stays_a_table_for_screen_readers_on_a_phone(page: Page) -> None:
    show(page, ArticleFigures("rates")._repr_html_())
    table = page.get_by_role("table")
    assert table.get_by_role("columnheader").count() == 4
    assert table.get_by_role("row").count() == 4
    assert table.get_by_role("cell").count() == 9


def test_a_basis_opens_in_place_names_the_tier_and_closes_with_escape(page: Page) -> None:
    show(page, SENTENCE)
    card = page.locator("#basis-1")
    assert not card.is_visible()
    height = page.locator("p").bounding_box()["height"]  # type: ignore[index]
    page.get_by_role("button", name="依据").click()
    assert card.is_visible()
    assert card.inner_text().startswith("法律")
    # The card covers the text and moves nothing.
    assert page.locator("p").bounding_box()["height"] == height  # type: ignore[index]
    box = card.bounding_box()
    assert box is not None
    mark = page.locator(".basis").bounding_box()
    assert mark is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= WIDTH
    assert 0 <= box["y"] - (mark["y"] + mark["height"]) < 40
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_a_basis_opens_by_the_keyboard(page: Page) -> None:
    show(page, SENTENCE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#basis-1").is_visible()


def test_the_full_stop_behind_a_basis_begins_no_line(page: Page) -> None:
    for count in range(30, 50):
        mark_html = basis_mark("penalty-2003", "basis-1")
        # As the role and the transform behind it make it.
        place = f'<span class="basis-place">{mark_html}<i>。</i></span>'
        show(page, f"<p>{'罚' * count}{place}</p>")
        stop = page.locator("i").bounding_box()
        mark = page.locator(".basis").bounding_box()
        assert stop is not None
        assert mark is not None
        assert stop["y"] < mark["y"] + mark["height"] / 2, count


def test_a_basis_is_not_printed(page: Page) -> None:
    show(page, SENTENCE)
    page.emulate_media(media="print")
    assert page.locator("p").inner_text() == "罚息要加收一半到一倍。"
