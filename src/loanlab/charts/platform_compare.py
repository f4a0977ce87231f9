"""The pictures of platform-compare: what one use costs, and the limits of the article and now."""

from typing import Any

import altair as alt

from .ranges import coloured, cost_ranges
from .theme import PALETTE, money_axis, series_legend, with_label_room

SERIES = {"article": "series-2", "now": "series-1"}
NOTE_COLOURS = {"known": "accent", "held": "warn", "limit_unknown": "accent"}
OFFSET_STEP = 22


def costs(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The interest of one use on each platform, from the lowest to the highest.

    Parameters
    ----------
    rows
        Columns ``note``, ``interest_low``, ``interest_high`` and the texts of all columns.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars from the least to the most.
    """
    colour = coloured("note", NOTE_COLOURS)
    return cost_ranges(rows, strings, "platform", "note", tuple(strings["columns"]), colour)


def limits(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Each platform's highest limit as the article has it beside the one that is known.

    Parameters
    ----------
    rows
        Columns ``series``, ``limit`` (None where there is none) and the texts of all columns.
    strings
        The picture's words: ``axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Two bars a platform, with their limit written behind them.
    """
    base = alt.Chart(rows).transform_calculate(
        length="isValid(datum.limit) ? datum.limit : 0",
        label="isValid(datum.limit) ? datum.limit_text : datum.note_text",
    )
    names = alt.Y("platform_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=110))
    offsets = alt.YOffset("series:N", sort=list(SERIES))
    bars = base.mark_bar().encode(
        y=names,
        yOffset=offsets,
        x=alt.X("length:Q", title=strings["axis"], axis=money_axis()),
        color=alt.Color(
            "series:N",
            title=None,
            sort=list(SERIES),
            scale=alt.Scale(
                domain=list(SERIES), range=[PALETTE[colour] for colour in SERIES.values()]
            ),
            legend=series_legend(strings["series"]),
        ),
        tooltip=[
            alt.Tooltip(f"{column}_text:N", title=title)
            for column, title in strings["columns"].items()
        ],
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=names, yOffset=offsets, x="length:Q", text="label:N"
    )
    return alt.layer(with_label_room(base, "length"), bars, texts).properties(
        height=alt.Step(OFFSET_STEP, **{"for": "offset"})
    )


PICTURES = {"costs": costs, "limits": limits}
