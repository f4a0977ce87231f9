"""Test the search: any two or more characters of a Chinese text find it."""

import json
import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st

from loanlab.site import browser_bundle
from loanlab.site.search import SPLIT_QUERY, ChineseSearch, index_terms, query_terms

TEXTS = st.text(alphabet="年化利率罚息等额本LPRabc019 ，。-_%", max_size=12)
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


def test_the_index_omits_bare_numbers_and_ignores_case() -> None:
    search = ChineseSearch({})
    assert not search.word_filter("2024")
    assert search.word_filter("24a")
    assert search.stem("LPR") == "lpr"
