"""Hold pages and catalogues to the book's words: two names of the price, few hedges, no English."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from loanlab.data import BOOK_CHAPTERS, ERRANDS, facts, regulations
from loanlab.exercises import exercises
from loanlab.site.paths import PACKAGE
from tests.book.chapters import BOOK

PAGES = sorted((BOOK / "zh").glob("*.md"))
CATALOGUES = sorted((PACKAGE / "text" / "zh").glob("*.yml"))
DATA = sorted((PACKAGE / "data").rglob("*.yml"))

HEDGES = re.compile("没有查到|没有读到|没有核实|未核实|没有找到|查不到|仅见转载|据转载|有网页说")
# "Fixed for the time being" and "to be checked" read as the lender's words.
NEVER = re.compile("暂定|待核")
# Other names for 合同写的年化 and 连费用的年化.
PRICE_NAMES = re.compile(
    "单利年化|实际年化|名义年化|折成年化|含费年化|年化综合融资成本|综合融资成本(?!明示表)"
)
ENGLISH_IN_BRACKETS = re.compile(r"（[A-Za-z ,'-]*[a-z]{3}[A-Za-z ,'-]*(?:，[A-Z]+)?）")
# The names of rules, in the data and between the marks of a title.
RULES = "|".join(re.escape(rule.name_zh) for rule in regulations().values())
RULE = re.compile(f"《[^》]*》|{RULES}")
# Pages whose matter is the words: every name and its English stand there.
OF_WORDS = {"glossary", "package"}
# Pages whose matter is the sources: what was found, and what was not.
OF_SOURCES = {"about", "data", "ledger", "references"}


class Section(NamedTuple):
    """A section of a page, from one heading of the second level to the next."""

    title: str
    text: str
    is_folded: bool


def sections(text: str) -> Iterator[Section]:
    """Split a page into sections, without its header and its cells of code."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^```\{code-cell\}.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    for part in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        title, _, rest = part.lstrip().partition("\n")
        yield Section(title.strip("# "), part, rest.lstrip().startswith("<!-- fold -->"))


def visible(page: str) -> list[Section]:
    text = (BOOK / "zh" / f"{page}.md").read_text(encoding="utf-8")
    return [section for section in sections(text) if not section.is_folded]


@pytest.fixture(params=[path.stem for path in PAGES if path.stem not in OF_WORDS])
def page(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_a_page_is_split_at_its_headings_and_knows_its_folds() -> None:
    text = "---\na: b\n---\n# 一\n\n## 二\n\n<!-- fold -->\n\n### 三\n\n```{code-cell}\n## z\n```\n"
    parts = list(sections(text))
    assert [(part.title, part.is_folded) for part in parts] == [("一", False), ("二", True)]
    assert "z" not in "".join(part.text for part in parts)


def test_the_contents_list_chapters_and_errands_in_the_order_of_the_data() -> None:
    contents = (BOOK.parent / "_toc.yml").read_text(encoding="utf-8")
    listed = re.findall(r"file: book/zh/(\w+)", contents)
    pages = [*BOOK_CHAPTERS, *ERRANDS]
    assert listed[: len(pages)] == pages


def test_a_section_hedges_once_at_most(page: str) -> None:
    if page in OF_SOURCES:
        return
    found = {part.title: HEDGES.findall(part.text) for part in visible(page)}
    assert {title: words for title, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize(
    "path", [*PAGES, *CATALOGUES, *DATA], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_nothing_is_said_to_be_fixed_or_checked_later(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if NEVER.search(line)] == []


def named_otherwise(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if PRICE_NAMES.search(RULE.sub("", line))]


def test_the_price_has_two_names(page: str) -> None:
    assert [line for part in visible(page) for line in named_otherwise(part.text)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_price_has_two_names_in_forms_and_replies(path: Path) -> None:
    assert named_otherwise(path.read_text(encoding="utf-8")) == []


def test_running_text_has_no_english_and_no_code_of_packages(page: str) -> None:
    text = "".join(part.text for part in visible(page))
    assert ENGLISH_IN_BRACKETS.findall(text) == []
    assert "npf." not in text


def test_a_claims_badge_stands_behind_the_articles_words_only(page: str) -> None:
    text = (BOOK / "zh" / f"{page}.md").read_text(encoding="utf-8")
    assert re.findall(r"[^”]\{claim\}`[^`]*`", text) == []


@pytest.mark.parametrize("chapter", BOOK_CHAPTERS)
def test_half_of_a_chapters_exercises_are_decisions_or_readings(chapter: str) -> None:
    own = [
        each
        for name, each in exercises(facts()).items()
        if name.startswith(f"{chapter}-") and not each.is_prediction
    ]
    assert 4 <= len(own) <= 5
    assert sum(each.is_choice for each in own) * 2 >= len(own)


ENGLISH_PAGES = sorted((BOOK / "en").glob("*.md"))
ENGLISH_CATALOGUES = sorted((PACKAGE / "text" / "en").glob("*.yml"))
ENGLISH_HEDGES = re.compile(
    r"(?i)\b(?:no source (?:was )?found|found no source|not (?:been )?(?:verified|checked|read)"
    r"|could not (?:verify|find)|reposts only|could not be (?:verified|found|read))\b"
)
# Other names for the contract annual rate and the all-in annual rate.
ENGLISH_PRICE_NAMES = re.compile(r"\bAPR\b|(?:effective|nominal) annual rate|annual interest rate")
# What the book never says, and American spelling.
ENGLISH_NEVER = re.compile(
    r"(?i)!(?![\[=])|\bplease\b|\blow interest\b|\bdue to the fact\b|\butili[sz]e"
    r"|\bannualized\b|\bcredit-reporting center\b|\bfavor|\bcheck-?ing account\b"
)


def english_sections(page: Path) -> list[Section]:
    """Return the sections of an English page that are not folded."""
    text = page.read_text(encoding="utf-8")
    return [section for section in sections(text) if not section.is_folded]


@pytest.mark.parametrize("page", ENGLISH_PAGES, ids=lambda page: page.stem)
def test_an_english_section_hedges_once_at_most(page: Path) -> None:
    if page.stem in OF_SOURCES:
        return
    found = {part.title: ENGLISH_HEDGES.findall(part.text) for part in english_sections(page)}
    assert {title: words for title, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize("page", ENGLISH_PAGES, ids=lambda page: page.stem)
def test_the_price_has_two_names_in_english(page: Path) -> None:
    if page.stem in OF_WORDS:
        return
    parts = english_sections(page)
    assert [each for part in parts for each in ENGLISH_PRICE_NAMES.findall(part.text)] == []


@pytest.mark.parametrize(
    "path",
    [*ENGLISH_PAGES, *ENGLISH_CATALOGUES],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_the_english_edition_neither_shouts_nor_sells_and_spells_british(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    # What others say, and what a reader says on the phone, is not the book's own voice.
    own = re.sub(r"<!--.*?-->|“[^”]*”|^>.*$", "", text, flags=re.M)
    assert [line.strip() for line in own.splitlines() if ENGLISH_NEVER.search(line)] == []
