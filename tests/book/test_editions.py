"""Both editions have the same pages, cells, simulations, exercises, claims, figures and links."""

import re

import pytest
import yaml

from tests.book.editions import BOOK, ORIGINAL, TRANSLATION, differences

ROOT = BOOK.parent
PAGES = sorted(path.stem for path in (BOOK / ORIGINAL).glob("*.md"))


def page(name: str, language: str) -> str:
    """Read a page of an edition."""
    return (BOOK / language / f"{name}.md").read_text(encoding="utf-8")


def test_the_editions_have_the_same_pages() -> None:
    assert sorted(path.stem for path in (BOOK / TRANSLATION).glob("*.md")) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_differs_from_its_translation_in_words_only(name: str) -> None:
    assert differences(page(name, ORIGINAL), page(name, TRANSLATION)) == []


def test_the_contents_of_the_editions_list_the_same_pages() -> None:
    own, other = (
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / "_toc.yml", BOOK / TRANSLATION / "_toc.yml")
    )

    def files(contents: dict[str, object]) -> list[list[str]]:
        text = yaml.safe_dump(contents)
        assert "caption" in text
        parts: list[dict[str, list[dict[str, str]]]] = contents["parts"]  # type: ignore[assignment]
        return [[entry["file"] for entry in part["chapters"]] for part in parts]

    def in_original(names: list[str]) -> list[str]:
        return [name.replace(f"/{TRANSLATION}/", f"/{ORIGINAL}/") for name in names]

    assert files(own) == [in_original(names) for names in files(other)]
    assert own["root"] == in_original([other["root"]])[0]


def test_the_settings_of_the_editions_differ_in_language_and_title_only() -> None:
    own, other = (
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / "_config.yml", BOOK / TRANSLATION / "_config.yml")
    )
    # The repository stands in the first edition's settings, for all of them.
    for name in ("repository", "launch_buttons", "title"):
        own.pop(name)
        other.pop(name, None)
    assert own["sphinx"]["config"].pop("language") == "zh_CN"
    assert other["sphinx"]["config"].pop("language") == TRANSLATION
    own["exclude_patterns"].remove(f"book/{TRANSLATION}")
    other["exclude_patterns"].remove(f"book/{ORIGINAL}")
    assert own == other


# What differs -> a page, what is replaced in its translation, by what, and what the message says.
BREAKS = {
    "a heading": ("rates", r"^## Pick up your phone$", "", "only one edition has section"),
    "a heading's level": ("rates", r"^## Exercises$", "# Exercises", "headings: level 2 and 1"),
    "a target": ("trouble", r"^\(collectors\)=$", "(callers)=", "targets: collectors is missing"),
    "code": ("rates", r"months = 4_000, 0\.012, 6", "months = 4_000, 0.013, 6", "code: 0.012"),
    "a tag": ("rates", r":tags: \[hide-cell\]", ":tags: [hide-input]", "option tags"),
    "a cell": ("rates", r'^Paper\("cost-popup"\)$', 'Paper("contract")', "'cost-popup'"),
    "a simulation": ("rates", r'simulate\("rate-builder"\)', 'simulate("true-cost")', "code:"),
    "a setting": ("rates", r'start="hidden"', 'start="fair"', "'hidden' and 'fair'"),
    "an exercise": ("rates", r'^exercise\("rates-above', 'exercise("rates-below', "rates-above"),
    "an answer": ("rates", r'-line", "payee"', '-line", "daily"', "'payee' and 'daily'"),
    "a claim": ("rates", r"\(c3-02 ≠\)", "(c3-03 ≠)", "claims: c3-02 ≠ is missing"),
    "a badge": ("rates", r"”\{claim\}`\(c3-02", "” so{claim}`(c3-02", "behind no quoted words"),
    "a basis": ("rates", r"\(head-cut\)", "(heads-cut)", "claims: head-cut is missing"),
    "a figure": ("rates", r"24\.28%", "24.82%", "figures: 24.28 only in Chinese"),
    "a link": ("rates", r"#true-cost\?basis=contract", "#true-cost?basis=terms", "links:"),
    "a dropdown": ("rates", r":::\{dropdown\} Solution", ":::{note} Solution", "directives:"),
    "a fold": ("rates", r"<!-- fold -->", "", "folds:"),
    "a list": ("rates", r"^- .*$", "", "list items:"),
    "a table": ("index", r"^\|.*outlook.*$", "", "table rows:"),
    "words": ("rates", r"^## Exercises$", "## 练习", "Chinese: 练习"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_difference_is_found_and_its_place_named(kind: str) -> None:
    name, pattern, replacement, message = BREAKS[kind]
    text = page(name, TRANSLATION)
    broken = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
    assert broken != text
    found = differences(page(name, ORIGINAL), broken)
    assert found
    assert any(message in problem for problem in found), found
    assert all(problem.startswith(("section", "headings")) for problem in found)
