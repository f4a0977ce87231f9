"""credit-score: four marks by the article's weights, and a lift that has no source."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.definition import Result
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulations
from loanlab.text import catalogue

SIMULATION = simulations(facts())["credit-score"]
WEIGHTS = ["credit_record_weight", "spending_weight", "social_weight", "documents_weight"]


def result(**changes: Any) -> Result:
    found: Result = SIMULATION.result({**SIMULATION.default_values(), **changes})
    return found


def outputs(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = result(**changes).outputs
    return found


def sentences(**changes: Any) -> list[str]:
    found: list[str] = result(**changes).sentences
    return found


def test_the_fields_of_the_chapter_plan_are_there() -> None:
    assert {
        "credit_record",
        "spending",
        "social",
        "documents",
        "daily_transfers",
        "violation",
        "base_approval",
    } <= {field.name for field in SIMULATION.fields}


def test_the_weights_start_at_those_of_the_article() -> None:
    start = SIMULATION.default_values()
    assert [start[name] for name in WEIGHTS] == [0.4, 0.3, 0.2, 0.1]


def test_four_marks_make_a_score_of_sixty_four_which_is_silver() -> None:
    shown = outputs()
    assert shown["score"] == pytest.approx(64)
    assert shown["tier"] == "silver"
    assert sentences() == ["scored", "assumed", "next_step", "unsourced"]


@pytest.mark.parametrize(
    ("mark", "tier"),
    [(100, "platinum"), (85, "platinum"), (84, "gold"), (70, "gold"), (55, "silver"), (54, "none")],
)
def test_a_line_is_reached_by_a_score_on_it(mark: int, tier: str) -> None:
    marks = dict.fromkeys(("credit_record", "spending", "social", "documents"), mark)
    assert outputs(**marks)["tier"] == tier


def test_a_score_on_a_line_but_for_its_last_bit_reaches_it() -> None:
    assert outputs(credit_record=90, social=60)["score"] == pytest.approx(70)
    assert outputs(credit_record=90, social=60)["tier"] == "gold"


def test_lines_can_be_moved() -> None:
    assert outputs(gold_from=64)["tier"] == "gold"


def test_the_next_point_is_worth_most_where_the_weight_is_greatest_and_not_the_mark_least() -> None:
    assert outputs()["best_next_step"] == "credit_record"
    assert outputs(documents_weight=1.0)["best_next_step"] == "documents"
    assert result(credit_record=100).outputs["best_next_step"] == "spending"


def test_there_is_no_next_step_when_all_weighted_marks_are_full() -> None:
    changes = {"credit_record": 100, "spending_weight": 0.0, "social_weight": 0.0}
    shown = result(**changes, documents_weight=0.0)
    assert shown.outputs["best_next_step"] is None
    assert "no_next_step" in shown.sentences


def test_weights_count_by_their_proportion() -> None:
    halved = dict(zip(WEIGHTS, [0.2, 0.15, 0.1, 0.05], strict=True))
    assert outputs(**halved)["score"] == pytest.approx(64)


def test_zero_weights_are_refused_with_a_sentence() -> None:
    strings = catalogue("zh")
    view = evaluate(
        SIMULATION, {**defaults(SIMULATION), **dict.fromkeys(WEIGHTS, "0")}, strings
    ).reply()
    assert view["alert"] == strings["simulations"]["credit-score"]["refusals"]["weights"]


def test_the_lift_starts_at_the_threshold() -> None:
    assert outputs(daily_transfers=4.9)["approval_probability"] == 0.5
    assert outputs(daily_transfers=5)["approval_probability"] == pytest.approx(0.685)


def test_the_lift_does_not_lead_above_a_hundred_percent() -> None:
    assert outputs(daily_transfers=5, base_approval=0.9)["approval_probability"] == 1
    assert "over_all" in sentences(daily_transfers=5, base_approval=0.9)


def test_after_a_violation_no_transfers_help() -> None:
    assert outputs(violation=True, daily_transfers=20)["approval_probability"] == 0
    assert sentences(violation=True, daily_transfers=20)[1] == "refused"


@pytest.mark.parametrize("base", [0.5, 0.9])
def test_the_lift_is_shown_with_its_missing_source_and_a_warning(
    base: float,
) -> None:
    typed = {**defaults(SIMULATION), "daily_transfers": "6", "base_approval": str(base * 100)}
    sentence = evaluate(SIMULATION, typed, catalogue("zh")).reply()["sentence"]
    assert "查无来源" in sentence.split("37%", 1)[1]
    assert "不要为它特意安排转账" in sentence


def test_the_score_does_not_move_the_approval() -> None:
    assert outputs(credit_record=0)["approval_probability"] == 0.5


def test_the_contributions_add_up_to_the_score() -> None:
    shown = result(credit_record=77, social=13)
    rows = shown.rows["contributions"]
    assert sum(row["contribution"] for row in rows) == pytest.approx(shown.outputs["score"])
    assert [row["most"] for row in rows] == pytest.approx([40, 30, 20, 10])


def test_the_widest_span_comes_first() -> None:
    rows = result(documents_weight=0.9).rows["sensitivity"]
    assert [row["dimension"] for row in rows] == [
        "documents",
        "credit_record",
        "spending",
        "social",
    ]


def test_equal_spans_keep_the_order_of_the_form() -> None:
    rows = result(**dict.fromkeys(WEIGHTS, 0.5)).rows["sensitivity"]
    assert [row["dimension"] for row in rows] == [
        "credit_record",
        "spending",
        "social",
        "documents",
    ]


def test_full_marks_count_by_their_weight() -> None:
    record, friends = [SIMULATION.preset_values(name) for name in ("record", "friends")]
    assert record["credit_record"] == friends["social"] == 100
    assert SIMULATION.result(record).outputs["score"] == pytest.approx(58)
    assert SIMULATION.result(friends).outputs["score"] == pytest.approx(44)


def test_the_sentences_always_say_that_the_weights_have_no_source() -> None:
    for preset in SIMULATION.presets:
        assert "unsourced" in SIMULATION.result(SIMULATION.preset_values(preset.name)).sentences
