"""cost-disclosure: the all-in cost table, compared with the examples of the rule of 2026."""

import random
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.model.cashflow import period_rate_of_flat_fee
from loanlab.model.refusal import Refusal
from loanlab.simulations.cost_disclosure import define

SIMULATION = define(facts())
BARE = {"upfront_fee_rate": 0.0, "guarantee_fee": 0}


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def table(**changes: Any) -> dict[str, dict[str, Any]]:
    return {row["item"]: row for row in result(**changes).rows["disclosure"]}


def percent(rate: float) -> float:
    return round(100 * rate, 2)


# rate_conventions.worked_examples_2026: terms, all-in cost, overdue, misuse. Of the discounted loan
# the script that reproduces the rule's examples has 9.45 and 12.60, multiples of the discounted
# price; the penalty rule multiplies the contract's rate.
@pytest.mark.parametrize(
    ("terms", "cost", "overdue", "misuse"),
    [
        ({"method": "bullet", "nominal_annual_rate": 0.08}, 8.00, 12.00, 16.00),
        ({"method": "interest_only", "nominal_annual_rate": 0.10}, 10.00, 15.00, 20.00),
        ({"nominal_annual_rate": 0.12}, 12.00, 18.00, 24.00),
        (
            {"nominal_annual_rate": 0.08, "discounted_periods": 3, "discount": 0.5},
            6.30,
            12.00,
            16.00,
        ),
    ],
)
def test_the_examples_of_the_rule_without_fees_are_met(
    terms: dict[str, Any], cost: float, overdue: float, misuse: float
) -> None:
    rows = table(**BARE, **terms)
    assert percent(rows["all_in"]["yearly_share"]) == cost
    assert percent(rows["overdue"]["yearly_share"]) == overdue
    assert percent(rows["misuse"]["yearly_share"]) == misuse


def test_the_example_of_the_rule_with_a_guarantee_fee_is_met() -> None:
    rows = table(nominal_annual_rate=0.058, upfront_fee_rate=0.0, guarantee_fee=47.56)
    assert percent(rows["all_in"]["yearly_share"]) == 16.00
    assert round(100 * rows["interest"]["yearly_share"], 1) == 5.8
    assert round(100 * rows["guarantee"]["yearly_share"], 1) == 10.2
    assert rows["guarantee"]["standard"] == "47.56"
    assert rows["guarantee"]["payee"] == "guarantor"


def test_the_example_of_the_rule_over_two_hundred_yuan_is_met() -> None:
    rows = table(**BARE, principal=200, nominal_annual_rate=0.0802, periods=3)
    assert percent(rows["all_in"]["yearly_share"]) == 8.02


def test_the_default_state_shows_nine_percent_that_cost_twenty_three() -> None:
    found = result()
    assert percent(found.outputs["annualised_rate"]) == 23.12
    assert percent(found.outputs["interest_share"]) == 9.00
    assert found.sentences == ["with_fees", "within_line"]


def test_the_shares_of_the_items_add_up_to_the_all_in_cost() -> None:
    found = result(service_fee=10, monthly_fee=5)
    rows = found.rows["disclosure"]
    assert [row["item"] for row in rows] == [
        "principal",
        "interest",
        "upfront",
        "guarantee",
        "service",
        "monthly",
        "all_in",
        "overdue",
        "misuse",
    ]
    assert sum(row["yearly_share"] for row in rows[1:6]) == pytest.approx(rows[6]["yearly_share"])
    assert found.outputs["interest_share"] + found.outputs["fee_share"] == pytest.approx(
        found.outputs["annualised_rate"]
    )


def test_an_item_that_costs_nothing_has_no_row_but_interest_always_has_one() -> None:
    assert list(table(**BARE, nominal_annual_rate=0.0)) == [
        "principal",
        "interest",
        "all_in",
        "overdue",
        "misuse",
    ]


def test_a_flat_fee_is_shown_by_month_on_the_first_principal() -> None:
    rows = table(**BARE, method="flat_fee")
    assert percent(rows["all_in"]["yearly_share"]) == 13.03
    assert (rows["flat_fee"]["way"], rows["flat_fee"]["standard"]) == ("by_month", "0.60%")


def test_the_table_shows_how_the_upfront_fee_is_charged() -> None:
    assert table(deducted=True)["upfront"]["way"] == "kept_back"
    assert table(deducted=False)["upfront"]["way"] == "beside"
    assert result(deducted=True).outputs == result(deducted=False).outputs


def test_a_chosen_payee_stands_in_the_table() -> None:
    rows = table(upfront_payee="insurer", guarantee_payee="other")
    assert (rows["upfront"]["payee"], rows["guarantee"]["payee"]) == ("insurer", "other")


