"""risk-crowd: the article's three chances of harm, and a fourth, in a crowd."""

from math import comb
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.definition import Result
from loanlab.simulations import simulations

SIMULATION = simulations(facts())["risk-crowd"]
RISKS = ["leak", "collection", "overcharge", "record"]
NOTHING = {f"probability_{risk}": 0.0 for risk in RISKS}
SURE = {f"probability_{risk}": 1.0 for risk in RISKS}
NO_PRECAUTIONS = {f"precaution_{risk}": False for risk in RISKS}
ALL_PRECAUTIONS = {f"precaution_{risk}": True for risk in RISKS}


def result(**changes: Any) -> Result:
    """The result of the defaults without precautions."""
    found: Result = SIMULATION.result({**SIMULATION.default_values(), **NO_PRECAUTIONS, **changes})
    return found


def of_one_risk(chance: float, **changes: Any) -> Result:
    return result(**{**NOTHING, "probability_leak": chance, **changes})


def test_the_chances_of_the_article_in_two_hundred_borrowers() -> None:
    shown = result().outputs
    assert shown["expected_leak"] == pytest.approx(12.4)
    assert shown["expected_collection"] == pytest.approx(1.6)
    assert shown["expected_overcharge"] == pytest.approx(25)


def test_at_least_one_is_the_complement_of_none() -> None:
    shown = result().outputs
    spared = 0.938 * 0.992 * 0.875 * 0.95
    assert shown["at_least_one"] == pytest.approx(1 - spared)
    assert shown["expected_hit"] == pytest.approx(200 * (1 - spared))


def test_who_meets_two_harms_is_counted_once_among_those_who_met_any() -> None:
    shown = result().outputs
    assert shown["expected_hit"] < sum(shown[f"expected_{risk}"] for risk in RISKS)


def test_nine_crowds_of_ten_lie_in_the_range() -> None:
    shown = result().outputs
    chance = shown["at_least_one"]
    weights = [comb(200, met) * chance**met * (1 - chance) ** (200 - met) for met in range(201)]
    low, high = shown["range_low"], shown["range_high"]
    assert sum(weights[:low]) <= 0.05 < sum(weights[: low + 1])
    assert sum(weights[high + 1 :]) <= 0.05 < sum(weights[high:])


@pytest.mark.parametrize(
    ("borrowers", "chance", "low", "high"),
    [
        (10, 0.5, 2, 8),  # at most 1: 11 of 1,024 ways; at most 2: 56, more than a twentieth
        (10, 0.1, 0, 3),  # none: 35%; 3 or more: 7.0%; 4 or more: 1.3%
        (1000, 0.5, 474, 526),  # 500 and 1.645 x 15.8 to both sides
    ],
)
def test_the_range_of_a_crowd_is_as_counted_by_hand(
    borrowers: int, chance: float, low: int, high: int
) -> None:
    shown = of_one_risk(chance, borrowers=borrowers).outputs
    assert (shown["range_low"], shown["range_high"]) == (low, high)


def test_in_a_larger_crowd_the_range_is_nearer_to_the_mean() -> None:
    widths = []
    for borrowers in (10, 200, 1000):
        shown = result(borrowers=borrowers).outputs
        assert shown["range_low"] <= shown["expected_hit"] <= shown["range_high"]
        widths.append((shown["range_high"] - shown["range_low"]) / borrowers)
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize("borrowers", [10, 1000])
def test_the_expected_numbers_grow_with_the_crowd_and_the_chance_does_not(borrowers: int) -> None:
    shown = result(borrowers=borrowers).outputs
    assert shown["at_least_one"] == pytest.approx(0.2265252)
    assert shown["expected_hit"] == pytest.approx(0.2265252 * borrowers)
    for risk, chance in zip(RISKS, [0.062, 0.008, 0.125, 0.05], strict=True):
        assert shown[f"expected_{risk}"] == pytest.approx(chance * borrowers)


def test_a_precaution_reduces_only_its_risk() -> None:
    shown = result(precaution_overcharge=True, effect=0.8).outputs
    assert shown["expected_overcharge"] == pytest.approx(5)
    assert shown["expected_leak"] == pytest.approx(12.4)


def test_the_second_picture_keeps_the_numbers_without_precautions() -> None:
    for row, before in zip(
        result(**ALL_PRECAUTIONS).rows["risks"], result().rows["risks"], strict=True
    ):
        assert row["without"] == before["without"] == before["with"]
        assert row["with"] == pytest.approx(row["without"] / 2)
        assert row["probability"] == pytest.approx(before["probability"] / 2)


def test_precautions_without_effect_spare_nobody() -> None:
    shown = result(**ALL_PRECAUTIONS, effect=0.0)
    assert shown.outputs == result().outputs
    assert "precautions" not in shown.sentences


