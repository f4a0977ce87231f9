"""Test the catalogue: merged from several files, complete and without duplicates."""

import json
import shutil
from pathlib import Path

import pytest

from loanlab.data import article_tables
from loanlab.text import FOLDER, CatalogueError, catalogue, read_catalogue


def test_the_chinese_catalogue_is_plain_json() -> None:
    strings = catalogue("zh")
    assert json.loads(json.dumps(strings)) == strings


def test_every_table_has_a_title() -> None:
    assert set(catalogue("zh")["ledger"]["tables"]) == set(article_tables())


def test_no_two_statuses_share_a_sign_or_a_name() -> None:
    statuses = catalogue("zh")["ledger"]["statuses"].values()
    assert len({status["sign"] for status in statuses}) == len(statuses)
    assert len({status["name"] for status in statuses}) == len(statuses)


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CatalogueError, match=r"no catalogue for 'fr'; there are: .*zh"):
        catalogue("fr")


def test_a_language_cannot_be_a_path() -> None:
    with pytest.raises(CatalogueError, match="no catalogue"):
        catalogue("../text/zh")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a folder of languages with a copy of the Chinese catalogue."""
    shutil.copytree(FOLDER / "zh", tmp_path / "zh")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "zh" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_of_the_catalogue_equals_the_original(folder: Path) -> None:
    assert read_catalogue(folder, "zh") == catalogue("zh")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "true-cost.yml",
            "label: 手头有什么\n",
            "lable: 手头有什么\n",
            r"true-cost.yml, simulations.true-cost.fields.basis.label: Field required",
        ),
        (
            "true-cost.yml",
            "axis: 连费用的年化\n",
            "axes: 连费用的年化\n",
            r"true-cost.yml, simulations.true-cost.pictures.fees.axes: Extra inputs",
        ),
        (
            "true-cost.yml",
            "label: 手头有什么\n        help: 只有还款短信也能算：选“到手和每期还款”。",
            "label: 手头有什么\n        help:",
            r"simulations.true-cost.fields.basis.help: Input should be a valid string",
        ),
        ("interface.yml", "none: 无", "none: 0", r"interface.yml, interface.none: Input should"),
        ("interface.yml", "none: 无", 'none: ""', r"interface.yml, interface.none: String should"),
        ("interface.yml", '"yes": 是', "yes: 是", r"interface.yml, interface.yes: Field"),
        ("ledger.yml", "  stop: 。", "  stop: [。]", r"ledger.yml, ledger.stop: Input should"),
        ("ledger.yml", "    news: 媒体\n", "", r"ledger.yml, ledger.tiers.news: Field required"),
        ("shell.yml", "  skip:", "  jump:", r"shell.yml, shell.skip: Field required"),
        (
            "takeaway.yml",
            "  mistake: ",
            "  mistakes: ",
            r"takeaway.yml, takeaway.mistake: Field required",
        ),
        (
            "rates-exercises.yml",
            "    hint: 日利率乘365",
            "    tip: 日利率乘365",
            r"rates-exercises.yml, exercises.rates-fenfu-year.tip: Extra inputs",
        ),
        (
            "rates-exercises.yml",
            "    close: ",
            "    right: ",
            r"exercises.rates-predict-year: .*a prediction ask, close, low and high",
        ),
        (
            "rates-exercises.yml",
            "exercises:\n",
            "exercises:\n  rates-step:\n    ask: 怎么办？\n    options: {pay: 付, stop: 停}\n"
            "    replies: {pay: 不对}\n",
            r"rates-exercises.yml, exercises.rates-step: .*the same keys; in one only: stop",
        ),
        (
            "rates-exercises.yml",
            "exercises:\n",
            "exercises:\n  rates-step:\n    ask: 怎么办？\n    options: {pay: 付, stop: 停}\n",
            r"exercises.rates-step: .*a choice ask, options and replies",
        ),
        (
            "rates-exercises.yml",
            "  rates-fenfu-year:",
            "  rates-predict-year:",
            r"rates-exercises.yml, line \d+: the key 'rates-predict-year' stands here a second",
        ),
        ("shell.yml", "shell:", "shall:", r"shell.yml, shall: Extra inputs"),
        ("shell.yml", "shell:", "- shell:", r"shell.yml, top: Input should be a valid dictionary"),
        ("shell.yml", "shell:", "shell: [", r"shell.yml, line"),
    ],
)
def test_an_invalid_text_is_refused_with_its_file_and_entry(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(folder, "zh")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("shell.yml", r"z.yml, shell: an earlier file has 'shell' already"),
        ("safe-limit.yml", r"z.yml, simulations: an earlier file has 'safe-limit' already"),
        ("rates-exercises.yml", r"z.yml, exercises: an earlier file has 'rates-predict-year'"),
    ],
)
def test_a_text_in_two_files_is_refused(folder: Path, name: str, message: str) -> None:
    shutil.copy(folder / "zh" / name, folder / "zh" / "z.yml")
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(folder, "zh")


def test_a_catalogue_without_a_section_is_refused(folder: Path) -> None:
    (folder / "zh" / "shell.yml").unlink()
    with pytest.raises(CatalogueError, match="no file of 'zh' has the section shell"):
        read_catalogue(folder, "zh")


def test_changes_by_one_caller_do_not_affect_another() -> None:
    catalogue("zh")["ledger"].clear()
    assert catalogue("zh")["ledger"]
