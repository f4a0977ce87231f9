"""Test level payments of many loans."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.arrays import annuity as arrays
from loanlab.model import annuity as plain
from loanlab.model.refusal import Refusal

PERIOD_RATES = st.one_of(st.floats(-0.02, 0.05), st.sampled_from([0.0, 1e-12, -1e-12, 1e-7]))
LOANS = st.lists(
    st.tuples(st.floats(100, 300000), PERIOD_RATES, st.integers(1, 360)), min_size=1, max_size=8
)


@given(LOANS)
def test_annuity_factors_agree_with_single_loans(loans: list[tuple[float, float, int]]) -> None:
    _, period_rates, periods = zip(*loans, strict=True)
    expected = [plain.annuity_factor(rate, count) for _, rate, count in loans]
    assert arrays.annuity_factor(period_rates, periods) == pytest.approx(expected, rel=1e-12)


@given(LOANS, st.sampled_from([0.0, 5000.0]), st.booleans())
def test_payments_agree_with_single_loans(
    loans: list[tuple[float, float, int]], balloon: float, at_start: bool
) -> None:
    principals, period_rates, periods = zip(*loans, strict=True)
    found = arrays.level_payment(principals, period_rates, periods, balloon, at_start)
    expected = [plain.level_payment(*loan, balloon, at_start) for loan in loans]
    assert found == pytest.approx(expected, rel=1e-12, abs=1e-9)


@given(LOANS, st.floats(0.9, 1))
def test_rates_agree_with_single_loans(loans: list[tuple[float, float, int]], kept: float) -> None:
    payments = [plain.level_payment(*loan) for loan in loans]
    received = [principal * kept for principal, _, _ in loans]
    periods = [count for _, _, count in loans]
    expected = [plain.level_irr(*loan) for loan in zip(received, payments, periods, strict=True)]
    found = arrays.level_irr(received, payments, periods)
    assert found == pytest.approx(expected, rel=1e-11, abs=1e-14)


def test_fees_and_terms_make_a_grid() -> None:
    found = arrays.level_irr(np.array([[1000.0], [980.0], [950.0]]), 100.0, np.array([12, 24]))
    assert found.shape == (3, 2)
    assert found[2, 1] == pytest.approx(plain.level_irr(950, 100, 24), rel=1e-12)


def test_a_loan_that_does_not_converge_is_solved_alone() -> None:
    found = arrays.level_irr([1000.0, 1000.0], [1e9, 100.0], 12)
    expected = [plain.level_irr(1000, 1e9, 12), plain.level_irr(1000, 100, 12)]
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("loan", "reason"),
    [
        ((0.0, 1.0, 1), "received"),
        ((1.0, 0.0, 1), "payment"),
        ((1.0, 1.0, [1, 0]), "periods"),
        ((float("nan"), 1.0, 1), "received"),
        ((float("inf"), 1.0, 1), "received"),
        ((1.0, float("nan"), 1), "payment"),
        ((1.0, float("inf"), 1), "payment"),
        ((1.0, 1.0, 10**6 + 1), "periods"),
        ((1.0, 1.0, float("nan")), "periods"),
    ],
)
def test_an_invalid_loan_is_refused(loan: tuple[float, float, int], reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        arrays.level_irr(*loan)
    assert refusal.value.reason == reason


def test_zero_payments_are_refused() -> None:
    with pytest.raises(Refusal, match="periods must be 1 or more"):
        arrays.level_payment(1000, 0.01, [12, 0])


@pytest.mark.parametrize(
    "loan", [(1e-3, 1e9, 2), (1.0, 1.0, 1200), (1e5, 1e-3, 60), (1.0, 1e90, 9)]
)
def test_an_extreme_rate_agrees_with_a_single_loan(loan: tuple[float, float, int]) -> None:
    assert arrays.level_irr(*loan) == pytest.approx(plain.level_irr(*loan), rel=1e-9)


@pytest.mark.parametrize(
    "loan", [(1000.0, float("inf"), 12), (float("inf"), 0.01, 12), (1000.0, -0.9, 400)]
)
def test_a_payment_refused_for_a_single_loan_is_nan(loan: tuple[float, float, int]) -> None:
    with pytest.raises(Refusal):
        plain.level_payment(*loan)
    assert np.isnan(arrays.level_payment(*loan))


def test_a_rate_below_minus_one_gives_nan() -> None:
    assert np.isnan(arrays.level_payment(1000, [-1.0, -2.0], 12)).all()
