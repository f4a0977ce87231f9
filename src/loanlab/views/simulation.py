"""Simulations and exercises as HTML that is complete before any script runs."""

from typing import Any, NamedTuple

from markupsafe import Markup

from loanlab.charts.compile import chart_spec, svg_of, with_rows
from loanlab.forms.definition import Picture, Simulation
from loanlab.forms.evaluation import Evaluation, defaults, evaluate
from loanlab.forms.formatting import choice_texts, constant_texts, picture_strings
from loanlab.forms.grading import Exercise, exercise_strings

from .templating import templates

Strings = dict[str, Any]


class DrawnPicture(NamedTuple):
    """A chart or table of the default state."""

    name: str
    columns: list[Any]
    svg: Markup
    table: list[list[str]]


def simulation_html(simulation: Simulation, strings: Strings) -> str:
    """Render a simulation's form, with the results of its default state.

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
    evaluation = evaluate(simulation, typed, strings)
    if evaluation.result is None:
        raise ValueError(f"{simulation.name} refuses its own defaults: {evaluation.alert}")
    pictures = [
        DrawnPicture(
            picture.name,
            picture.columns,
            _draw(evaluation, picture),
            evaluation.table(picture),
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
            evaluation=evaluation,
            raw_text=raw_text,
            pictures=pictures,
            constants=constant_texts(simulation, strings),
            choice_texts=choice_texts,
            picture_strings=picture_strings,
            defaults_of=lambda columns: {column.name: column.default for column in columns},
        )
    )


def raw_text(value: Any) -> str:
    """Write an output's raw value as the page's script does.

    Parameters
    ----------
    value
        A number, a truth value, a word, or None.

    Returns
    -------
    str
        Python's digits, 1 or 0 for a truth value, the word itself, or nothing.

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


def _draw(evaluation: Evaluation, picture: Picture) -> Markup:
    if picture.is_table:
        return Markup("")
    name = evaluation.simulation.name
    strings = picture_strings(evaluation.strings["simulations"][name], picture)
    spec = with_rows(chart_spec(name, picture.name, strings), evaluation.rows(picture))
    # The drawing comes from our own chart; readers' input never reaches it.
    return Markup(svg_of(spec))  # noqa: S704


def exercise_html(exercise: Exercise, strings: Strings) -> str:
    """Render an exercise: its question, an input and a place for the verdict.

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
        .render(exercise=exercise, texts=exercise_strings(exercise, strings), strings=strings)
    )
