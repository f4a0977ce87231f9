"""group-discount: a group's discount against the shared liability of its members."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import Evaluation
from loanlab.simulations.group_discount import MOST_FRIENDS, define
from loanlab.text import catalogue

STRINGS = catalogue("zh")
SIMULATION = define(facts())


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def outputs(**changes: Any) -> dict[str, Any]:
    return dict(result(**changes).outputs)


def test_the_fields_of_the_chapter_plan_are_among_them() -> None:
    assert {"friends", "discount_per_friend", "default_probability", "shared_liability"} <= {
        field.name for field in SIMULATION.fields
    }


def test_four_friends_save_less_than_they_may_cost() -> None:
    shown = outputs()
    assert shown["discounted_annual_rate"] == pytest.approx(0.1625)
    assert shown["saving"] == 113.96  # 1,015.87 at 18.25% less 901.91 at 16.25%
    assert shown["expected_loss"] == 204.08  # 10,000 x (2% + 2%^2 + 2%^3 + 2%^4)
    assert shown["net"] == pytest.approx(113.96 - 204.08)
    assert result().sentences == ["loses", "chance", "break_even", "rate"]
    assert result().details["difference"] == 90.12


def test_the_loss_comes_seldom_and_at_once() -> None:
    shown = outputs()
    assert shown["chance_of_paying"] == pytest.approx(1 - 0.98**4)
    assert shown["loss_of_one"] == 2500
    assert outputs(shared_liability="whole")["loss_of_one"] == 10000


def test_who_answers_for_all_expects_a_loan_for_each_default() -> None:
    shown = outputs(shared_liability="whole")
    assert shown["expected_loss"] == 800
    assert shown["break_even_default_probability"] == pytest.approx(113.96 / 40000)


@pytest.mark.parametrize("liability", ["even", "whole"])
def test_at_the_break_even_gain_and_loss_are_equal(liability: str) -> None:
    chance = outputs(shared_liability=liability)["break_even_default_probability"]
    shown = outputs(shared_liability=liability, default_probability=chance)
    assert shown["net"] == pytest.approx(0, abs=0.01)


def test_without_liability_there_is_only_the_saving() -> None:
    shown = outputs(shared_liability="separate")
    assert shown["expected_loss"] == shown["chance_of_paying"] == shown["loss_of_one"] == 0
    assert shown["net"] == shown["saving"]
    assert shown["break_even_default_probability"] is None
    assert result(shared_liability="separate").sentences == ["saves_only", "rate", "separate"]


def test_friends_who_always_pay_make_the_discount_worth_it() -> None:
    found = result(default_probability=0.0)
    assert found.sentences == ["gains", "chance", "break_even", "rate"]
    assert found.details["difference"] == found.outputs["saving"] == 113.96


def test_a_discount_cannot_lower_the_rate_below_zero() -> None:
    shown = outputs(friends=10, discount_per_friend=0.05)
    assert shown["discounted_annual_rate"] == 0
    assert shown["saving"] == 1015.87


def test_the_loan_at_the_highest_rate_has_a_break_even() -> None:
    for liability in ("even", "whole"):
        shown = outputs(
            nominal_annual_rate=0.36,
            months=36,
            friends=MOST_FRIENDS,
            discount_per_friend=0.05,
            shared_liability=liability,
        )
        assert 0 < shown["break_even_default_probability"] < 1


@pytest.mark.parametrize("friends", [1, 4, MOST_FRIENDS])
def test_the_pictures_go_through_the_chosen_point(friends: int) -> None:
    found = result(friends=friends)
    row = found.rows["by_friends"][friends - 1]
    assert row["friends"] == row["chosen"] == friends
    assert row["saving"] == found.outputs["saving"]
    assert row["expected_loss"] == found.outputs["expected_loss"]


@pytest.mark.parametrize("chance", [0.0, 0.02, 0.5])
def test_the_probability_axis_ends_beyond_the_break_even(chance: float) -> None:
    found = result(default_probability=chance, shared_liability="whole")
    rows = found.rows["by_probability"]
    furthest = max(chance, found.outputs["break_even_default_probability"])
    assert rows[0]["probability"] == rows[0]["expected_loss"] == 0
    assert rows[-1]["probability"] > furthest


# A rate that is lower by a thousandth of a percent, and a payment that rounding makes smaller: the
# loan is paid down more slowly and costs 6 fen more.
NEXT_TO_NOTHING = {
    "amount": 1619.18,
    "months": 26,
    "nominal_annual_rate": 0.2621253502989348,
    "friends": 1,
    "discount_per_friend": 0.00001,
}


@pytest.mark.parametrize("liability", ["separate", "even", "whole"])
def test_a_loss_by_rounding_is_described_as_a_loss(liability: str) -> None:
    found = result(**NEXT_TO_NOTHING, shared_liability=liability)
    assert found.outputs["saving"] == -0.06
    assert found.outputs["break_even_default_probability"] is None
    assert "break_even" not in found.sentences
    assert "gains" not in found.sentences
    sentence = Evaluation(SIMULATION, STRINGS, SIMULATION.default_values(), found).sentence
    assert "你的利息多付0.06元" in sentence
    assert "-" not in sentence


def test_a_zero_discount_is_not_described_as_a_fall() -> None:
    assert result(discount_per_friend=0.0).sentences == ["loses_only", "chance"]
    assert result(discount_per_friend=0.0, default_probability=0.0).sentences == [
        "changes_nothing",
        "chance",
    ]
    assert result(discount_per_friend=0.0, shared_liability="separate").sentences == [
        "changes_nothing"
    ]
