"""Charts of true-cost: the annual rate beside the lines, the rate by the fee, the cash flows."""

from typing import Any

import altair as alt

from .bars import bar_chart
from .expressions import filled
from .theme import PALETTE, colour_by, money_tooltip, percent_axis, text_tooltips

# The loan's own rate is the strongest bar, also in the dark, where a muted text is a bright bar.
NAME_COLOURS = {
    "stated": "money",
    "annualised": "cost",
    "fourfold": "money",
    "line": "money",
}


def fees(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the annual rate by the fee that is deducted at the disbursement.

    Parameters
    ----------
    rows
        Columns ``fee_rate``, ``annual_rate``, their texts, ``is_own`` and ``line``.
    strings
        The picture's words: ``axis``, ``fee_axis``, ``line`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        A line with a large dot at the loan's own fee, and a rule at 24%.
    """
    base = alt.Chart(rows)
    tooltip = text_tooltips(strings["columns"])
    fee = alt.X(
        "fee_rate:Q",
        title=strings["fee_axis"],
        axis=alt.Axis(format=".0%", values=[0, 0.01, 0.02, 0.03, 0.04, 0.05], grid=False),
    )
    cost = alt.Y(
        "annual_rate:Q",
        title=strings["axis"],
        axis=percent_axis(0),
        scale=alt.Scale(zero=True),
    )
    rising = base.mark_line(color=PALETTE["cost"]).encode(x=fee, y=cost)
    dots = base.mark_point(filled=True, size=40, opacity=1, color=PALETTE["cost"]).encode(
        x=fee, y=cost, tooltip=tooltip
    )
    own = base.transform_filter("datum.is_own")
    dot = own.mark_point(filled=True, size=140, opacity=1, color=PALETTE["accent"]).encode(
        x=fee, y=cost, tooltip=tooltip
    )
    # The label keeps clear of the 24% line: it stands above its dot only where the dot is above.
    high = "datum.annual_rate > datum.line"
    text = own.mark_text(
        dy=alt.expr(f"{high} ? -18 : 16"),
        align=alt.expr(
            "datum.fee_rate < 0.01 ? 'left' : datum.fee_rate > 0.04 ? 'right' : 'center'"
        ),
    ).encode(x=fee, y=cost, text="annual_rate_text:N")
    rule = own.mark_rule(color=PALETTE["bad"], strokeDash=[5, 4]).encode(y="line:Q")
    # The curve begins at the left, mostly well below the 24% line: there is room for its name.
    first = base.transform_filter("datum.fee_rate == 0").transform_calculate(
        name=filled(strings["line"], line="format(datum.line, '.0%')")
    )
    name = first.mark_text(
        align="left", dx=4, dy=alt.expr(f"{high} ? 12 : -9"), color=PALETTE["bad"]
    ).encode(x=fee, y="line:Q", text="name:N")
    return alt.layer(rule, rising, dots, dot, text, name).properties(height=220)


def cash(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the cash flows over time: received upwards, paid downwards.

    Parameters
    ----------
    rows
        Columns ``month``, ``day``, ``received``, ``paid`` and ``width``.
    strings
        The picture's words: ``axis``, ``month_axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars on both sides of zero.
    """
    columns = strings["columns"]
    base = alt.Chart(rows).transform_calculate(
        start="datum.month - datum.width / 2",
        end="datum.month + datum.width / 2",
        out="-datum.paid",
        zero="0",
    )
    tooltip = [
        alt.Tooltip("month:Q", title=columns["month"], format=".1~f"),
        money_tooltip("received", columns["received"]),
        money_tooltip("paid", columns["paid"]),
    ]
    when = alt.X(
        "start:Q",
        title=strings["month_axis"],
        axis=alt.Axis(
            tickCount=6,
            grid=False,
            ticks=False,
            labelOverlap=True,
            labelExpr="datum.value % 1 ? '' : datum.value",
        ),
        scale=alt.Scale(nice=False, zero=False),
    )
    amount = alt.Axis(labelExpr="format(abs(datum.value), ',~r')", tickCount=5, labelOverlap=True)
    coming = base.mark_bar(color=PALETTE["money"]).encode(
        x=when,
        x2="end:Q",
        y=alt.Y("received:Q", title=strings["axis"], axis=amount),
        y2="zero:Q",
        tooltip=tooltip,
    )
    going = base.mark_bar(color=PALETTE["cost"]).encode(
        x=when, x2="end:Q", y="out:Q", y2="zero:Q", tooltip=tooltip
    )
    zero = alt.Chart(rows).mark_rule(color=PALETTE["muted"]).encode(y=alt.datum(0))
    return alt.layer(coming, going, zero).properties(height=220)


PICTURES = {
    # The annual rate beside the rate in the contract and the two lines.
    "lines": bar_chart(
        name="name_text",
        length="annual_rate",
        axis=percent_axis(0),
        colour=colour_by("name", NAME_COLOURS),
    ),
    "fees": fees,
    "cash": cash,
}
