"""Every string that a reader sees in simulations and displays, a catalogue for each language."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

from loanlab.data.strict_yaml import read_yaml

__all__ = ["CatalogueError", "catalogue"]


class CatalogueError(ValueError):
    """A language has no catalogue, or its files contradict each other."""


def catalogue(language: str) -> dict[str, Any]:
    """All texts of a language, from the YAML files of its folder.

    Each file adds its keys. Two files may add to the same section (``simulations``), never the same
    text.

    Parameters
    ----------
    language
        ``"zh"``; the name of a folder beside this file.

    Returns
    -------
    dict
        Nested dicts, down to texts. A copy: changing it changes nobody else's.

    Raises
    ------
    CatalogueError
        If there is no such language (the message lists those that exist), a text is given twice,
        or a file holds anything but texts.

    Examples
    --------
    >>> catalogue("zh")["ledger"]["statuses"]["opinion"]["name"]
    '观点'
    """
    return copy.deepcopy(_catalogue(language))


@cache
def _catalogue(language: str) -> dict[str, Any]:
    return read_catalogue(Path(__file__).parent, language)


def read_catalogue(folder: Path, language: str) -> dict[str, Any]:
    """Read a language's catalogue from a folder of languages.

    Parameters
    ----------
    folder
        Where the languages' folders are.
    language
        One of them.

    Returns
    -------
    dict
        As `catalogue`.

    Raises
    ------
    CatalogueError
        As `catalogue`.
    """
    files = {path.name: sorted(path.glob("*.yml")) for path in folder.iterdir() if path.is_dir()}
    languages = sorted(name for name, found in files.items() if found)
    if language not in languages:
        there_are = ", ".join(languages)
        raise CatalogueError(f"there is no catalogue for {language!r}; there are: {there_are}")
    merged: dict[str, Any] = {}
    for path in files[language]:
        try:
            content = read_yaml(path)
        except ValueError as error:
            raise CatalogueError(str(error)) from error
        if not isinstance(content, dict):
            raise CatalogueError(f"{path.name}: not a mapping of texts")
        _require_texts(content, path.name, "")
        _add(content, merged, path.name, "")
    return merged


def _require_texts(value: Any, file: str, place: str) -> None:
    """YAML reads ``yes: 12`` as true and a number; a catalogue means neither."""
    if isinstance(value, dict):
        for key, below in value.items():
            if not isinstance(key, str):
                raise CatalogueError(f"{file}, {place or 'top'}: the key {key!r} needs quotes")
            _require_texts(below, file, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for number, below in enumerate(value, start=1):
            _require_texts(below, file, f"{place}[{number}]")
    elif not isinstance(value, str):
        raise CatalogueError(f"{file}, {place}: {value!r} is not a text")


def _add(content: dict[str, Any], merged: dict[str, Any], file: str, place: str) -> None:
    for key, value in content.items():
        here = f"{place}.{key}" if place else key
        if key not in merged:
            merged[key] = value
        elif isinstance(value, dict) and isinstance(merged[key], dict):
            _add(value, merged[key], file, here)
        else:
            raise CatalogueError(f"{file}, {here}: an earlier file has this text already")
