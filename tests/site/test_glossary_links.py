"""Test where a chapter's text is linked to the glossary."""

from types import SimpleNamespace
from typing import Any, cast

from docutils import nodes
from docutils.utils import new_document

from loanlab.data import terms
from loanlab.site.glossary_links import link_first_uses

TERM = next(iter(terms().values())).name_zh
APP = cast(
    Any,
    SimpleNamespace(
        config=SimpleNamespace(language="zh_CN"),
        builder=SimpleNamespace(get_relative_uri=lambda here, there: "glossary.html"),
    ),
)


def linked(*parts: nodes.Node) -> list[str]:
    """Link the first uses in a paragraph, and return the texts that are links now."""
    document = new_document("page")
    document += nodes.paragraph("", "", *parts)
    link_first_uses(APP, document, "book/zh/rates")
    return [link.astext() for link in document.findall(nodes.reference)]


def html(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def test_the_first_use_of_a_term_is_linked() -> None:
    assert linked(nodes.Text(f"先看{TERM}，再看{TERM}。")) == [TERM]


def test_a_link_in_html_holds_no_other_link() -> None:
    link = (html('<a class="set" href="#x">'), nodes.Text(TERM), html("</a>"))
    assert linked(*link) == []
    assert linked(*link, nodes.Text(f"，{TERM}")) == [TERM]
