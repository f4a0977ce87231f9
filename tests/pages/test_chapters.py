"""Test that every built chapter follows the template and shows its claims with their statuses."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from playwright.sync_api import Locator

from loanlab.data import BOOK_CHAPTERS, article_tables, claims, facts
from loanlab.exercises import CHAPTERS, exercises
from loanlab.forms.grading import exercise_strings
from loanlab.forms.numerals import typed_text
from loanlab.forms.units import UNITS
from loanlab.simulations import NAMES
from loanlab.text import catalogue
from tests.book.chapters import chapter_text
from tests.conftest import Open
from tests.pages.built import article, parsed

STRINGS = catalogue("zh")
# The article has no table for these chapters; they show its figures in their own tables.
WITHOUT_ARTICLE_TABLE = {"application", "outlook"}


@pytest.fixture(params=BOOK_CHAPTERS)
def name(request: pytest.FixtureRequest) -> str:
    chapter: str = request.param
    return chapter


@pytest.fixture
def chapter(name: str, site: Path) -> Tag:
    return article(site, name)


def simulations_of(name: str) -> list[str]:
    """Return the simulations that a page's source shows, in order."""
    return re.findall(r'^simulate\("([\w-]+)"\)$', chapter_text(name), re.M)


def headings(chapter: Tag) -> list[str]:
    return [heading.get_text().removesuffix("#") for heading in chapter.select("h2")]


def test_a_chapter_starts_with_outcomes_and_minutes(chapter: Tag) -> None:
    box = chapter.select_one("section > .admonition")
    assert box is not None
    assert 3 <= len(box.select("ol > li")) <= 4
    minutes = re.search(r"约(\d+)分钟", box.get_text())
    assert minutes is not None
    assert 15 <= int(minutes[1]) <= 25


def test_a_chapter_asks_for_a_prediction_before_it_shows_a_table(chapter: Tag) -> None:
    prediction = chapter.select_one("form.exercise")
    table = chapter.select_one("table")
    assert prediction is not None
    assert table is not None
    assert prediction.sourceline is not None
    assert table.sourceline is not None
    assert prediction.sourceline < table.sourceline
    assert STRINGS["interface"]["form"]["guess"] in prediction.get_text()


def test_a_chapters_article_table_matches_the_data_cell_by_cell(chapter: Tag, name: str) -> None:
    shown = chapter.select(".claim-table")
    assert len(shown) == (0 if name in WITHOUT_ARTICLE_TABLE else 1)
    for table in shown:
        rows = [[cell.text for cell in row] for row in article_tables()[name].rows]
        told = [
            [(part.select_one(".claim-quote") or part).get_text() for part in row.select("th, td")]
            for row in table.select("tbody tr")
        ]
        missing = STRINGS["ledger"]["table"]["missing"]
        for row, cells in zip(rows, told, strict=True):
            for text, cell in zip(row, cells, strict=True):
                assert cell.startswith(text or missing)


def test_every_number_in_the_article_table_links_its_claim(chapter: Tag) -> None:
    for cell in chapter.select(".claim-table td"):
        quote = cell.select_one(".claim-quote")
        if quote is not None and re.search(r"\d", quote.get_text()):
            assert cell.select_one("a.claim-badge") is not None, quote.get_text()


def test_a_chapter_shows_each_of_its_claims_with_its_status(chapter: Tag, name: str) -> None:
    own = {key: claim for key, claim in claims().items() if claim.home == name}
    assert len(own) >= 5
    for key, claim in own.items():
        item = chapter.select_one(f"#claim-{key}")
        assert item is not None, key
        assert STRINGS["ledger"]["statuses"][claim.shown_status]["name"] in item.get_text(), key
        assert claim.claim_zh in item.get_text(), key


def test_a_chapters_text_mentions_each_of_its_claims(chapter: Tag, name: str) -> None:
    badges = {
        str(badge["href"]).removeprefix("#claim-") for badge in chapter.select("a.claim-badge")
    }
    assert {key for key, claim in claims().items() if claim.home == name} <= badges


def test_pages_mention_only_claims_in_the_ledger(site: Path) -> None:
    for path in (site / "book").rglob("*.html"):
        named = set(re.findall(r"\bc\d-\d\d\b", parsed(path).get_text()))
        assert named <= set(claims()), path


def test_every_mention_of_a_claim_has_its_status(chapter: Tag) -> None:
    assert len(chapter.select("a.claim-badge")) >= 10
    text = copy.copy(chapter)
    for shown in text.select("a.claim-badge, .evidence, .cell"):
        shown.extract()
    assert re.findall(r"\bc\d-\d\d\b", text.get_text()) == []


def test_a_chapter_shows_code_with_pandas_numpy_financial_and_altair(chapter: Tag) -> None:
    code = "\n".join(cell.get_text() for cell in chapter.select(".cell_input"))
    for used in ("pd.DataFrame", "npf.", "alt.Chart"):
        assert used in code
    longest = max(
        len(cell.get_text().strip().splitlines()) for cell in chapter.select(".cell_input")
    )
    assert longest <= 18


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


def test_each_simulation_is_followed_by_questions_with_collapsed_answers(
    chapter: Tag, name: str
) -> None:
    shown = chapter.select("form.simulation")
    assert [form["data-simulation"] for form in shown] == simulations_of(name)
    for form in shown:
        section = form.find_parent("section")
        assert section is not None
        assert "先猜：" in section.get_text()
        folded = section.select("details.sd-dropdown")
        assert 2 <= len(folded) <= 3
        assert all(not answer.has_attr("open") for answer in folded)


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


def test_each_number_exercise_in_a_chapter_has_a_collapsed_solution(chapter: Tag) -> None:
    section = section_titled(chapter, "练习")
    asked = section.select("form.exercise")
    assert len(asked) >= 3
    # The replies of a choice explain each option.
    numbers = [form for form in asked if form.select_one("fieldset") is None]
    assert len(section.select("details.sd-dropdown")) == len(numbers)


def test_a_chapter_ends_with_a_summary_terms_and_dated_references(chapter: Tag) -> None:
    assert headings(chapter)[-2:] == ["记住这几点", "参考资料"]
    text = chapter.get_text()
    assert "本章术语" in text
    assert "核对日期" in section_titled(chapter, "参考资料").get_text()


def test_exercises_and_data_have_the_same_chapters() -> None:
    assert tuple(CHAPTERS) == BOOK_CHAPTERS


def section_titled(chapter: Tag, title: str) -> Tag:
    for section in chapter.select("section"):
        heading = section.find("h2", recursive=False)
        if heading is not None and heading.get_text().startswith(title):
            return section
    raise AssertionError(title)


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
    assert forms.count() >= 4
    for number in range(forms.count()):
        form = forms.nth(number)
        exercise = known[form.get_attribute("data-exercise") or ""]
        if exercise.is_choice:
            try_every_option(form, exercise)
            continue
        form.locator("input").fill("好多")
        form.locator("button").click()
        assert (
            form.locator(".exercise-verdict").inner_text()
            == STRINGS["exercise_marks"]["unreadable"]
        )
        form.locator("input").fill(right_answer(exercise))
        form.locator("input").press("Enter")
        if not exercise.is_prediction:
            assert form.locator(".exercise-verdict").inner_text().startswith("对。")
            form.locator("input").fill("987654")
            form.locator("button").click()
            assert not form.locator(".exercise-verdict").inner_text().startswith("对。")
    assert seen.complaints == []
