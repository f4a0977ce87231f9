"""Fit a compiled chart into a box of any size, with fewer and smaller words where it is small.

The box is two signals, ``boxWidth`` and ``boxHeight``. Vega's own ``width`` and ``height`` follow
them, but then become the size of the plot without its axes, so they cannot say how large the whole
picture is. ``small`` and ``font`` follow the box.
"""

import re
from typing import Any

from .expressions import with_unit
from .theme import FONT_SIZE

Spec = dict[str, Any]

BOX = (560, 300)
SMALL = "boxHeight < 190 || boxWidth < 420"
SMALL_FONT_SIZE = 11
FEW_TICKS = 3
PADDING, SMALL_PADDING = 5, 2
# Pixels of the thickest bar on a band of each axis.
THICKEST = {"x": 64, "y": 34}
# Names on the left may take this share of a small box.
NAMES_SHARE = 0.36
# The parts of a title, of which one may be a unit: "Payment (yuan)", "能借多少（元，刻度按倍数）".
BETWEEN_PARTS = re.compile(r"\s*[（()），,]\s*")


Units = dict[str, dict[str, str]]


def fit_box(spec: Spec, units: Units) -> None:
    """Make a compiled spec fit its box, in place.

    Parameters
    ----------
    spec
        A Vega spec whose width and height are numbers.
    units
        The texts of the units. An axis whose title names one writes it at its last label when the
        title is gone.
    """
    spec["autosize"] = {"type": "fit", "contains": "padding", "resize": True}
    spec["signals"] = [
        {"name": "boxWidth", "value": BOX[0]},
        {"name": "boxHeight", "value": BOX[1]},
        # With values, because Vega reads these before they are first computed.
        {"name": "width", "value": BOX[0], "update": "boxWidth"},
        {"name": "height", "value": BOX[1], "update": "boxHeight"},
        {"name": "padding", "value": PADDING, "update": f"small ? {SMALL_PADDING} : {PADDING}"},
        {"name": "small", "update": SMALL},
        {"name": "font", "update": f"small ? {SMALL_FONT_SIZE} : {FONT_SIZE}"},
        *spec.get("signals", []),
    ]
    are_bars_named = any(
        scale["name"] == "y" and scale["type"] == "band" for scale in spec["scales"]
    )
    are_bars_labelled = any(mark["type"] == "text" for mark in spec["marks"])
    is_needless = are_bars_named and are_bars_labelled
    for axis in spec.get("axes", []):
        _fit_axis(axis, units, is_needless=is_needless and axis["orient"] == "bottom")
    for legend in spec.get("legends", []):
        _fit_legend(legend)
    # In a small box a legend may reach from the right over the axis on the left.
    anchor = {"signal": "small ? 'end' : 'start'"}
    spec["config"].setdefault("legend", {})["layout"] = {"top": {"anchor": anchor}}
    _fit_marks(spec["marks"])


def _when_small(small: Any, large: Any) -> Spec:
    return {"signal": f"small ? {small} : {large}"}


def _unit_of(title: str, units: Units) -> dict[str, str] | None:
    """Find the unit that an axis title names."""
    parts = BETWEEN_PARTS.split(title.lower())
    return next((unit for unit in units.values() if unit["suffix"].lower() in parts), None)


def _fit_axis(axis: Spec, units: Units, *, is_needless: bool) -> None:
    """Make an axis smaller; without labels, ticks and grid where the bars' labels say the same."""
    if isinstance(axis.get("tickCount"), int):
        axis["tickCount"] = _when_small(min(axis["tickCount"], FEW_TICKS), axis["tickCount"])
    if is_needless and axis.get("grid"):
        axis["gridOpacity"] = _when_small(0, 0.6)
    if axis.get("labels") is False:
        return
    title = axis.get("title") or ""
    if title:
        axis["title"] = _when_small("''", repr(title))
        axis["titleFontSize"] = _when_small(0, "font")
        axis["titlePadding"] = _when_small(0, 4)
    update = axis.setdefault("encode", {}).setdefault("labels", {}).setdefault("update", {})
    text = update.get("text", {}).get("signal", "datum.label")
    unit = _unit_of(title, units)
    if is_needless:
        update["text"] = _when_small("''", f"({text})")
        axis["labelFontSize"] = _when_small(0, "font")
        for length in ("tickSize", "labelPadding", "domainWidth"):
            axis[length] = _when_small(
                0, {"tickSize": 5, "labelPadding": 2, "domainWidth": 1}[length]
            )
        return
    if unit:
        is_last = "small && datum.index === 1"
        update["text"] = {"signal": f"{is_last} ? {with_unit(text, unit)} : ({text})"}
    axis["labelFontSize"] = {"signal": "font"}
    if "labelLimit" in axis:
        limit = axis["labelLimit"]
        axis["labelLimit"] = _when_small(f"min({limit}, boxWidth * {NAMES_SHARE})", limit)


def _fit_legend(legend: Spec) -> None:
    """Shorten a legend's line where the chart is small."""
    legend["labelFontSize"] = {"signal": "font"}
    legend["symbolSize"] = _when_small(50, 100)
    legend["labelOffset"] = _when_small(2, 4)
    legend["columnPadding"] = _when_small(5, 10)
    legend["padding"] = 0
    # An offset of its own makes room for a text between the legend and the plot.
    legend["offset"] = _when_small(max(3, legend.get("offset", 0) - 10), legend.get("offset", 12))


def _fit_marks(marks: list[Spec]) -> None:
    """Let texts follow the font, and keep a few bars from filling a large box."""
    for mark in marks:
        look = mark.get("encode", {}).get("update", {})
        if mark["type"] == "text":
            look["fontSize"] = {"signal": "font"}
        if "bar" in mark.get("style", []):
            _limit_bar(look, "y", "height")
            _limit_bar(look, "x", "width")
        _fit_marks(mark.get("marks", []))


def _limit_bar(look: Spec, channel: str, length: str) -> None:
    if look.get(length) == {"signal": f"max(0.25, bandwidth('{channel}'))"}:
        look[f"{channel}c"] = {**look.pop(channel), "band": 0.5}
        look[length] = {"signal": f"clamp(bandwidth('{channel}'), 0.25, {THICKEST[channel]})"}
