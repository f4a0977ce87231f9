"""The exercises of all chapters: known answers, known mistakes, and their texts."""

import re
from pathlib import Path
from typing import Any

import pytest

from loanlab.data import facts, products
from loanlab.data.strict_yaml import read_yaml
from loanlab.exercises import CHAPTERS, chapter_exercises, exercises
from loanlab.exercises.products import BY_TENCENT, IN_WECHAT
from loanlab.forms.formatting import format_outputs, format_typed
from loanlab.forms.grading import exercise_strings, grade_text, grade_value
from loanlab.forms.numerals import typed_text
from loanlab.forms.units import UNITS
from loanlab.text import catalogue
from tests.text.languages import languages

CATALOGUES = {language: catalogue(language) for language in languages()}
STRINGS = CATALOGUES["zh"]
MARKS = STRINGS["exercise_marks"]
BY_NAME = exercises(facts())
ALL = list(BY_NAME.values())
# One file a chapter: of a number what readers type, right however it is rounded, and known mistakes
# with a piece of the hint that fits; of a choice the verdict on each option; of a prediction the
# figures that every reply tells.
ANSWERS: dict[str, dict[str, Any]] = {
    path.stem: read_yaml(path) for path in sorted((Path(__file__).parent / "answers").glob("*.yml"))
}
KNOWN = {name: known for chapter in ANSWERS.values() for name, known in chapter.items()}
PREDICTIONS = [exercise for exercise in ALL if exercise.is_prediction]
CHOICES = [exercise for exercise in ALL if exercise.is_choice]
NUMBERS = [each for each in ALL if each not in PREDICTIONS and each not in CHOICES]
MISTAKES = [(exercise, name) for exercise in NUMBERS for name in exercise.mistakes]


