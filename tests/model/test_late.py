"""Test the cost of late payment."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.interest import interest_fen
from loanlab.model.late import (
    Overdue,
    fixed_daily_penalty,
    flat_penalty,
    overdue,
    penalty_interest,
    penalty_rate,
)
from loanlab.model.refusal import Refusal

AMOUNTS = st.integers(0, 30_000_000)
DAILY_RATES = st.floats(0, 0.002)
DAYS = st.integers(0, 1000)
INF, NAN = float("inf"), float("nan")


def test_two_thousand_yuan_thirty_days_late_cost_forty_five_yuan_of_penalty() -> None:
    # 2,000 yuan x 0.05% x 1.5 x 30 days.
    assert overdue(200_000, 3_000, 0.0005, 1.5, 30) == Overdue(3_000, 4_500, 207_500)


def test_with_on_all_the_interest_bears_penalty_too() -> None:
    # 2,030 yuan x 0.05% x 30 days, then x 1.5: 45.675 yuan.
    assert overdue(200_000, 3_000, 0.0005, 1.5, 30, on_all=True) == Overdue(3_045, 4_568, 207_568)


def test_compounding_charges_penalty_on_penalty() -> None:
    # 2,000 yuan x (1.00075^30 - 1), with a pocket calculator.
    found = overdue(200_000, 3_000, 0.0005, 1.5, 30, compounding=True)
    assert found == Overdue(3_000, 4_549, 207_549)


@pytest.mark.parametrize("multiplier", [1.0, 1.3, 1.5, 2.0])
def test_the_penalty_is_a_multiple_of_the_contract_s_interest(multiplier: float) -> None:
    assert penalty_rate(0.0005, multiplier) == 0.0005 * multiplier


def test_a_penalty_below_the_contract_s_interest_is_refused() -> None:
    with pytest.raises(Refusal, match="1 or more") as refusal:
        penalty_rate(0.0005, 0.99)
    assert refusal.value.reason == "multiplier"
    with pytest.raises(Refusal):
        overdue(200_000, 3_000, 0.0005, 0.99, 30)


@pytest.mark.parametrize("days", [-1, -30])
def test_negative_days_are_refused(days: int) -> None:
    for charged in (
        lambda: penalty_interest(100_000, 0.0005, days),
        lambda: penalty_interest(100_000, 0.0005, days, compounding=True),
        lambda: overdue(100_000, 0, 0.0005, 1.5, days),
        lambda: fixed_daily_penalty(5_000, days),
        lambda: flat_penalty(200_000, 0.05, days),
    ):
        with pytest.raises(Refusal) as refusal:
            charged()
        assert refusal.value.reason == "days"


def test_a_cap_limits_the_penalty() -> None:
    assert penalty_interest(100_000, 0.0005, 30, cap=1_500) == 1_500
    assert penalty_interest(100_000, 0.0005, 30, cap=1_499) == 1_499
    assert penalty_interest(100_000, 0.0005, 30, cap=1_501) == 1_500
    assert penalty_interest(100_000, 0.0005, 30, cap=0) == 0


@given(AMOUNTS, DAILY_RATES, DAYS)
def test_without_compounding_the_penalty_is_simple_daily_interest(
    amount: int, daily_rate: float, days: int
) -> None:
    assert penalty_interest(amount, daily_rate, days) == interest_fen(amount, daily_rate, days)


@given(AMOUNTS, DAILY_RATES, DAYS)
def test_compounding_is_never_cheaper(amount: int, daily_rate: float, days: int) -> None:
    compounded = penalty_interest(amount, daily_rate, days, compounding=True)
    assert compounded >= penalty_interest(amount, daily_rate, days)


@given(AMOUNTS, AMOUNTS, DAILY_RATES, st.floats(1, 2), DAYS, st.booleans(), st.booleans())
def test_another_day_late_never_costs_less(
    principal: int,
    interest: int,
    daily_rate: float,
    multiplier: float,
    days: int,
    on_all: bool,
    compounding: bool,
) -> None:
    now, later = (
        overdue(principal, interest, daily_rate, multiplier, late, on_all, compounding)
        for late in (days, days + 1)
    )
    assert later.total >= now.total
    assert now.total == principal + interest + now.penalty_interest
    assert now.penalty_interest >= now.contract_interest


def test_the_articles_fixed_sum_grows_with_the_days() -> None:
    assert [fixed_daily_penalty(5_000, days) for days in (0, 1, 30)] == [0, 5_000, 150_000]


def test_the_articles_share_of_the_loan_is_due_from_the_first_day() -> None:
    assert [flat_penalty(200_000, 0.05, days) for days in (0, 1, 30)] == [0, 10_000, 10_000]


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: penalty_interest(100_000, 0.0005, 10, cap=-5), "cap"),
        (lambda: penalty_interest(100_000, 0.0005, 10, cap=0.5), "cap"),  # type: ignore[arg-type]
        (lambda: penalty_interest(-1, 0.0005, 10), "amount"),
        (lambda: penalty_interest(100_000, -0.0005, 10), "daily_rate"),
        (lambda: penalty_interest(100_000, -0.0005, 10, compounding=True), "daily_rate"),
        (lambda: penalty_interest(100_000, NAN, 10), "daily_rate"),
        (lambda: penalty_interest(100_000, INF, 10, compounding=True), "daily_rate"),
        (lambda: penalty_interest(100_000, 9.0, 400, compounding=True), "too_high"),
        (lambda: penalty_interest(100_000, 0.0005, 1.5), "days"),  # type: ignore[arg-type]
        (lambda: penalty_interest(100_000, 0.0005, NAN), "days"),  # type: ignore[arg-type]
        (lambda: penalty_rate(-0.0005, 1.5), "contract_rate"),
        (lambda: penalty_rate(NAN, 1.5), "contract_rate"),
        (lambda: penalty_rate(0.0005, NAN), "multiplier"),
        (lambda: penalty_rate(0.0005, INF), "multiplier"),
        (lambda: overdue(-1, 0, 0.0005, 1.5, 30), "principal"),
        (lambda: overdue(200_000, -1, 0.0005, 1.5, 30), "interest"),
        (lambda: overdue(200_000, 0, -0.0005, 1.5, 30), "contract_rate"),
        (lambda: overdue(200_000, 0, 0.0005, 1.5, 0.5), "days"),  # type: ignore[arg-type]
        (lambda: fixed_daily_penalty(-5, 3), "fen_a_day"),
        (lambda: fixed_daily_penalty(5, 0.5), "days"),  # type: ignore[arg-type]
        (lambda: fixed_daily_penalty(10**400, 3), "fen_a_day"),
        (lambda: flat_penalty(-200_000, 0.05, 1), "principal"),
        (lambda: flat_penalty(200_000, -0.05, 1), "share"),
        (lambda: flat_penalty(200_000, -0.05, 0), "share"),
        (lambda: flat_penalty(200_000, NAN, 1), "share"),
        (lambda: flat_penalty(200_000, 0.05, 1.5), "days"),  # type: ignore[arg-type]
    ],
)
def test_invalid_amounts_rates_and_days_are_refused(ask: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask()
    assert refused.value.reason == reason


def test_whole_numbers_of_any_library_count_days_and_fen() -> None:
    found = overdue(np.int64(200_000), 3000.0, 0.0005, 1.5, np.int64(30))  # type: ignore[arg-type]
    assert found == overdue(200_000, 3000, 0.0005, 1.5, 30)
    assert [type(fen) for fen in found] == [int] * 3
