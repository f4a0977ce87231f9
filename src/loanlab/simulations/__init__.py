"""The simulations and exercises: fields and computation in plain Python, one file each."""

from .definition import Simulation
from .exercise import Exercise

# In the order of the chapters. A simulation's module has its name, with underscores.
NAMES = [
    "product-finder",
    "credit-score",
    "rate-builder",
    "true-cost",
    "application-path",
    "repayment",
    "late-payment",
    "cost-disclosure",
    "risk-crowd",
    "platform-compare",
    "borrowing-load",
    "safe-limit",
    "repayment-planner",
    "group-discount",
]
# Chapters with exercises, in the book's order. Their modules are named after them; an exercise's
# name begins with its chapter's.
EXERCISE_CHAPTERS = [
    "products",
    "eligibility",
    "rates",
    "application",
    "repayment",
    "risks",
    "comparison",
    "outlook",
]


def simulation(name: str, facts: dict) -> Simulation:
    """One simulation; its module is imported now, so that a page waits for its own only.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Simulation
        The simulation.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    if name not in NAMES:
        raise KeyError(name)
    # MicroPython has no importlib.
    defined: Simulation = __import__(_path(name), None, None, ["define"]).define(facts)
    return defined


def simulations(facts: dict) -> dict:
    """Every simulation by its name.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    dict
        Name to `Simulation`.
    """
    return {name: simulation(name, facts) for name in NAMES}


def chapter_exercises(chapter: str, facts: dict) -> dict:
    """The exercises of one chapter; their module is imported now.

    Parameters
    ----------
    chapter : str
        One of `EXERCISE_CHAPTERS`.
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
    if chapter not in EXERCISE_CHAPTERS:
        raise KeyError(chapter)
    module = __import__(_path(chapter + "_exercises"), None, None, ["define"])
    return {exercise.name: exercise for exercise in module.define(facts)}


def exercise_named(name: str, facts: dict) -> Exercise:
    """One exercise, without a look at the other chapters'.

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
    """Every exercise by its name.

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
    for chapter in EXERCISE_CHAPTERS:
        known.update(chapter_exercises(chapter, facts))
    return known


def _path(name: str) -> str:
    return __name__ + "." + name.replace("-", "_")
