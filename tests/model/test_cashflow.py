"""Test IRR, XIRR and annual costs of cash flows."""

from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import numpy_financial as npf
import pandas as pd
import pytest
import pyxirr
from hypothesis import assume, given
from hypothesis import strategies as st

from loanlab.model import annuity, cashflow
from loanlab.model.annuity import level_payment
from loanlab.model.refusal import Refusal

LOANS = st.tuples(
    st.floats(100, 300000),
    st.lists(st.floats(0, 1), min_size=1, max_size=60).filter(lambda parts: sum(parts) > 0.01),
    st.floats(0.5, 3),
)
YEAR = date(2026, 1, 1)


def flows_of(loan: tuple[float, list[float], float]) -> list[float]:
    """Return flows of a loan whose payments add up to a multiple of it."""
    lent, parts, multiple = loan
    return [-lent] + [lent * multiple * part / sum(parts) for part in parts]


def exact_irr(flows: list[float], near: float) -> float:
    """Compute the rate to 40 digits, starting from a close one."""
    with localcontext() as context:
        context.prec = 50
        rate = Decimal(near)
        for _ in range(8):
            worth = slope = Decimal(0)
            for flow in flows:
                slope = slope * (1 + rate) + worth
                worth = worth * (1 + rate) + Decimal(flow)
            rate -= worth / slope
        return float(rate)


@given(LOANS)
def test_the_rate_of_a_loan_is_accurate_to_twelve_digits(
    loan: tuple[float, list[float], float],
) -> None:
    flows = flows_of(loan)
    found = cashflow.irr(flows)
    # A change of the loan by half a last bit changes the rate this much, whatever the method.
    unavoidable = 4e-16
    assert found == pytest.approx(exact_irr(flows, found), rel=1e-12, abs=unavoidable)


@given(st.floats(-3, 9), st.lists(st.floats(-3, 9) | st.none(), min_size=1, max_size=60))
def test_the_rate_of_very_uneven_payments_is_accurate(
    lent: float, powers: list[float | None]
) -> None:
    payments = [0.0 if power is None else 10**power for power in powers]
    assume(sum(payments) > 1e-5 * 10**lent)
    flows = [-(10**lent), *payments]
    found = cashflow.irr(flows)
    assert 1 + found == pytest.approx(1 + exact_irr(flows, found), rel=1e-12)


@given(LOANS)
def test_an_ordinary_loan_needs_few_steps(loan: tuple[float, list[float], float]) -> None:
    flows = flows_of(loan)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cashflow, "all_rates", None)
        patch.setattr(annuity, "all_rates", None)
        cashflow.irr(flows)


@given(st.floats(100, 300000), st.floats(1e-12, 1e-3), st.integers(1, 60))
def test_a_tiny_rate_is_accurate_to_twelve_digits(lent: float, rate: float, periods: int) -> None:
    payment = level_payment(lent, rate, periods)
    for flows in ([-lent] + [payment] * periods, [-lent] + [0.0] + [payment] * periods):
        found = cashflow.irr(flows)
        assert found == pytest.approx(exact_irr(flows, found), rel=1e-12, abs=1e-18)


@given(LOANS)
def test_the_rate_does_not_depend_on_the_sign_convention(
    loan: tuple[float, list[float], float],
) -> None:
    flows = flows_of(loan)
    assert cashflow.irr([-flow for flow in flows]) == cashflow.irr(flows)


@given(LOANS)
def test_the_rate_does_not_depend_on_the_unit_of_money(
    loan: tuple[float, list[float], float],
) -> None:
    flows = flows_of(loan)
    # Multiplying by a power of two changes no digit.
    assert cashflow.irr([1024 * flow for flow in flows]) == cashflow.irr(flows)


@given(LOANS)
def test_the_rate_agrees_with_numpy_financial(loan: tuple[float, list[float], float]) -> None:
    # With payments below a fen, the polynomial of numpy_financial loses digits.
    flows = [round(flow, 2) for flow in flows_of(loan)]
    theirs = npf.irr(flows)
    assume(theirs == theirs)
    assert cashflow.irr(flows) == pytest.approx(theirs, rel=1e-6, abs=1e-9)


