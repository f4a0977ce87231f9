"""The words of records in each language, and which of them are missing.

A field ``NAME_zh`` has words in Chinese, ``NAME_en`` those in English. A further language needs no
field: its words stand beside them in the data files, as ``NAME_LANGUAGE``.
"""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

# The language in which every word is written first.
FIRST = "zh"
_FIELD = re.compile(r"(?P<name>[a-z]\w*)_(?P<language>[a-z]{2})")


def is_further(fields: Any, key: str) -> bool:
    """Check whether a key holds words in a language for which a record has no field.

    Parameters
    ----------
    fields
        The names of the record's fields.
    key
        A key of a data file.

    Returns
    -------
    bool
        Whether it is the name of a field of words, with another language.

    Examples
    --------
    >>> is_further({"claim_zh", "status"}, "claim_fr"), is_further({"claim_zh"}, "status_fr")
    (True, False)
    """
    parts = _FIELD.fullmatch(key)
    return bool(parts) and key not in fields and f"{parts['name']}_{FIRST}" in fields  # type: ignore[index]


def words_of(record: BaseModel, name: str, language: str) -> Any:
    """Return the words of a record in a language.

    Parameters
    ----------
    record
        An entry of the data.
    name
        A field without its language.
    language
        The language.

    Returns
    -------
    str, tuple of str or None
        The words; None if there are none in this language.
    """
    return getattr(record, f"{name}_{language}", None) or None


def missing_words(record: BaseModel, language: str, where: str) -> Iterator[str]:
    """Find the words that a record, or one within it, has in Chinese only.

    Parameters
    ----------
    record
        An entry of the data.
    language
        The language in which they are missing.
    where
        What to call the record.

    Yields
    ------
    str
        The place of the words. A citation is complete without a translation.
    """
    for field, value in record:
        parts = _FIELD.fullmatch(field)
        if parts and parts["language"] == FIRST and value:
            name = parts["name"]
            can_stay = name in type(record).model_fields or name == "forms"
            words = words_of(record, name, language)
            if not words and not can_stay:
                yield f"{where}: {name}_{language} is missing"
            elif (
                words and isinstance(value, tuple) and name != "forms" and len(words) != len(value)
            ):
                yield f"{where}: {name}_{language} has {len(words)} entries, {field} {len(value)}"
        yield from _missing_within(value, language, f"{where}, {field}")


def _missing_within(value: Any, language: str, where: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from missing_words(value, language, where)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _missing_within(part, language, f"{where}[{number}]")
