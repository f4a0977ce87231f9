"""The pictures of true-cost: the rate beside the lines, the rate by the fee, the money itself."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, money_tooltip, percent_axis, with_label_room

NAMES = ["stated", "annualised", "fourfold", "line", "obsolete"]
NAME_COLOURS = [
    PALETTE["series-2"],
    PALETTE["accent"],
    PALETTE["muted"],
    PALETTE["muted"],
    PALETTE["muted"],
]


def lines(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The annual rate beside what the contract says and the three lines.

    Parameters
    ----------
    rows
        Columns ``name``, ``annual_rate``, their texts and ``whom_text``.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their annual rate written behind them.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    names = alt.Y("name_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=120))
    bars = base.mark_bar().encode(
        y=names,
        x=alt.X("annual_rate:Q", title=strings["axis"], axis=percent_axis(0)),
        color=alt.Color("name:N", legend=None, scale=alt.Scale(domain=NAMES, range=NAME_COLOURS)),
        tooltip=[
            alt.Tooltip(f"{name}_text:N", title=columns[name])
            for name in ("name", "annual_rate", "whom")
        ],
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=names, x="annual_rate:Q", text="annual_rate_text:N"
    )
    return alt.layer(with_label_room(base, "annual_rate"), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


def fees(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The annual rate by the fee that is taken off at the payout.

    Parameters
    ----------
    rows
        Columns ``fee_rate``, ``annual_rate``, their texts, ``is_own`` and ``line``.
    strings
        The picture's words: ``axis``, ``fee_axis``, ``line`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        A line with a dot at the loan's own fee, and the 24% line.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    tooltip = [
        alt.Tooltip(f"{name}_text:N", title=columns[name]) for name in ("fee_rate", "annual_rate")
    ]
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
    rising = base.mark_line(color=PALETTE["accent"]).encode(x=fee, y=cost)
    dots = base.mark_point(filled=True, size=40, opacity=1, color=PALETTE["accent"]).encode(
        x=fee, y=cost, tooltip=tooltip
    )
    own = base.transform_filter("datum.is_own")
    dot = own.mark_point(filled=True, size=140, opacity=1, color=PALETTE["series-2"]).encode(
        x=fee, y=cost, tooltip=tooltip
    )
    # The curve rises: below it there is room on the right, above it on the left.
    high = "datum.annual_rate > datum.line"
    text = own.mark_text(
        dy=alt.expr(f"{high} ? -18 : 16"),
        align=alt.expr(
            "datum.fee_rate < 0.01 ? 'left' : datum.fee_rate > 0.04 ? 'right' : 'center'"
        ),
    ).encode(x=fee, y=cost, text="annual_rate_text:N")
    rule = own.mark_rule(color=PALETTE["bad"], strokeDash=[5, 4]).encode(y="line:Q")
    # The curve begins at the left, mostly well below the line: there the line has its name.
    first = base.transform_filter("datum.fee_rate == 0").transform_calculate(
        name=f"'{strings['line']}' + format(datum.line, '.0%')"
    )
    name = first.mark_text(
        align="left", dx=4, dy=alt.expr(f"{high} ? 12 : -9"), color=PALETTE["bad"]
    ).encode(x=fee, y="line:Q", text="name:N")
    return alt.layer(rule, rising, dots, dot, text, name).properties(height=220)


def cash(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What comes in, upwards, and what goes out, downwards, when it moves.

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
    coming = base.mark_bar(color=PALETTE["good"]).encode(
        x=when,
        x2="end:Q",
        y=alt.Y("received:Q", title=strings["axis"], axis=amount),
        y2="zero:Q",
        tooltip=tooltip,
    )
    going = base.mark_bar(color=PALETTE["series-2"]).encode(
        x=when, x2="end:Q", y="out:Q", y2="zero:Q", tooltip=tooltip
    )
    zero = alt.Chart(rows).mark_rule(color=PALETTE["muted"]).encode(y=alt.datum(0))
    return alt.layer(coming, going, zero).properties(height=220)


PICTURES = {"lines": lines, "fees": fees, "cash": cash}
