"""The exercises: questions, answers and the usual mistakes, one file a chapter."""

from ..forms.grading import Exercise

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
        If that chapter has none.
    """
    if chapter not in CHAPTERS:
        raise KeyError(chapter)
    # MicroPython has no importlib.
    module = __import__(__name__ + "." + chapter, None, None, ["define"])
    return {exercise.name: exercise for exercise in module.define(facts)}


def exercise(name: str, facts: dict) -> Exercise:
    """Define one exercise, without loading the other chapters'.

    Parameters
    ----------
    name : str
        Such as ``"rates-fenfu-year"``.
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Exercise
        The exercise.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    found: Exercise = chapter_exercises(name.split("-")[0], facts)[name]
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
