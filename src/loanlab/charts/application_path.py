"""The pictures of application-path: who gets how far, and the chance of the money by day."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, with_label_room

# The room for labels goes on beyond, where no chance lies.
CHANCES = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], labelOverlap=True)


def funnel(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The chance of reaching each step of the first application.

    Parameters
    ----------
    rows
        Columns ``stage``, ``reached`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their chance behind them, the last in another colour.
    """
    base = alt.Chart(rows)
    stages = alt.Y("stage_text:N", sort=None, title=None)
    bars = base.mark_bar(minBandSize=2).encode(
        y=stages,
        x=alt.X("reached:Q", title=strings["axis"], axis=CHANCES),
        color=alt.condition(
            "datum.stage == 'money'",
            alt.value(PALETTE["accent"]),
            alt.value(PALETTE["muted"]),
        ),
        tooltip=_tooltip(strings, "stage", "reached"),
    )
    texts = base.mark_text(align="left", dx=6).encode(
        y=stages, x="reached:Q", text="reached_text:N"
    )
    return alt.layer(with_label_room(base, "reached"), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


def by_day(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """The chance of having the money after each application.

    Parameters
    ----------
    rows
        Columns ``attempt``, ``day``, ``chance`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        A bar for the day of each application.
    """
    base = alt.Chart(rows)
    # Applications on one day have rows of their own.
    days = alt.Y("attempt:O", sort=None, axis=None)
    bars = base.mark_bar(minBandSize=2, color=PALETTE["accent"]).encode(
        y=days,
        x=alt.X("chance:Q", title=strings["axis"], axis=CHANCES),
        tooltip=_tooltip(strings, "attempt", "day", "chance"),
    )
    texts = (
        base.transform_calculate(label="datum.chance_text + '（' + datum.day_text + '）'")
        .mark_text(align="left", dx=6)
        .encode(y=days, x="chance:Q", text="label:N")
    )
    return alt.layer(with_label_room(base, "chance", 120), bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


def _tooltip(strings: dict[str, Any], *names: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}_text:N", title=strings["columns"][name]) for name in names]


PICTURES = {"funnel": funnel, "by_day": by_day}
