"""One loan has one price in every simulation and display."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loanlab.data import facts
from loanlab.model.annuity import level_payment
from loanlab.model.dates import add_months
from loanlab.model.refusal import Refusal
from loanlab.simulations import simulations

SIMULATIONS = simulations(facts())
IN_ONE_SUM = ["bullet", "daily_interest"]
METHODS = ["level_payment", "equal_principal", "interest_only", *IN_ONE_SUM, "flat_fee"]
# How far two roundings of a rate's last bits may differ.
LAST_BITS = 1e-11

principals = st.integers(10_000, 30_000_000).map(lambda fen: fen / 100)
rates = st.floats(0, 0.6)
starts = st.dates(date(2020, 1, 1), date(2036, 12, 31))


def result(name: str, **changes: Any) -> Any:
    simulation = SIMULATIONS[name]
    return simulation.result({**simulation.default_values(), **changes})


def result_if_any(name: str, **changes: Any) -> Any:
    """A result, or None where the loan is refused."""
    try:
        return result(name, **changes)
    except Refusal as refusal:
        assume(refusal.reason not in ("negative_amortisation", "too_dear", "too_high"))
        raise


def by_flows(start: date, received: float, rows: list[dict[str, Any]]) -> Any:
    """The loan of some rows of repayment's table, entered day by day."""
    flows = [{"day": start, "direction": "received", "amount": received}]
    for row in rows:
        if row["payment"]:
            day = date.fromisoformat(row["due"])
            flows.append({"day": day, "direction": "paid", "amount": row["payment"]})
    return result_if_any("true-cost", basis="flows", flows=flows)


def assert_same_price(one: Any, *others: Any) -> None:
    for other in others:
        found, expected = other.outputs["annualised_rate"], one.outputs["annualised_rate"]
        assert found == pytest.approx(expected, rel=0, abs=LAST_BITS)
        if "line_verdict" in one.outputs and "line_verdict" in other.outputs:
            assert one.outputs["line_verdict"] == other.outputs["line_verdict"]


@given(principals, st.sampled_from(METHODS), rates, st.integers(1, 24), starts)
def test_terms_plan_and_disclosure_without_fees_have_one_price(
    principal: float, method: str, annual: float, months: int, start: date
) -> None:
    loan: dict[str, Any] = {
        "principal": principal,
        "method": method,
        "nominal_annual_rate": annual,
        "flat_fee_rate": annual / 12,
    }
    terms = result(
        "true-cost", basis="terms", periods=months, upfront_fee_rate=0.0, monthly_fee=0, **loan
    )
    disclosed = result(
        "cost-disclosure",
        periods=months,
        discounted_periods=0,
        upfront_fee_rate=0.0,
        guarantee_fee=0,
        service_fee=0,
        monthly_fee=0,
        **loan,
    )
    assert_same_price(terms, disclosed)
    plan = result_if_any("repayment", months=months, start_date=start, extra_amount=0, **loan)
    if method != "daily_interest":  # which its plan charges by actual days
        assert_same_price(terms, plan)
    rows = plan.rows["schedule"]
    if len(rows) > 1:
        assert_same_price(terms, by_flows(start, principal, rows))


@given(
    principals,
    st.sampled_from(METHODS),
    rates,
    st.integers(1, 24),
    starts,
    st.sampled_from(["actual/365", "actual/360"]),
    st.sampled_from(["debit", "card"]),
    st.data(),
)
def test_a_plan_by_days_costs_what_its_payments_cost_entered_one_by_one(
    principal: float,
    method: str,
    annual: float,
    months: int,
    start: date,
    day_count: str,
    channel: str,
    data: st.DataObject,
) -> None:
    plan = result_if_any(
        "repayment",
        principal=principal,
        method=method,
        nominal_annual_rate=annual,
        flat_fee_rate=annual / 12,
        months=months,
        start_date=start,
        day_count=day_count,
        channel=channel,
        extra_amount=data.draw(st.integers(0, int(2 * principal))),
        extra_month=data.draw(st.integers(1, 24)),
        extra_effect=data.draw(st.sampled_from(["shorter_term", "smaller_payment"])),
        prepayment_fee_rate=data.draw(st.sampled_from([0.0, 0.03])),
    )
    rows = plan.rows["schedule"]
    if method == "flat_fee" and len(rows) == 1:
        return  # by the month: so its contract counts
    assert_same_price(plan, by_flows(start, principal, rows))


