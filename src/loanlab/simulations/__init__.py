"""The simulations and exercises: fields and computation in plain Python, one file each."""

from .definition import Simulation

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
EXERCISE_SETS = ["rates_exercises"]


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
        exercise.name: exercise
        for name in EXERCISE_SETS
        for exercise in __import__(_path(name), None, None, ["define"]).define(facts)
    }


def _path(name: str) -> str:
    return __name__ + "." + name.replace("-", "_")
