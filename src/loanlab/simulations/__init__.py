"""The simulations and exercises: fields and computation in plain Python, one file each."""

from . import rate_builder, rates_exercises

DEFINITIONS = [rate_builder]
EXERCISE_SETS = [rates_exercises]


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
    return {module.NAME: module.define(facts) for module in DEFINITIONS}


def exercises(facts: dict) -> dict:
    """Every exercise by its name.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    dict
        Name to `Exercise`.
    """
    return {
        exercise.name: exercise for module in EXERCISE_SETS for exercise in module.define(facts)
    }
