"""Test odds against exact fractions and enumerations."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import comb
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanlab.model.odds import (
    Application,
    application_path,
    at_least_one,
    central_interval,
    crowd,
    expected_totals,
    solve,
    with_precautions,
)
from loanlab.model.refusal import Refusal

CHANCES = st.floats(0, 1)
NUMBERS = st.integers(-9, 9)
WAIT, MINUTES = 30.0, 3.0
FRACTION_OF_DAY = Fraction(3, 24 * 60)


# Equations


@given(st.integers(1, 6), st.data())
def test_the_solutions_solve_the_equations(size: int, data: st.DataObject) -> None:
    row = st.lists(NUMBERS, min_size=size, max_size=size)
    matrix = data.draw(st.lists(row, min_size=size, max_size=size))
    rights = data.draw(st.lists(row, max_size=3))
    given_matrix = [list(line) for line in matrix]
    try:
        found = solve(matrix, rights)
    except Refusal:
        assume(False)
    assert matrix == given_matrix
    assert len(found) == len(rights)
    for unknowns, right in zip(found, rights, strict=True):
        largest = max(1.0, *(abs(unknown) for unknown in unknowns))
        for line, side in zip(matrix, right, strict=True):
            total = sum(factor * unknown for factor, unknown in zip(line, unknowns, strict=True))
            assert total == pytest.approx(side, abs=1e-9 * largest)


def test_a_zero_on_the_diagonal_is_pivoted() -> None:
    assert solve([[0.0, 2.0], [4.0, 0.0]], [[6.0, 8.0]]) == [[2.0, 3.0]]


def test_pivoting_keeps_the_digits_of_small_entries() -> None:
    assert solve([[1e-20, 1.0], [1.0, 1.0]], [[1.0, 2.0]]) == [[1.0, 1.0]]


@pytest.mark.parametrize("matrix", [[[0.0]], [[1.0, 2.0], [2.0, 4.0]]])
def test_dependent_equations_are_refused(matrix: list[list[float]]) -> None:
    with pytest.raises(Refusal) as refusal:
        solve(matrix, [[1.0] * len(matrix)])
    assert refusal.value.reason == "singular"


# Chains


@given(st.floats(0.01, 1))
def test_a_coin_is_tossed_one_over_its_probability_times(chance: float) -> None:
    ((throws,),) = expected_totals([[1 - chance]], [[1.0]])
    assert throws == pytest.approx(1 / chance, rel=1e-12)


def test_a_gambler_is_ruined_in_proportion_to_the_other_stake() -> None:
    # A fair game from 1, 2 or 3 of 4 coins: ruin has probability 3/4, 2/4, 1/4 after 3, 4, 3 games.
    moves = [[0.0, 0.5, 0.0], [0.5, 0.0, 0.5], [0.0, 0.5, 0.0]]
    ruin, games = expected_totals(moves, [[0.5, 0.0, 0.0], [1.0, 1.0, 1.0]])
    assert ruin == pytest.approx([0.75, 0.5, 0.25])
    assert games == pytest.approx([3.0, 4.0, 3.0])


@pytest.mark.parametrize("row", [[-0.1, 0.5], [0.6, 0.5]])
def test_moves_that_are_not_probabilities_are_refused(row: list[float]) -> None:
    with pytest.raises(Refusal) as refusal:
        expected_totals([[0.0, 0.0], row], [[1.0, 1.0]])
    assert refusal.value.reason == "probability"


@pytest.mark.parametrize("row", [[float("nan"), 0.5], [0.5, float("inf")], [0.5], [0.2, 0.2, 0.2]])
def test_moves_that_are_not_numbers_are_refused(row: list[float]) -> None:
    with pytest.raises(Refusal) as refusal:
        expected_totals([[0.0, 0.0], row], [[1.0, 1.0]])
    assert refusal.value.reason == "equations"


def test_row_sums_may_exceed_one_by_rounding() -> None:
    assert expected_totals([[0.0, 0.7, 0.2, 0.1 + 1e-16]] + [[0.0] * 4] * 3, [[1.0] * 4]) == [
        pytest.approx([2.0, 1.0, 1.0, 1.0])
    ]


def test_a_state_that_is_never_left_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        expected_totals([[1.0]], [[1.0]])
    assert refusal.value.reason == "singular"


# The application path


def enumerate_paths(
    stages: list[Fraction], tries: list[int], approval: Fraction, attempts: int
) -> Application:
    """Compute the same results in exact fractions by enumeration."""
    within = [1 - (1 - stage) ** allowed for stage, allowed in zip(stages, tries, strict=True)]
    reached = [Fraction(1)]
    for chance in within:
        reached.append(reached[-1] * chance)
    money = reached[-1] * approval
    begun = [(1 - money) ** attempt for attempt in range(attempts)]
    days = sum(begun[1:], Fraction(0)) * 30 + (1 - (1 - money) ** attempts) * FRACTION_OF_DAY
    return Application(
        [*reached, money],
        [1 - (1 - money) ** (attempt + 1) for attempt in range(attempts)],
        sum(begun),
        sum(begun) * reached[-1],
        days,
    )


@given(
    st.lists(st.tuples(st.fractions(0, 1), st.integers(1, 4)), min_size=1, max_size=5),
    st.fractions(0, 1),
    st.integers(1, 5),
)
def test_the_chain_agrees_with_exact_fractions(
    stages: list[tuple[Fraction, int]], approval: Fraction, attempts: int
) -> None:
    chances, tries = [stage for stage, _ in stages], [allowed for _, allowed in stages]
    expected = enumerate_paths(chances, tries, approval, attempts)
    found = application_path(
        [float(chance) for chance in chances], tries, float(approval), attempts, WAIT, MINUTES
    )
    for name, value in expected._asdict().items():
        numbers = [float(one) for one in value] if isinstance(value, list) else float(value)
        assert getattr(found, name) == pytest.approx(numbers, rel=1e-9, abs=1e-9), name


def test_a_certain_application_takes_only_the_minutes() -> None:
    found = application_path([1.0, 1.0], [1, 1], 1.0, 3, WAIT, 3.0)
    assert found == Application(
        [1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0], 1.0, 1.0, pytest.approx(3 / 1440)
    )


def test_an_impossible_application_waits_between_all_attempts() -> None:
    found = application_path([1.0], [1], 0.0, 3, WAIT, MINUTES)
    assert (found.expected_applications, found.expected_enquiries) == (3.0, 3.0)
    assert found.expected_days == 60.0


def test_an_enquiry_is_made_only_if_the_approval_is_reached() -> None:
    found = application_path([0.0], [2], 1.0, 3, WAIT, MINUTES)
    assert (found.expected_applications, found.expected_enquiries) == (3.0, 0.0)


@given(CHANCES, CHANCES, st.integers(1, 4), st.integers(1, 4))
def test_another_try_never_lowers_the_odds(
    chance: float, approval: float, allowed: int, attempts: int
) -> None:
    fewer, more = (
        application_path([chance], [tries], approval, attempts, WAIT, MINUTES).money_by_attempt
        for tries in (allowed, allowed + 1)
    )
    assert more[-1] >= fewer[-1] - 1e-12


@pytest.mark.parametrize(
    ("reason", "stages", "tries", "approval", "attempts"),
    [
        ("stages", [0.5], [1, 1], 0.5, 1),
        ("attempts", [0.5], [1], 0.5, 0),
        ("tries", [0.5], [0], 0.5, 1),
        ("probability", [1.1], [1], 0.5, 1),
        ("probability", [-0.1], [1], 0.5, 1),
        ("probability", [0.5], [1], 1.1, 1),
        ("probability", [0.5], [1], -0.1, 1),
    ],
)
def test_an_invalid_path_is_refused(
    reason: str, stages: list[float], tries: list[int], approval: float, attempts: int
) -> None:
    with pytest.raises(Refusal) as refusal:
        application_path(stages, tries, approval, attempts, WAIT, MINUTES)
    assert refusal.value.reason == reason


# Risks


@given(st.lists(CHANCES, max_size=6))
def test_at_least_one_risk_is_the_complement_of_no_risk(probabilities: list[float]) -> None:
    total = Fraction(0)
    for ways_it_goes in product([False, True], repeat=len(probabilities)):
        chance = Fraction(1)
        for came, probability in zip(ways_it_goes, probabilities, strict=True):
            chance *= Fraction(probability) if came else 1 - Fraction(probability)
        if any(ways_it_goes):
            total += chance
    assert at_least_one(probabilities) == pytest.approx(float(total), abs=1e-12)


@given(CHANCES, st.lists(CHANCES, max_size=6))
def test_precautions_only_lower_a_risk(probability: float, effects: list[float]) -> None:
    left = with_precautions(probability, effects)
    assert 0 <= left <= probability
    assert with_precautions(probability, [*effects, 1.0]) == 0
    assert with_precautions(probability, [*effects, 0.0]) == left


def test_two_precautions_of_a_half_leave_a_quarter() -> None:
    assert with_precautions(0.2, [0.5, 0.5]) == 0.05


def test_a_risk_may_be_certain() -> None:
    assert at_least_one([0.5, 1.0]) == 1
    assert with_precautions(1.0, [0.5]) == 0.5
    assert crowd(3, 1.0) == [0.0, 0.0, 0.0, 1.0]
    assert crowd(3, 0.0) == [1.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize("invalid", [-0.01, 1.01, float("nan")])
def test_invalid_probabilities_are_refused(invalid: float) -> None:
    for reason, asked in (
        ("probability", lambda: at_least_one([0.5, invalid])),
        ("probability", lambda: with_precautions(invalid, [])),
        ("effect", lambda: with_precautions(0.5, [invalid])),
        ("probability", lambda: crowd(10, invalid)),
        ("share", lambda: central_interval([0.5, 0.5], invalid)),
    ):
        with pytest.raises(Refusal) as refusal:
            asked()
        assert refusal.value.reason == reason


def test_a_negative_crowd_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        crowd(-1, 0.5)
    assert refusal.value.reason == "borrowers"
    assert crowd(0, 0.5) == [1.0]


@given(st.integers(0, 60), st.fractions(0, 1, max_denominator=1000))
def test_a_crowd_follows_the_binomial_distribution(borrowers: int, chance: Fraction) -> None:
    exact, ways_to_choose = [], 1
    for met in range(borrowers + 1):
        exact.append(float(ways_to_choose * chance**met * (1 - chance) ** (borrowers - met)))
        ways_to_choose = ways_to_choose * (borrowers - met) // (met + 1)
    assert crowd(borrowers, float(chance)) == pytest.approx(exact, rel=1e-9, abs=1e-15)


@given(st.integers(0, 3000), CHANCES)
def test_the_mean_of_a_crowd_is_size_times_probability(borrowers: int, chance: float) -> None:
    found = crowd(borrowers, chance)
    assert sum(found) == pytest.approx(1, rel=1e-12)
    mean = sum(met * weight for met, weight in enumerate(found))
    assert mean == pytest.approx(borrowers * chance, rel=1e-9, abs=1e-12)


def test_tiny_probabilities_keep_their_digits() -> None:
    assert at_least_one([1e-12]) == 1e-12
    assert at_least_one([1e-20, 1e-20]) == pytest.approx(2e-20, rel=1e-15)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: expected_totals([[0.1, 0.9], [0.3, 0.7]], [[1.0, 1.0]]), "singular"),
        (lambda: solve([[0.1, 0.3], [0.3, 0.9]], [[1.0, 1.0]]), "singular"),
        (lambda: application_path([], [], 0.5, 1, 0.0, 1.0), "stages"),
        (lambda: application_path([0.5], [1], 0.5, 2, -30.0, 1.0), "wait_days"),
    ],
)
def test_invalid_arguments_are_refused(ask: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask()
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("probabilities", "share", "expected"),
    [
        # Each tail may hold exactly half of the rest: for 3/4, 1/8 on each side.
        ([1 / 16, 1 / 16, 1 / 8, 1 / 2, 1 / 8, 1 / 16, 1 / 16], 1.0, (0, 6)),
        ([1 / 16, 1 / 16, 1 / 8, 1 / 2, 1 / 8, 1 / 16, 1 / 16], 0.9, (0, 6)),
        ([1 / 16, 1 / 16, 1 / 8, 1 / 2, 1 / 8, 1 / 16, 1 / 16], 0.875, (1, 5)),
        ([1 / 16, 1 / 16, 1 / 8, 1 / 2, 1 / 8, 1 / 16, 1 / 16], 0.75, (2, 4)),
        ([1 / 16, 1 / 16, 1 / 8, 1 / 2, 1 / 8, 1 / 16, 1 / 16], 0.5, (3, 3)),
        ([1 / 16, 1 / 16, 1 / 8, 1 / 2, 1 / 8, 1 / 16, 1 / 16], 0.0, (3, 3)),
        ([1 / 2, 1 / 4, 1 / 8, 1 / 8], 0.75, (0, 2)),
        ([1 / 8, 1 / 8, 1 / 4, 1 / 2], 0.75, (1, 3)),
        ([0.0, 0.5, 0.5, 0.0], 1.0, (1, 2)),
        ([1.0], 0.9, (0, 0)),
    ],
)
def test_the_middle_range_cuts_off_the_rest_equally(
    probabilities: list[float], share: float, expected: tuple[int, int]
) -> None:
    given_probabilities = list(probabilities)
    assert central_interval(probabilities, share) == expected
    assert probabilities == given_probabilities


@given(
    st.integers(0, 60), st.fractions(0, 1, max_denominator=100), st.sampled_from([0.5, 0.9, 0.99])
)
def test_the_middle_range_of_a_crowd_agrees_with_exact_sums(
    borrowers: int, chance: Fraction, share: float
) -> None:
    exact = [
        comb(borrowers, met) * chance**met * (1 - chance) ** (borrowers - met)
        for met in range(borrowers + 1)
    ]
    rest = (1 - Fraction(str(share))) / 2
    below = [sum(exact[: met + 1]) for met in range(borrowers + 1)]
    above = [sum(exact[met:]) for met in range(borrowers + 1)]
    # A sum equal to the rest may be above or below it by rounding.
    assume(all(abs(total - rest) > Fraction(1, 10**12) for total in below + above))
    low = min(met for met in range(borrowers + 1) if below[met] > rest)
    high = max(met for met in range(borrowers + 1) if above[met] > rest)
    assert central_interval(crowd(borrowers, float(chance)), share) == (low, high)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any), CHANCES)
def test_the_middle_range_holds_the_share_and_each_tail_at_most_half_the_rest(
    weights: list[int], share: float
) -> None:
    probabilities = [weight / sum(weights) for weight in weights]
    low, high = central_interval(probabilities, share)
    assert sum(probabilities[low : high + 1]) >= share - 1e-12
    assert sum(probabilities[:low]) <= (1 - share) / 2 + 1e-12
    assert sum(probabilities[high + 1 :]) <= (1 - share) / 2 + 1e-12


@given(st.integers(0, 1000), CHANCES, CHANCES)
def test_the_middle_range_of_any_crowd_holds_the_share(
    borrowers: int, chance: float, share: float
) -> None:
    probabilities = crowd(borrowers, chance)
    low, high = central_interval(probabilities, share)
    assert 0 <= low <= borrowers
    assert 0 <= high <= borrowers
    assert sum(probabilities[low : high + 1]) >= share - 1e-12


@given(st.integers(0, 200), CHANCES, CHANCES, CHANCES)
def test_a_larger_share_never_has_a_narrower_range(
    borrowers: int, chance: float, one: float, other: float
) -> None:
    probabilities = crowd(borrowers, chance)
    narrow, wide = (central_interval(probabilities, share) for share in sorted([one, other]))
    assert wide[0] <= narrow[0]
    assert wide[1] >= narrow[1]


def test_small_entries_without_cancellation_are_accepted() -> None:
    assert solve([[1e-20]], [[1.0]]) == [[1e20]]
    assert solve([[1e20, 0.0], [0.0, 1.0]], [[1.0, 1.0]]) == [[1e-20, 1.0]]
    assert solve([[1.0, 1e20], [0.0, 1.0]], [[1.0, 1.0]]) == [[-1e20, 1.0]]
    (found,) = solve([[1e-20, 2e-20], [1.0, 3.0]], [[3e-20, 4.0]])
    assert found == pytest.approx([1.0, 1.0])


@given(st.data())
def test_closed_sets_of_states_are_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 6))
    weight = st.integers(0, 1000)
    row = st.lists(weight, min_size=size, max_size=size).filter(any)
    moves = [[part / sum(parts) for part in parts] for parts in data.draw(st.tuples(*[row] * size))]
    # An additional state leads to the others and can be absorbed.
    moves = [[*parts, 0.0] for parts in moves] + [[0.5 / size] * size + [0.25]]
    with pytest.raises(Refusal) as refused:
        expected_totals(moves, [[1.0] * (size + 1)])
    assert refused.value.reason == "singular"


@given(
    st.lists(st.lists(st.integers(1, 99), min_size=3, max_size=3), min_size=2, max_size=2),
    st.lists(st.integers(0, 30), min_size=2, max_size=2),
    st.lists(st.sampled_from([1.0, -1.0, 1e-9, 1e9]), min_size=3, max_size=3),
    st.permutations(range(3)),
)
def test_dependent_equations_have_no_unique_solution(
    rows: list[list[int]], parts: list[int], scales: list[float], order: list[int]
) -> None:
    first, second = ([number / 10 for number in row] for row in rows)
    third = [
        parts[0] / 7 * one + parts[1] / 7 * other for one, other in zip(first, second, strict=True)
    ]
    matrix = [
        [scale * number for number in row]
        for scale, row in zip(scales, (first, second, third), strict=True)
    ]
    with pytest.raises(Refusal) as refused:
        solve([matrix[at] for at in order], [[1.0, 2.0, 4.0]])
    assert refused.value.reason == "singular"


@pytest.mark.parametrize("invalid", [float("nan"), float("inf"), 1e308, 10**400])
def test_equations_and_gains_must_be_numbers(invalid: Any) -> None:
    asks: list[Callable[[], Any]] = [
        lambda: solve([[1.0, invalid], [0.0, 1.0]], [[1.0, 1.0]]),
        lambda: solve([[1.0, 0.0], [0.0, 1.0]], [[invalid, 1.0]]),
        lambda: expected_totals([[0.5]], [[invalid]]),
    ]
    for ask in asks:
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.reason == "equations"


def test_solutions_that_overflow_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        solve([[1e-300]], [[1e99]])
    assert refused.value.reason == "singular"


@pytest.mark.parametrize("matrix", [[[1.0, 2.0]], [[1.0], [2.0]], [[1.0, 2.0], [1.0]]])
def test_equations_must_be_square(matrix: list[list[float]]) -> None:
    with pytest.raises(Refusal) as refused:
        solve(matrix, [[1.0] * len(matrix)])
    assert refused.value.reason == "equations"


def test_equations_dependent_up_to_magnified_rounding_are_refused() -> None:
    first, second = [1.3, 1.8, 0.1], [0.1, 0.1, 1.8]
    third = [1e9 * (1 / 7 * number) for number in first]
    with pytest.raises(Refusal) as refused:
        solve([first, second, third], [[1.0, 2.0, 4.0]])
    assert refused.value.reason == "singular"


@pytest.mark.parametrize(
    ("name", "invalid", "reason"),
    [
        ("tries", [0.5], "tries"),
        ("tries", [10**400], "tries"),
        ("attempts", 10**400, "attempts"),
        ("attempts", 501, "attempts"),
        ("attempts", 1.5, "attempts"),
        ("wait_days", float("inf"), "wait_days"),
        ("minutes", float("nan"), "wait_days"),
        ("stages", [float("nan")], "probability"),
        ("approval_probability", float("nan"), "probability"),
    ],
)
def test_an_application_with_invalid_values_is_refused(
    name: str, invalid: Any, reason: str
) -> None:
    way: dict[str, Any] = {"stages": [0.5], "tries": [1], "approval_probability": 0.5}
    way |= {"attempts": 500, "wait_days": 30.0, "minutes": 3.0}
    with pytest.raises(Refusal) as refused:
        application_path(**{**way, name: invalid})
    assert refused.value.reason == reason


@pytest.mark.parametrize("borrowers", [0.5, float("nan"), float("inf"), 10**6 + 1])
def test_the_crowd_size_must_be_whole(borrowers: Any) -> None:
    with pytest.raises(Refusal) as refused:
        crowd(borrowers, 0.5)
    assert refused.value.reason == "borrowers"


@pytest.mark.parametrize("probabilities", [[], [float("nan")], [0.5, 1.5], [-0.1]])
def test_the_middle_range_needs_probabilities(probabilities: list[float]) -> None:
    with pytest.raises(Refusal) as refused:
        central_interval(probabilities, 0.9)
    assert refused.value.reason == "probability"
