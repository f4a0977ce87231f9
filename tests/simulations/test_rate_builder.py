"""rate-builder: the article's pricing recipe beside its "LPR plus a spread"."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.simulations import simulations
from loanlab.simulations.answering import defaults

SIMULATION = simulations(facts())["rate-builder"]


def figures(**changes: Any) -> dict[str, Any]:
    result: dict[str, Any] = SIMULATION.result({**SIMULATION.default_values(), **changes}).figures
    return result


def sayings(**changes: Any) -> list[str]:
    result: list[str] = SIMULATION.result({**SIMULATION.default_values(), **changes}).sayings
    return result


def test_the_fields_are_those_of_the_chapter_plan() -> None:
    assert [field.name for field in SIMULATION.fields] == [
        "product",
        "base_daily_rate",
        "pay_score",
        "overdue_surcharge",
        "first_period_discount",
        "lpr",
        "lpr_spread_bp",
        "days_in_year",
    ]


def test_every_named_figure_is_shown() -> None:
    assert {
        "daily_rate",
        "nominal_annual_rate",
        "effective_annual_rate",
        "capped",
        "lpr_route_annual_rate",
    } <= {figure.name for figure in SIMULATION.figures}


def test_every_default_is_a_value_that_its_field_accepts() -> None:
    for field in SIMULATION.fields:
        assert field.read(field.text_of(field.default)) == (field.default, None)


def test_five_hundredths_of_a_percent_a_day_are_eighteen_and_a_quarter_a_year() -> None:
    shown = figures(pay_score=600)
    assert shown["nominal_annual_rate"] == pytest.approx(0.1825, abs=1e-15)
    assert round(shown["effective_annual_rate"] * 100, 2) == 20.02


def test_on_360_days_the_same_rate_is_eighteen_percent() -> None:
    assert figures(pay_score=600, days_in_year=360)["nominal_annual_rate"] == pytest.approx(0.18)


def test_we2000_at_its_ceiling_is_not_called_capped() -> None:
    assert not figures(product="we2000", pay_score=600)["capped"]


def test_a_surcharge_on_we2000_is_held_at_its_ceiling() -> None:
    shown = figures(product="we2000", pay_score=600, overdue_surcharge=0.3)
    assert shown["capped"]
    assert shown["nominal_annual_rate"] == pytest.approx(0.1825)


def test_a_low_score_makes_the_rate_dearer() -> None:
    assert figures(pay_score=300)["daily_rate"] == pytest.approx(0.00065)


def test_the_lpr_route_is_the_lpr_and_its_spread() -> None:
    shown = figures(lpr=0.03, lpr_spread_bp=150)
    assert shown["lpr_route_annual_rate"] == pytest.approx(0.045)


def test_the_default_state_shows_that_the_two_routes_cannot_both_hold() -> None:
    assert sayings() == ["priced", "above_lpr_route"]


@pytest.mark.parametrize(
    ("changes", "saying"),
    [
        ({"product": "we2000", "overdue_surcharge": 0.5}, "capped"),
        ({"base_daily_rate": 0.0}, "not_above_lpr_route"),
        ({"product": "xiaoe", "base_daily_rate": 0.001}, "above_line"),
        ({"overdue_surcharge": 0.3}, "surcharge"),
        ({"product": "xiaoe"}, "unknown_lender"),
    ],
)
def test_a_state_that_needs_a_word_gets_it(changes: dict[str, Any], saying: str) -> None:
    assert saying in sayings(**changes)


def test_the_waterfall_ends_at_the_daily_rate() -> None:
    result = SIMULATION.result(SIMULATION.default_values())
    assert result.rows["waterfall"][-1]["end"] == result.figures["daily_rate"]


def test_the_fields_texts_are_what_a_reader_would_type() -> None:
    assert defaults(SIMULATION)["base_daily_rate"] == "0.05"
