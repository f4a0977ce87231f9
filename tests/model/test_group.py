"""Borrowing as a group, against every way that friends can pay or not."""

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


def test_each_friend_lowers_the_rate_by_as_much() -> None:
    assert discounted_rate(0.18, 0.01, 0) == 0.18
    assert discounted_rate(0.18, 0.01, 3) == pytest.approx(0.15)


def test_a_rate_does_not_fall_below_nothing() -> None:
    assert discounted_rate(0.1, 0.03, 4) == 0


@given(st.integers(1, 6), CHANCES)
def test_the_even_share_is_the_mean_over_every_way_it_can_go(friends: int, chance: float) -> None:
    exact = Fraction(chance)
    mean = Fraction(0)
    for ways in product((0, 1), repeat=friends):
        defaults = sum(ways)
        weight = exact**defaults * (1 - exact) ** (friends - defaults)
        mean += weight * Fraction(defaults, friends + 1 - defaults)
    assert expected_share(friends, chance, EVEN) == pytest.approx(float(mean), abs=1e-12)


@given(FRIENDS, CHANCES)
def test_who_is_liable_for_the_whole_pays_for_every_default(friends: int, chance: float) -> None:
    assert expected_share(friends, chance, WHOLE) == pytest.approx(friends * chance)
    assert expected_share(friends, chance, EVEN) <= friends * chance * (1 + 1e-12)
    assert expected_share(friends, chance, SEPARATE) == 0


@given(FRIENDS, CHANCES, st.sampled_from([EVEN, WHOLE]))
def test_the_break_even_gives_back_the_probability(
    friends: int, chance: float, liability: str
) -> None:
    saved = expected_share(friends, chance, liability)
    found = break_even_default_probability(saved, friends, liability)
    assert found == pytest.approx(chance, rel=1e-9)


@pytest.mark.parametrize("liability", [EVEN, WHOLE])
def test_a_discount_of_nothing_breaks_even_only_without_any_default(liability: str) -> None:
    assert break_even_default_probability(0.0, 4, liability) == 0


def test_a_discount_worth_more_than_all_loans_never_breaks_even() -> None:
    for liability in LIABILITIES:
        assert break_even_default_probability(3.1, 3, liability) is None
    assert break_even_default_probability(3.0, 3, WHOLE) == 1
    assert break_even_default_probability(3.0, 3, EVEN) == 1


def test_without_liability_there_is_nothing_to_break_even_with() -> None:
    assert break_even_default_probability(0.0, 3, SEPARATE) is None
    assert break_even_default_probability(0.1, 3, SEPARATE) is None


@pytest.mark.parametrize("friends", [0, -1])
def test_a_group_of_one_is_refused(friends: int) -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(friends, 0.1, EVEN)
    assert refusal.value.reason == "friends"


@pytest.mark.parametrize("odd", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(odd: float) -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(3, odd, WHOLE)
    assert refusal.value.reason == "probability"


def test_an_unknown_liability_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(3, 0.1, "joint")
    assert refusal.value.reason == "liability"


@pytest.mark.parametrize("odd", [-0.01, float("nan")])
def test_a_saving_below_nothing_is_refused(odd: float) -> None:
    with pytest.raises(Refusal) as refusal:
        break_even_default_probability(odd, 3, WHOLE)
    assert refusal.value.reason == "loans_saved"


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -0.1, 1e308])
def test_a_group_s_rate_needs_numbers(odd: Any) -> None:
    asks: list[tuple[str, Callable[[], Any]]] = [
        ("nominal_annual_rate", lambda: discounted_rate(odd, 0.005, 4)),
        ("discount_per_friend", lambda: discounted_rate(0.18, odd, 4)),
        ("friends", lambda: discounted_rate(0.18, 0.005, odd)),
        ("friends", lambda: expected_share(odd, 0.1, EVEN)),
        ("friends", lambda: break_even_default_probability(0.1, odd, EVEN)),
        ("loans_saved", lambda: break_even_default_probability(odd, 3, EVEN)),
    ]
    for reason, ask in asks:
        with pytest.raises(Refusal) as refusal:
            ask()
        assert refusal.value.reason == reason


def test_a_group_is_not_endless() -> None:
    with pytest.raises(Refusal) as refusal:
        expected_share(10**6 + 1, 0.1, EVEN)
    assert refusal.value.reason == "friends"
