"""Exercises that are marked at once: a number is typed, a hint fits the mistake."""

from collections import namedtuple

from .definition import constant_texts
from .numerals import number_of
from .units import UNITS

# How far an answer may lie from the right one, so that it counts however it was rounded.
HUNDREDTH_OF_A_PERCENT = 0.00006
TENTH_OF_A_PERCENT = 0.0006
HALF_A_FEN = 0.006

# answer, tolerance and the slips' values are in the model's unit (fractions for percentages).
Exercise = namedtuple(
    "Exercise", ("name", "unit", "answer", "tolerance", "slips", "constants", "is_prediction")
)
Slip = namedtuple("Slip", ("value", "hint"))


def mark(exercise: Exercise, text: str, strings: dict) -> dict[str, str]:
    """What is said to a typed answer.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    text : str
        What was typed, in the exercise's typed unit.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``verdict`` (``right``, ``near``, ``wrong`` or ``unreadable``) and ``text``.
    """
    shift = UNITS[exercise.unit][0]
    value = number_of(text, shift)
    if value is None:
        return {"verdict": "unreadable", "text": strings["exercise_marks"]["unreadable"]}
    return mark_value(exercise, value, strings)


def mark_value(exercise: Exercise, value: float, strings: dict) -> dict[str, str]:
    """What is said to an answer given as a number.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    value : float
        The answer in the model's unit (a fraction for a percentage).
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        As `mark`.
    """
    own = exercise_strings(exercise, strings)
    marks = strings["exercise_marks"]
    distance = abs(value - exercise.answer)
    if exercise.is_prediction:
        return {
            "verdict": "right" if distance <= exercise.tolerance else "near",
            "text": own["reveal"],
        }
    if distance <= exercise.tolerance:
        return {"verdict": "right", "text": marks["right"] + own["right"]}
    for slip in exercise.slips:
        if abs(value - slip.value) <= exercise.tolerance:
            return {"verdict": "near", "text": marks["near"] + own["hints"][slip.hint]}
    shift = UNITS[exercise.unit][0]
    if shift and abs(value * 10**shift - exercise.answer) <= exercise.tolerance:
        return {"verdict": "near", "text": marks["near"] + marks["fraction_for_percent"]}
    if shift and abs(value - exercise.answer * 10**shift) <= exercise.tolerance * 10**shift:
        return {"verdict": "near", "text": marks["near"] + marks["percent_for_fraction"]}
    if distance <= 5 * exercise.tolerance:
        return {"verdict": "near", "text": marks["near"] + marks["rounding"]}
    return {"verdict": "wrong", "text": marks["wrong"] + own["hint"]}


def exercise_strings(exercise: Exercise, strings: dict) -> dict:
    """The exercise's own texts, with its numbers put in.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``ask``; for a prediction ``reveal``, otherwise ``right``, ``hint`` and ``hints``.
    """
    texts = constant_texts(exercise.constants, strings["interface"])
    told = {}
    for key, text in strings["exercises"][exercise.name].items():
        if key == "hints":
            told[key] = {name: hint.format(**texts) for name, hint in text.items()}
        else:
            told[key] = text.format(**texts)
    return told
