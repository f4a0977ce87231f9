"""What a loan costs a year, read off its payments."""

import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.cashflow import level_irr, level_payment
from loanlab.model.rates import compound_growth

# rate_conventions.upfront_fee_table: fee kept back (percent), nominal and effective IRR (percent).
KEPT_BACK = [(0, 18.25, 19.86), (1, 20.19, 22.17), (2, 22.16, 24.56), (3, 24.16, 27.03)]
# rate_conventions.flat_fee_table: 0.6% a month of the first principal.
FLAT = [(3, 10.77, 11.32), (6, 12.24, 12.95), (12, 13.03, 13.84), (24, 13.27, 14.10)]


@pytest.mark.parametrize(("fee", "nominal", "effective"), KEPT_BACK)
def test_a_fee_kept_back_gives_the_published_annual_rates(
    fee: float, nominal: float, effective: float
) -> None:
    payment = level_payment(10000, 0.1825 / 12, 12)
    monthly = level_irr(10000 * (1 - fee / 100), payment, 12)
    assert round(1200 * monthly, 2) == nominal
    assert round(100 * compound_growth(monthly, 12), 2) == effective


@pytest.mark.parametrize(("periods", "nominal", "effective"), FLAT)
def test_a_flat_monthly_fee_gives_the_published_annual_rates(
    periods: int, nominal: float, effective: float
) -> None:
    monthly = level_irr(1, 1 / periods + 0.006, periods)
    assert round(1200 * monthly, 2) == nominal
    assert round(100 * compound_growth(monthly, 12), 2) == effective


# Below a millionth numpy_financial's own formula loses digits.
@given(st.floats(100, 300000), st.floats(1e-6, 0.05), st.integers(1, 360))
def test_the_level_payment_agrees_with_numpy_financial(
    principal: float, rate: float, periods: int
) -> None:
    assert level_payment(principal, rate, periods) == pytest.approx(
        -npf.pmt(rate, periods, principal), rel=1e-8
    )


@given(st.floats(100, 300000), st.floats(1e-6, 0.05), st.integers(1, 120))
def test_the_irr_of_level_payments_gives_back_their_rate(
    principal: float, rate: float, periods: int
) -> None:
    payment = level_payment(principal, rate, periods)
    assert level_irr(principal, payment, periods) == pytest.approx(rate, rel=1e-8)


@given(st.floats(0, 0.03), st.floats(0.0001, 0.03))
def test_a_higher_fee_never_lowers_the_cost(fee: float, more: float) -> None:
    payment = level_payment(10000, 0.015, 12)
    assert level_irr(10000 * (1 - fee - more), payment, 12) > level_irr(
        10000 * (1 - fee), payment, 12
    )


def test_a_loan_without_interest_costs_nothing() -> None:
    assert level_irr(1200, level_payment(1200, 0, 12), 12) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("received", "payment", "words"), [(0, 10, "above 0"), (1000, 10, "do not add up")]
)
def test_flows_without_a_rate_are_refused(received: float, payment: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        level_irr(received, payment, 12)


@pytest.mark.parametrize(("rate", "periods"), [(-0.01, 12), (0.01, 0)])
def test_an_impossible_loan_has_no_payment(rate: float, periods: int) -> None:
    with pytest.raises(ValueError, match=r"or more|below"):
        level_payment(1000, rate, periods)
