"""A simulation or an exercise as HTML, complete before any script runs."""

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


def _draw(evaluation: Evaluation, picture: Picture) -> Markup:
    if picture.is_table:
        return Markup("")
    name = evaluation.simulation.name
    own = picture_strings(evaluation.strings["simulations"][name], picture.name)
    spec = with_rows(chart_spec(name, picture.name, own), evaluation.rows(picture))
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
