"""Compile Altair charts to Vega specs for the page, and draw them as SVG for readers without it."""

import json
from typing import Any

import altair as alt
import vl_convert

from . import draw
from .box import BOX, fit_box
from .ghost import add_ghost
from .legends import list_present_series
from .theme import PALETTE

# The version of Vega-Lite that Altair 5.5 writes.
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
    >>> spec = alt.Chart(alt.NamedData("rows")).mark_bar(color="#0b6b74").to_dict()
    >>> "var(--ll-accent)" in json.dumps(compile_spec(spec))
    True
    """
    return _finish(_to_vega(chart))


def _to_vega(chart: Spec) -> Spec:
    spec: Spec = vl_convert.vegalite_to_vega(chart, vl_version=VEGA_LITE)
    spec.pop("$schema", None)
    # Let the page's background show through, light or dark.
    spec["background"] = "transparent"
    return spec


def _finish(spec: Spec) -> Spec:
    """Replace the colours by variables and hide the marks from screen readers."""
    _hide_marks(spec["marks"])
    _hide_marks(spec.get("legends", []))
    text = json.dumps(spec, ensure_ascii=False)
    for name, colour in PALETTE.items():
        text = text.replace(f'"{colour}"', f'"var(--ll-{name})"')
    result: Spec = json.loads(text)
    return result


def _hide_marks(marks: list[dict[str, Any]]) -> None:
    """Hide Vega's English descriptions of marks from screen readers: the chart has a name."""
    for mark in marks:
        mark["aria"] = False
        _hide_marks(mark.get("marks", []))


def with_rows(
    spec: Spec, rows: list[dict[str, Any]], ghost: list[dict[str, Any]] | None = None
) -> Spec:
    """Fill a compiled spec's named data "rows", and "ghost" if there is an older state.

    Parameters
    ----------
    spec
        A Vega spec that `compile_spec` made from a chart on ``alt.NamedData("rows")``.
    rows
        The rows.
    ghost
        The rows of the older state, to be drawn as dashed outlines; by default none.

    Returns
    -------
    dict
        A copy of the spec that contains the rows.
    """
    filled = json.loads(json.dumps(spec))
    for data in filled["data"]:
        if data["name"] == "rows":
            data["values"] = rows
        elif data["name"] == "ghost":
            data["values"] = ghost or []
    result: Spec = filled
    return result


def in_box(spec: Spec, width: int, height: int) -> Spec:
    """Set the size of the box that a simulation's chart fills.

    Parameters
    ----------
    spec
        A Vega spec that `chart_spec` made.
    width, height
        Pixels.

    Returns
    -------
    dict
        A copy of the spec.
    """
    sizes = {"boxWidth": width, "boxHeight": height}
    signals = [
        {**signal, "value": sizes[signal["name"]]} if signal["name"] in sizes else signal
        for signal in spec["signals"]
    ]
    return {**spec, "signals": signals}


def svg_of(spec: Spec) -> str:
    """Draw a compiled spec as SVG, for print and for browsers without scripts.

    Parameters
    ----------
    spec
        A Vega spec that contains its data.

    Returns
    -------
    str
        An SVG element. Its labels are text elements, in the reader's own fonts.
    """
    svg: str = vl_convert.vega_to_svg(spec)
    return svg


def named_rows() -> alt.NamedData:
    """Return the named data that the page's script fills with rows.

    Returns
    -------
    altair.NamedData
        Data named "rows".
    """
    return alt.NamedData("rows")


def chart_spec(
    simulation: str, picture: str, strings: dict[str, Any], units: dict[str, dict[str, str]]
) -> Spec:
    """Compile a simulation's picture without its rows.

    Parameters
    ----------
    simulation
        The simulation's name.
    picture
        The picture's name.
    strings
        The picture's words.
    units
        The texts of the units, ``interface.units`` of the catalogue.

    Returns
    -------
    dict
        A Vega spec with the named data "rows" and "ghost" empty. It fills a box, whose size the
        signals ``boxWidth`` and ``boxHeight`` hold.
    """
    chart = draw(simulation, picture, named_rows(), {**strings, "units": units}).to_dict()
    # Numbers instead of a step for each bar: the bars divide the box among them.
    chart["width"], chart["height"] = BOX
    spec = _to_vega(chart)
    add_ghost(spec)
    list_present_series(spec)
    fit_box(spec, units)
    return _finish(spec)