def test_fully_effective_precautions_spare_everybody_even_certain_harm() -> None:
    for chances, spared in (({}, 45.30504), (SURE, 200)):
        shown = result(**chances, **ALL_PRECAUTIONS, effect=1.0)
        assert set(shown.outputs.values()) == {0}
        hit, saved, unharmed = shown.rows["crowd"]
        assert (hit["dots"], saved["dots"] + unharmed["dots"]) == (0, 100)
        assert saved["people"] == pytest.approx(spared)
        assert shown.details["spared_by_precautions"] == pytest.approx(spared)


@pytest.mark.parametrize("risk", RISKS)
def test_a_precaution_that_prevents_all_is_as_good_as_no_risk(risk: str) -> None:
    shown = result(**{f"precaution_{risk}": True}, effect=1.0)
    assert shown.outputs == result(**{f"probability_{risk}": 0.0}).outputs


def test_half_the_effect_halves_a_certain_risk() -> None:
    shown = of_one_risk(1.0, precaution_leak=True, effect=0.5, borrowers=10)
    assert shown.outputs == of_one_risk(0.5, borrowers=10).outputs
    assert shown.details["spared_by_precautions"] == 5


def test_from_the_start_the_interest_is_checked_before_signing() -> None:
    found = SIMULATION.result(SIMULATION.default_values())
    assert found.outputs == result(precaution_overcharge=True, effect=0.5).outputs
    assert found.outputs["expected_overcharge"] == 12.5
    spared = 0.938 * 0.992 * 0.9375 * 0.95
    assert found.outputs["at_least_one"] == pytest.approx(1 - spared)


def test_who_is_spared_by_precautions_is_counted() -> None:
    shown = result(**ALL_PRECAUTIONS)
    before = result().outputs["expected_hit"]
    spared = before - shown.outputs["expected_hit"]
    assert shown.details["spared_by_precautions"] == pytest.approx(spared)
    assert "precautions" in shown.sentences


@pytest.mark.parametrize("borrowers", [10, 200, 201, 1000])
@pytest.mark.parametrize("precautions", [{}, ALL_PRECAUTIONS])
def test_there_are_always_a_hundred_dots_in_groups_one_after_another(
    borrowers: int, precautions: dict[str, Any]
) -> None:
    groups = result(borrowers=borrowers, **precautions).rows["crowd"]
    assert [group["state"] for group in groups] == ["hit", "spared", "unharmed"]
    assert sum(group["people"] for group in groups) == pytest.approx(borrowers)
    end = 0
    for group in groups:
        assert group["first"] == end
        assert group["dots"] >= 0
        end += group["dots"]
    assert end == 100


@pytest.mark.parametrize(
    ("borrowers", "chance", "dots"),
    [(10, 0.24, 24), (10, 0.244, 24), (10, 0.245, 25), (1000, 0.5, 50), (1000, 0.506, 51)],
)
def test_as_many_dots_are_hit_as_come_nearest(borrowers: int, chance: float, dots: int) -> None:
    hit, spared, unharmed = of_one_risk(chance, borrowers=borrowers).rows["crowd"]
    assert (hit["dots"], spared["dots"], unharmed["dots"]) == (dots, 0, 100 - dots)
    assert hit["people"] == pytest.approx(borrowers * chance)


def test_those_spared_by_precautions_are_the_difference_of_the_dots() -> None:
    hit, spared, unharmed = of_one_risk(0.5, precaution_leak=True, effect=0.5).rows["crowd"]
    assert (hit["dots"], spared["dots"], unharmed["dots"]) == (25, 25, 50)


def test_without_risks_nobody_is_hit() -> None:
    shown = result(**NOTHING)
    assert shown.outputs["at_least_one"] == 0
    assert (shown.outputs["range_low"], shown.outputs["range_high"]) == (0, 0)
    assert shown.rows["crowd"][0]["dots"] == 0


def test_a_sure_risk_hits_all() -> None:
    shown = result(probability_leak=1.0)
    assert (shown.outputs["range_low"], shown.outputs["range_high"]) == (200, 200)
    assert [group["dots"] for group in shown.rows["crowd"]] == [100, 0, 0]


def test_the_chances_of_several_sure_risks_are_not_added() -> None:
    shown = result(**SURE, borrowers=10).outputs
    assert shown["at_least_one"] == 1
    assert {shown[f"expected_{risk}"] for risk in RISKS} == {10}
    assert shown["expected_hit"] == shown["range_low"] == shown["range_high"] == 10


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["chance", "range", "no_source"]),
        ({"precaution_record": True}, ["chance", "precautions", "range", "no_source"]),
        ({"precaution_record": True, "effect": 0.0}, ["chance", "range", "no_source"]),
        (
            {"precaution_leak": True, "borrowers": 1000},
            ["chance", "precautions", "range", "no_source"],
        ),
    ],
)
def test_each_state_gets_its_sentences(changes: dict[str, Any], sentences: list[str]) -> None:
    assert result(**changes).sentences == sentences


def test_every_state_mentions_the_missing_source() -> None:
    for changes in ({}, NOTHING, ALL_PRECAUTIONS, {"borrowers": 1000}):
        assert result(**changes).sentences[-1] == "no_source"
