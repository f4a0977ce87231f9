"""Horizontal bars with labels: one bar per row, its value written behind it."""

from collections.abc import Callable
from typing import Any

import altair as alt

from .theme import (
    BAR_STEP,
    LABEL_ROOM,
    NEVER_OUTLINED,
    PALETTE,
    text_tooltips,
    with_label_room,
)

NAME_AXIS = alt.Axis(labelLimit=120)
# Pixels between the end of a bar and its label.
LABEL_GAP = 6


def labelled_bars(
    chart: alt.Chart,
    strings: dict[str, Any],
    *,
    name: str,
    length: str,
    axis: alt.Axis,
    label: str = "",
    colour: Any = None,
    start: str = "",
    full: str = "",
    offset: str = "",
    sort: str = "",
    name_axis: alt.Axis | None = NAME_AXIS,
    room: int = LABEL_ROOM,
    least: float = 0,
    gap: Any = LABEL_GAP,
) -> alt.LayerChart:
    """Draw one labelled bar per row, in the order of the rows.

    Parameters
    ----------
    chart
        A chart on the rows, with transforms for columns that the rows lack.
    strings
        The picture's words: ``columns`` names the columns of the tooltip, which shows their texts
        ``<column>_text``; ``axis`` is the title of the value axis, which may have none.
    name
        Column with the text that names a bar.
    length
        Column with the value at which a bar ends.
    axis
        The value axis.
    label
        Column with the text behind a bar; by default ``<length>_text``.
    colour
        A colour encoding, such as `colour_by` returns; by default the palette's accent.
    start
        Column with the value at which a bar starts; by default bars start at 0.
    full
        Column with the maximum of a bar: a light bar up to there, with the label behind it.
    offset
        Column that divides the place of a name among several bars. The height of each is then
        ``.properties(height=alt.Step(22, **{"for": "offset"}))``.
    sort
        Column with the number by which bars are sorted; by default they are in the order of the
        rows. Where names change with the state, it keeps the order beside a ghost's bars.
    name_axis
        The axis of names; None hides it.
    room
        Pixels to keep free for the longest label.
    least
        A value up to which the axis always extends, for bars that may all be 0.
    gap
        Pixels between the end of a bar and its label: a number or an expression.

    Returns
    -------
    altair.LayerChart
        The bars with their labels, and the light bars beneath them.

    Examples
    --------
    >>> rows = alt.Data(values=[{"way_text": "按天", "amount": 7.5, "amount_text": "7.50元"}])
    >>> strings = {"axis": "金额（元）", "columns": {"way": "算法", "amount": "金额"}}
    >>> bars = labelled_bars(
    ...     alt.Chart(rows), strings, name="way_text", length="amount", axis=alt.Axis(format="~r")
    ... )
    >>> [layer["mark"]["type"] for layer in bars.to_dict()["layer"]]
    ['point', 'bar', 'text']
    """
    order = alt.EncodingSortField(sort, op="min", order="ascending") if sort else None
    places: dict[str, Any] = {"y": alt.Y(f"{name}:N", sort=order, title=None, axis=name_axis)}
    if offset:
        places["yOffset"] = alt.YOffset(f"{offset}:N", sort=None)
    tooltip = text_tooltips(strings["columns"])
    bars = chart.mark_bar().encode(
        x=alt.X(f"{start or length}:Q", title=strings.get("axis"), axis=axis),
        color=alt.value(PALETTE["accent"]) if colour is None else colour,
        tooltip=tooltip,
        **places,
    )
    if start:
        bars = bars.encode(x2=f"{length}:Q")
    layers = [bars]
    if full:
        light = chart.mark_bar(color=PALETTE["money-soft"], style=NEVER_OUTLINED)
        layers.insert(0, light.encode(x=f"{full}:Q", tooltip=tooltip, **places))
    furthest = full or length
    labels = chart.mark_text(align="left", dx=gap).encode(
        x=f"{furthest}:Q", text=f"{label or f'{length}_text'}:N", **places
    )
    layers = [with_label_room(chart, furthest, room, least), *layers, labels]
    return alt.layer(*layers).properties(height=alt.Step(BAR_STEP))


def bar_chart(**options: Any) -> Callable[[Any, dict[str, Any]], alt.LayerChart]:
    """Make a chart function that draws one labelled bar per row.

    Parameters
    ----------
    **options
        As `labelled_bars`.

    Returns
    -------
    callable
        Takes the rows and the picture's strings, as the functions in ``PICTURES`` do.

    Examples
    --------
    >>> draw = bar_chart(name="way_text", length="amount", axis=alt.Axis(format="~r"))
    >>> strings = {"axis": "金额（元）", "columns": {"way": "算法", "amount": "金额"}}
    >>> draw(alt.NamedData("rows"), strings).to_dict()["data"]
    {'name': 'rows'}
    """

    def draw_bars(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
        return labelled_bars(alt.Chart(rows), strings, **options)

    return draw_bars
