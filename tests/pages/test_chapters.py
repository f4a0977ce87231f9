"""Test what every built chapter has: its claims with their statuses, code, exercises, questions."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from playwright.sync_api import Locator

from loanlab.data import BOOK_CHAPTERS, article_tables, claims, facts
from loanlab.data.words import words_of
from loanlab.exercises import CHAPTERS, exercises
from loanlab.forms.grading import exercise_strings
from loanlab.forms.numerals import typed_text
from loanlab.forms.units import UNITS
from loanlab.simulations import NAMES
from loanlab.text import catalogue
from tests.book.chapters import chapter_text
from tests.conftest import Open
from tests.pages.built import LANGUAGES, article, parsed, section_titled

STRINGS = catalogue("zh")
# The article has no table for these chapters.
WITHOUT_ARTICLE_TABLE = {"application", "outlook"}


@pytest.fixture(params=BOOK_CHAPTERS)
def name(request: pytest.FixtureRequest) -> str:
    chapter: str = request.param
    return chapter


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    edition: str = request.param
    return edition


@pytest.fixture
def chapter(name: str, site: Path, language: str) -> Tag:
    return article(site, name, language)


def simulations_of(name: str) -> list[str]:
    """Return the simulations that a page's source shows, in order."""
    return re.findall(r'^simulate\("([\w-]+)"', chapter_text(name), re.M)


def test_a_chapter_asks_for_a_guess_before_anything_else(chapter: Tag, language: str) -> None:
    first, *others = chapter.select("form, table, .paper, .chat")
    assert first.get("data-prediction") is not None
    assert catalogue(language)["interface"]["form"]["guess"] in first.get_text()
    assert not [form for form in others if form.get("data-prediction") is not None]


def test_a_chapters_article_table_matches_the_data_cell_by_cell(
    chapter: Tag, name: str, language: str
) -> None:
    shown = chapter.select(".claim-table")
    assert len(shown) == (0 if name in WITHOUT_ARTICLE_TABLE else 1)
    for table in shown:
        rows = [
            [words_of(cell, "text", language) for cell in row]
            for row in article_tables()[name].rows
        ]
        told = [
            [(part.select_one(".claim-quote") or part).get_text() for part in row.select("th, td")]
            for row in table.select("tbody tr")
        ]
        missing = catalogue(language)["ledger"]["table"]["missing"]
        for row, cells in zip(rows, told, strict=True):
            for text, cell in zip(row, cells, strict=True):
                assert cell.startswith(text or missing)


def test_every_number_in_the_article_table_links_its_claim(chapter: Tag) -> None:
    for cell in chapter.select(".claim-table td"):
        quote = cell.select_one(".claim-quote")
        if quote is not None and re.search(r"\d", quote.get_text()):
            assert cell.select_one("a.claim-badge") is not None, quote.get_text()


def test_a_chapter_shows_each_of_its_claims_with_its_status(
    chapter: Tag, name: str, language: str
) -> None:
    statuses = catalogue(language)["ledger"]["statuses"]
    own = {key: claim for key, claim in claims().items() if claim.home == name}
    assert len(own) >= 5
    for key, claim in own.items():
        item = chapter.select_one(f"#claim-{key}")
        assert item is not None, key
        assert statuses[claim.shown_status]["name"] in item.get_text(), key
        assert words_of(claim, "claim", language) in item.get_text(), key


def test_pages_mention_only_claims_in_the_ledger(site: Path) -> None:
    for path in (site / "book").rglob("*.html"):
        named = set(re.findall(r"\bc\d-\d\d\b", parsed(path).get_text()))
        assert named <= set(claims()), path


def test_the_articles_ids_stand_only_beside_a_status(chapter: Tag) -> None:
    text = copy.copy(chapter)
    for shown in text.select(".claim-badge, .evidence, .cell, [popover]"):
        shown.extract()
    assert re.findall(r"\bc\d-\d\d\b", text.get_text()) == []


def test_a_chapter_shows_code_with_pandas_numpy_financial_and_altair(
    chapter: Tag, language: str
) -> None:
    code = "\n".join(cell.get_text() for cell in chapter.select(".cell_input"))
    for used in ("pd.DataFrame", "npf.", "alt.Chart"):
        assert used in code
    longest = max(
        len(cell.get_text().strip().splitlines()) for cell in chapter.select(".cell_input")
    )
    assert longest <= {"zh": 18, "en": 20}[language]


def test_every_chart_in_a_chapter_has_a_drawing_a_label_and_a_table(chapter: Tag) -> None:
    charts = chapter.select(".chart")
    assert len([chart for chart in charts if chart.find_parent("form") is None]) >= 1
    for chart in charts:
        assert chart["role"] == "img"
        assert len(str(chart["aria-label"])) >= 10
        assert chart.select_one("svg") is not None
        picture = chart.find_parent("figure")
        assert picture is not None
        # A simulation's tables stand together, below its pictures.
        form = chart.find_parent("form")
        rows = f'.rows[data-picture="{picture.get("data-picture")}"] tbody tr'
        assert len(form.select(rows) if form else picture.select("tbody tr")) >= 2