def test_the_bars_follow_one_another_up_to_the_sum() -> None:
    *parts, whole, line = result().rows["shares"]
    assert [part["start"] for part in parts] == [0, *(part["end"] for part in parts[:-1])]
    assert parts[-1]["end"] == pytest.approx(whole["end"])
    assert line["yearly_share"] == facts()["all_in_cost_line"]["value"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "with_fees"),
        (BARE, "without_fees"),
        ({"discounted_periods": 3}, "discounted"),
        ({"discounted_periods": 12}, "all_discounted"),
        ({"discounted_periods": 30}, "all_discounted"),
        ({"nominal_annual_rate": 0.2}, "above_line"),
        ({}, "within_line"),
    ],
)
def test_each_sentence_appears_where_it_holds(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in result(**changes).sentences


def test_a_discount_of_no_period_or_no_share_is_no_discount() -> None:
    assert "discounted" not in result(discounted_periods=0, discount=0.5).sentences
    assert "discounted" not in result(discounted_periods=3, discount=0.0).sentences
    assert "discounted" not in result(discounted_periods=3, nominal_annual_rate=0.0).sentences


# The penalty is a multiple of the contract's rate, regardless of discounts and fees.
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"discounted_periods": 12, "discount": 1.0},
        {"discounted_periods": 3, "discount": 0.5},
        {"discounted_periods": 60, "discount": 0.1},
        {"method": "bullet", "discounted_periods": 1, "discount": 1.0},
        {"method": "daily_interest", "discounted_periods": 5, "discount": 0.3},
        {"method": "interest_only", "discounted_periods": 11, "discount": 1.0},
        {"method": "equal_principal", "discounted_periods": 1, "discount": 1.0},
        {"upfront_fee_rate": 0.05, "guarantee_fee": 500, "monthly_fee": 20},
        {"principal": 100},
    ],
)
def test_penalties_are_multiples_of_the_contract_rate_without_fees(
    changes: dict[str, Any],
) -> None:
    outputs = result(**{**BARE, **changes}).outputs
    assert percent(outputs["overdue_rate"]) == 13.50
    assert percent(outputs["misuse_rate"]) == 18.00


@pytest.mark.parametrize("changes", [{}, {"discounted_periods": 12, "discount": 1.0}])
def test_the_penalty_on_a_flat_fee_is_a_multiple_of_its_annual_cost(
    changes: dict[str, Any],
) -> None:
    # 0.6% a month over 12 months is 13.03% a year (flat_fee_table).
    outputs = result(method="flat_fee", flat_fee_rate=0.006, **BARE, **changes).outputs
    contract = 12 * period_rate_of_flat_fee(0.006, 12)
    assert percent(contract) == 13.03
    assert outputs["overdue_rate"] == pytest.approx(1.5 * contract)
    assert outputs["misuse_rate"] == pytest.approx(2 * contract)


# faults.md, E: by hand, of 10,000 yuan.
@pytest.mark.parametrize(
    ("changes", "cost", "annualised"),
    [
        # 900 - 75: one month of twelve is free.
        ({"method": "bullet", "discounted_periods": 1, "discount": 1.0}, 825.00, 8.25),
        # 450 - 37.50 over half a year.
        (
            {"method": "daily_interest", "periods": 6, "discounted_periods": 1, "discount": 0.5},
            412.50,
            8.25,
        ),
        ({"method": "bullet", "discounted_periods": 60, "discount": 1.0}, 0.00, 0.00),
        ({"method": "bullet", "discounted_periods": 60, "discount": 0.5}, 450.00, 4.50),
        ({"method": "bullet", "discounted_periods": 0, "discount": 1.0}, 900.00, 9.00),
        ({"method": "interest_only", "discounted_periods": 1, "discount": 1.0}, 825.00, None),
    ],
)
def test_a_discount_of_the_first_periods_does_not_change_the_others(
    changes: dict[str, Any], cost: float, annualised: float | None
) -> None:
    found = result(**BARE, **changes)
    assert found.details["total_cost"] == cost
    if annualised is not None:
        assert percent(found.outputs["annualised_rate"]) == annualised


def test_the_sentence_shows_the_discount_applied_not_the_one_typed() -> None:
    found = result(**BARE, periods=6, discounted_periods=40, discount=0.5)
    assert "all_discounted" in found.sentences
    assert "discounted" not in found.sentences
    whole = result(**BARE, periods=6).details["total_cost"]
    assert found.details["discount_saved"] + found.details["total_cost"] == pytest.approx(whole)


def test_shares_that_do_not_add_up_as_shown_are_called_rounded() -> None:
    dice = random.Random(5)
    seen = set()
    for _state in range(200):
        found = result(
            nominal_annual_rate=dice.randint(0, 3000) / 10000, guarantee_fee=dice.randint(1, 99)
        )
        shown = [percent(row["yearly_share"]) for row in found.rows["shares"]]
        outputs = [
            percent(found.outputs[name])
            for name in ("interest_share", "fee_share", "annualised_rate")
        ]
        adds_up = (
            round(sum(shown[:-2]), 2) == shown[-2] and round(sum(outputs[:2]), 2) == outputs[2]
        )
        assert ("rounded" in found.sentences) != adds_up
        seen.add(adds_up)
    assert seen == {True, False}


def test_a_price_that_no_loan_has_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        result(principal=500, periods=60, guarantee_fee=1000, service_fee=1000, monthly_fee=1000)
    assert refused.value.reason == "too_dear"


@pytest.mark.parametrize(("name", "cost"), [("guarantee", 16.00), ("discount", 6.30)])
def test_two_presets_are_examples_of_the_rule(name: str, cost: float) -> None:
    found = SIMULATION.result(SIMULATION.preset_values(name))
    assert percent(found.outputs["annualised_rate"]) == cost


def test_a_fee_of_thirty_yuan_a_month_takes_the_default_loan_above_the_line() -> None:
    assert "within_line" in result().sentences
    assert "above_line" in SIMULATION.result(SIMULATION.preset_values("above")).sentences
