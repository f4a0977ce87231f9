"""A further language needs words only: code does for it what it does for Chinese and English."""

import json
import zipfile
from pathlib import Path
from runpy import run_path
from shutil import copyfile

import pytest
import yaml

import run
from loanlab.data.records import Term
from loanlab.data.words import missing_words
from loanlab.site.search import word_search
from tests.pseudo.language import (
    ENGLISH,
    LANGUAGE,
    ROOT,
    add_language,
    copy_project,
    marked,
    marked_markdown,
    marked_page,
    with_words,
)
from tests.pseudo.missing import missing
from tests.text.languages import differences

TERM = {
    "id": "lender",
    "name_zh": "放款机构",
    "name_en": "lender",
    "means_zh": "放款的机构。",
    "means_en": "Who lends.",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project and add the pseudo-language."""
    folder = tmp_path_factory.mktemp("project")
    copy_project(folder, packages=False)
    add_language(folder)
    return folder


def test_the_pseudo_language_has_every_text_of_the_catalogue(project: Path) -> None:
    texts = project / "src" / "loanlab" / "text"
    for path in (texts / ENGLISH).glob("*.yml"):
        one, other = (
            yaml.safe_load((texts / language / path.name).read_text(encoding="utf-8"))
            for language in (ENGLISH, LANGUAGE)
        )
        assert [each for each in differences(one, other) if "Chinese:" not in each] == []


def test_the_pseudo_language_lacks_nothing(project: Path) -> None:
    assert list(missing(LANGUAGE, project / "src" / "loanlab", project / "book")) == []


@pytest.mark.parametrize("language", run.languages())
def test_no_edition_lacks_a_text_or_a_page(language: str) -> None:
    assert list(missing(language)) == []


def test_what_a_language_lacks_is_named() -> None:
    found = list(missing("fr"))
    assert found[0].startswith("text: there is no catalogue for 'fr'")
    assert {"terms, lender: means_fr is missing", "book/fr/rates.md is missing"} <= set(found)


def test_pages_read_the_words_of_a_further_language_by_name() -> None:
    term = Term.model_validate({**TERM, "name_fr": "prêteur", "means_fr": None})
    assert term.name_fr == "prêteur"  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="means_fr"):
        _ = term.means_fr  # type: ignore[attr-defined]
    assert "terms: means_fr is missing" in list(missing_words(term, "fr", "terms"))


def test_the_search_knows_numbers_and_endings_in_a_further_language() -> None:
    french, unknown = word_search("fr")({}), word_search(LANGUAGE)({})
    assert french.stem("maisons") == french.stem("maison")
    assert not french.word_filter("les")
    for search in (french, unknown):
        assert search.split("1,750") == ["#1750"]
        assert search.word_filter("#1750")


def test_jupyterlab_opens_in_a_further_language(tmp_path: Path) -> None:
    run.write_lab_settings(tmp_path, LANGUAGE)
    settings = json.loads((tmp_path / "overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/translation-extension:plugin"] == {"locale": "default"}


def test_the_zip_has_the_instructions_of_a_further_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offline = tmp_path / "offline"
    offline.mkdir()
    for path in run.OFFLINE.glob("*.*"):
        copyfile(path, offline / path.name)
    (offline / f"read-me.{LANGUAGE}.txt").write_text("⟦Read me⟧", encoding="utf-8")
    monkeypatch.setattr(run, "OFFLINE", offline)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "site").mkdir()
    run.bundle(tmp_path / "site", tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as packed:
        names = {name.removeprefix("book/") for name in packed.namelist()}
    assert names == {*run.EXTRA_FILES.values(), f"read-me.{LANGUAGE}.txt"}


def test_a_classroom_finds_the_lesson_plans_of_every_language(tmp_path: Path) -> None:
    for language in ("zh", "en", LANGUAGE):
        page = tmp_path / "book" / language / "workshop.html"
        page.parent.mkdir(parents=True)
        page.touch()
    copyfile(run.OFFLINE / "serve.py", tmp_path / "serve.py")
    short = run_path(str(tmp_path / "serve.py"))["SHORT"]
    assert short["/45"] == "/book/zh/workshop.html#plan-45"
    assert short["/en/45"] == "/book/en/workshop.html#plan-45"
    assert short[f"/{LANGUAGE}/45"] == f"/book/{LANGUAGE}/workshop.html#plan-45"


def test_a_marked_text_keeps_all_that_is_not_words() -> None:
    assert marked("Loan amount") == "⟦Loan amount Lóán⟧"
    assert marked("{low} – {high}") == "{low} – {high}"
    text = 'At most *{max_loan}*{basis}`(head-cut)`, <a href="#x">here</a>'
    assert marked(text).startswith(f"⟦{text} Át móst")
    assert marked_markdown("## Exercises\n\n| a | Two words |\n|---|---|") == (
        "## ⟦Exercises Éxé⟧\n\n| a | ⟦Two words Twó⟧ |\n|---|---|"
    )


def test_a_record_keeps_its_words_and_gets_further_ones() -> None:
    record = with_words([TERM])[0]
    assert {key: record[key] for key in TERM} == TERM
    assert record[f"means_{LANGUAGE}"] == marked("Who lends.")
    assert record[f"forms_{LANGUAGE}"] == ["lender"]


def test_only_the_words_of_code_are_marked() -> None:
    page, original = (
        f"---\nformat: myst\n---\n```{{code-cell}} ipython3\n{code}\n```\n"
        for code in (
            'use_language("en")\nalt.X("annual rate:Q", axis="x").agg(lowest=min)',
            'use_language("zh")\nalt.X("年化:Q", axis="x").agg(最低=min)',
        )
    )
    assert marked_page(page, original).splitlines()[4:6] == [
        f"use_language('{LANGUAGE}')",
        "alt.X('⟦annual rate ánnú⟧:Q', axis='x').agg(**{'⟦lowest ló⟧': min})",
    ]


def test_the_project_itself_has_no_pseudo_language() -> None:
    assert LANGUAGE not in run.languages()
    assert not (ROOT / "book" / LANGUAGE).exists()
