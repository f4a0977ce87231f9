"""repayment: a loan's plan by each method, with and without an early payment."""

import datetime
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.simulations import simulation

SIMULATION = simulation("repayment", facts())
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


def figures(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = result(**changes).figures
    return found


def test_a_level_payment_is_the_one_of_the_chapter_plan() -> None:
    shown = figures(extra_amount=0)
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
def test_each_method_asks_what_it_asks_by_hand(
    method: str, first: float, last: float, interest: float
) -> None:
    shown = figures(method=method, nominal_annual_rate=0.12, extra_amount=0)
    assert shown["first_payment"] == first
    assert shown["last_payment"] == last
    assert shown["total_interest"] == interest
    assert shown["annualised_rate"] == pytest.approx(0.12, abs=2e-5)


def test_a_flat_fee_of_0_6_percent_a_month_costs_13_percent_a_year() -> None:
    shown = figures(method="flat_fee", flat_fee_rate=0.006, extra_amount=0)
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
    assert figures(method=method, extra_amount=2000)["interest_saved"] >= 0


def test_a_shorter_term_saves_more_than_a_smaller_payment() -> None:
    shorter = figures(extra_effect="shorter_term")
    smaller = figures(extra_effect="smaller_payment")
    assert shorter["interest_saved"] > smaller["interest_saved"] > 0
    assert shorter["months_saved"] == 2
    assert smaller["months_saved"] == 0


def test_an_early_payment_of_a_loan_in_one_sum_stops_its_interest() -> None:
    # 2,000 of 10,000 yuan are owed for 3 months instead of 12, at 1% a month.
    shown = figures(method="bullet", nominal_annual_rate=0.12, extra_amount=2000, extra_month=3)
    assert shown["interest_saved"] == 180
    assert shown["annualised_rate"] == pytest.approx(0.12)
    assert shown["first_payment"] == 2000
    assert shown["last_payment"] == 9020


def test_a_fee_on_early_principal_counts() -> None:
    shown = figures(prepayment_fee_rate=0.03)
    assert shown["other_fees"] == 60
    assert shown["interest_saved"] == pytest.approx(figures()["interest_saved"] - 60)
    assert shown["annualised_rate"] > figures()["annualised_rate"]


def test_the_articles_card_costs_a_yuan_a_payment() -> None:
    shown = figures(channel="card", extra_amount=0)
    assert shown["other_fees"] == 12
    assert "card" in result(channel="card").sayings


def test_a_daily_rate_counts_the_days_of_its_year() -> None:
    whole = {"rate_kind": "daily_rate", "daily_rate": 0.0005, "method": "daily_interest"}
    # From 15 December 2026 to 15 December 2027 are 365 days.
    for day_count in ("actual/365", "actual/360", "1/12"):
        assert figures(**whole, day_count=day_count, extra_amount=0)["total_interest"] == 1825


def test_there_is_a_reminder_for_each_payment() -> None:
    found = result(start_date=datetime.date(2027, 1, 31), extra_amount=0)
    assert len(found.events) == 12
    assert found.events[0].day == datetime.date(2027, 2, 28)
    assert len({event.key for event in found.events}) == 12


@pytest.mark.parametrize(
    ("changes", "sayings"),
    [
        ({}, ["told", "in_instalments", "extra", "shorter"]),
        ({"extra_amount": 0}, ["told", "in_instalments"]),
        ({"months": 3}, ["told", "in_instalments", "extra_too_late"]),
        ({"method": "bullet", "extra_amount": 0}, ["told", "in_one_sum"]),
        ({"extra_effect": "smaller_payment"}, ["told", "in_instalments", "extra"]),
    ],
)
def test_a_state_is_told_in_the_words_that_fit(changes: dict[str, Any], sayings: list[str]) -> None:
    assert result(**changes).sayings == sayings
