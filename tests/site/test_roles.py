"""Test the roles on small pages: the badge of a claim, and the mark of what a sentence rests on."""

import io
import itertools
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from docutils.core import publish_doctree
from docutils.nodes import document, problematic, raw
from docutils.nodes import paragraph as paragraph_node
from docutils.parsers.rst import roles as registry

from loanlab.data import claims, guidance, omissions, regulations, sources
from loanlab.site import roles
from loanlab.site.roles import WORD_JOINER
from loanlab.views.claims import claim_sign


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register the roles as the extension does."""
    for name in ("claim", "basis"):
        monkeypatch.setitem(registry._roles, name, getattr(roles, name))


def read(markdown: str) -> tuple[document, str]:
    """Parse a page; return it with its warnings, each of which would fail the build."""
    serial = itertools.count()
    env: Any = SimpleNamespace(
        config=SimpleNamespace(language="zh_CN"),
        docname="page",
        metadata={},
        new_serialno=lambda _category: next(serial),
    )
    warnings = io.StringIO()
    page = publish_doctree(
        markdown, parser_name="myst", settings_overrides={"env": env, "warning_stream": warnings}
    )
    app: Any = None
    roles.keep_stops_with_marks(app, page)
    return page, warnings.getvalue()


def html_of(page: document) -> BeautifulSoup:
    return BeautifulSoup("".join(node.astext() for node in page.findall(raw)), "html.parser")


@pytest.mark.parametrize("name", sorted(claims()))
def test_a_claim_with_its_sign_becomes_a_badge_behind_the_articles_words(name: str) -> None:
    page, warnings = read(f"“……”{{claim}}`〔{name} {claim_sign(name)}〕`。")
    assert warnings == ""
    (badge,) = page.findall(raw)
    assert f'href="#claim-{name}"' in badge.astext()
    assert badge.astext().endswith(WORD_JOINER)


@pytest.mark.parametrize(
    "text",
    [
        "**“上限24%”**{claim}`〔c3-05 ≠〕`是这么说的。",
        "*“上限24%”{claim}`〔c3-05 ≠〕`*",
        "- 常听到“上限24%”{claim}`〔c3-05 ≠〕`",
        "| 说法 |\n| --- |\n| “上限24%”{claim}`〔c3-05 ≠〕` |",
        "先说一句。\n“上限24%”{claim}`〔c3-05 ≠〕`",
        "> “上限24%”{claim}`〔c3-05 ≠〕`",
    ],
    ids=["strong", "emphasis", "list", "table", "second line", "quote"],
)
def test_a_quotation_may_stand_anywhere_in_a_page(text: str) -> None:
    page, warnings = read(text)
    assert warnings == ""
    assert html_of(page).a is not None


@pytest.mark.parametrize(
    "text",
    [
        "24%不是微粒贷的标价{claim}`〔c3-05 ≠〕`。",
        "原文写“上限24%”，这不对{claim}`〔c3-05 ≠〕`。",
        "“上限24%” {claim}`〔c3-05 ≠〕`",
        '"上限24%"{claim}`〔c3-05 ≠〕`',
        "{claim}`〔c3-05 ≠〕`",
        "“上限24%”\n\n{claim}`〔c3-05 ≠〕`",
        "“上限24%”{claim}`〔c3-05 ≠〕`{claim}`〔c3-06 ×〕`",
    ],
    ids=["own sentence", "later", "space", "straight", "nothing", "next paragraph", "two badges"],
)
def test_a_badge_behind_the_books_own_sentence_fails_the_build(text: str) -> None:
    page, warnings = read(text)
    assert "only behind the article's own words" in warnings
    assert list(page.findall(problematic))


@pytest.mark.parametrize("text", ["〔c3-06 ✓〕", "c3-06", "〔c3-06〕", "〔c3-06 ×", "〔c3-07 ✓〕"])
def test_a_wrong_or_missing_sign_warns_with_the_right_form(text: str) -> None:
    _page, warnings = read(f"“……”{{claim}}`{text}`")
    if text in ("〔c3-06 ✓〕", "c3-06"):
        assert "write it as 〔c3-06 ×〕" in warnings
    elif text == "〔c3-07 ✓〕":
        assert "write it as 〔c3-07 ○〕" in warnings
    else:
        assert "no claim has the id" in warnings


def test_an_unknown_claim_warns() -> None:
    assert "no claim has the id 'c9-99'" in read("“……”{claim}`〔c9-99 ✓〕`")[1]


@pytest.mark.parametrize("entries", [regulations, guidance, omissions, claims, sources])
def test_every_kind_of_entry_can_be_a_basis(entries: Any) -> None:
    for name in entries():
        page, warnings = read(f"罚息要加收{{basis}}`〔{name}〕`。")
        assert warnings == "", name
        assert html_of(page).button is not None


def test_a_basis_opens_in_place_without_leaving_its_paragraph() -> None:
    page, _warnings = read(
        "甲{basis}`〔penalty-2003〕`，乙{basis}`〔c3-05〕`，丙{basis}`〔o01〕`。"
    )
    html = html_of(page)
    marks, cards = html.select("button.basis"), html.select("[popover]")
    assert [mark["popovertarget"] for mark in marks] == [card["id"] for card in cards]
    assert len({card["id"] for card in cards}) == 3
    assert all(mark["type"] == "button" for mark in marks)
    # A browser ends a paragraph at any other element.
    assert {tag.name for tag in html.find_all(True)} <= {
        "a", "button", "cite", "span", "strong", "time",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("behind", "kept"),
    [("。再说。", "。"), ("”（再说）。", "”"), ("）。", "）。"), ("，“乙”", "，"), ("再说。", "")],
)
def test_a_stop_behind_a_basis_stays_with_it_and_nothing_else_does(behind: str, kept: str) -> None:
    page, _warnings = read(f"甲{{basis}}`〔o01〕`{behind}")
    place = html_of(page).find(class_="basis-place")
    assert isinstance(place, Tag)
    assert place.contents[-1] == (kept or place.find(class_="basis-card"))
    paragraph = next(iter(page.findall(paragraph_node)))
    assert paragraph.children[-1].astext() == behind.removeprefix(kept)


@pytest.mark.parametrize("text", ["〔rumour〕", "〔c9-99〕"])
def test_an_unknown_basis_fails_the_build_by_its_name(text: str) -> None:
    _page, warnings = read(f"罚息要加收{{basis}}`{text}`。")
    assert f"has the id {text.strip('〔〕')!r}" in warnings


@pytest.mark.parametrize("text", ["penalty-2003", "〔penalty-2003"])
def test_a_basis_in_another_form_warns_with_the_right_one(text: str) -> None:
    assert f"write it as 〔{text}〕" in read(f"罚息要加收{{basis}}`{text}`。")[1]
