"""Test the cost of many loans."""

from typing import Any

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.arrays import cashflow as arrays
from loanlab.arrays.rates import annual_cost
from loanlab.model import annuity, cashflow
from loanlab.model.refusal import Refusal

ANY_FLOWS = st.lists(
    st.lists(st.floats(-1000, 1000), min_size=6, max_size=6), min_size=1, max_size=6
)
LOANS = st.lists(
    st.tuples(st.floats(500, 1000), st.lists(st.floats(0, 300), min_size=5, max_size=5)),
    min_size=1,
    max_size=6,
)


def alone(flows: list[float]) -> float:
    try:
        return cashflow.irr(flows)
    except Refusal:
        return float("nan")


@given(ANY_FLOWS)
def test_rates_of_any_payments_agree_with_single_loans(rows: list[list[float]]) -> None:
    expected = [alone(row) for row in rows]
    assert arrays.irr(rows) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@given(LOANS, st.sampled_from([1, -1]))
def test_rates_of_loans_agree_with_single_loans(
    loans: list[tuple[float, list[float]]], side: int
) -> None:
    rows = [[-side * lent] + [side * paid for paid in payments] for lent, payments in loans]
    expected = [alone(row) for row in rows]
    assert arrays.irr(rows) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def test_ten_thousand_loans_have_the_rates_that_numpy_financial_finds() -> None:
    draw = np.random.default_rng(20261123)
    lent = draw.uniform(1000, 200000, 10000)
    monthly_rates = draw.uniform(0.002, 0.03, 10000)
    payments = -npf.pmt(monthly_rates, 36, lent)
    rows = np.column_stack([-lent, np.repeat(payments[:, None], 36, axis=1)])
    assert arrays.irr(rows) == pytest.approx(monthly_rates, abs=1e-12)


INF, NAN = float("inf"), float("nan")


@given(
    st.lists(st.lists(st.sampled_from([20.0, -1000.0, 970.0, 1.0, 0.0]), min_size=3, max_size=3))
)
def test_of_several_rates_the_same_one_is_chosen_as_for_single_loans(
    rows: list[list[float]],
) -> None:
    rows = [*rows, [1.0, -1000.0, 970.0]]
    expected = [alone(row) for row in rows]
    assert expected[-1] == pytest.approx(-0.0291, abs=5e-5)
    assert arrays.irr(rows) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(
    "flows",
    [[], [-100.0], [[[1.0]]], [[1.0, NAN]], [[-1.0, INF]], [[-INF, 1.0]], [[-1e101, 1.0]]],
)
def test_invalid_flows_are_refused(flows: object) -> None:
    with pytest.raises(Refusal) as refusal:
        arrays.irr(flows)  # type: ignore[arg-type]
    assert refusal.value.reason == "flows"


@pytest.mark.parametrize("flows", [[[-100.0]], [[0.0, 0.0]], [[0.0, 100.0]], [[5.0, 100.0]]])
def test_payments_without_a_rate_give_nan(flows: list[list[float]]) -> None:
    assert np.isnan(arrays.irr(flows)).all()


@pytest.mark.parametrize(
    ("fee", "periods", "reason"),
    [
        (-0.001, 12, "flat_fee_rate"),
        (NAN, 12, "flat_fee_rate"),
        ([0.01, INF], 12, "flat_fee_rate"),
        (0.01, [12, 0], "periods"),
    ],
)
def test_an_invalid_flat_fee_is_refused(fee: Any, periods: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        arrays.period_rate_of_flat_fee(fee, periods)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("rate", [10.0, -1.0, -2.0, NAN, INF])
def test_a_cost_refused_for_a_single_loan_is_nan(rate: float) -> None:
    with pytest.raises(Refusal):
        cashflow.annual_cost(rate, 365)
    found = annual_cost([rate, 0.0005], 365)
    assert np.isnan([found.nominal[0], found.effective[0]]).all()
    assert found.effective[1] == pytest.approx(0.200159, abs=1e-6)


def test_a_year_without_periods_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        annual_cost([0.01], 0)
    assert refusal.value.reason == "periods_per_year"


@given(st.floats(0, 0.05), st.integers(1, 60))
def test_flat_fees_agree_with_single_loans(flat_fee_rate: float, periods: int) -> None:
    found = arrays.period_rate_of_flat_fee(flat_fee_rate, [periods, 12])
    expected = [cashflow.period_rate_of_flat_fee(flat_fee_rate, count) for count in (periods, 12)]
    assert found == pytest.approx(expected, rel=1e-11, abs=1e-14)


def test_a_grid_of_fees_and_terms_agrees_with_single_loans() -> None:
    fees, terms = np.array([0.0, 0.01, 0.05]), np.array([3, 12, 36])
    found = arrays.period_rate_with_fee(0.015, terms, fees[:, None])
    for row, fee in zip(found, fees, strict=True):
        for rate, months in zip(row, terms, strict=True):
            payment = annuity.level_payment(1, 0.015, int(months))
            assert rate == pytest.approx(annuity.level_irr(1 - fee, payment, months), rel=1e-12)


@given(st.lists(st.floats(-0.1, 0.2), min_size=1, max_size=5), st.sampled_from([4, 12, 52]))
def test_annual_costs_agree_with_single_loans(
    period_rates: list[float], periods_per_year: int
) -> None:
    found = annual_cost(period_rates, periods_per_year)
    expected = [cashflow.annual_cost(rate, periods_per_year) for rate in period_rates]
    assert found.nominal == pytest.approx([cost.nominal for cost in expected], rel=1e-15)
    assert found.effective == pytest.approx(
        [cost.effective for cost in expected], rel=1e-12, abs=1e-15
    )
