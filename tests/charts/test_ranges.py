"""Test bars from the lowest to the highest interest; some offers have no price."""

import re

import pytest

from loanlab.charts.compile import chart_spec, svg_of, with_rows
from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulation
from loanlab.text import catalogue

STRINGS = catalogue("zh")


def texts_of(name: str, **changes: str) -> list[str]:
    """Return the texts in the picture of costs from top to bottom."""
    found = simulation(name, facts())
    rows = evaluate(found, {**defaults(found), **changes}, STRINGS).reply()["rows"]["costs"]
    own = STRINGS["simulations"][name]["pictures"]["costs"]
    svg = svg_of(with_rows(chart_spec(name, "costs", own), rows))
    return re.findall(r">([^<>]+)</text>", svg)


@pytest.mark.parametrize(
    ("name", "changes", "offers"),
    [
        ("product-finder", {"amount": "500"}, ["微粒贷", "WE2000", "分付", "小鹅花钱"]),
        (
            "platform-compare",
            {"amount": "250000"},
            ["微粒贷", "分付", "借呗", "金条", "放心借"],
        ),
    ],
)
def test_offers_without_a_price_keep_their_row(
    name: str, changes: dict[str, str], offers: list[str]
) -> None:
    assert [text for text in texts_of(name, **changes) if text in offers] == offers


def test_a_single_price_is_shown_once_and_a_range_with_both_ends() -> None:
    texts = texts_of("product-finder")
    assert "24.00元，额度不明" in texts
    assert "12.00–30.00元，要先受邀" in texts
    assert "放款方和价格都不明" in texts


def test_large_amounts_omit_fen() -> None:
    texts = texts_of("product-finder", amount="300000", days="365")
    assert "21,900–54,750元，要先受邀" in texts
