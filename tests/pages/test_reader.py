"""Test what a reader meets on a phone: the arc of a chapter, its length, and nothing cut off."""

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, Page

from loanlab.data import BOOK_CHAPTERS, ERRANDS
from tests.conftest import visits
from tests.pages.built import LANGUAGES, article, headings, section_titled
from tests.pages.test_pages import settle

WIDTH, SCREEN = 360, 780
# English words take more room than Chinese ones, and beside originals they come on top of them.
MOST_SCREENS = {"zh": 14, "en": 17}
MOST_WITH_ORIGINALS = 18
WITH_ORIGINALS = {"papers", "scams", "letters", "trouble"}
# The first simulation begins within so many screens.
FIRST_SIMULATION = 2
MOST_FOLD = {"zh": 60, "en": 80}
MOST_HIDDEN_CELL = 40

BORROWERS = "老周|小林|小唐|老吴"
# The headings of a chapter, a line each; those of the folded part follow the last sentences.
ARC = re.compile(
    rf"""先猜一猜
算给自己看
[^\n]*(?:{BORROWERS})[^\n]*
(?:再算：[^\n]+\n)*拿起手机做
常听到的三句话
练习
记住三句
(?:思想实验：[^\n]+\n)*原文的数字和核对结果
用到的规则
更多代码
术语和资料
"""
)


PAGES = [*BOOK_CHAPTERS, *ERRANDS]


