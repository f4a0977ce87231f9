"""The pictures of rate-builder: the daily rate step by step, the two routes side by side."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, percent_axis, with_label_room


def waterfall(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The daily rate from its base to its end, a bar for each step.

    Parameters
    ----------
    rows
        Columns ``stage_text``, ``start``, ``end``, ``direction`` and the steps' texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their change written behind them.
    """
    columns = strings["columns"]
    base = alt.Chart(rows).transform_calculate(
        highest="max(datum.start, datum.end)",
        text="datum.direction == 'total' ? datum.end_text : datum.change_text",
    )
    stages = alt.Y("stage_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=120))
    tooltip = [
        alt.Tooltip(f"{name}_text:N", title=columns[name])
        for name in ("stage", "start", "change", "end")
    ]
    colour = alt.Color(
        "direction:N",
        legend=None,
        scale=alt.Scale(
            domain=["total", "rise", "fall", "none"],
            range=[PALETTE["accent"], PALETTE["bad"], PALETTE["good"], PALETTE["muted"]],
        ),
    )
    bars = base.mark_bar(minBandSize=2).encode(
        y=stages,
        x=alt.X("start:Q", title=strings["axis"], axis=percent_axis(3)),
        x2="end:Q",
        color=colour,
        tooltip=tooltip,
    )
    # A step of nothing is still a place on the way: a tick marks it.
    ticks = base.mark_tick(thickness=2, size=18).encode(y=stages, x="end:Q", color=colour)
    texts = base.mark_text(align="left", dx=6).encode(y=stages, x="highest:Q", text="text:N")
    return alt.layer(with_label_room(base, "highest"), bars, ticks, texts).properties(
        height=alt.Step(BAR_STEP)
    )


def routes(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What the recipe and the "LPR plus a spread" cost a year, beside the 24% line.

    Parameters
    ----------
    rows
        Columns ``route_text``, ``annual_rate`` and ``annual_rate_text``.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their annual rate written behind them.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    names = alt.Y("route_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=120))
    bars = base.mark_bar().encode(
        y=names,
        x=alt.X("annual_rate:Q", title=strings["axis"], axis=percent_axis(0)),
        color=alt.Color(
            "route:N",
            legend=None,
            scale=alt.Scale(
                domain=["effective", "nominal", "lpr", "line"],
                range=[
                    PALETTE["accent"],
                    PALETTE["accent"],
                    PALETTE["series-2"],
                    PALETTE["muted"],
                ],
            ),
        ),
        tooltip=[
            alt.Tooltip(f"{name}_text:N", title=columns[name]) for name in ("route", "annual_rate")
        ],
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=names, x="annual_rate:Q", text="annual_rate_text:N"
    )
    return alt.layer(with_label_room(base, "annual_rate"), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


PICTURES = {"waterfall": waterfall, "routes": routes}
