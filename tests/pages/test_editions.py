"""Test the two editions side by side: the way from one to the other, and no words of the other."""

import copy
import re
from pathlib import Path

import pytest
from bs4 import Tag
from playwright.sync_api import Page, expect

from loanlab.data import BOOK_CHAPTERS, facts
from loanlab.exercises import exercises
from tests.book.editions import leftover_chinese
from tests.conftest import Open, Visit
from tests.pages.built import LANGUAGES, parsed
from tests.pages.forms import selector, show, stand_still
from tests.pages.test_pages import pages_of

SWITCH = ".bar-language"
OTHER = {"zh": "en", "en": "zh"}
NAMES = [Path(page).stem for page in pages_of("zh")]


def test_the_editions_have_the_same_pages() -> None:
    assert {Path(page).stem for page in pages_of("en")} == set(NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_switch_to_itself_in_the_other_language(site: Path, language: str) -> None:
    for path in pages_of(language):
        page = parsed(site / path)
        (switch,) = page.select(SWITCH)
        target = (site / path).parent / str(switch["href"])
        assert target.resolve() == (site / "book" / OTHER[language] / Path(path).name).resolve()
        there = parsed(target.resolve()).html
        assert there is not None
        assert switch["lang"] == switch["hreflang"] == there["lang"], path


def test_a_heading_has_the_same_id_in_both_editions(site: Path) -> None:
    for name in NAMES:
        pages = [parsed(site / f"book/{language}/{name}.html") for language in LANGUAGES]
        ids = [[str(each["id"]) for each in page.select("section[id]")] for page in pages]
        assert ids[0] == ids[1], name


# Sections of a chapter that a reader may be in: near the top, in the middle, and in a fold.
SECTIONS = """() => {
  const sections = [...document.querySelectorAll('article section[id]:has(> h2)')];
  const folded = document.querySelector('article section.folded');
  return [sections[1], sections.at(-2), folded].map((each) => each.id);
}"""


def switch_at(page: Page, heading: str) -> None:
    """Scroll to a heading as a reader does, its fold open, and switch to the other language."""
    place = page.locator(f"#{heading}")
    place.evaluate(
        """(section) => {
          for (const fold of section.querySelectorAll(':scope > details')) fold.open = true;
          section.scrollIntoView();
        }"""
    )
    stand_still(place, 6)
    place.evaluate("(section) => section.scrollIntoView()")
    stand_still(place, 3)
    # Playwright's own click would first scroll, because the bar lies in the page's scroll padding.
    box = page.locator(SWITCH).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("name", BOOK_CHAPTERS)
def test_the_switch_leads_to_the_same_heading_and_back(visit: Open, served: str, name: str) -> None:
    page = visit("about:blank", width=360).page
    page.context.unroute("**/*")
    # The switch works before a page is live, and a page without its engine opens sooner.
    page.route(
        re.compile(r"/(python|micropython|charts|vega)[.\w]*js"), lambda route: route.abort()
    )
    page.goto(f"{served}/book/zh/{name}.html")
    for heading in page.evaluate(SECTIONS):
        for language in ("en", "zh"):
            switch_at(page, heading)
            page.wait_for_url(f"**/book/{language}/{name}.html#{heading}")
            title = page.locator(f"#{heading}").locator(":is(h2, h3)").first
            expect(title).to_be_in_viewport()


def test_at_the_top_of_a_page_the_switch_leads_to_the_top(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/en/rates.html", width=360).page
    page.locator(SWITCH).click()
    page.wait_for_url(re.compile(r"/book/zh/rates\.html#?$"))
    assert page.evaluate("scrollY") == 0


def test_a_moved_simulation_keeps_its_state_in_the_other_language(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/zh/repayment.html")
    seen.wait_until_live()
    form = seen.page.locator(selector("repayment"))
    form.locator("[name=months]").fill("24")
    form.locator("[name=principal]").fill("1万2千")
    typed = show(seen.page, "repayment", [None])[0]["typed"]
    seen.page.locator(SWITCH).click()
    seen.page.wait_for_url("**/book/en/**")
    seen.wait_until_live()
    there = show(seen.page, "repayment", [None])[0]
    assert there["typed"] == typed
    assert there["sentence"].startswith("24 payments of ¥")
    form.locator("[name=months]").fill("36")
    seen.page.locator(SWITCH).click()
    seen.page.wait_for_url("**/book/zh/**")
    seen.wait_until_live()
    assert show(seen.page, "repayment", [None])[0]["typed"] == {**typed, "months": "36"}
    assert seen.complaints == []


def test_a_right_answer_counts_in_both_languages(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/en/rates.html")
    seen.wait_until_live()
    page = seen.page
    counted = sum(
        name.startswith("rates-") and not each.is_prediction
        for name, each in exercises(facts()).items()
    )
    form = page.locator('form[data-exercise="rates-fenfu-year"]')
    form.locator("input").fill("14.6")
    form.locator("button").click()
    expect(form.locator(".exercise-verdict")).to_contain_text("Right.")
    progress = page.locator(".exercise-progress [role=status]")
    expect(progress).to_contain_text(f"1 of {counted}")
    page.locator(SWITCH).click()
    page.wait_for_url("**/book/zh/**")
    seen.wait_until_live()
    expect(progress).to_contain_text(re.compile(rf"1\D+{counted}|{counted}\D+1"))
    assert seen.complaints == []


def switch_now(page: Page) -> None:
    """Tap the switch where the page stands."""
    box = page.locator(SWITCH).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(
    ("name", "place"),
    [("ledger", "claim-c3-05"), ("glossary", "term-lpr"), ("references", "rule-pboc-2021-3")],
)
def test_the_switch_leads_to_the_same_entry(
    visit: Open, served: str, name: str, place: str
) -> None:
    page = visit(f"{served}/book/en/{name}.html#{place}", width=360).page
    entry = page.locator(f"#{place}")
    stand_still(entry, 6)
    entry.evaluate("(entry) => entry.scrollIntoView()")
    stand_still(entry, 3)
    switch_now(page)
    page.wait_for_url(f"**/book/zh/{name}.html#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_the_switch_keeps_what_is_open_and_how_far_one_has_read(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/en/papers.html", width=360).page
    line = page.locator("#paper-contract details").nth(5)
    line.locator("summary").click()
    reply = line.locator(".paper-comment")
    reply.evaluate("(reply) => reply.scrollIntoView({ block: 'center' })")
    for language in ("zh", "en", "zh", "en"):
        stand_still(reply, 6)
        before = reply.evaluate("(reply) => reply.getBoundingClientRect().top")
        switch_now(page)
        page.wait_for_url(f"**/book/{language}/papers.html#paper-contract")
        expect(line).to_have_attribute("open", "")
        expect(reply).to_be_in_viewport()
        stand_still(reply, 6)
        after = reply.evaluate("(reply) => reply.getBoundingClientRect().top")
        # The words of the languages differ in length, so the same line is a little off.
        assert abs(after - before) < 300, language
    assert page.evaluate("sessionStorage.getItem('view')") is None


def test_a_letter_goes_over_to_the_other_language_and_is_kept_nowhere(
    visit: Open, served: str
) -> None:
    page = visit(f"{served}/book/en/letters.html", width=360).page
    letter = page.locator("#letter-complaint")
    letter.locator('[name="amount"]').fill("240")
    letter.locator('[name="table"]').select_option("unseen")
    page.locator(SWITCH).click()
    page.wait_for_url("**/book/zh/letters.html**")
    expect(letter.locator('[name="amount"]')).to_have_value("240")
    expect(letter.locator('[name="table"]')).to_have_value("unseen")
    expect(letter.locator(".letter-sheet")).to_contain_text("240")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "240" not in kept
    page.reload()
    assert "240" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def test_a_search_goes_over_to_the_other_language(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/en/search.html#q=96110", width=360).page
    page.locator("#search-results li").first.wait_for()
    page.locator(SWITCH).click()
    page.wait_for_url("**/book/zh/search.html#q=96110")
    page.locator("#search-results li").first.wait_for()


def test_a_typed_address_of_the_search_leads_to_its_results(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/en/search.html?q=unfreeze", width=360).page
    page.wait_for_url("**/book/en/search.html#q=unfreeze")
    page.locator("#search-results li a").first.click()
    page.wait_for_url("**/book/en/scams.html**")


# The browser's languages, and the edition that a first visit leads to.
FIRST_VISITS = [
    (["en"], "en"),
    (["en-GB", "zh-CN"], "en"),
    (["zh-CN"], "zh"),
    (["zh-HK", "en"], "zh"),
    (["fr"], "en"),
    (["fr", "zh"], "zh"),
    ([], "zh"),
]


@pytest.mark.parametrize(("languages", "edition"), FIRST_VISITS)
def test_a_first_visit_leads_to_the_browsers_language(
    visit: Open, served: str, languages: list[str], edition: str
) -> None:
    seen = visit_root(visit, served, languages)
    seen.page.wait_for_url(f"**/book/{edition}/index.html")
    assert seen.outside == []
    assert seen.complaints == []


def visit_root(visit: Open, start: str, languages: list[str]) -> Visit:
    """Open the first page with a browser of these languages."""
    seen = visit("about:blank")
    seen.page.context.unroute("**/*")
    seen.page.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{ get: () => {languages!r} }})"
    )
    seen.page.goto(f"{start}/index.html")
    return seen


@pytest.mark.parametrize("place", ["http", "file"])
def test_the_chosen_language_is_remembered_at_the_root(
    visit: Open, served: str, site: Path, place: str
) -> None:
    start = served if place == "http" else site.as_uri()
    seen = visit_root(visit, start, ["zh-CN"])
    page = seen.page
    page.wait_for_url("**/book/zh/index.html")
    page.locator(SWITCH).click()
    page.wait_for_url("**/book/en/index.html*")
    page.goto(f"{start}/index.html")
    page.wait_for_url("**/book/en/index.html")
    page.locator(SWITCH).click()
    page.wait_for_url("**/book/zh/index.html*")
    page.goto(f"{start}/index.html")
    page.wait_for_url("**/book/zh/index.html")
    assert seen.complaints == []


def test_without_scripts_the_first_page_offers_both_languages(visit: Open, served: str) -> None:
    page = visit(f"{served}/index.html", width=360, java_script_enabled=False).page
    for language in LANGUAGES:
        link = page.locator(f'a[href="book/{language}/index.html"]')
        expect(link).to_be_visible()
        expect(page.locator(f'a[href="book/{language}/trouble.html"]')).to_be_visible()


def words_of_page(site: Path, language: str, name: str, without: str) -> list[str]:
    """Return the texts of a page's blocks, without code and other parts."""
    page = copy.copy(parsed(site / f"book/{language}/{name}.html").select_one("body"))
    assert isinstance(page, Tag)
    for part in page.select(f"script, style, pre, code, .katex, .data-table, {without}"):
        part.extract()
    blocks = page.select(
        "h1, h2, h3, h4, p, li, td, th, dt, dd, label, summary, option, button, text"
    )
    innermost = [each for each in blocks if not each.select("p, li, td, dt, dd, text")]
    return [" ".join(each.get_text().split()) for each in innermost]


# The reference of the package is in English, with Chinese examples, in both editions. The tables of
# the data have columns in both languages.
FOR_PROGRAMMERS = {"package"}
# The titles of sources, the lines of papers that answers name, words to type into a letter.
CHINESE_BY_RIGHT = "[lang=zh-CN], .evidence-title, .paper-answers, .letter-field"


@pytest.mark.parametrize("name", sorted({*NAMES} - FOR_PROGRAMMERS))
def test_an_english_page_has_no_chinese_besides_names_and_originals(site: Path, name: str) -> None:
    found = {
        text[:90]: left
        for text in words_of_page(site, "en", name, CHINESE_BY_RIGHT)
        if (left := leftover_chinese(text))
    }
    assert found == {}


# Six English words in a row, of which one is grammar, are a sentence; a term is shorter.
ENGLISH = re.compile(r"(?:[A-Za-z][a-z'’]+[ ,;]+){5,}[a-z]+")
GRAMMAR = re.compile(r"\b(?:the|is|are|of|you|your|to|and|in|not)\b")


@pytest.mark.parametrize("name", sorted({*NAMES} - FOR_PROGRAMMERS))
def test_a_chinese_page_has_no_english_sentence(site: Path, name: str) -> None:
    found = [
        match[0]
        for text in words_of_page(site, "zh", name, "[lang=en], #licence")
        for match in ENGLISH.finditer(text)
        if GRAMMAR.search(match[0])
    ]
    assert found == []
