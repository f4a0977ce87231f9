"""Test that the catalogues of all languages say the same: keys, placeholders and figures."""

import shutil
from pathlib import Path

import pytest

from loanlab.text import FOLDER, CatalogueError, catalogue, read_catalogue

from .languages import ORIGINAL, TRANSLATION, differences, file_differences, file_names, languages

TRANSLATIONS = languages()[1:]


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", file_names())
def test_a_file_of_a_language_differs_from_the_chinese_in_words_only(
    name: str, language: str
) -> None:
    assert file_differences(name, language) == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_language_has_no_text_that_is_still_the_chinese_one(language: str) -> None:
    def same(one: object, other: object, where: str = "") -> list[str]:
        if isinstance(one, dict) and isinstance(other, dict):
            return [hit for key in one for hit in same(one[key], other[key], f"{where}.{key}")]
        is_chinese = isinstance(one, str) and any("\u3400" <= sign <= "\u9fff" for sign in one)
        return [where] if is_chinese and one == other else []

    assert same(catalogue(ORIGINAL), catalogue(language)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a folder with copies of the Chinese and the English catalogue."""
    for language in (ORIGINAL, TRANSLATION):
        shutil.copytree(FOLDER / language, tmp_path / language)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "old", "new", "problem"),
    [
        pytest.param(
            "en",
            "      article: Claims online\n",
            "",
            "simulations.late-payment.groups.article is missing in the translation",
            id="a missing key",
        ),
        pytest.param(
            "en",
            "      article: Claims online\n",
            "      article: Claims online\n      further: More\n",
            "simulations.late-payment.groups.further is only in the translation",
            id="a key too many",
        ),
        pytest.param(
            "en",
            "Forgotten for {days_late}",
            "Forgotten",
            "simulations.late-payment.presets.forgotten: placeholders: ['days_late'] missing,"
            " [] added",
            id="a lost placeholder",
        ),
        pytest.param(
            "en",
            "by the rule *{penalty_interest}*",
            "by the rule {penalty_interest}",
            "simulations.late-payment.sentences.late: emphasis: ['penalty_interest'] missing,"
            " [] added",
            id="a lost emphasis",
        ),
        pytest.param(
            "en",
            "title: Day by day",
            "title: Day by day, for 30 days",
            "simulations.late-payment.pictures.by_days.title: figures: 30 only in English",
            id="a figure of its own",
        ),
        pytest.param(
            "en",
            "title: Day by day",
            "title: 一天天涨多少",
            "simulations.late-payment.pictures.by_days.title: Chinese: 一天天涨多少",
            id="a text in Chinese",
        ),
    ],
)
def test_a_difference_is_reported_with_its_file_and_keys(
    folder: Path, language: str, old: str, new: str, problem: str
) -> None:
    change(folder / language / "late-payment.yml", old, new)
    problems = file_differences("late-payment.yml", folder=folder)
    assert problems == [f"late-payment.yml, {problem}"]


def test_a_file_that_only_one_language_has_is_reported(folder: Path) -> None:
    for language in (ORIGINAL, TRANSLATION):
        (folder / language / "shell.yml").rename(folder / language / "hidden")
        other = {ORIGINAL: TRANSLATION, TRANSLATION: ORIGINAL}[language]
        problems = file_differences("shell.yml", folder=folder)
        assert problems == [f"shell.yml of {other!r} is missing in {language!r}"]
        assert "shell.yml" in file_names(folder)
        (folder / language / "hidden").rename(folder / language / "shell.yml")


def test_a_language_without_one_of_the_texts_is_refused_with_file_and_key(folder: Path) -> None:
    change(folder / TRANSLATION / "shell.yml", "  skip:", "  jump:")
    with pytest.raises(CatalogueError, match=r"shell.yml, shell.skip: Field required"):
        read_catalogue(folder, TRANSLATION)


def test_a_unit_may_have_a_form_of_its_own_for_one() -> None:
    units = {"days": {"value": "{}天"}}
    assert list(differences(units, {"days": {"value": "{} days", "one": "{} day"}})) == []
