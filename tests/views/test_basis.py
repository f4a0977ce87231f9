"""Test what a sentence of the book rests on: the card that opens, and the words in a notebook."""

from collections import Counter
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from loanlab.data import claims, guidance, omissions, regulations, sources
from loanlab.text import catalogue
from loanlab.views.basis import basis_mark, basis_text
from loanlab.views.display import UnknownIdError

TIERS = catalogue("zh")["ledger"]["basis"]["tiers"]
KINDS = (regulations, guidance, omissions, claims, sources)


def card(name: str) -> Tag:
    found = BeautifulSoup(basis_mark(name, "basis-1"), "html.parser").find(id="basis-1")
    assert isinstance(found, Tag)
    return found


def test_an_id_of_a_rule_and_of_guidance_opens_the_rule() -> None:
    for name in set(regulations()) & set(guidance()):
        assert regulations()[name].name_zh in card(name).get_text()


def test_no_claim_omission_or_source_shares_an_id_with_another_entry() -> None:
    names = Counter(name for entries in (omissions, claims, sources) for name in entries())
    names += Counter(set(regulations()) | set(guidance()))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("entries", KINDS)
def test_a_card_names_the_tier_and_every_source_with_its_date(entries: Any) -> None:
    for name, entry in entries().items():
        opened = card(name)
        assert [tier.get_text() for tier in opened.select(".tier")] == [TIERS[entry.tier]], name
        cited = [sources()[each] for each in getattr(entry, "sources", [name])]
        shown = opened.select(".basis-source .evidence-tier")
        assert len(shown) == len(cited), name
        for source in cited:
            if source.date:
                assert opened.find("time", datetime=source.date) is not None, name


@pytest.mark.parametrize("entries", KINDS)
def test_a_card_links_only_to_sources_that_may_be_linked(entries: Any) -> None:
    for name, entry in entries().items():
        allowed = {sources()[each].link for each in getattr(entry, "sources", [name])}
        links = card(name).find_all("a")
        assert {a["href"] for a in links} <= allowed - {None}, name
        assert all(a["rel"] == ["noopener", "noreferrer"] for a in links)


def test_the_card_of_a_rule_has_its_name_its_date_and_its_wording() -> None:
    rule = regulations()["zhudai-2025"]
    text = card(rule.id).get_text()
    assert rule.name_zh in text
    assert "2025-10-01" in text
    assert all(each in text for each in rule.says_zh)
    assert rule.caution_zh is not None
    assert rule.caution_zh in text


def test_the_card_of_a_claim_has_what_was_found_and_not_what_the_article_says() -> None:
    claim = claims()["c3-05"]
    text = card(claim.id).get_text()
    assert claim.note_zh is not None
    assert claim.note_zh in text
    assert claim.claim_zh not in text


def test_a_card_on_reposts_alone_counts_them_and_links_none() -> None:
    opened = card("c3-07")
    assert opened.find("a") is None
    assert "仅见转载" in opened.get_text()
    assert "不列链接" in opened.get_text()


def test_a_card_without_a_source_says_so() -> None:
    assert "没有来源" in card("c3-01").get_text()


def test_a_notebook_names_the_tier_in_brackets() -> None:
    assert basis_text("overdue-five-years") == "（依据：官方）"
    assert basis_text("c3-07") == "（依据：仅见转载）"


def test_an_unknown_id_is_refused_by_its_name() -> None:
    with pytest.raises(UnknownIdError, match="there is no basis 'rumour'; there are"):
        basis_mark("rumour", "basis-1")
