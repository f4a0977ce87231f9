"""What one loan costs here and there: for each offer a bar from the least to the most."""

from typing import Any

import altair as alt

from .theme import PALETTE

STEP = 46
BAR = 14
# The text stands above its bar, so that it has the whole width of a phone.
TEXT_ABOVE = -9
BAR_BELOW = 10
# A range of nothing is still seen.
LEAST_WIDTH = 3
AMOUNTS = alt.Axis(format=",~r", tickCount=4, labelOverlap=True, labelSeparation=10)


def cost_ranges(
    rows: Any,
    strings: dict[str, Any],
    name: str,
    remark: str,
    tooltips: tuple[str, ...],
    colour: alt.Color,
) -> alt.LayerChart:
    """Bars from the lowest to the highest interest, each with its amounts and a remark above it.

    Parameters
    ----------
    rows
        Columns ``interest_low``, ``interest_high`` (None where unknown) and the texts of what
        ``name``, ``remark`` and ``tooltips`` name.
    strings
        The picture's words: ``axis`` and ``columns``.
    name
        The column that names an offer.
    remark
        The column that says what is to be said of it.
    tooltips
        The columns that a tooltip tells.
    colour
        How bars are coloured.

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
        size=BAR, yOffset=BAR_BELOW, minBandSize=LEAST_WIDTH, strokeWidth=LEAST_WIDTH
    ).encode(
        y=names,
        x=alt.X("interest_low:Q", title=strings["axis"], axis=AMOUNTS, scale=alt.Scale(zero=True)),
        x2="interest_high:Q",
        color=colour,
        stroke=colour,
        tooltip=[
            alt.Tooltip(f"{column}_text:N", title=strings["columns"][column]) for column in tooltips
        ],
    )
    texts = base.mark_text(align="left", dy=TEXT_ABOVE, dx=2).encode(
        y=names, x=alt.value(0), text="label:N"
    )
    # The texts first: they are of all offers, so that the offers keep their order.
    return alt.layer(texts, bars).properties(height=alt.Step(STEP))


def coloured(column: str, colours: dict[str, str]) -> alt.Color:
    """Colours of a column's values, without a legend.

    Parameters
    ----------
    column
        The column.
    colours
        Value to the name of its colour in the palette.

    Returns
    -------
    altair.Color
        The encoding.
    """
    return alt.Color(
        f"{column}:N",
        legend=None,
        scale=alt.Scale(domain=list(colours), range=[PALETTE[name] for name in colours.values()]),
    )
