"""Compare the catalogues of two languages: same keys, placeholders, emphasis and figures.

``python -m tests.text.languages FILE…`` prints the differences of files, by default of all.
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
# What a search for Chinese words finds.
HOLDS_CHINESE = re.compile(r"search_first|closing_quote")
_PLACEHOLDER = re.compile(r"(?<!\{)\{(\w*)\}(?!\})")
_EMPHASISED = re.compile(r"\*\{(\w+)\}\*")


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
            if not HOLDS_CHINESE.search(where):
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


def main(names: list[str]) -> int:
    """Print the differences of files and return how many there are."""
    count = 0
    files = names or [path.name for path in sorted((TEXTS / ORIGINAL).glob("*.yml"))]
    for name in files:
        name = Path(name).stem + ".yml"
        one, other = (
            yaml.safe_load((TEXTS / language / name).read_text(encoding="utf-8"))
            for language in (ORIGINAL, TRANSLATION)
        )
        for problem in differences(one, other):
            count += 1
            print(f"{name}, {problem}")
    return count


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
