"""repayment: a loan's plan by each method, with and without early payments."""

import datetime
import random
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.definition import MOST_OPEN_FIELDS
from loanlab.forms.evaluation import Evaluation, defaults, evaluate, typed_texts
from loanlab.forms.fields import Rows
from loanlab.forms.links import state_from_link
from loanlab.model.refusal import Refusal
from loanlab.simulations import simulation
from loanlab.text import catalogue
from tests.simulations import states

SIMULATION = simulation("repayment", facts())
STRINGS = catalogue("zh")
TEXTS = STRINGS["simulations"]["repayment"]
PRESETS = [preset.name for preset in SIMULATION.presets]
# 10,000 yuan over twelve level payments at 18.25%, and 2,000 yuan early with the third.
EARLY = SIMULATION.preset_values("early")
METHODS = [
    "level_payment",
    "equal_principal",
    "interest_only",
    "bullet",
    "daily_interest",
    "flat_fee",
]


def result(**changes: Any) -> Any:
    return SIMULATION.result({**EARLY, **changes})


def outputs(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = result(**changes).outputs
    return found


def sentence(**changes: Any) -> str:
    values = {**EARLY, **changes}
    return Evaluation(SIMULATION, STRINGS, values, SIMULATION.result(values)).sentence


def test_a_level_payment_is_the_one_of_the_chapter_plan() -> None:
    shown = outputs(extra_amount=0)
    assert shown["first_payment"] == 917.99
    assert shown["total_interest"] == 1015.87
    assert shown["annualised_rate"] == pytest.approx(0.1825, abs=1e-5)
    assert shown["interest_saved"] == 0
    assert shown["months_saved"] == 0
    assert shown["last_due_date"] == "2027-12-15"


def test_a_plan_opens_without_early_payments() -> None:
    assert SIMULATION.result(SIMULATION.default_values()).rows == result(extra_amount=0).rows


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
        ({}, ["level_and_extra", "extra_saves", "shorter", "of_100"]),
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
        ({"nominal_annual_rate": 0.0}, ["level_and_extra", "extra_even", "shorter", "of_100"]),
        ({"extra_effect": "smaller_payment"}, ["first_and_all", "extra_saves", "of_100"]),
        (
            {"monthly": "every_month"},
            ["level_and_more", "several_save", "shorter", "of_100"],
        ),
        (
            {"monthly": "every_month", "monthly_from": 12},
            ["level_and_extra", "extra_saves", "monthly_too_late", "shorter", "of_100"],
        ),
        (
            {"extras": [{"month": 2, "amount": 9000}, {"month": 11, "amount": 50}]},
            ["level_and_extra", "several_save", "several_capped", "shorter", "of_100"],
        ),
        (
            {"extra_timing": "on_a_day"},
            ["level_and_extra", "several_save", "by_days_irregular", "shorter", "of_100"],
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
    assert "越还越多" in TEXTS["refusals"]["negative_amortisation"]


# What borrowers ask for, behind the fold. The same through the form and from Python.


def typed_of(values: dict[str, Any]) -> dict[str, str]:
    """The texts that a reader types for some values; the rest has its defaults."""
    return typed_texts(SIMULATION, {**SIMULATION.default_values(), **values})


def from_form(**values: Any) -> Any:
    """A result as a page computes it of typed texts, after the state has been through a link."""
    typed = typed_of(values)
    pairs = [[name, text] for name, text in typed.items()]
    assert state_from_link(SIMULATION, pairs, STRINGS) == {"typed": typed, "notice": ""}
    evaluation = evaluate(SIMULATION, typed, STRINGS)
    assert evaluation.errors == {}
    assert evaluation.result is not None, evaluation.alert
    return evaluation.result


TWELVE_AT_ONE_PERCENT: dict[str, Any] = {
    "principal": 12000,
    "method": "equal_principal",
    "nominal_annual_rate": 0.12,
    "extra_amount": 0,
}
KNOWN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    # 1,500 a month instead of 1,000, at 1% of what is owed: 15 x (8 + 7 + ... + 1) = 540, not 780.
    "a monthly extra": (
        {**TWELVE_AT_ONE_PERCENT, "monthly": "every_month", "monthly_extra": 500},
        {"total_interest": 540.0, "interest_saved": 240.0, "months_saved": 4},
    ),
    # From the third month: 120 + 110, then 10,000 in parts of 1,500: 100 + 85 + 70 + ... + 10.
    "a monthly extra from a month on": (
        {
            **TWELVE_AT_ONE_PERCENT,
            "monthly": "every_month",
            "monthly_extra": 500,
            "monthly_from": 3,
        },
        {"total_interest": 615.0, "interest_saved": 165.0, "months_saved": 3},
    ),
    # 3 months of 10,000, 3 of 8,000, 6 of 5,000 at 1%: 300 + 240 + 300.
    "several extras of a loan in one sum": (
        {
            "method": "bullet",
            "nominal_annual_rate": 0.12,
            "extra_amount": 2000,
            "extra_month": 3,
            "extras": [{"month": 6, "amount": 3000}],
        },
        {"total_interest": 840.0, "interest_saved": 360.0, "last_payment": 5300.0},
    ),
    # After the second payment 10,000 - 3,000 are owed: 120 + 110 + 70 + 60 + ... + 10. The two of
    # one month are one payment.
    "several extras of instalments": (
        {
            **TWELVE_AT_ONE_PERCENT,
            "extra_amount": 1000,
            "extra_month": 2,
            "extras": [{"month": 2, "amount": 500}, {"month": 2, "amount": 1500}],
        },
        {"total_interest": 510.0, "interest_saved": 270.0, "months_saved": 3},
    ),
    # 3 months of 100 yuan, 3 of 200.
    "a rate that changes, interest only": (
        {
            "method": "interest_only",
            "months": 6,
            "nominal_annual_rate": 0.12,
            "rate_changes": [{"from_month": 4, "new_annual_rate": 0.24}],
            "extra_amount": 0,
        },
        {"total_interest": 900.0, "first_payment": 100.0, "last_payment": 10200.0},
    ),
    # 1% of 12,000 to 7,000, then 2% of 6,000 to 1,000: 570 + 420.
    "a rate that changes, equal principal": (
        {**TWELVE_AT_ONE_PERCENT, "rate_changes": [{"from_month": 7, "new_annual_rate": 0.24}]},
        {"total_interest": 990.0, "last_payment": 1020.0},
    ),
    # oracles/F_schedules.json, F-sherman-single: 164 days, actual/365.
    "a loan of some days": (
        {
            "principal": 5025,
            "method": "bullet",
            "term_kind": "days",
            "days": 164,
            "nominal_annual_rate": 0.055,
            "start_date": datetime.date(2022, 7, 20),
            "extra_amount": 0,
        },
        {"total_interest": 124.18, "last_payment": 5149.18, "last_due_date": "2022-12-31"},
    ),
    # 10,000 for 30 days and 6,000 for 30 at 0.05% a day: 150 + 90 of 300.
    "a part of a loan in one sum on a chosen day": (
        {
            "method": "daily_interest",
            "term_kind": "days",
            "days": 60,
            "rate_kind": "daily_rate",
            "start_date": datetime.date(2027, 1, 1),
            "extra_timing": "on_a_day",
            "extra_day": datetime.date(2027, 1, 31),
            "extra_amount": 4000,
        },
        {"total_interest": 240.0, "first_payment": 4150.0, "last_payment": 6090.0},
    ),
    # tests/model/test_schedule.py, between due dates: 10 days at 10 yuan, 21 at 9; then 30 at 9.
    "a part of instalments on a chosen day": (
        {
            "principal": 36500,
            "method": "interest_only",
            "months": 2,
            "nominal_annual_rate": 0.1,
            "day_count": "actual/365",
            "start_date": datetime.date(2027, 3, 1),
            "extra_timing": "on_a_day",
            "extra_day": datetime.date(2027, 3, 11),
            "extra_amount": 3650,
        },
        {"total_interest": 559.0, "first_payment": 3650.0, "last_payment": 33120.0},
    ),
    # The example of `early_payoff`: two payments, and ten days at a 360th of a year.
    "payoff between due dates": (
        {
            "start_date": datetime.date(2027, 1, 10),
            "extra_timing": "payoff",
            "extra_day": datetime.date(2027, 3, 20),
        },
        {"first_payment": 917.99, "last_payment": 8499.41, "months_saved": 9},
    ),
    # On the due date of the second payment: 917.99 and what is owed then, as one payment.
    "payoff on a due date": (
        {
            "start_date": datetime.date(2027, 1, 10),
            "extra_timing": "payoff",
            "extra_day": datetime.date(2027, 3, 10),
        },
        # 10,000 + 152.08 - 917.99 = 9,234.09, of which a month's interest is 140.44.
        {"first_payment": 917.99, "last_payment": 9374.53, "total_interest": 292.52},
    ),
    # 60 days of 10,000 at 12%: 197.26.
    "payoff of a loan in one sum": (
        {
            "method": "bullet",
            "nominal_annual_rate": 0.12,
            "day_count": "actual/365",
            "start_date": datetime.date(2027, 1, 1),
            "extra_timing": "payoff",
            "extra_day": datetime.date(2027, 3, 2),
        },
        {"total_interest": 197.26, "last_payment": 10197.26},
    ),
    # tests/model/test_schedule.py, an odd first period: 16 days are 16/360 of a year.
    "a short first period": (
        {
            "method": "interest_only",
            "months": 6,
            "nominal_annual_rate": 0.12,
            "start_date": datetime.date(2027, 1, 15),
            "first_due_kind": "chosen",
            "first_due": datetime.date(2027, 1, 31),
            "extra_amount": 0,
        },
        {"first_payment": 53.33, "total_interest": 553.33, "last_due_date": "2027-06-30"},
    ),
    # tests/model/test_schedule.py: 1% of the 10,000 yuan still owed, and the fees of 3 months.
    "a flat fee whose rest is waived": (
        {
            "principal": 12000,
            "method": "flat_fee",
            "start_date": datetime.date(2027, 1, 10),
            "prepayment_fee_rate": 0.01,
            "extra_timing": "payoff",
            "extra_day": datetime.date(2027, 3, 11),
            "remaining_fees": "waived",
        },
        {"total_interest": 216.0, "other_fees": 100.0, "interest_saved": 548.0},
    ),
    # All 12 fees of 72 yuan.
    "a flat fee whose rest is due": (
        {
            "principal": 12000,
            "method": "flat_fee",
            "start_date": datetime.date(2027, 1, 10),
            "prepayment_fee_rate": 0.01,
            "extra_timing": "payoff",
            "extra_day": datetime.date(2027, 3, 11),
            "remaining_fees": "due",
        },
        {"total_interest": 864.0, "other_fees": 100.0, "interest_saved": -100.0},
    ),
    # Cleared by early payments after the sixth: the fees of six months, or of all twelve.
    "a flat fee cleared by an extra": (
        {
            "principal": 12000,
            "method": "flat_fee",
            "extra_amount": 6000,
            "extra_month": 6,
            "remaining_fees": "waived",
        },
        {"total_interest": 432.0, "other_fees": 0.0, "interest_saved": 432.0},
    ),
}


@pytest.mark.parametrize("case", KNOWN)
def test_what_borrowers_ask_for_comes_to_the_known_amounts(case: str) -> None:
    values, expected = KNOWN[case]
    for found in (result(**values), from_form(**values)):
        assert {name: found.outputs[name] for name in expected} == expected
        rows = found.rows["schedule"]
        paid = sum(round(100 * row["payment"]) for row in rows)
        assert paid == round(100 * found.outputs["total_payment"])
        assert sum(round(100 * row["principal"]) for row in rows) == round(
            100 * {**SIMULATION.default_values(), **values}["principal"]
        )
        assert rows[-1]["balance"] == 0
        assert [event.day.isoformat() for event in found.events] == [row["due"] for row in rows]


@pytest.mark.parametrize(
    ("changes", "reason", "words"),
    [
        (
            {"extra_timing": "on_a_day", "extra_day": datetime.date(2026, 12, 15)},
            "extra_day_outside",
            "提前还的日子2026年12月15日要在放款日（2026年12月15日）之后",
        ),
        (
            {"extra_timing": "on_a_day", "extra_day": datetime.date(2027, 12, 15)},
            "extra_day_outside",
            "最后一次还款之前",
        ),
        (
            {"extra_timing": "payoff", "extra_day": datetime.date(2026, 12, 1)},
            "payoff_outside",
            "结清的日子2026年12月1日要在放款日",
        ),
        (
            {"extra_timing": "payoff", "extra_day": datetime.date(2026, 12, 15)},
            "payoff_outside",
            "之后、还清之前",
        ),
        (
            {"extra_timing": "payoff", "extra_day": datetime.date(2028, 1, 1)},
            "payoff_outside",
            "还清之前",
        ),
        (
            {"extras": [{"month": 3, "amount": 1}, {"month": 12, "amount": 500}]},
            "extra_after_end",
            "有一笔在最后一期或更晚",
        ),
        (
            {
                "extra_timing": "payoff",
                "extra_day": datetime.date(2027, 3, 15),
                "extras": [{"month": 3, "amount": 500}],
            },
            "extra_after_payoff",
            "在结清的日子（2027年3月15日）之后",
        ),
        (
            {"rate_changes": [{"from_month": 13, "new_annual_rate": 0.1}]},
            "rate_change_after_end",
            "有一次在最后一期之后",
        ),
        (
            {"rate_changes": [{"from_month": 4, "new_annual_rate": rate} for rate in (0.1, 0.2)]},
            "rate_changes_twice",
            "有两次从同一个月起",
        ),
        ({"term_kind": "days"}, "days_in_instalments", "分期还的借款按月算"),
        (
            {"first_due_kind": "chosen", "first_due": datetime.date(2026, 12, 15)},
            "first_due",
            "第一次还款日2026年12月15日不在放款日2026年12月15日之后",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_with_a_sentence(
    changes: dict[str, Any], reason: str, words: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        result(**changes)
    assert refusal.value.reason == reason
    assert words in evaluate(SIMULATION, typed_of(changes), STRINGS).alert


def test_a_payment_of_the_last_month_but_one_is_still_early() -> None:
    found = result(extra_amount=0, extras=[{"month": 11, "amount": 100}])
    assert found.details["extra_applied"] == 100
    changed = result(rate_changes=[{"from_month": 12, "new_annual_rate": 1.0}], extra_amount=0)
    assert changed.outputs["last_payment"] > 950


def test_an_extra_of_a_short_loan_is_made_on_its_last_day_but_one() -> None:
    # 45 days: the end of the first month lies within, that of the second does not.
    loan = {"method": "bullet", "term_kind": "days", "days": 45, "extra_amount": 0}
    assert result(**loan, extras=[{"month": 1, "amount": 100}]).details["extra_applied"] == 100
    with pytest.raises(Refusal):
        result(**loan, extras=[{"month": 2, "amount": 100}])


def test_early_payments_of_one_day_are_one_payment() -> None:
    found = result(method="bullet", extra_amount=500, extras=[{"month": 3, "amount": 1500}])
    alone = result(method="bullet", extra_amount=2000)
    assert found.rows == alone.rows
    assert len(found.rows["schedule"]) == 2


# Presets


def preset_result(name: str) -> Any:
    return SIMULATION.result(SIMULATION.preset_values(name))


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_state_that_a_reader_can_type(name: str) -> None:
    values = SIMULATION.preset_values(name)
    typed = typed_texts(SIMULATION, values)
    evaluation = evaluate(SIMULATION, typed, STRINGS)
    assert evaluation.result is not None
    assert evaluation.values == values
    assert evaluation.outputs[0]["value"] == preset_result(name).outputs["first_payment"]
    pairs = [[key, text] for key, text in typed.items()]
    assert state_from_link(SIMULATION, pairs, STRINGS) == {"typed": typed, "notice": ""}
    assert len(TEXTS["presets"][name].format(**evaluation.texts)) <= 12
    assert typed != defaults(SIMULATION)


def test_ten_months_of_equal_principal_are_those_of_the_chapter() -> None:
    # tests/book/test_repayment_figures.py: 1,155.00 yuan at first, then 59.50 yuan for 17 days.
    assert preset_result("weilidai").outputs["first_payment"] == 1155.00
    settled = preset_result("payoff")
    assert settled.rows["schedule"][-1]["interest"] == 59.50
    assert settled.outputs["interest_saved"] == 369.00
    assert settled.outputs["last_due_date"] == "2027-04-01"


def test_the_flat_fee_preset_costs_thirteen_percent() -> None:
    shown = preset_result("flat").outputs
    # 3,000 yuan in 12 parts of 250 with 18 yuan each: 13.03% a year, as 0.6% a month always is.
    assert (shown["first_payment"], shown["total_interest"]) == (268, 216)
    assert round(100 * shown["annualised_rate"], 2) == 13.03


def test_two_thousand_yuan_for_thirty_days_cost_the_days() -> None:
    shown = preset_result("fenfu").outputs
    # 2,000 x 0.04% x 30, and 0.04% x 365.
    assert shown["total_interest"] == 24
    assert shown["annualised_rate"] == pytest.approx(0.146)


def test_the_presets_of_early_payments_save_what_they_say() -> None:
    several = preset_result("several")
    # 2,500 yuan listed, and 100 in each of the eight months before the last.
    assert several.details["extra_applied"] == 2500 + 8 * 100
    assert several.outputs["interest_saved"] > outputs()["interest_saved"]


def test_a_rate_that_rises_raises_the_payment() -> None:
    rows = preset_result("rate_rises").rows["schedule"]
    first = [row["payment"] for row in rows[:3]]
    rest = [row["payment"] for row in rows[3:-1]]
    assert len(set(first)) == len(set(rest)) == 1
    assert rest[0] > first[0]
    shown = preset_result("rate_rises").outputs["annualised_rate"]
    assert 0.10 < shown < 0.1825


def test_a_longer_first_period_costs_its_days() -> None:
    found, plain = result(first_due_kind="chosen", extra_amount=0), result(extra_amount=0)
    # From 15 December to 5 February: a month and 21 days, each a 360th of a year.
    longer = round(10000 * 0.1825 * 51 / 360, 2)
    assert found.rows["schedule"][0]["interest"] == longer
    assert found.outputs["total_payment"] > plain.outputs["total_payment"]
    assert found.details["first_days"] == 52


def test_fees_that_are_waived_or_due_differ_by_the_remaining_fees() -> None:
    waived, due = preset_result("fees_waived"), preset_result("fees_due")
    # Four of twelve months have begun on 1 April: eight fees of 18 yuan are left.
    remaining = 8 * 18
    assert waived.details["fees_to_come"] == due.details["fees_to_come"] == remaining
    assert due.outputs["total_payment"] - waived.outputs["total_payment"] == remaining
    assert waived.outputs["interest_saved"] == remaining
    assert due.outputs["interest_saved"] == 0
    assert due.outputs["annualised_rate"] > 2 * preset_result("flat").outputs["annualised_rate"]


# The face


def random_evaluations(simulation: Any, count: int) -> list[Evaluation]:
    dice = random.Random(simulation.name)
    states_tried = [states.random_state(simulation, dice) for _state in range(count)]
    states_tried += states.grid(simulation)
    states_tried += [
        typed_texts(simulation, simulation.preset_values(preset.name))
        for preset in simulation.presets
    ]
    return [evaluate(simulation, typed, STRINGS) for typed in states_tried]


@pytest.mark.parametrize("name", ["repayment", "late-payment"])
def test_lead_and_rest_are_short_in_every_state(name: str) -> None:
    shown = simulation(name, facts())
    lead = evaluate(shown, defaults(shown), STRINGS).lead
    assert len(lead.replace("*", "")) <= 40
    for each in random_evaluations(shown, 400):
        assert len([name for name in shown.open_fields if name not in each.hidden]) <= (
            MOST_OPEN_FIELDS
        )
        if each.result is not None:
            assert len(each.lead.replace("*", "")) <= 57, each.lead
            assert each.lead.count("*") in (4, 6)
            assert len(each.result.sentences) <= 5
            assert "{" not in each.folded()["text"]


@pytest.mark.parametrize("name", ["repayment", "late-payment"])
def test_every_field_is_open_or_in_one_group_and_labels_are_short(name: str) -> None:
    shown = simulation(name, facts())
    texts = STRINGS["simulations"][name]
    folded = [each for group in shown.groups for each in group.fields]
    assert sorted(shown.open_fields + folded) == sorted(field.name for field in shown.fields)
    assert set(texts["groups"]) == {group.name for group in shown.groups}
    assert set(texts["presets"]) == {preset.name for preset in shown.presets}
    assert all(len(texts["fields"][each]["label"]) <= 10 for each in shown.open_fields)
    assert all(len(label) <= 12 for label in texts["outputs"].values())
    assert all(len(picture["title"]) <= 8 for picture in texts["pictures"].values())
    assert len(texts["title"]) <= 18
    assert len(texts["intro"]) <= 32
    assert set(shown.key_outputs) <= {output.name for output in shown.outputs}


def test_a_link_holds_rows_that_the_default_state_lacks() -> None:
    rows = [field.name for field in SIMULATION.fields if isinstance(field, Rows)]
    assert rows == ["rate_changes", "extras"]
    assert all(defaults(SIMULATION)[name] == "0" for name in rows)
    pairs = [["extras", "1"], ["extras.0.month", "4"], ["extras.0.amount", "250"]]
    state = state_from_link(SIMULATION, pairs, STRINGS)
    assert state["notice"] == ""
    found = evaluate(SIMULATION, state["typed"], STRINGS).result
    assert found is not None
    assert found.details["extra_applied"] == 250
