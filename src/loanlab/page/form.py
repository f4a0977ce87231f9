"""A simulation or an exercise as HTML, complete before any script runs."""

from typing import Any, NamedTuple

from markupsafe import Markup

from loanlab.charts import draw
from loanlab.simulations.answering import answer, defaults
from loanlab.simulations.definition import Picture, Simulation, constant_texts
from loanlab.simulations.exercise import Exercise, exercise_words

from . import drawing
from .templating import templates

Words = dict[str, Any]


class DrawnPicture(NamedTuple):
    """A picture of the default state."""

    name: str
    columns: list[Any]
    svg: Markup


def simulation_html(simulation: Simulation, words: Words) -> str:
    """The form of the page contract, with the default state's results in it.

    Parameters
    ----------
    simulation
        The simulation.
    words
        The language's catalogue.

    Returns
    -------
    str
        One ``<form class="simulation">`` element.

    Examples
    --------
    >>> from loanlab.data import facts
    >>> from loanlab.simulations import simulations
    >>> from loanlab.text import catalogue
    >>> html = simulation_html(simulations(facts())["rate-builder"], catalogue("zh"))
    >>> html.startswith('<form class="simulation"')
    True
    """
    view = answer(simulation, defaults(simulation), words)
    for figure in view["figures"]:
        # JavaScript writes true and false as 1 and 0 here; so does the page before it runs.
        value = figure["value"]
        figure["raw"] = repr(int(value) if isinstance(value, bool) else value)
    own = words["simulations"][simulation.name]["pictures"]
    pictures = [
        _drawn(simulation, picture, view["rows"][picture.name], own[picture.name])
        for picture in simulation.pictures
    ]
    return (
        templates()
        .get_template("simulation.html.j2")
        .render(
            simulation=simulation,
            words=words,
            view=view,
            pictures=pictures,
            constants=constant_texts(simulation.constants),
        )
    )


def _drawn(
    simulation: Simulation, picture: Picture, rows: list[dict[str, Any]], words: Words
) -> DrawnPicture:
    spec = drawing.with_rows(chart_spec(simulation.name, picture.name, words), rows)
    # The drawing comes from our own chart; what readers type never reaches it.
    return DrawnPicture(picture.name, picture.columns, Markup(drawing.picture(spec)))  # noqa: S704


def chart_spec(simulation: str, picture: str, words: Words) -> drawing.Spec:
    """The compiled spec of a simulation's picture, waiting for its rows.

    Parameters
    ----------
    simulation
        The simulation's name.
    picture
        The picture's name.
    words
        The picture's words.

    Returns
    -------
    dict
        A Vega spec with the named data "rows" empty.
    """
    chart = draw(simulation, picture, drawing.named_rows(), words)
    return drawing.compiled(chart.to_dict())


def exercise_html(exercise: Exercise, words: Words) -> str:
    """An exercise's question with an input and a place for the verdict.

    Parameters
    ----------
    exercise
        The exercise.
    words
        The language's catalogue.

    Returns
    -------
    str
        One ``<form class="exercise">`` element.
    """
    return (
        templates()
        .get_template("exercise.html.j2")
        .render(exercise=exercise, own=exercise_words(exercise, words), words=words)
    )
