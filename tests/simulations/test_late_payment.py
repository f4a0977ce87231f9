"""late-payment: penalty interest by the rule beside the article's two flat charges."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.model.refusal import Refusal
from loanlab.simulations.late_payment import define
from loanlab.text import catalogue

SIMULATION = define(facts())


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def outputs(**changes: Any) -> dict[str, Any]:
    shown: dict[str, Any] = result(**changes).outputs
    return shown


def test_the_penalty_on_eighteen_and_a_quarter_percent_is_twenty_seven_point_four() -> None:
    # reference.yml: 1.5 x 0.05% = 0.075% a day = 27.4% a year on the overdue amount.
    assert outputs()["penalty_annual_rate"] == pytest.approx(0.27375, abs=1e-15)


def test_ten_days_late_with_two_thousand_yuan_by_hand() -> None:
    assert outputs() == {
        "penalty_annual_rate": pytest.approx(0.27375),
        "contract_interest": 10.0,
        "penalty_interest": 15.0,
        "due_with_penalty": 2015.0,
        "article_daily_charge": 500.0,
        "article_share_charge": 100.0,
    }


def test_the_lowest_multiplier_adds_three_tenths() -> None:
    assert outputs(penalty_multiplier=1.3)["penalty_interest"] == 13.0


def test_the_rule_charges_the_overdue_amount_and_the_share_the_whole_loan() -> None:
    shown = outputs(loan_amount=10000, overdue_amount=1000)
    assert shown["penalty_interest"] == 7.5
    assert shown["article_share_charge"] == 500.0


def test_the_charge_by_the_day_looks_at_no_amount() -> None:
    assert outputs(loan_amount=100, overdue_amount=10)["article_daily_charge"] == 500.0


def test_compounding_raises_a_penalty_only_slightly() -> None:
    # 2,000 x (1.00075^30 - 1) = 45.492...; without compounding 45.00.
    assert outputs(days_late=30)["penalty_interest"] == 45.0
    assert outputs(days_late=30, compounding=True)["penalty_interest"] == 45.49


def test_fifty_yuan_a_day_on_two_thousand_is_more_than_nine_times_the_loan_a_year() -> None:
    assert result().details["a_day_annual_rate"] == pytest.approx(9.125)


def test_a_loan_without_interest_has_no_penalty() -> None:
    assert outputs(daily_rate=0.0)["penalty_interest"] == 0.0


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["late", "rule", "article_dearer", "what_follows"]),
        ({"days_late": 1}, ["late", "rule", "article_dearer", "next_day"]),
        ({"compounding": True}, ["late", "rule", "article_dearer", "compounding", "what_follows"]),
        (
            {"loan_amount": 200000, "overdue_amount": 200000, "days_late": 90},
            ["late", "rule", "rule_dearer", "what_follows"],
        ),
    ],
)
def test_each_state_gets_its_sentences(changes: dict[str, Any], sentences: list[str]) -> None:
    assert result(**changes).sentences == sentences


def test_more_overdue_than_borrowed_is_refused_with_both_amounts() -> None:
    with pytest.raises(Refusal, match="borrowed") as refused:
        result(loan_amount=1000, overdue_amount=2000)
    assert refused.value.reason == "overdue_above_loan"
    typed = {**defaults(SIMULATION), "loan_amount": "1000"}
    alert = evaluate(SIMULATION, typed, catalogue("zh")).reply()["alert"]
    assert "2,000元" in alert
    assert "1,000元" in alert


@pytest.mark.parametrize("days", [1, 2, 10, 59, 200, 365])
def test_the_lines_continue_beyond_the_days_late(days: int) -> None:
    rows = result(days_late=days).rows["by_days"]
    assert [row["days"] for row in rows][:2] == [0, 1]
    chosen = [row for row in rows if row["asked"]]
    assert [row["days"] for row in chosen] == [days]
    assert chosen[0]["rule"] == outputs(days_late=days)["penalty_interest"]
    assert rows[-1]["days"] > days
    assert rows == sorted(rows, key=lambda row: int(row["days"]))
    assert len(rows) <= 65


def test_a_penalty_equal_to_a_charge_is_not_described_as_higher() -> None:
    # 66,666.67 yuan, 90 days at 0.075%: 4,500.00, as 50 yuan a day for 90 days.
    found = result(loan_amount=66666.67, overdue_amount=66666.67, days_late=90)
    assert found.outputs["penalty_interest"] == found.outputs["article_daily_charge"] == 4500
    assert found.sentences[2] == "rule_dearer"
    strings = catalogue("zh")["simulations"]["late-payment"]["sentences"]["rule_dearer"]
    assert "不低于" in strings
