"""Test which sections of a page are folded, and that the rest of the page stays as it is."""

from typing import Any, cast

import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from docutils.core import publish_from_doctree
from docutils.utils import new_document

from loanlab.site.folds import fold_sections

MARK = "<!-- fold -->"


def section(title: str, *parts: nodes.Node | str) -> nodes.section:
    """Make a section; text stands for raw HTML, as MyST reads a comment."""
    made = nodes.section("", nodes.title("", title), ids=[title], names=[title])
    for part in parts:
        made += nodes.raw("", part, format="html") if isinstance(part, str) else part
    return made


def page(*sections: nodes.section) -> nodes.document:
    document = new_document("page")
    document += section("page", *sections)
    fold_sections(cast(Any, None), document, "page")
    return document


def html(document: nodes.document) -> BeautifulSoup:
    text = publish_from_doctree(document, writer_name="html5").decode("utf-8")
    return BeautifulSoup(text, "html.parser")


def found(part: BeautifulSoup | Tag, selector: str) -> Tag:
    tag = part.select_one(selector)
    assert tag is not None, selector
    return tag


@pytest.mark.parametrize("mark", [MARK, "<!--fold-->\n", "<!--  fold  -->"])
def test_a_marked_section_is_folded_under_its_heading(mark: str) -> None:
    shown = html(page(section("a", mark, "<p>one</p>", section("b", "<p>two</p>"))))
    fold = found(shown, "section#a > details.fold")
    assert found(fold, "summary").find_all(True, recursive=False) == fold.select("summary > h3")
    assert found(fold, "summary").get_text().strip() == "a"
    assert [part.get_text() for part in fold.select("p")] == ["one", "two"]
    assert found(fold, "section#b").parent == fold
    assert "fold" not in shown.get_text()
    assert not fold.has_attr("open")


def test_a_section_without_the_mark_stays_open() -> None:
    shown = html(page(section("a", "<p>one</p>"), section("b", MARK)))
    assert len(shown.select("details")) == 1
    assert found(shown, "section#a > p").get_text() == "one"


def test_a_folded_section_has_the_same_titles_and_ids() -> None:
    document = page(section("a", MARK, section("b", MARK, "<p>two</p>")))
    titles = [(title.astext(), title.parent["ids"]) for title in document.findall(nodes.title)]
    assert titles == [("page", ["page"]), ("a", ["a"]), ("b", ["b"])]
    shown = html(document)
    assert len(shown.select("section#a > details.fold section#b > details.fold")) == 1


@pytest.mark.parametrize(
    "parts", [("<p>one</p>", MARK), (nodes.paragraph("", "x"), MARK)], ids=["html", "text"]
)
def test_a_mark_elsewhere_is_a_warning(
    parts: tuple[nodes.Node | str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    shown = html(page(section("a", *parts)))
    assert shown.select("details") == []
    assert "first thing below a heading" in caplog.text
