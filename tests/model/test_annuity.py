"""Test level payments and their rates."""

from fractions import Fraction
from typing import Any

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanlab.model import annuity
from loanlab.model.annuity import (
    _guess_rate,
    annuity_factor,
    balance_after,
    interest_part,
    level_irr,
    level_payment,
    periods_to_clear,
)
from loanlab.model.rates import compound_growth
from loanlab.model.refusal import Refusal

# rate_conventions.upfront_fee_table: deducted fee (percent), nominal and effective IRR (percent).
KEPT_BACK = [(0, 18.25, 19.86), (1, 20.19, 22.17), (2, 22.16, 24.56), (3, 24.16, 27.03)]
# rate_conventions.flat_fee_table: 0.6% of the original principal a month.
FLAT = [(3, 10.77, 11.32), (6, 12.24, 12.95), (12, 13.03, 13.84), (24, 13.27, 14.10)]


@pytest.mark.parametrize(("fee", "nominal", "effective"), KEPT_BACK)
def test_a_deducted_fee_gives_the_published_annual_rates(
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


# Below a rate of a millionth, the formula of numpy_financial loses digits.
@given(st.floats(100, 300000), st.floats(1e-6, 0.05), st.integers(1, 360))
def test_the_level_payment_agrees_with_numpy_financial(
    principal: float, rate: float, periods: int
) -> None:
    assert level_payment(principal, rate, periods) == pytest.approx(
        -npf.pmt(rate, periods, principal), rel=1e-8
    )


@given(st.floats(100, 300000), st.floats(1e-6, 0.05), st.integers(1, 120))
def test_the_irr_of_level_payments_is_their_rate(
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


def test_a_loan_without_interest_has_a_rate_of_zero() -> None:
    assert level_irr(1200, level_payment(1200, 0, 12), 12) == pytest.approx(0, abs=1e-12)


def test_payments_below_the_proceeds_have_a_negative_rate() -> None:
    monthly = level_irr(1000, 80, 12)
    assert level_payment(1000, monthly, 12) == pytest.approx(80, rel=1e-13)
    assert monthly < 0


@pytest.mark.parametrize(
    ("received", "payment", "periods", "at_start", "reason"),
    [
        (0, 10, 12, False, "received"),
        (-1, 10, 12, False, "received"),
        (10, 10, 12, True, "received"),
        (1000, 0, 12, False, "payment"),
        (1000, 10, 0, False, "periods"),
        (1000, 10, 1, True, "periods"),
    ],
)
def test_flows_without_a_rate_are_refused(
    received: float, payment: float, periods: int, at_start: bool, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        level_irr(received, payment, periods, at_start)
    assert refused.value.reason == reason


@pytest.mark.parametrize(("rate", "periods", "reason"), [(-1, 12, "rate"), (0.01, 0, "periods")])
def test_an_impossible_loan_has_no_payment(rate: float, periods: int, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        level_payment(1000, rate, periods)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("received", "payment", "periods", "rate"),
    [
        (1e-3, 1e9, 2, 1e12),
        (1e6, 1e12, 3, 1000001.0),
        (1.0, 1.0, 1200, 1.0),
        (1000.0, 1e-3, 3, None),
    ],
)
def test_an_extreme_rate_is_found(
    received: float, payment: float, periods: int, rate: float | None
) -> None:
    found = level_irr(received, payment, periods)
    assert annuity_factor(found, periods) * payment == pytest.approx(received, rel=1e-11)
    if rate is not None:
        assert found == pytest.approx(rate, rel=1e-6)


# The array version makes only a few Newton steps, so the search must converge within them.
@given(st.floats(0.2, 0.999) | st.floats(1.001, 5), st.integers(1, 360))
def test_an_ordinary_loan_needs_few_steps(multiple: float, periods: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annuity, "all_rates", None)
        found = level_irr(1000, multiple * 1000 / periods, periods)
    assert annuity_factor(found, periods) * multiple / periods == pytest.approx(1, rel=1e-9)


@given(st.floats(0.8, 1.5), st.integers(2, 60))
def test_the_first_guess_is_close(multiple: float, periods: int) -> None:
    found = level_irr(1000, multiple * 1000 / periods, periods)
    guess = _guess_rate(1000, multiple * 1000, (periods + 1) / 2, periods)
    assert guess == pytest.approx(found, rel=0.05, abs=1e-9)


@given(st.floats(-0.3, 0.3), st.integers(1, 60))
def test_the_annuity_factor_is_the_sum_of_present_values(rate: float, periods: int) -> None:
    exact = sum((1 + Fraction(rate)) ** -number for number in range(1, periods + 1))
    assert annuity_factor(rate, periods) == pytest.approx(float(exact), rel=1e-12)


def test_payments_at_the_start_of_a_period_have_their_rate() -> None:
    payment = level_payment(12000, 0.01, 12, at_start=True)
    assert payment == pytest.approx(level_payment(12000, 0.01, 12) / 1.01, rel=1e-14)
    assert level_irr(12000, payment, 12, at_start=True) == pytest.approx(0.01, rel=1e-12)


def test_a_balloon_is_still_owed_after_the_last_payment() -> None:
    payment = level_payment(10000, 0.01, 24, balloon=4000)
    assert balance_after(10000, 0.01, payment, 24) == pytest.approx(4000, rel=1e-12)


def test_the_balance_and_the_interest_part_follow_from_each_other() -> None:
    payment = level_payment(10000, 0.01, 24)
    balance = 10000.0
    for number in range(1, 25):
        assert balance_after(10000, 0.01, payment, number - 1) == pytest.approx(balance, abs=1e-8)
        assert interest_part(10000, 0.01, 24, number) == pytest.approx(balance / 100, abs=1e-9)
        balance += balance / 100 - payment


@given(st.floats(100, 300000), st.floats(0, 0.05), st.integers(1, 500))
def test_the_counted_payments_clear_the_loan_and_one_fewer_does_not(
    principal: float, rate: float, share: int
) -> None:
    payment = principal * (rate + share / 1000)
    periods = periods_to_clear(principal, rate, payment)
    assert balance_after(principal, rate, payment, periods) <= 1e-6 * principal
    assert balance_after(principal, rate, payment, periods - 1) > 0


@pytest.mark.parametrize(("rate", "payment"), [(0.01, 100), (0.01, 99), (0, 0)])
def test_a_payment_that_does_not_cover_the_interest_never_clears(
    rate: float, payment: float
) -> None:
    with pytest.raises(Refusal) as refused:
        periods_to_clear(10000, rate, payment)
    assert refused.value.reason == "payment_too_small"


@pytest.mark.parametrize("rate", [1e-12, -1e-12, 0.0, 1e-300])
def test_tiny_rates_agree_with_the_limit(rate: float) -> None:
    assert annuity_factor(rate, 12) == pytest.approx(12, rel=1e-10)
    assert level_payment(1200, rate, 12) == pytest.approx(100, rel=1e-10)
    assert balance_after(1200, rate, 100, 12) == pytest.approx(0, abs=1e-8)


@pytest.mark.parametrize(
    ("principal", "period_rate", "payment", "periods"),
    [(1000, 0.01, 1010, 1), (1000, 0.01, 2000, 1), (1000, 0, 124.9, 9), (1000, 0, 125, 8)],
)
def test_payments_are_counted_until_nothing_is_owed(
    principal: float, period_rate: float, payment: float, periods: int
) -> None:
    assert periods_to_clear(principal, period_rate, payment) == periods


@given(st.floats(100, 300000), st.floats(0, 0.1), st.integers(1, 360))
def test_a_level_payment_clears_its_loan_in_its_own_number_of_payments(
    principal: float, period_rate: float, periods: int
) -> None:
    payment = level_payment(principal, period_rate, periods)
    assume(payment > principal * period_rate * 1.000001)
    assert periods_to_clear(principal, period_rate, payment) == periods


@given(
    st.floats(100, 300000),
    st.floats(0, 0.05),
    st.integers(1, 120),
    st.floats(0, 0.9),
    st.booleans(),
)
def test_a_level_payment_reaches_its_balloon_in_its_own_number_of_payments(
    principal: float, period_rate: float, periods: int, share: float, at_start: bool
) -> None:
    payment = level_payment(principal, period_rate, periods, principal * share, at_start)
    assume(payment > principal * period_rate * 1.000001)
    found = periods_to_clear(principal, period_rate, payment, principal * share, at_start)
    assert found == periods


@pytest.mark.parametrize("number", [0, 601, -1, 1.5, float("nan"), 10**400])
def test_a_payment_number_outside_the_term_is_refused(number: Any) -> None:
    with pytest.raises(Refusal, match="number must be") as refusal:
        interest_part(500_000, 0.049 / 12, 600, number)
    assert refusal.value.reason == "number"


def test_the_first_and_the_last_payment_number_are_accepted() -> None:
    payment = level_payment(500_000, 0.049 / 12, 600)
    assert interest_part(500_000, 0.049 / 12, 600, 1) == pytest.approx(500_000 * 0.049 / 12)
    last = interest_part(500_000, 0.049 / 12, 600, 600)
    assert last == pytest.approx(payment - payment / (1 + 0.049 / 12), rel=1e-9)


def test_whole_numbers_of_any_library_count_payments() -> None:
    lent: Any = np.int64(10000)
    for twelve in (12.0, np.int64(12)):
        periods: Any = twelve
        assert level_payment(lent, 0.01, periods) == level_payment(10000, 0.01, 12)
        assert interest_part(lent, 0.01, periods, periods) == interest_part(10000, 0.01, 12, 12)
        assert balance_after(lent, 0.01, 900, periods) == balance_after(10000, 0.01, 900, 12)
        assert level_irr(lent, 900, periods) == level_irr(10000, 900, 12)


INF: Any = float("inf")
NAN: Any = float("nan")
HALF: Any = 0.5


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: annuity_factor(INF, 12), "rate"),
        (lambda: annuity_factor(NAN, 12), "rate"),
        (lambda: annuity_factor(0.01, HALF), "periods"),
        (lambda: annuity_factor(0.0, 10**400), "periods"),
        (lambda: level_payment(INF, 0.01, 12), "principal"),
        (lambda: level_payment(NAN, 0.01, 12), "principal"),
        (lambda: level_payment(1000, INF, 12), "rate"),
        (lambda: level_payment(1000, 0.01, INF), "periods"),
        (lambda: level_payment(1000, 0.01, HALF), "periods"),
        (lambda: level_payment(1000, 0.01, 12, INF), "balloon"),
        (lambda: balance_after(1000, 0.01, NAN, 12), "payment"),
        (lambda: balance_after(1000, 0.01, 100, -1), "paid"),
        (lambda: balance_after(1000, 10.0, 100, 365), "too_high"),
        (lambda: interest_part(INF, 0.01, 12, 1), "principal"),
        (lambda: periods_to_clear(INF, 0.01, 100), "principal"),
        (lambda: periods_to_clear(-1, 0.01, 100), "principal"),
        (lambda: periods_to_clear(1000, -0.01, 100), "rate"),
        (lambda: periods_to_clear(1000, NAN, 100), "rate"),
        (lambda: periods_to_clear(1000, 0.01, INF), "payment"),
        (lambda: periods_to_clear(1000, 0.0, 0.0009), "payment_too_small"),
        (lambda: level_irr(INF, 100, 12), "received"),
        (lambda: level_irr(1000, INF, 12), "payment"),
        (lambda: level_irr(1000, NAN, 12), "payment"),
        (lambda: level_irr(1000, 100, 10**6 + 1), "periods"),
        (lambda: level_irr(1000, 100, HALF), "periods"),
    ],
)
def test_values_out_of_bounds_are_refused(ask: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        ask()
    assert refusal.value.reason == reason


def test_a_million_payments_are_accepted() -> None:
    assert periods_to_clear(1000, 0.0, 0.001) == 10**6


def test_a_balloon_of_the_whole_principal_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        periods_to_clear(1000, 0.01, 100, 1000)
    assert refusal.value.reason == "balloon"
