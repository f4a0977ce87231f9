"""Test that records and documents say the same in every language of the catalogues."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel

import loanlab.data
from loanlab.data.documents import LetterField, conversations, documents, letter_templates
from loanlab.data.library import read_library
from loanlab.data.records import Claim, Guidance, Record
from loanlab.data.words import FIRST, missing_words, words_of
from tests.book.editions import leftover_chinese
from tests.text.languages import languages
from tests.written_figures import differing_figures

LIBRARY = read_library(Path(loanlab.data.__file__).parent)
FURTHER = [language for language in languages() if language != FIRST]

# Where a figure stands in one language only, and why. The record, the words' name, the reason.
UNEQUAL_FIGURES = {
    ("sources 21jingji-micro-cost", "title"): "the title writes 4倍LPR, English the word four",
    ("claims c1-08", "claim"): "1-5万元 has its 万 at the end only",
    ("tables products rows[2][2]", "text"): "1-5万元 has its 万 at the end only",
    ("claims c3-04", "claim"): "5折 is 50% off",
    ("regulations 24-36-history", "short"): "the Chinese name counts lines and zones",
    ("regulations micro-2020-draft", "name"): "the year tells the draft from later rules",
    ("regulations micro-2020-draft", "short"): "the year tells the draft from later rules",
    ("regulations students-2021", "name"): "the year tells the notice from others",
    ("guidance scam-share", "fact"): "the months are words",
    ("guidance identity-court-face", "fact"): "the months are words",
    ("documents cost-popup lines[1]", "comment"): "6分 is ¥0.06",
    ("documents repayment-plan lines[3]", "comment"): "2分 is ¥0.02",
}
# Chinese that a reader of another language needs as it is, though no brackets stand around it.
CHINESE_AS_IT_IS = {("letter_templates credit-objection fields[0]", "hint"): "征信中心"}


class Entry(NamedTuple):
    """A record, or a part of one, and what to call it."""

    record: BaseModel
    where: str


def _within(record: BaseModel, where: str) -> Iterator[Entry]:
    yield Entry(record, where)
    for field, value in record:
        yield from _parts(value, f"{where} {field}")


def _parts(value: Any, where: str) -> Iterator[Entry]:
    if isinstance(value, BaseModel):
        yield from _within(value, where)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _parts(part, f"{where}[{number}]")


def _records() -> dict[str, BaseModel]:
    found: dict[str, BaseModel] = {}
    for field in dataclasses.fields(LIBRARY):
        records = getattr(LIBRARY, field.name)
        # Publications of the LPR have no words.
        if field.name != "prime_rates":
            found |= {f"{field.name} {name}": record for name, record in records.items()}
    for read in (documents, conversations, letter_templates):
        found |= {f"{read.__name__} {name}": record for name, record in read().items()}
    return found


RECORDS = _records()
ENTRIES = [entry for where, record in RECORDS.items() for entry in _within(record, where)]


def texts_of(words: Any) -> list[str]:
    return list(words) if isinstance(words, tuple) else [words] if words else []


def names_of_words(record: BaseModel) -> list[str]:
    suffix = f"_{FIRST}"
    return [field.removesuffix(suffix) for field, _ in record if field.endswith(suffix)]


def pairs(language: str) -> Iterator[tuple[Entry, str, str, str]]:
    """Every Chinese text with its translation: the entry, the words' name, and both."""
    for entry in ENTRIES:
        for name in names_of_words(entry.record):
            texts = [texts_of(words_of(entry.record, name, each)) for each in (FIRST, language)]
            # Their numbers are compared with `missing_words`.
            for one, other in zip(*texts, strict=False):
                yield entry, name, one, other


def test_the_search_finds_every_kind_of_record() -> None:
    kinds = {where.split()[0] for where in RECORDS}
    assert len(kinds) == 15
    assert len(ENTRIES) > 800


@pytest.mark.parametrize("language", FURTHER)
def test_no_words_are_missing_in_a_language_that_has_a_catalogue(language: str) -> None:
    missing = (missing_words(record, language, where) for where, record in RECORDS.items())
    assert [problem for problems in missing for problem in problems] == []


def unknown_languages(record: BaseModel) -> list[str]:
    """The keys of words in a language that has no catalogue."""
    further = getattr(record, "further_words", {})
    return [key for key in further if key.rpartition("_")[2] not in FURTHER]


def test_no_words_are_in_a_language_without_a_catalogue() -> None:
    unknown = [(where, unknown_languages(record)) for record, where in ENTRIES]
    assert [problem for problem in unknown if problem[1]] == []


def test_a_key_with_a_mistyped_language_is_found() -> None:
    claim = LIBRARY.claims["c0-01"]
    mistyped = Claim.model_validate({**claim.model_dump(), "claim_xx": "The claim."})
    assert unknown_languages(mistyped) == ["claim_xx"]


def test_words_that_are_missing_are_named() -> None:
    fact = LIBRARY.guidance["credit-report-keeper"].model_dump()
    lacking = Guidance.model_validate({**fact, "fact_en": None})
    assert list(missing_words(lacking, "en", "it")) == ["it: fact_en is missing"]


@pytest.mark.parametrize("language", FURTHER)
def test_the_figures_of_both_languages_agree(language: str) -> None:
    unequal: dict[tuple[str, str], list[str]] = {}
    for entry, name, one, other in pairs(language):
        if problems := differing_figures(one, other):
            unequal.setdefault((entry.where, name), []).extend(problems)
    assert {key: found for key, found in unequal.items() if key not in UNEQUAL_FIGURES} == {}
    # An exception that is no longer needed would hide the next mistake.
    assert set(UNEQUAL_FIGURES) - set(unequal) == set()


@pytest.mark.parametrize("language", FURTHER)
def test_no_chinese_is_left_in_another_language(language: str) -> None:
    left = {}
    for entry, name, _chinese, text in pairs(language):
        # An example of what to write into a Chinese letter is Chinese.
        if isinstance(entry.record, LetterField) and name == "example":
            continue
        runs = set(leftover_chinese(text)) - {CHINESE_AS_IT_IS.get((entry.where, name))}
        if runs:
            left[entry.where, name] = runs
    assert left == {}


@pytest.mark.parametrize("language", languages())
def test_a_note_on_a_source_s_date_does_not_say_the_date_again(language: str) -> None:
    # A page shows the date in front of the note.
    repeated = [
        name
        for name, source in LIBRARY.sources.items()
        if source.date
        and re.search(rf"{source.date}(?![\d-])", words_of(source, "date_note", language) or "")
    ]
    assert repeated == []


def test_record_is_the_base_of_everything_with_words() -> None:
    assert all(isinstance(record, Record) for record in RECORDS.values())
