"""Ranges of interest: for each offer of a loan, a bar from the lowest to the highest cost."""

from typing import Any

import altair as alt

from .expressions import filled, width, with_unit
from .theme import PALETTE, text_tooltips, with_label_room

STEP = 34
# The outline keeps a bar visible where the lowest and the highest cost are equal.
OUTLINE_WIDTH = 3
BAR = "clamp(bandwidth('y') * 0.45, 3, 14)"
# A narrow plot has no room for remarks and fen behind the bars.
IS_NARROW = "width < 360"
LABEL_GAP = 8
AMOUNTS = alt.Axis(format=",~r", tickCount=4, labelOverlap=True, labelSeparation=10)


def cost_ranges(
    rows: Any,
    strings: dict[str, Any],
    name: str,
    remark: str,
    colour: alt.Color,
) -> alt.LayerChart:
    """Draw a bar from the lowest to the highest interest, with its amounts and a remark behind it.

    Parameters
    ----------
    rows
        Columns ``interest_low``, ``interest_high`` (None where unknown) and the texts of
        all columns.
    strings
        The picture's words: ``axis``, ``label``, ``columns`` and ``units``.
    name
        The column that names an offer.
    remark
        The column with the remark.
    colour
        The colour of the bars.

    Returns
    -------
    altair.LayerChart
        Horizontal bars.
    """
    digits = f"datum.interest_high >= 100 ? ',.0f' : !({IS_NARROW}) ? ',.2f' : "
    digits += "datum.interest_high < 10 ? '.1~f' : '.0f'"
    low, high = (f"format(datum.interest_{end}, {digits})" for end in ("low", "high"))
    cost = with_unit("datum.span", strings["units"]["yuan"])
    words = {"cost": "datum.cost", remark: f"datum.{remark}_text"}
    base = (
        alt.Chart(rows)
        .transform_calculate(
            has_price="isValid(datum.interest_high)",
            end="datum.has_price ? datum.interest_high : 0",
            span=f"{low} == {high} ? {high} : {low} + '–' + {high}",
        )
        .transform_calculate(cost=cost)
        .transform_calculate(
            label=f"!datum.has_price ? datum.{remark}_text"
            f" : {IS_NARROW} ? datum.cost : {filled(strings['label'], **words)}",
        )
        .transform_calculate(label_width=width("datum.label"))
    )
    names = alt.Y(f"{name}_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=110))
    # Every offer has a place in this layer. It comes first to keep the offers in order, because an
    # offer without a price has no bar.
    label_room = f"(datum.label_width + {2 * LABEL_GAP})"
    room = with_label_room(base, "end", label_room, least=1).encode(y=names)
    bars = base.mark_bar(size=alt.expr(BAR), strokeWidth=OUTLINE_WIDTH).encode(
        y=names,
        x=alt.X("interest_low:Q", title=strings["axis"], axis=AMOUNTS, scale=alt.Scale(zero=True)),
        x2="interest_high:Q",
        color=colour,
        stroke=colour,
        tooltip=text_tooltips(strings["columns"]),
    )
    texts = base.mark_text(align="left", dx=LABEL_GAP).encode(
        y=names,
        x="end:Q",
        text="label:N",
        color=alt.condition(
            "datum.has_price", alt.value(PALETTE["text"]), alt.value(PALETTE["muted"])
        ),
    )
    return alt.layer(room, bars, texts).properties(height=alt.Step(STEP))
