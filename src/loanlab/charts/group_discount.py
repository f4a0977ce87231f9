"""Charts of group-discount: the saving against the expected loss."""

from typing import Any

import altair as alt

from .theme import PALETTE, colour_by, money_axis, money_tooltip, series_legend

SERIES_COLOURS: dict[Any, str] = {"saving": "accent", "expected_loss": "cost"}
SERIES = list(SERIES_COLOURS)


def by_friends(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw saving and expected loss by the number of friends.

    Parameters
    ----------
    rows
        Columns ``friends``, ``saving``, ``expected_loss`` and ``chosen``.
    strings
        The picture's words: ``axis``, ``across_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Two lines, and a rule at the chosen number.
    """
    axis = alt.Axis(tickMinStep=1, tickCount=5, grid=False, format="d")
    return _two_lines(rows, strings, "friends", axis, "d")


def by_probability(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw saving and expected loss by the probability that a friend does not pay.

    Parameters
    ----------
    rows
        Columns ``probability``, ``saving``, ``expected_loss`` and ``chosen``.
    strings
        The picture's words: ``axis``, ``across_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Two lines, and a rule at the chosen probability.
    """
    axis = alt.Axis(format="~%", tickCount=5, grid=False, labelOverlap=True)
    return _two_lines(rows, strings, "probability", axis, ".2%")


def _two_lines(
    rows: Any, strings: dict[str, Any], across: str, axis: alt.Axis, form: str
) -> alt.LayerChart:
    folded = alt.Chart(rows).transform_fold(SERIES, as_=["series", "amount"])
    legend = series_legend(strings["series"])
    legend["symbolType"] = "stroke"
    lines = folded.mark_line(point=alt.OverlayMarkDef(size=45)).encode(
        x=alt.X(
            f"{across}:Q",
            title=strings["across_axis"],
            axis=axis,
            scale=alt.Scale(zero=across == "probability", nice=False, padding=8),
        ),
        y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
        color=colour_by("series", SERIES_COLOURS, legend),
        strokeDash=alt.StrokeDash(
            "series:N", legend=None, scale=alt.Scale(domain=SERIES, range=[[1, 0], [5, 4]])
        ),
        tooltip=[
            alt.Tooltip(f"{across}:Q", title=strings["columns"][across], format=form),
            *(money_tooltip(name, strings["columns"][name]) for name in SERIES),
        ],
    )
    chosen = (
        alt.Chart(rows)
        .transform_aggregate(chosen="max(chosen)")
        .mark_rule(strokeDash=[2, 3], color=PALETTE["text"])
        .encode(x="chosen:Q")
    )
    return alt.layer(lines, chosen).properties(height=230)


PICTURES = {"by_friends": by_friends, "by_probability": by_probability}
