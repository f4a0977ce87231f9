"""repayment: a loan's plan by each method, with and without an early payment."""

import datetime
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import Evaluation
from loanlab.model.refusal import Refusal
from loanlab.simulations import simulation
from loanlab.text import catalogue

SIMULATION = simulation("repayment", facts())
STRINGS = catalogue("zh")
METHODS = [
    "level_payment",
    "equal_principal",
    "interest_only",
    "bullet",
    "daily_interest",
    "flat_fee",
]


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def outputs(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = result(**changes).outputs
    return found


def sentence(**changes: Any) -> str:
    values = {**SIMULATION.default_values(), **changes}
    return Evaluation(SIMULATION, STRINGS, values, SIMULATION.result(values)).sentence


def test_a_level_payment_is_the_one_of_the_chapter_plan() -> None:
    shown = outputs(extra_amount=0)
    assert shown["first_payment"] == 917.99
    assert shown["total_interest"] == 1015.87
    assert shown["annualised_rate"] == pytest.approx(0.1825, abs=1e-5)
    assert shown["interest_saved"] == 0
    assert shown["months_saved"] == 0
    assert shown["last_due_date"] == "2027-12-15"


@pytest.mark.parametrize(
    ("method", "first", "last", "interest"),
    [
        # 10,000 yuan at 12% over 12 months, by hand: 1% a month is 100 yuan at the start.
        ("level_payment", 888.49, 888.47, 661.86),
        ("equal_principal", 933.33, 841.70, 650.00),
        ("interest_only", 100.00, 10100.00, 1200.00),
        ("bullet", 11200.00, 11200.00, 1200.00),
        ("daily_interest", 11200.00, 11200.00, 1200.00),
    ],
)
def test_each_method_gives_the_payments_computed_by_hand(
    method: str, first: float, last: float, interest: float
) -> None:
    shown = outputs(method=method, nominal_annual_rate=0.12, extra_amount=0)
    assert shown["first_payment"] == first
    assert shown["last_payment"] == last
    assert shown["total_interest"] == interest
    assert shown["annualised_rate"] == pytest.approx(0.12, abs=2e-5)


def test_a_flat_fee_of_0_6_percent_a_month_costs_13_percent_a_year() -> None:
    shown = outputs(method="flat_fee", flat_fee_rate=0.006, extra_amount=0)
    assert shown["total_interest"] == 720
    assert round(shown["annualised_rate"] * 100, 2) == 13.03


@pytest.mark.parametrize("method", METHODS)
def test_parts_add_up_and_nothing_is_owed_at_the_end(method: str) -> None:
    for extra in (0, 2000, 500000):
        found = result(method=method, extra_amount=extra)
        rows = found.rows["schedule"]
        assert sum(row["principal"] for row in rows) == pytest.approx(10000)
        assert rows[-1]["balance"] == 0
        for row in rows:
            parts = row["principal"] + row["interest"] + row["fee"]
            assert parts == pytest.approx(row["payment"])
        assert found.rows["balance"][0] == {
            "month": 0,
            "with_extra": 10000,
            "without_extra": 10000,
        }
        assert found.rows["balance"][-1]["with_extra"] == 0


@pytest.mark.parametrize("method", METHODS)
def test_an_early_payment_saves_interest_and_never_costs_any(method: str) -> None:
    assert outputs(method=method, extra_amount=2000)["interest_saved"] >= 0


def test_a_shorter_term_saves_more_than_a_smaller_payment() -> None:
    shorter = outputs(extra_effect="shorter_term")
    smaller = outputs(extra_effect="smaller_payment")
    assert shorter["interest_saved"] > smaller["interest_saved"] > 0
    assert shorter["months_saved"] == 2
    assert smaller["months_saved"] == 0


def test_an_early_payment_of_a_loan_in_one_sum_stops_its_interest() -> None:
    # 2,000 of 10,000 yuan are owed for 3 months instead of 12, at 1% a month.
    shown = outputs(method="bullet", nominal_annual_rate=0.12, extra_amount=2000, extra_month=3)
    assert shown["interest_saved"] == 180
    assert shown["annualised_rate"] == pytest.approx(0.12)
    # The early payment pays the interest so far: 3% of 10,000 yuan. Then 8,000 yuan bear 9%.
    assert shown["first_payment"] == 2300
    assert shown["last_payment"] == 8720


def test_a_fee_on_early_principal_counts() -> None:
    shown = outputs(prepayment_fee_rate=0.03)
    assert shown["other_fees"] == 60
    assert shown["interest_saved"] == pytest.approx(outputs()["interest_saved"] - 60)
    assert shown["annualised_rate"] > outputs()["annualised_rate"]


def test_the_articles_card_costs_a_yuan_a_payment() -> None:
    shown = outputs(channel="card", extra_amount=0)
    assert shown["other_fees"] == 12
    assert "card" in result(channel="card").sentences


def test_a_daily_rate_counts_the_days_of_its_year() -> None:
    whole = {"rate_kind": "daily_rate", "daily_rate": 0.0005, "method": "daily_interest"}
    # From 15 December 2026 to 15 December 2027 are 365 days.
    for day_count in ("actual/365", "actual/360", "1/12"):
        assert outputs(**whole, day_count=day_count, extra_amount=0)["total_interest"] == 1825


def test_there_is_a_reminder_for_each_payment() -> None:
    found = result(start_date=datetime.date(2027, 1, 31), extra_amount=0)
    assert len(found.events) == 12
    assert found.events[0].day == datetime.date(2027, 2, 28)
    assert len({event.key for event in found.events}) == 12


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["level", "extra_saves", "shorter", "of_100"]),
        ({"extra_amount": 0}, ["level", "of_100"]),
        ({"months": 3}, ["level", "extra_too_late", "of_100"]),
        ({"months": 1}, ["once", "extra_too_late", "of_100"]),
        ({"method": "equal_principal", "extra_amount": 0}, ["first_and_all", "of_100"]),
        ({"method": "bullet", "extra_amount": 0}, ["once", "by_month", "of_100"]),
        (
            {"method": "daily_interest", "extra_amount": 0},
            ["once", "by_days_one_payment", "of_100"],
        ),
        (
            {"method": "daily_interest"},
            ["several_times", "extra_saves", "by_days_irregular", "interest_first"],
        ),
        (
            {"method": "daily_interest", "months": 6},
            ["several_times", "extra_saves", "by_days_regular", "interest_first"],
        ),
        (
            {"day_count": "actual/365", "extra_amount": 0},
            ["level", "by_days_regular", "of_100"],
        ),
        (
            {"method": "bullet", "extra_amount": 20000},
            ["once", "extra_saves", "extra_capped", "by_month", "shorter"],
        ),
        ({"nominal_annual_rate": 0.0}, ["level", "extra_even", "shorter", "of_100"]),
        ({"extra_effect": "smaller_payment"}, ["first_and_all", "extra_saves", "of_100"]),
        (
            {"monthly": "every_month"},
            ["level_and_more", "several_save", "shorter", "of_100"],
        ),
        (
            {"monthly": "every_month", "monthly_from": 12},
            ["level", "extra_saves", "monthly_too_late", "shorter", "of_100"],
        ),
        (
            {"extras": [{"month": 2, "amount": 9000}, {"month": 11, "amount": 50}]},
            ["level", "several_save", "several_capped", "shorter", "of_100"],
        ),
        (
            {"extra_timing": "on_a_day"},
            ["level", "several_save", "by_days_irregular", "shorter", "of_100"],
        ),
        (
            {"method": "flat_fee", "remaining_fees": "due"},
            ["first_and_all", "extra_even", "fees_due", "shorter", "of_100"],
        ),
        (
            {
                "method": "flat_fee",
                "extra_timing": "payoff",
                "channel": "card",
                "prepayment_fee_rate": 0.1,
            },
            # No more than four after the first.
            ["first_and_all", "extra_costs", "fees_waived", "by_days_irregular", "shorter"],
        ),
    ],
)
def test_each_state_gets_the_sentences_that_fit(
    changes: dict[str, Any], sentences: list[str]
) -> None:
    assert result(**changes).sentences == sentences


