"""Test the ghost: the old state as dashed outlines in the scales of the new one."""

import json
import re
from typing import Any

import altair as alt
import pytest
import vl_convert

from loanlab.charts.compile import svg_of, with_rows
from loanlab.charts.ghost import PLACE, add_ghost
from loanlab.charts.theme import ALWAYS_OUTLINED, NEVER_OUTLINED
from loanlab.forms.evaluation import defaults, evaluate
from tests.charts.pictures import PICTURES, SIMULATIONS, STRINGS, default_view, spec_of

# The dots of a crowd and the fixed areas of a map have no ghost.
WITHOUT = {("risk-crowd", "crowd"), ("product-finder", "map")}
GHOST = re.compile(r'class="[^"]*\bghost_')


def rows_of(picture: tuple[str, str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = default_view(picture[0])["rows"][picture[1]]
    return rows


def marks_below(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for mark in marks for each in (mark, *marks_below(mark.get("marks", [])))]


def without_ghosts(svg: str) -> str:
    """Remove the empty groups of the outlines, and the numbers of clip paths."""
    svg = re.sub(r'<g class="[^"]*\bghost_[^>]*/>', "", svg)
    return re.sub(r"clip\d+", "clip", svg)


@pytest.mark.parametrize("picture", PICTURES, ids="-".join)
def test_a_ghost_is_drawn_where_one_makes_sense(picture: tuple[str, str]) -> None:
    rows = rows_of(picture)
    svg = svg_of(with_rows(spec_of(*picture), rows, rows))
    assert bool(GHOST.search(svg)) == (picture not in WITHOUT)
    outlines = [
        mark for mark in marks_below(spec_of(*picture)["marks"]) if mark["name"].startswith("ghost")
    ]
    for outline in outlines:
        assert outline["interactive"] is False or outline["type"] != "group"
        assert outline["aria"] is False
        look = outline["encode"]["update"]
        assert "tooltip" not in look
        if outline["type"] == "group":
            continue
        assert outline["type"] in ("rect", "line", "symbol")
        assert look["stroke"] == {"value": "var(--ll-text)"}
        assert look.get("fill", {"value": "transparent"}) == {"value": "transparent"}
        assert ("strokeDash" in look) == (outline["type"] != "symbol")


@pytest.mark.parametrize("picture", PICTURES, ids="-".join)
def test_an_empty_ghost_changes_nothing(picture: tuple[str, str]) -> None:
    spec = with_rows(spec_of(*picture), rows_of(picture))
    (ghost,) = [data for data in spec_of(*picture)["data"] if data["name"] == "ghost"]
    assert ghost["values"] == []
    bare = json.loads(json.dumps(spec))
    bare["marks"] = [mark for mark in bare["marks"] if not mark["name"].startswith("ghost")]
    for scale in bare["scales"]:
        domain = scale.get("domain")
        if isinstance(domain, dict) and "fields" in domain:
            domain["fields"] = [
                each
                for each in domain["fields"]
                if not isinstance(each, dict) or not each["data"].startswith("ghost")
            ]
            # In the order of the rows, where only a ghost would need another.
            if domain.get("sort") == {"op": "min", "field": PLACE}:
                del domain["sort"]
    bare["data"] = [data for data in bare["data"] if not data["name"].startswith("ghost")]
    assert "ghost" not in json.dumps(bare)
    assert without_ghosts(svg_of(spec)) == without_ghosts(svg_of(bare))


def with_ghost(layer: alt.LayerChart) -> dict[str, Any]:
    spec: dict[str, Any] = vl_convert.vegalite_to_vega(layer.to_dict(), vl_version="5.20")
    add_ghost(spec)
    return spec


def bars(**options: Any) -> alt.Chart:
    chart: alt.Chart = alt.Chart(alt.NamedData("rows")).mark_bar(**options)
    return chart.encode(x="amount:Q", y=alt.Y("name:N", sort=None))


def lengths(svg: str, name: str) -> list[float]:
    group = re.search(rf'class="[^"]*\b{name}".*?</g>', svg)
    assert group is not None
    return [float(length) for length in re.findall(r'd="M[-\d.]+,[-\d.]+h([\d.]+)v', group[0])]


def test_the_ghost_widens_the_scales_that_both_share() -> None:
    spec = with_ghost(alt.layer(bars()))
    rows, ghost = [{"name": "a", "amount": 10}], [{"name": "a", "amount": 40}]
    (alone,) = lengths(svg_of(with_rows(spec, rows)), "layer_0_marks")
    svg = svg_of(with_rows(spec, rows, ghost))
    (new,), (old,) = lengths(svg, "layer_0_marks"), lengths(svg, "ghost_layer_0_marks")
    assert old == pytest.approx(4 * new)
    assert new == pytest.approx(alone / 4)


@pytest.mark.parametrize(
    ("now", "before", "together"),
    [
        ("bc", "ab", "abc"),
        ("ac", "abcd", "abcd"),
        ("abcd", "bd", "abcd"),
        ("ca", "cba", "cba"),
        ("d", "abc", "abcd"),
        ("bc", "", "bc"),
    ],
)
def test_bars_of_the_ghost_alone_keep_their_place_among_the_others(
    now: str, before: str, together: str
) -> None:
    rows, ghost = ([{"name": name, "amount": 1} for name in names] for names in (now, before))
    svg = svg_of(with_rows(with_ghost(alt.layer(bars(), bars())), rows, ghost))
    assert "".join(re.findall(r">([abcd])</text>", svg)) == together


@pytest.mark.parametrize("months", ["6", "7", "12", "60"])
def test_bars_by_months_stay_sorted_when_the_months_change(months: str) -> None:
    simulation = SIMULATIONS["safe-limit"]
    states = [
        evaluate(simulation, {**defaults(simulation), "months": text}, STRINGS).reply()
        for text in (months, "12", "5", "8")
    ]
    for old in states[1:]:
        rows, ghost = (view["rows"]["by_months"] for view in (states[0], old))
        svg = svg_of(with_rows(spec_of("safe-limit", "by_months"), rows, ghost))
        terms = [int(term) for term in re.findall(r">(\d+)个月</text>", svg)]
        assert terms == sorted({row["months"] for row in (*rows, *ghost)})


def test_data_that_is_made_from_the_rows_is_made_from_the_ghost() -> None:
    rows = alt.Chart(alt.NamedData("rows")).transform_fold(["one", "two"], as_=["part", "amount"])
    stacked = rows.mark_bar().encode(x="amount:Q", y="name:N", color="part:N")
    svg = svg_of(
        with_rows(
            with_ghost(alt.layer(stacked)),
            [{"name": "a", "one": 1, "two": 3}],
            [{"name": "a", "one": 2, "two": 2}],
        )
    )
    one, two = lengths(svg, "ghost_layer_0_marks")
    assert one == pytest.approx(two)


def test_an_area_has_its_upper_edge_as_a_ghost() -> None:
    area = alt.Chart(alt.NamedData("rows")).mark_area().encode(x="month:Q", y="owed:Q")
    months = [{"month": month, "owed": 10 - month} for month in range(3)]
    svg = svg_of(with_rows(with_ghost(alt.layer(area)), months, months))
    group = re.search(r'class="mark-line role-mark ghost_layer_0_marks".*?</g>', svg)
    assert group is not None
    assert "Z" not in group[0]
    assert "stroke-dasharray" in group[0]


@pytest.mark.parametrize(
    "mark",
    [
        bars(opacity=0),
        bars(style=NEVER_OUTLINED),
        alt.Chart(alt.NamedData("rows")).mark_text().encode(x="amount:Q", text="name:N"),
        alt.Chart(alt.NamedData("rows")).mark_rule().encode(x="amount:Q"),
        alt.Chart(alt.NamedData("rows")).mark_point(size=0).encode(x="amount:Q"),
    ],
)
def test_texts_rules_and_helpers_have_no_ghost(mark: alt.Chart) -> None:
    spec = with_ghost(alt.layer(mark))
    assert not [each for each in spec["marks"] if each["name"].startswith("ghost")]


def test_an_invisible_bar_can_have_a_ghost() -> None:
    spec = with_ghost(alt.layer(bars(opacity=0, style=ALWAYS_OUTLINED)))
    (outline,) = [each for each in spec["marks"] if each["name"].startswith("ghost")]
    assert "opacity" not in outline["encode"]["update"]


def test_outlines_stand_above_the_bars_and_below_the_texts() -> None:
    texts = bars().mark_text().encode(text="name:N")
    marks = with_ghost(alt.layer(bars(), texts))["marks"]
    assert [mark["name"] for mark in marks] == [
        "layer_0_marks",
        "ghost_layer_0_marks",
        "layer_1_marks",
    ]
