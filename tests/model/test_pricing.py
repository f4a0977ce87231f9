"""Test the article's recipe for a borrower's daily rate."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.pricing import Priced, personal_daily_rate
from loanlab.model.refusal import Refusal

SLOPE, ANCHOR = 0.00005, 600
WIDE_CAP = 1.0


def price(
    base: float = 0.0005,
    score: int = 600,
    surcharge: float = 0.0,
    discount: float = 0.0,
    cap: float = WIDE_CAP,
) -> Priced:
    found: Priced = personal_daily_rate(base, score, surcharge, discount, cap, SLOPE, ANCHOR)
    return found


def test_at_the_anchor_score_the_base_rate_applies() -> None:
    assert price().daily_rate == 0.0005


def test_a_hundred_points_lower_the_rate_by_the_slope() -> None:
    assert price(score=700).daily_rate == pytest.approx(0.00045, abs=1e-18)


def test_surcharge_and_discount_multiply() -> None:
    assert price(surcharge=0.3, discount=0.5).daily_rate == pytest.approx(0.000325, abs=1e-18)


def test_the_rate_never_falls_below_zero() -> None:
    assert price(base=0.0001, score=850, surcharge=0.5).daily_rate == 0


def test_a_rate_above_the_cap_is_capped() -> None:
    held = price(surcharge=0.3, cap=0.1825 / 365)
    assert held.capped
    assert held.daily_rate == 0.1825 / 365


def test_the_steps_lead_from_the_base_rate_to_the_personal_rate() -> None:
    found = price(base=0.0005, score=700, surcharge=0.2, discount=0.5, cap=0.00025)
    scored, surcharged, discounted = 0.00045, 0.00054, 0.00027
    assert [step.name for step in found.steps] == [
        "base",
        "pay_score",
        "overdue_surcharge",
        "first_period_discount",
        "cap",
        "daily_rate",
    ]
    expected = [0.0, 0.0005, 0.0005, scored, scored, surcharged, surcharged, discounted]
    expected += [discounted, 0.00025, 0.0, 0.00025]
    edges = [edge for step in found.steps for edge in (step.start, step.end)]
    assert edges == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("days", [360, 365])
def test_a_rate_at_the_cap_is_not_marked_as_capped(days: int) -> None:
    assert not price(cap=0.0005 * days / days).capped


BASES = st.floats(0, 0.001)
SCORES = st.integers(300, 850)
SHARES = st.floats(0, 0.5)
CAPS = st.floats(0.0001, 0.001)


@given(BASES, SCORES, SHARES, SHARES, CAPS)
def test_each_step_begins_where_the_one_before_ended(
    base: float, score: int, surcharge: float, discount: float, cap: float
) -> None:
    steps = price(base, score, surcharge, discount, cap).steps
    for before, after in itertools.pairwise(steps[:5]):
        assert after.start == before.end
    assert steps[5].end == steps[4].end


@given(BASES, SCORES, SHARES, SHARES, CAPS)
def test_the_rate_stays_between_zero_and_the_cap(
    base: float, score: int, surcharge: float, discount: float, cap: float
) -> None:
    assert 0 <= price(base, score, surcharge, discount, cap).daily_rate <= cap * (1 + 1e-12)


@given(BASES, SCORES, SHARES, SHARES, CAPS)
def test_a_better_score_never_raises_the_rate(
    base: float, score: int, surcharge: float, discount: float, cap: float
) -> None:
    better = min(850, score + 50)
    assert (
        price(base, better, surcharge, discount, cap).daily_rate
        <= price(base, score, surcharge, discount, cap).daily_rate
    )


@pytest.mark.parametrize("invalid", [float("nan"), float("inf"), -1.0, 1e308])
@pytest.mark.parametrize(
    "name",
    ["base_daily_rate", "overdue_surcharge", "first_period_discount", "daily_rate_cap"],
)
def test_invalid_arguments_are_refused(name: str, invalid: float) -> None:
    asked: dict[str, Any] = {
        "base_daily_rate": 0.0005,
        "pay_score": 700,
        "overdue_surcharge": 0.0,
        "first_period_discount": 0.0,
        "daily_rate_cap": 0.001,
        "slope": 0.00005,
        "anchor": 600,
    }
    with pytest.raises(Refusal) as refusal:
        personal_daily_rate(**{**asked, name: invalid})
    assert refusal.value.reason == name
