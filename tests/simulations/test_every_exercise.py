"""What holds for the exercises of all chapters: marks, hints, words that name what is computed."""

import re
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.simulations import EXERCISE_CHAPTERS, chapter_exercises, exercises
from loanlab.simulations.exercise import exercise_words, mark, mark_value
from loanlab.simulations.numerals import typed_text
from loanlab.simulations.units import UNITS
from loanlab.text import catalogue

WORDS = catalogue("zh")
ALL = list(exercises(facts()).values())
REAL = [exercise for exercise in ALL if not exercise.is_prediction]
SLIPS = [(exercise, slip) for exercise in REAL for slip in exercise.slips]
every = pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
every_real = pytest.mark.parametrize("exercise", REAL, ids=lambda exercise: exercise.name)


@pytest.mark.parametrize("chapter", EXERCISE_CHAPTERS)
def test_a_chapter_has_a_prediction_and_three_exercises_or_more(chapter: str) -> None:
    own = list(chapter_exercises(chapter, facts()).values())
    assert [exercise.is_prediction for exercise in own].count(True) >= 1
    assert len([exercise for exercise in own if not exercise.is_prediction]) >= 3
    assert all(exercise.name.startswith(f"{chapter}-") for exercise in own)


@every_real
def test_the_right_answer_is_right_as_python_has_it_and_as_a_reader_types_it(exercise: Any) -> None:
    assert mark_value(exercise, exercise.answer, WORDS)["verdict"] == "right"
    shift, places = UNITS[exercise.unit]
    typed = typed_text(exercise.answer, shift, max(places, 2))
    assert mark(exercise, typed, WORDS)["verdict"] == "right"


@every_real
def test_a_far_answer_is_wrong_and_gets_the_way_to_go(exercise: Any) -> None:
    reply = mark_value(exercise, exercise.answer * 37 + 1000, WORDS)
    assert reply["verdict"] == "wrong"
    assert reply["text"].endswith(exercise_words(exercise, WORDS)["hint"])


@pytest.mark.parametrize(
    ("exercise", "slip"), SLIPS, ids=[f"{exercise.name}-{slip.hint}" for exercise, slip in SLIPS]
)
def test_a_mistake_gets_the_hint_that_fits_it(exercise: Any, slip: Any) -> None:
    assert abs(slip.value - exercise.answer) > 2 * exercise.tolerance
    reply = mark_value(exercise, slip.value, WORDS)
    assert reply["verdict"] == "near"
    assert reply["text"].endswith(exercise_words(exercise, WORDS)["hints"][slip.hint])


@every_real
def test_every_hint_belongs_to_a_mistake(exercise: Any) -> None:
    texts = WORDS["exercises"][exercise.name]
    assert set(texts.get("hints", {})) == {slip.hint for slip in exercise.slips}


@every
def test_every_number_given_to_the_words_is_named_by_one_of_them(exercise: Any) -> None:
    texts = WORDS["exercises"][exercise.name]
    told = " ".join([*texts.get("hints", {}).values(), *map(str, texts.values())])
    named = set(re.findall(r"\{(\w+)", told))
    assert named == {constant.name for constant in exercise.constants}


@every
def test_no_brace_of_a_text_is_left_unfilled(exercise: Any) -> None:
    told = str(exercise_words(exercise, WORDS))
    assert re.search(r"\{\w+\}", told.replace("{'", "").replace("'}", "")) is None


@every
def test_what_is_no_number_is_said_to_be_none(exercise: Any) -> None:
    for text in ("", "abc", "1e309", "<b>"):
        assert mark(exercise, text, WORDS)["verdict"] == "unreadable"
