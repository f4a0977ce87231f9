"""A simulation or an exercise as HTML, complete before any script runs."""

from typing import Any, NamedTuple

from markupsafe import Markup

from loanlab.charts.compile import chart_spec, svg_of, with_rows
from loanlab.forms.definition import Picture, Simulation, constant_texts
from loanlab.forms.evaluation import choice_texts, defaults, evaluated, table
from loanlab.forms.grading import Exercise, exercise_strings

from .templating import templates

Strings = dict[str, Any]


class DrawnPicture(NamedTuple):
    """A picture of the default state."""

    name: str
    columns: list[Any]
    svg: Markup
    table: list[list[str]]


def simulation_html(simulation: Simulation, strings: Strings) -> str:
    """The form of the page contract, with the default state's results in it.

    Parameters
    ----------
    simulation
        The simulation.
    strings
        The language's catalogue.

    Returns
    -------
    str
        One ``<form class="simulation">`` element.

    Examples
    --------
    >>> from loanlab.data import facts
    >>> from loanlab.simulations import simulation
    >>> from loanlab.text import catalogue
    >>> html = simulation_html(simulation("rate-builder", facts()), catalogue("zh"))
    >>> html.startswith('<form class="simulation"')
    True
    """
    typed = defaults(simulation)
    view, result = evaluated(simulation, typed, strings)
    if result is None:
        raise ValueError(f"{simulation.name} refuses its own defaults: {view}")
    for figure in view["figures"]:
        figure["raw"] = raw_text(figure["value"])
    pictures = [
        DrawnPicture(
            picture.name,
            picture.columns,
            _drawn(simulation, picture, view["rows"][picture.name], strings),
            table(simulation, picture, result.rows[picture.name], strings),
        )
        for picture in simulation.pictures
    ]
    return (
        templates()
        .get_template("simulation.html.j2")
        .render(
            simulation=simulation,
            strings=strings,
            typed=typed,
            view=view,
            pictures=pictures,
            constants=constant_texts(simulation.constants, strings["interface"]),
            choice_texts=choice_texts,
            defaults_of=lambda columns: {column.name: column.default for column in columns},
        )
    )


def raw_text(value: Any) -> str:
    """A figure's raw value as the page's script writes it too.

    Parameters
    ----------
    value
        A number, a truth, a word, or None.

    Returns
    -------
    str
        Digits as Python shows them, 1 and 0 for truths, the word itself, or nothing.

    Examples
    --------
    >>> [raw_text(value) for value in (0.1825, True, "gold", None)]
    ['0.1825', '1', 'gold', '']
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return repr(int(value) if isinstance(value, bool) else value)


def _drawn(
    simulation: Simulation, picture: Picture, rows: list[dict[str, Any]], strings: Strings
) -> Markup:
    if picture.is_table:
        return Markup("")
    own = strings["simulations"][simulation.name]["pictures"][picture.name]
    spec = with_rows(chart_spec(simulation.name, picture.name, own), rows)
    # The drawing comes from our own chart; what readers type never reaches it.
    return Markup(svg_of(spec))  # noqa: S704


def exercise_html(exercise: Exercise, strings: Strings) -> str:
    """An exercise's question with an input and a place for the verdict.

    Parameters
    ----------
    exercise
        The exercise.
    strings
        The language's catalogue.

    Returns
    -------
    str
        One ``<form class="exercise">`` element.
    """
    return (
        templates()
        .get_template("exercise.html.j2")
        .render(exercise=exercise, own=exercise_strings(exercise, strings), strings=strings)
    )
