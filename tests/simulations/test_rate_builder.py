"""rate-builder: the article's pricing recipe beside its "LPR plus a spread"."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import defaults
from loanlab.simulations import simulations

SIMULATION = simulations(facts())["rate-builder"]


def outputs(**changes: Any) -> dict[str, Any]:
    result: dict[str, Any] = SIMULATION.result({**SIMULATION.default_values(), **changes}).outputs
    return result


def sentences(**changes: Any) -> list[str]:
    result: list[str] = SIMULATION.result({**SIMULATION.default_values(), **changes}).sentences
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
    } <= {output.name for output in SIMULATION.outputs}


def test_every_default_is_a_value_that_its_field_accepts() -> None:
    for field in SIMULATION.fields:
        assert field.read(field.text_of(field.default)) == (field.default, None)


def test_five_hundredths_of_a_percent_a_day_are_eighteen_and_a_quarter_a_year() -> None:
    shown = outputs(pay_score=600)
    assert shown["nominal_annual_rate"] == pytest.approx(0.1825, abs=1e-15)
    assert round(shown["effective_annual_rate"] * 100, 2) == 20.02


def test_on_360_days_the_same_rate_is_eighteen_percent() -> None:
    assert outputs(pay_score=600, days_in_year=360)["nominal_annual_rate"] == pytest.approx(0.18)


def test_we2000_at_its_ceiling_is_not_called_capped() -> None:
    assert not outputs(product="we2000", pay_score=600)["capped"]


def test_a_surcharge_on_we2000_is_capped_at_its_ceiling() -> None:
    shown = outputs(product="we2000", pay_score=600, overdue_surcharge=0.3)
    assert shown["capped"]
    assert shown["nominal_annual_rate"] == pytest.approx(0.1825)


def test_a_low_score_raises_the_rate() -> None:
    assert outputs(pay_score=300)["daily_rate"] == pytest.approx(0.00065)


def test_the_lpr_route_is_the_lpr_and_its_spread() -> None:
    shown = outputs(lpr=0.03, lpr_spread_bp=150)
    assert shown["lpr_route_annual_rate"] == pytest.approx(0.045)


def test_the_default_state_shows_that_the_two_routes_cannot_both_hold() -> None:
    assert sentences() == ["priced", "below_cap", "above_lpr_route"]


def test_the_default_state_has_the_rate_of_the_chapters_prediction() -> None:
    assert outputs()["nominal_annual_rate"] == pytest.approx(0.1825, abs=1e-15)
    assert outputs()["daily_rate"] == 0.0005


def test_a_product_whose_cap_is_not_met_changes_the_sentence_alone() -> None:
    assert outputs(product="fenfu") == outputs(product="weilidai")
    assert "below_cap" in sentences(product="fenfu")
    assert "below_cap" not in sentences(product="we2000", overdue_surcharge=0.3)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"product": "we2000", "overdue_surcharge": 0.5}, "capped"),
        ({"base_daily_rate": 0.0}, "not_above_lpr_route"),
        ({"product": "xiaoe", "base_daily_rate": 0.001}, "above_line"),
        ({"product": "xiaoe"}, "unknown_lender"),
    ],
)
def test_each_special_state_gets_its_sentence(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in sentences(**changes)


def test_the_waterfall_ends_at_the_daily_rate() -> None:
    result = SIMULATION.result(SIMULATION.default_values())
    assert result.rows["waterfall"][-1]["end"] == result.outputs["daily_rate"]


def test_default_texts_are_formatted_as_readers_type() -> None:
    assert defaults(SIMULATION)["base_daily_rate"] == "0.05"


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (0.00016, "above_lpr_route"),
        (0.000100001, "not_above_lpr_route"),  # 3.650037% is shown as 3.65%
        (0.0001, "not_above_lpr_route"),
    ],
)
def test_the_two_routes_are_compared_as_they_are_shown(base: float, said: str) -> None:
    spread = SIMULATION.fields[6].minimum
    values = {"pay_score": 600, "base_daily_rate": base, "lpr_spread_bp": spread}
    values["lpr"] = 0.0365 - spread / 10000  # together 0.01% a day
    found = SIMULATION.result({**SIMULATION.default_values(), **values})
    assert said in found.sentences
    shown = [
        round(100 * found.outputs[name], 2)
        for name in ("nominal_annual_rate", "lpr_route_annual_rate")
    ]
    assert found.details["distance"] == pytest.approx(abs(shown[0] - shown[1]), abs=1e-9)


def test_a_rate_that_is_shown_as_the_line_is_not_above_it() -> None:
    line = facts()["all_in_cost_line"]["value"]
    at = {"product": "xiaoe", "pay_score": 600}
    assert "above_line" not in sentences(**at, base_daily_rate=(line + 0.00004) / 365)
    assert "above_line" in sentences(**at, base_daily_rate=(line + 0.00006) / 365)


def test_a_discount_of_the_first_period_is_not_shown_as_the_price_of_a_year() -> None:
    # By hand: 0.06% a day is 21.9% a year; half of it, in the first period alone, is 10.95%.
    values = {**SIMULATION.default_values(), "product": "xiaoe", "pay_score": 600}
    values |= {"base_daily_rate": 0.0006, "first_period_discount": 0.5}
    found = SIMULATION.result(values)
    assert found.outputs["nominal_annual_rate"] == pytest.approx(0.1095)
    assert found.details["later_annual_rate"] == pytest.approx(0.219)
    assert found.details["interest_on_example"] == pytest.approx(219)
    assert found.sentences[0] == "first_period"
    dearer = SIMULATION.result({**values, "base_daily_rate": 0.0009})
    assert "later_above_line" in dearer.sentences
    assert "above_line" not in dearer.sentences


def test_a_discount_without_effect_is_not_mentioned() -> None:
    # We2000's cap lowers 0.1% to 0.05% a day, with and without the discount.
    at = {"product": "we2000", "pay_score": 600, "base_daily_rate": 0.001}
    assert sentences(**at, first_period_discount=0.5)[0] in ("capped", "priced")
    assert sentences(**at, first_period_discount=0.3)[0] == "capped"
    free = {"pay_score": 600, "base_daily_rate": 0.0, "first_period_discount": 0.5}
    assert sentences(**free)[0] == "priced"


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("cheapest", "priced"),
        ("fenfu", "priced"),
        ("low_score", "priced"),
        ("discount", "first_period"),
        ("capped", "capped"),
    ],
)
def test_each_preset_shows_a_situation_of_its_own(name: str, lead: str) -> None:
    assert SIMULATION.result(SIMULATION.preset_values(name)).sentences[0] == lead
