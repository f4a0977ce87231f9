"""The pictures of late-payment: what is charged now, and how it grows by the day."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, money_axis, money_tooltip, series_legend, with_label_room

SERIES: list[Any] = ["rule", "a_day", "share"]
COLOURS = [PALETTE["accent"], PALETTE["series-2"], PALETTE["series-4"]]
DASHES = [[1, 0], [6, 4], [2, 3]]


def now(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What each way of charging asks on the day that was asked for.

    Parameters
    ----------
    rows
        Columns ``way``, ``way_text``, ``amount`` and ``amount_text``.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their amount written behind them.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    ways = alt.Y("way_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=120))
    bars = base.mark_bar(minBandSize=2).encode(
        y=ways,
        x=alt.X("amount:Q", title=strings["axis"], axis=money_axis()),
        color=alt.Color(
            "way:N",
            legend=None,
            scale=alt.Scale(domain=["contract", *SERIES], range=[PALETTE["muted"], *COLOURS]),
        ),
        tooltip=[alt.Tooltip(f"{name}_text:N", title=columns[name]) for name in ("way", "amount")],
    )
    texts = base.mark_text(align="left", dx=6).encode(y=ways, x="amount:Q", text="amount_text:N")
    return alt.layer(with_label_room(base, "amount"), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


def by_days(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """How the rule's penalty and the article's two charges grow with the days.

    Parameters
    ----------
    rows
        Columns ``days``, ``asked`` (1 on the day that was asked for), ``contract``, ``rule``,
        ``a_day`` and ``share``.
    strings
        The picture's words: ``axis``, ``days_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Three lines, and an upright one at the day that was asked for.
    """
    columns = strings["columns"]
    # Not even two fit in a phone's row.
    legend = series_legend(strings["series"], columns=1)
    base = alt.Chart(rows)
    tooltip = [
        alt.Tooltip("days:Q", title=columns["days"]),
        *(money_tooltip(name, columns[name]) for name in ("contract", *SERIES)),
    ]
    day = alt.X(
        "days:Q",
        title=strings["days_axis"],
        axis=alt.Axis(tickMinStep=1, tickCount=6, grid=False, format="d"),
        scale=alt.Scale(nice=False),
    )
    asked = base.transform_filter("datum.asked == 1").mark_rule(strokeDash=[2, 2]).encode(x=day)
    lines = (
        base.transform_fold(SERIES, as_=["series", "amount"])
        .mark_line()
        .encode(
            x=day,
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=alt.Color(
                "series:N",
                title=None,
                sort=SERIES,
                scale=alt.Scale(domain=SERIES, range=COLOURS),
                legend=legend,
            ),
            strokeDash=alt.StrokeDash(
                "series:N", legend=None, scale=alt.Scale(domain=SERIES, range=DASHES)
            ),
        )
    )
    # A line tells of one place only: what a day says hangs on an unseen upright of its own.
    days = base.mark_rule(opacity=0, strokeWidth=8).encode(x=day, tooltip=tooltip)
    return alt.layer(asked, lines, days).properties(height=220)


PICTURES = {"now": now, "by_days": by_days}
