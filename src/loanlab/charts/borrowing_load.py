"""Charts of borrowing-load: the payments of all loans month by month, and each loan's share."""

from typing import Any

import altair as alt

from .bars import labelled_bars
from .expressions import width
from .theme import (
    ALWAYS_OUTLINED,
    NEVER_OUTLINED,
    colour_by,
    money_axis,
    money_tooltip,
    series_legend,
    with_label_room,
)

# A loan has the same colour in both charts.
LOAN_COLOURS: dict[Any, str] = {
    "loan_1": "series-1",
    "loan_2": "series-2",
    "loan_3": "series-3",
    "loan_4": "series-4",
    "loan_5": "money",
}
LINE_COLOURS: dict[Any, str] = {"income": "text", "half": "bad", "safe": "warn"}
# Pixels between two lines below which their names stand beside each other, and between the names.
NEAR, NAME_GAP = 14, 10


def payments(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the payments of all loans, stacked by month, against lines of the income.

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
        Stacked bars, and horizontal lines with their names at the right.
    """
    columns = strings["columns"]
    legend = series_legend(strings["series"])
    # Room for the name of the uppermost line, which stands below the legend.
    legend.offset = 24
    base = alt.Chart(rows).transform_calculate(
        start="datum.month - 0.4", end="datum.month + 0.4", zero="0"
    )
    amount = alt.Y("low:Q", title=strings["axis"], axis=money_axis())
    months = alt.X(
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
    )
    bars = (
        base.transform_fold(list(LOAN_COLOURS), as_=["loan", "amount"])
        .transform_filter("datum.amount > 0")
        .transform_stack(
            stack="amount",
            as_=["low", "high"],
            groupby=["month"],
            sort=[alt.SortField("loan", "ascending")],
        )
        .mark_bar(style=NEVER_OUTLINED)
        .encode(
            x=months,
            x2="end:Q",
            y=amount,
            y2="high:Q",
            color=colour_by("loan", LOAN_COLOURS, legend),
        )
    )
    # One invisible bar per month carries the tooltip and the ghost.
    sums = base.mark_bar(opacity=0, style=ALWAYS_OUTLINED).encode(
        x=months,
        x2="end:Q",
        y="zero:Q",
        y2="total:Q",
        tooltip=[
            alt.Tooltip("month:Q", title=columns["month"]),
            *(money_tooltip(name, columns[name]) for name in (*LOAN_COLOURS, "total")),
            alt.Tooltip("share_of_income:Q", title=columns["share_of_income"], format=".1%"),
        ],
    )
    lines = (
        base.transform_filter("datum.month == 1")
        .transform_fold(list(LINE_COLOURS), as_=["line", "level"])
        .transform_calculate(name=f"{strings['lines']}[datum.line]")
    )
    colour = colour_by("line", LINE_COLOURS)
    rules = lines.mark_rule(strokeWidth=1.5, strokeDash=[6, 3]).encode(y="level:Q", color=colour)
    names = lines.mark_text(
        align="right", baseline="bottom", dy=-3, dx=alt.expr(_shift(strings["lines"]))
    ).encode(x=alt.value("width"), y="level:Q", text="name:N")
    layers = alt.layer(with_label_room(base, "end"), bars, sums, rules, names)
    chart: alt.LayerChart = layers.properties(height=260).resolve_scale(color="independent")
    return chart


def _shift(names: dict[str, str]) -> str:
    """Make an expression that moves a line's name to the left of those of lines close below it."""

    def beside(line: str, below: str, further: str) -> str:
        gap = f"scale('y', datum.{below}) - scale('y', datum.{line})"
        return f"({gap} < {NEAR} ? {further} - {width(repr(names[below]))} - {NAME_GAP} : 0)"

    half = beside("half", "safe", "0")
    income = beside("income", "half", half)
    return f"datum.line === 'safe' ? 0 : datum.line === 'half' ? {half} : {income}"


def loans(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the monthly payment of each loan.

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
        Bars labelled with their share of the income.
    """
    named = alt.Chart(rows).transform_calculate(name="datum.number + ' ' + datum.lender_text")
    colours = dict(zip(range(1, 6), LOAN_COLOURS.values(), strict=True))
    return labelled_bars(
        named,
        strings,
        name="name",
        length="payment",
        axis=money_axis(),
        label="share_of_income_text",
        sort="number",
        least=1,
        colour=colour_by("number", colours),
    )


PICTURES = {"payments": payments, "loans": loans}
