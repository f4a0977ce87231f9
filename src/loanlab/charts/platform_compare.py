"""Charts of platform-compare: the cost of one use, and the limits in the article and now."""

from typing import Any

import altair as alt

from .bars import LABEL_GAP, labelled_bars
from .ranges import cost_ranges
from .theme import FONT_SIZE, colour_by, money_axis, series_legend

SERIES_COLOURS = {"article": "money", "now": "accent"}
NOTE_COLOURS = {"known": "cost", "held": "warn", "limit_unknown": "cost"}
OFFSET_STEP = 22
# Where the bars are too thin for a label each, the article's stand in a column at the right.
LABEL_WIDTH = 56
ROOM = 2 * LABEL_WIDTH + 2 * LABEL_GAP
IS_THIN = f"bandwidth('yOffset') < {FONT_SIZE} && datum.series === 'article'"
GAP = f"{IS_THIN} ? width - scale('x', datum.length) - {LABEL_WIDTH} : {LABEL_GAP}"


def costs(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the lowest and the highest interest of one use on each platform.

    Parameters
    ----------
    rows
        Columns ``note``, ``interest_low``, ``interest_high`` and the texts of all columns.
    strings
        The picture's words: ``axis``, ``label``, ``columns`` and ``units``.

    Returns
    -------
    altair.LayerChart
        Bars from the lowest to the highest interest.
    """
    colour = colour_by("note", NOTE_COLOURS)
    return cost_ranges(rows, strings, "platform", "note", colour)


def limits(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw each platform's highest limit in the article beside the one known now.

    Parameters
    ----------
    rows
        Columns ``series``, ``limit`` (None where there is none) and the texts of all columns.
    strings
        The picture's words: ``axis``, ``series`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Two bars per platform, labelled with their limit.
    """
    limited = alt.Chart(rows).transform_calculate(
        length="isValid(datum.limit) ? datum.limit : 0",
        label="isValid(datum.limit) ? datum.limit_text : datum.note_text",
    )
    bars = labelled_bars(
        limited,
        strings,
        name="platform_text",
        length="length",
        axis=money_axis(),
        label="label",
        colour=colour_by("series", SERIES_COLOURS, series_legend(strings["series"])),
        offset="series",
        room=ROOM,
        gap=alt.expr(GAP),
    )
    return bars.properties(height=alt.Step(OFFSET_STEP, **{"for": "offset"}))


PICTURES = {"costs": costs, "limits": limits}
