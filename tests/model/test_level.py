"""Test level plans against the schedule, and the largest affordable loan."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model import debts
from loanlab.model.annuity import annuity_factor
from loanlab.model.level import LevelPlan, largest_loan, level_interest, level_plan
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import schedule, totals
from loanlab.model.terms import LEVEL_PAYMENT, loan_terms


@given(
    st.one_of(st.integers(1, 30_000_000), st.integers(1, 500)),
    st.one_of(st.just(0.0), st.floats(0, 1), st.floats(0, 30)),
    st.one_of(st.integers(1, 120), st.integers(1, 1200)),
)
def test_the_payments_agree_with_the_schedule(principal: int, annual: float, months: int) -> None:
    rows = schedule(loan_terms(principal, LEVEL_PAYMENT, months, annual))
    found = level_plan(principal, annual, months)
    assert found == LevelPlan(rows[0].payment, rows[-1].payment, len(rows), totals(rows).interest)
    assert all(row.payment == found.payment for row in rows[:-1])
    assert level_interest(principal, annual, months) == found.interest


def test_ten_thousand_yuan_at_eighteen_and_a_quarter_over_a_year() -> None:
    assert level_plan(1_000_000, 0.1825, 12) == LevelPlan(91_799, 91_798, 12, 101_587)
    assert level_interest(1_000_000, 0.1825, 12) == 101_587


def test_without_interest_the_last_payment_absorbs_rounding() -> None:
    # Twelve payments of 833.33 are 0.04 short.
    assert level_plan(1_000_000, 0.0, 12) == LevelPlan(83_333, 83_337, 12, 0)


def test_a_single_payment_repays_the_loan() -> None:
    assert level_plan(100_000, 0.12, 1) == LevelPlan(101_000, 101_000, 1, 1_000)


def test_a_tiny_loan_over_many_months_is_cleared_early() -> None:
    # 7 fen in 12 payments of 0.58: seven of 1 fen.
    assert level_plan(7, 0.0, 12) == LevelPlan(1, 1, 7, 0)
    # 1 fen in 12 payments of 0.08: all of it is in the last.
    assert level_plan(1, 0.0, 12) == LevelPlan(0, 1, 12, 0)


def test_a_payment_that_is_all_interest_leaves_the_principal_to_the_last() -> None:
    # 3% a month over a hundred years: the payment equals the interest of 3.00 to the fen.
    assert level_plan(10_000, 0.36, 1200) == LevelPlan(300, 10_300, 1200, 360_000)


def test_whole_numbers_of_any_library_are_accepted() -> None:
    plain = level_plan(1_000_000, 0.1825, 12)
    for principal, annual, months in (
        (1_000_000.0, 0.1825, 12.0),
        (np.int64(1_000_000), np.float64(0.1825), np.int64(12)),
    ):
        found = level_plan(principal, annual, months)  # type: ignore[arg-type]
        assert found == plain
        assert all(type(each) is int for each in found)


@pytest.mark.parametrize(
    ("principal", "annual", "months", "reason"),
    [
        (0, 0.1, 12, "principal"),
        (-1, 0.1, 12, "principal"),
        (100.5, 0.1, 12, "principal"),
        (10**16, 0.1, 12, "principal"),
        (float("inf"), 0.1, 12, "principal"),
        (float("nan"), 0.1, 12, "principal"),
        (100, -0.1, 12, "nominal_annual_rate"),
        (100, float("nan"), 12, "nominal_annual_rate"),
        (100, float("inf"), 12, "nominal_annual_rate"),
        (100, 0.1, 0, "months"),
        (100, 0.1, -1, "months"),
        (100, 0.1, 1201, "months"),
        (100, 0.1, 12.5, "months"),
        (100, 0.1, float("nan"), "months"),
        (100, 0.1, True, "months"),
    ],
)
def test_invalid_loans_are_refused(principal: int, annual: float, months: int, reason: str) -> None:
    for asked in (level_plan, level_interest):
        with pytest.raises(Refusal) as refusal:
            asked(principal, annual, months)
        assert refusal.value.reason == reason


# The largest loan within a limit


def payments(principal: int, annual: float, months: int) -> list[int]:
    return [row.payment for row in schedule(loan_terms(principal, LEVEL_PAYMENT, months, annual))]


@given(
    st.one_of(st.integers(0, 100), st.integers(0, 200_000), st.integers(0, 10_000_000)),
    st.one_of(st.just(0.0), st.floats(0, 0.36), st.just(0.36)),
    st.one_of(st.integers(1, 60), st.integers(1, 240)),
)
def test_a_larger_loan_exceeds_the_limit(max_payment: int, annual: float, months: int) -> None:
    found = largest_loan(max_payment, annual, months)
    principal = int((max_payment + 0.5) * annuity_factor(annual / 12, months)) + 3
    assert payments(principal, annual, months)[0] > max_payment
    while principal and max(payments(principal, annual, months)) > max_payment:
        principal -= 1
        assert principal > found - 1
    assert found == principal


@pytest.mark.parametrize(
    ("max_payment", "annual", "months", "loan"),
    [
        (130_000, 0.1825, 12, 1_416_136),
        (91_799, 0.1825, 12, 1_000_001),
        # Twelve payments of 1,000.00; one more fen would raise the last payment.
        (100_000, 0.0, 12, 1_200_000),
        (100_000, 0.0, 1, 100_000),
        # 1,800 / 1.01.
        (180_000, 0.12, 1, 178_218),
        (0, 0.1, 12, 0),
        (1, 0.0, 12, 12),
        # Even a loan of 1 fen needs payments above the limit of 3.
        (3, 1e6, 2, 0),
        # Payments are all interest: the last one is 12.62 and interest of 0.38.
        (1_300, 0.36, 1200, 1_262),
    ],
)
def test_the_largest_loan_by_hand(max_payment: int, annual: float, months: int, loan: int) -> None:
    assert largest_loan(max_payment, annual, months) == loan


def test_the_last_payment_is_within_the_limit_too() -> None:
    # 14,161.42 also needs 1,300.00 a month, but a last payment of 1,300.07.
    assert level_plan(1_416_142, 0.1825, 12)[:2] == (130_000, 130_007)
    assert level_plan(1_416_136, 0.1825, 12)[:2] == (130_000, 130_000)


@given(st.integers(0, 10_000_000), st.integers(1, 360))
def test_a_higher_rate_never_allows_a_larger_loan(max_payment: int, months: int) -> None:
    loans = [largest_loan(max_payment, rate, months) for rate in (0.0, 0.05, 0.1, 0.36)]
    for cheap, dear in pairwise(loans):
        assert dear <= cheap + months  # rounding of a fen a month


def test_largest_loan_can_be_imported_from_debts() -> None:
    assert debts.largest_loan is largest_loan


def test_a_search_that_does_not_end_is_refused() -> None:
    # 50% a year over a hundred years: payments are all interest, the last one is the whole loan.
    with pytest.raises(Refusal, match="all interest") as refusal:
        largest_loan(10_000_000, 0.5, 1200)
    assert refusal.value.reason == "months"


@pytest.mark.parametrize(
    ("max_payment", "annual", "months", "reason"),
    [
        (-1, 0.1, 12, "max_payment"),
        (100.5, 0.1, 12, "max_payment"),
        (float("inf"), 0.1, 12, "max_payment"),
        (float("nan"), 0.1, 12, "max_payment"),
        (10**16, 0.1, 12, "max_payment"),
        (10**15, 0.1, 12, "max_payment"),
        (100, -0.1, 12, "nominal_annual_rate"),
        (100, float("inf"), 12, "nominal_annual_rate"),
        (100, float("nan"), 12, "nominal_annual_rate"),
        (100, 0.1, 0, "months"),
        (100, 0.1, 12.5, "months"),
        (100, 0.1, 1201, "months"),
        (100, 0.1, float("inf"), "months"),
    ],
)
def test_an_invalid_limit_or_term_is_refused(
    max_payment: int, annual: float, months: int, reason: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        largest_loan(max_payment, annual, months)
    assert refusal.value.reason == reason


def test_a_limit_of_any_library_is_accepted() -> None:
    found = largest_loan(np.int64(130_000), np.float64(0.1825), 12.0)  # type: ignore[arg-type]
    assert found == 1_416_136
    assert type(found) is int
