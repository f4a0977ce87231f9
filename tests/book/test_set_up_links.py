"""Links in the text that set a simulation: each is accepted whole, and its page has the form."""

import re
from collections import namedtuple
from html import unescape
from urllib.parse import parse_qsl

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import evaluate
from loanlab.forms.links import state_from_link
from loanlab.simulations import NAMES, simulation
from loanlab.text import catalogue
from tests.book.chapters import BOOK, chapter_text

FACTS = facts()
STRINGS = catalogue("zh")
PAGES = sorted(path.stem for path in (BOOK / "zh").glob("*.md"))
# `number` is that of the form, where a page shows a simulation several times.
Link = namedtuple("Link", ("page", "target", "name", "number", "query"))
# In HTML, and in Markdown.
ADDRESSES = (r'href="{}"', r"\]\({}\)")
STATE = r"([\w-]*)(?:\.md)?#([a-z-]+?)(?:-(\d))?\?([^\s\")]*)"


def links_of(page: str) -> list[Link]:
    """List the links of a page to a state of a simulation, on the same page or on another."""
    text = chapter_text(page)
    return [
        Link(page, target or page, name, int(number or 1), unescape(query))
        for address in ADDRESSES
        for target, name, number, query in re.findall(address.format(STATE), text)
    ]


LINKS = [link for page in PAGES for link in links_of(page)]


def test_every_address_with_a_state_and_every_set_up_button_is_checked_here() -> None:
    for page in PAGES:
        text = chapter_text(page)
        checked = [link for link in LINKS if link.page == page]
        assert len(re.findall(r"#[\w-]+\?[\w.]+=", text)) == len(checked), page
        assert text.count('class="set"') <= len(checked), page


@pytest.mark.parametrize("page", PAGES)
def test_a_simulation_accepts_all_of_each_link(page: str) -> None:
    for link in [link for link in LINKS if link.page == page]:
        assert link.name in NAMES, link
        pairs = parse_qsl(link.query, keep_blank_values=True, strict_parsing=True)
        own = simulation(link.name, FACTS)
        state = state_from_link(own, [list(pair) for pair in pairs], STRINGS)
        assert state["notice"] == "", link
        assert {name: state["typed"][name] for name, _ in pairs} == dict(pairs), link
        evaluation = evaluate(own, state["typed"], STRINGS)
        assert (evaluation.errors, evaluation.alert) == ({}, ""), link
        # No value is one that the others have put out of use.
        assert [name for name, _ in pairs if name in evaluation.hidden] == [], link


@pytest.mark.parametrize("page", PAGES)
def test_the_page_of_each_link_has_its_simulation(page: str) -> None:
    for link in [link for link in LINKS if link.page == page]:
        text = chapter_text(link.target)
        shown = text.count(f'simulate("{link.name}"')
        if link.target == "simulations":
            shown += text.count(f'"{link.name}"')
        assert shown >= link.number, link
