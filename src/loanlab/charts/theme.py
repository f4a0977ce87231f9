"""The theme of all charts, and the axes, tooltips, colours and legends that they share.

Charts use the light palette. When a chart is compiled for the page, each of its colours becomes the
CSS variable of the same name, so that dark mode and print need no second chart.
"""

from typing import Any

import altair as alt

FONT = (
    '-apple-system, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", '
    '"Microsoft YaHei", system-ui, sans-serif'
)

# The values of :root in charts/palette.css; a test compares the two.
PALETTE = {
    "text": "#18222a",
    "muted": "#55636c",
    "border": "#d2dad8",
    "accent": "#0b6b74",
    "cost": "#c2540f",
    "cost-text": "#a8450a",
    "money": "#788f9b",
    "money-soft": "#dde5e9",
    "good": "#1b7a3d",
    "warn": "#8a5a00",
    "bad": "#b3261e",
    "series-1": "#0b6b75",
    "series-2": "#4f78c4",
    "series-3": "#5d2f6e",
    "series-4": "#a8841a",
}

PAPER = "#ffffff"

# Styles of bars that decide about their ghost: only a style's name survives the compiler.
ALWAYS_OUTLINED = "always-outlined"
NEVER_OUTLINED = "never-outlined"

BAR_STEP = 34
WIDTH = 560
FONT_SIZE = 13

# Pixels of an axis for the number of a month.
MONTH_WIDTH = 24

# Pixels to keep free behind the longest bar for its label, whatever the width of the chart.
LABEL_ROOM = 76


def percent_axis(places: int) -> alt.Axis:
    """Make an axis that shows fractions as percentages.

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
    """Make an axis of amounts in yuan, with digits grouped by thousands.

    Returns
    -------
    altair.Axis
        The axis.
    """
    return alt.Axis(format=",~r", tickCount=5, labelOverlap=True)


def month_axis() -> alt.Axis:
    """Make an axis for one bar per month, with as many labels as fit.

    The labels are chosen by counting: measuring all of them to drop those that overlap takes most
    of the time of an update.

    Returns
    -------
    altair.Axis
        The axis of a scale named ``x``.
    """
    months = "domain('x').length"
    step = f"max(1, ceil({months} * {MONTH_WIDTH} / max(width, 1)))"
    number = f"(1 + round(datum.index * ({months} - 1)))"
    return alt.Axis(
        labelAngle=0,
        labelOverlap=False,
        ticks=False,
        labelExpr=f"{number} % {step} ? '' : datum.label",
    )


def money_tooltip(column: str, title: str) -> alt.Tooltip:
    """Make a tooltip line for an amount, to the fen.

    Parameters
    ----------
    column
        The column with the amount in yuan.
    title
        Its heading.

    Returns
    -------
    altair.Tooltip
        The line.
    """
    return alt.Tooltip(f"{column}:Q", title=title, format=",.2f")


def text_tooltips(columns: dict[str, str]) -> list[alt.Tooltip]:
    """Make tooltip lines from the texts of columns, as in the table under the chart.

    Parameters
    ----------
    columns
        Column to heading. Each column has its text in ``<column>_text``.

    Returns
    -------
    list of altair.Tooltip
        One line per column.

    Examples
    --------
    >>> [line.shorthand for line in text_tooltips({"way": "算法", "amount": "金额"})]
    ['way_text:N', 'amount_text:N']
    """
    return [alt.Tooltip(f"{column}_text:N", title=title) for column, title in columns.items()]


def colour_by(column: str, colours: dict[Any, str], legend: alt.Legend | None = None) -> alt.Color:
    """Colour the values of a column.

    Parameters
    ----------
    column
        The column.
    colours
        Value to the name of its colour in `PALETTE`.
    legend
        A legend, such as `series_legend` returns; by default there is none.

    Returns
    -------
    altair.Color
        The encoding.

    Examples
    --------
    >>> colour_by("side", {"good": "accent", "bad": "muted"}).to_dict()["scale"]["range"]
    ['#0b6b74', '#55636c']
    """
    names = [PALETTE[colour] for colour in colours.values()]
    scale = alt.Scale(domain=list(colours), range=names)
    return alt.Color(f"{column}:N", title=None, legend=legend, scale=scale)


def series_legend(names: dict[str, str]) -> alt.Legend:
    """Make a legend that names series by the catalogue's words.

    Parameters
    ----------
    names
        Series to text. The texts become part of an expression, so none may come from a reader.

    Returns
    -------
    altair.Legend
        The legend, above the chart.
    """
    return alt.Legend(labelExpr=f"{names}[datum.value]", labelLimit=200, columns=0)


def with_label_room(
    chart: alt.Chart, end: str, room: int | str = LABEL_ROOM, least: float = 0
) -> alt.Chart:
    """Add an invisible layer that extends the axis to leave room for labels behind the bars.

    Parameters
    ----------
    chart
        The chart whose bars have labels.
    end
        The field with the value at which the bars end.
    room
        Pixels for the longest label, or an expression of each label's.
    least
        A value up to which the axis always extends. Without one, bars that are all 0 would start
        in the middle.

    Returns
    -------
    altair.Chart
        The invisible layer. Its expression uses the chart's width, so the room is the same number
        of pixels on a phone.
    """
    longer = f"max({least}, datum.{end} * width / max(width - {room}, {room} / 2))"
    longer_chart: alt.Chart = chart.transform_calculate(label_room=longer)
    hidden: alt.Chart = longer_chart.mark_point(opacity=0, aria=False, size=0)
    return hidden.encode(x="label_room:Q")


@alt.theme.register("loanlab", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Set the book's fonts, colours and sizes for every chart that Altair draws.

    Importing this module enables the theme.

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
            # The colours suit light paper; JupyterLab's dark theme must not show through.
            "background": PAPER,
            # Vega's own descriptions are in English. Screen readers get the accessible name of the
            # element around the chart, and the figures in the table beside it.
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
