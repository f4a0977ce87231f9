"""The picture of cost-disclosure: what each item adds to the yearly price."""

from typing import Any

import altair as alt

from .theme import PALETTE, with_label_room

# Close together: table and chart are printed on one page.
BAR_STEP = 20

ITEMS = ["interest", "flat_fee", "upfront", "guarantee", "service", "monthly", "all_in", "line"]
ITEM_COLOURS = [
    PALETTE["series-1"],
    PALETTE["series-1"],
    PALETTE["series-2"],
    PALETTE["series-3"],
    PALETTE["series-4"],
    PALETTE["warn"],
    PALETTE["text"],
    PALETTE["muted"],
]


def shares(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Each item's yearly share from where the last one ends, and the sum above the line.

    Parameters
    ----------
    rows
        Columns ``item``, ``item_text``, ``yearly_share_text``, ``start`` and ``end``.
    strings
        The picture's words: ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their share written behind them.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    items = alt.Y("item_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=110))
    bars = base.mark_bar().encode(
        y=items,
        x=alt.X(
            "start:Q",
            title=None,
            axis=alt.Axis(labels=False, ticks=False, domain=False, grid=False),
        ),
        x2="end:Q",
        color=alt.Color("item:N", legend=None, scale=alt.Scale(domain=ITEMS, range=ITEM_COLOURS)),
        tooltip=[
            alt.Tooltip(f"{name}_text:N", title=columns[name]) for name in ("item", "yearly_share")
        ],
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=items, x="end:Q", text="yearly_share_text:N"
    )
    return alt.layer(with_label_room(base, "end"), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


PICTURES = {"shares": shares}