# One loan, one price


@pytest.mark.parametrize(
    ("changes", "interest", "percent"),
    [
        # 28 days of 0.05%: 140 yuan, and 140 / 10,000 x 365 / 28 = 18.25%.
        ({"method": "daily_interest", "rate_kind": "daily_rate", "months": 1}, 140, 18.25),
        # 59 days: 295 yuan. The rate of a year over the days that the contract counts.
        (
            {
                "method": "bullet",
                "day_count": "actual/365",
                "months": 2,
                "start_date": datetime.date(2027, 1, 1),
            },
            295,
            18.25,
        ),
        # A year of 360 days hides the five others: 299.10 yuan for 59 days.
        (
            {
                "method": "bullet",
                "day_count": "actual/360",
                "months": 2,
                "start_date": datetime.date(2027, 1, 1),
            },
            299.10,
            18.50,
        ),
        # By the month, as the contract counts, February is a twelfth of a year.
        ({"method": "bullet", "months": 1}, 152.08, 18.25),
        # Early payments pay their interest on their day: the price stays the contract's.
        ({"method": "daily_interest", "months": 12, "extra_amount": 2000}, None, 18.25),
        ({"method": "bullet", "months": 12, "extra_amount": 2000}, None, 18.25),
    ],
)
def test_a_loan_in_one_sum_costs_what_its_days_cost(
    changes: dict[str, Any], interest: float | None, percent: float
) -> None:
    whole = {"start_date": datetime.date(2027, 2, 1), "extra_amount": 0, **changes}
    shown = outputs(**whole)
    if interest is not None:
        assert shown["total_interest"] == interest
    assert shown["annualised_rate"] * 100 == pytest.approx(percent, abs=0.005)


