"""Labelled bars: one per row, in the order of the rows, each with its text behind it."""

import re
from typing import Any

import altair as alt
import pytest

from loanlab.charts.bars import labelled_bars
from loanlab.charts.compile import compile_spec, svg_of
from loanlab.charts.theme import PALETTE, colour_by

ROWS = [
    {"way": "rule", "way_text": "按规则", "amount": 30, "most": 60, "amount_text": "30.00元"},
    {"way": "day", "way_text": "按天", "amount": 75, "most": 80, "amount_text": "75.00元"},
    {"way": "none", "way_text": "不收", "amount": 0, "most": 90, "amount_text": "0.00元"},
]
STRINGS = {"axis": "金额（元）", "columns": {"way": "算法", "amount": "金额"}}


def chart(**options: Any) -> alt.LayerChart:
    rows = alt.Chart(alt.Data(values=ROWS))
    return labelled_bars(
        rows, STRINGS, name="way_text", length="amount", axis=alt.Axis(format="~r"), **options
    )


def drawing(**options: Any) -> str:
    return svg_of(compile_spec(chart(**options).to_dict()))


def widths(svg: str, layer: int) -> list[float]:
    """The widths of a layer's bars."""
    marks = re.search(rf'layer_{layer}_marks".*?</g>', svg)
    assert marks is not None
    return [float(width) for width in re.findall(r'd="M[-\d.]+,[-\d.]+h([\d.]+)v', marks[0])]


def test_bars_are_as_long_as_their_values() -> None:
    first, second, third = widths(drawing(), 1)
    assert second == pytest.approx(first * 75 / 30)
    assert third == 0


def test_names_and_labels_stand_in_the_order_of_the_rows() -> None:
    texts = re.findall(r">([^<>]+)</text>", drawing())
    expected = [row[f"{column}_text"] for column in ("way", "amount") for row in ROWS]
    assert [text for text in texts if text in expected] == expected


def test_the_tooltip_shows_the_texts_of_the_pictures_columns() -> None:
    _room, bars, _labels = chart().to_dict()["layer"]
    tooltip = [(line["field"], line["title"]) for line in bars["encoding"]["tooltip"]]
    assert tooltip == [("way_text", "算法"), ("amount_text", "金额")]


def test_a_bar_may_start_elsewhere_than_at_zero() -> None:
    first, second, third = widths(drawing(start="most"), 1)
    assert second == pytest.approx(first * 5 / 30)
    assert third == pytest.approx(first * 90 / 30)


def test_an_outline_reaches_to_the_maximum_and_has_the_label_behind_it() -> None:
    room, outlines, bars, labels = chart(outline="most").to_dict()["layer"]
    assert outlines["mark"]["filled"] is False
    assert [layer["encoding"]["x"]["field"] for layer in (outlines, bars, labels)] == [
        "most",
        "amount",
        "most",
    ]
    assert "datum.most" in room["transform"][0]["calculate"]


def test_an_offset_sets_the_bars_of_one_name_apart() -> None:
    _room, *layers = chart(offset="way").to_dict()["layer"]
    assert [layer["encoding"]["yOffset"]["field"] for layer in layers] == ["way", "way"]


def test_bars_have_the_accent_or_the_colour_of_their_category() -> None:
    assert chart().to_dict()["layer"][1]["encoding"]["color"] == {"value": PALETTE["accent"]}
    svg = drawing(colour=colour_by("way", {"rule": "accent", "day": "bad", "none": "muted"}))
    assert re.findall(r'h[\d.]+v[-\d.]+h-?[\d.]+Z" fill="var\(--ll-(\w+)\)"', svg) == [
        "accent",
        "bad",
        "muted",
    ]


def test_labels_of_a_kept_width_shorten_the_bars() -> None:
    assert widths(drawing(room=200), 1)[1] < widths(drawing(), 1)[1]
