"""Compare the catalogues of two languages: same keys, placeholders, emphasis and figures.

``python -m tests.text.languages FILE…`` prints the differences between the files of a language and
the Chinese ones, by default all files. Another language than English is chosen by its name, as the
first word: ``python -m tests.text.languages fr``.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.book.editions import leftover_chinese
from tests.written_figures import differing_figures

TEXTS = Path(__file__).parents[2] / "src" / "loanlab" / "text"
ORIGINAL, TRANSLATION = "zh", "en"
# Names of months, which are numbers in Chinese; what a search for Chinese words finds first, and a
# Chinese sign that pages of every language have.
DIFFERS = re.compile(r"\b(month_names|search_first|closing_quote)\b")
_PLACEHOLDER = re.compile(r"(?<!\{)\{(\w*)\}(?!\})")
_EMPHASISED = re.compile(r"\*\{(\w+)\}\*")


def languages(folder: Path = TEXTS) -> list[str]:
    """List the languages that have a catalogue.

    Parameters
    ----------
    folder
        The folder of languages.

    Returns
    -------
    list of str
        The Chinese one first.
    """
    found = {path.parent.name for path in folder.glob("*/*.yml")}
    return [ORIGINAL, *sorted(found - {ORIGINAL})]


def differences(original: Any, translation: Any, where: str = "") -> Iterator[str]:
    """List the differences between two catalogues, or two parts of them.

    Parameters
    ----------
    original, translation
        Nested dicts of texts.
    where
        The keys that lead to them.

    Yields
    ------
    str
        The keys of a text, and what differs.
    """
    if isinstance(original, dict) and isinstance(translation, dict):
        # A unit may have a form of its own for the number 1.
        for key in original.keys() - translation.keys() - {"one"}:
            yield f"{where}{key} is missing in the translation"
        for key in translation.keys() - original.keys() - {"one"}:
            yield f"{where}{key} is only in the translation"
        for key in original.keys() & translation.keys():
            yield from differences(original[key], translation[key], f"{where}{key}.")
    elif not isinstance(original, str) or not isinstance(translation, str):
        yield f"{where[:-1]}: {original!r} and {translation!r}"
    else:
        for problem in text_differences(original, translation):
            if not DIFFERS.search(where):
                yield f"{where[:-1]}: {problem}"


def text_differences(original: str, translation: str) -> Iterator[str]:
    """List the differences between a text and its translation.

    Parameters
    ----------
    original, translation
        The texts.

    Yields
    ------
    str
        What differs.
    """
    for name, pattern in {"placeholders": _PLACEHOLDER, "emphasis": _EMPHASISED}.items():
        one, other = (set(pattern.findall(text)) - _OF_DATES for text in (original, translation))
        if one != other:
            yield f"{name}: {sorted(one - other)} missing, {sorted(other - one)} added"
    bare = [_PLACEHOLDER.sub("", text) for text in (original, translation)]
    yield from (f"figures: {problem}" for problem in differing_figures(*bare))
    yield from (f"Chinese: {run}" for run in leftover_chinese(translation))


_OF_DATES = {"month", "month_name"}


def file_differences(name: str, language: str = TRANSLATION, folder: Path = TEXTS) -> list[str]:
    """List the differences between a file of a catalogue and the Chinese one.

    Parameters
    ----------
    name
        The file's name.
    language
        The language.
    folder
        The folder of languages.

    Returns
    -------
    list of str
        The file, the keys of a text, and what differs.
    """
    paths = [folder / each / name for each in (ORIGINAL, language)]
    for path, other in (paths, paths[::-1]):
        if not path.exists():
            return [f"{name} of {other.parent.name!r} is missing in {path.parent.name!r}"]
    one, other_texts = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths)
    return [f"{name}, {problem}" for problem in sorted(differences(one, other_texts))]


def file_names(folder: Path = TEXTS) -> list[str]:
    """List the names of files that some language has.

    Parameters
    ----------
    folder
        The folder of languages.

    Returns
    -------
    list of str
        In alphabetical order.
    """
    return sorted({path.name for path in folder.glob("*/*.yml")})


def main(words: list[str]) -> int:
    """Print the differences of files and return how many there are."""
    language = words[0] if words and words[0] in languages() else TRANSLATION
    names = [Path(word).stem + ".yml" for word in words if word not in languages()]
    problems = [
        problem for name in names or file_names() for problem in file_differences(name, language)
    ]
    for problem in problems:
        print(problem)
    return len(problems)


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
