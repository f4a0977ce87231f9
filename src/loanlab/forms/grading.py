"""Grade exercises whose answer is a number, with a hint for each usual mistake."""

from .formatting import format_outputs
from .quantities import read_quantity
from .units import UNITS

# The decimals that must be right in a unit, unless the exercise says otherwise; 0 elsewhere.
PLACES = {"yuan": 2, "percent": 2, "percent_a_day": 2, "percent_a_month": 2, "percent_a_year": 2}
# Half of the last decimal, plus some slack for answers that were rounded on the way.
HALF_AND_SLACK = 0.6
# An answer within this many tolerances was probably rounded too early.
ROUNDED = 5


class Exercise:
    """A question with one number as its answer.

    Parameters
    ----------
    name : str
        Such as ``"rates-fenfu-year"``; it begins with the chapter's name.
    unit : str
        A key of `UNITS`: the unit of the typed answer.
    answer : float
        In the model's unit (a fraction for a percentage).
    mistakes : dict
        Name of a usual mistake, a key of the catalogue's ``hints``, to the answer it leads to.
    shows : list of Output
        Values that its texts name.
    places : int, optional
        Decimals of the typed answer that must be right; by default those of its unit.
    tolerance : float, optional
        How far an answer may lie from the right one, in the model's unit, where that is not half of
        the last decimal.
    """

    is_prediction = False

    def __init__(
        self,
        name: str,
        *,
        unit: str,
        answer: float,
        mistakes: dict | None = None,
        shows: list | None = None,
        places: int | None = None,
        tolerance: float | None = None,
    ) -> None:
        self.name = name
        self.unit = unit
        self.answer = answer
        self.mistakes = mistakes or {}
        self.shows = shows or []
        digits = PLACES.get(unit, 0) if places is None else places
        half = HALF_AND_SLACK / 10 ** (digits + UNITS[unit][0])
        self.tolerance = half if tolerance is None else tolerance

    def grade(self, value: float, texts: dict, marks: dict) -> tuple[str, str]:
        """Grade an answer.

        Parameters
        ----------
        value : float
            The answer in the model's unit.
        texts : dict
            The exercise's texts, as `exercise_strings` returns them.
        marks : dict
            The catalogue's ``exercise_marks``.

        Returns
        -------
        tuple of str
            The verdict (``right``, ``near`` or ``wrong``) and the text for the reader.
        """
        if self._is_near(value, self.answer):
            return "right", marks["right"] + texts["right"]
        for name, answer in self.mistakes.items():
            if self._is_near(value, answer):
                return "near", marks["near"] + texts["hints"][name]
        scale = 10 ** UNITS[self.unit][0]
        if scale > 1 and self._is_near(value * scale, self.answer):
            return "near", marks["near"] + marks["fraction_for_percent"]
        if scale > 1 and self._is_near(value, self.answer * scale, scale):
            return "near", marks["near"] + marks["percent_for_fraction"]
        if self._is_near(value, self.answer, ROUNDED):
            return "near", marks["near"] + marks["rounding"]
        return "wrong", marks["wrong"] + texts["hint"]

    def _is_near(self, value: float, answer: float, tolerances: int = 1) -> bool:
        return abs(value - answer) <= tolerances * self.tolerance


class Prediction:
    """A guess that readers make before the chapter gives the answer.

    Parameters
    ----------
    name, unit, answer, shows
        As `Exercise`.
    tolerance : float
        How far a guess may lie from the answer to count as right, in the model's unit.
    """

    is_prediction = True

    def __init__(
        self,
        name: str,
        *,
        unit: str,
        answer: float,
        tolerance: float,
        shows: list | None = None,
    ) -> None:
        self.name = name
        self.unit = unit
        self.answer = answer
        self.tolerance = tolerance
        self.mistakes: dict = {}
        self.shows = shows or []

    def grade(self, value: float, texts: dict, _marks: dict) -> tuple[str, str]:
        """Compare a guess with the answer and reveal the answer; as `Exercise.grade`."""
        is_right = abs(value - self.answer) <= self.tolerance
        return "right" if is_right else "near", texts["reveal"]


def grade_text(exercise: Exercise, text: str, strings: dict) -> dict[str, str]:
    """Grade a typed answer.

    Parameters
    ----------
    exercise : Exercise or Prediction
        The exercise.
    text : str
        The typed answer, in the exercise's typed unit or with a unit.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``verdict`` (``right``, ``near``, ``wrong`` or ``unreadable``) and ``text``.
    """
    value, code = read_quantity(text, exercise.unit)
    if code in ("empty", "not_a_number"):
        return {"verdict": "unreadable", "text": strings["exercise_marks"]["unreadable"]}
    if code:
        interface = strings["interface"]
        unit = interface["units"][exercise.unit]["suffix"]
        return {
            "verdict": "unreadable",
            "text": interface["refusals"]["answer_unit"].format(unit=unit),
        }
    return grade_value(exercise, value, strings)


def grade_value(exercise: Exercise, value: float, strings: dict) -> dict[str, str]:
    """Grade an answer given as a number.

    Parameters
    ----------
    exercise : Exercise or Prediction
        The exercise.
    value : float
        The answer in the model's unit (a fraction for a percentage).
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        As `grade_text`.
    """
    texts = exercise_strings(exercise, strings)
    verdict, text = exercise.grade(value, texts, strings["exercise_marks"])
    return {"verdict": verdict, "text": text}


def exercise_strings(exercise: Exercise, strings: dict) -> dict:
    """Return an exercise's texts with their placeholders filled.

    Parameters
    ----------
    exercise : Exercise or Prediction
        The exercise.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``ask``; for a prediction ``reveal``, otherwise ``right``, ``hint`` and ``hints``.
    """
    shown = format_outputs(exercise.shows, strings["interface"])
    filled = {}
    for key, text in strings["exercises"][exercise.name].items():
        if key == "hints":
            filled[key] = {name: hint.format(**shown) for name, hint in text.items()}
        else:
            filled[key] = text.format(**shown)
    return filled
