"""safe-limit: the article's share of income, as a limit for payments and as one for loans."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import Evaluation
from loanlab.model.schedule import schedule
from loanlab.model.terms import LEVEL_PAYMENT, loan_terms
from loanlab.simulations.safe_limit import TERMS, define
from loanlab.text import catalogue

SIMULATION = define(facts())
IN_DEBT = {**SIMULATION.default_values(), "existing_payments": 500}


def result(**changes: Any) -> Any:
    return SIMULATION.result({**IN_DEBT, **changes})


def outputs(**changes: Any) -> dict[str, Any]:
    shown: dict[str, Any] = result(**changes).outputs
    return shown


def test_the_share_is_the_articles_and_an_opinion() -> None:
    share = next(field for field in SIMULATION.fields if field.name == "share")
    assert share.default == 0.3
    assert [(origin["claim"], origin["status"]) for origin in share.origins] == [
        ("c8-12", "opinion")
    ]


def test_the_room_is_the_share_of_income_less_existing_payments() -> None:
    assert outputs()["max_payment"] == 6000 * 0.3 - 500


def test_the_two_readings_of_one_sentence_lie_far_apart() -> None:
    shown = outputs()
    assert shown["max_loan_strict"] == 1800.0
    assert shown["max_loan"] == 14161.36


def test_without_other_debts_the_default_state_meets_the_chapters_prediction() -> None:
    assert SIMULATION.default_values()["existing_payments"] == 0
    shown = SIMULATION.result(SIMULATION.default_values()).outputs
    assert shown == outputs(existing_payments=0)
    assert shown["max_payment"] == 1800


def test_the_rider_has_room_for_less_than_his_battery() -> None:
    shown = SIMULATION.result(SIMULATION.preset_values("rider")).outputs
    assert (shown["max_payment"], shown["max_loan"]) == (600.00, 3358.22)


def test_ten_thousand_yuan_in_a_year_take_a_payment_of_918() -> None:
    # Published: 10,000 yuan at 18.25% over 12 level payments are 917.99 a month.
    shown = outputs(monthly_income=3059.97, share=0.3, existing_payments=0)
    assert shown["max_payment"] == 917.99
    assert shown["max_loan"] == pytest.approx(10000.0, abs=0.1)
    assert shown["total_interest"] == pytest.approx(12 * 917.99 - 10000, abs=0.1)


def payments(loan: float, annual: float, months: int) -> list[int]:
    terms = loan_terms(round(loan * 100), LEVEL_PAYMENT, months, annual)
    return [row.payment for row in schedule(terms)]


@pytest.mark.parametrize("months", [1, 12, 24, 60])
@pytest.mark.parametrize("annual", [0.0, 0.1825, 0.36])
def test_no_payment_is_above_the_limit_and_with_one_fen_more_one_would_be(
    months: int, annual: float
) -> None:
    shown = outputs(months=months, nominal_annual_rate=annual)
    assert max(payments(shown["max_loan"], annual, months)) <= 130_000
    assert max(payments(shown["max_loan"] + 0.01, annual, months)) > 130_000


def test_no_loan_of_the_table_has_a_payment_above_the_limit() -> None:
    for row in result().rows["by_months"]:
        assert max(payments(row["loan"], 0.1825, row["months"])) <= 130_000


def test_without_interest_the_loan_is_the_payments() -> None:
    shown = outputs(nominal_annual_rate=0.0, months=10)
    assert (shown["max_loan"], shown["total_interest"]) == (13000, 0)
    for row in result(nominal_annual_rate=0.0).rows["by_months"]:
        assert (row["loan"], row["interest"]) == (1300 * row["months"], 0)


def test_one_payment_is_the_loan_and_a_months_interest() -> None:
    shown = outputs(existing_payments=0, nominal_annual_rate=0.12, months=1)
    assert shown["max_loan"] == 1782.18  # 1,800 / 1.01
    assert shown["total_interest"] == 17.82


def test_two_payments_are_each_discounted_by_their_months() -> None:
    shown = outputs(
        monthly_income=10000,
        share=0.1,
        existing_payments=0,
        nominal_annual_rate=0.12,
        months=2,
    )
    assert shown["max_loan"] == 1970.40  # and 29.60 are two payments of 1,000.00
    assert shown["total_interest"] == 29.60  # 19.70 and 9.90


def test_the_highest_rate_and_longest_term_cost_more_than_the_loan() -> None:
    shown = outputs(existing_payments=0, nominal_annual_rate=0.36, months=60)
    assert shown["max_loan"] == pytest.approx(1800 * 27.67556, abs=0.2)  # (1 - 1.03^-60) / 0.03
    assert shown["total_interest"] == pytest.approx(60 * 1800 - 1800 * 27.67556, abs=1)


def test_the_smallest_income_carries_a_small_loan() -> None:
    shown = outputs(
        monthly_income=500, share=0.05, existing_payments=0, nominal_annual_rate=0.0, months=1
    )
    assert shown == {
        "max_payment": 25.0,
        "max_loan": 25.0,
        "total_interest": 0.0,
        "max_loan_strict": 25.0,
    }


@pytest.mark.parametrize(
    "changes", [{"existing_payments": 1800}, {"nominal_annual_rate": 0.0}, {"months": 60}]
)
def test_the_strict_reading_depends_on_income_and_share_only(changes: dict[str, Any]) -> None:
    assert outputs(**changes)["max_loan_strict"] == 1800
    assert outputs(**changes, share=0.5)["max_loan_strict"] == 3000


def test_the_longer_the_more_can_be_borrowed_and_the_more_interest_is_paid() -> None:
    rows = result().rows["by_months"]
    assert [row["months"] for row in rows] == TERMS
    assert [row["loan"] for row in rows] == sorted(row["loan"] for row in rows)
    assert [row["interest"] for row in rows] == sorted(row["interest"] for row in rows)
    twelve = rows[TERMS.index(12)]
    assert twelve["loan"] == outputs()["max_loan"]
    assert twelve["interest"] == outputs()["total_interest"]


def test_the_income_divides_without_a_rest() -> None:
    rows = result().rows["income"]
    assert sum(row["amount"] for row in rows) == 6000
    assert sum(row["share_of_income"] for row in rows) == pytest.approx(1)


def test_the_parts_of_an_income_are_existing_new_and_rest() -> None:
    rows = result().rows["income"]
    assert [(row["part"], row["amount"]) for row in rows] == [
        ("existing", 500),
        ("new", 1300),
        ("rest", 4200),
    ]
    assert [row["share_of_income"] for row in rows] == pytest.approx([5 / 60, 13 / 60, 42 / 60])


def test_the_whole_income_leaves_no_rest() -> None:
    found = result(share=1.0)
    assert found.outputs["max_payment"] == 5500
    assert [row["amount"] for row in found.rows["income"]] == [500, 5500, 0]


def test_payments_above_the_income_leave_no_negative_rest() -> None:
    rows = result(existing_payments=9000).rows["income"]
    assert [row["amount"] for row in rows] == [9000, 0, 0]
    assert [row["share_of_income"] for row in rows] == [1.5, 0, 0]


def test_existing_payments_above_the_share_leave_nothing_to_borrow() -> None:
    shown = outputs(existing_payments=1800)
    assert (shown["max_payment"], shown["max_loan"], shown["total_interest"]) == (0.0, 0.0, 0.0)
    assert [row["loan"] for row in result(existing_payments=1800).rows["by_months"]] == [0.0] * 7


@pytest.mark.parametrize(
    ("months", "terms"),
    [
        (1, [1, 6, 9, 12, 18, 24, 36]),
        (7, [3, 7, 9, 12, 18, 24, 36]),
        (15, [3, 6, 9, 15, 18, 24, 36]),
        (36, [3, 6, 9, 12, 18, 24, 36]),
        (60, [3, 6, 9, 12, 18, 24, 60]),
    ],
)
def test_the_chosen_term_takes_the_place_of_the_nearest(months: int, terms: list[int]) -> None:
    found = result(months=months)
    assert [row["months"] for row in found.rows["by_months"]] == terms
    assert [row["is_chosen"] for row in found.rows["by_months"]] == [
        term == months for term in terms
    ]
    chosen = found.rows["by_months"][terms.index(months)]
    assert chosen["loan"] == found.outputs["max_loan"]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["room", "strict_less", "interest", "opinion"]),
        # 1,773.04 may be lent for a month, and 1,800.00 under the strict reading.
        ({"existing_payments": 0, "months": 1}, ["room", "strict_more", "interest", "opinion"]),
        (
            {"existing_payments": 0, "months": 1, "nominal_annual_rate": 0.0},
            ["room", "strict_more", "interest", "opinion"],
        ),
        ({"existing_payments": 1000, "months": 2}, ["room", "strict_more", "interest", "opinion"]),
        ({"existing_payments": 1800}, ["no_room", "strict_more", "opinion"]),
        ({"existing_payments": 1799.99}, ["room", "strict_more", "interest", "opinion"]),
        ({"existing_payments": 6000}, ["no_room", "strict_more", "opinion"]),
        ({"existing_payments": 6000, "share": 1.0}, ["no_room", "strict_more", "opinion"]),
        ({"existing_payments": 6000.01}, ["no_room_left", "opinion"]),
        ({"existing_payments": 6001, "share": 1.0}, ["no_room_left", "opinion"]),
    ],
)
def test_each_state_gets_its_sentences(changes: dict[str, Any], sentences: list[str]) -> None:
    assert result(**changes).sentences == sentences


def sentence(**changes: Any) -> str:
    values = {**IN_DEBT, **changes}
    found = SIMULATION.result(values)
    return Evaluation(SIMULATION, catalogue("zh"), values, found).sentence


def test_existing_payments_appear_as_they_count() -> None:
    assert "已有月供1,800.00元，占收入的30.0%" in sentence(existing_payments=1800.004)
    assert "占收入的83.3%，达到或超过了上限" in sentence(existing_payments=5000)
    assert "已有月供6,000.01元，比收入还多" in sentence(existing_payments=6000.014)


def test_the_sentence_calls_the_strict_limit_lower_only_when_it_is() -> None:
    assert "就只有1,800.00元" in sentence()
    text = sentence(existing_payments=0, months=1)
    assert "最多借1,773.04元" in text
    assert "是1,800.00元，不比这个少" in text
