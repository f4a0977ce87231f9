"""The pictures of repayment: what each payment is made of, and what is still owed."""

from typing import Any

import altair as alt

from .theme import PALETTE, money_axis, money_tooltip, month_axis, series_legend

PARTS: list[Any] = ["principal", "interest", "fee"]
PART_COLOURS = [PALETTE["series-1"], PALETTE["series-2"], PALETTE["series-4"]]
SERIES: list[Any] = ["with_extra", "without_extra"]


def schedule(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Each payment as a bar of principal, interest and fees.

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
    names = strings["parts"]
    bars = (
        alt.Chart(rows)
        .transform_fold(PARTS, as_=["part", "amount"])
        .mark_bar()
        .encode(
            x=alt.X("number:O", title=strings["month_axis"], axis=month_axis()),
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=alt.Color(
                "part:N",
                title=None,
                sort=PARTS,
                scale=alt.Scale(domain=PARTS, range=PART_COLOURS),
                legend=series_legend(names),
            ),
            order=alt.Order("part:N", sort="descending"),
            tooltip=[
                alt.Tooltip("number:O", title=strings["columns"]["number"]),
                *(money_tooltip(name, strings["columns"][name]) for name in (*PARTS, "payment")),
            ],
        )
    )
    return alt.layer(bars).properties(height=240)


def balance(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What is owed after each month, with the early payment and without it.

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
    names = strings["series"]
    lines = (
        alt.Chart(rows)
        .transform_fold(SERIES, as_=["series", "amount"])
        .mark_line(interpolate="step-after")
        .encode(
            x=alt.X(
                "month:Q", title=strings["month_axis"], axis=alt.Axis(tickMinStep=1, grid=False)
            ),
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=alt.Color(
                "series:N",
                title=None,
                sort=SERIES,
                scale=alt.Scale(domain=SERIES, range=[PALETTE["series-1"], PALETTE["series-2"]]),
                legend=series_legend(names),
            ),
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
