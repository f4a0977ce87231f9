"""The simulations: fields and computation in plain Python, one file each.

The module of a simulation has two public functions. ``define(facts)`` declares it: the fields that
a reader fills in, the outputs, charts and tables, and further numbers that its texts name. It takes
defaults from ``facts``, the figures of `loanlab.data.facts`, each with its origin; `assumed` marks
the book's assumptions, and a plain default stands for the reader's own number. It also says how
the simulation looks at first: which fields are open and which are folded in groups, the presets,
and the outputs that a change is told by. The first picture is the one that is shown. All texts
stand in the catalogue ``text/LANGUAGE/NAME.yml``, under the names given here.

``compute(facts, **values)`` takes the value of each field under the field's name (rates are
fractions, amounts yuan) and returns a `Result`: each output's raw value, the rows of each picture,
and the keys of the sentences that sum it up. Where there is no result it raises a `Refusal`.

Examples
--------
>>> from loanlab.forms.definition import Chart, Group, Preset, Result, Simulation
>>> from loanlab.forms.fields import Number
>>> from loanlab.forms.outputs import in_unit, percent, yuan
>>> from loanlab.model.interest import interest_yuan
>>> from loanlab.model.rates import nominal_annual_rate
>>> def define(facts):
...     rate = facts["daily_rate_high"]
...     return Simulation(
...         "day-price",
...         facts,
...         fields=[
...             Number("amount", "yuan", 100, 300000, step=100, default=2000),
...             Number("daily_rate", "percent_a_day", 0, 0.001, step=1e-5, default=rate),
...             Number("days", "days", 1, 365, step=1, default=30, whole=True),
...         ],
...         outputs=[yuan("interest"), percent("annual_rate")],
...         pictures=[Chart("by_days", [in_unit("days", "days"), yuan("interest")])],
...         compute=compute,
...         open_fields=["amount", "days"],
...         groups=[Group("price", ["daily_rate"])],
...         presets=[Preset("half_year", amount=20000, days=180)],
...         key_outputs=["interest", "annual_rate"],
...     )
>>> def compute(facts, amount, daily_rate, days):
...     interest = interest_yuan(amount, daily_rate, days)
...     outputs = {"interest": interest, "annual_rate": nominal_annual_rate(daily_rate)}
...     by_days = [
...         {"days": day, "interest": interest_yuan(amount, daily_rate, day)} for day in (0, days)
...     ]
...     return Result(outputs, {"by_days": by_days}, ["costs"])
>>> day_price = define({"daily_rate_high": {"value": 0.0005, "origin": {"kind": "assumption"}}})
>>> day_price.result(day_price.default_values()).outputs
{'interest': 30.0, 'annual_rate': 0.1825}
"""

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
        If there is no simulation of that name.
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
