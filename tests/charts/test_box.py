"""Test that every picture fits its box, with small words where the box is small."""

import copy
import itertools
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from loanlab.charts.compile import svg_of, with_rows
from tests.charts.pictures import (
    CATALOGUES,
    LANGUAGES,
    PICTURES,
    default_view,
    spec_of,
    views_of_states,
)

Box = tuple[int, int]
# Widths of signs as parts of the font's size; of all others 0.56, of Chinese 1.
NARROW_SIGNS = dict.fromkeys("iljI'.,:;|!()", 0.28) | dict.fromkeys("frt- ", 0.36)
LARGE, PHONE, NARROW = (560, 300), (358, 124), (300, 110)
# Pixels that a text may stand over the edge: widths of texts are estimates.
TOLERANCE = 4


def drawing(
    picture: tuple[str, str], box: Box, rows: list[Any], ghost: Any = None, language: str = "zh"
) -> str:
    """Draw a picture in a box."""
    spec = copy.deepcopy(with_rows(spec_of(*picture, language), rows, ghost))
    sizes = dict(zip(("boxWidth", "boxHeight"), box, strict=True))
    for signal in spec["signals"]:
        if signal["name"] in sizes:
            signal["value"] = sizes[signal["name"]]
    return svg_of(spec)


def texts_of(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Return each horizontal text: its words, left end, right end, baseline and font size."""
    found: list[tuple[str, float, float, float, float]] = []

    def visit(element: ElementTree.Element, left: float, top: float) -> None:
        move = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
        if move:
            left, top = left + float(move[1]), top + float(move[2])
        words = "".join(element.itertext())
        is_turned = "rotate" in element.get("transform", "")
        if element.tag.endswith("text") and words and not is_turned:
            font = float(element.get("font-size", "0").removesuffix("px"))
            width = font * sum(
                1 if ord(sign) > 0x2FFF else NARROW_SIGNS.get(sign, 0.56) for sign in words
            )
            before = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
            start = left - before * width
            found.append((words, start, start + width, top, font))
        for child in element:
            visit(child, left, top)

    visit(ElementTree.fromstring(svg), 0, 0)  # noqa: S314 - our own drawing
    return found


def size_of(svg: str) -> Box:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    return int(root.get("width", "0")), int(root.get("height", "0"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("box", [LARGE, PHONE, NARROW])
@pytest.mark.parametrize("picture", PICTURES, ids="-".join)
def test_a_picture_fits_its_box(picture: tuple[str, str], box: Box, language: str) -> None:
    simulation, name = picture
    before = default_view(simulation, language)
    for view in (before, views_of_states(simulation, language)[-1]):
        svg = drawing(picture, box, view["rows"][name], before["rows"][name], language)
        assert size_of(svg) == box
        for words, left, right, baseline, font in texts_of(svg):
            assert left >= -TOLERANCE, words
            assert right <= box[0] + TOLERANCE, words
            assert font * 0.55 <= baseline <= box[1], words
            assert "…" not in words


@pytest.mark.parametrize("picture", PICTURES, ids="-".join)
def test_words_are_smaller_in_a_small_box(picture: tuple[str, str]) -> None:
    rows = default_view(picture[0])["rows"][picture[1]]
    for box, size in ((LARGE, 13), (PHONE, 11)):
        assert {font for *_place, font in texts_of(drawing(picture, box, rows))} <= {size}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES, ids="-".join)
def test_no_two_texts_of_a_small_picture_stand_on_each_other(
    picture: tuple[str, str], language: str
) -> None:
    rows = default_view(picture[0], language)["rows"][picture[1]]
    texts = texts_of(drawing(picture, NARROW, rows, language=language))
    for at, (words, left, right, baseline, _font) in enumerate(texts):
        for other, start, end, line, _size in texts[at + 1 :]:
            apart = abs(baseline - line) >= 8.5 or left >= end - TOLERANCE
            assert apart or start >= right - TOLERANCE, (words, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_lines_that_are_close_stand_beside_each_other(language: str) -> None:
    months = [
        {"month": month, "loan_1": 9000, "total": 9000, "share_of_income": 9} for month in (1, 2, 3)
    ]
    for income in (1000, 400):
        rows = [{**months[0], "income": income, "half": income / 2, "safe": income * 0.3}]
        svg = drawing(
            ("borrowing-load", "payments"), NARROW, [*rows, *months[1:]], language=language
        )
        names = CATALOGUES[language]["simulations"]["borrowing-load"]["pictures"]["payments"]
        placed = sorted(
            (left, right)
            for words, left, right, *_place in texts_of(svg)
            if words in names["lines"].values()
        )
        assert len(placed) == 3
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(placed))


def test_a_small_box_has_the_unit_at_the_last_tick_instead_of_a_title() -> None:
    picture = ("repayment", "schedule")
    rows = default_view("repayment")["rows"]["schedule"]
    large, small = (
        [words for words, *_place in texts_of(drawing(picture, box, rows))]
        for box in (LARGE, PHONE)
    )
    assert "第几次还" in large
    assert "第几次还" not in small
    assert [words for words in small if re.fullmatch(r"[\d,]+元", words)] == ["1,000元"]
    assert not [words for words in large if words.endswith("元")]


@pytest.mark.parametrize(
    ("simulation", "name", "language", "last"),
    [
        ("true-cost", "cash", "zh", "10,000元"),
        ("true-cost", "cash", "en", "¥10,000"),
        ("product-finder", "map", "zh", "300,000元"),
        ("product-finder", "map", "en", "¥300,000"),
        ("group-discount", "by_friends", "en", "¥300"),
    ],
)
def test_each_language_writes_the_unit_as_in_its_sentences(
    simulation: str, name: str, language: str, last: str
) -> None:
    rows = default_view(simulation, language)["rows"][name]
    words = [
        words
        for words, *_place in texts_of(drawing((simulation, name), PHONE, rows, language=language))
        if re.search(r"[元¥]", words)
    ]
    assert words == [last]


def test_bars_with_labels_have_no_value_axis_in_a_small_box() -> None:
    picture = ("true-cost", "lines")
    rows = default_view("true-cost")["rows"]["lines"]
    assert "30%" in [words for words, *_place in texts_of(drawing(picture, LARGE, rows))]
    assert "30%" not in [words for words, *_place in texts_of(drawing(picture, PHONE, rows))]


def test_a_few_bars_do_not_fill_a_large_box() -> None:
    svg = drawing(("safe-limit", "income"), LARGE, default_view("safe-limit")["rows"]["income"])
    heights = re.findall(r'd="M[-\d.]+,[-\d.]+h[\d.]+v([\d.]+)h-?[\d.]+Z" fill="var', svg)
    assert set(heights) == {"34"}


def test_labels_of_months_are_apart_and_counted() -> None:
    rows = [
        {"number": number, "principal": 90, "interest": 10, "fee": 0, "payment": 100}
        for number in range(1, 61)
    ]
    svg = drawing(("repayment", "schedule"), NARROW, rows)
    texts = texts_of(svg)
    lowest = max(baseline for *_place, baseline, _font in texts)
    months = [int(words) for words, *_ends, baseline, _font in texts if baseline == lowest]
    assert months == list(range(months[0], 61, months[0]))
    assert 5 <= len(months) <= 12


def test_a_single_late_payment_is_labelled_with_its_month() -> None:
    rows = [{"number": 60, "principal": 90, "interest": 10, "fee": 0, "payment": 100}]
    svg = drawing(("repayment", "schedule"), NARROW, rows)
    assert "60" in [words for words, *_place in texts_of(svg)]
