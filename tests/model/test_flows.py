"""Test the search for all internal rates of return."""

from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.flows import HIGHEST_PLAUSIBLE_RATE, Flows, all_rates, choose_rate
from loanlab.model.refusal import Refusal

AMOUNTS = st.lists(st.floats(-1000, 1000), min_size=2, max_size=9)


def exact_value(times: list[int], amounts: list[float], rate: float) -> Fraction:
    """Compute the exact value of payments, compounded to the last time."""
    growth = 1 + Fraction(rate)
    exact = [
        Fraction(amount) * growth ** (max(times) - time)
        for time, amount in zip(times, amounts, strict=True)
    ]
    return sum(exact, Fraction(0))


def flows_with_rates(percents: list[int]) -> list[float]:
    """Return payments whose only rates of return are these."""
    amounts = [1]
    for percent in percents:
        grown = [-(100 + percent) * amount for amount in amounts]
        amounts = [100 * a + b for a, b in zip([*amounts, 0], [0, *grown], strict=True)]
    return [float(amount) for amount in amounts]


@given(st.sets(st.integers(-90, 400), min_size=1, max_size=5))
def test_every_rate_is_found(percents: set[int]) -> None:
    # Roots a percent apart, where the curve is almost flat, are less accurate.
    expected = [percent / 100 for percent in sorted(percents)]
    amounts = flows_with_rates(sorted(percents))
    assert all_rates(list(range(len(amounts))), amounts) == pytest.approx(expected, abs=1e-5)


def test_a_double_root_is_found_once() -> None:
    assert all_rates([0, 1, 2], flows_with_rates([10, 10])) == pytest.approx([0.1], abs=1e-7)


@given(AMOUNTS)
def test_the_present_value_changes_sign_at_a_rate(amounts: list[float]) -> None:
    times = list(range(len(amounts)))
    sizes = [abs(amount) for amount in amounts]
    # A float close to -1 cannot represent 1 + rate accurately.
    for rate in [rate for rate in all_rates(times, amounts) if rate > -0.9]:
        tolerance = Fraction(1, 10**12) * exact_value(times, sizes, rate)
        low = exact_value(times, amounts, rate - 1e-9 * (1 + rate))
        high = exact_value(times, amounts, rate + 1e-9 * (1 + rate))
        assert low * high <= 0 or abs(exact_value(times, amounts, rate)) <= tolerance


@given(AMOUNTS)
def test_there_are_no_more_rates_than_sign_changes(amounts: list[float]) -> None:
    signs = [amount > 0 for amount in amounts if amount]
    changes = sum(one != other for one, other in pairwise(signs))
    found = all_rates(list(range(len(amounts))), amounts)
    assert len(found) <= changes
    assert found == sorted(found)


@given(AMOUNTS, st.randoms())
def test_payments_may_come_in_any_order(amounts: list[float], random: Random) -> None:
    pairs = list(enumerate(amounts))
    random.shuffle(pairs)
    times, shuffled = zip(*pairs, strict=True)
    expected = all_rates(list(range(len(amounts))), amounts)
    assert all_rates(list(times), list(shuffled)) == expected


def test_payments_at_the_same_time_are_added_up() -> None:
    assert all_rates([0, 1, 0, 1], [-50.0, 60.0, -50.0, 50.0]) == pytest.approx([0.1], rel=1e-14)


def test_a_rate_belongs_to_the_unit_of_time() -> None:
    assert all_rates([3, 15], [-100.0, 200.0]) == pytest.approx([2 ** (1 / 12) - 1], rel=1e-14)


@pytest.mark.parametrize(
    "amounts",
    [
        # Each has a derivative with a term that underflows.
        [410.4, 999.0, 5e-324, -906.8, 664.0, -300.6],
        [-360.8, 176.2, 5e-324, -2.2e-309, 898.4, -571.5],
        [1e-320, -1e-300, 1.0, -1e-310, 1e-322, -5e-324],
    ],
)
def test_tiny_amounts_do_not_slow_the_search(amounts: list[float]) -> None:
    assert len(all_rates(list(range(len(amounts))), amounts)) <= 5


@pytest.mark.parametrize("amounts", [[], [5.0], [100.0, 1.0], [0.0, 0.0], [-3.0, 0.0, -1.0]])
def test_payments_of_one_sign_have_no_rate(amounts: list[float]) -> None:
    assert all_rates(list(range(len(amounts))), amounts) == []


def test_payments_that_never_balance_have_no_rate() -> None:
    assert all_rates([0, 1, 2], [100.0, -100.0, 100.0]) == []


@pytest.mark.parametrize(
    ("times", "amounts"),
    [
        ([0], [1.0, 2.0]),
        ([0, 1], [1.0]),
        ([0, 1], [-1.0, float("nan")]),
        ([0, 1], [-1.0, float("inf")]),
        ([0, 1], [-1e101, 1e101]),
    ],
)
def test_invalid_payments_are_refused(times: list[int], amounts: list[float]) -> None:
    with pytest.raises(Refusal) as refusal:
        all_rates(times, amounts)
    assert refusal.value.reason == "flows"