@given(principals, rates, st.integers(1, 12), st.floats(0, 0.05), st.integers(0, 50), st.booleans())
def test_terms_and_disclosure_with_fees_have_one_price(
    principal: float, annual: float, months: int, upfront: float, fee: int, deducted: bool
) -> None:
    for method in METHODS:
        loan: dict[str, Any] = {
            "principal": principal,
            "method": method,
            "nominal_annual_rate": annual,
            "flat_fee_rate": annual / 12,
            "periods": months,
            "upfront_fee_rate": upfront,
            "deducted": deducted,
            "monthly_fee": fee,
        }
        terms = result_if_any("true-cost", basis="terms", **loan)
        disclosed = result(
            "cost-disclosure", discounted_periods=0, guarantee_fee=0, service_fee=0, **loan
        )
        assert_same_price(terms, disclosed)
        effective = terms.outputs["effective_annual_rate"]
        assert disclosed.outputs["effective_annual_rate"] == pytest.approx(effective, abs=1e-9)
        assert terms.outputs["total_cost"] == disclosed.details["total_cost"]


DAYS_OF: dict[int, Any] = {
    52: lambda start, number: start + timedelta(7 * number),
    26: lambda start, number: start + timedelta(14 * number),
    24: lambda start, number: add_months(start, number // 2) + timedelta(15 * (number % 2)),
    12: add_months,
    6: lambda start, number: add_months(start, 2 * number),
    4: lambda start, number: add_months(start, 3 * number),
    2: lambda start, number: add_months(start, 6 * number),
    1: lambda start, number: add_months(start, 12 * number),
}


@given(
    st.integers(10_000, 1_000_000),
    st.floats(0, 0.9),
    st.integers(2, 24),
    st.sampled_from(sorted(DAYS_OF)),
    st.dates(date(2020, 1, 1), date(2026, 12, 31)),
)
def test_a_contract_costs_what_its_payments_cost_entered_one_by_one(
    received_fen: int, annual: float, periods: int, periods_per_year: int, start: date
) -> None:
    if periods_per_year == 24:
        start = start.replace(day=1 + start.day // 3)  # both halves lie in the month
    exact = level_payment(received_fen, annual / periods_per_year, periods)
    received, payment = received_fen / 100, (int(exact) + 1) / 100
    contract = result(
        "true-cost",
        basis="contract",
        received=received,
        payment=payment,
        contract_periods=periods,
        periods_per_year=periods_per_year,
    )
    day_of = DAYS_OF[periods_per_year]
    rows = [
        {"due": day_of(start, number).isoformat(), "payment": payment}
        for number in range(1, periods + 1)
    ]
    assert_same_price(contract, by_flows(start, received, rows))


@given(st.integers(500, 300_000), st.integers(1, 365), starts)
@settings(max_examples=50)
def test_the_platforms_interest_costs_the_annual_rate_that_is_shown(
    amount: int, days: int, start: date
) -> None:
    for row in result("platform-compare", amount=amount, days=days).rows["costs"]:
        for end in ("low", "high"):
            if row["interest_" + end] is None:
                continue
            due = (start + timedelta(days)).isoformat()
            paid = {"due": due, "payment": amount + row["interest_" + end]}
            found = by_flows(start, amount, [paid]).outputs["annualised_rate"]
            # The interest is rounded to the fen.
            slack = 0.0051 / amount * 365 / days
            assert found == pytest.approx(row["annual_" + end], rel=0, abs=slack)


@pytest.mark.parametrize(
    ("paid", "due", "months", "by_days", "by_months"),
    [
        (1250, date(2028, 1, 1), 12, 25.00, 25.00),
        (1125, date(2027, 7, 1), 6, 25.21, 25.00),
    ],
)
def test_one_repayment_is_above_the_line_in_every_simulation(
    paid: float, due: date, months: int, by_days: float, by_months: float
) -> None:
    terms = result(
        "true-cost",
        basis="terms",
        principal=1000,
        method="bullet",
        nominal_annual_rate=0.25,
        periods=months,
        upfront_fee_rate=0.0,
    )
    contract = result(
        "true-cost",
        basis="contract",
        received=1000,
        payment=paid,
        contract_periods=1,
        periods_per_year=12 // months,
    )
    rows = [{"due": due.isoformat(), "payment": paid}]
    flows = by_flows(date(2027, 1, 1), 1000, rows)
    for found, percent in ((terms, by_months), (contract, by_months), (flows, by_days)):
        assert round(100 * found.outputs["annualised_rate"], 2) == percent
        assert found.outputs["line_verdict"] == "above"
        assert "above_line" in found.sentences


def test_both_rates_are_shown_if_a_line_lies_between_months_and_days() -> None:
    # 11.95% in half a year: 23.90% by months, 24.10% by the 181 days.
    rows = [{"due": "2027-07-01", "payment": 1119.5}]
    found = by_flows(date(2027, 1, 1), 1000, rows)
    assert found.sentences[1:3] == ["above_line", "other_by_month"]
    assert found.details["other_rate"] == pytest.approx(0.239)
    assert found.details["crossed_line"] == 0.24


def test_both_rates_are_shown_if_compounding_crosses_a_line() -> None:
    rows = [
        {"due": "2027-01-21", "payment": 350},
        {"due": "2027-02-21", "payment": 350},
        {"due": "2027-03-21", "payment": 331},
    ]
    found = by_flows(date(2027, 1, 1), 1000, rows)
    assert found.outputs["annualised_rate"] < 0.24 < found.outputs["effective_annual_rate"]
    assert found.sentences[2] == "other_compounded"
    rows[-1]["payment"] = 335
    assert "other_compounded" not in by_flows(date(2027, 1, 1), 1000, rows).sentences


@pytest.mark.parametrize(
    ("received", "payment", "periods"), [(10000, 833.33, 12), (100, 33.33, 3), (100, 14.28, 7)]
)
def test_interest_free_instalments_rounded_down_cost_nothing(
    received: float, payment: float, periods: int
) -> None:
    contract = result(
        "true-cost",
        basis="contract",
        received=received,
        payment=payment,
        contract_periods=periods,
    )
    day = date(2027, 1, 15)
    rows = [
        {"due": add_months(day, number).isoformat(), "payment": payment}
        for number in range(1, periods + 1)
    ]
    for found in (contract, by_flows(day, received, rows)):
        assert found.outputs["annualised_rate"] == 0
        assert found.outputs["effective_annual_rate"] == 0
        assert found.outputs["line_verdict"] == "within"
        assert found.sentences[0].endswith("_rounded_down")
        assert "rounded_down" in found.sentences
        assert "cost" not in found.sentences
        assert found.details["short"] == pytest.approx(received - periods * payment)


def test_a_payment_too_few_is_no_rounding() -> None:
    with pytest.raises(Refusal) as refusal:
        result("true-cost", basis="contract", received=100, payment=33.33, contract_periods=2)
    assert refusal.value.reason == "repaid_less"


def test_what_a_contract_adds_up_to_differs_by_the_fen_that_its_sentence_names() -> None:
    guarantee = SIMULATIONS["cost-disclosure"]
    disclosed = guarantee.result(guarantee.preset_values("guarantee"))
    contract = result(
        "true-cost", basis="contract", received=10000, payment=907.31, contract_periods=12
    )
    assert_same_price(
        result(
            "true-cost",
            nominal_annual_rate=0.058,
            upfront_fee_rate=0.0,
            monthly_fee=47.56,
        ),
        disclosed,
    )
    # Twelve payments of 907.31; in the plan the last one is 907.25.
    assert contract.outputs["total_cost"] == pytest.approx(887.72)
    assert disclosed.details["total_cost"] == 887.66
    assert "cost_by_contract" in contract.sentences
