"""borrowing-load: the stacked monthly payments of several loans against an income."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.model.schedule import schedule
from loanlab.model.terms import LEVEL_PAYMENT, loan_terms
from loanlab.simulations.borrowing_load import define
from loanlab.simulations.lenders import LENDERS
from loanlab.text import catalogue

SIMULATION = define(facts())
INCOME, LOANS = SIMULATION.fields


def loan(**changes: Any) -> dict[str, Any]:
    # 1,200 yuan without interest are 100 a month.
    plain = {
        "lender": "other",
        "balance": 1200,
        "nominal_annual_rate": 0.0,
        "months": 12,
        "starts_in": 0,
    }
    return {**plain, **changes}


def result(income: float, *loans: dict[str, Any]) -> Any:
    return SIMULATION.result({"monthly_income": income, "loans": list(loans)})


def test_a_zero_income_is_refused_by_its_field() -> None:
    assert INCOME.read("0")[1].code == "out_of_range"


def test_ten_thousand_yuan_over_a_year_take_918_a_month() -> None:
    # Published: 10,000 yuan at 18.25% over 12 level payments are 917.99 a month.
    ten_thousand = loan(balance=10000, nominal_annual_rate=0.1825)
    shown = result(6000, ten_thousand).outputs
    assert shown["total_monthly_payment"] == 917.99
    assert shown["debt_service_ratio"] == pytest.approx(917.99 / 6000)


def test_payments_begin_the_month_after_a_loan_and_end_with_its_last() -> None:
    rows = result(1000, loan(months=2, balance=200), loan(months=1, starts_in=2)).rows["payments"]
    assert [(row["loan_1"], row["loan_2"]) for row in rows] == [
        (100.0, 0.0),
        (100.0, 0.0),
        (0.0, 1200.0),
    ]
    assert [row["loan_3"] for row in rows] == [None] * 3
    assert [row["share_of_income"] for row in rows] == [0.1, 0.1, 1.2]


def test_the_last_payment_of_a_loan_may_differ() -> None:
    # 100 yuan in three payments: 33.33 twice, and 33.34.
    found = result(1000, loan(balance=100, months=3), loan(balance=200, months=3, starts_in=1))
    rows = found.rows["payments"]
    assert [row["loan_1"] for row in rows] == [33.33, 33.33, 33.34, 0.0]
    assert [row["loan_2"] for row in rows] == [0.0, 66.67, 66.67, 66.66]
    assert [row["total"] for row in rows] == [33.33, 100.0, 100.01, 66.66]
    assert found.outputs["highest_monthly_payment"] == 100.01
    assert found.outputs["left_over"] == 899.99
    assert found.details["heaviest_month"] == 3
    assert found.details["single_share"] == 0.06667
    shown = [
        (row["payment"], row["last_payment"], row["share_of_income"]) for row in found.rows["loans"]
    ]
    assert shown == [(33.33, 33.34, 0.03334), (66.67, 66.66, 0.06667)]


@pytest.mark.parametrize("annual", [0.0, 0.1825, 0.36])
@pytest.mark.parametrize("months", [1, 7, 60])
@pytest.mark.parametrize("balance", [100, 3333.33, 500000])
def test_payments_are_those_of_the_repayment_plan(
    balance: float, months: int, annual: float
) -> None:
    one = loan(balance=balance, nominal_annual_rate=annual, months=months, starts_in=2)
    found = result(6000, one)
    plan = schedule(loan_terms(round(balance * 100), LEVEL_PAYMENT, months, annual))
    rows = found.rows["payments"]
    assert [row["loan_1"] for row in rows] == [0, 0, *(row.payment / 100 for row in plan)]
    assert found.outputs["highest_monthly_payment"] == max(row.payment for row in plan) / 100
    assert found.rows["loans"][0]["last_payment"] == plan[-1].payment / 100


def test_a_last_payment_alone_may_be_above_a_line() -> None:
    # 30% of 500 are 150.00.
    found = result(500, loan(balance=450.01, months=3))
    assert [row["total"] for row in found.rows["payments"]] == [150.0, 150.0, 150.01]
    assert found.outputs["month_above_safe_share"] == 3
    assert found.sentences == ["left", "above_safe"]


def test_stacked_loans_match_a_computation_by_hand() -> None:
    loans = [loan(starts_in=start) for start in (0, 1, 2, 3)]
    shown = result(500, *loans).outputs
    assert shown == {
        "debt_service_ratio": 0.2,
        "highest_debt_service_ratio": 0.8,
        "total_monthly_payment": 100.0,
        "highest_monthly_payment": 400.0,
        "left_over": 100.0,
        "lenders_in_use": 4,
        "month_above_safe_share": 2,
        "month_above_half": 3,
    }


def test_exactly_on_a_line_is_not_above_it() -> None:
    shown = result(1000, loan(balance=3600)).outputs
    assert shown["debt_service_ratio"] == 0.3
    assert shown["month_above_safe_share"] is None


def test_a_month_without_payments_is_a_month_without_load() -> None:
    shown = result(1000, loan(starts_in=3)).outputs
    assert shown["debt_service_ratio"] == 0.0
    assert shown["highest_debt_service_ratio"] == 0.1


@pytest.mark.parametrize(
    ("lenders", "count"),
    [
        (("weilidai", "we2000"), 1),
        (("fenfu", "fenqi", "weilidai"), 2),
        (("jiebei", "huabei", "jintiao", "baitiao"), 2),
        (("bank", "bank", "credit_card", "other"), 4),
        (("bank", "weilidai", "weilidai"), 2),
    ],
)
def test_products_of_one_company_are_one_lender(lenders: tuple[str, ...], count: int) -> None:
    loans = [loan(lender=lender) for lender in lenders]
    assert result(9000, *loans).outputs["lenders_in_use"] == count


def test_by_default_no_loan_is_above_the_line_and_all_together_are_above_the_half() -> None:
    found = result(6000, *LOANS.rows)
    assert found.sentences == ["left", "above_half", "each_alone"]
    assert found.outputs["month_above_safe_share"] == 5
    assert found.outputs["month_above_half"] == 7
    assert found.details["heaviest_month"] == 7


@pytest.mark.parametrize(
    ("loans", "sentences"),
    [
        ([loan()], ["left", "never_above"]),
        ([loan(balance=4800)], ["left", "above_safe"]),
        (
            [loan(balance=2400), loan(balance=2400)],
            ["left", "above_safe", "each_alone"],
        ),
        ([loan(balance=7200)], ["left", "above_half"]),
        ([loan(balance=24000)], ["short", "talk_first", "above_half"]),
    ],
)
def test_each_state_gets_its_sentences(loans: list[dict[str, Any]], sentences: list[str]) -> None:
    assert result(1000, *loans).sentences == sentences


@pytest.mark.parametrize(
    ("name", "highest", "ratio"), [("clerk_two", 1080.79, 27.0), ("clerk_three", 1767.55, 44.2)]
)
def test_the_clerks_third_loan_makes_each_bearable_loan_too_much(
    name: str, highest: float, ratio: float
) -> None:
    found = SIMULATION.result(SIMULATION.preset_values(name))
    assert found.outputs["highest_monthly_payment"] == highest
    assert round(100 * found.outputs["highest_debt_service_ratio"], 1) == ratio
    assert ("each_alone" in found.sentences) == (name == "clerk_three")


def test_the_missing_amount_is_payments_less_income() -> None:
    assert result(1000, loan(balance=24000)).details["missing"] == 1000.0


def test_the_horizontal_lines_are_in_the_first_row_only() -> None:
    first, *others = result(6000, *LOANS.rows).rows["payments"]
    assert (first["income"], first["half"], first["safe"]) == (6000.0, 3000.0, 1800.0)
    assert all("income" not in row for row in others)


def test_both_pictures_and_the_field_call_a_lender_the_same() -> None:
    strings = catalogue("zh")["simulations"]["borrowing-load"]
    choices = strings["fields"]["loans"]["columns"]["lender"]["choices"]
    assert choices == strings["pictures"]["loans"]["words"]
    assert list(choices) == LENDERS
