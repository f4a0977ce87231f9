"""risk-crowd: the article's three chances of harm, and a fourth, in a crowd."""

from math import comb
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.simulations import simulations
from loanlab.simulations.definition import Result

SIMULATION = simulations(facts())["risk-crowd"]
RISKS = ["leak", "collection", "overcharge", "record"]
NOTHING = {f"probability_{risk}": 0.0 for risk in RISKS}
ALL_PRECAUTIONS = {f"precaution_{risk}": True for risk in RISKS}


def result(**changes: Any) -> Result:
    found: Result = SIMULATION.result({**SIMULATION.default_values(), **changes})
    return found


def test_the_chances_of_the_article_in_two_hundred_borrowers() -> None:
    shown = result().figures
    assert shown["expected_leak"] == pytest.approx(12.4)
    assert shown["expected_collection"] == pytest.approx(1.6)
    assert shown["expected_overcharge"] == pytest.approx(25)


def test_at_least_one_is_all_but_none_at_all() -> None:
    shown = result().figures
    spared = 0.938 * 0.992 * 0.875 * 0.95
    assert shown["at_least_one"] == pytest.approx(1 - spared)
    assert shown["expected_hit"] == pytest.approx(200 * (1 - spared))


def test_who_meets_two_harms_is_counted_once_among_those_who_met_any() -> None:
    shown = result().figures
    assert shown["expected_hit"] < sum(shown[f"expected_{risk}"] for risk in RISKS)


def test_nine_crowds_of_ten_lie_in_the_range() -> None:
    shown = result().figures
    chance = shown["at_least_one"]
    weights = [comb(200, met) * chance**met * (1 - chance) ** (200 - met) for met in range(201)]
    low, high = shown["range_low"], shown["range_high"]
    assert sum(weights[:low]) <= 0.05 < sum(weights[: low + 1])
    assert sum(weights[high + 1 :]) <= 0.05 < sum(weights[high:])


def test_a_precaution_takes_its_share_of_its_own_risk_alone() -> None:
    shown = result(precaution_overcharge=True, effect=0.8).figures
    assert shown["expected_overcharge"] == pytest.approx(5)
    assert shown["expected_leak"] == pytest.approx(12.4)


def test_the_second_picture_keeps_the_numbers_without_precautions() -> None:
    for row, before in zip(
        result(**ALL_PRECAUTIONS).rows["risks"], result().rows["risks"], strict=True
    ):
        assert row["without"] == before["without"] == before["with"]
        assert row["with"] == pytest.approx(row["without"] / 2)


def test_precautions_that_prevent_nothing_spare_nobody() -> None:
    shown = result(**ALL_PRECAUTIONS, effect=0.0)
    assert shown.figures == result().figures
    assert "precautions" not in shown.sayings


def test_who_is_spared_by_precautions_is_counted() -> None:
    shown = result(**ALL_PRECAUTIONS)
    before = result().figures["expected_hit"]
    spared = before - shown.figures["expected_hit"]
    assert shown.extras["spared_by_precautions"] == pytest.approx(spared)
    assert "precautions" in shown.sayings


@pytest.mark.parametrize("borrowers", [10, 200, 201, 1000])
def test_the_dots_are_two_hundred_at_most_and_none_is_missing(borrowers: int) -> None:
    groups = result(borrowers=borrowers).rows["crowd"]
    assert sum(group["dots"] for group in groups) == min(borrowers, 200)
    assert groups[0]["first"] == 0
    assert groups[1]["first"] == groups[0]["dots"]


def test_a_dot_of_several_borrowers_is_told() -> None:
    assert "dots" not in result().sayings
    shown = result(borrowers=1000)
    assert "dots" in shown.sayings
    assert shown.extras["people_a_dot"] == 5


def test_without_risks_nobody_is_hit() -> None:
    shown = result(**NOTHING)
    assert shown.figures["at_least_one"] == 0
    assert (shown.figures["range_low"], shown.figures["range_high"]) == (0, 0)
    assert shown.rows["crowd"][0]["dots"] == 0


def test_a_sure_risk_hits_all() -> None:
    shown = result(probability_leak=1.0)
    assert (shown.figures["range_low"], shown.figures["range_high"]) == (200, 200)
    assert shown.rows["crowd"][1]["dots"] == 0


def test_the_missing_source_is_told_in_every_state() -> None:
    for changes in ({}, NOTHING, ALL_PRECAUTIONS, {"borrowers": 1000}):
        assert result(**changes).sayings[-1] == "no_source"
