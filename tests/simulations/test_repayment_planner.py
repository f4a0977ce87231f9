"""repayment-planner: several debts, one budget, and what to pay first."""

import datetime
import re
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import Evaluation
from loanlab.forms.formatting import refusal_text
from loanlab.model.debts import Debt, avalanche, plan
from loanlab.model.refusal import Refusal
from loanlab.simulations import simulation
from loanlab.simulations.repayment_planner import STRATEGIES
from loanlab.text import catalogue

SIMULATION = simulation("repayment-planner", facts())
STRINGS = catalogue("zh")
FEES_EAT_THE_SAVING = [
    {"balance": 1000.0, "nominal_annual_rate": 0.24, "minimum_payment": 100.0, "fee": 0.1},
    {"balance": 5000.0, "nominal_annual_rate": 0.06, "minimum_payment": 200.0, "fee": 0.1},
]
FEE_MATTERS = [
    # A high rate, but the fee of repaying early is more than it saves.
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
    outputs = result().outputs
    assert outputs["months_to_clear"] == found.months == 10
    assert outputs["total_interest"] == found.total_interest / 100
    assert outputs["minimum_sum"] == 1100


def test_the_clerk_saves_a_little_by_the_order_and_much_by_paying_more() -> None:
    clerk = SIMULATION.preset_values("clerk")
    found = SIMULATION.result(clerk)
    assert found.outputs["months_to_clear"] == 8
    assert found.outputs["total_interest"] == 621.95
    assert found.outputs["interest_saved"] == 214.84
    smallest = SIMULATION.result({**clerk, "strategy": "snowball"}).outputs
    assert smallest["total_interest"] == 636.52


def test_one_debt_without_interest_is_paid_in_equal_parts() -> None:
    one = [debt(balance=1000.0, nominal_annual_rate=0.0, minimum_payment=100.0)]
    found = result(debts=one, budget=250.0)
    assert found.outputs["months_to_clear"] == 4
    assert found.outputs["total_interest"] == 0
    assert [row["owed"] for row in found.rows["balances"]] == [1000, 750, 500, 250, 0]


def test_highest_rate_first_costs_no_more_than_smallest_balance_first() -> None:
    costs = {row["strategy"]: row["cost"] for row in result().rows["strategies"]}
    assert costs["avalanche"] < costs["snowball"] < costs["minimum_only"]


def test_where_a_fee_is_due_another_order_may_be_best() -> None:
    debts = [debt(**row) for row in FEE_MATTERS]
    best = result(debts=debts, budget=600.0, strategy="best")
    highest_first = result(debts=debts, budget=600.0, strategy="avalanche")
    assert best.details["target"] == 2
    assert highest_first.details["target"] == 1
    cost = [
        each.outputs["total_interest"] + each.outputs["total_fees"]
        for each in (best, highest_first)
    ]
    assert cost[0] < cost[1]


def test_the_minimums_alone_may_never_clear() -> None:
    poor = [debt(balance=10000.0, nominal_annual_rate=0.24, minimum_payment=150.0)]
    found = result(debts=poor, budget=600.0)
    assert found.outputs["interest_saved"] is None
    assert "minimum_never" in found.sentences
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
def test_a_plan_that_takes_too_long_is_refused(changes: dict[str, Any], reason: str) -> None:
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
    assert len(found.events) == found.outputs["months_to_clear"]
    assert found.outputs["debt_free_date"] == found.events[-1].day.isoformat()


def sentence(**changes: Any) -> str:
    values = {**SIMULATION.default_values(), **changes}
    return Evaluation(SIMULATION, STRINGS, values, SIMULATION.result(values)).sentence


def alert(**changes: Any) -> str:
    values = {**SIMULATION.default_values(), **changes}
    with pytest.raises(Refusal) as refused:
        SIMULATION.result(values)
    return refusal_text(SIMULATION, refused.value, values, STRINGS)


def test_the_sentences_fit_the_strategy() -> None:
    assert result().sentences == ["target", "saved", "each_month"]
    assert result(strategy="minimum_only").sentences == ["minimum", "first_month", "unused"]


# A minimum payment above the balance


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize(
    ("balance", "minimum", "budget", "paid", "interest"),
    [(100.0, 200.0, 150.0, 101.0, 1.0), (1000.0, 10000.0, 1500.0, 1010.0, 10.0)],
)
def test_a_minimum_above_the_balance_is_capped_at_the_balance(
    strategy: str, balance: float, minimum: float, budget: float, paid: float, interest: float
) -> None:
    one = [debt(balance=balance, nominal_annual_rate=0.12, minimum_payment=minimum)]
    found = result(debts=one, budget=budget, strategy=strategy)
    assert found.outputs["months_to_clear"] == 1
    assert found.outputs["total_interest"] == interest
    assert found.outputs["minimum_sum"] == paid
    assert found.rows["balances"][1]["payment"] == paid
    # The sentence shows the amount paid, not the budget.
    text = sentence(debts=one, budget=budget, strategy=strategy)
    assert f"第一个月还{paid:,.2f}元就全部还清，其中利息{interest:.2f}元。" in text
    assert f"{budget:,.0f}" not in text
    assert "没有用上" not in text
    assert result(debts=one, budget=paid, strategy=strategy).outputs == found.outputs
    with pytest.raises(Refusal) as refused:
        result(debts=one, budget=paid - 0.01, strategy=strategy)
    assert refused.value.reason == "budget"


# A budget below the minimums


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_strategy_goes_below_the_minimums(strategy: str) -> None:
    one = [debt(balance=1000.0, nominal_annual_rate=0.12, minimum_payment=100.0)]
    text = alert(debts=one, budget=50.0, strategy=strategy)
    assert "50元不够几笔最低还款之和100.00元" in text
    assert "打电话" in text
    assert result(debts=one, budget=100.0, strategy=strategy).outputs["months_to_clear"] == 11


# Savings and losses


def test_a_plan_dearer_than_the_minimums_is_described_as_a_loss() -> None:
    changes = {"debts": [debt(**row) for row in FEES_EAT_THE_SAVING], "budget": 1000.0}
    found = result(**changes, strategy="best")
    assert found.outputs["interest_saved"] == -106.04
    assert found.outputs["total_fees"] == 453.45
    assert found.outputs["total_interest"] == 134.32
    assert found.sentences == ["target", "costlier_than_minimum", "fees", "each_month"]
    text = sentence(**changes, strategy="best")
    assert "多付106.04元" in text
    assert "一共付利息134.32元。" in text
    assert "另付提前还款手续费453.45元，利息和手续费合计587.77元。" in text
    assert "花钱最少的是只还最低还款" in text
    assert "省106" not in text
    assert "-" not in text
    least = result(**changes, strategy="minimum_only")
    assert least.sentences == ["minimum", "minimum_cheapest", "first_month", "unused"]
    assert least.outputs["interest_saved"] == 0


def test_one_order_may_cost_more_than_the_minimums_and_another_less() -> None:
    debts = [debt(**{**row, "fee": 2 * row["fee"]}) for row in FEE_MATTERS]
    highest_first = result(debts=debts, budget=500.0)
    assert highest_first.sentences == ["target", "costlier", "fees", "each_month"]
    best = result(debts=debts, budget=500.0, strategy="best")
    assert best.sentences[:2] == ["target", "saved"]


def test_less_interest_is_no_saving_where_the_fees_are_more() -> None:
    changes = {"debts": [debt(**row) for row in FEES_EAT_THE_SAVING], "budget": 1000.0}
    for strategy in ("avalanche", "snowball"):
        found = result(**changes, strategy=strategy)
        least = result(**changes, strategy="minimum_only")
        assert found.outputs["total_interest"] < least.outputs["total_interest"]
        assert found.sentences[1] in ("costlier", "costlier_than_minimum")


def test_without_a_saving_no_saving_is_mentioned() -> None:
    one = [debt(balance=1000.0, nominal_annual_rate=0.12, minimum_payment=100.0)]
    assert result(debts=one, budget=100.0).sentences == ["cleared", "same", "each_month"]
    text = sentence(debts=one, budget=100.0)
    assert "一样多" in text
    assert not re.search("省|多付", text)
    least = result(debts=one, budget=100.0, strategy="minimum_only")
    assert least.sentences == ["minimum", "first_month"]
    free = [debt(balance=1000.0, nominal_annual_rate=0.0, minimum_payment=100.0)]
    assert result(debts=free, budget=250.0).sentences == ["cleared", "same", "each_month"]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("fee", [0.0, 0.01, 0.1])
@pytest.mark.parametrize("budget", [300.0, 301.0, 450.0, 1000.0, 7000.0])
def test_gain_and_loss_have_different_sentences(strategy: str, fee: float, budget: float) -> None:
    debts = [debt(**{**row, "fee": fee}) for row in FEES_EAT_THE_SAVING]
    found = result(debts=debts, budget=budget, strategy=strategy)
    costs = {row["strategy"]: row["cost"] for row in found.rows["strategies"]}
    saved = round(costs["minimum_only"] - costs[strategy], 2)
    assert found.outputs["interest_saved"] == saved
    text = sentence(debts=debts, budget=budget, strategy=strategy)
    assert ("比只还最低还款省" in text) == (saved > 0)
    assert ("比只还最低还款多付" in text) == (saved < 0)
    assert ("花钱最少的是只还最低还款" in text) == all(
        costs["minimum_only"] < cost for name, cost in costs.items() if name != "minimum_only"
    )
    assert ("手续费合计" in text) == (found.outputs["total_fees"] > 0)


# The sentences match the plan


@pytest.mark.parametrize("budget", [1100.0, 1500.0, 5000.0, 20000.0])
@pytest.mark.parametrize("fee", [0.0, 0.013, 0.1])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_sentence_shows_the_payments_of_the_table(
    strategy: str, fee: float, budget: float
) -> None:
    rows = [{**row, "prepayment_fee_rate": fee} for row in SIMULATION.default_values()["debts"]]
    found = result(debts=rows, budget=budget, strategy=strategy)
    paid = [row["payment"] for row in found.rows["balances"][1:]]
    assert found.details["first_payment"] == paid[0]
    assert found.details["last_payment"] == paid[-1]
    assert found.details["highest_payment"] == max(paid)
    first, last = found.sentences[0], found.sentences[-1]
    if len(paid) == 1:
        assert first == "at_once"
    elif strategy == "minimum_only":
        assert first == "minimum"
        assert last == ("unused" if min(paid[:-1]) < budget else "first_month")
    else:
        assert last == ("each_month" if len(set(paid[:-1])) == 1 else "up_to")


def test_a_fen_that_a_fee_leaves_unpaid_is_not_shown_as_paid() -> None:
    # 90.94 and a fee of 9.09 are 100.03, 90.95 and 9.10 are 100.05: no fen fits in between.
    one = [debt(balance=5000.0, nominal_annual_rate=0.0, minimum_payment=0.0, fee=0.1)]
    found = result(debts=one, budget=100.04)
    assert {row["payment"] for row in found.rows["balances"][1:-1]} == {100.03}
    assert "每月一共还100.03元，最后一个月还" in sentence(debts=one, budget=100.04)
    # Beside a first debt without a fee the whole budget is paid for a while.
    two = [debt(balance=500.0, nominal_annual_rate=0.1, minimum_payment=0.0), *one]
    assert result(debts=two, budget=100.04).sentences[-1] == "up_to"
    assert "每月一共最多还100.04元" in sentence(debts=two, budget=100.04)


def test_only_a_debt_that_gets_more_than_its_minimum_is_a_target() -> None:
    # The minimums take all until two debts are cleared.
    found = result(budget=1100.0)
    assert found.sentences == ["target_later", "saved", "each_month"]
    assert (found.details["target_month"], found.details["target"]) == (11, 3)
    assert "第11个月起先还第3笔" in sentence(budget=1100.0)
    # All is paid at once.
    assert result(budget=20000.0).sentences == ["at_once", "saved"]


# The best order


def test_the_best_order_is_the_best_to_the_fen_without_fees_too() -> None:
    debts = [
        debt(balance=600.0, nominal_annual_rate=0.2265, minimum_payment=300.0),
        debt(balance=100.0, nominal_annual_rate=0.226, minimum_payment=50.0),
    ]
    best = result(debts=debts, budget=500.0, strategy="best")
    highest_first = result(debts=debts, budget=500.0, strategy="avalanche")
    assert best.outputs["total_interest"] == 17.23
    assert highest_first.outputs["total_interest"] == 17.24
    assert best.details["target"] == 2


# Debts that are never cleared


@pytest.mark.parametrize(
    ("rate", "minimum"),
    # Less than the interest, exactly the interest, nothing of an interest-free debt, 4,000 months.
    [(0.24, 50.0), (0.24, 80.0), (0.0, 0.0), (0.0, 1.0)],
)
def test_minimums_that_never_clear_are_mentioned(rate: float, minimum: float) -> None:
    one = [debt(balance=4000.0, nominal_annual_rate=rate, minimum_payment=minimum)]
    assert "永远还不清，一百年也不够" in sentence(debts=one, budget=500.0)
    assert "或不要只还最低还款" in alert(debts=one, budget=500.0, strategy="minimum_only")
