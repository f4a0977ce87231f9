"""Charts of repayment-planner: the balance of each debt, and the cost of each strategy."""

from typing import Any

import altair as alt

from .bars import labelled_bars
from .expressions import filled
from .theme import PALETTE, colour_by, money_axis, money_tooltip, series_legend

DEBT_COLOURS: dict[Any, str] = {
    "balance_1": "series-1",
    "balance_2": "series-2",
    "balance_3": "series-3",
    "balance_4": "series-4",
    "balance_5": "money",
}


def balances(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the balance of each debt after each month.

    Parameters
    ----------
    rows
        Columns ``month``, ``owed``, ``payment`` and ``balance_1`` to ``balance_5`` (None where
        there is no such debt).
    strings
        The picture's words: ``axis``, ``month_axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Stacked areas, and invisible points along their sum that carry the tooltips.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    months = alt.X("month:Q", title=strings["month_axis"], axis=alt.Axis(tickMinStep=1, grid=False))
    areas = (
        base.transform_fold(list(DEBT_COLOURS), as_=["debt", "amount"])
        .transform_filter("datum.amount !== null")
        .mark_area()
        .encode(
            x=months,
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis(), stack=True),
            color=colour_by("debt", DEBT_COLOURS, series_legend(strings["series"])),
            order=alt.Order("debt:N"),
        )
    )
    points = base.mark_point(filled=True, size=60, opacity=0.01).encode(
        x=months,
        y="owed:Q",
        tooltip=[
            alt.Tooltip("month:Q", title=columns["month"]),
            money_tooltip("payment", columns["payment"]),
            money_tooltip("owed", columns["owed"]),
        ],
    )
    return alt.layer(areas, points).properties(height=230)


def strategies(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the cost of each strategy, the chosen one in colour.

    Parameters
    ----------
    rows
        Columns ``strategy``, ``cost``, ``months``, ``chosen`` and their texts.
    strings
        The picture's words: ``axis``, ``label`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars named by strategy, labelled with their cost and months.
    """
    # The months stand behind the bar, not in its name: two states of a strategy share its row.
    label = filled(strings["label"], strategy="datum.cost_text", months="datum.months_text")
    base = alt.Chart(rows).transform_calculate(label=label)
    colour = alt.condition(
        "datum.chosen == 1", alt.value(PALETTE["accent"]), alt.value(PALETTE["money"])
    )
    return labelled_bars(
        base,
        strings,
        name="strategy_text",
        length="cost",
        axis=money_axis(),
        label="label",
        colour=colour,
        room=140,
        least=1,
    )


PICTURES = {"balances": balances, "strategies": strategies}
