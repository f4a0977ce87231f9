"""Charts of late-payment: the charges on the chosen day, and how they grow day by day."""

from typing import Any

import altair as alt

from .bars import bar_chart
from .theme import colour_by, money_axis, money_tooltip, series_legend

SERIES_COLOURS: dict[Any, str] = {"rule": "cost", "a_day": "money", "share": "muted"}
SERIES = list(SERIES_COLOURS)
DASHES = [[1, 0], [6, 4], [2, 3]]


def by_days(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw how the penalty by the rule and, where given, the article's charges grow with the days.

    Parameters
    ----------
    rows
        Columns ``days``, ``asked`` (1 on the chosen day), ``contract``, ``rule``, ``a_day`` and
        ``share``; the last two may be None throughout.
    strings
        The picture's words: ``axis``, ``days_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Up to three lines, and a vertical rule at the chosen day.
    """
    columns = strings["columns"]
    legend = series_legend(strings["series"])
    base = alt.Chart(rows)

    def tooltip_of(*names: str) -> list[alt.Tooltip]:
        lines = [money_tooltip(name, columns[name]) for name in names]
        return [alt.Tooltip("days:Q", title=columns["days"]), *lines]

    day = alt.X(
        "days:Q",
        title=strings["days_axis"],
        axis=alt.Axis(tickMinStep=1, tickCount=6, grid=False, format="d"),
        scale=alt.Scale(nice=False),
    )
    chosen = base.transform_filter("datum.asked == 1").mark_rule(strokeDash=[2, 2]).encode(x=day)
    lines = (
        base.transform_fold(SERIES, as_=["series", "amount"])
        .transform_filter("isValid(datum.amount)")
        .mark_line()
        .encode(
            x=day,
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis()),
            color=colour_by("series", SERIES_COLOURS, legend),
            strokeDash=alt.StrokeDash(
                "series:N", legend=None, scale=alt.Scale(domain=SERIES, range=DASHES)
            ),
        )
    )
    # A Vega-Lite line has one tooltip; an invisible rule per day carries the day's.
    days = base.mark_rule(opacity=0, strokeWidth=8).encode(x=day)
    by_rule = days.transform_filter("!isValid(datum.a_day)").encode(
        tooltip=tooltip_of("contract", "rule")
    )
    compared = days.transform_filter("isValid(datum.a_day)").encode(
        tooltip=tooltip_of("contract", *SERIES)
    )
    return alt.layer(chosen, lines, by_rule, compared).properties(height=220)


PICTURES = {
    # The charge of each way of charging on the chosen day.
    "now": bar_chart(
        name="way_text",
        length="amount",
        axis=money_axis(),
        least=1,
        colour=colour_by("way", {"contract": "cost", **SERIES_COLOURS}),
    ),
    "by_days": by_days,
}
