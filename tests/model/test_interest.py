"""Test daily interest and repayment at any time."""

from fractions import Fraction
from itertools import accumulate
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.interest import Paid, allocate, interest_fen, interest_yuan, repay_any_time
from loanlab.model.refusal import Refusal

AMOUNTS = st.integers(0, 30_000_000)
PAYMENTS = st.lists(st.tuples(st.integers(0, 60), AMOUNTS), max_size=8)


def on_days(waits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Convert payments with waiting days to payments with dates."""
    days = accumulate(wait for wait, _ in waits)
    return [(day, amount) for day, (_, amount) in zip(days, waits, strict=True)]


def test_two_thousand_yuan_for_thirty_days_cost_thirty_yuan() -> None:
    assert interest_fen(200_000, 0.0005, 30) == 3000


def test_half_a_fen_is_rounded_up() -> None:
    assert interest_fen(1000, 0.0005, 1) == 1


def test_a_contract_may_round_differently() -> None:
    assert interest_fen(1000, 0.0005, 1, "down") == 0
    assert interest_fen(200, 0.0005, 1, "up") == 1


@given(st.integers(1, 30_000_000), st.integers(0, 1000), st.integers(1, 366))
def test_interest_is_the_exact_product_rounded_half_up(
    principal_fen: int, hundred_thousandths: int, days: int
) -> None:
    exact = Fraction(principal_fen * hundred_thousandths * days, 100_000)
    rounded = int(exact + Fraction(1, 2))
    assert interest_fen(principal_fen, hundred_thousandths / 100_000, days) == rounded


@pytest.mark.parametrize(
    ("payment", "divided"),
    [
        (0, (0, 0, 0)),
        (2_999, (2_999, 0, 0)),
        (3_000, (3_000, 0, 0)),
        (3_001, (3_000, 1, 0)),
        (103_000, (3_000, 100_000, 0)),
        (103_007, (3_000, 100_000, 7)),
    ],
)
def test_a_payment_goes_to_interest_first(payment: int, divided: tuple[int, int, int]) -> None:
    assert allocate(payment, 3_000, 100_000) == divided


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_no_fen_of_a_payment_is_lost(payment: int, interest: int, principal: int) -> None:
    parts = allocate(payment, interest, principal)
    assert sum(parts) == payment
    assert min(parts) >= 0


def test_principal_repaid_early_bears_no_further_interest() -> None:
    # 10 days at 5 yuan; 2,950 of the 3,000 yuan paid are principal; 20 days at 3.525 yuan.
    assert repay_any_time(1_000_000, 0.0005, [(10, 300_000), (30, None)]) == [
        Paid(10, 5_000, 5_000, 295_000, 0, 705_000),
        Paid(30, 7_050, 7_050, 705_000, 0, 0),
    ]


def test_unpaid_interest_is_carried_forward_without_interest() -> None:
    rows = repay_any_time(1_000_000, 0.0005, [(10, 2_000), (20, 0), (30, None)])
    assert [row.interest for row in rows] == [5_000, 5_000, 5_000]
    assert [row.balance for row in rows] == [1_003_000, 1_008_000, 0]
    assert rows[-1].to_interest == 13_000


def test_an_overpayment_is_left_over() -> None:
    (row,) = repay_any_time(100_000, 0.0005, [(10, 200_000)])
    assert (row.left, row.balance) == (99_500, 0)


def test_two_payments_on_one_day_are_charged_once() -> None:
    rows = repay_any_time(100_000, 0.0005, [(10, 300), (10, 300)])
    assert [row.interest for row in rows] == [500, 0]


def test_interest_may_be_rounded_down() -> None:
    assert repay_any_time(1_000, 0.0005, [(1, 0)], "down")[0].interest == 0
    assert repay_any_time(1_000, 0.0005, [(1, 0)])[0].interest == 1


def test_payments_out_of_order_are_refused() -> None:
    with pytest.raises(Refusal, match="order") as refusal:
        repay_any_time(100_000, 0.0005, [(10, 300), (9, 300)])
    assert refusal.value.reason == "payments"
    with pytest.raises(Refusal):
        repay_any_time(100_000, 0.0005, [(-1, 300)])


@given(AMOUNTS, st.floats(0, 0.002), PAYMENTS)
def test_payments_and_balance_add_up_after_each_payment(
    principal: int, daily_rate: float, waits: list[tuple[int, int]]
) -> None:
    owed = principal
    for row, (_, amount) in zip(
        repay_any_time(principal, daily_rate, on_days(waits)), waits, strict=True
    ):
        owed += row.interest - amount + row.left
        assert row.balance == owed
        assert row.to_interest + row.to_principal + row.left == amount


@given(AMOUNTS, st.floats(0, 0.002), PAYMENTS, st.integers(0, 60), AMOUNTS)
def test_an_extra_payment_never_raises_the_interest(
    principal: int, daily_rate: float, waits: list[tuple[int, int]], day: int, amount: int
) -> None:
    paid = [*on_days(waits), (600, 0)]
    more = sorted([*paid, (day, amount)], key=lambda payment: payment[0])
    without, beside = (
        sum(row.interest for row in repay_any_time(principal, daily_rate, payments))
        for payments in (paid, more)
    )
    # Rounding may change each row by a fen.
    assert beside <= without + len(more)


def test_a_negative_payment_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        repay_any_time(1000, 0.001, [(1, -500)])
    assert refused.value.reason == "payments"


INF: Any = float("inf")
NAN: Any = float("nan")
HALF: Any = 0.5


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: interest_fen(-1, 0.0005, 30), "amount"),
        (lambda: interest_fen(NAN, 0.0005, 30), "amount"),
        (lambda: interest_fen(200_000, -0.0005, 30), "daily_rate"),
        (lambda: interest_fen(200_000, INF, 30), "daily_rate"),
        (lambda: interest_fen(200_000, 0.0005, -1), "days"),
        (lambda: interest_fen(200_000, 0.0005, NAN), "days"),
        (lambda: interest_yuan(-2000, 0.0005, 30), "amount"),
        (lambda: interest_yuan(NAN, 0.0005, 30), "amount"),
        (lambda: interest_yuan(2000, 0.0005, -30), "days"),
        (lambda: allocate(-1, 3000, 100_000), "payment"),
        (lambda: allocate(5000, -1, 100_000), "interest"),
        (lambda: allocate(5000, 3000, -1), "principal"),
        (lambda: allocate(NAN, 3000, 100_000), "payment"),
        (lambda: allocate(HALF, 3000, 100_000), "payment"),
        (lambda: repay_any_time(-1, 0.0005, [(10, 300)]), "principal"),
        (lambda: repay_any_time(1000, -0.0005, [(10, 300)]), "daily_rate"),
        (lambda: repay_any_time(1000, NAN, [(10, 300)]), "daily_rate"),
        (lambda: repay_any_time(1000, 0.0005, [(NAN, 300)]), "payments"),
        (lambda: repay_any_time(1000, 0.0005, [(1.5, 300)]), "payments"),
        (lambda: repay_any_time(1000, 0.0005, [(10, NAN)]), "payments"),
        (lambda: repay_any_time(1000, 0.0005, [(10, 0.5)]), "payments"),
    ],
)
def test_invalid_amounts_rates_and_days_are_refused(ask: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        ask()
    assert refusal.value.reason == reason


def test_whole_numbers_of_any_library_count_days_and_fen() -> None:
    fen: Any = np.int64(1_000_000)
    days: Any = np.int64(30)
    found = repay_any_time(fen, 0.0005, [(10.0, np.int64(300_000)), (days, None)])
    assert found == repay_any_time(1_000_000, 0.0005, [(10, 300_000), (30, None)])
    assert {type(number) for row in found for number in row} == {int}
    assert interest_fen(fen, 0.0005, days) == 15000
