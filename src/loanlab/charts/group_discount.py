"""The pictures of group-discount: the saving beside the expected loss."""

from typing import Any

import altair as alt

from .theme import PALETTE, money_axis, money_tooltip, series_legend

SERIES: list[Any] = ["saving", "expected_loss"]
COLOURS = [PALETTE["series-1"], PALETTE["series-2"]]


def by_friends(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Saving and expected loss by the number of friends.

    Parameters
    ----------
    rows
        Columns ``friends``, ``saving``, ``expected_loss`` and ``chosen``.
    strings
        The picture's words: ``axis``, ``across_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Two lines, and the number that is chosen.
    """
    axis = alt.Axis(tickMinStep=1, tickCount=5, grid=False, format="d")
    return _two_lines(rows, strings, "friends", axis, "d")


def by_probability(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Saving and expected loss by the probability that a friend does not pay.

    Parameters
    ----------
    rows
        Columns ``probability``, ``saving``, ``expected_loss`` and ``chosen``.
    strings
        The picture's words: ``axis``, ``across_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Two lines, and the probability that is chosen.
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
        color=alt.Color(
            "series:N",
            title=None,
            sort=SERIES,
            scale=alt.Scale(domain=SERIES, range=COLOURS),
            legend=legend,
        ),
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
