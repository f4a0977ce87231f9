"""Test the strips: the article's figures above, the evidence below, in the axis unit."""

import pytest

from loanlab.charts.compile import compile_spec, svg_of
from loanlab.charts.strips import SHOWN, strip, strip_frame
from loanlab.data import comparisons
from loanlab.site.vegalite import table_of
from loanlab.text.edition import use_language


@pytest.mark.parametrize("group", SHOWN)
def test_a_strip_is_drawn_with_a_row_for_each_product(group: str) -> None:
    spec = strip(group).to_dict()
    names = [pair.name_zh for pair in comparisons().values() if pair.group == group]
    assert [row[0] for row in table_of(spec).rows] == names
    drawing = svg_of(compile_spec(spec))
    assert all(name in drawing for name in names)
    assert "NaN" not in drawing


def test_values_are_in_the_axis_unit_and_ranges_ascend() -> None:
    users = strip_frame("users").set_index("name")
    assert users.loc["微粒贷", ["article_low", "evidence_low"]].tolist() == [11.3, 0.7]
    for group in SHOWN:
        frame = strip_frame(group)
        for side in ("article", "evidence"):
            known = frame.dropna(subset=[f"{side}_low"])
            assert (known[f"{side}_low"] <= known[f"{side}_high"]).all()


def test_an_unknown_figure_is_labelled_unknown_and_not_drawn() -> None:
    row = strip_frame("limits").set_index("name").loc["小鹅花钱"]
    assert row["evidence"] == "不清楚"
    assert row[["evidence_low", "evidence_high"]].isna().all()


def test_each_figure_has_the_status_of_its_claim() -> None:
    row = strip_frame("annual_rates").set_index("name").loc["微粒贷"]
    assert row["status"] == "≠ 文内自相矛盾 c3-05"
    assert (row["article"], row["evidence"]) == ("24.00%", "7.30%到18.25%")


def test_the_description_of_a_strip_has_each_of_its_figures() -> None:
    description_text = strip("users").to_dict()["description"]
    assert description_text.startswith("用户数（亿），")
    assert "微粒贷：原文11.3，证据0.7；" in description_text
    assert description_text.endswith("京东金条：原文5.6，证据不清楚。")


def test_each_language_counts_people_in_its_own_unit() -> None:
    users = strip_frame("users", "en").set_index("name")
    assert users.loc["Weilidai", ["article_low", "evidence_low"]].tolist() == [1130, 70]
    assert users.loc["Weilidai", ["article", "evidence"]].tolist() == ["1,130", "70"]
    assert "(millions)" in strip("users", "en").to_dict()["description"]


def test_a_strip_takes_its_language_from_the_edition() -> None:
    use_language("en")
    try:
        assert strip_frame("limits")["name"].tolist()[:2] == ["Weilidai", "WE2000"]
        assert strip("limits").to_dict()["description"].isascii()
    finally:
        use_language("zh")


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(KeyError):
        strip("fees")
