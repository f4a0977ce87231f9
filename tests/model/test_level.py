"""The interest of a loan in equal payments, against its plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.level import level_interest
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import schedule, totals
from loanlab.model.terms import LEVEL_PAYMENT, loan_terms


@given(st.integers(1, 30_000_000), st.one_of(st.just(0.0), st.floats(0, 1)), st.integers(1, 120))
def test_it_is_the_interest_of_the_plan(principal: int, annual: float, months: int) -> None:
    plan = schedule(loan_terms(principal, LEVEL_PAYMENT, months, annual))
    assert level_interest(principal, annual, months) == totals(plan).interest


def test_ten_thousand_yuan_at_eighteen_and_a_quarter_over_a_year() -> None:
    assert level_interest(1_000_000, 0.1825, 12) == 101_587


@pytest.mark.parametrize(
    ("principal", "annual", "months", "reason"),
    [
        (0, 0.1, 12, "principal"),
        (100, -0.1, 12, "nominal_annual_rate"),
        (100, float("nan"), 12, "nominal_annual_rate"),
        (100, 0.1, 0, "months"),
    ],
)
def test_what_is_no_loan_is_refused(
    principal: int, annual: float, months: int, reason: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        level_interest(principal, annual, months)
    assert refusal.value.reason == reason
