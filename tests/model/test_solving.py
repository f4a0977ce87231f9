"""Test the root finder."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.refusal import Refusal
from loanlab.model.solving import MOST_STEPS, Curve, _apply_step


class CurveWithStep(Curve):
    """A function with a given Newton step that counts its evaluations."""

    def __init__(
        self,
        value: Callable[[float], float],
        step: Callable[[float], float],
        span: float = 1,
    ) -> None:
        super().__init__(span)
        self.value, self.step = value, step
        self.evaluations = 0

    def at(self, rate: float) -> tuple[Any, ...]:
        self.evaluations += 1
        return self.value(rate), self.step(rate)


def growth(target: float) -> CurveWithStep:
    """The function ln(1 + rate) - target, for which a single Newton step is exact."""
    return CurveWithStep(
        lambda rate: math.log(target) - math.log(1 + rate),
        lambda rate: math.log(target) - math.log(1 + rate),
    )


@given(st.floats(0.01, 100))
def test_the_root_is_found_in_a_wide_bracket(target: float) -> None:
    assert growth(target).root(-0.999, 1000.0) == pytest.approx(target - 1, rel=1e-9, abs=1e-12)


# The root is not near 0, where bisection would pass through all powers of two.
@given(st.floats(-0.9, -0.001) | st.floats(0.001, 50), st.floats(1e-6, 3), st.booleans())
def test_wrong_newton_steps_are_corrected_by_bisection(root: float, lie: float, down: bool) -> None:
    curve = CurveWithStep(lambda rate: root - rate, lambda _: -lie if down else lie)
    assert curve.root(-0.95, 60.0) == pytest.approx(root, rel=1e-8, abs=1e-8)


@given(st.floats(-0.9, 50))
def test_the_direction_of_the_sign_change_does_not_matter(root: float) -> None:
    falling = CurveWithStep(lambda rate: root - rate, lambda rate: (root - rate) / (1 + rate))
    rising = CurveWithStep(lambda rate: rate - root, lambda rate: (root - rate) / (1 + rate))
    found = falling.root(-0.95, 60.0)
    assert rising.root(-0.95, 60.0) == pytest.approx(found, rel=1e-9, abs=1e-12)
    assert found == pytest.approx(root, rel=1e-9, abs=1e-9)


def test_the_search_starts_at_zero_if_the_bracket_contains_it() -> None:
    asked: list[float] = []
    curve = CurveWithStep(lambda rate: 0.5 - rate, lambda rate: asked.append(rate) or 0.0)  # type: ignore[func-returns-value]
    curve.root(-0.5, 8.0)
    assert asked[1] == 0.0
    curve = CurveWithStep(lambda rate: 5.0 - rate, lambda rate: asked.append(rate) or 0.0)  # type: ignore[func-returns-value]
    asked.clear()
    curve.root(3.0, 15.0)
    assert asked[1] == 7.0


def test_a_good_guess_takes_few_steps() -> None:
    curve = growth(1.2)
    curve.root(-0.9, 10.0)
    assert curve.evaluations < 10


def test_a_longer_span_needs_a_smaller_final_step() -> None:
    def count_evaluations(span: float) -> int:
        curve = CurveWithStep(lambda rate: 0.2 - rate, lambda rate: 0.4 * (0.2 - rate), span)
        curve.root(-0.9, 10.0)
        return curve.evaluations

    assert count_evaluations(1e6) > count_evaluations(1)


def test_a_search_that_does_not_converge_is_refused_with_a_message() -> None:
    # Steps shrink, but over an infinite span none is small enough.
    endless = CurveWithStep(lambda rate: 1.0 - rate, lambda _: 0.4**endless.evaluations, math.inf)
    with pytest.raises(Refusal, match="did not converge") as refusal:
        endless.root(0.0, 10.0)
    assert refusal.value.reason == "no_rate"
    assert endless.evaluations == MOST_STEPS + 1


@pytest.mark.parametrize(("step", "as_if"), [(1.0, 1.0), (5.0, 1.0), (-1.0, -1.0), (-9.0, -1.0)])
def test_steps_are_clipped_to_one(step: float, as_if: float) -> None:
    assert _apply_step(0.25, step) == _apply_step(0.25, as_if)


@given(st.floats(-0.99, 100), st.floats(-0.3, 0.3))
def test_a_step_multiplies_one_plus_the_rate(rate: float, step: float) -> None:
    # The error of the Padé approximation is a twelfth of the cube of the step.
    exact = (1 + rate) * math.exp(step) - 1
    assert _apply_step(rate, step) == pytest.approx(
        exact, abs=0.12 * abs(step) ** 3 * (1 + rate) + 1e-12
    )
    assert _apply_step(rate, step) > -1


def test_the_base_class_does_not_evaluate() -> None:
    with pytest.raises(NotImplementedError):
        Curve(1).at(0.0)
