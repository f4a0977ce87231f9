"""Test the search: any two or more characters of a Chinese text find it."""

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanlab.site import browser_bundle
from loanlab.site.search import SPLIT_QUERY, ChineseSearch, index_terms, query_terms

TEXTS = st.text(alphabet="年化利率罚息等额本LPRabc019２％ ，。-_%.,", max_size=12)
SPLIT_ALL = f"""{SPLIT_QUERY}
console.log(JSON.stringify(JSON.parse(process.argv[2]).map(splitQuery)));
"""


def split_in_javascript(texts: list[str]) -> list[list[str]]:
    done = subprocess.run(
        [str(browser_bundle.node()), "-e", SPLIT_ALL, "-", json.dumps(texts)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    result: list[list[str]] = json.loads(done.stdout)
    return result


@settings(max_examples=5)
@given(st.lists(TEXTS, min_size=60, max_size=60))
def test_the_page_splits_a_query_as_the_index_does(texts: list[str]) -> None:
    assert split_in_javascript(texts) == [query_terms(text) for text in texts]


@given(TEXTS, st.data())
def test_every_substring_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    chinese = "".join(character for character in part if "\u4e00" <= character <= "\u9fff")
    if chinese and chinese == part:
        assert set(query_terms(part)) <= set(index_terms(text))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("拨打96110。", "96110"),
        ("月还1,750.00元", "1750.00"),
        ("月还1750元", "1,750"),
        ("年化２４％以内", "24%"),
        ("日利率0.05%，WE2000", "0.05"),
        ("日利率0.05%，WE2000", "we2000"),
        ("18.25%到24.16%", "24.16%"),
    ],
)
def test_a_number_is_found_as_people_type_it(text: str, query: str) -> None:
    search = ChineseSearch({})
    terms = {search.stem(term) for term in search.split(text)}
    assert {search.stem(term) for term in query_terms(query)} <= terms
    # Sphinx's search skips terms that are digits alone.
    assert not any(term.isdigit() for term in query_terms(query))
    assert all(map(search.word_filter, terms))


def test_words_that_a_link_cuts_are_found() -> None:
    search = ChineseSearch({})
    terms = [term for text in ("办理停息", "挂账", "。", "收费") for term in search.split(text)]
    assert set(query_terms("停息挂账")) <= set(terms)
    assert "账收" not in terms
