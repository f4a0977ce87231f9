"""The pictures of credit-score: what each dimension gives, and what each alone could change."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, with_label_room

POINTS = [0, 25, 50, 75, 100]
# Room for the numbers beside bars that reach the ends of the scale.
AROUND = [-16, 116]


def contributions(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What each dimension gives to the score, in an outline of the most that it could give.

    Parameters
    ----------
    rows
        Columns ``contribution``, ``most`` and the texts of all columns.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their points behind them.
    """
    base = alt.Chart(rows)
    names = alt.Y("dimension_text:N", sort=None, title=None)
    tooltip = _tooltip(strings)
    axis = alt.Axis(tickCount=5, format="~r", labelOverlap=True, labelSeparation=6)
    outlines = base.mark_bar(filled=False, stroke=PALETTE["muted"], strokeDash=[4, 3]).encode(
        y=names, x=alt.X("most:Q", title=strings["axis"], axis=axis), tooltip=tooltip
    )
    bars = base.mark_bar(minBandSize=2, color=PALETTE["accent"]).encode(
        y=names, x="contribution:Q", tooltip=tooltip
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=names, x="most:Q", text="contribution_text:N"
    )
    return alt.layer(with_label_room(base, "most"), outlines, bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


def sensitivity(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The score with each dimension at nothing and at its best, around the score as it is.

    Parameters
    ----------
    rows
        Columns ``at_lowest``, ``score``, ``at_highest`` and the texts of all columns.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        A tornado: bars to both sides of the score.
    """
    base = alt.Chart(rows).transform_calculate(
        low_label="format(datum.at_lowest, '.1f')", high_label="format(datum.at_highest, '.1f')"
    )
    names = alt.Y("dimension_text:N", sort=None, title=None)
    points = alt.Scale(domain=AROUND, nice=False)
    axis = alt.Axis(values=POINTS)
    tooltip = _tooltip(strings)
    falls = base.mark_bar(color=PALETTE["series-2"]).encode(
        y=names,
        x=alt.X("at_lowest:Q", title=strings["axis"], axis=axis, scale=points),
        x2="score:Q",
        tooltip=tooltip,
    )
    rises = base.mark_bar(color=PALETTE["series-1"]).encode(
        y=names, x="score:Q", x2="at_highest:Q", tooltip=tooltip
    )
    score = base.mark_rule(color=PALETTE["text"], strokeDash=[2, 3]).encode(x="score:Q")
    lows = base.mark_text(align="right", dx=-5).encode(y=names, x="at_lowest:Q", text="low_label:N")
    highs = base.mark_text(align="left", dx=5).encode(
        y=names, x="at_highest:Q", text="high_label:N"
    )
    return alt.layer(falls, rises, score, lows, highs).properties(height=alt.Step(BAR_STEP))


def _tooltip(strings: dict[str, Any]) -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{column}_text:N", title=title) for column, title in strings["columns"].items()
    ]


PICTURES = {"contributions": contributions, "sensitivity": sensitivity}
