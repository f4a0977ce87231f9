"""repayment-planner: several debts, one budget, and what to pay first."""

import datetime
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.model.debts import Debt, avalanche, plan
from loanlab.model.refusal import Refusal
from loanlab.simulations import simulation

SIMULATION = simulation("repayment-planner", facts())
FEE_MATTERS = [
    # Dear, but it costs a fee to repay early; what it saves is less.
    {"balance": 900.0, "nominal_annual_rate": 0.24, "minimum_payment": 300.0, "fee": 0.05},
    {"balance": 500.0, "nominal_annual_rate": 0.18, "minimum_payment": 100.0, "fee": 0.0},
]


def debt(**values: Any) -> dict[str, Any]:
    fee = values.pop("fee", 0.0)
    return {"lender": "other", "prepayment_fee_rate": fee, **values}


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def test_the_defaults_are_the_plan_that_the_model_makes() -> None:
    owed = [
        Debt(row["lender"], row["balance"] * 100, row["nominal_annual_rate"], fen, 0.0)
        for row, fen in zip(
            SIMULATION.default_values()["debts"], (30000, 60000, 20000), strict=True
        )
    ]
    found = plan(owed, 150000, avalanche(owed))
    figures = result().figures
    assert figures["months_to_clear"] == found.months == 10
    assert figures["total_interest"] == found.total_interest / 100
    assert figures["minimum_sum"] == 1100


def test_one_debt_without_interest_is_paid_in_equal_parts() -> None:
    one = [debt(balance=1000.0, nominal_annual_rate=0.0, minimum_payment=100.0)]
    found = result(debts=one, budget=250.0)
    assert found.figures["months_to_clear"] == 4
    assert found.figures["total_interest"] == 0
    assert [row["owed"] for row in found.rows["balances"]] == [1000, 750, 500, 250, 0]


def test_the_dearest_first_costs_no_more_than_the_smallest_first() -> None:
    costs = {row["strategy"]: row["cost"] for row in result().rows["strategies"]}
    assert costs["avalanche"] < costs["snowball"] < costs["minimum_only"]


def test_where_a_fee_is_due_another_order_may_be_best() -> None:
    debts = [debt(**row) for row in FEE_MATTERS]
    best = result(debts=debts, budget=600.0, strategy="best")
    dearest = result(debts=debts, budget=600.0, strategy="avalanche")
    assert best.extras["target"] == 2
    assert dearest.extras["target"] == 1
    cost = [each.figures["total_interest"] + each.figures["total_fees"] for each in (best, dearest)]
    assert cost[0] < cost[1]


def test_the_minimums_alone_may_never_clear() -> None:
    poor = [debt(balance=10000.0, nominal_annual_rate=0.24, minimum_payment=150.0)]
    found = result(debts=poor, budget=600.0)
    assert found.figures["interest_saved"] is None
    assert "minimum_never" in found.sayings
    assert "minimum_only" not in {row["strategy"] for row in found.rows["strategies"]}
    with pytest.raises(Refusal, match="interest"):
        result(debts=poor, strategy="minimum_only")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"budget": 1000.0}, "budget"),
        (
            {
                "debts": [debt(balance=10000.0, nominal_annual_rate=0.24, minimum_payment=0.0)],
                "budget": 100.0,
            },
            "never_clears",
        ),
        (
            {
                "debts": [debt(balance=200000.0, nominal_annual_rate=0.0, minimum_payment=0.0)],
                "budget": 500.0,
            },
            "too_long",
        ),
    ],
)
def test_a_plan_that_is_none_is_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        result(**changes)
    assert refused.value.reason == reason


def test_every_months_payments_stay_within_the_budget_and_add_up() -> None:
    for row in result(budget=1300.0).rows["balances"][1:]:
        paid = [row[f"payment_{number}"] for number in (1, 2, 3)]
        assert sum(paid) == pytest.approx(row["payment"])
        assert row["payment"] <= 1300
        assert row["payment_4"] is None


def test_there_is_a_reminder_for_each_month_on_the_same_day() -> None:
    found = result(start_date=datetime.date(2027, 1, 31))
    assert [event.day.isoformat() for event in found.events[:3]] == [
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]
    assert len(found.events) == found.figures["months_to_clear"]
    assert found.figures["debt_free_date"] == found.events[-1].day.isoformat()


def test_what_is_said_fits_the_strategy() -> None:
    assert result().sayings == ["told", "target", "saved"]
    assert result(strategy="minimum_only").sayings == ["told_minimum"]
