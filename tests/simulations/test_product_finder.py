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


def test_the_articles_score_has_no_part_until_it_is_asked_for() -> None:
    names = [field.name for field in SIMULATION.fields]
    assert names == ["amount", "days", "invited", "score_gate", "pay_score"]
    assert SIMULATION.default_values()["score_gate"] is False
    assert result(pay_score=300).outputs == result(pay_score=850).outputs
    assert SIMULATION.field("pay_score").when == {"score_gate": [True]}


def test_every_named_figure_is_shown() -> None:
    assert {"eligible_count", "lowest_cost", "highest_cost"} <= {
        output.name for output in SIMULATION.outputs
    }


def test_the_default_state_finds_no_product_but_the_known_prices() -> None:
    assert reasons() == {
        "weilidai": "by_invitation",
        "we2000": "new_users_unknown",
        "fenfu": "limit_unknown",
        "xiaoe": "price_unknown",
    }
    shown = result().outputs
    assert shown["eligible_count"] == 0
    assert (shown["lowest_cost"], shown["highest_cost"]) == (12, 30)
    assert shown["lowest_annual_rate"] == pytest.approx(0.073)
    assert shown["highest_annual_rate"] == pytest.approx(0.1825)


def test_an_invitation_makes_one_product_fit_and_changes_no_price() -> None:
    shown = result(invited=True).outputs
    assert shown["eligible_count"] == 1
    assert (shown["lowest_cost"], shown["highest_cost"]) == (12, 30)


@pytest.mark.parametrize("amount", [1999.99, 2000.01, 3000])
def test_we2000_has_one_amount_and_no_cost_for_others(amount: float) -> None:
    assert reasons(amount=amount)["we2000"] == "other_amount"
    row = cost("we2000", amount=amount)
    assert row["answer"] == "no"
    assert row["interest_low"] is row["interest_high"] is None
    assert row["annual_high"] == pytest.approx(0.1825)


def test_the_articles_score_counts_from_its_line() -> None:
    assert reasons(score_gate=True, pay_score=599)["we2000"] == "score_too_low"
    assert reasons(score_gate=True, pay_score=600)["we2000"] == "ok"


def test_the_score_does_not_matter_to_the_others() -> None:
    low, high = [reasons(score_gate=True, pay_score=score, invited=True) for score in (300, 850)]
    assert {**low, "we2000": ""} == {**high, "we2000": ""}


def test_a_product_of_unknown_price_never_counts() -> None:
    for amount in (500, 2000, 20000, 300000):
        row = cost("xiaoe", amount=amount, invited=True)
        assert row["answer"] == "unknown"
        assert row["annual_low"] is row["interest_high"] is None


def test_products_that_cannot_lend_the_amount_have_no_part_in_the_prices() -> None:
    shown = result(amount=250000).outputs
    assert shown["eligible_count"] == 0
    # Weilidai alone: 0.02% to 0.05% a day over thirty days.
    assert (shown["lowest_cost"], shown["highest_cost"]) == (1500, 3750)


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
        ({}, ["not_cash"]),
        ({"invited": True}, ["not_cash"]),
        ({"amount": 5000}, []),
        ({"amount": 5000, "score_gate": True}, []),
        ({"score_gate": True, "pay_score": 599}, ["not_cash", "score"]),
        ({"score_gate": True, "pay_score": 600}, ["not_cash", "score"]),
    ],
)
def test_each_situation_has_its_sentences(changes: dict[str, Any], sentences: list[str]) -> None:
    assert result(**changes).sentences == ["counted", "interest", *sentences, "unknown"]


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


@pytest.mark.parametrize(("name", "count"), [("invited", 1), ("week", 0), ("low_score", 0)])
def test_each_preset_counts_what_fits(name: str, count: int) -> None:
    found = SIMULATION.result(SIMULATION.preset_values(name))
    assert found.outputs["eligible_count"] == count
