"""Test conversions between quoted rates."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model import rates
from loanlab.model.refusal import Refusal

# rate_conventions.simple in the book's facts: daily, x 360, x 365, compound (percent).
QUOTED = [
    (0.01, 3.6, 3.65, 3.72),
    (0.02, 7.2, 7.3, 7.57),
    (0.03, 10.8, 10.95, 11.57),
    (0.04, 14.4, 14.6, 15.72),
    (0.05, 18.0, 18.25, 20.02),
    (0.06, 21.6, 21.9, 24.47),
]


@pytest.mark.parametrize(("daily", "on_360", "on_365", "compounded"), QUOTED)
def test_a_daily_rate_gives_the_published_annual_rates(
    daily: float, on_360: float, on_365: float, compounded: float
) -> None:
    daily_rate = daily / 100
    assert rates.nominal_annual_rate(daily_rate, 360) * 100 == pytest.approx(on_360, abs=1e-9)
    assert rates.nominal_annual_rate(daily_rate) * 100 == pytest.approx(on_365, abs=1e-9)
    assert round(rates.effective_annual_rate(daily_rate) * 100, 2) == compounded


# Below a rate of a millionth, the formula of numpy_financial loses digits.
@given(st.floats(1e-6, 0.01), st.sampled_from([360, 365]))
def test_compounding_agrees_with_numpy_financial(daily_rate: float, days: int) -> None:
    expected = npf.fv(daily_rate, days, 0, -1) - 1
    assert rates.effective_annual_rate(daily_rate, days) == pytest.approx(expected, rel=1e-9)


@given(st.floats(1e-12, 1e-9), st.integers(1, 4000))
def test_a_tiny_rate_keeps_its_digits(rate: float, periods: int) -> None:
    # Two terms of the binomial series; the third is below rounding.
    series = periods * rate + periods * (periods - 1) / 2 * rate**2
    assert rates.compound_growth(rate, periods) == pytest.approx(series, rel=1e-9)


@given(st.floats(0, 0.01), st.sampled_from([360, 365]))
def test_nominal_rates_convert_back(daily_rate: float, days: int) -> None:
    nominal = rates.nominal_annual_rate(daily_rate, days)
    assert rates.daily_rate_of_nominal(nominal, days) == pytest.approx(daily_rate, rel=1e-14)


@given(st.floats(1e-9, 0.01), st.sampled_from([360, 365]))
def test_effective_rates_convert_back(daily_rate: float, days: int) -> None:
    effective = rates.effective_annual_rate(daily_rate, days)
    assert rates.daily_rate_of_effective(effective, days) == pytest.approx(daily_rate, rel=1e-12)


@given(st.floats(-0.9, 50), st.integers(1, 400))
def test_the_rate_of_a_growth_compounds_to_that_growth(growth: float, periods: int) -> None:
    rate = rates.rate_of_growth(growth, periods)
    assert rates.compound_growth(rate, periods) == pytest.approx(growth, rel=1e-10, abs=1e-13)


@given(st.floats(0, 0.01), st.integers(1, 400))
def test_compounding_never_costs_less_than_simple_interest(rate: float, periods: int) -> None:
    assert rates.compound_growth(rate, periods) >= rate * periods * (1 - 1e-15)


def test_zero_periods_give_no_growth() -> None:
    assert rates.compound_growth(0.3, 0) == 0


def test_a_spread_is_in_basis_points() -> None:
    assert rates.rate_above_lpr(0.03, 150) == pytest.approx(0.045, abs=1e-16)


@pytest.mark.parametrize("rate", [-1, -2, float("nan")])
def test_a_rate_of_minus_one_or_less_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="rate must be a number above -1"):
        rates.compound_growth(rate, 12)


@pytest.mark.parametrize("periods", [-1, 1.5])
def test_periods_must_be_a_whole_number(periods: Any) -> None:
    with pytest.raises(ValueError, match="whole number of 0 or more"):
        rates.compound_growth(0.01, periods)


@pytest.mark.parametrize(
    ("growth", "periods", "reason", "words"),
    [
        (-1, 3, "growth", "growth must be a number above -1"),
        (-2, 1, "growth", "growth must be a number above -1"),
        (0.1, 0, "periods", "periods must be a whole number of 1 or more, got 0"),
        (0.1, 1.5, "periods", "periods must be a whole number of 1 or more, got 1.5"),
    ],
)
def test_a_growth_of_minus_one_or_less_is_refused(
    growth: float, periods: Any, reason: str, words: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        rates.rate_of_growth(growth, periods)
    assert (refusal.value.reason, str(refusal.value)) == (reason, words)


@given(st.floats(0, 0.05), st.sampled_from([360, 365]))
def test_monthly_and_daily_rates_convert_both_ways(monthly_rate: float, days: int) -> None:
    daily_rate = rates.daily_of_monthly(monthly_rate, days)
    assert daily_rate * days == pytest.approx(monthly_rate * 12, rel=1e-14)
    assert rates.monthly_of_daily(daily_rate, days) == pytest.approx(monthly_rate, rel=1e-14)
    nominal = rates.nominal_of_monthly(monthly_rate)
    assert nominal == pytest.approx(monthly_rate * 12, rel=1e-15)
    assert rates.monthly_of_nominal(nominal) == pytest.approx(monthly_rate, rel=1e-14)


def test_a_year_has_365_days_by_default() -> None:
    assert rates.daily_rate_of_nominal(0.365) == pytest.approx(0.001, rel=1e-15)
    assert rates.daily_rate_of_effective(rates.compound_growth(0.001, 365)) == pytest.approx(0.001)
    assert rates.monthly_of_daily(0.0012) == pytest.approx(0.0365, rel=1e-15)
    assert rates.daily_of_monthly(0.0365) == pytest.approx(0.0012, rel=1e-15)


@given(st.floats(-0.9, 0.3), st.integers(0, 60))
def test_the_discount_is_one_minus_the_present_value(rate: float, periods: int) -> None:
    left = (1 + Fraction(rate)) ** -periods
    assert rates.discount(rate, periods) == pytest.approx(float(1 - left), rel=1e-12)


def test_a_discount_saturates_or_is_refused_on_overflow() -> None:
    assert rates.discount(1e9, 1000) == 1.0
    assert rates.discount(-0.99, 100) == pytest.approx(-1e200, rel=1e-12)
    with pytest.raises(Refusal, match="too low") as refusal:
        rates.discount(-0.99, 400)
    assert refusal.value.reason == "rate"
    with pytest.raises(Refusal, match="above -1"):
        rates.discount(-1, 12)


@pytest.mark.parametrize(
    "convert",
    [
        rates.nominal_annual_rate,
        rates.daily_rate_of_nominal,
        rates.effective_annual_rate,
        rates.daily_rate_of_effective,
        rates.monthly_of_daily,
        rates.daily_of_monthly,
    ],
)
def test_a_year_without_days_is_refused(convert: Callable[[float, int], float]) -> None:
    with pytest.raises(Refusal) as refusal:
        convert(0.0005, 0)
    assert refusal.value.reason == "days_in_year"


INF, NAN = float("inf"), float("nan")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: rates.effective_annual_rate(10.0),
        lambda: rates.effective_of_monthly(1e30),
        lambda: rates.effective_of_nominal(3650.0, 365),
        lambda: rates.compound_growth(10.0, 365),
        lambda: rates.compound_growth(1.0, 10**6),
    ],
)
def test_a_rate_that_overflows_is_refused(ask: Callable[[], float]) -> None:
    with pytest.raises(Refusal, match="too large for a number") as refusal:
        ask()
    assert refusal.value.reason == "too_high"


def test_a_rate_just_below_overflow_is_returned() -> None:
    assert rates.effective_of_monthly(9e24) == pytest.approx(9e24**12, rel=1e-9)


def test_very_frequent_compounding_approaches_continuous_compounding() -> None:
    assert rates.effective_of_nominal(0.12, 10**9) == pytest.approx(math.expm1(0.12), rel=1e-8)


@pytest.mark.parametrize("invalid", [NAN, INF, -INF, 1e308])
@pytest.mark.parametrize(
    ("convert", "reason"),
    [
        (lambda rate: rates.compound_growth(rate, 12), "rate"),
        (lambda rate: rates.discount(rate, 12), "rate"),
        (lambda growth: rates.rate_of_growth(growth, 12), "growth"),
        (rates.nominal_annual_rate, "daily_rate"),
        (rates.daily_rate_of_nominal, "nominal_annual_rate"),
        (rates.effective_annual_rate, "daily_rate"),
        (rates.daily_rate_of_effective, "growth"),
        (rates.nominal_of_monthly, "monthly_rate"),
        (rates.monthly_of_nominal, "nominal_annual_rate"),
        (rates.monthly_of_daily, "daily_rate"),
        (rates.daily_of_monthly, "monthly_rate"),
        (rates.effective_of_nominal, "nominal_annual_rate"),
        (rates.nominal_of_effective, "growth"),
        (rates.monthly_of_effective, "growth"),
        (rates.effective_of_monthly, "monthly_rate"),
        (lambda rate: rates.rate_above_lpr(rate, 10), "lpr"),
        (lambda spread: rates.rate_above_lpr(0.03, spread), "spread_bp"),
    ],
)
def test_invalid_rates_are_refused(
    convert: Callable[[float], float], reason: str, invalid: float
) -> None:
    with pytest.raises(Refusal) as refusal:
        convert(invalid)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("days", [0.5, -1, 365.25, NAN, INF, 10**400, "365", True])
def test_days_in_year_must_be_whole(days: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        rates.nominal_annual_rate(0.0005, days)
    assert refusal.value.reason == "days_in_year"


@pytest.mark.parametrize("periods", [12.0, np.int64(12), np.float64(12.0)])
def test_whole_numbers_of_any_library_count_periods(periods: Any) -> None:
    assert rates.compound_growth(0.01, periods) == rates.compound_growth(0.01, 12)
    assert rates.discount(0.01, periods) == rates.discount(0.01, 12)
    assert rates.rate_of_growth(0.01, periods) == rates.rate_of_growth(0.01, 12)
    assert rates.effective_of_nominal(0.12, periods) == rates.effective_of_nominal(0.12)


@pytest.mark.parametrize("convert", [rates.effective_of_nominal, rates.nominal_of_effective])
def test_a_year_without_periods_is_refused(convert: Callable[[float, int], float]) -> None:
    with pytest.raises(Refusal) as refusal:
        convert(0.12, 0)
    assert refusal.value.reason == "periods_per_year"


@pytest.mark.parametrize(
    ("rate", "compounding", "periods"),
    [
        (0.0005, False, 2000),  # 0.05% a day, simple: 2,000 days
        (0.0005, True, 1387),  # ln 2 / ln 1.0005 = 1386.6
        (0.01, False, 100),
        (0.01, True, 70),  # 1.01^70 = 2.0068
        (1.0, True, 1),
        (1.0, False, 1),
        (0.24, True, 4),  # 1.24^3 = 1.9066, 1.24^4 = 2.3642
    ],
)
def test_the_doubling_time_by_hand(rate: float, compounding: bool, periods: int) -> None:
    assert rates.periods_to_grow(rate, compounding=compounding) == periods


@given(st.floats(1e-4, 2), st.floats(1.001, 20), st.booleans())
def test_a_debt_reaches_the_multiple_after_the_periods_and_not_before(
    rate: float, multiple: float, compounding: bool
) -> None:
    periods = rates.periods_to_grow(rate, multiple, compounding)

    def grown(count: int) -> float:
        return 1 + (rates.compound_growth(rate, count) if compounding else rate * count)

    assert grown(periods) >= multiple * (1 - 1e-9)
    assert grown(periods - 1) < multiple


@pytest.mark.parametrize(
    ("rate", "multiple", "reason"),
    [
        (0.0, 2.0, "rate"),
        (-0.1, 2.0, "rate"),
        (float("nan"), 2.0, "rate"),
        (0.1, 1.0, "multiple"),
        (0.1, float("inf"), "multiple"),
        (1e-9, 2.0, "too_long"),
    ],
)
def test_a_debt_that_never_reaches_the_multiple_is_refused(
    rate: float, multiple: float, reason: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        rates.periods_to_grow(rate, multiple)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("periods", [2, 12, 365])
def test_a_growth_close_to_minus_one_has_a_rate(periods: int) -> None:
    growth = -1 + 2**-53
    rate = rates.rate_of_growth(growth, periods)
    assert -1 < rate < 0
    assert rates.compound_growth(rate, periods) == pytest.approx(growth, rel=0, abs=1e-12)
