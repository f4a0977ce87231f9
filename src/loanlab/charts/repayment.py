"""Charts of repayment: the parts of each payment, and the balance after each month."""

from typing import Any

import altair as alt

from .theme import (
    ALWAYS_OUTLINED,
    NEVER_OUTLINED,
    colour_by,
    money_axis,
    money_tooltip,
    month_axis,
    series_legend,
)

PART_COLOURS: dict[Any, str] = {"principal": "money", "interest": "cost", "fee": "warn"}
SERIES_COLOURS: dict[Any, str] = {"with_extra": "accent", "without_extra": "money"}
PARTS, SERIES = list(PART_COLOURS), list(SERIES_COLOURS)


def schedule(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw each payment as a bar of principal, interest and fees.

    Parameters
    ----------
    rows
        Columns ``number``, ``principal``, ``interest``, ``fee`` and ``payment``.
    strings
        The picture's words: ``axis``, ``month_axis``, ``parts`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Stacked bars, and invisible bars that carry the tooltips.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    month = alt.X("number:O", title=strings["month_axis"], axis=month_axis())
    bars = (
        base.transform_fold(PARTS, as_=["part", "amount"])
        .transform_filter("datum.amount > 0")
        .mark_bar(style=NEVER_OUTLINED)
        .encode(
            x=month,
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=colour_by("part", PART_COLOURS, series_legend(strings["parts"])),
            order=alt.Order("part:N", sort="descending"),
        )
    )
    # One invisible bar per month carries the tooltip and the ghost: a third of the work of one for
    # each part, and no double dashes.
    months = base.mark_bar(opacity=0, style=ALWAYS_OUTLINED).encode(
        x=month,
        y="payment:Q",
        tooltip=[
            alt.Tooltip("number:O", title=columns["number"]),
            *(money_tooltip(name, columns[name]) for name in (*PARTS, "payment")),
        ],
    )
    return alt.layer(bars, months).properties(height=240)


def balance(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the balance after each month, with the early payment and without it.

    Parameters
    ----------
    rows
        Columns ``month``, ``with_extra`` and ``without_extra``.
    strings
        The picture's words: ``axis``, ``month_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Two stepped lines, and invisible rules that carry the tooltips.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    month = alt.X("month:Q", title=strings["month_axis"], axis=alt.Axis(tickMinStep=1, grid=False))
    lines = (
        base.transform_fold(SERIES, as_=["series", "amount"])
        .mark_line(interpolate="step-after")
        .encode(
            x=month,
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=colour_by("series", SERIES_COLOURS, series_legend(strings["series"])),
            strokeDash=alt.StrokeDash(
                "series:N",
                legend=None,
                scale=alt.Scale(domain=SERIES, range=[[1, 0], [5, 4]]),
            ),
        )
    )
    # A Vega-Lite line has one tooltip; an invisible rule per month carries the month's.
    months = base.mark_rule(opacity=0, strokeWidth=8).encode(
        x=month,
        tooltip=[
            alt.Tooltip("month:Q", title=columns["month"]),
            *(money_tooltip(name, columns[name]) for name in SERIES),
        ],
    )
    return alt.layer(lines, months).properties(height=220)


PICTURES = {"schedule": schedule, "balance": balance}
