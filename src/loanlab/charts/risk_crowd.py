"""Charts of risk-crowd: borrowers as dots, and how many suffer each harm."""

from typing import Any

import altair as alt

from .bars import bar_chart
from .theme import PALETTE, series_legend

COLUMNS, LINES = 20, 5
STATE_COLOURS = {"hit": "bad", "spared": "good", "unharmed": "money"}
STATE_SHAPES = {"hit": "diamond", "spared": "circle", "unharmed": "circle"}
STATES = list(STATE_COLOURS)
# The share of its place that a dot fills, and the most pixels that it is wide.
FILLED, WIDEST = 0.58, 16
DOT = f"pow(min({WIDEST}, {FILLED} * min(width / {COLUMNS}, height / {LINES})), 2)"
RING_WIDTH = 2


def crowd(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw a hundred borrowers as dots, those who suffer harm first.

    Parameters
    ----------
    rows
        Columns ``state``, ``first`` (place of the group's first dot), ``dots`` and ``people_text``.
    strings
        The picture's words: ``words`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Dots in rows. Shape marks harm as well as colour does; a ring marks harm that precautions
        prevent.
    """
    columns = strings["columns"]
    legend = series_legend(strings["words"])
    colours = [PALETTE[STATE_COLOURS[state]] for state in STATES]
    fills = [
        "transparent" if state == "spared" else colour
        for state, colour in zip(STATES, colours, strict=True)
    ]
    dots = (
        alt.Chart(rows)
        .transform_calculate(place="sequence(datum.first, datum.first + datum.dots)")
        .transform_flatten(["place"])
        .transform_calculate(
            across=f"datum.place % {COLUMNS}", down=f"floor(datum.place / {COLUMNS})"
        )
        .mark_point(size=alt.expr(DOT), strokeWidth=RING_WIDTH, opacity=1)
        .encode(
            x=alt.X("across:Q", axis=None, scale=alt.Scale(domain=[-0.5, COLUMNS - 0.5])),
            y=alt.Y("down:Q", axis=None, scale=alt.Scale(reverse=True, domain=[-0.5, LINES - 0.5])),
            stroke=alt.Stroke("state:N", title=None, scale=_scale(colours), legend=legend),
            fill=alt.Fill("state:N", title=None, scale=_scale(fills), legend=legend),
            shape=alt.Shape(
                "state:N",
                title=None,
                scale=_scale([STATE_SHAPES[state] for state in STATES]),
                legend=legend,
            ),
            tooltip=[
                alt.Tooltip("state_text:N", title=columns["state"]),
                alt.Tooltip("people_text:N", title=columns["people"]),
            ],
        )
    )
    return alt.layer(dots).properties(height=200)


def _scale(values: list[str]) -> alt.Scale:
    return alt.Scale(domain=STATES, range=values)


PICTURES = {
    "crowd": crowd,
    # How many suffer each harm, with the precautions and without.
    "risks": bar_chart(
        name="risk_text", length="with", axis=alt.Axis(tickCount=4, format="~r"), full="without"
    ),
}
