"""Test weighted scores against exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.refusal import Refusal
from loanlab.model.scoring import (
    best_next_point,
    contributions,
    lifted_probability,
    reaches,
    shares_of_weights,
    weighted_score,
)

ARTICLE = [0.4, 0.3, 0.2, 0.1]
MARKS = st.floats(0, 100)
WEIGHTS = st.floats(0.001, 1)
WEIGHTED = st.lists(st.tuples(MARKS, WEIGHTS), min_size=1, max_size=6)


def parted(weighted: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [mark for mark, _ in weighted], [weight for _, weight in weighted]


@given(WEIGHTED)
def test_the_score_is_the_weighted_mean(weighted: list[tuple[float, float]]) -> None:
    total = sum(Fraction(weight) for _, weight in weighted)
    exact = sum(Fraction(mark) * Fraction(weight) for mark, weight in weighted) / total
    assert weighted_score(*parted(weighted)) == pytest.approx(float(exact), abs=1e-10)


@given(WEIGHTED)
def test_the_score_is_between_the_lowest_and_highest_mark(
    weighted: list[tuple[float, float]],
) -> None:
    marks, weights = parted(weighted)
    assert min(marks) <= weighted_score(marks, weights) <= max(marks)


@given(MARKS, st.lists(WEIGHTS, min_size=1, max_size=6))
def test_equal_marks_are_the_score(mark: float, weights: list[float]) -> None:
    assert weighted_score([mark] * len(weights), weights) == mark


@given(WEIGHTED)
def test_the_contributions_add_up_to_the_score(weighted: list[tuple[float, float]]) -> None:
    marks, weights = parted(weighted)
    assert sum(contributions(marks, weights)) == pytest.approx(weighted_score(marks, weights))


@given(WEIGHTED, st.floats(0.01, 100))
def test_the_scale_of_weights_does_not_matter(
    weighted: list[tuple[float, float]], scale: float
) -> None:
    marks, weights = parted(weighted)
    scaled = [weight * scale for weight in weights]
    assert weighted_score(marks, scaled) == pytest.approx(weighted_score(marks, weights))


def test_four_marks_with_the_articles_weights() -> None:
    marks = [80.0, 60.0, 50.0, 40.0]
    assert contributions(marks, ARTICLE) == pytest.approx([32, 18, 10, 4])
    assert weighted_score(marks, ARTICLE) == pytest.approx(64)


def test_a_single_mark_moves_the_score_by_its_weight() -> None:
    found = reaches([80.0, 60.0, 50.0, 40.0], ARTICLE)
    assert [reach.at_lowest for reach in found] == pytest.approx([32, 46, 54, 60])
    assert [reach.at_highest for reach in found] == pytest.approx([72, 76, 74, 70])


@given(WEIGHTED)
def test_the_score_lies_within_every_reach(weighted: list[tuple[float, float]]) -> None:
    marks, weights = parted(weighted)
    score = weighted_score(marks, weights)
    for reach, share in zip(reaches(marks, weights), shares_of_weights(weights), strict=True):
        assert reach.at_lowest - 1e-9 <= score <= reach.at_highest + 1e-9
        assert reach.at_highest - reach.at_lowest == pytest.approx(100 * share, abs=1e-9)


def test_the_next_point_is_worth_most_at_the_greatest_weight() -> None:
    assert best_next_point([99.0, 0.0, 0.0, 0.0], ARTICLE) == 0


def test_a_full_mark_is_skipped() -> None:
    assert best_next_point([100.0, 100.0, 50.0, 40.0], ARTICLE) == 2


def test_ties_go_to_the_first_mark() -> None:
    assert best_next_point([100.0, 5.0, 5.0], [1, 1, 1]) == 1


def test_no_mark_is_returned_if_all_are_full_or_without_weight() -> None:
    assert best_next_point([100.0, 100.0], [1, 2]) is None
    assert best_next_point([100.0, 50.0], [1, 0]) is None


def test_a_lift_is_relative_to_the_probability() -> None:
    assert lifted_probability(0.5, 0.37) == pytest.approx(0.685)
    assert lifted_probability(0.5, 0.0) == 0.5
    assert lifted_probability(0.0, 0.37) == 0


def test_a_lifted_probability_is_at_most_one() -> None:
    assert lifted_probability(0.9, 0.37) == 1


@pytest.mark.parametrize("weights", [[0, 0], [], [2, -1], [float("nan"), 1]])
def test_weights_that_are_all_zero_are_refused(weights: list[float]) -> None:
    with pytest.raises(Refusal) as refusal:
        shares_of_weights(weights)
    assert refusal.value.reason == "weights"


@pytest.mark.parametrize("marks", [[50.0], [50.0, 100.1], [-0.1, 50.0], [50.0, float("nan")]])
def test_invalid_marks_are_refused(marks: list[float]) -> None:
    for asked in (weighted_score, contributions, reaches):
        with pytest.raises(Refusal) as refusal:
            asked(marks, [1, 1])
        assert refusal.value.reason == "marks"


def test_a_missing_mark_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        best_next_point([50.0], [1, 1])
    assert refusal.value.reason == "marks"


@pytest.mark.parametrize(
    ("reason", "base", "lift"),
    [("probability", -0.1, 0.1), ("probability", 1.1, 0.1), ("lift", 0.5, -0.1)],
)
def test_an_invalid_lift_is_refused(reason: str, base: float, lift: float) -> None:
    with pytest.raises(Refusal) as refusal:
        lifted_probability(base, lift)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("invalid", [float("nan"), float("inf"), -1.0, 1e308])
def test_invalid_weights_marks_and_lifts_are_refused(invalid: float) -> None:
    for reason, ask in (
        ("weights", lambda: shares_of_weights([invalid, 1.0])),
        ("weights", lambda: weighted_score([50.0, 50.0], [invalid, 1.0])),
        ("marks", lambda: best_next_point([invalid, 50.0], [1.0, 1.0])),
        ("marks", lambda: contributions([invalid, 50.0], [1.0, 1.0])),
        ("lift", lambda: lifted_probability(0.0, invalid)),
    ):
        with pytest.raises(Refusal) as refusal:
            ask()
        assert refusal.value.reason == reason
