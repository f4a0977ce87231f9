"""Ranges of interest: for each offer of a loan, a bar from the lowest to the highest cost."""

from typing import Any

import altair as alt

from .theme import text_tooltips

STEP = 46
# The text stands above its bar, to use the whole width of a phone. Both share the band, of which
# the bar takes the part that the text leaves.
# The outline keeps a bar visible where the lowest and the highest cost are equal.
OUTLINE_WIDTH = 3
BAR = "clamp(bandwidth('y') - 20, 3, 14)"
BAR_BELOW = f"min(10, (bandwidth('y') - {BAR} - {OUTLINE_WIDTH}) / 2)"
TEXT_ABOVE = "-min(9, bandwidth('y') / 2 - 6.5)"
AMOUNTS = alt.Axis(format=",~r", tickCount=4, labelOverlap=True, labelSeparation=10)


def cost_ranges(
    rows: Any,
    strings: dict[str, Any],
    name: str,
    remark: str,
    colour: alt.Color,
) -> alt.LayerChart:
    """Draw a bar from the lowest to the highest interest, with its amounts and a remark above it.

    Parameters
    ----------
    rows
        Columns ``interest_low``, ``interest_high`` (None where unknown) and the texts of
        all columns.
    strings
        The picture's words: ``axis`` and ``columns``.
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
    money = "format(datum.{0}, datum.interest_high < 100 ? ',.2f' : ',.0f')"
    low, high = money.format("interest_low"), money.format("interest_high")
    base = alt.Chart(rows).transform_calculate(
        cost=f"{low} == {high} ? {high} + '元' : {low} + '–' + {high} + '元'",
        label=f"isValid(datum.interest_high) ? datum.cost + '，' + datum.{remark}_text"
        f" : datum.{remark}_text",
    )
    names = alt.Y(f"{name}_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=110))
    bars = base.mark_bar(
        size=alt.expr(BAR), yOffset=alt.expr(BAR_BELOW), strokeWidth=OUTLINE_WIDTH
    ).encode(
        y=names,
        x=alt.X("interest_low:Q", title=strings["axis"], axis=AMOUNTS, scale=alt.Scale(zero=True)),
        x2="interest_high:Q",
        color=colour,
        stroke=colour,
        tooltip=text_tooltips(strings["columns"]),
    )
    texts = base.mark_text(align="left", dy=alt.expr(TEXT_ABOVE), dx=2).encode(
        y=names, x=alt.value(0), text="label:N"
    )
    # The texts come first because every offer has one: they keep the offers in order, whereas an
    # offer without a price has no bar.
    return alt.layer(texts, bars).properties(height=alt.Step(STEP))
