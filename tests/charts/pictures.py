"""All pictures of all simulations, compiled once, with the rows of their states."""

import functools
from typing import Any

from loanlab.charts.compile import chart_spec
from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.forms.formatting import picture_strings
from loanlab.simulations import simulations
from loanlab.text import catalogue
from tests.simulations.states import grid

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())
PICTURES = [
    (name, each.name)
    for name in SIMULATIONS
    for each in SIMULATIONS[name].pictures
    if not each.is_table
]


def strings_of(simulation: str, name: str) -> dict[str, Any]:
    picture = SIMULATIONS[simulation].picture(name)
    return picture_strings(STRINGS["simulations"][simulation], picture)


@functools.cache
def spec_of(simulation: str, name: str) -> dict[str, Any]:
    return chart_spec(simulation, name, strings_of(simulation, name))


@functools.cache
def default_view(simulation: str) -> dict[str, Any]:
    definition = SIMULATIONS[simulation]
    return evaluate(definition, defaults(definition), STRINGS).reply()


@functools.cache
def views_of_states(simulation: str) -> list[dict[str, Any]]:
    """Return the views of those grid states that give a result."""
    views = [
        evaluate(SIMULATIONS[simulation], typed, STRINGS).reply()
        for typed in grid(SIMULATIONS[simulation])
    ]
    return [view for view in views if not view["alert"]]
