"""application-path: from the first tap to the money, with odds, waiting and enquiries."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.simulations import simulation

SIMULATION = simulation("application-path", facts())
SURE = {f"{stage}_pass": 1.0 for stage in ("entry", "identity", "face_check", "agreement", "card")}


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def test_the_articles_numbers_are_the_defaults() -> None:
    values = SIMULATION.default_values()
    assert values["face_check_pass"] == 0.987
    assert values["wait_days"] == 30
    assert values["approval_seconds"] == 47
    assert values["transfer_minutes"] == 3


def test_if_every_step_is_certain_only_the_approval_decides() -> None:
    found = result(**SURE, approval_probability=0.5, attempts=2, wait_days=30)
    assert found.outputs["money_at_once"] == pytest.approx(0.5)
    assert found.outputs["money_in_the_end"] == pytest.approx(0.75)
    assert found.outputs["expected_applications"] == pytest.approx(1.5)
    assert found.outputs["expected_enquiries"] == pytest.approx(1.5)
    # Half wait thirty days for the second application; three quarters wait for the money.
    minutes = 0.75 * (3 + 47 / 60)
    assert found.outputs["expected_days"] == pytest.approx(15 + minutes / 24 / 60)


def test_a_second_try_at_the_face_check_mends_the_first() -> None:
    steps = {**SURE, "face_check_pass": 0.5, "approval_probability": 1.0, "attempts": 1}
    assert result(**steps, face_check_tries=1).outputs["money_at_once"] == pytest.approx(0.5)
    assert result(**steps, face_check_tries=2).outputs["money_at_once"] == pytest.approx(0.75)


def test_an_applicant_without_entry_reaches_no_approval() -> None:
    found = result(entry_pass=0.0, attempts=6)
    assert found.outputs["expected_enquiries"] == 0
    # Each tap on the limit may still have been an enquiry.
    assert found.outputs["most_enquiries"] == pytest.approx(6)
    assert found.outputs["money_in_the_end"] == 0
    assert found.outputs["expected_applications"] == pytest.approx(6)


def test_the_funnel_narrows_from_all_to_the_money() -> None:
    reached = [row["reached"] for row in result().rows["funnel"]]
    assert reached[0] == 1
    assert reached == sorted(reached, reverse=True)
    assert reached[-1] == pytest.approx(result().outputs["money_at_once"])


def test_each_application_comes_a_wait_after_the_last() -> None:
    rows = result(attempts=3, wait_days=45).rows["by_day"]
    assert [row["day"] for row in rows] == [0, 45, 90]


def test_enquiries_lie_between_the_approvals_and_all_applications() -> None:
    found = result().outputs
    assert round(found["expected_enquiries"], 2) == 0.95
    assert round(found["most_enquiries"], 2) == 1.72
    assert "enquiries_alike" in result(**SURE).sentences


def test_each_special_state_gets_its_sentence() -> None:
    assert result().sentences == ["again", "waiting", "enquiries", "independent"]
    assert result(attempts=1).sentences == ["once", "enquiries"]
    assert result(approval_probability=0.0).sentences == ["again_in_vain", "enquiries"]


def test_the_gain_is_the_difference_of_the_chances_as_shown() -> None:
    for place in range(1, 60):
        found = result(approval_probability=place / 59, attempts=4)
        once, in_the_end = (
            round(100 * found.outputs[name], 2) for name in ("money_at_once", "money_in_the_end")
        )
        assert found.details["gained"] == pytest.approx(in_the_end - once, abs=1e-9)
        assert 100 * found.details["without"] == pytest.approx(100 - in_the_end, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "lead"), [("visible", "again"), ("often", "again"), ("once", "once")]
)
def test_each_preset_has_the_lead_of_its_situation(name: str, lead: str) -> None:
    assert SIMULATION.result(SIMULATION.preset_values(name)).sentences[0] == lead


def test_trying_often_is_told_with_the_enquiries_it_leaves() -> None:
    found = SIMULATION.result(SIMULATION.preset_values("often"))
    assert "enquiries" in found.sentences
    assert found.outputs["expected_enquiries"] > result().outputs["expected_enquiries"]
