"""The pictures of repayment-planner: what is still owed, and what each strategy costs."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, money_axis, money_tooltip, series_legend, with_label_room

BALANCES: list[Any] = [f"balance_{number}" for number in range(1, 6)]
COLOURS = [PALETTE[name] for name in ("series-1", "series-2", "series-3", "series-4", "muted")]


def balances(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What is owed on each debt after each month.

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
        Stacked areas, and points along the whole sum that answer to the pointer.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    months = alt.X("month:Q", title=strings["month_axis"], axis=alt.Axis(tickMinStep=1, grid=False))
    areas = (
        base.transform_fold(BALANCES, as_=["debt", "amount"])
        .transform_filter("datum.amount !== null")
        .mark_area()
        .encode(
            x=months,
            y=alt.Y("amount:Q", title=strings["axis"], axis=money_axis(), stack=True),
            color=alt.Color(
                "debt:N",
                title=None,
                sort=BALANCES,
                scale=alt.Scale(domain=BALANCES, range=COLOURS),
                legend=series_legend(strings["series"], columns=3),
            ),
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
    """What each strategy costs, the chosen one in colour.

    Parameters
    ----------
    rows
        Columns ``strategy``, ``cost``, ``months``, ``chosen`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their cost behind them, named with the months they take.
    """
    columns = strings["columns"]
    base = alt.Chart(rows).transform_calculate(
        name="datum.strategy_text + '，' + datum.months_text"
    )
    names = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=150))
    bars = base.mark_bar(minBandSize=2).encode(
        y=names,
        x=alt.X("cost:Q", title=strings["axis"], axis=money_axis()),
        color=alt.condition(
            "datum.chosen == 1", alt.value(PALETTE["accent"]), alt.value(PALETTE["muted"])
        ),
        tooltip=[
            alt.Tooltip(f"{name}_text:N", title=columns[name])
            for name in ("strategy", "months", "cost")
        ],
    )
    texts = base.mark_text(align="left", dx=6).encode(y=names, x="cost:Q", text="cost_text:N")
    return alt.layer(with_label_room(base, "cost"), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


PICTURES = {"balances": balances, "strategies": strategies}