def every(exercises: list[Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("exercise", exercises, ids=lambda exercise: exercise.name)


in_every_language = pytest.mark.parametrize("language", CATALOGUES)


def known(key: str) -> list[tuple[str, Any]]:
    """List the exercises' names with each of their known answers of one kind."""
    return [(name, answer) for name, own in KNOWN.items() for answer in own.get(key, ())]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_a_prediction_and_three_exercises_or_more(chapter: str) -> None:
    own = list(chapter_exercises(chapter, facts()).values())
    assert [exercise.is_prediction for exercise in own].count(True) >= 1
    assert len([exercise for exercise in own if not exercise.is_prediction]) >= 3
    assert all(exercise.name.startswith(f"{chapter}-") for exercise in own)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_exercise_of_a_chapter_has_known_answers(chapter: str) -> None:
    own = chapter_exercises(chapter, facts())
    asked = {name for name, exercise in own.items() if not exercise.is_prediction}
    assert asked <= ANSWERS[chapter].keys() <= own.keys()


@every(NUMBERS)
def test_a_number_has_known_right_answers_and_two_known_mistakes(exercise: Any) -> None:
    assert len(KNOWN[exercise.name]["right"]) >= 1
    assert len(KNOWN[exercise.name]["mistakes"]) >= 2


@pytest.mark.parametrize(("name", "typed"), known("right"))
def test_a_known_answer_is_right_however_it_is_rounded(name: str, typed: str) -> None:
    assert grade_text(BY_NAME[name], typed, STRINGS)["verdict"] == "right"


@pytest.mark.parametrize(
    ("name", "typed", "hint"),
    [
        (name, typed, hint)
        for name, own in KNOWN.items()
        for typed, hint in own.get("mistakes", {}).items()
    ],
)
def test_a_known_mistake_gets_the_hint_that_fits(name: str, typed: str, hint: str) -> None:
    reply = grade_text(BY_NAME[name], typed, STRINGS)
    assert reply["verdict"] in ("mistake", "near")
    assert hint in reply["text"]


@pytest.mark.parametrize(("name", "figure"), known("reveals"))
def test_a_prediction_reveals_its_figures_to_every_guess(name: str, figure: str) -> None:
    exercise = BY_NAME[name]
    for guess in (exercise.answer, exercise.answer * 0.2, exercise.answer * 9 + 1):
        assert figure in grade_value(exercise, guess, STRINGS)["text"]


@in_every_language
@every(PREDICTIONS)
def test_a_prediction_tells_the_answer_and_how_far_off_the_guess_was(
    exercise: Any, language: str
) -> None:
    strings = CATALOGUES[language]
    interface = strings["interface"]
    shown = [shown for shown in exercise.shows if shown.value == exercise.answer]
    answers = format_outputs(shown, interface).values()
    assert answers
    for guess, verdict in (
        (exercise.answer, "right"),
        (0.0, "near"),
        (exercise.answer * 3, "near"),
    ):
        reply = grade_value(exercise, guess, strings)
        assert reply["verdict"] == verdict
        assert [text for text in answers if text in reply["text"]]
        if verdict == "near":
            assert format_typed(guess, exercise.unit, interface) in reply["text"]


def test_a_choice_has_the_known_verdict_on_each_option() -> None:
    for exercise in CHOICES:
        verdicts = {
            option: grade_text(exercise, option, STRINGS)["verdict"] for option in exercise.options
        }
        assert KNOWN[exercise.name]["choices"] == verdicts, exercise.name
        assert list(verdicts.values()).count("right") == 1, exercise.name


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_choices_options_are_those_of_its_definition(chapter: str) -> None:
    for exercise in chapter_exercises(chapter, facts()).values():
        if exercise.is_choice:
            place = f"{chapter}-exercises.yml, {exercise.name}"
            texts = STRINGS["exercises"][exercise.name]
            assert sorted(texts["options"]) == sorted(exercise.options), f"{place}.options"
            assert sorted(texts["replies"]) == sorted(exercise.options), f"{place}.replies"
            assert len(set(exercise.options)) == len(exercise.options) >= 2, place
            # A letter names an option by its place.
            assert min(map(len, exercise.options)) > 1, place


def test_a_percentage_given_to_python_as_a_percentage_is_recognised() -> None:
    reply = grade_value(BY_NAME["rates-fenfu-year"], 14.6, STRINGS)
    assert (reply["verdict"], "单位" in reply["text"]) == ("near", True)


def test_tencents_products_are_those_of_its_lender_in_the_data() -> None:
    lent = [name for name in IN_WECHAT if "财付通小贷" in products()[name].lender_zh]
    assert tuple(lent) == BY_TENCENT


@every(NUMBERS)
def test_the_right_answer_is_right_as_python_has_it_and_as_a_reader_types_it(exercise: Any) -> None:
    assert grade_value(exercise, exercise.answer, STRINGS)["verdict"] == "right"
    shift, places = UNITS[exercise.unit]
    typed = typed_text(exercise.answer, shift, max(places, 2))
    assert grade_text(exercise, typed, STRINGS)["verdict"] == "right"


@every(NUMBERS)
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
    assert reply["verdict"] == "mistake"
    assert reply["text"] == MARKS["mistake"] + exercise_strings(exercise, STRINGS)["hints"][name]


@every(NUMBERS)
def test_every_hint_belongs_to_a_mistake(exercise: Any) -> None:
    texts = STRINGS["exercises"][exercise.name]
    assert set(texts.get("hints", {})) == set(exercise.mistakes)


@every(ALL)
def test_every_number_shown_is_named_by_a_text(exercise: Any) -> None:
    text = " ".join(flat(STRINGS["exercises"][exercise.name]))
    named = set(re.findall(r"\{(\w+)", text)) - {"guess", "difference"}
    assert named == {output.name for output in exercise.shows}


def flat(texts: dict[str, Any]) -> list[str]:
    """List the texts of an exercise."""
    found: list[str] = []
    for text in texts.values():
        found += flat(text) if isinstance(text, dict) else [text]
    return found


UNIT_TWICE = re.compile(
    r"\d(%|元|笔|天|人|期|分|个月|年)\1|¥ ?¥|%%|¥[\d,.]+ yuan\b|\b(months?|payments?|days?) \2\b"
)
GAP = re.compile(
    r"[{}]|  | [.,;:?](?=\s|$)|,,|，，|。。|(?<![\d.,])1 (months|payments|days|loans)\b"
)


@in_every_language
@every(ALL)
def test_no_text_has_a_gap_and_no_unit_stands_twice(exercise: Any, language: str) -> None:
    guess = None if exercise.is_choice else exercise.answer
    for text in flat(exercise_strings(exercise, CATALOGUES[language], guess)):
        assert GAP.search(text) is None, text
        assert UNIT_TWICE.search(text) is None, text


@in_every_language
@every(ALL)
def test_questions_and_replies_are_whole_sentences(exercise: Any, language: str) -> None:
    texts = exercise_strings(exercise, CATALOGUES[language], None)
    replies = {**texts, **texts.get("hints", {}), **texts.get("replies", {})}
    for key, text in replies.items():
        if isinstance(text, str):
            assert re.search(r"[.?。？…:：]( ?[（(][^（）()]*[）)]|[”）)])?$", text), (key, text)
            assert not re.match("[a-z]", text), (key, text)


@every(ALL)
def test_an_answer_that_is_no_number_and_no_option_is_unreadable(exercise: Any) -> None:
    for text in ("", "abc", "1e309", "<b>"):
        assert grade_text(exercise, text, STRINGS)["verdict"] == "unreadable"