def test_the_largest_amounts_have_a_rate() -> None:
    assert all_rates([0, 1], [-1e100, 1.5e100 / 1.5]) == pytest.approx([0.0], abs=1e-14)


def test_the_lowest_non_negative_rate_is_chosen() -> None:
    assert choose_rate([-0.5, 0.2, 0.9]) == 0.2
    assert choose_rate([-0.5, 0.0, 0.9]) == 0.0


def test_a_rate_below_zero_by_rounding_counts_as_zero() -> None:
    assert choose_rate([-1e-14, 0.9]) == -1e-14
    assert choose_rate([-1e-12, 0.9]) == 0.9


def test_the_highest_of_negative_rates_is_chosen() -> None:
    assert choose_rate([-0.5, -0.1]) == -0.1


def test_an_implausible_rate_is_passed_over_for_a_negative_one() -> None:
    assert choose_rate([-0.5, -0.1, 1e44]) == -0.1
    assert choose_rate([-0.1, HIGHEST_PLAUSIBLE_RATE]) == HIGHEST_PLAUSIBLE_RATE
    assert choose_rate([-0.1, 1.0001 * HIGHEST_PLAUSIBLE_RATE]) == -0.1
    assert choose_rate([-1e-14, 1e44]) == -1e-14
    assert choose_rate([-0.1, 0.2, 1e44]) == 0.2


def test_of_implausible_rates_the_lowest_is_chosen() -> None:
    assert choose_rate([1e3, 1e44]) == 1e3


@pytest.mark.parametrize("rate", [-0.999, -0.1, 0.0, 0.2, 1e44])
def test_a_single_rate_is_chosen_even_if_implausible(rate: float) -> None:
    assert choose_rate([rate]) == rate
    assert choose_rate([rate], 365) == rate


def test_plausibility_is_judged_over_the_requested_period() -> None:
    # 1.2% a day compounds to 76.7 a year, 1.3% a day to 110.6.
    assert choose_rate([-0.001, 0.012], 365) == 0.012
    assert choose_rate([-0.001, 0.013], 365) == -0.001
    assert choose_rate([-0.001, 0.013], 360) == -0.001
    assert choose_rate([-0.001, 0.013], 30) == 0.013
    assert choose_rate([-0.001, 1e90], 365) == -0.001  # overflows over a year


@pytest.mark.parametrize(
    ("rates", "units", "reason"),
    [
        ([0.1], 0, "units"),
        ([0.1], 1.5, "units"),
        ([-1.0, 0.1], 1, "rate"),
        ([float("nan")], 1, "rate"),
    ],
)
def test_invalid_rates_are_refused(rates: list[float], units: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        choose_rate(rates, units)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("time", [0.5, float("nan"), 10**400])
def test_times_must_be_whole(time: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        all_rates([0, time], [-1.0, 2.0])
    assert refusal.value.reason == "times"


def test_an_empty_list_of_rates_is_refused_with_a_message() -> None:
    with pytest.raises(Refusal, match="the cash flows have no internal rate of return") as refusal:
        choose_rate([])
    assert refusal.value.reason == "no_rate"


@pytest.mark.parametrize("rate", [-0.5, -1e-9, 0.0, 1e-9, 0.3, 5.0])
def test_the_step_is_the_newton_step(rate: float) -> None:
    flows = Flows([2, 3, 7], [-100.0, 30.0, 95.0])
    worth_here, step = flows.at(rate)
    # d ln(1 + rate) = d rate / (1 + rate), as a small difference on the same side of 0.
    near = rate - 1e-6 if rate < 0 else rate + 1e-6
    slope = (flows.at(near)[0] - worth_here) / ((near - rate) / (1 + rate))
    shrink = 5 if rate < 0 else 0
    # The value is at the last or first payment; the step belongs to the value at the other end.
    assert step == pytest.approx(worth_here / (shrink * worth_here - slope), rel=1e-3)


def test_large_growth_loses_no_digits() -> None:
    assert all_rates([0, 1101], [-1.0, 1e30]) == pytest.approx([10 ** (30 / 1101) - 1], rel=1e-13)
    assert all_rates([0, 1101], [-1e30, 1.0]) == pytest.approx([10 ** (-30 / 1101) - 1], rel=1e-13)
    assert all_rates([0, 1, 2], [-1.0, 1e9, 1e9]) == pytest.approx([1e9], rel=1e-13)


def test_turning_points_next_to_a_double_root_add_no_rate() -> None:
    assert all_rates([0, 1, 2], [-100.0, 220.0, -121.0]) == [pytest.approx(0.1, abs=1e-7)]
