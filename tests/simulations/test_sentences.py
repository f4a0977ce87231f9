"""The sentences of every state in every language: whole, and with the right form of every unit."""

import random
import re
from functools import cache
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import MARK, Evaluation, evaluate
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from tests.simulations import states
from tests.text.languages import ORIGINAL, languages

LANGUAGES = languages()
CATALOGUES = {language: catalogue(language) for language in LANGUAGES}
SIMULATIONS = simulations(facts())
RANDOM_STATES = 60
# What no text of any language has: a placeholder, a gap where a word is missing, a stop too many.
BROKEN = re.compile(
    r"[{}]|  |\bNone\b(?! of)| [.,;:?!%)]|\( |\(\)|[,;:]{2}|[,;:]\.|\.{2}|（）|[，。；、]{2}"
)
HAN = re.compile("[\u3400-\u9fff]")


def forms_of_many(strings: dict[str, Any]) -> re.Pattern[str] | None:
    """Find the number 1 with the form that a unit has for other numbers."""
    units = strings["interface"]["units"].values()
    # A multiple may be “1 times” the other number.
    always = {texts["value"] for texts in units if "one" not in texts}
    many = [texts["value"].format("1") for texts in units if texts["value"] not in always]
    return (
        re.compile("|".join(rf"(?<![\d.,]){re.escape(text)}\b" for text in many)) if many else None
    )


ONE_OF_MANY = {language: forms_of_many(strings) for language, strings in CATALOGUES.items()}


@cache
def tried(name: str) -> list[tuple[dict[str, str], Evaluation]]:
    """The grid, the presets and some random states, with what was typed."""
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    typed = states.grid(simulation)
    typed += [states.random_state(simulation, dice) for _ in range(RANDOM_STATES)]
    return [(each, evaluate(simulation, each, CATALOGUES[ORIGINAL])) for each in typed]


@cache
def evaluations(name: str, language: str) -> list[Evaluation]:
    """The same states in words of a language; results are computed once for all of them."""
    strings = CATALOGUES[language]
    return [
        evaluate(SIMULATIONS[name], typed, strings)
        if each.result is None
        else Evaluation(each.simulation, strings, each.values, each.result, each.hidden)
        for typed, each in tried(name)
    ]


def sentences_of(evaluation: Evaluation) -> list[str]:
    """The sentences of a state, or the one that says why it has none."""
    if evaluation.result is None:
        return [evaluation.alert]
    section = evaluation.strings["simulations"][evaluation.simulation.name]["sentences"]
    texts = evaluation.texts
    return [section[key].format(**texts) for key in evaluation.result.sentences]


def texts_of(evaluation: Evaluation) -> set[str]:
    """Every text that a reader sees of a state."""
    found = {evaluation.sentence.replace(MARK, ""), evaluation.alert}
    if evaluation.result is None:
        return found
    found |= {output["text"] for output in evaluation.outputs}
    found |= {evaluation.folded()["text"], evaluation.conditions()}
    found |= {text for texts in evaluation.row_texts().values() for text in texts}
    for picture in evaluation.simulation.pictures:
        if not picture.is_long:
            found |= {text for row in evaluation.table(picture) for text in row}
    return found


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_any_state_has_a_gap_or_a_stop_too_many(name: str, language: str) -> None:
    texts = {text for each in evaluations(name, language) for text in texts_of(each)}
    assert [text for text in texts if BROKEN.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_a_unit_has_its_own_form(name: str, language: str) -> None:
    wrong = ONE_OF_MANY[language]
    texts = {text for each in evaluations(name, language) for text in texts_of(each)}
    assert [text for text in texts if wrong and wrong.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_begins_with_a_capital_and_ends_with_a_stop(
    name: str, language: str
) -> None:
    for each in evaluations(name, language):
        for text in sentences_of(each):
            bare = text.replace(MARK, "")
            assert bare == bare.strip()
            assert not re.match(r"[“\"'(]*[a-z]", bare), bare
            assert re.search(r"[.?。？][”）)]?$", bare), bare


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_language_puts_between_sentences_stands_between_them(
    name: str, language: str
) -> None:
    between = CATALOGUES[language]["interface"]["between_sentences"]
    for each in evaluations(name, language):
        if each.result is not None:
            sentences = sentences_of(each)
            assert between.join(sentences).replace(MARK, "") == each.sentence
            assert each.lead == sentences[0]
            assert each.rest == between.join(sentences[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_with_spaces_between_words_have_one_between_sentences(language: str) -> None:
    strings = CATALOGUES[language]["interface"]
    assert strings["between_sentences"] == ("" if HAN.search(strings["none"]) else " ")


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != ORIGINAL])
def test_no_chinese_is_left_in_a_state_s_texts(name: str, language: str) -> None:
    texts = {text for each in evaluations(name, language) for text in texts_of(each)}
    bare = {re.sub(r"\([^()]*\)", "", text) for text in texts}
    assert [text for text in bare if HAN.search(text)] == []


def test_the_search_for_broken_texts_finds_them() -> None:
    for text in ("{days} late", "a  b", "late .", "so,, it", "is None", "一，。", "()", "end.."):
        assert BROKEN.search(text), text
    for text in ("None of the four, 1.5 times.", "¥1,000.00 (5%)", "第3期，晚10天。"):
        assert not BROKEN.search(text), text


def test_the_search_for_forms_of_many_finds_them() -> None:
    wrong = ONE_OF_MANY["en"]
    assert wrong is not None
    for text in ("1 months", "after 1 payments", "1 loans.", "1 people"):
        assert wrong.search(text), text
    for text in ("1 month", "11 months", "0.1 people", "2.1 days", "1,001 payments"):
        assert not wrong.search(text), text
