"""Test bars from the lowest to the highest interest; some offers have no price."""

import re

import pytest

from loanlab.charts.compile import chart_spec, in_box, svg_of, with_rows
from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulation
from loanlab.text import catalogue

STRINGS = catalogue("zh")
PHONE = (358, 124)


def drawing(name: str, changes: dict[str, str], box: tuple[int, int] = (560, 300)) -> str:
    """Draw the picture of costs."""
    found = simulation(name, facts())
    rows = evaluate(found, {**defaults(found), **changes}, STRINGS).reply()["rows"]["costs"]
    own, units = STRINGS["simulations"][name]["pictures"]["costs"], STRINGS["interface"]["units"]
    return svg_of(in_box(with_rows(chart_spec(name, "costs", own, units), rows), *box))


def texts_of(svg: str) -> list[str]:
    """Return the texts of a drawing from top to bottom."""
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
    assert [text for text in texts_of(drawing(name, changes)) if text in offers] == offers


def test_a_single_price_is_shown_once_and_a_range_with_both_ends() -> None:
    texts = texts_of(drawing("product-finder", {}))
    assert "24.00元，额度不明" in texts
    assert "12.00–30.00元，要先受邀" in texts
    assert "放款方和价格都不明" in texts


def test_large_amounts_omit_fen() -> None:
    texts = texts_of(drawing("product-finder", {"amount": "300000", "days": "365"}))
    assert "21,900–54,750元，要先受邀" in texts


def test_narrow_pictures_show_the_amounts_alone() -> None:
    texts = texts_of(drawing("product-finder", {}, PHONE))
    assert {"24元", "12–30元", "放款方和价格都不明"} <= set(texts)
    assert "3–7.5元" in texts_of(drawing("product-finder", {"amount": "500"}, PHONE))


def test_the_remark_of_an_offer_without_a_price_is_muted() -> None:
    labels = re.findall(
        r'fill="var\(--ll-(\w+)\)"[^>]*>([^<>]+)</text>', drawing("product-finder", {})
    )
    colours = {text: colour for colour, text in labels}
    assert colours["放款方和价格都不明"] == "muted"
    assert colours["24.00元，额度不明"] == "text"