@given(LOANS)
def test_the_net_present_value_is_zero_at_the_irr(loan: tuple[float, list[float], float]) -> None:
    flows = flows_of(loan)
    rate = cashflow.irr(flows)
    assume(rate > -0.5)
    size = cashflow.present_value(rate, [abs(flow) for flow in flows])
    assert abs(cashflow.present_value(rate, flows)) <= 1e-12 * size


@given(LOANS, st.floats(0, 0.05))
def test_a_higher_fee_never_lowers_the_rate(
    loan: tuple[float, list[float], float], fee: float
) -> None:
    lent, *payments = flows_of(loan)
    without = cashflow.irr([lent, *payments])
    assert cashflow.irr([lent * (1 - fee), *payments]) >= without - 1e-15


@given(LOANS, st.floats(0, 100), st.integers(0, 59))
def test_a_higher_payment_never_lowers_the_rate(
    loan: tuple[float, list[float], float], more: float, place: int
) -> None:
    flows = flows_of(loan)
    dearer = list(flows)
    dearer[1 + place % (len(flows) - 1)] += more
    assert cashflow.irr(dearer) >= cashflow.irr(flows) - 1e-15


def test_repaying_less_than_the_loan_has_a_negative_rate() -> None:
    assert cashflow.irr([-100.0, 90.0]) == pytest.approx(-0.1, rel=1e-14)
    assert cashflow.irr([-100.0, 0.0, 81.0]) == pytest.approx(-0.1, rel=1e-14)


def test_an_extreme_rate_is_found() -> None:
    assert cashflow.irr([-100.0, 1e15]) == pytest.approx(1e13 - 1, rel=1e-12)
    assert cashflow.irr([-1e-30, 0.0, 1e50]) == pytest.approx(1e40, rel=1e-12)


def test_repaying_exactly_the_loan_has_a_rate_of_zero() -> None:
    assert cashflow.irr([-100.0, 40.0, 60.0]) == pytest.approx(0, abs=1e-17)
    assert cashflow.irr([-120.0] + [10.0] * 12) == pytest.approx(0, abs=1e-17)


def test_of_several_rates_the_lowest_non_negative_one_is_chosen() -> None:
    # The roots are 10% and 20%: (1 + r - 1.1)(1 + r - 1.2).
    assert cashflow.irr([-100.0, 230.0, -132.0]) == pytest.approx(0.1, rel=1e-12)
    # The roots are -50% and 20%.
    assert cashflow.irr([100.0, -170.0, 60.0]) == pytest.approx(0.2, rel=1e-12)


def test_a_loan_drawn_in_parts_has_a_rate() -> None:
    flows = [-100.0, -50.0, 40.0, -10.0, 150.0]
    assert cashflow.irr(flows) == pytest.approx(exact_irr(flows, 0.1), rel=1e-12)


@pytest.mark.parametrize(
    "flows",
    [[], [-100.0], [0.0, 0.0], [100.0, 50.0], [-1.0, -1.0], [-100.0, 0.0], [100.0, -100.0, 100.0]],
)
def test_payments_without_a_rate_are_refused(flows: list[float]) -> None:
    with pytest.raises(Refusal) as refusal:
        cashflow.irr(flows)
    assert refusal.value.reason == "no_rate"


INF, NAN = float("inf"), float("nan")


@pytest.mark.parametrize("invalid", [NAN, INF, -INF, 1e101, 10**400])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "others", [(-100.0, 60.0, 50.0), (-100.0, 60.0, 60.0), (100.0, -60.0, -9.0)]
)
def test_flows_that_are_not_numbers_are_refused(
    invalid: Any, place: int, others: tuple[float, ...]
) -> None:
    flows = list(others)
    flows[place] = invalid
    for ask in (cashflow.irr, cashflow.irr_roots, lambda flows: cashflow.present_value(0.1, flows)):
        with pytest.raises(Refusal) as refusal:
            ask(flows)
        assert refusal.value.reason == "flows"


