"""Charts of application-path: the chance of reaching each step, and of having the money by day."""

from typing import Any

import altair as alt

from .bars import labelled_bars
from .expressions import filled
from .theme import PALETTE

# No ticks beyond 100%: there is only the room for labels.
CHANCES = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], labelOverlap=True)


def funnel(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the chance of reaching each step of the first application.

    Parameters
    ----------
    rows
        Columns ``stage``, ``reached`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars labelled with the chance, the last in another colour.
    """
    colour = alt.condition(
        "datum.stage == 'money'", alt.value(PALETTE["accent"]), alt.value(PALETTE["money"])
    )
    return labelled_bars(
        alt.Chart(rows),
        strings,
        name="stage_text",
        length="reached",
        axis=CHANCES,
        colour=colour,
    )


def by_day(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Draw the chance of having the money after each application.

    Parameters
    ----------
    rows
        Columns ``attempt``, ``day``, ``chance`` and their texts.
    strings
        The picture's words: ``axis``, ``line``, ``label`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        One bar per application, labelled with its chance and its day.
    """
    label = filled(strings["label"], chance="datum.chance_text", day="datum.day_text")
    # Rows are named by attempt, not by day: two applications may fall on one day.
    name = filled(strings["line"], attempt="datum.attempt_text")
    labelled = alt.Chart(rows).transform_calculate(name=name, label=label)
    return labelled_bars(
        labelled,
        strings,
        name="name",
        length="chance",
        axis=CHANCES,
        label="label",
        sort="attempt",
        room=140,
    )


PICTURES = {"funnel": funnel, "by_day": by_day}
