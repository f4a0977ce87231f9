"""The simulations: fields and computation in plain Python, one file each."""

from ..forms.definition import Simulation

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


def simulation(name: str, facts: dict) -> Simulation:
    """Define one simulation.

    Its module is imported on demand, so that a page loads only the simulations that it shows.

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
    path = __name__ + "." + name.replace("-", "_")
    defined: Simulation = __import__(path, None, None, ["define"]).define(facts)
    return defined


def simulations(facts: dict) -> dict:
    """Define every simulation.

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
