"""Charts of repayment: the parts of each payment, and the balance after each month."""

from typing import Any

import altair as alt

from .theme import colour_by, money_axis, money_tooltip, month_axis, series_legend

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
        Stacked bars.
    """
    bars = (
        alt.Chart(rows)
        .transform_fold(PARTS, as_=["part", "amount"])
        .mark_bar()
        .encode(
            x=alt.X("number:O", title=strings["month_axis"], axis=month_axis()),
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=colour_by("part", PART_COLOURS, series_legend(strings["parts"])),
            order=alt.Order("part:N", sort="descending"),
            tooltip=[
                alt.Tooltip("number:O", title=strings["columns"]["number"]),
                *(money_tooltip(name, strings["columns"][name]) for name in (*PARTS, "payment")),
            ],
        )
    )
    return alt.layer(bars).properties(height=240)


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
        Two stepped lines.
    """
    lines = (
        alt.Chart(rows)
        .transform_fold(SERIES, as_=["series", "amount"])
        .mark_line(interpolate="step-after")
        .encode(
            x=alt.X(
                "month:Q", title=strings["month_axis"], axis=alt.Axis(tickMinStep=1, grid=False)
            ),
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=colour_by("series", SERIES_COLOURS, series_legend(strings["series"])),
            strokeDash=alt.StrokeDash(
                "series:N",
                legend=None,
                scale=alt.Scale(domain=SERIES, range=[[1, 0], [5, 4]]),
            ),
            tooltip=[
                alt.Tooltip("month:Q", title=strings["columns"]["month"]),
                *(money_tooltip(name, strings["columns"][name]) for name in SERIES),
            ],
        )
    )
    return alt.layer(lines).properties(height=220)


PICTURES = {"schedule": schedule, "balance": balance}
