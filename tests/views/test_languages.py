"""Test displays in other languages than Chinese: what is left in Chinese is marked or explained.

Charts have tests of their own in tests/charts.
"""

import datetime
import re
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

import loanlab
from loanlab import data
from loanlab.data import frames
from loanlab.data.documents import conversations, documents, letter_templates
from loanlab.data.words import FIRST, words_of
from loanlab.exercises import exercises
from loanlab.simulations import NAMES
from loanlab.text.edition import Edition
from tests.book.editions import leftover_chinese
from tests.text.languages import languages

TRANSLATIONS = [language for language in languages() if language != FIRST]
LETTERS = letter_templates()
# Every kind of display, with all that it can show.
MAKERS: dict[str, Any] = {
    **{f"table {name}": (loanlab.ArticleTable, name) for name in data.article_tables()},
    **{f"figures of {name}": (loanlab.ArticleFigures, name) for name in data.BOOK_CHAPTERS},
    "figures of simulations": (loanlab.SimulationFigures,),
    "contradictions": (loanlab.Contradictions, data.contradictions()),
    "omissions": (loanlab.Omissions, data.omissions()),
    "rules": (loanlab.Rules, data.regulations()),
    "rule links": (loanlab.RuleLinks, dict.fromkeys(data.regulations(), 0)),
    "guidance": (loanlab.Guidance, data.guidance()),
    "sources": (loanlab.SourceList, data.sources()),
    "hotlines": (loanlab.Hotlines,),
    "glossary": (loanlab.Glossary,),
    "ledger": (loanlab.Ledger,),
    # The table of the glossary has a column with the Chinese terms.
    **{f"data {name}": (loanlab.DataTable, name) for name in frames.NAMES if name != "glossary"},
    **{f"paper {name}": (loanlab.Paper, name) for name in documents()},
    **{f"chat {name}": (loanlab.Chat, name) for name in conversations()},
    **{f"letter {name}": (loanlab.Letter, name) for name in LETTERS},
    **{f"exercise {name}": (loanlab.exercise, name) for name in exercises(data.facts())},
    **{f"simulation {name}": (loanlab.simulate, name) for name in NAMES},
}
SPOKEN = ("aria-label", "aria-valuetext", "title", "alt")
# A placeholder without its word, a space before a stop, stops of Chinese; a term may have them.
BROKEN = re.compile(r"[{}]|\bNone\b(?! of)| [.,;:](?=\s|$)|,,|[。；！？]|^[,;:.] ")


def html_of(display: Any) -> str:
    if hasattr(display, "_repr_html_"):
        return str(display._repr_html_())
    return str(display._repr_mimebundle_()[0]["text/html"])


def parts(page: BeautifulSoup) -> list[str]:
    """The texts of a page, block by block, without what is marked as Chinese and without charts."""
    for element in page.select(f'[lang="{CHINESE}"], svg, script'):
        element.decompose()
    for element in page.find_all(True):
        if element.name not in INLINE:
            element.insert(0, "\n")
            element.append("\n")
    texts = [" ".join(line.split()) for line in page.get_text().split("\n")]
    texts += [
        str(element[name])
        for element in page.find_all(True)
        for name in SPOKEN
        if isinstance(element, Tag) and element.has_attr(name)
    ]
    return [text for text in texts if text]


@cache
def texts_of(name: str, language: str) -> list[str]:
    make, *arguments = MAKERS[name]
    display = make(*arguments, edition=Edition(language))
    return parts(BeautifulSoup(html_of(display), "html.parser"))


CHINESE = Edition(FIRST).strings["shell"]["language_tag"]
INLINE = {"a", "b", "cite", "code", "em", "i", "small", "span", "strong", "sup", "time"}


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", MAKERS)
def test_a_display_has_no_chinese_but_what_is_marked_or_explained(name: str, language: str) -> None:
    texts = texts_of(name, language)
    assert texts
    left = {run for text in texts for run in leftover_chinese(text)}
    assert left - _named_on_purpose(name) == set()


def _named_on_purpose(name: str) -> set[str]:
    """Chinese that a text names: a paper's line, and what to write into a letter."""
    kind, _, document = name.partition(" ")
    if kind == "paper":
        labels = (line.label_zh for line in documents()[document].faults)
        return {run for label in labels for run in leftover_chinese(label)}
    return {"征信中心"} if name == "letter credit-objection" else set()


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", MAKERS)
def test_a_display_has_no_gap_and_no_stop_of_another_language(name: str, language: str) -> None:
    texts = texts_of(name, language)
    bare = [re.sub(r"\([^()]*\)|“[^”]*”|《[^》]*》", "…", text) for text in texts]
    assert [text for text in bare if BROKEN.search(text)] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_chinese_and_says_below_what_it_says(name: str, language: str) -> None:
    letter = loanlab.Letter(name, edition=Edition(language))
    sheets = repr(letter).split("\n\n")
    assert sheets[0] == repr(loanlab.Letter(name, edition=Edition(FIRST)))
    assert len(sheets) == len({FIRST, language})
    page = BeautifulSoup(html_of(letter), "html.parser")
    found = [str(sheet["lang"]) for sheet in page.select(".letter-sheet")]
    assert found == [CHINESE, Edition(language).strings["shell"]["language_tag"]]
    # The same blanks, each with what was filled in.
    blanks = [
        sorted(str(blank["data-field"]) for blank in sheet.select("[data-field]"))
        for sheet in page.select(".letter-sheet")
    ]
    assert blanks[0] == blanks[1]


def test_what_is_filled_into_a_letter_stands_in_both_languages() -> None:
    letter = loanlab.Letter("complaint", edition=Edition("en"))
    filled = letter.fill(
        lender="甲银行", amount="240", paid_on=datetime.date(2026, 11, 5), ask="refund"
    )
    chinese, english = repr(filled).split("\n\n")
    assert chinese.startswith("甲银行：")
    assert "2026年11月5日，我被收取240元" in chinese
    assert "5 November 2026" in english
    assert "¥240" in english
    assert "甲银行" in english
    option = next(
        choice
        for field in LETTERS["complaint"].fields
        for choice in field.choices
        if choice.id == "refund"
    )
    for text, language in ((chinese, "zh"), (english, "en")):
        assert re.split("[{_]", str(words_of(option, "text", language)))[0] in text
