"""Every string that a reader sees in simulations and displays, a catalogue for each language."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from loanlab.data.strict_yaml import read_yaml

from .schema import CatalogueFile

__all__ = ["CatalogueError", "catalogue", "read_catalogue"]

# Has a folder for each language.
FOLDER = Path(__file__).parent


class CatalogueError(ValueError):
    """A language has no catalogue, or a file of it is wrong; the message names file and entry."""


def catalogue(language: str) -> dict[str, Any]:
    """Return all texts of a language, from the YAML files of its folder.

    Parameters
    ----------
    language
        ``"zh"``; the name of a folder beside this file.

    Returns
    -------
    dict
        Nested dicts of texts. The caller gets a copy and may change it.

    Raises
    ------
    CatalogueError
        If there is no such language (the message lists those that exist), or its files lack a
        text, have one too many or give one twice.

    Examples
    --------
    >>> catalogue("zh")["ledger"]["statuses"]["opinion"]["name"]
    '观点'
    """
    return copy.deepcopy(_cached_catalogue(FOLDER, language))


@cache
def _cached_catalogue(folder: Path, language: str) -> dict[str, Any]:
    return read_catalogue(folder, language)


def read_catalogue(folder: Path, language: str) -> dict[str, Any]:
    """Read and check a language's catalogue from a folder of languages.

    Parameters
    ----------
    folder
        Where the languages' folders are.
    language
        One of them.

    Returns
    -------
    dict
        Like `catalogue`.

    Raises
    ------
    CatalogueError
        Like `catalogue`.
    """
    files = {path.name: sorted(path.glob("*.yml")) for path in folder.iterdir() if path.is_dir()}
    languages = sorted(name for name, found in files.items() if found)
    if language not in languages:
        there_are = ", ".join(languages)
        raise CatalogueError(f"there is no catalogue for {language!r}; there are: {there_are}")
    merged: dict[str, Any] = {}
    for path in files[language]:
        _merge(_read_file(path), merged, path.name)
    missing = ", ".join(sorted(set(CatalogueFile.model_fields) - set(merged)))
    if missing:
        raise CatalogueError(f"no file of {language!r} has the section {missing}")
    return merged


def _read_file(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = read_yaml(path)
        CatalogueFile.model_validate(content)
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(map(str, problem["loc"])) or "top"
        raise CatalogueError(f"{path.name}, {place}: {problem['msg']}") from error
    except ValueError as error:
        raise CatalogueError(str(error)) from error
    return content


def _merge(content: dict[str, Any], merged: dict[str, Any], file: str) -> None:
    """Add a file's sections; only simulations and exercises may come from several files."""
    for section, entries in content.items():
        if section not in ("simulations", "exercises"):
            entries = {section: entries}
            known = merged
        else:
            known = merged.setdefault(section, {})
        for name, entry in entries.items():
            if name in known:
                raise CatalogueError(f"{file}, {section}: an earlier file has {name!r} already")
            known[name] = entry