@pytest.mark.parametrize(
    "flows",
    [
        *([-100.0, INF], [-INF, 100.0], [-100.0, INF, INF], [INF, -5.0]),
        *([-100.0, 1e101], [-100.0, 1e101, 1e101], [-1e101, 1e100], [-100, 10**400, 10**400]),
    ],
)
def test_infinite_payments_are_refused(flows: list[float]) -> None:
    with pytest.raises(Refusal) as refusal:
        cashflow.irr(flows)
    assert refusal.value.reason == "flows"


def test_payments_may_come_as_an_array_or_a_tuple() -> None:
    expected = cashflow.irr([-100.0, 60.0, 50.0])
    assert cashflow.irr(np.array([-100, 60, 50])) == expected  # type: ignore[arg-type]
    assert cashflow.irr((-100, 60, 50)) == expected  # type: ignore[arg-type]
    flows: Any = [np.int64(-100), np.int64(60), np.int64(50)]
    assert cashflow.irr(flows) == expected


def test_an_implausible_rate_is_passed_over_for_a_small_loss() -> None:
    days = [date(2027, 1, 1), date(2027, 1, 15), date(2027, 2, 15)]
    flows = [20.0, -1000.0, 970.0]
    small, beyond = cashflow.xirr_roots(days, flows)
    assert small == pytest.approx(-0.1147, abs=5e-5)
    assert 1e43 < beyond < 1e45
    assert cashflow.xirr(days, flows) == small
    assert cashflow.irr_at_times([0, 14, 45], flows, 365) == small
    # For a single day it is 32%, which is plausible.
    assert cashflow.irr_at_times([0, 14, 45], flows, 1) == pytest.approx(0.3224, abs=5e-5)


def test_a_rate_of_a_hundred_per_period_is_plausible() -> None:
    # The roots of (1 + r - 0.9)(1 + r - x) are -0.1 and x - 1.
    for growth, expected in ((100.9, 99.9), (101.5, -0.1)):
        flows = [-1.0, 0.9 + growth, -0.9 * growth]
        assert cashflow.irr(flows) == pytest.approx(expected, rel=1e-12)
        assert cashflow.irr_roots(flows) == pytest.approx([-0.1, growth - 1], rel=1e-12)


def test_a_single_rate_is_returned_even_if_implausible() -> None:
    assert cashflow.irr([-1.0, 501.0]) == pytest.approx(500)
    found = cashflow.xirr([YEAR, YEAR + timedelta(days=1)], [-1.0, 2.0])
    assert found == pytest.approx(2.0**365 - 1, rel=1e-12)


@given(st.lists(st.floats(-1000, 1000), min_size=2, max_size=6))
def test_irr_is_one_of_irr_roots(flows: list[float]) -> None:
    roots = cashflow.irr_roots(flows)
    assert roots == sorted(roots)
    assume(roots)
    assert min(abs(cashflow.irr(flows) - rate) / (1 + rate) for rate in roots) < 1e-9


@pytest.mark.parametrize(
    "days",
    [
        [datetime(2010, 1, 1, 9, 30), datetime(2011, 1, 1)],
        [pd.Timestamp("2010-01-01"), pd.Timestamp("2011-01-01 23:00")],
        [np.datetime64("2010-01-01"), np.datetime64("2011-01-01T08:00")],
        pd.to_datetime(["2010-01-01", "2011-01-01"]),
    ],
)
def test_dates_of_any_library_are_accepted(days: Any) -> None:
    assert cashflow.xirr(days, [-1000, 1100]) == pytest.approx(0.1, rel=1e-12)
    assert cashflow.xirr_roots(days, [-1000, 1100]) == pytest.approx([0.1], rel=1e-12)


@pytest.mark.parametrize("day", ["2027-01-01", None, 20270101, pd.NaT, np.datetime64("NaT")])
def test_dates_that_are_not_dates_are_refused(day: Any) -> None:
    for ask in (cashflow.xirr, cashflow.xirr_roots):
        with pytest.raises(Refusal) as refusal:
            ask([YEAR, day], [-1.0, 2.0])
        assert refusal.value.reason == "dates"


def test_payments_at_the_start_reduce_the_disbursement() -> None:
    payment = level_payment(10000, 0.01, 12, at_start=True)
    flows = [payment - 10000] + [payment] * 11
    assert cashflow.irr(flows) == pytest.approx(0.01, rel=1e-13)


