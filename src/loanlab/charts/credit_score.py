"""Charts of credit-score: the points of each dimension, and how far each could move the score."""

from typing import Any

import altair as alt

from .bars import bar_chart
from .theme import BAR_STEP, PALETTE, text_tooltips

POINTS = [0, 25, 50, 75, 100]
# Leaves room for the numbers beside bars that reach the ends of the scale.
AROUND = [-16, 116]


def sensitivity(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the scores with each dimension at its lowest and at its highest.

    Parameters
    ----------
    rows
        Columns ``at_lowest``, ``score``, ``at_highest`` and the texts of all columns.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        A tornado chart: bars to both sides of the present score.
    """
    base = alt.Chart(rows).transform_calculate(
        low_label="format(datum.at_lowest, '.1f')", high_label="format(datum.at_highest, '.1f')"
    )
    names = alt.Y("dimension_text:N", sort=None, title=None)
    points = alt.Scale(domain=AROUND, nice=False)
    axis = alt.Axis(values=POINTS)
    tooltip = text_tooltips(strings["columns"])
    falls = base.mark_bar(color=PALETTE["money"]).encode(
        y=names,
        x=alt.X("at_lowest:Q", title=strings["axis"], axis=axis, scale=points),
        x2="score:Q",
        tooltip=tooltip,
    )
    rises = base.mark_bar(color=PALETTE["accent"]).encode(
        y=names, x="score:Q", x2="at_highest:Q", tooltip=tooltip
    )
    score = base.mark_rule(color=PALETTE["text"], strokeDash=[2, 3]).encode(x="score:Q")
    lows = base.mark_text(align="right", dx=-5).encode(y=names, x="at_lowest:Q", text="low_label:N")
    highs = base.mark_text(align="left", dx=5).encode(
        y=names, x="at_highest:Q", text="high_label:N"
    )
    return alt.layer(falls, rises, score, lows, highs).properties(height=alt.Step(BAR_STEP))


PICTURES = {
    # The points of each dimension, on a light bar of the most that it could give.
    "contributions": bar_chart(
        name="dimension_text",
        length="contribution",
        axis=alt.Axis(tickCount=5, format="~r", labelOverlap=True, labelSeparation=6),
        full="most",
    ),
    "sensitivity": sensitivity,
}
