"""Charts of safe-limit: how the income divides, and the largest loan by its number of months."""

from typing import Any

import altair as alt

from .bars import labelled_bars
from .theme import colour_by, money_axis

PART_COLOURS = {"existing": "series-2", "new": "accent", "rest": "muted"}


def income(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw how existing payments, a new loan and the rest divide the income.

    Parameters
    ----------
    rows
        Columns ``part``, ``amount``, ``share_of_income`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars labelled with their share of the income.
    """
    return labelled_bars(
        alt.Chart(rows),
        strings,
        name="part_text",
        length="amount",
        axis=money_axis(),
        label="share_of_income_text",
        colour=colour_by("part", PART_COLOURS),
    )


def by_months(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the largest loan whose level payment stays within the limit, by its months.

    Parameters
    ----------
    rows
        Columns ``months``, ``loan``, ``interest`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars labelled with the loan.
    """
    return labelled_bars(
        alt.Chart(rows), strings, name="months_text", length="loan", axis=money_axis()
    )


PICTURES = {"income": income, "by_months": by_months}
