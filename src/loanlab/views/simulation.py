"""Simulations and exercises as HTML that is complete before any script runs."""

import unicodedata
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from loanlab.charts.compile import chart_spec, in_box, svg_of, with_rows
from loanlab.forms.definition import Picture, Preset, Simulation
from loanlab.forms.evaluation import Evaluation, evaluate, typed_texts
from loanlab.forms.fields import Number
from loanlab.forms.formatting import (
    choice_texts,
    constant_texts,
    format_field,
    picture_strings,
    with_unit,
)
from loanlab.forms.grading import Choice, Exercise, exercise_strings

from .templating import templates

Strings = dict[str, Any]


class DrawnPicture(NamedTuple):
    """A chart or table of the default state."""

    name: str
    texts: Strings
    columns: list[Any]
    is_long: bool
    svg: Markup
    table: list[list[str]]
    # For each column, whether it has no value in this state and is hidden.
    is_empty: list[bool]


class OriginEntry(NamedTuple):
    """A field or column whose number has an origin: its label, and the claims behind it."""

    field: str
    label: str
    claims: list[dict[str, Any]]
    is_hidden: bool


class KindOfOrigin(NamedTuple):
    """The fields whose numbers have one kind of origin."""

    name: str
    entries: list[OriginEntry]


class ShownPreset(NamedTuple):
    """A preset's chip: its text, and its state as a link holds it."""

    text: str
    state: str


class Slider(NamedTuple):
    """The range of a number's slider, the position of its value, and that as a share of the range.

    ``stops`` are the texts that the positions stand for, where these are not the numbers
    themselves.
    """

    minimum: str
    maximum: str
    step: str
    position: str
    share: float
    stops: str


# A choice with so few characters in all its options is shown as a row of buttons.
MOST_SEGMENTS = 4
LONGEST_SEGMENTS = 20


