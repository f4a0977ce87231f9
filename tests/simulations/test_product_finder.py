"""product-finder: which products can lend an amount, and at what cost."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.simulations.product_finder import PRODUCTS, define

SIMULATION = define(facts())


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def reasons(**changes: Any) -> dict[str, str]:
    return {row["product"]: row["reason"] for row in result(**changes).rows["costs"]}


def cost(product: str, **changes: Any) -> dict[str, Any]:
    (row,) = [row for row in result(**changes).rows["costs"] if row["product"] == product]
    return dict(row)


def test_the_fields_are_those_of_the_chapter_plan() -> None:
    assert [field.name for field in SIMULATION.fields] == ["amount", "days", "pay_score", "invited"]


def test_every_named_figure_is_shown() -> None:
    assert {"eligible_count", "lowest_cost", "highest_cost"} <= {
        output.name for output in SIMULATION.outputs
    }


def test_two_thousand_yuan_for_thirty_days_leave_one_product_to_who_is_not_invited() -> None:
    assert reasons() == {
        "weilidai": "by_invitation",
        "we2000": "ok",
        "fenfu": "limit_unknown",
        "xiaoe": "price_unknown",
    }
    shown = result().outputs
    assert shown["eligible_count"] == 1
    assert (shown["lowest_cost"], shown["highest_cost"]) == (24, 30)
    assert shown["lowest_annual_rate"] == pytest.approx(0.146)
    assert shown["highest_annual_rate"] == pytest.approx(0.1825)


def test_an_invitation_makes_the_range_wider() -> None:
    shown = result(invited=True).outputs
    assert shown["eligible_count"] == 2
    assert (shown["lowest_cost"], shown["highest_cost"]) == (12, 30)


@pytest.mark.parametrize("amount", [1999.99, 2000.01, 3000])
def test_we2000_has_one_amount_and_no_cost_for_others(amount: float) -> None:
    assert reasons(amount=amount)["we2000"] == "other_amount"
    row = cost("we2000", amount=amount)
    assert row["answer"] == "no"
    assert row["interest_low"] is row["interest_high"] is None
    assert row["annual_high"] == pytest.approx(0.1825)


def test_the_articles_score_counts_from_its_line() -> None:
    assert reasons(pay_score=599)["we2000"] == "score_too_low"
    assert reasons(pay_score=600)["we2000"] == "ok"


def test_the_score_does_not_matter_to_the_others() -> None:
    assert {**reasons(pay_score=300, invited=True), "we2000": ""} == {
        **reasons(pay_score=850, invited=True),
        "we2000": "",
    }


def test_a_product_of_unknown_price_never_counts() -> None:
    for amount in (500, 2000, 20000, 300000):
        row = cost("xiaoe", amount=amount, invited=True)
        assert row["answer"] == "unknown"
        assert row["annual_low"] is row["interest_high"] is None


def test_without_usable_products_there_is_no_cost() -> None:
    shown = result(amount=5000).outputs
    assert shown.pop("eligible_count") == 0
    assert set(shown.values()) == {None}


def test_interest_is_counted_by_the_day() -> None:
    row = cost("weilidai", amount=10000, days=7, invited=True)
    assert (row["interest_low"], row["interest_high"]) == (14, 35)
    assert cost("fenfu", amount=10000, days=7)["interest_low"] == 28


def test_an_amount_beyond_a_limit_gets_that_reason() -> None:
    lower = facts()
    lower["limit_range.weilidai"] = {**lower["limit_range.weilidai"], "value": [1000, 200000]}
    simulation = define(lower)
    for amount, reason in ((999, "amount_too_small"), (200001, "amount_too_large"), (1000, "ok")):
        values = {**simulation.default_values(), "amount": amount, "invited": True}
        row = simulation.result(values).rows["costs"][0]
        assert row["reason"] == reason
        assert (row["interest_high"] is None) == (reason != "ok")


def test_a_micro_lender_lends_no_more_than_its_rule_allows() -> None:
    assert cost("fenfu", amount=200000)["reason"] == "limit_unknown"
    beyond = cost("fenfu", amount=200001)
    assert (beyond["reason"], beyond["interest_high"]) == ("above_micro_limit", None)


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["only_we2000", "not_cash", "unknown"]),
        ({"invited": True}, ["several", "not_cash", "unknown"]),
        ({"invited": True, "amount": 5000}, ["only_weilidai", "unknown"]),
        ({"amount": 5000}, ["nobody", "unknown"]),
        ({"pay_score": 599}, ["nobody", "score", "unknown"]),
        ({"pay_score": 599, "invited": True}, ["only_weilidai", "score", "unknown"]),
    ],
)
def test_each_situation_has_its_sentences(changes: dict[str, Any], sentences: list[str]) -> None:
    assert result(**changes).sentences == sentences


def test_the_map_shows_only_known_limits_and_prices() -> None:
    rows = {row["product"]: row for row in result().rows["map"]}
    assert list(rows) == PRODUCTS
    assert (rows["weilidai"]["limit_low"], rows["weilidai"]["limit_high"]) == (500, 300000)
    assert rows["fenfu"]["limit_high"] is None
    assert rows["fenfu"]["annual_low"] == pytest.approx(0.146)
    assert rows["xiaoe"]["limit_high"] is rows["xiaoe"]["annual_high"] is None
    assert [row["known"] for row in rows.values()] == [
        "known",
        "known",
        "limit_unknown",
        "price_unknown",
    ]


@pytest.mark.parametrize(
    ("name", "lead"),
    [("invited", "only_weilidai"), ("week", "only_we2000"), ("low_score", "nobody")],
)
def test_each_preset_shows_a_situation_of_its_own(name: str, lead: str) -> None:
    assert SIMULATION.result(SIMULATION.preset_values(name)).sentences[0] == lead
