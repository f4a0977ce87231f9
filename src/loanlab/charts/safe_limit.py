"""The pictures of safe-limit: how the income divides, and the largest loan by its months."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, money_axis, with_label_room

PART_COLOURS = {
    "existing": PALETTE["series-2"],
    "new": PALETTE["accent"],
    "rest": PALETTE["muted"],
}


def income(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """What of the income is spoken for, what a new loan may take, and what is left.

    Parameters
    ----------
    rows
        Columns ``part``, ``amount``, ``share_of_income`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their share written behind them.
    """
    colour = alt.Color(
        "part:N",
        legend=None,
        scale=alt.Scale(domain=list(PART_COLOURS), range=list(PART_COLOURS.values())),
    )
    return _bars(rows, strings, ("part", "amount", "share_of_income"), "share_of_income", colour)


def by_months(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The largest loan whose level payment stays within the limit, by its months.

    Parameters
    ----------
    rows
        Columns ``months``, ``loan``, ``interest`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with the loan written behind them.
    """
    colour = alt.value(PALETTE["accent"])
    return _bars(rows, strings, ("months", "loan", "interest"), "loan", colour)


def _bars(
    rows: Any, strings: dict[str, Any], columns: tuple[str, str, str], label: str, colour: Any
) -> alt.LayerChart:
    """A bar a row: named by the first column, as long as the second, with a label behind it."""
    name, length, _ = columns
    base = alt.Chart(rows)
    names = alt.Y(f"{name}_text:N", sort=None, title=None, axis=alt.Axis(labelLimit=120))
    bars = base.mark_bar().encode(
        y=names,
        x=alt.X(f"{length}:Q", title=strings["axis"], axis=money_axis()),
        color=colour,
        tooltip=[
            alt.Tooltip(f"{column}_text:N", title=strings["columns"][column]) for column in columns
        ],
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=names, x=f"{length}:Q", text=f"{label}_text:N"
    )
    return alt.layer(with_label_room(base, length), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


PICTURES = {"income": income, "by_months": by_months}
