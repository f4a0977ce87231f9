"""Charts of product-finder: the cost of each product, and a map of limits and rates."""

from typing import Any

import altair as alt

from .expressions import filled
from .ranges import cost_ranges
from .theme import PALETTE, colour_by, text_tooltips

ANSWER_COLOURS = {"yes": "cost", "no": "money", "unknown": "warn"}
PRODUCT_COLOURS = {
    "weilidai": "series-1",
    "we2000": "series-2",
    "fenfu": "series-3",
    "xiaoe": "series-4",
}
EDGE = 3
RATE_AXIS = alt.Axis(format=".0%", tickCount=5)


def costs(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the interest of each product, with the reason for or against it.

    Parameters
    ----------
    rows
        Columns ``answer``, ``interest_low``, ``interest_high`` and the texts of all columns.
    strings
        The picture's words: ``axis``, ``label``, ``columns`` and ``units``.

    Returns
    -------
    altair.LayerChart
        Bars from the lowest to the highest interest.
    """
    colour = colour_by("answer", ANSWER_COLOURS)
    return cost_ranges(rows, strings, "product", "reason", colour)


def map_(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the products as areas of limit and annual rate, with the amount to borrow.

    Parameters
    ----------
    rows
        Columns ``product``, ``known``, ``amount``, the ends of limit and annual rate, and the
        texts of all columns.
    strings
        The picture's words: ``axis``, ``amount_axis``, ``label`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Rectangles, a horizontal rule per product whose limit is unknown, and a rule at the amount.
    """
    known = alt.Chart(rows).transform_filter("isValid(datum.limit_low)")
    unlimited = alt.Chart(rows).transform_filter("datum.known == 'limit_unknown'")
    colour = colour_by("product", PRODUCT_COLOURS)
    tooltip = text_tooltips(strings["columns"])
    amounts = alt.X(
        "limit_low:Q",
        title=strings["amount_axis"],
        scale=alt.Scale(type="log", domain=[400, 400000], nice=False),
        axis=alt.Axis(values=[500, 2000, 10000, 50000, 300000], format=",~r", grid=False),
    )
    rates = alt.Y("annual_low:Q", title=strings["axis"], axis=RATE_AXIS, scale=alt.Scale(zero=True))
    areas = known.mark_rect(fillOpacity=0.15, strokeWidth=EDGE).encode(
        x=amounts,
        x2="limit_high:Q",
        y=rates,
        y2="annual_high:Q",
        color=colour,
        stroke=colour,
        tooltip=tooltip,
    )
    lines = unlimited.mark_rule(strokeDash=[6, 3], strokeWidth=2).encode(
        y="annual_low:Q", color=colour, tooltip=tooltip
    )
    amount = (
        alt.Chart(rows)
        .transform_aggregate(amount="max(amount)")
        .mark_rule(strokeDash=[2, 3], color=PALETTE["text"])
        .encode(x="amount:Q")
    )
    return alt.layer(areas, lines, amount, *_labels(known, unlimited, strings)).properties(
        height=230
    )


def _labels(known: alt.Chart, unlimited: alt.Chart, strings: dict[str, Any]) -> list[alt.Chart]:
    """Name the products: inside an area, beside a vertical line, above a horizontal one."""
    wide = known.transform_filter("datum.limit_high > datum.limit_low")
    narrow = known.transform_filter("datum.limit_high == datum.limit_low")
    labels = [
        wide.mark_text(align="right", dx=-8, dy=-10).encode(
            x="limit_high:Q", y="annual_low:Q", text="product_text:N"
        ),
        narrow.mark_text(align="left", dx=8, dy=alt.expr("clamp(height * 0.08, 7, 12)")).encode(
            x="limit_high:Q", y="annual_high:Q", text="product_text:N"
        ),
    ]
    words = filled(strings["label"], product="datum.product_text", known="datum.known_text")
    above = unlimited.transform_calculate(label=words).mark_text(align="right", dx=-30, dy=-9)
    labels.append(above.encode(x=alt.value("width"), y="annual_low:Q", text="label:N"))
    return labels


PICTURES = {"costs": costs, "map": map_}
