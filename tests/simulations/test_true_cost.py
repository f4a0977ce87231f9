"""true-cost: a loan's annual cost, computed from its cash flows."""

from datetime import date
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate, typed_texts
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import schedule
from loanlab.model.terms import loan_terms
from loanlab.simulations.true_cost import define
from loanlab.text import catalogue

SIMULATION = define(facts())


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def outputs(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = result(**changes).outputs
    return found


def percent(rate: float) -> float:
    return round(100 * rate, 2)


def move(day: date, direction: str, amount: float) -> dict[str, Any]:
    return {"day": day, "direction": direction, "amount": amount}


def refusal(**changes: Any) -> str:
    with pytest.raises(Refusal) as refused:
        result(**changes)
    return refused.value.reason


# chapters.md: 18.25% over 12 level payments, nominal and effective.
@pytest.mark.parametrize(
    ("fee", "nominal", "effective"),
    [(0.0, 18.25, 19.86), (0.01, 20.19, 22.17), (0.02, 22.16, 24.56), (0.03, 24.16, 27.03)],
)
def test_a_fee_deducted_from_the_loan_gives_the_published_rates(
    fee: float, nominal: float, effective: float
) -> None:
    shown = outputs(upfront_fee_rate=fee)
    assert percent(shown["annualised_rate"]) == nominal
    assert percent(shown["effective_annual_rate"]) == effective


# chapters.md: 0.6% a month flat.
@pytest.mark.parametrize(
    ("periods", "nominal", "effective"),
    [(3, 10.77, 11.32), (6, 12.24, 12.95), (12, 13.03, 13.84), (24, 13.27, 14.10)],
)
def test_a_flat_fee_gives_the_published_rates(
    periods: int, nominal: float, effective: float
) -> None:
    shown = outputs(method="flat_fee", periods=periods, upfront_fee_rate=0.0)
    assert percent(shown["annualised_rate"]) == nominal
    assert percent(shown["effective_annual_rate"]) == effective


def test_the_default_state_shows_that_fees_turn_eighteen_percent_into_twenty_two() -> None:
    view = evaluate(SIMULATION, defaults(SIMULATION), catalogue("zh")).reply()
    assert "22.16%" in view["sentence"].split("，")[0]
    assert "18.25%" in view["sentence"]
    assert result().sentences == ["with_interest", "between", "cost"]


def test_kept_back_or_paid_beside_the_fee_costs_the_same() -> None:
    assert outputs(deducted=True) == outputs(deducted=False)
    (start, *_rest) = result(deducted=False).rows["cash"]
    assert (start["received"], start["paid"]) == (10000, 200)
    assert result(deducted=True).rows["cash"][0]["received"] == 9800


def test_the_contracts_side_finds_the_rate_of_the_same_loan() -> None:
    # 9,800 in hand and 12 payments of 917.99: the default loan, but for a fen in its last payment.
    shown = outputs(basis="contract")
    assert shown["annualised_rate"] == pytest.approx(outputs()["annualised_rate"], abs=1e-5)
    assert shown["total_cost"] == pytest.approx(12 * 917.99 - 9800)
    assert shown["xirr"] is None


def test_a_weekly_loan_counts_fifty_two_periods_a_year() -> None:
    shown = outputs(
        basis="contract", received=1000, payment=1010, contract_periods=1, periods_per_year=52
    )
    assert shown["irr_per_period"] == pytest.approx(0.01)
    assert shown["annualised_rate"] == pytest.approx(0.52)
    assert shown["effective_annual_rate"] == pytest.approx(1.01**52 - 1)


def test_a_loan_in_one_sum_costs_its_simple_rate_by_the_year() -> None:
    shown = outputs(method="bullet", periods=9, nominal_annual_rate=0.08, upfront_fee_rate=0.0)
    assert shown["annualised_rate"] == pytest.approx(0.08)
    assert shown["irr_per_period"] == pytest.approx(0.06)
    assert shown["effective_annual_rate"] == pytest.approx(1.06 ** (12 / 9) - 1)


def test_a_monthly_fee_is_paid_once_where_all_is_repaid_in_one_sum() -> None:
    plain = outputs(method="bullet", monthly_fee=0)["total_cost"]
    assert outputs(method="bullet", monthly_fee=50)["total_cost"] - plain == pytest.approx(50)
    plain = outputs(monthly_fee=0)["total_cost"]
    assert outputs(monthly_fee=50)["total_cost"] - plain == pytest.approx(600)


def test_dated_money_has_the_spreadsheets_rate() -> None:
    shown = outputs(
        basis="flows",
        flows=[
            move(date(2028, 1, 1), "paid", 1100),
            move(date(2027, 1, 1), "received", 1000),
        ],
    )
    assert shown["xirr"] == pytest.approx(0.1)
    assert shown["effective_annual_rate"] == shown["xirr"]
    assert shown["annualised_rate"] == pytest.approx(0.1)
    assert shown["total_cost"] == 100


def test_money_of_one_day_is_one_bar() -> None:
    rows = result(
        basis="flows",
        flows=[
            move(date(2027, 1, 1), "received", 1000),
            move(date(2027, 1, 1), "paid", 20),
            move(date(2027, 7, 1), "paid", 1000),
        ],
    ).rows["cash"]
    assert [(row["received"], row["paid"]) for row in rows] == [(1000, 20), (0, 1000)]
    assert rows[1]["month"] == pytest.approx(181 * 12 / 365)


def test_a_loan_at_the_line_is_not_above_it() -> None:
    # Rounded to the fen, a loan at 24% costs a hair more or less than 24%.
    for periods in (3, 12, 36):
        at_line = outputs(nominal_annual_rate=0.24, upfront_fee_rate=0.0, periods=periods)
        assert at_line["line_verdict"] == "within"
        above = outputs(nominal_annual_rate=0.2402, upfront_fee_rate=0.0, periods=periods)
        assert above["line_verdict"] == "above"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "with_interest"),
        ({"upfront_fee_rate": 0.0}, "without_fees"),
        ({"method": "flat_fee"}, "flat_fee"),
        ({"basis": "contract"}, "by_contract"),
        ({"basis": "flows"}, "by_days"),
        ({"basis": "flows"}, "by_days_regular"),
        ({}, "cost"),
        ({"nominal_annual_rate": 0.05, "upfront_fee_rate": 0.0}, "within"),
        ({}, "between"),
        ({"nominal_annual_rate": 0.24}, "above_line"),
        ({"nominal_annual_rate": 0.36}, "above_line"),
        ({"basis": "contract"}, "cost_by_contract"),
    ],
)
def test_each_sentence_appears_where_it_holds(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in result(**changes).sentences


def test_less_repaid_than_received_is_refused() -> None:
    assert refusal(basis="contract", payment=100) == "repaid_less"


def test_money_that_goes_out_first_is_refused() -> None:
    day = date(2027, 1, 1)
    flows = [move(day, "paid", 100), move(date(2027, 2, 1), "received", 90)]
    assert refusal(basis="flows", flows=flows) == "first_received"
    same_day = [move(day, "received", 100), move(day, "paid", 100)]
    assert refusal(basis="flows", flows=same_day) == "first_received"


def test_a_price_that_no_loan_has_is_refused() -> None:
    assert refusal(basis="contract", received=100, payment=5000) == "too_dear"
    flows = [move(date(2027, 1, 1), "received", 1), move(date(2027, 1, 2), "paid", 500000)]
    assert refusal(basis="flows", flows=flows) == "too_high"


def test_a_loan_without_any_cost_has_a_rate_of_zero() -> None:
    shown = outputs(basis="contract", received=1200, payment=100)
    assert shown["annualised_rate"] == pytest.approx(0, abs=1e-12)
    assert shown["total_cost"] == 0


@pytest.mark.parametrize("fee", [0.0, 0.015, 0.02, 0.05])
def test_the_line_by_fee_rises_through_the_rate_of_the_loan(fee: float) -> None:
    found = result(upfront_fee_rate=fee)
    rows = found.rows["fees"]
    rates = [row["annual_rate"] for row in rows]
    assert rates == sorted(rates)
    own = [row for row in rows if row["is_own"]]
    assert [(row["fee_rate"], row["annual_rate"]) for row in own] == [
        (fee, found.outputs["annualised_rate"])
    ]


@pytest.mark.parametrize("basis", ["contract", "flows"])
def test_without_terms_the_line_starts_at_the_rate_as_it_is(basis: str) -> None:
    found = result(basis=basis)
    first = found.rows["fees"][0]
    assert first["is_own"]
    assert first["annual_rate"] == found.outputs["annualised_rate"]
    assert "stated" not in [row["name"] for row in found.rows["lines"]]


def test_three_payments_of_1750_for_5000_hide_almost_thirty_percent() -> None:
    shown = SIMULATION.result(SIMULATION.preset_values("hidden")).outputs
    assert percent(shown["annualised_rate"]) == 29.76
    assert shown["line_verdict"] == "above"
    typed = typed_texts(SIMULATION, SIMULATION.preset_values("hidden"))
    said = evaluate(SIMULATION, typed, catalogue("zh")).sentence
    assert said.startswith("连费用的年化29.76%，一共多付250.00元，是到手的5.0%。高过24%这条线：")


def test_the_fair_contract_is_a_level_payment_plan_at_its_own_rate() -> None:
    plan = schedule(loan_terms(500000, "level_payment", 3, 0.146))
    values = SIMULATION.preset_values("fair")
    assert (values["received"], values["contract_periods"]) == (5000, len(plan))
    assert values["payment"] * 100 == pytest.approx(plan[0].payment)
    assert percent(SIMULATION.result(values).outputs["annualised_rate"]) == 14.60


def test_the_preset_of_a_flat_fee_costs_more_than_its_monthly_rate_times_twelve() -> None:
    found = SIMULATION.result(SIMULATION.preset_values("flat"))
    assert percent(found.details["stated_rate"]) == 7.20
    assert percent(found.outputs["annualised_rate"]) == 13.03


def test_the_riders_flat_fee_is_above_the_line() -> None:
    found = SIMULATION.result(SIMULATION.preset_values("rider"))
    assert percent(found.outputs["annualised_rate"]) == 24.28
    assert found.rows["cash"][1]["paid"] == 714.67
    assert found.outputs["total_cost"] == 288
    assert "above_line" in found.sentences


def test_the_students_weekly_payments_cost_151_percent() -> None:
    found = SIMULATION.result(SIMULATION.preset_values("student"))
    assert percent(found.outputs["annualised_rate"]) == 151.09
    assert found.outputs["total_cost"] == 300


def test_from_a_contract_only_its_own_few_fields_are_open() -> None:
    typed = typed_texts(SIMULATION, SIMULATION.preset_values("hidden"))
    hidden = evaluate(SIMULATION, typed, catalogue("zh")).hidden
    shown = [name for name in SIMULATION.open_fields if name not in hidden]
    assert shown == ["basis", "received", "payment", "contract_periods"]
    folded = [name for group in SIMULATION.groups for name in group.fields if name not in hidden]
    assert folded == ["periods_per_year"]


def test_dated_payments_at_uneven_intervals_have_a_price() -> None:
    found = SIMULATION.result(SIMULATION.preset_values("dated"))
    assert found.sentences == ["by_days", "above_line", "by_days_irregular"]
    assert found.outputs["total_cost"] == 180
