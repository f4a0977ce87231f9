"""The catalogue: texts of many files in one, each text once, nothing but texts."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loanlab.data import Status, article_tables
from loanlab.data.records import SourceTier
from loanlab.text import CatalogueError, catalogue, read_catalogue


def write(folder: Path, name: str, text: str) -> None:
    (folder / "zh").mkdir(exist_ok=True)
    (folder / "zh" / name).write_text(text, encoding="utf-8")


def test_the_chinese_catalogue_is_plain_json() -> None:
    strings = catalogue("zh")
    assert json.loads(json.dumps(strings)) == strings


def test_every_status_tier_and_table_has_its_words() -> None:
    strings = catalogue("zh")["ledger"]
    assert set(strings["statuses"]) == set(get_args(Status))
    assert set(strings["tiers"]) == set(get_args(SourceTier))
    assert set(strings["tables"]) == set(article_tables())


def test_no_two_statuses_share_a_sign_or_a_name() -> None:
    statuses = catalogue("zh")["ledger"]["statuses"].values()
    assert len({status["sign"] for status in statuses}) == len(statuses)
    assert len({status["name"] for status in statuses}) == len(statuses)


def test_an_unknown_language_is_refused_with_those_that_exist() -> None:
    with pytest.raises(CatalogueError, match=r"no catalogue for 'fr'; there are: .*zh"):
        catalogue("fr")


def test_a_language_is_not_a_path() -> None:
    with pytest.raises(CatalogueError, match="no catalogue"):
        catalogue("../text/zh")


def test_files_add_to_one_section(tmp_path: Path) -> None:
    write(tmp_path, "a.yml", "simulations:\n  one: {title: 一}\n")
    write(tmp_path, "b.yml", "simulations:\n  two: {title: 二}\n")
    assert read_catalogue(tmp_path, "zh") == {
        "simulations": {"one": {"title": "一"}, "two": {"title": "二"}}
    }


@pytest.mark.parametrize("second", ["a: {b: 乙}", "a: 乙"])
def test_a_text_given_by_two_files_is_refused_with_its_place(tmp_path: Path, second: str) -> None:
    write(tmp_path, "first.yml", "a: {b: 甲}\n")
    write(tmp_path, "second.yml", second)
    with pytest.raises(CatalogueError, match=r"second.yml, a(\.b)?: an earlier file"):
        read_catalogue(tmp_path, "zh")


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("a: 甲\na: 乙\n", r"bad.yml, line 2: the key 'a' stands here a second time"),
        ("yes: 是\n", r"the key True needs quotes"),
        ("a: {b: 12}\n", r"bad.yml, a.b: 12 is not a text"),
        ("a: [甲, 2026-08-01]\n", r"bad.yml, a\[2\]: .* is not a text"),
        ("- 甲\n", r"not a mapping"),
        ("a: [\n", r"bad.yml, line"),
    ],
)
def test_a_file_that_is_not_made_of_texts_is_refused(
    tmp_path: Path, text: str, trouble: str
) -> None:
    write(tmp_path, "bad.yml", text)
    with pytest.raises(CatalogueError, match=trouble):
        read_catalogue(tmp_path, "zh")


names = st.text("abcdefgh", min_size=1, max_size=3)
nested = st.recursive(
    st.text("甲乙丙0 #:'\"", min_size=1), lambda below: st.dictionaries(names, below, min_size=1)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(names, nested, min_size=1))
def test_a_catalogue_cut_into_files_reads_as_the_whole(
    tmp_path: Path, whole: dict[str, Any]
) -> None:
    for old in (tmp_path / "zh").glob("*.yml"):
        old.unlink()
    for key, value in whole.items():
        write(tmp_path, f"{key}.yml", yaml.safe_dump({key: value}, allow_unicode=True))
    assert read_catalogue(tmp_path, "zh") == whole


def test_what_one_caller_changes_no_other_sees() -> None:
    catalogue("zh")["ledger"].clear()
    assert catalogue("zh")["ledger"]