def test_a_present_value_needs_a_rate_above_minus_one() -> None:
    with pytest.raises(Refusal, match="above -1") as refusal:
        cashflow.present_value(-1, [1.0, 1.0])
    assert refusal.value.reason == "rate"


@given(
    st.lists(st.tuples(st.integers(1, 3000), st.floats(1, 1000)), min_size=1, max_size=12),
    st.floats(0.9, 2),
)
def test_dated_payments_have_the_rate_that_pyxirr_finds(
    payments: list[tuple[int, float]], multiple: float
) -> None:
    total = sum(paid for _, paid in payments)
    dates = [YEAR] + [YEAR + timedelta(days=day) for day, _ in payments]
    flows = [-total / multiple] + [paid for _, paid in payments]
    theirs = pyxirr.xirr(dates, flows)
    assume(theirs is not None and -0.9 < theirs < 1000)
    assert cashflow.xirr(dates, flows) == pytest.approx(theirs, rel=1e-6, abs=1e-8)


def test_dated_payments_may_come_in_any_order() -> None:
    dates = [date(2027, 1, 1), date(2026, 1, 1)]
    assert cashflow.xirr(dates, [110.0, -100.0]) == pytest.approx(0.1, rel=1e-13)


def test_a_year_of_360_days_is_shorter() -> None:
    dates = [YEAR, YEAR + timedelta(days=360)]
    assert cashflow.xirr(dates, [-100.0, 110.0], 360) == pytest.approx(0.1, rel=1e-13)


def test_dated_payments_of_one_sign_are_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        cashflow.xirr([YEAR, YEAR + timedelta(days=9)], [1.0, 2.0])
    assert refusal.value.reason == "no_rate"


def test_one_date_per_payment_is_required() -> None:
    with pytest.raises(Refusal) as refusal:
        cashflow.xirr([YEAR], [1.0, -2.0])
    assert refusal.value.reason == "flows"


@pytest.mark.parametrize(("whole", "share"), [(-1, 0.5), (1, -0.01), (1, 1.01)])
def test_an_invalid_odd_period_is_refused(whole: int, share: float) -> None:
    with pytest.raises(Refusal) as refusal:
        cashflow.odd_first_flows(1000, [1.0], whole, share)
    assert refusal.value.reason == "first_period"


@given(st.floats(0.001, 0.05), st.integers(0, 3), st.floats(0, 1), st.integers(1, 24))
def test_an_odd_first_period_charges_simple_interest(
    period_rate: float, whole: int, share: float, periods: int
) -> None:
    growth = (1 + period_rate) ** whole * (1 + share * period_rate)
    level = level_payment(1000 * growth / (1 + period_rate), period_rate, periods)
    times, flows = cashflow.odd_first_flows(1000, [level] * periods, whole, share)
    assume(whole > 0 or periods > 1)
    assert cashflow.irr_at_times(times, flows, 1) == pytest.approx(period_rate, rel=1e-9)


@given(st.floats(-0.5, 1), st.sampled_from([1, 4, 12, 52, 365]))
def test_annual_cost_has_a_nominal_and_an_effective_rate(period_rate: float, periods: int) -> None:
    cost = cashflow.annual_cost(period_rate, periods)
    assert cost.nominal == period_rate * periods
    expected = (1 + period_rate) ** periods - 1
    assert cost.effective == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_a_loan_in_one_sum_has_its_rate_spread_over_the_months() -> None:
    cost = cashflow.annual_cost_of_months(0.21, 24)
    assert cost.nominal == pytest.approx(0.105, rel=1e-15)
    assert cost.effective == pytest.approx(0.1, rel=1e-12)


@given(st.floats(0, 0.05), st.integers(1, 60))
def test_flat_fees_convert_back(flat_fee_rate: float, periods: int) -> None:
    period_rate = cashflow.period_rate_of_flat_fee(flat_fee_rate, periods)
    found = cashflow.flat_fee_of_period_rate(period_rate, periods)
    assert found == pytest.approx(flat_fee_rate, rel=1e-9, abs=1e-15)


