"""The exercises: numbers to compute, guesses and choices, one file a chapter.

The module of a chapter has one public function. ``define(facts)`` returns its exercises in the
order of the chapter; ``facts`` are the figures of `loanlab.data.facts`. The model computes every
answer. The texts stand in the catalogue ``text/LANGUAGE/CHAPTER-exercises.yml``; the outputs that
an exercise ``shows`` fill their placeholders.

Examples
--------
>>> from loanlab.forms.grading import Choice, Exercise, Prediction, grade_text
>>> from loanlab.forms.outputs import percents
>>> from loanlab.model.rates import nominal_annual_rate
>>> def define(facts):
...     daily = facts["daily_rate_high"]["value"]
...     year = nominal_annual_rate(daily)
...     unit = "percent_a_year"
...     return [
...         Prediction("rates-guess", unit=unit, answer=year, tolerance=0.01),
...         Exercise(
...             "rates-year",
...             unit=unit,
...             answer=year,
...             mistakes={"days_360": nominal_annual_rate(daily, 360)},
...             shows=percents(year=year),
...         ),
...         Choice("rates-dearest", options=["month", "day"], right="day"),
...     ]
>>> guess, exercise, choice = define({"daily_rate_high": {"value": 0.0005}})
>>> strings = {
...     "exercises": {
...         "rates-guess": {"low": "You say {guess}: {difference} too few."},
...         "rates-year": {"right": "It is {year}.", "hints": {"days_360": "Use 365 days."}},
...         "rates-dearest": {
...             "options": {"month": "1% a month", "day": "0.05% a day"},
...             "replies": {"month": "It is 12% a year.", "day": "It is 18.25% a year."},
...         },
...     },
...     "exercise_marks": {"right": "Right. ", "wrong": "No. ", "mistake": "You computed: "},
...     "interface": {"percentage_points": "{} points"},
... }
>>> for asked, text in ((guess, "10"), (exercise, "18"), (choice, "day"), (choice, "A")):
...     print(grade_text(asked, text, strings)["text"])
You say 10%: 8.25 points too few.
You computed: Use 365 days.
Right. It is 18.25% a year.
No. It is 12% a year.
"""

from ..forms.grading import Choice, Exercise

# In the book's order. A chapter's module has its name; an exercise's name begins with it.
CHAPTERS = [
    "products",
    "eligibility",
    "rates",
    "application",
    "repayment",
    "risks",
    "comparison",
    "outlook",
]


def chapter_exercises(chapter: str, facts: dict) -> dict:
    """Define the exercises of one chapter, whose module is imported on demand.

    Parameters
    ----------
    chapter : str
        One of `CHAPTERS`.
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    dict
        Name to `Exercise`, in the order of the chapter.

    Raises
    ------
    KeyError
        If the chapter has no exercises.
    """
    if chapter not in CHAPTERS:
        raise KeyError(chapter)
    # MicroPython has no importlib.
    module = __import__(__name__ + "." + chapter, None, None, ["define"])
    return {exercise.name: exercise for exercise in module.define(facts)}


def exercise(name: str, facts: dict) -> Exercise | Choice:
    """Define one exercise without loading those of other chapters.

    Parameters
    ----------
    name : str
        Such as ``"rates-fenfu-year"``.
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Exercise, Prediction or Choice
        The exercise.

    Raises
    ------
    KeyError
        If there is no exercise of that name.
    """
    found: Exercise | Choice = chapter_exercises(name.split("-")[0], facts)[name]
    return found


def exercises(facts: dict) -> dict:
    """Define every exercise.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    dict
        Name to `Exercise`, chapter by chapter.
    """
    known: dict = {}
    for chapter in CHAPTERS:
        known.update(chapter_exercises(chapter, facts))
    return known
