"""All pictures of all simulations, compiled once, with the rows of their states."""

import functools
from typing import Any

from loanlab.charts.compile import chart_spec
from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate, typed_texts
from loanlab.forms.formatting import picture_strings
from loanlab.simulations import simulations
from loanlab.text import catalogue
from tests.simulations.states import grid

LANGUAGES = ("zh", "en")
CATALOGUES = {language: catalogue(language) for language in LANGUAGES}
STRINGS = CATALOGUES["zh"]
SIMULATIONS = simulations(facts())
PICTURES = [
    (name, each.name)
    for name in SIMULATIONS
    for each in SIMULATIONS[name].pictures
    if not each.is_table
]


def strings_of(simulation: str, name: str, language: str = "zh") -> dict[str, Any]:
    """Return a picture's words and the units of its labels."""
    strings = CATALOGUES[language]
    picture = SIMULATIONS[simulation].picture(name)
    own = picture_strings(strings["simulations"][simulation], picture)
    return {**own, "units": strings["interface"]["units"]}


@functools.cache
def spec_of(simulation: str, name: str, language: str = "zh") -> dict[str, Any]:
    own = strings_of(simulation, name, language)
    return chart_spec(simulation, name, own, own["units"])


@functools.cache
def view_of(simulation: str, language: str = "zh", preset: str | None = None) -> dict[str, Any]:
    """Return the view of the default state, or of a preset."""
    definition = SIMULATIONS[simulation]
    typed = defaults(definition)
    if preset is not None:
        typed = typed_texts(definition, definition.preset_values(preset))
    return evaluate(definition, typed, CATALOGUES[language]).reply()


def default_view(simulation: str, language: str = "zh") -> dict[str, Any]:
    return view_of(simulation, language)


@functools.cache
def views_of_states(simulation: str, language: str = "zh") -> list[dict[str, Any]]:
    """Return the views of those grid states that give a result."""
    views = [
        evaluate(SIMULATIONS[simulation], typed, CATALOGUES[language]).reply()
        for typed in grid(SIMULATIONS[simulation])
    ]
    return [view for view in views if not view["alert"]]