def test_a_flat_fee_of_zero_has_a_rate_of_zero() -> None:
    assert [cashflow.period_rate_of_flat_fee(0.0, periods) for periods in (1, 3, 7)] == [0, 0, 0]


@given(st.floats(0, 0.05), st.floats(0, 0.01), st.integers(1, 60))
def test_a_higher_flat_fee_never_costs_less(fee: float, more: float, periods: int) -> None:
    dearer = cashflow.period_rate_of_flat_fee(fee + more, periods)
    assert dearer >= cashflow.period_rate_of_flat_fee(fee, periods) - 1e-15


@given(st.integers(1, 60), st.sampled_from([1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 0.01, 0.1]))
def test_flat_fee_and_rate_keep_twelve_digits_down_to_nearly_nothing(
    periods: int, period_rate: float
) -> None:
    with localcontext() as context:
        context.prec = 60
        rate = Decimal(period_rate)
        exact = rate / (1 - (1 + rate) ** -periods) - 1 / Decimal(periods)
        fee = cashflow.flat_fee_of_period_rate(period_rate, periods)
        if exact:
            assert abs(Decimal(fee) - exact) <= exact * Decimal("1e-14")
    assert cashflow.period_rate_of_flat_fee(fee, periods) == pytest.approx(period_rate, rel=1e-12)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: cashflow.xirr([YEAR, YEAR + timedelta(1)], [-1000, 7200]), "too_high"),
        (lambda: cashflow.annual_cost(1e30), "too_high"),
        (lambda: cashflow.annual_cost_of_months(1e30, 1), "too_high"),
        (lambda: cashflow.annual_cost(0.01, 0), "periods_per_year"),
        (lambda: cashflow.annual_cost_of_months(0.1, 0), "months"),
        (lambda: cashflow.irr_at_times([0, 1], [-1, 2], 0), "units"),
        (lambda: cashflow.period_rate_of_flat_fee(0.01, 0), "periods"),
        (lambda: cashflow.flat_fee_of_period_rate(0.01, 0), "periods"),
        (lambda: cashflow.period_rate_of_flat_fee(0.01, 10**400), "periods"),
        (lambda: cashflow.flat_fee_of_period_rate(0.01, 1.5), "periods"),  # type: ignore[arg-type]
        (lambda: cashflow.period_rate_of_flat_fee(-0.001, 12), "flat_fee_rate"),
        (lambda: cashflow.period_rate_of_flat_fee(-0.1, 12), "flat_fee_rate"),
        (lambda: cashflow.period_rate_of_flat_fee(NAN, 12), "flat_fee_rate"),
        (lambda: cashflow.period_rate_of_flat_fee(INF, 12), "flat_fee_rate"),
        (lambda: cashflow.flat_fee_of_period_rate(-0.001, 12), "rate"),
        (lambda: cashflow.flat_fee_of_period_rate(NAN, 12), "rate"),
        (lambda: cashflow.flat_fee_of_period_rate(INF, 12), "rate"),
        (lambda: cashflow.present_value(INF, [1.0]), "rate"),
        (lambda: cashflow.present_value(NAN, [1.0]), "rate"),
        (lambda: cashflow.present_value(-0.999, [1.0] * 200), "too_high"),
        (lambda: cashflow.annual_cost(NAN), "rate"),
        (lambda: cashflow.annual_cost(10.0, 365), "too_high"),
        (lambda: cashflow.annual_cost_of_months(0.1, 2.5), "months"),  # type: ignore[arg-type]
        (lambda: cashflow.odd_first_flows(INF, [1.0], 1, 0.5), "received"),
        (lambda: cashflow.odd_first_flows(10.0, [NAN], 1, 0.5), "payments"),
        (lambda: cashflow.odd_first_flows(10.0, [1.0], 1, NAN), "first_period"),
        (lambda: cashflow.xirr([YEAR, YEAR + timedelta(9)], [-1, 2], 0), "days_in_year"),
        (lambda: cashflow.xirr_roots([YEAR, YEAR + timedelta(1)], [-1000, 7200]), "too_high"),
    ],
)
def test_invalid_arguments_are_refused(ask: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask()
    assert refused.value.reason == reason
