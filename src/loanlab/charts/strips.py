"""The article's figures against the evidence: one strip for each group of claims."""

from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from loanlab.data import Comparison, claims, comparisons, facts
from loanlab.data.words import words_of
from loanlab.text import catalogue
from loanlab.text.edition import current

from .theme import PALETTE

HEIGHT_OF_A_STRIP = 52
THICKNESS = 10
# How a catalogue may count: the divisor, and the form of a number in running text.
COUNTS = {"millions": (10**6, ",.0f"), "hundred_millions": (10**8, ".1f")}


class Style(NamedTuple):
    """How a strip shows the values of its group."""

    number: str
    axis: str
    scale: Any
    # The axis ends at this multiple of the largest value, to leave room for the words.
    headroom: float


SHOWN = {
    "limits": Style(",.0f", ",~r", "log", 3),
    "annual_rates": Style(".2%", ".0%", "linear", 1.2),
    "users": Style(",.0f", ",~r", "linear", 1.2),
}


def strip(group: str, language: str | None = None) -> alt.LayerChart:
    """Draw one group's figures: the article's above, the evidence below.

    Parameters
    ----------
    group
        ``"limits"``, ``"annual_rates"`` or ``"users"``.
    language
        The language of the words; by default that of the edition.

    Returns
    -------
    altair.LayerChart
        Pale bars and circles for the article, solid bars and diamonds for the evidence.

    Raises
    ------
    KeyError
        If there is no such group.

    Examples
    --------
    >>> strip("users", "zh").to_dict()["description"][:6]
    '用户数（亿）'
    """
    language = language or current().language
    strings = catalogue(language)["ledger"]
    own = strings["strips"]["groups"][group]
    frame = strip_frame(group, language)
    titles = strings["strips"]["columns"]
    tooltip = [alt.Tooltip(f"{name}:N", title=title) for name, title in titles.items()]
    base = alt.Chart(frame)
    style = SHOWN[group]
    longest = frame[["article_high", "evidence_high"]].max(axis=None) * style.headroom
    scale = alt.Scale(type=style.scale, nice=False, domainMax=longest)
    axis = alt.Axis(format=style.axis, tickCount=4, labelOverlap=True)
    y = alt.Y("name:N", title=None, sort=None)

    def bar(side: str, offset: int, **look: Any) -> alt.Chart:
        known = base.transform_filter(f"isValid(datum.{side}_low)")
        x = alt.X(f"{side}_low:Q", title=own["axis"], scale=scale, axis=axis)
        drawn: alt.Chart = known.mark_bar(height=THICKNESS, yOffset=offset, **look).encode(
            x=x, x2=f"{side}_high:Q", y=y, tooltip=tooltip
        )
        return drawn

    def ends(side: str, offset: int, colour: str, **look: Any) -> list[alt.Chart]:
        known = base.transform_filter(f"isValid(datum.{side}_high)")
        places = {"x": f"{side}_high:Q", "y": y}
        point = known.mark_point(size=70, yOffset=offset, color=colour, **look).encode(**places)
        word = known.mark_text(align="left", dx=8, yOffset=offset, fontSize=12, color=colour)
        return [point, word.encode(text=alt.value(strings["strips"][side]), **places)]

    unknown = (
        base.transform_filter("!isValid(datum.evidence_low)")
        .mark_text(align="left", yOffset=9, fontSize=12, color=PALETTE["muted"])
        .encode(x=alt.value(4), y=y, text=alt.value(strings["strips"]["unknown"]))
    )
    return alt.layer(
        bar("article", -9, fillOpacity=0.25, color=PALETTE["warn"]),
        *ends("article", -9, PALETTE["warn"], filled=False),
        bar("evidence", 9, color=PALETTE["series-1"]),
        *ends("evidence", 9, PALETTE["series-1"], filled=True, shape="diamond"),
        unknown,
    ).properties(
        height=HEIGHT_OF_A_STRIP * len(frame),
        description=_describe(frame, own["title"], strings["strips"]),
    )


def _describe(frame: pd.DataFrame, title: str, strings: dict[str, str]) -> str:
    """Describe the strip for readers who do not see it."""
    rows = [
        strings["described"].format(name=name, article=article, evidence=evidence)
        for name, article, evidence in zip(
            frame["name"], frame["article"], frame["evidence"], strict=True
        )
    ]
    return strings["description"].format(title=title, rows=strings["between"].join(rows))


def strip_frame(group: str, language: str | None = None) -> pd.DataFrame:
    """Collect the rows of a strip, one per product.

    Parameters
    ----------
    group
        As `strip`.
    language
        As `strip`.

    Returns
    -------
    pandas.DataFrame
        ``name``; the ends of both spans in the unit of the axis, None where unknown; and
        ``article``, ``evidence`` and ``status`` as texts.
    """
    language = language or current().language
    strings = catalogue(language)["ledger"]
    count = strings["strips"]["groups"][group].get("count")
    divisor, number = COUNTS[count] if count else (1, SHOWN[group].number)
    rows = []
    for pair in comparisons().values():
        if pair.group != group:
            continue
        status = strings["statuses"][claims()[pair.claim].shown_status]
        row: dict[str, Any] = {
            "name": words_of(pair, "name", language),
            "status": f"{status['sign']} {status['name']} {pair.claim}",
        }
        for side in ("article", "evidence"):
            low, high = _span(pair, side, divisor)
            row[f"{side}_low"], row[f"{side}_high"] = low, high
            row[side] = _text(number, low, high, strings["strips"])
        rows.append(row)
    return pd.DataFrame(rows)


def _span(pair: Comparison, side: str, divisor: float) -> tuple[float | None, float | None]:
    names = getattr(pair, side)
    if names is None:
        return None, None
    known = facts()
    values: list[float] = []
    for name in names:
        value = known[name]["value"]
        values += value if isinstance(value, list) else [value]
    return min(values) / divisor, max(values) / divisor


def _text(number: str, low: float | None, high: float | None, strings: dict[str, str]) -> str:
    if low is None or high is None:
        return strings["unknown"]
    if low == high:
        return format(low, number)
    return strings["span"].format(low=format(low, number), high=format(high, number))