def test_each_simulation_is_followed_by_questions_with_folded_discussions(
    chapter: Tag, name: str
) -> None:
    shown = chapter.select("form.simulation")
    assert [form["data-simulation"] for form in shown] == simulations_of(name)
    for form in shown:
        questions = 0
        for part in form.find_all_next(["h2", "form", "details"]):
            kinds = part.get_attribute_list("class")
            if part.name == "h2" or "simulation" in kinds:
                break
            if "sd-dropdown" in kinds:
                assert not part.has_attr("open")
                questions += 1
        assert 2 <= questions <= 3, form["data-simulation"]


def test_a_chapter_shows_registered_simulations_once_each(name: str) -> None:
    shown = simulations_of(name)
    assert shown
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(NAMES)


def test_every_registered_simulation_is_in_the_gallery_and_in_a_chapter() -> None:
    cell = chapter_text("simulations")
    tiles = re.search(r"^gallery\((.*?)^\)", cell, re.DOTALL | re.MULTILINE)
    assert tiles is not None
    assert re.findall(r'"([a-z-]+)"', tiles[1]) == NAMES
    for chapter, names in re.findall(r"(\w+)=\[([^]]*)\]", tiles[1]):
        assert set(re.findall(r'"([a-z-]+)"', names)) <= set(simulations_of(chapter))
    assert {name for chapter in BOOK_CHAPTERS for name in simulations_of(chapter)} == set(NAMES)


def test_an_exercise_with_a_number_has_a_folded_solution(chapter: Tag, language: str) -> None:
    section = section_titled(chapter, {"zh": "练习", "en": "Exercises"}[language])
    asked = section.select("form.exercise")
    assert 4 <= len(asked) <= 5
    numbers = [form for form in asked if form.select_one("input[type=text]")]
    assert len(section.select("details.sd-dropdown:not([open])")) == len(numbers)


# What a chapter ends with: its terms, the date of its sources, and that it is no advice.
LAST = {
    "zh": ("术语和资料", "本章术语.*核对日期[^。]*\\d{4}年\\d+月\\d+日.*不是投资或借款建议"),
    "en": (
        "Terms and sources",
        r"Terms (?:of|in) this chapter.*checked[^.]* \d+ \w+ \d{4}.* not [a-z ]*(advice|borrowing)",
    ),
}


def test_a_chapter_ends_with_terms_and_the_date_of_its_sources(chapter: Tag, language: str) -> None:
    title, ending = LAST[language]
    text = section_titled(chapter, title).get_text()
    assert re.search(ending, text, re.DOTALL)


def test_exercises_and_data_have_the_same_chapters() -> None:
    assert tuple(CHAPTERS) == BOOK_CHAPTERS


def answer(form: Locator, text: str) -> str:
    """Type an answer, send it, and return the verdict."""
    if form.locator("fieldset").count():
        form.locator(f'input[value="{text}"]').check()
    else:
        form.locator("input").fill(text)
    form.locator("button").click()
    return form.locator(".exercise-verdict").inner_text()


def right_answer(exercise: Any) -> str:
    shift, places = UNITS[exercise.unit]
    return typed_text(exercise.answer, shift, max(places, 2))


def try_every_option(form: Locator, exercise: Any) -> None:
    """Check every option of a choice, by its label and by the keyboard."""
    verdict = form.locator(".exercise-verdict")
    replies = exercise_strings(exercise, STRINGS)["replies"]
    marks = STRINGS["exercise_marks"]
    form.locator("button").click()
    assert verdict.inner_text() == marks["unchosen"]
    for number, option in enumerate(exercise.options):
        if number:
            form.locator("input:checked").press("ArrowDown")
            assert verdict.text_content() == ""
        else:
            form.locator("label").first.click()
        form.locator("input:checked").press("Enter")
        mark = marks["right" if option == exercise.right else "wrong"]
        assert verdict.inner_text() == mark + replies[option]


def test_every_exercise_on_a_page_grades_right_and_wrong_answers(
    visit: Open, served: str, name: str
) -> None:
    seen = visit(f"{served}/book/zh/{name}.html")
    seen.wait_until_live()
    known = exercises(facts())
    forms = seen.page.locator("form.exercise")
    shown = [known[form.get_attribute("data-exercise") or ""] for form in forms.all()]
    assert {each.name for each in shown} == {each for each in known if each.startswith(name)}
    marks = STRINGS["exercise_marks"]
    for form, exercise in zip(forms.all(), shown, strict=True):
        if exercise.is_choice:
            try_every_option(form, exercise)
            continue
        assert answer(form, "好多") == marks["unreadable"]
        said = answer(form, right_answer(exercise))
        if not exercise.is_prediction:
            assert said.startswith(marks["right"])
            assert not answer(form, "987654").startswith(marks["right"])
    assert seen.complaints == []
