"""Test group borrowing against an enumeration of all defaults."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.group import (
    EVEN,
    LIABILITIES,
    SEPARATE,
    WHOLE,
    break_even_default_probability,
    discounted_rate,
    expected_share,
)
from loanlab.model.refusal import Refusal

CHANCES = st.floats(0, 1)
FRIENDS = st.integers(1, 12)


def test_each_friend_lowers_the_rate_by_the_same_amount() -> None:
    assert discounted_rate(0.18, 0.01, 0) == 0.18
    assert discounted_rate(0.18, 0.01, 3) == pytest.approx(0.15)


def test_the_rate_is_never_negative() -> None:
    assert discounted_rate(0.1, 0.03, 4) == 0


@given(st.integers(1, 6), CHANCES)
def test_the_even_share_is_the_mean_over_all_outcomes(friends: int, chance: float) -> None:
    exact = Fraction(chance)
    mean = Fraction(0)
    for ways in product((0, 1), repeat=friends):
        defaults = sum(ways)
        weight = exact**defaults * (1 - exact) ** (friends - defaults)
        mean += weight * Fraction(defaults, friends + 1 - defaults)
    assert expected_share(friends, chance, EVEN) == pytest.approx(float(mean), abs=1e-12)


@given(FRIENDS, CHANCES)
def test_whole_liability_pays_for_every_default(friends: int, chance: float) -> None:
    assert expected_share(friends, chance, WHOLE) == pytest.approx(friends * chance)
    assert expected_share(friends, chance, EVEN) <= friends * chance * (1 + 1e-12)
    assert expected_share(friends, chance, SEPARATE) == 0


@given(FRIENDS, CHANCES, st.sampled_from([EVEN, WHOLE]))
def test_break_even_inverts_the_expected_share(friends: int, chance: float, liability: str) -> None:
    saved = expected_share(friends, chance, liability)
    found = break_even_default_probability(saved, friends, liability)
    assert found == pytest.approx(chance, rel=1e-9)


@pytest.mark.parametrize("liability", [EVEN, WHOLE])
def test_a_saving_of_zero_breaks_even_at_probability_zero(liability: str) -> None:
    assert break_even_default_probability(0.0, 4, liability) == 0


def test_a_saving_above_all_loans_never_breaks_even() -> None:
    for liability in LIABILITIES:
        assert break_even_default_probability(3.1, 3, liability) is None
    assert break_even_default_probability(3.0, 3, WHOLE) == 1
    assert break_even_default_probability(3.0, 3, EVEN) == 1


def test_without_liability_there_is_no_break_even() -> None:
    assert break_even_default_probability(0.0, 3, SEPARATE) is None
    assert break_even_default_probability(0.1, 3, SEPARATE) is None


@pytest.mark.parametrize("friends", [0, -1])
def test_a_group_of_one_is_refused(friends: int) -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(friends, 0.1, EVEN)
    assert refusal.value.reason == "friends"


@pytest.mark.parametrize("invalid", [-0.01, 1.01, float("nan")])
def test_an_invalid_probability_is_refused(invalid: float) -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(3, invalid, WHOLE)
    assert refusal.value.reason == "probability"


def test_an_unknown_liability_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(3, 0.1, "joint")
    assert refusal.value.reason == "liability"


@pytest.mark.parametrize("invalid", [-0.01, float("nan")])
def test_a_negative_saving_is_refused(invalid: float) -> None:
    with pytest.raises(Refusal) as refusal:
        break_even_default_probability(invalid, 3, WHOLE)
    assert refusal.value.reason == "loans_saved"


@pytest.mark.parametrize("invalid", [float("nan"), float("inf"), -0.1, 1e308])
def test_the_discounted_rate_refuses_invalid_arguments(invalid: Any) -> None:
    asks: list[tuple[str, Callable[[], Any]]] = [
        ("nominal_annual_rate", lambda: discounted_rate(invalid, 0.005, 4)),
        ("discount_per_friend", lambda: discounted_rate(0.18, invalid, 4)),
        ("friends", lambda: discounted_rate(0.18, 0.005, invalid)),
        ("friends", lambda: expected_share(invalid, 0.1, EVEN)),
        ("friends", lambda: break_even_default_probability(0.1, invalid, EVEN)),
        ("loans_saved", lambda: break_even_default_probability(invalid, 3, EVEN)),
    ]
    for reason, ask in asks:
        with pytest.raises(Refusal) as refusal:
            ask()
        assert refusal.value.reason == reason


def test_a_group_that_is_too_large_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(10**6 + 1, 0.1, EVEN)
    assert refusal.value.reason == "friends"