def simulation_html(simulation: Simulation, strings: Strings, start: str | None = None) -> str:
    """Render a simulation's form, with the results of the state that it opens with.

    Parameters
    ----------
    simulation
        The simulation.
    strings
        The language's catalogue.
    start
        The preset that it opens with; its defaults if left out.

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
    values = simulation.default_values() if start is None else simulation.preset_values(start)
    typed = typed_texts(simulation, values)
    evaluation = evaluate(simulation, typed, strings)
    if evaluation.result is None:
        raise ValueError(f"{simulation.name} refuses its own defaults: {evaluation.alert}")
    section = strings["simulations"][simulation.name]
    pictures = [
        DrawnPicture(
            picture.name,
            picture_strings(section, picture),
            picture.columns,
            picture.is_long,
            draw(evaluation, picture),
            evaluation.table(picture),
            evaluation.empty_columns(picture),
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
            field_values=values,
            start_state=urlencode(typed),
            evaluation=evaluation,
            raw_text=raw_text,
            pictures=pictures,
            presets=[_preset(simulation, preset, strings) for preset in simulation.presets],
            constants=constant_texts(simulation, strings),
            choice_texts=choice_texts,
            format_field=format_field,
            is_segmented=is_segmented,
            slider_of=slider_of,
            end_text=_end_text,
            origin_counts=origin_counts(simulation, strings, evaluation.hidden),
            origins=_origins(simulation, strings, evaluation.hidden),
            defaults_of=lambda columns: {column.name: column.default for column in columns},
        )
    )


def slider_of(field: Number, text: str) -> Slider:
    """Describe a number's slider.

    Parameters
    ----------
    field
        The number's field.
    text
        The text of its input.

    Returns
    -------
    Slider
        Even steps over the range, or the positions of `Number.stops`.

    Examples
    --------
    >>> amount = Number("amount", "yuan", 0, 2000, step=500, default=1000)
    >>> slider_of(amount, "1000")[2:]
    ('1', '2', 0.5, '0 500 1000 1500 2000')
    """
    stops = field.stops()
    value = float(text)
    if stops:
        position = min(range(len(stops)), key=lambda place: abs(float(stops[place]) - value))
        last = len(stops) - 1
        share = round(position / last, 4)
        return Slider("0", str(last), "1", str(position), share, " ".join(stops))
    low, high = [float(field.text_of(bound)) for bound in (field.minimum, field.maximum)]
    return Slider(
        field.text_of(field.minimum),
        field.text_of(field.maximum),
        field.text_of(field.step),
        text,
        round((value - low) / (high - low), 4),
        "",
    )


def _end_text(field: Number, bound: float, strings: Strings) -> str:
    """Write a bound of a slider, as short as it can be typed."""
    text = field.text_of(bound)
    number = f"{int(text):,}" if text.isdigit() else text
    return with_unit(number, field.unit, strings["interface"])


def width_of(text: str) -> float:
    """Estimate how wide a text is.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    float
        The width in characters of Chinese; a Latin letter is about half as wide.

    Examples
    --------
    >>> width_of("年化APR")
    3.5
    """
    return sum(1 if unicodedata.east_asian_width(sign) in "WF" else 0.5 for sign in text)


def is_segmented(options: dict[str, str]) -> bool:
    """Whether a choice is shown as a row of buttons.

    Parameters
    ----------
    options
        Option to text.

    Returns
    -------
    bool
        Whether its options are few and short.
    """
    length = sum(map(width_of, options.values()))
    return len(options) <= MOST_SEGMENTS and length <= LONGEST_SEGMENTS


def _preset(simulation: Simulation, preset: Preset, strings: Strings) -> ShownPreset:
    typed = typed_texts(simulation, simulation.preset_values(preset.name))
    return ShownPreset(preset_text(simulation, preset, strings), urlencode(typed))


def preset_text(simulation: Simulation, preset: Preset, strings: Strings) -> str:
    """Format the text of a preset's chip.

    Parameters
    ----------
    simulation
        The simulation.
    preset
        One of its presets.
    strings
        The language's catalogue.

    Returns
    -------
    str
        The text, with the fields and the results of the preset's state.
    """
    typed = typed_texts(simulation, simulation.preset_values(preset.name))
    texts = evaluate(simulation, typed, strings).texts
    text: str = strings["simulations"][simulation.name]["presets"][preset.name].format(**texts)
    return text


def _origins(simulation: Simulation, strings: Strings, hidden: list[str]) -> list[KindOfOrigin]:
    """List the fields and columns whose numbers come from somewhere, by the kind of origin."""
    entries: dict[str, list[OriginEntry]] = {}
    texts = strings["simulations"][simulation.name]["fields"]
    for field in simulation.fields:
        columns = getattr(field, "columns", None)
        places = (
            [(field, texts[field.name])]
            if columns is None
            else [(column, texts[field.name]["columns"][column.name]) for column in columns]
        )
        for place, place_texts in places:
            claims: dict[str, dict[str, Any]] = {}
            for origin in place.origins:
                of_kind = claims.setdefault(origin["kind"], {})
                if "claim" in origin:
                    claim = {"id": origin["claim"], "status": origin["status"]}
                    of_kind[origin["claim"]] = claim
            for kind, of_kind in claims.items():
                entry = OriginEntry(
                    field.name,
                    place_texts["label"],
                    list(of_kind.values()),
                    field.name in hidden,
                )
                entries.setdefault(kind, []).append(entry)
    kinds = strings["interface"]["origins"]
    return [KindOfOrigin(kind, entries[kind]) for kind in kinds if kind in entries]


def origin_counts(simulation: Simulation, strings: Strings, hidden: list[str]) -> str:
    """Say in one line how many of the numbers shown come from where.

    Parameters
    ----------
    simulation
        The simulation.
    strings
        The language's catalogue.
    hidden
        Names of the fields that are hidden; their numbers do not count.

    Returns
    -------
    str
        One line; empty where no number shown has an origin.
    """
    form = strings["interface"]["form"]
    counts = []
    for kind in _origins(simulation, strings, hidden):
        count = sum(not entry.is_hidden for entry in kind.entries)
        if count:
            counts.append(form["origin_counts"][kind.name].format(count=count))
    line: str = form["origins"].format(counts=form["between_origins"].join(counts))
    return line if counts else ""


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


def draw(evaluation: Evaluation, picture: Picture, size: tuple[int, int] | None = None) -> Markup:
    """Draw a picture of a state.

    Parameters
    ----------
    evaluation
        The state, which has a result.
    picture
        One of the simulation's pictures.
    size
        Width and height in pixels; the chart's own if left out.

    Returns
    -------
    Markup
        An SVG element; empty for a table.
    """
    if picture.is_table:
        return Markup("")
    name = evaluation.simulation.name
    strings = picture_strings(evaluation.strings["simulations"][name], picture)
    units = evaluation.strings["interface"]["units"]
    spec = with_rows(chart_spec(name, picture.name, strings, units), evaluation.rows(picture))
    if size is not None:
        spec = in_box(spec, *size)
    # The drawing comes from our own chart; readers' input never reaches it.
    return Markup(svg_of(spec))  # noqa: S704


def exercise_html(exercise: Exercise | Choice, strings: Strings) -> str:
    """Render an exercise: its question, an input or options, and a place for the verdict.

    Parameters
    ----------
    exercise
        The exercise: a number, a guess or a choice.
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
