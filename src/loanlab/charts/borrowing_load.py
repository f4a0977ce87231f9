"""The pictures of borrowing-load: all payments month by month, and each loan by itself."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, money_axis, money_tooltip, series_legend, with_label_room

LOANS: list[Any] = [f"loan_{number}" for number in range(1, 6)]
# A colour a loan, the same in both pictures.
COLOURS = [
    PALETTE["series-1"],
    PALETTE["series-2"],
    PALETTE["series-3"],
    PALETTE["series-4"],
    PALETTE["muted"],
]
LINES: list[Any] = ["income", "half", "safe"]
LINE_COLOURS = [PALETTE["text"], PALETTE["bad"], PALETTE["warn"]]


def payments(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What all loans take each month, one upon the other, against the income.

    Parameters
    ----------
    rows
        Columns ``month``, ``loan_1`` to ``loan_5``, ``total``, ``share_of_income`` and, in the
        first row, ``income``, ``half`` and ``safe``.
    strings
        The picture's words: ``axis``, ``month_axis``, ``lines``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Stacked bars, and level lines with their names at their right ends.
    """
    columns = strings["columns"]
    legend = series_legend(strings["series"])
    # Five do not fit in a phone's row, and the uppermost line's name stands below them.
    legend.columns, legend.offset = 3, 24
    base = alt.Chart(rows).transform_calculate(end="datum.month + 0.4")
    amount = alt.Y("low:Q", title=strings["axis"], axis=money_axis())
    bars = (
        base.transform_fold(LOANS, as_=["loan", "amount"])
        .transform_filter("datum.amount > 0")
        .transform_stack(
            stack="amount",
            as_=["low", "high"],
            groupby=["month"],
            sort=[alt.SortField("loan", "ascending")],
        )
        .transform_calculate(start="datum.month - 0.4")
        .mark_bar()
        .encode(
            x=alt.X(
                "start:Q",
                title=strings["month_axis"],
                axis=alt.Axis(
                    tickMinStep=1,
                    tickCount=6,
                    grid=False,
                    format="d",
                    labelExpr="datum.value ? datum.label : ''",
                ),
                scale=alt.Scale(nice=False),
            ),
            x2="end:Q",
            y=amount,
            y2="high:Q",
            color=alt.Color(
                "loan:N",
                title=None,
                scale=alt.Scale(domain=LOANS, range=COLOURS),
                legend=legend,
            ),
            tooltip=[
                alt.Tooltip("month:Q", title=columns["month"]),
                *(money_tooltip(name, columns[name]) for name in (*LOANS, "total")),
                alt.Tooltip("share_of_income:Q", title=columns["share_of_income"], format=".1%"),
            ],
        )
    )
    lines = (
        base.transform_filter("datum.month == 1")
        .transform_fold(LINES, as_=["line", "level"])
        .transform_calculate(name=f"{strings['lines']}[datum.line]")
    )
    colour = alt.Color("line:N", legend=None, scale=alt.Scale(domain=LINES, range=LINE_COLOURS))
    rules = lines.mark_rule(strokeWidth=1.5, strokeDash=[6, 3]).encode(y="level:Q", color=colour)
    names = lines.mark_text(align="right", baseline="bottom", dy=-3).encode(
        x=alt.value("width"), y="level:Q", text="name:N"
    )
    layers = alt.layer(with_label_room(base, "end"), bars, rules, names).properties(height=260)
    chart: alt.LayerChart = layers.resolve_scale(color="independent")
    return chart


def loans(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What each loan takes a month, by itself.

    Parameters
    ----------
    rows
        Columns ``number``, ``lender``, ``payment``, ``last_payment``, ``share_of_income`` and their
        texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their share of the income written behind them.
    """
    base = alt.Chart(rows).transform_calculate(name="datum.number + ' ' + datum.lender_text")
    names = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=120))
    bars = base.mark_bar().encode(
        y=names,
        x=alt.X("payment:Q", title=strings["axis"], axis=money_axis()),
        color=alt.Color(
            "number:N", legend=None, scale=alt.Scale(domain=[1, 2, 3, 4, 5], range=COLOURS)
        ),
        tooltip=[
            alt.Tooltip(f"{name}_text:N", title=strings["columns"][name])
            for name in ("number", "lender", "payment", "last_payment", "share_of_income")
        ],
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=names, x="payment:Q", text="share_of_income_text:N"
    )
    return alt.layer(with_label_room(base, "payment"), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


PICTURES = {"payments": payments, "loans": loans}
