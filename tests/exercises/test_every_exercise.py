"""The exercises of all chapters: known answers, known mistakes, and their texts."""

import re
from pathlib import Path
from typing import Any

import pytest

from loanlab.data import facts, products
from loanlab.data.strict_yaml import read_yaml
from loanlab.exercises import CHAPTERS, chapter_exercises, exercises
from loanlab.exercises.products import BY_TENCENT, IN_WECHAT
from loanlab.forms.grading import exercise_strings, grade_text, grade_value
from loanlab.forms.numerals import typed_text
from loanlab.forms.units import UNITS
from loanlab.text import catalogue

STRINGS = catalogue("zh")
BY_NAME = exercises(facts())
ALL = list(BY_NAME.values())
ANSWERS = read_yaml(Path(__file__).parent / "exercise_answers.yml")
# A prediction -> the figures that it reveals to every guess.
REVEALED = {
    "eligibility-predict-lift": ("27.40%", "57%"),
    "rates-predict-year": ("18.25%",),
    "application-predict-five-stages": ("59.05%",),
    "repayment-predict-interest": ("1,015.87元", "1,825元"),
    "risks-predict-all-in": ("16.00%",),
    "comparison-predict-spread": ("90.00元", "225.00元", "135.00元", "7.30%", "18.25%"),
    "outlook-predict-two-readings": ("19,608.04元", "1,800元"),
}
REAL = [exercise for exercise in ALL if not exercise.is_prediction]
MISTAKES = [(exercise, name) for exercise in REAL for name in exercise.mistakes]
every = pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
every_real = pytest.mark.parametrize("exercise", REAL, ids=lambda exercise: exercise.name)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_a_prediction_and_three_exercises_or_more(chapter: str) -> None:
    own = list(chapter_exercises(chapter, facts()).values())
    assert [exercise.is_prediction for exercise in own].count(True) >= 1
    assert len([exercise for exercise in own if not exercise.is_prediction]) >= 3
    assert all(exercise.name.startswith(f"{chapter}-") for exercise in own)


def test_every_exercise_has_known_answers_and_known_mistakes() -> None:
    assert set(ANSWERS) == {exercise.name for exercise in REAL}
    assert all(len(known["right"]) >= 1 for known in ANSWERS.values())
    assert all(len(known["mistakes"]) >= 2 for known in ANSWERS.values())


@pytest.mark.parametrize(
    ("name", "typed"), [(name, typed) for name in ANSWERS for typed in ANSWERS[name]["right"]]
)
def test_a_known_answer_is_right_however_it_is_rounded(name: str, typed: str) -> None:
    assert grade_text(BY_NAME[name], typed, STRINGS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "typed", "hint"),
    [(name, *mistake) for name in ANSWERS for mistake in ANSWERS[name]["mistakes"].items()],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, typed: str, hint: str) -> None:
    reply = grade_text(BY_NAME[name], typed, STRINGS)
    assert reply["verdict"] == "near"
    assert hint in reply["text"]


@pytest.mark.parametrize("name", REVEALED)
def test_a_prediction_reveals_the_figures_and_is_never_wrong(name: str) -> None:
    for guess in ("1", "20", "300"):
        reply = grade_text(BY_NAME[name], guess, STRINGS)
        assert reply["verdict"] in ("right", "near")
        assert [output for output in REVEALED[name] if output not in reply["text"]] == []


def test_a_percentage_given_to_python_as_a_percentage_is_recognised() -> None:
    reply = grade_value(BY_NAME["rates-fenfu-year"], 14.6, STRINGS)
    assert (reply["verdict"], "单位" in reply["text"]) == ("near", True)


def test_tencents_products_are_those_of_its_lender_in_the_data() -> None:
    lent = [name for name in IN_WECHAT if "财付通小贷" in products()[name].lender_zh]
    assert tuple(lent) == BY_TENCENT


@every_real
def test_the_right_answer_is_right_as_python_has_it_and_as_a_reader_types_it(exercise: Any) -> None:
    assert grade_value(exercise, exercise.answer, STRINGS)["verdict"] == "right"
    shift, places = UNITS[exercise.unit]
    typed = typed_text(exercise.answer, shift, max(places, 2))
    assert grade_text(exercise, typed, STRINGS)["verdict"] == "right"


@every_real
def test_a_far_answer_is_wrong_and_gets_the_general_hint(exercise: Any) -> None:
    reply = grade_value(exercise, exercise.answer * 37 + 1000, STRINGS)
    assert reply["verdict"] == "wrong"
    assert reply["text"].endswith(exercise_strings(exercise, STRINGS)["hint"])


@pytest.mark.parametrize(
    ("exercise", "name"), MISTAKES, ids=[f"{exercise.name}-{name}" for exercise, name in MISTAKES]
)
def test_a_mistake_gets_the_hint_that_fits_it(exercise: Any, name: str) -> None:
    answer = exercise.mistakes[name]
    assert abs(answer - exercise.answer) > 2 * exercise.tolerance
    reply = grade_value(exercise, answer, STRINGS)
    assert reply["verdict"] == "near"
    assert reply["text"].endswith(exercise_strings(exercise, STRINGS)["hints"][name])


@every_real
def test_every_hint_belongs_to_a_mistake(exercise: Any) -> None:
    texts = STRINGS["exercises"][exercise.name]
    assert set(texts.get("hints", {})) == set(exercise.mistakes)


@every
def test_every_number_shown_is_named_by_a_text(exercise: Any) -> None:
    texts = STRINGS["exercises"][exercise.name]
    text = " ".join([*texts.get("hints", {}).values(), *map(str, texts.values())])
    named = set(re.findall(r"\{(\w+)", text))
    assert named == {output.name for output in exercise.shows}


@every
def test_no_brace_of_a_text_is_left_unfilled(exercise: Any) -> None:
    text = str(exercise_strings(exercise, STRINGS))
    assert re.search(r"\{\w+\}", text.replace("{'", "").replace("'}", "")) is None


@every
def test_an_answer_that_is_no_number_is_unreadable(exercise: Any) -> None:
    for text in ("", "abc", "1e309", "<b>"):
        assert grade_text(exercise, text, STRINGS)["verdict"] == "unreadable"
