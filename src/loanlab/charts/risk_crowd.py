"""The pictures of risk-crowd: a crowd of dots, and how many meet each harm."""

from typing import Any

import altair as alt

from .theme import BAR_STEP, PALETTE, series_legend, with_label_room

DOTS_A_ROW = 20
STATES = ["hit", "spared"]


def crowd(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """Borrowers as dots, those who meet harm first.

    Parameters
    ----------
    rows
        Columns ``state``, ``first`` (place of the group's first dot), ``dots`` and ``people_text``.
    strings
        The picture's words: ``strings`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Dots in rows; harm is told by shape as well as by colour.
    """
    columns = strings["columns"]
    dots = (
        alt.Chart(rows)
        .transform_calculate(place="sequence(datum.first, datum.first + datum.dots)")
        .transform_flatten(["place"])
        .transform_calculate(
            across=f"datum.place % {DOTS_A_ROW}", down=f"floor(datum.place / {DOTS_A_ROW})"
        )
        .mark_point(size=70, filled=True, opacity=1)
        .encode(
            x=alt.X("across:Q", axis=None, scale=alt.Scale(domain=[-0.5, DOTS_A_ROW - 0.5])),
            y=alt.Y("down:Q", axis=None, scale=alt.Scale(reverse=True, domain=[-0.5, 9.5])),
            color=alt.Color(
                "state:N",
                title=None,
                scale=alt.Scale(domain=STATES, range=[PALETTE["bad"], PALETTE["border"]]),
                legend=series_legend(strings["words"]),
            ),
            shape=alt.Shape(
                "state:N", title=None, scale=alt.Scale(domain=STATES, range=["diamond", "circle"])
            ),
            tooltip=[
                alt.Tooltip("state_text:N", title=columns["state"]),
                alt.Tooltip("people_text:N", title=columns["people"]),
            ],
        )
    )
    return alt.layer(dots).properties(height=200)


def risks(rows: Any, strings: dict[str, Any]) -> alt.LayerChart:
    """How many meet each harm, with the precautions and without.

    Parameters
    ----------
    rows
        Columns ``risk``, ``without``, ``with`` and their texts.
    strings
        The picture's words: ``axis`` and ``columns``.

    Returns
    -------
    altair.LayerChart
        Bars with their number behind them, in an outline where precautions spare some.
    """
    columns = strings["columns"]
    base = alt.Chart(rows)
    names = alt.Y("risk_text:N", sort=None, title=None)
    tooltip = [
        alt.Tooltip(f"{name}_text:N", title=columns[name])
        for name in ("risk", "probability", "without", "with")
    ]
    number = alt.Axis(tickCount=4, format="~r")
    outlines = base.mark_bar(filled=False, stroke=PALETTE["muted"], strokeDash=[4, 3]).encode(
        y=names, x=alt.X("without:Q", title=strings["axis"], axis=number), tooltip=tooltip
    )
    bars = base.mark_bar(minBandSize=2, color=PALETTE["accent"]).encode(
        y=names, x="with:Q", tooltip=tooltip
    )
    texts = base.mark_text(align="left", dx=6).encode(y=names, x="without:Q", text="with_text:N")
    return alt.layer(with_label_room(base, "without"), outlines, bars, texts).properties(
        height=alt.Step(BAR_STEP)
    )


PICTURES = {"crowd": crowd, "risks": risks}