@pytest.fixture(scope="module", params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    page: str = request.param
    return page


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    edition: str = request.param
    return edition


@pytest.fixture(scope="module")
def phone(name: str, language: str, browser: Browser, served: str) -> Iterator[Page]:
    """Open a page on a phone, its folds closed, its charts drawn."""
    with visits(browser) as open_page:
        page = open_page(f"{served}/book/{language}/{name}.html", width=WIDTH).page
        page.set_viewport_size({"width": WIDTH, "height": SCREEN})
        settle(page)
        page.evaluate("scrollTo(0, 0)")
        yield page


# What is wider than the screen or scrolls sideways. Simulations have tests of their own.
CUT_OFF = """() => [...document.querySelectorAll('article *')].filter((each) => {
  const aside = 'form.simulation, svg, .katex-mathml, .visually-hidden, [popover]';
  if (each.closest(aside) || !each.checkVisibility({ visibilityProperty: true })) return false;
  const box = each.getBoundingClientRect();
  if (box.width <= 1) return false;
  const scrolls = getComputedStyle(each).overflowX !== 'visible';
  return box.right > innerWidth + 1 || box.left < -1
    || scrolls && each.scrollWidth > each.clientWidth + 1;
}).map((each) => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`)"""

# What takes a reader time: the text in view, each simulation, each answer. Code may be skipped.
COUNTS = """() => {
  const shown = (selector) => [...document.querySelectorAll(`article :is(${selector})`)]
    .filter((each) => each.checkVisibility());
  const aside = shown('form.simulation, .cell_input').map((each) => each.innerText).join('');
  const length = (text) => text.replace(/\\s/g, '').length;
  return {
    characters: length(document.querySelector('article').innerText) - length(aside),
    simulations: shown('form.simulation').length,
    numbers: shown('form.exercise:not([data-prediction]) input[type=text]').length,
    choices: shown('form.exercise fieldset').length,
    papers: shown('.paper, .chat').length,
  };
}"""


def minutes(counts: dict[str, int]) -> int:
    """Reckon how many minutes a page takes, rounded up to five."""
    exact = (
        counts["characters"] / 350
        + 3 * counts["simulations"]
        + 2 * counts["numbers"]
        + counts["choices"]
        + counts["papers"]
    )
    return 5 * math.ceil(exact / 5)


@pytest.fixture(params=BOOK_CHAPTERS)
def chapter(request: pytest.FixtureRequest, site: Path) -> Tag:
    return article(site, request.param)


@pytest.fixture(params=BOOK_CHAPTERS)
def translated(request: pytest.FixtureRequest, site: Path) -> tuple[Tag, Tag]:
    """Return a chapter in both languages."""
    return article(site, request.param), article(site, request.param, "en")


def test_a_page_is_short_while_its_folds_are_closed(phone: Page, language: str, name: str) -> None:
    height = phone.evaluate("document.documentElement.scrollHeight")
    has_both = language != "zh" and name in WITH_ORIGINALS
    most = MOST_WITH_ORIGINALS if has_both else MOST_SCREENS[language]
    assert height <= most * SCREEN, f"{height / SCREEN:.1f} screens"


def test_the_first_simulation_is_near_the_top(phone: Page, name: str) -> None:
    if name in BOOK_CHAPTERS:
        top = phone.locator("form.simulation").first.evaluate(
            "(form) => form.getBoundingClientRect().top + scrollY"
        )
        assert top <= FIRST_SIMULATION * SCREEN, f"{top / SCREEN:.1f} screens"


def test_nothing_in_view_is_cut_off_or_scrolls_sideways(phone: Page) -> None:
    assert phone.evaluate(CUT_OFF) == []


def test_nothing_is_cut_off_with_enlarged_text_or_on_a_smaller_phone(phone: Page) -> None:
    for width, share in ((WIDTH, 200), (320, 100)):
        phone.set_viewport_size({"width": width, "height": SCREEN})
        phone.evaluate("(s) => { document.documentElement.style.fontSize = `${s}%`; }", share)
        wide = phone.evaluate("document.documentElement.scrollWidth")
        phone.evaluate("document.documentElement.style.fontSize = ''")
        phone.set_viewport_size({"width": WIDTH, "height": SCREEN})
        assert wide <= width, (width, share)


def test_what_is_folded_takes_one_line_each(phone: Page, language: str) -> None:
    heights = phone.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('details:is(.fold, .hide)')]
          .filter((each) => each.checkVisibility()).map((each) => [
            each.querySelector('summary').innerText, [each.className, each.offsetHeight]]))"""
    )
    for words, (kind, height) in heights.items():
        assert height <= (MOST_FOLD[language] if kind == "fold" else MOST_HIDDEN_CELL), words


def test_the_minutes_are_those_that_a_page_takes(phone: Page, name: str, language: str) -> None:
    if language != "zh":
        text = phone.locator("article").inner_text()
        stated = re.search(r"^About (\d+) minutes", text, re.MULTILINE)
        # It is the same page; tests/book/editions.py holds the figures of both to each other.
        assert (name in BOOK_CHAPTERS) <= (stated is not None)
        return
    counts = phone.evaluate(COUNTS)
    stated = re.search(r"^约(\d+)分钟", phone.locator("article").inner_text(), re.MULTILINE)
    if name in BOOK_CHAPTERS or stated:
        assert stated is not None
        assert int(stated[1]) == minutes(counts), f"write 约{minutes(counts)}分钟: {counts}"


def test_a_chapter_keeps_to_the_arc(chapter: Tag) -> None:
    shown = headings(chapter)
    assert ARC.fullmatch("".join(f"{heading}\n" for heading in shown)), shown
    folded = headings_of_folds(chapter)
    assert folded == shown[-len(folded) :]
    assert shown[-len(folded) - 1] == "记住三句"


def test_a_chapter_has_the_same_sections_in_both_languages(translated: tuple[Tag, Tag]) -> None:
    shapes = [
        [
            (section["id"], str(section.parent and section.parent.get("id")), is_folded(section))
            for section in page.select("section[id]")
        ]
        for page in translated
    ]
    assert shapes[0] == shapes[1]


def is_folded(section: Tag) -> bool:
    return section.select_one(":scope > details.fold") is not None


def test_a_standing_heading_has_the_same_words_in_every_chapter(site: Path) -> None:
    words: dict[str, set[str]] = {}
    for name in BOOK_CHAPTERS:
        both = (headings(article(site, name, language)) for language in LANGUAGES)
        for chinese, english in zip(*both, strict=True):
            words.setdefault(chinese, set()).add(english)
    standing = {chinese for chinese in words if chinese in ARC.pattern.splitlines()}
    assert {"先猜一猜", "练习", "术语和资料"} <= standing
    assert {chinese: words[chinese] for chinese in standing if len(words[chinese]) > 1} == {}


def headings_of_folds(chapter: Tag) -> list[str]:
    return [
        heading.get_text().removesuffix("#")
        for heading in chapter.select("section > details.fold > summary > h2")
    ]


def test_an_english_chapter_begins_with_a_question_and_its_answer(
    translated: tuple[Tag, Tag],
) -> None:
    question, facts_line, *_ = translated[1].select("section > p")
    assert question.strong is not None
    assert question.strong.get_text().endswith("?")
    pattern = r"About \d+ minutes · [^·]+ · skip the code if you like( · [^·]+)?"
    assert re.fullmatch(pattern, facts_line.get_text())


def test_three_english_sayings_are_met_with_what_is_known_and_what_to_do(
    translated: tuple[Tag, Tag],
) -> None:
    text = section_titled(translated[1], "Three things people say").get_text()
    assert (text.count("What is known:"), text.count("So:")) == (3, 3)


def test_a_chapter_begins_with_a_question_and_its_answer(chapter: Tag) -> None:
    question, facts_line, *_ = chapter.select("section > p")
    assert question.strong is not None
    assert question.strong.get_text().endswith("？")
    assert re.fullmatch(r"约\d+分钟 · [^·]+ · 代码可以跳过( · [^·]+)?", facts_line.get_text())


def test_three_sayings_are_met_with_what_is_known_and_what_to_do(chapter: Tag) -> None:
    section = section_titled(chapter, "常听到的三句话")
    assert len(section.select("p > strong:first-child")) == 3
    text = section.get_text()
    assert (text.count("已知："), text.count("所以：")) == (3, 3)


def test_three_sentences_are_to_be_kept(chapter: Tag) -> None:
    assert len(section_titled(chapter, "记住三句").select("li")) == 3


def test_what_to_do_on_the_phone_is_numbered_and_shown_on_a_paper(chapter: Tag) -> None:
    section = section_titled(chapter, "拿起手机做")
    steps = section.select_one("ol")
    assert steps is not None
    # Five at most, but for the checklist before one signs.
    assert 3 <= len(steps.find_all("li", recursive=False)) <= 8
    assert len(section.select(".paper, .chat")) == 1