# All displays count the same


def test_the_cards_fee_is_in_every_display() -> None:
    found = result(channel="card", method="bullet", extra_amount=0)
    assert found.outputs["first_payment"] == found.outputs["last_payment"] == 11826
    assert found.rows["schedule"][0]["payment"] == 11826
    said = sentence(channel="card", method="bullet", extra_amount=0)
    assert "2027年12月15日还清，一共还11,826.00元" in said
    shown = result(channel="card", extra_amount=0)
    assert shown.outputs["first_payment"] == shown.rows["schedule"][0]["payment"] == 918.99
    assert [text.value for text in shown.events[0].outputs if text.name == "payment"] == [918.99]


def test_payments_that_are_saved_save_their_fees() -> None:
    # Two payments fewer, at a yuan each.
    with_card, without = outputs(channel="card"), outputs()
    assert with_card["interest_saved"] == pytest.approx(without["interest_saved"] + 2)


# Sentences call a loss a loss and match the plan


def test_an_early_payment_that_costs_more_than_it_saves_is_described_as_a_loss() -> None:
    changes = {"prepayment_fee_rate": 0.1, "extra_effect": "smaller_payment"}
    assert outputs(**changes)["interest_saved"] == -44.86
    assert "要多付44.86元" in sentence(**changes)
    assert "省" not in sentence(**changes)


def test_an_early_payment_above_the_balance_is_capped_at_the_balance() -> None:
    said = sentence(principal=100)
    assert "第3个月多还76.67元" in said
    assert "填的2,000元用不完" in said


@pytest.mark.parametrize("method", METHODS)
def test_the_sentence_shows_the_early_payment_of_the_table(method: str) -> None:
    for amount in (500, 2000, 500000):
        found = result(method=method, extra_amount=amount)
        plain = result(method=method, extra_amount=0)
        row = next(row for row in found.rows["schedule"] if row["due"] == "2027-03-15")
        usual = [row for row in plain.rows["schedule"] if row["due"] == "2027-03-15"]
        regular = usual[0]["principal"] if usual else 0
        assert found.details["extra_applied"] == pytest.approx(row["principal"] - regular)


# Level means level


def test_level_payments_are_equal_but_for_the_last_by_any_day_count() -> None:
    for day_count in ("1/12", "actual/365", "actual/360"):
        for months in (2, 12, 60):
            rows = result(day_count=day_count, months=months, extra_amount=0).rows["schedule"]
            assert len(rows) == months
            assert len({row["payment"] for row in rows[:-1]}) == 1
            assert rows[-1]["payment"] == pytest.approx(rows[0]["payment"], abs=months * 0.02)


def test_a_balance_that_would_grow_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refusal) as refusal:
        result(nominal_annual_rate=1.0, months=60, day_count="actual/365", extra_amount=0)
    assert refusal.value.reason == "negative_amortisation"
    assert "越还越多" in STRINGS["simulations"]["repayment"]["refusals"]["negative_amortisation"]
