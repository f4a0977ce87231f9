"""Charts of rate-builder: the daily rate step by step, and the two routes to an annual rate."""

from typing import Any

import altair as alt

from .bars import bar_chart, labelled_bars
from .theme import colour_by, percent_axis

DIRECTION_COLOURS = {"total": "accent", "rise": "cost", "fall": "good", "none": "muted"}
ROUTE_COLOURS = {"effective": "cost", "nominal": "cost", "lpr": "money", "line": "muted"}
# Pixels of the line at the end of a step, which fits into the bar's band.
TICK = "min(18, 0.8 * bandwidth('y'))"


def waterfall(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the daily rate from its base to its end, one bar per step.

    Parameters
    ----------
    rows
        Columns ``stage_text``, ``start``, ``end``, ``direction`` and the steps' texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars labelled with their change, or with the rate where the step is a total.
    """
    steps = alt.Chart(rows).transform_calculate(
        lowest="min(datum.start, datum.end)",
        highest="max(datum.start, datum.end)",
        text="datum.direction == 'total' ? datum.end_text : datum.change_text",
    )
    colour = colour_by("direction", DIRECTION_COLOURS)
    bars = labelled_bars(
        steps,
        strings,
        name="stage_text",
        start="lowest",
        length="highest",
        axis=percent_axis(3),
        label="text",
        colour=colour,
    )
    # A step without a change has a bar of no width; the tick shows where it is.
    ticks = steps.mark_tick(thickness=2, size=alt.expr(TICK)).encode(
        y=alt.Y("stage_text:N", sort=None), x="end:Q", color=colour
    )
    chart: alt.LayerChart = bars + ticks
    return chart


PICTURES = {
    "waterfall": waterfall,
    # The annual rates of the recipe and of "LPR plus a spread", beside the 24% line.
    "routes": bar_chart(
        name="route_text",
        length="annual_rate",
        axis=percent_axis(0),
        colour=colour_by("route", ROUTE_COLOURS),
    ),
}
