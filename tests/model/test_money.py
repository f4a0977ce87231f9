"""Test the conversion and rounding of amounts."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.money import DOWN, HALF_UP, UP, fen_of, round_fen, yuan_of
from loanlab.model.refusal import Refusal

FEN = st.integers(-(10**11), 10**11)


@pytest.mark.parametrize(
    ("amount", "half_up", "up", "down"),
    [
        (0.0, 0, 0, 0),
        (0.49, 0, 1, 0),
        (0.5, 1, 1, 0),
        (1.5, 2, 2, 1),
        (2.5, 3, 3, 2),
        (1.999, 2, 2, 1),
        (-0.4, 0, 0, -1),
        (-0.5, 0, 0, -1),
        (-0.51, -1, 0, -1),
        (-1.5, -1, -1, -2),
        (-2.0, -2, -2, -2),
    ],
)
def test_each_rounding_mode_rounds_as_named(
    amount: float, half_up: int, up: int, down: int
) -> None:
    assert round_fen(amount) == round_fen(amount, HALF_UP) == half_up
    assert round_fen(amount, UP) == up
    assert round_fen(amount, DOWN) == down


@given(FEN)
def test_whole_fen_are_unchanged(fen: int) -> None:
    assert [round_fen(fen, rounding) for rounding in (HALF_UP, UP, DOWN)] == [fen] * 3


@given(st.floats(-1e9, 1e9))
def test_rounding_moves_an_amount_by_half_a_fen_at_most(amount: float) -> None:
    slack = Fraction(1, 10**4)
    assert abs(round_fen(amount) - Fraction(amount)) <= Fraction(1, 2) + slack
    assert -slack <= round_fen(amount, UP) - Fraction(amount) < 1 + slack
    assert -slack <= Fraction(amount) - round_fen(amount, DOWN) < 1 + slack


@given(st.integers(1, 30_000_000), st.integers(1, 99_999), st.integers(1, 366))
def test_a_product_of_decimals_is_rounded_as_on_paper(
    principal: int, hundred_thousandths: int, days: int
) -> None:
    on_paper = Decimal(principal) * hundred_thousandths * days / 100_000
    computed = principal * (hundred_thousandths / 100_000) * days
    assert round_fen(computed, UP) == on_paper.to_integral_value(ROUND_CEILING)
    assert round_fen(computed, DOWN) == on_paper.to_integral_value(ROUND_FLOOR)


def test_amounts_clearly_off_a_half_are_not_treated_as_half() -> None:
    assert (round_fen(0.49999999), round_fen(1e6 + 0.49999999)) == (0, 1_000_000)
    assert (round_fen(1.00000001, UP), round_fen(0.99999999, DOWN)) == (2, 0)


def test_an_unknown_rounding_is_refused() -> None:
    with pytest.raises(Refusal, match="half_up, up or down, got bankers") as refusal:
        round_fen(0.5, "bankers")
    assert refusal.value.reason == "rounding"


@given(FEN)
def test_fen_and_yuan_convert_back(fen: int) -> None:
    assert fen_of(yuan_of(fen)) == fen


def test_half_a_fen_of_yuan_is_rounded_up() -> None:
    assert (fen_of(0.005), fen_of(1.005), fen_of(0.0049)) == (1, 101, 0)
    assert yuan_of(250) == 2.5


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), -1e101])
def test_invalid_amounts_are_refused(amount: float) -> None:
    with pytest.raises(Refusal) as refused:
        round_fen(amount)
    assert refused.value.reason == "amount"


@pytest.mark.parametrize("rounding", [HALF_UP, UP, DOWN])
@pytest.mark.parametrize("fen", [10**14 + 1, 13 * 10**13, 4 * 10**14 + 3, 9 * 10**15 - 1])
def test_large_whole_amounts_are_unchanged(fen: int, rounding: str) -> None:
    for amount in (fen, -fen, float(fen)):
        assert round_fen(amount, rounding) == amount


def test_large_amounts_are_rounded_to_the_nearest_fen() -> None:
    large = 5 * 10**14
    assert [round_fen(large + part) for part in (0.4375, 0.5, 0.875)] == [
        large,
        large + 1,
        large + 1,
    ]
    assert (round_fen(large + 0.5, UP), round_fen(large + 0.5, DOWN)) == (large + 1, large)


@pytest.mark.parametrize("convert", [round_fen, fen_of, yuan_of])
@pytest.mark.parametrize("amount", [float("nan"), float("inf"), 1e308, 10**400, -(10**400)])
def test_conversions_refuse_invalid_amounts(
    convert: Callable[[float], float], amount: float
) -> None:
    with pytest.raises(Refusal) as refused:
        convert(amount)
    assert refused.value.reason == "amount"
