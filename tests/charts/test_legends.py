"""Test that a legend lists the series that its chart shows, and no others."""

from typing import Any

import pytest

from tests.charts.pictures import STRINGS, default_view
from tests.charts.test_box import NARROW, drawing, texts_of


def words_of(picture: tuple[str, str], rows: list[dict[str, Any]]) -> list[str]:
    return [words for words, *_place in texts_of(drawing(picture, NARROW, rows))]


@pytest.mark.parametrize(
    ("simulation", "name", "words"),
    [
        ("borrowing-load", "payments", "series"),
        ("repayment-planner", "balances", "series"),
        ("repayment", "schedule", "parts"),
    ],
)
def test_a_legend_lists_the_series_in_the_rows(simulation: str, name: str, words: str) -> None:
    rows = default_view(simulation)["rows"][name]
    series = STRINGS["simulations"][simulation]["pictures"][name][words]
    present = [text for key, text in series.items() if any(row.get(key) for row in rows)]
    assert 0 < len(present) < len(series)
    shown = [text for text in words_of((simulation, name), rows) if text in series.values()]
    assert shown == present


def test_a_series_that_begins_late_keeps_its_place() -> None:
    rows = [
        {"number": 1, "principal": 90, "interest": 0, "fee": 5, "payment": 95},
        {"number": 2, "principal": 90, "interest": 10, "fee": 0, "payment": 100},
    ]
    parts = STRINGS["simulations"]["repayment"]["pictures"]["schedule"]["parts"]
    shown = [text for text in words_of(("repayment", "schedule"), rows) if text in parts.values()]
    assert shown == [parts["principal"], parts["interest"], parts["fee"]]


def test_a_group_of_no_dots_is_not_in_the_legend() -> None:
    words = STRINGS["simulations"]["risk-crowd"]["pictures"]["crowd"]["words"]
    groups = [("hit", 0, 10), ("spared", 10, 0), ("unharmed", 10, 90)]
    rows = [
        {"state": state, "first": first, "dots": dots, "state_text": "", "people_text": ""}
        for state, first, dots in groups
    ]
    shown = words_of(("risk-crowd", "crowd"), rows)
    assert [text for text in words.values() if text in shown] == [words["hit"], words["unharmed"]]
