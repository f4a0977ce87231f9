"""Grade exercises: numbers, guesses and choices, with a reply that fits the answer."""

from .formatting import format_outputs, format_typed
from .numerals import plain_text
from .quantities import read_quantity
from .units import UNITS

# The decimals that must be right in a unit, unless the exercise says otherwise; 0 elsewhere.
PLACES = {"yuan": 2, "percent": 2, "percent_a_day": 2, "percent_a_month": 2, "percent_a_year": 2}
# Half of the last decimal, plus some slack for answers that were rounded on the way.
HALF_AND_SLACK = 0.6
# An answer this close, as a share of the right one, has the right idea.
NEAR = 0.02
# A mistake is recognised although its result was rounded early, up to this share of it.
ROUNDED = 0.001
FIRST_LETTER = "A"


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
    is_choice = False

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
            The verdict and the text for the reader. The verdict is ``right``; ``mistake`` for a
            recognised one; ``near`` for an answer close to the right one or in the wrong unit; or
            ``wrong``.
        """
        if self._is_within(value, self.answer):
            return "right", marks["right"] + texts["right"]
        mistake = self._mistake(value)
        if mistake:
            return "mistake", marks["mistake"] + texts["hints"][mistake]
        scale = 10 ** UNITS[self.unit][0]
        if scale > 1 and self._is_within(value * scale, self.answer):
            return "near", marks["fraction_for_percent"]
        if scale > 1 and self._is_within(value / scale, self.answer):
            return "near", marks["percent_for_fraction"]
        if abs(value - self.answer) <= NEAR * abs(self.answer):
            return "near", marks["near"]
        return "wrong", marks["wrong"] + texts["hint"]

    def _mistake(self, value: float) -> str:
        """Name the mistake that leads to a value; "" if none does."""
        # The nearest one: the order of a dict is not the same everywhere.
        nearest, distance = "", abs(value - self.answer)
        for name in sorted(self.mistakes):
            answer = self.mistakes[name]
            far = abs(value - answer)
            is_rounded = far <= ROUNDED * abs(answer)
            if far < distance and (is_rounded or self._is_within(value, answer)):
                nearest, distance = name, far
        return nearest

    def _is_within(self, value: float, answer: float) -> bool:
        return abs(value - answer) <= self.tolerance


class Prediction(Exercise):
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
        super().__init__(name, unit=unit, answer=answer, tolerance=tolerance, shows=shows)

    def grade(self, value: float, texts: dict, marks: dict) -> tuple[str, str]:
        """Compare a guess with the answer and tell the answer; as `Exercise.grade`."""
        del marks  # a guess is not judged
        if abs(value - self.answer) <= self.tolerance:
            return "right", texts["close"]
        return "near", texts["low" if value < self.answer else "high"]


class Choice:
    """A question with options, one of which is right: a decision, or something to read.

    Parameters
    ----------
    name, shows
        As `Exercise`.
    options : list of str
        The options' names in the order in which they are shown: keys of the catalogue's ``options``
        and ``replies``.
    right : str
        The name of the right option.
    """

    is_prediction = False
    is_choice = True

    def __init__(self, name: str, *, options: list, right: str, shows: list | None = None) -> None:
        self.name = name
        self.options = options
        self.right = right
        self.shows = shows or []

    def grade(self, option: str, texts: dict, marks: dict) -> tuple[str, str]:
        """Grade a chosen option; as `Exercise.grade`, with ``right`` or ``wrong``."""
        verdict = "right" if option == self.right else "wrong"
        return verdict, marks[verdict] + texts["replies"][option]

    def letter(self, option: str) -> str:
        """Return the letter under which an option is shown."""
        return chr(ord(FIRST_LETTER) + self.options.index(option))

    def find(self, text: str, texts: dict) -> str:
        """Find the option that a text means: its name, its letter or its own text.

        Parameters
        ----------
        text : str
            What a reader wrote.
        texts : dict
            The exercise's texts, as `exercise_strings` returns them.

        Returns
        -------
        str
            The option's name; "" if the text means none.
        """
        meant = plain_text(text)
        for option in self.options:
            named = (option, self.letter(option), self.letter(option).lower())
            if meant in named or meant == plain_text(texts["options"][option]):
                return str(option)
        return ""


def grade_text(exercise: Exercise | Choice, text: str, strings: dict) -> dict[str, str]:
    """Grade a typed answer.

    Parameters
    ----------
    exercise : Exercise, Prediction or Choice
        The exercise.
    text : str
        The typed answer, in the exercise's typed unit or with a unit; for a choice the option's
        name, letter or text.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``verdict`` (as `Exercise.grade`, or ``unreadable``) and ``text``.
    """
    if isinstance(exercise, Choice):
        return _grade_choice(exercise, text, strings)
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


def _grade_choice(exercise: Choice, text: str, strings: dict) -> dict[str, str]:
    marks = strings["exercise_marks"]
    if not plain_text(text):
        return {"verdict": "unreadable", "text": marks["unchosen"]}
    texts = exercise_strings(exercise, strings)
    option = exercise.find(text, texts)
    if not option:
        options = [
            marks["option_name"].format(letter=exercise.letter(each), name=each)
            for each in exercise.options
        ]
        known = marks["between_options"].join(options)
        return {"verdict": "unreadable", "text": marks["not_an_option"].format(options=known)}
    verdict, reply = exercise.grade(option, texts, marks)
    return {"verdict": verdict, "text": reply}


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
    texts = exercise_strings(exercise, strings, value)
    verdict, text = exercise.grade(value, texts, strings["exercise_marks"])
    return {"verdict": verdict, "text": text}


def exercise_strings(
    exercise: Exercise | Choice, strings: dict, guess: float | None = None
) -> dict:
    """Return an exercise's texts with their placeholders filled.

    Parameters
    ----------
    exercise : Exercise, Prediction or Choice
        The exercise.
    strings : dict
        The language's catalogue.
    guess : float, optional
        What the reader guessed, for the replies of a prediction; blanks if left out.

    Returns
    -------
    dict
        ``ask``, and further: ``right``, ``hint`` and ``hints``; ``close``, ``low`` and ``high`` of
        a prediction; ``options`` and ``replies`` of a choice.
    """
    shown = format_outputs(exercise.shows, strings["interface"])
    if isinstance(exercise, Prediction):
        shown.update(_guess_strings(exercise, strings, guess))
    filled = {}
    for key, text in strings["exercises"][exercise.name].items():
        if isinstance(text, dict):
            filled[key] = {name: part.format(**shown) for name, part in text.items()}
        else:
            filled[key] = text.format(**shown)
    return filled


def option_labels(choice: Choice, strings: dict) -> list[str]:
    """List the texts of a choice's options, each behind its letter.

    Parameters
    ----------
    choice : Choice
        The exercise.
    strings : dict
        The language's catalogue.

    Returns
    -------
    list of str
        In the order of the definition.
    """
    texts = exercise_strings(choice, strings)["options"]
    label = strings["exercise_marks"]["option"]
    return [
        label.format(letter=choice.letter(option), text=texts[option]) for option in choice.options
    ]


def _guess_strings(exercise: Exercise, strings: dict, guess: float | None) -> dict[str, str]:
    """Format a guess and how far it lies from the answer."""
    if guess is None:
        blank = strings["exercise_marks"]["blank"]
        return {"guess": blank, "difference": blank}
    unit, interface = exercise.unit, strings["interface"]
    far = abs(guess - exercise.answer)
    return {
        "guess": format_typed(guess, unit, interface),
        "difference": format_typed(far, unit, interface, is_difference=True),
    }
