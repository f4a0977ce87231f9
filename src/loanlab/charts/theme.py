"""The one look of all charts.

Charts are authored in the light palette. On the page each of its colours becomes the CSS variable
of the same name, so that dark mode and print need no second chart.
"""

from typing import Any

import altair as alt

FONT = (
    '-apple-system, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", '
    '"Microsoft YaHei", system-ui, sans-serif'
)

# The values of :root in charts/palette.css; a test holds the two together.
PALETTE = {
    "text": "#1d2733",
    "muted": "#5b6675",
    "border": "#c9d1da",
    "accent": "#0b63a8",
    "good": "#1b7a3d",
    "warn": "#8a5a00",
    "bad": "#b3261e",
    "series-1": "#0b63a9",
    "series-2": "#c05a00",
    "series-3": "#00796b",
    "series-4": "#8e4585",
}

PAPER = "#ffffff"

BAR_STEP = 34
WIDTH = 560
FONT_SIZE = 13

# Pixels kept free behind the longest bar for its text, on a phone as well as on a projector.
LABEL_ROOM = 76


def percent_axis(places: int) -> alt.Axis:
    """An axis of fractions shown as percentages.

    Parameters
    ----------
    places
        Digits after the decimal point.

    Returns
    -------
    altair.Axis
        The axis.
    """
    return alt.Axis(
        format=f".{places}%", tickCount=4, labelOverlap=True, labelBound=True, labelSeparation=8
    )


def money_axis() -> alt.Axis:
    """An axis of amounts in yuan, digits grouped by thousands.

    Returns
    -------
    altair.Axis
        The axis.
    """
    return alt.Axis(format=",~r", tickCount=5, labelOverlap=True)


def month_axis() -> alt.Axis:
    """An axis of months as bars have it, with as many labels as there is room for.

    Returns
    -------
    altair.Axis
        The axis.
    """
    return alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=4)


def money_tooltip(column: str, title: str) -> alt.Tooltip:
    """What a tooltip says of an amount, to the fen.

    Parameters
    ----------
    column
        The column with the amount in yuan.
    title
        Its heading.

    Returns
    -------
    altair.Tooltip
        The tooltip's line.
    """
    return alt.Tooltip(f"{column}:Q", title=title, format=",.2f")


def series_legend(names: dict[str, str], columns: int = 0) -> alt.Legend:
    """A legend that names series by the catalogue's words.

    Parameters
    ----------
    names
        Series to text. The texts are ours: nothing that a reader types is among them.
    columns
        How many stand in a line where a phone has no room for all; 0 for all.

    Returns
    -------
    altair.Legend
        The legend, above the chart.
    """
    return alt.Legend(labelExpr=f"{names}[datum.value]", labelLimit=200, columns=columns)


def with_label_room(chart: alt.Chart, end: str, room: int = LABEL_ROOM) -> alt.Chart:
    """A layer that draws nothing and keeps the axis long enough for texts behind the bars.

    Parameters
    ----------
    chart
        The chart whose bars are labelled.
    end
        The field in which the bars end.
    room
        Pixels for the longest text.

    Returns
    -------
    altair.Chart
        The invisible layer. It follows the chart's width: a phone's chart keeps the same pixels.
    """
    longer = f"datum.{end} * width / max(width - {room}, {room})"
    longer_chart: alt.Chart = chart.transform_calculate(label_room=longer)
    hidden: alt.Chart = longer_chart.mark_point(opacity=0, aria=False, size=0)
    return hidden.encode(x="label_room:Q")


@alt.theme.register("loanlab", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """The book's fonts, colours and sizes, for every chart that Altair draws.

    Importing this module turns the theme on.

    Returns
    -------
    dict
        A Vega-Lite configuration.
    """
    axis: Any = {
        "labelColor": PALETTE["text"],
        "titleColor": PALETTE["muted"],
        "gridColor": PALETTE["border"],
        "domainColor": PALETTE["muted"],
        "tickColor": PALETTE["muted"],
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": "normal",
        "gridOpacity": 0.6,
    }
    legend: Any = {
        "labelColor": PALETTE["text"],
        "titleColor": PALETTE["muted"],
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "orient": "top",
    }
    return {
        "config": {
            "font": FONT,
            # Charts are authored on light paper; JupyterLab's dark theme must not shine through.
            "background": PAPER,
            # The accessible name is on the element around the chart, the figures in the table
            # beside it; Vega's own descriptions are in English.
            "aria": False,
            "autosize": {"type": "fit-x", "contains": "padding"},
            "view": {"stroke": None, "continuousWidth": WIDTH, "discreteWidth": WIDTH},
            "axis": axis,
            "axisY": {"grid": True},
            "axisYBand": {"grid": False, "ticks": False},
            "legend": legend,
            "text": {"color": PALETTE["text"], "fontSize": FONT_SIZE},
            "line": {"strokeWidth": 2},
            "mark": {"color": PALETTE["series-1"]},
            "rule": {"color": PALETTE["muted"]},
            "range": {"category": [PALETTE[f"series-{number}"] for number in range(1, 5)]},
        }
    }
