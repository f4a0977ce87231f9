"""Altair charts as the page needs them: compiled Vega specs, and a picture without any script."""

import json
from typing import Any

import altair as alt
import vl_convert

from . import draw
from .theme import PALETTE

# The Vega-Lite that Altair 5.5 writes.
VEGA_LITE = "5.20"

Spec = dict[str, Any]


def compile_spec(chart: Spec) -> Spec:
    """Compile a Vega-Lite chart into the Vega spec that the page's runtime draws.

    Parameters
    ----------
    chart
        A Vega-Lite spec, as ``chart.to_dict()`` of Altair gives it.

    Returns
    -------
    dict
        A Vega spec in which every colour of the palette is the CSS variable of its name.

    Examples
    --------
    >>> spec = alt.Chart(alt.NamedData("rows")).mark_bar(color="#0b63a8").to_dict()
    >>> "var(--ll-accent)" in json.dumps(compile_spec(spec))
    True
    """
    spec = vl_convert.vegalite_to_vega(chart, vl_version=VEGA_LITE)
    spec.pop("$schema", None)
    # The page's own background, light or dark.
    spec["background"] = "transparent"
    _hide_marks(spec["marks"])
    _hide_marks(spec.get("legends", []))
    text = json.dumps(spec, ensure_ascii=False)
    for name, colour in PALETTE.items():
        text = text.replace(f'"{colour}"', f'"var(--ll-{name})"')
    result: Spec = json.loads(text)
    return result


def _hide_marks(marks: list[dict[str, Any]]) -> None:
    """Keep Vega's English descriptions of each mark from screen readers: the chart has a name."""
    for mark in marks:
        mark["aria"] = False
        _hide_marks(mark.get("marks", []))


def with_rows(spec: Spec, rows: list[dict[str, Any]]) -> Spec:
    """A compiled spec whose named data "rows" holds the given rows.

    Parameters
    ----------
    spec
        A Vega spec made by `compiled` from a chart on ``alt.NamedData("rows")``.
    rows
        The rows.

    Returns
    -------
    dict
        A copy of the spec with the rows inside.
    """
    filled = json.loads(json.dumps(spec))
    for data in filled["data"]:
        if data["name"] == "rows":
            data["values"] = rows
    result: Spec = filled
    return result


def svg_of(spec: Spec) -> str:
    """Draw a compiled spec, for readers without script and for print.

    Parameters
    ----------
    spec
        A Vega spec with its data inside.

    Returns
    -------
    str
        An SVG element. Its texts are texts: they take the reader's own fonts.
    """
    svg: str = vl_convert.vega_to_svg(spec)
    return svg


def named_rows() -> alt.NamedData:
    """The name under which a simulation's chart gets its rows on the page.

    Returns
    -------
    altair.NamedData
        Data named "rows".
    """
    return alt.NamedData("rows")


def chart_spec(simulation: str, picture: str, strings: dict[str, Any]) -> Spec:
    """The compiled spec of a simulation's picture, waiting for its rows.

    Parameters
    ----------
    simulation
        The simulation's name.
    picture
        The picture's name.
    strings
        The picture's words.

    Returns
    -------
    dict
        A Vega spec with the named data "rows" empty.
    """
    chart = draw(simulation, picture, named_rows(), strings)
    return compile_spec(chart.to_dict())
