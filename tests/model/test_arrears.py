"""Test a late payment in a schedule: penalty on the overdue amount, no other change."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanlab.model.arrears import pay_late
from loanlab.model.interest import interest_fen
from loanlab.model.price import price_of_plan
from loanlab.model.schedule import payments_by_day, totals
from loanlab.model.terms import Extra, Terms, loan_terms

from .loans import loans
from .refusals import assert_refused

START = date(2027, 1, 10)


def loan(method: str = "level_payment", **options: Any) -> Terms:
    options = {"start": START, "day_count": "actual/365", **options}
    return loan_terms(1_000_000, method, 12, 0.1825, **options)


@pytest.mark.parametrize("multiplier", [1.0, 1.3, 1.5])
def test_the_overdue_principal_bears_a_multiple_of_the_contract_rate(multiplier: float) -> None:
    planned = payments_by_day(loan())
    late = pay_late(loan(), 3, 20, multiplier)
    expected = interest_fen(planned[2].principal, 0.0005 * multiplier, 20)
    assert late.penalty == expected
    assert late.overdue == planned[2].payment
    assert late.payment == planned[2].payment + expected
    assert (late.due, late.paid_on) == (date(2027, 4, 10), date(2027, 4, 30))


def test_overdue_interest_bears_penalty_interest_if_the_contract_says_so() -> None:
    planned = payments_by_day(loan())[2]
    assert pay_late(loan(), 3, 20, on_all=True).penalty == interest_fen(
        planned.payment, 0.00075, 20
    )


def test_a_late_bullet_loan_is_overdue_as_a_whole() -> None:
    # 30 days at 0.075% on 10,000 yuan.
    late = pay_late(loan("bullet"), 1, 30)
    assert late.penalty == 22_500
    assert late.paid_on == date(2028, 2, 9)


def test_with_the_monthly_day_count_a_day_is_a_360th_of_a_year() -> None:
    late = pay_late(loan(day_count="1/12"), 1, 20)
    principal = payments_by_day(loan(day_count="1/12"))[0].principal
    assert late.penalty == interest_fen(principal, 1.5 * 0.1825 / 360, 20)


def test_the_rate_in_force_at_the_late_payment_is_multiplied() -> None:
    changed = loan(rate_changes={3: 0.365, 5: 0.0})
    principal = payments_by_day(changed)[2].principal
    assert pay_late(changed, 3, 10).penalty == interest_fen(principal, 0.0015, 10)
    assert pay_late(changed, 5, 10).penalty == 0


def test_a_flat_fee_is_raised_as_its_equivalent_rate() -> None:
    flat = loan_terms(1_200_000, "flat_fee", 12, flat_fee_rate=0.006, start=START)
    # A flat fee of 0.6% a month over 12 months is equivalent to 13.03% a year; 1,000 yuan are late.
    assert pay_late(flat, 2, 30).penalty == interest_fen(100_000, 1.5 * 0.130306 / 360, 30)


@given(loans(dated=True), st.integers(1, 36), st.integers(0, 90), st.data())
def test_the_other_payments_do_not_change(
    terms: Terms, number: int, days: int, data: st.DataObject
) -> None:
    planned = payments_by_day(terms)
    assume(number in {row.number for row in planned})
    late = pay_late(terms, number, days, data.draw(st.floats(1, 1.5)))
    before, after = totals(planned), totals(late.rows)
    assert after.payment == before.payment + late.penalty
    assert after.principal == before.principal
    assert len(late.rows) == len(planned)
    unmoved = [row for row in late.rows if row in planned]
    assert len(unmoved) >= len(planned) - 1
    assert late.paid_on == late.due + timedelta(days)
    assert [row.due for row in late.rows] == sorted(row.due for row in late.rows)
    assert late.penalty >= 0


def test_an_early_payment_in_the_same_period_is_not_late() -> None:
    early = Extra(date(2027, 4, 1), 100_000, "shorter_term")
    late = pay_late(loan(extras=[early]), 3, 5)
    assert late.due == date(2027, 4, 10)
    assert {row.due for row in late.rows} >= {date(2027, 4, 1), date(2027, 4, 15)}


def test_a_late_payment_raises_the_price_only_above_the_contract_rate() -> None:
    planned = price_of_plan(loan("bullet"), payments_by_day(loan("bullet"))).nominal
    same = price_of_plan(loan("bullet"), pay_late(loan("bullet"), 1, 30, 1.0).rows).nominal
    dearer = price_of_plan(loan("bullet"), pay_late(loan("bullet"), 1, 30).rows).nominal
    # Only the principal of 10,000 yuan bears interest: 395 days at 0.05%.
    assert planned == pytest.approx(0.1825)
    assert same == pytest.approx(0.1825)
    assert dearer > 0.1825


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"number": 0}, "number"),
        ({"number": 13}, "number"),
        ({"number": 1.5}, "number"),
        ({"days": -1}, "days"),
        ({"days": 1.5}, "days"),
        ({"days": float("inf")}, "days"),
        ({"multiplier": 0.9}, "multiplier"),
        ({"multiplier": float("nan")}, "multiplier"),
        ({"terms": loan_terms(1_000_000, "bullet", 12, 0.1)}, "start"),
    ],
)
def test_invalid_arguments_are_refused_with_their_reason(
    changes: dict[str, Any], reason: str
) -> None:
    whole: dict[str, Any] = {"terms": loan(), "number": 3, "days": 20, **changes}
    assert_refused(reason, pay_late, **whole)
