"""Charts of risk-crowd: borrowers as dots, and how many suffer each harm."""

from typing import Any

import altair as alt

from .bars import bar_chart
from .theme import colour_by, series_legend

DOTS_A_ROW = 20
STATE_COLOURS = {"hit": "bad", "spared": "money"}
STATE_SHAPES = {"hit": "diamond", "spared": "circle"}


def crowd(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw borrowers as dots, those who suffer harm first.

    Parameters
    ----------
    rows
        Columns ``state``, ``first`` (place of the group's first dot), ``dots`` and ``people_text``.
    strings
        The picture's words: ``words`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Dots in rows. Shape marks harm as well as colour does.
    """
    columns = strings["columns"]
    dots = (
        alt.Chart(rows)
        .transform_calculate(place="sequence(datum.first, datum.first + datum.dots)")
        .transform_flatten(["place"])
        .transform_calculate(
            across=f"datum.place % {DOTS_A_ROW}", down=f"floor(datum.place / {DOTS_A_ROW})"
        )
        .mark_point(size=70, filled=True, opacity=1)
        .encode(
            x=alt.X("across:Q", axis=None, scale=alt.Scale(domain=[-0.5, DOTS_A_ROW - 0.5])),
            y=alt.Y("down:Q", axis=None, scale=alt.Scale(reverse=True, domain=[-0.5, 9.5])),
            color=colour_by("state", STATE_COLOURS, series_legend(strings["words"])),
            shape=alt.Shape(
                "state:N",
                title=None,
                scale=alt.Scale(domain=list(STATE_SHAPES), range=list(STATE_SHAPES.values())),
            ),
            tooltip=[
                alt.Tooltip("state_text:N", title=columns["state"]),
                alt.Tooltip("people_text:N", title=columns["people"]),
            ],
        )
    )
    return alt.layer(dots).properties(height=200)


PICTURES = {
    "crowd": crowd,
    # How many suffer each harm, with the precautions and without.
    "risks": bar_chart(
        name="risk_text", length="with", axis=alt.Axis(tickCount=4, format="~r"), outline="without"
    ),
}
