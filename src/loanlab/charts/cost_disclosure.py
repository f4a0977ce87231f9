"""Chart of cost-disclosure: the percentage points that each item adds to the annual cost."""

from typing import Any

import altair as alt

from .bars import labelled_bars
from .theme import colour_by

# Narrower than elsewhere, so that the table and the chart print on one page.
BAR_STEP = 20

ITEM_COLOURS = {
    "interest": "cost",
    "flat_fee": "cost",
    "upfront": "cost",
    "guarantee": "cost",
    "service": "cost",
    "monthly": "cost",
    "all_in": "cost-text",
    "line": "money",
}
NO_AXIS = alt.Axis(labels=False, ticks=False, domain=False, grid=False)


def shares(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the items as a waterfall, then their sum above the regulatory line.

    Parameters
    ----------
    rows
        Columns ``item``, ``item_text``, ``yearly_share_text``, ``start`` and ``end``.
    strings
        The picture's words: ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars labelled with their share.
    """
    bars = labelled_bars(
        alt.Chart(rows),
        strings,
        name="item_text",
        start="start",
        length="end",
        axis=NO_AXIS,
        label="yearly_share_text",
        colour=colour_by("item", ITEM_COLOURS),
    )
    return bars.properties(height=alt.Step(BAR_STEP))


PICTURES = {"shares": shares}
