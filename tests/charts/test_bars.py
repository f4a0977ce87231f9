"""Test labelled bars: one per row, in row order, each followed by its text."""

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
    """Return the widths of a layer's bars."""
    marks = re.search(rf'layer_{layer}_marks".*?</g>', svg)
    assert marks is not None
    return [float(width) for width in re.findall(r'd="M[-\d.]+,[-\d.]+h([\d.]+)v', marks[0])]


def test_the_length_of_a_bar_is_its_value() -> None:
    first, second, third = widths(drawing(), 1)
    assert second == pytest.approx(first * 75 / 30)
    assert third == 0


def test_names_and_labels_are_in_row_order() -> None:
    texts = re.findall(r">([^<>]+)</text>", drawing())
    expected = [row[f"{column}_text"] for column in ("way", "amount") for row in ROWS]
    assert [text for text in texts if text in expected] == expected


def test_the_tooltip_shows_the_texts_of_the_columns() -> None:
    _room, bars, _labels = chart().to_dict()["layer"]
    tooltip = [(line["field"], line["title"]) for line in bars["encoding"]["tooltip"]]
    assert tooltip == [("way_text", "算法"), ("amount_text", "金额")]


def test_a_bar_can_start_at_a_value_other_than_zero() -> None:
    first, second, third = widths(drawing(start="most"), 1)
    assert second == pytest.approx(first * 5 / 30)
    assert third == pytest.approx(first * 90 / 30)


def test_a_light_bar_extends_to_the_maximum_before_the_label() -> None:
    room, light, bars, labels = chart(full="most").to_dict()["layer"]
    assert light["mark"]["color"] == PALETTE["money-soft"]
    assert [layer["encoding"]["x"]["field"] for layer in (light, bars, labels)] == [
        "most",
        "amount",
        "most",
    ]
    assert "datum.most" in room["transform"][0]["calculate"]


def test_an_offset_separates_bars_with_the_same_name() -> None:
    _room, *layers = chart(offset="way").to_dict()["layer"]
    assert [layer["encoding"]["yOffset"]["field"] for layer in layers] == ["way", "way"]


def test_bars_have_the_accent_colour_or_their_category_colour() -> None:
    assert chart().to_dict()["layer"][1]["encoding"]["color"] == {"value": PALETTE["accent"]}
    svg = drawing(colour=colour_by("way", {"rule": "accent", "day": "bad", "none": "muted"}))
    assert re.findall(r'h[\d.]+v[-\d.]+h-?[\d.]+Z" fill="var\(--ll-(\w+)\)"', svg) == [
        "accent",
        "bad",
        "muted",
    ]


def test_bars_that_are_all_zero_start_at_the_left() -> None:
    rows = alt.Chart(alt.Data(values=[{**ROWS[2], "amount": 0}]))
    lefts = []
    for least in (0, 1):
        chart = labelled_bars(
            rows, STRINGS, name="way_text", length="amount", axis=alt.Axis(), least=least
        )
        svg = svg_of(compile_spec(chart.to_dict()))
        found = re.search(r'layer_1_marks".*?d="M([-\d.]+),', svg)
        assert found is not None
        lefts.append(float(found[1]))
    assert lefts[0] > 100
    assert lefts[1] == 0


def test_a_reserved_label_width_shortens_the_bars() -> None:
    assert widths(drawing(room=200), 1)[1] < widths(drawing(), 1)[1]
