"""Test the annual price: its three rules, and that they agree where they overlap."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanlab.model.cashflow import annual_cost, irr, xirr
from loanlab.model.dates import add_months
from loanlab.model.price import (
    annual_price,
    is_above,
    is_rounded_down,
    price_of_days,
    price_of_plan,
)
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import payments_by_day
from loanlab.model.terms import Extra, Terms, loan_terms

from .refusals import assert_refused

START = date(2027, 1, 1)


def final_balance(years: Sequence[Fraction], flows: Sequence[int], rate: Fraction) -> Fraction:
    """Compute the final balance by the United States Rule in exact fractions.

    What was paid beyond the debt earns nothing.
    """
    principal = interest = Fraction(0)
    for gap, flow in zip(
        [Fraction(0), *(late - early for early, late in pairwise(years))], flows, strict=True
    ):
        interest += max(Fraction(0), principal) * rate * gap
        if flow < 0:
            principal -= flow
        else:
            covered = min(interest, Fraction(flow))
            interest -= covered
            principal -= flow - covered
    return principal + interest


# Published and derived results


@pytest.mark.parametrize(
    ("days", "flows", "percent"),
    [
        # 250 / 1000 over 365 days.
        ([date(2027, 1, 1), date(2028, 1, 1)], [-100_000, 125_000], 25.00),
        # 125 / 1000 x 365 / 181.
        ([date(2027, 1, 1), date(2027, 7, 1)], [-100_000, 112_500], 25.21),
        # 140 / 10000 x 365 / 28.
        ([date(2027, 2, 1), date(2027, 3, 1)], [-1_000_000, 1_014_000], 18.25),
        # A leap year has 366 days.
        ([date(2028, 1, 1), date(2029, 1, 1)], [-100_000, 125_000], 24.93),
        # Seven days at 1%.
        ([date(2027, 1, 1), date(2027, 1, 8)], [-100_000, 101_000], 52.14),
    ],
)
def test_one_payment_costs_its_simple_interest_by_actual_days(
    days: list[date], flows: list[float], percent: float
) -> None:
    found = price_of_days(days, flows)
    assert found.convention == "one_payment"
    assert round(100 * found.nominal, 2) == percent
    assert found.effective == pytest.approx(xirr(days, flows))


def test_one_payment_by_months_counts_twelfths_of_a_year() -> None:
    # As in the first example of 金规〔2026〕2号: cost over principal and time.
    assert annual_price([0, 6], [-100_000, 112_500]).nominal == pytest.approx(0.25)
    assert annual_price([0, 9], [-1_000_000, 1_060_000]).nominal == pytest.approx(0.08)


def test_one_payment_after_whole_months_also_has_the_price_by_months() -> None:
    found = price_of_days([START, date(2027, 7, 1)], [-100_000, 112_500])
    assert (found.other_name, found.other) == ("by_month", pytest.approx(0.25))
    assert price_of_days([START, date(2027, 7, 2)], [-100_000, 112_500]).other is None


def test_early_payments_with_their_interest_keep_the_contract_s_rate() -> None:
    # 10,000 yuan at 12%: 300 yuan of interest and 2,000 repaid after 3 months, then 9% on 8,000.
    found = annual_price([0, 3, 12], [-1_000_000, 230_000, 872_000])
    assert found.convention == "irregular"
    assert found.nominal == pytest.approx(0.12, abs=1e-15)
    assert found.other_name == "compounded"
    assert found.other == found.effective > 0.12


@pytest.mark.parametrize("count", [2, 3, 12])
def test_interest_free_instalments_rounded_down_to_the_fen_cost_nothing(count: int) -> None:
    for lent in (10_000, 1_000_000, 99_999):
        flows: list[float] = [-lent, *[lent // count] * count]
        assert annual_price(list(range(count + 1)), flows).nominal == 0
        days = [add_months(START, number) for number in range(count + 1)]
        assert price_of_days(days, flows).effective == 0
        assert not is_rounded_down(flows) or lent % count


def test_a_fen_less_per_payment_is_not_rounding() -> None:
    assert not is_rounded_down([-1000, 333, 333, 331])
    assert annual_price([0, 1, 2, 3], [-1000, 333, 333, 331]).nominal < 0


def test_a_rate_displayed_as_the_line_is_not_above_it() -> None:
    assert not is_above(0.24, 0.24)
    assert not is_above(0.24004999, 0.24)
    assert is_above(0.24005, 0.24)


# Regular payments


def monthly(count: int) -> list[date]:
    return [add_months(START, number) for number in range(count)]


@pytest.mark.parametrize(
    ("days", "periods_per_year"),
    [
        (monthly(7), 12),
        ([date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)], 12),
        ([date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31)], 12),
        ([date(2027, 12, 30), date(2028, 1, 30), date(2028, 2, 29), date(2028, 3, 30)], 12),
        (monthly(13)[::2], 6),
        (monthly(13)[::3], 4),
        (monthly(13)[::6], 2),
        (monthly(37)[::12], 1),
        ([START + timedelta(7 * number) for number in range(9)], 52),
        ([START + timedelta(14 * number) for number in range(9)], 26),
        ([START + timedelta(28 * number) for number in range(9)], 365 / 28),
        ([START + timedelta(10 * number) for number in range(9)], 36.5),
        ([date(2027, 1 + number // 2, 1 + 15 * (number % 2)) for number in range(9)], 24),
    ],
)
def test_regular_payments_cost_the_periodic_rate_times_the_periods(
    days: list[date], periods_per_year: float
) -> None:
    count = len(days) - 1
    flows = [-1_000_000.0] + [1_080_000 // count] * count
    found = price_of_days(days, flows)
    assert found.convention == "regular"
    assert found.other is None
    assert found.nominal == pytest.approx(irr(flows) * periods_per_year, rel=1e-12)


def test_a_skipped_payment_leaves_the_others_regular() -> None:
    flows = [-1_000_000.0, 350_000, 350_000, 350_000]
    days = [START, date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 1)]
    padded = irr([-1_000_000.0, 0, 350_000, 350_000, 350_000])
    assert price_of_days(days, flows).nominal == pytest.approx(12 * padded)
    assert annual_price([0, 2, 3, 4], flows).nominal == pytest.approx(12 * padded)


@pytest.mark.parametrize(
    "days",
    [
        [START, date(2027, 1, 21), date(2027, 2, 21), date(2027, 3, 21)],
        [START, date(2027, 4, 1), date(2028, 1, 1)],
        [START, date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 2)],
    ],
)
def test_other_payments_are_irregular(days: list[date]) -> None:
    flows = [-1_000_000.0] + [1_080_000 // (len(days) - 1)] * (len(days) - 1)
    found = price_of_days(days, flows)
    assert found.convention == "irregular"
    assert found.period_rate is None
    assert found.effective == pytest.approx(xirr(days, flows))


def test_a_loan_without_cost_has_zero_prices() -> None:
    days = [START, date(2027, 1, 21), date(2027, 3, 2)]
    assert price_of_days(days, [-100, 50, 50]) == (0, 0, None, "irregular", None, None)
    assert annual_price([0, 1, 2], [-100, 50, 50]) == (0, 0, 0, "regular", None, None)
    assert annual_price([0, 7], [-100, 100]) == (0, 0, 0, "one_payment", None, None)


def test_one_payment_has_the_rate_of_its_one_period() -> None:
    half_a_year = price_of_days([START, date(2027, 7, 1)], [-100_000, 112_500])
    assert half_a_year.period_rate == pytest.approx(0.125)
    a_month = price_of_days([date(2027, 2, 1), date(2027, 3, 1)], [-100_000, 101_000])
    assert (a_month.other_name, a_month.other) == ("by_month", pytest.approx(0.12))


def test_repaying_less_than_the_loan_has_a_negative_price() -> None:
    days = [START, date(2027, 1, 21), date(2027, 7, 1)]
    found = price_of_days(days, [-100_000, 30_000, 30_000])
    assert found.effective == pytest.approx(xirr(days, [-100_000, 30_000, 30_000]))
    assert found.nominal == pytest.approx(365 * ((1 + found.effective) ** (1 / 365) - 1))


def test_repaying_a_fen_more_has_a_positive_price() -> None:
    days = [START, date(2027, 1, 21), date(2027, 7, 1)]
    found = price_of_days(days, [-100_000, 50_000, 50_001])
    # Interest of a fen on 100,000 fen over 20 days and 50,000 fen over 161 days.
    assert found.nominal == pytest.approx(365 / (100_000 * 20 + 50_000 * 161), rel=1e-4)


def test_the_price_does_not_depend_on_the_disbursement_time() -> None:
    flows = [-1_000_000.0, 350_000, 350_000, 350_000]
    for times in ([0, 1, 2, 3], [0, 2, 3, 4], [0, 3, 6, 9], [0, 3, 5, 12]):
        later = [time + 7 for time in times]
        assert annual_price(later, flows) == annual_price(times, flows)


def halves(gap: int) -> list[date]:
    return [date(2027, 1 + number // 2, 1 + gap * (number % 2)) for number in range(7)]


@pytest.mark.parametrize(
    ("gap", "convention"),
    [(12, "irregular"), (13, "regular"), (15, "regular"), (18, "regular"), (19, "irregular")],
)
def test_semimonthly_payments_are_about_half_a_month_apart(gap: int, convention: str) -> None:
    flows = [-600_000.0] + [101_000] * 6
    assert price_of_days(halves(gap), flows).convention == convention


def test_semimonthly_payments_need_the_same_two_days_every_month() -> None:
    flows = [-600_000.0] + [101_000] * 6
    for place in (2, 3):
        days = halves(15)
        days[place] += timedelta(1)
        assert price_of_days(days, flows).convention == "irregular"


def test_alternating_flows_may_have_no_single_price() -> None:
    # The rates are -2.9% and 99,800% a period; the cost is 29.
    assert_refused("several_rates", annual_price, [0, 1, 2], [-1, 1000, -970])


def test_a_price_that_is_too_high_is_refused() -> None:
    assert_refused("too_high", annual_price, [0, 7, 24], [-1, 10**30, 10**31])


def plan(day_count: str, *extras: Extra) -> Terms:
    return loan_terms(
        1_000_000,
        "bullet",
        2,
        0.12,
        start=date(2027, 2, 1),
        day_count=day_count,
        extras=list(extras),
    )


def test_a_schedule_is_priced_by_months_or_days_as_in_its_contract() -> None:
    for day_count in ("1/12", "actual/365"):
        terms = plan(day_count)
        price = price_of_plan(terms, payments_by_day(terms))
        assert price.nominal == pytest.approx(0.12, abs=1e-5)
    # With a year of 360 days, five days are not counted.
    terms = plan("actual/360")
    price = price_of_plan(terms, payments_by_day(terms))
    assert price.nominal == pytest.approx(0.12 * 365 / 360, abs=1e-5)


def test_a_payment_between_due_dates_makes_the_price_count_days() -> None:
    terms = plan("1/12", Extra(date(2027, 2, 11), 500_000, "shorter_term"))
    rows = payments_by_day(terms)
    days = [terms.start, date(2027, 2, 11), date(2027, 4, 1)]
    flows = [-1_000_000, *(row.payment for row in rows)]
    assert price_of_plan(terms, rows) == price_of_days(days, flows)
    assert price_of_plan(terms, rows).convention == "irregular"


# Properties


@st.composite
def irregular(draw: st.DrawFn) -> tuple[list[date], list[float]]:
    """Generate a disbursement and payments on any days that repay more."""
    gaps = draw(st.lists(st.integers(1, 200), min_size=1, max_size=12))
    days = [START + timedelta(since) for since in accumulate(gaps, initial=0)]
    payments = draw(st.lists(st.integers(1, 500_000), min_size=len(gaps), max_size=len(gaps)))
    lent = draw(st.integers((7 * sum(payments) + 9) // 10, sum(payments)))
    return days, [-lent, *payments]


@given(irregular())
def test_by_the_united_states_rule_the_final_balance_is_zero(
    loan: tuple[list[date], list[float]],
) -> None:
    days, flows = loan
    found = price_of_days(days, flows)
    if found.convention != "irregular":
        return
    years = [Fraction((day - days[0]).days, 365) for day in days]
    whole = [int(flow) for flow in flows]
    left = final_balance(years, whole, Fraction(found.nominal))
    assert abs(float(left)) <= 1e-9 * sum(map(abs, whole))


@given(irregular(), st.data())
def test_the_united_states_rule_holds_with_later_disbursements(
    loan: tuple[list[date], list[float]], data: st.DataObject
) -> None:
    days, flows = loan
    drawn = data.draw(st.integers(1, len(flows)))
    flows = [*flows, flows[-1]]
    flows[drawn] -= data.draw(st.integers(1, 600_000))
    days = [*days, days[-1] + timedelta(data.draw(st.integers(1, 300)))]
    try:
        found = price_of_days(days, flows)
    except Refusal as refusal:
        assume(refusal.reason not in ("several_rates", "no_rate", "flows"))
        raise
    assume(found.convention == "irregular" and sum(flows) > 0)
    years = [Fraction((day - days[0]).days, 365) for day in days]
    whole = [int(flow) for flow in flows]
    left = final_balance(years, whole, Fraction(found.nominal))
    assert abs(float(left)) <= 1e-9 * sum(map(abs, flows))


@given(st.integers(1_000, 10_000_000), st.floats(0.0001, 1), st.integers(3, 24), st.data())
def test_shifting_a_payment_by_a_day_changes_the_price_little(
    lent: int, annual: float, count: int, data: st.DataObject
) -> None:
    payment = round(lent * (annual / 12) / (1 - (1 + annual / 12) ** -count)) + 1
    flows: list[float] = [-lent, *[payment] * count]
    days = monthly(count + 1)
    place = data.draw(st.integers(1, count))
    moved = [*days[:place], days[place] + timedelta(1), *days[place + 1 :]]
    regular, irregular = price_of_days(days, flows), price_of_days(moved, flows)
    assert (regular.convention, irregular.convention) == ("regular", "irregular")
    # By actual days, the first months of the year are slightly shorter than a twelfth.
    assert irregular.nominal == pytest.approx(regular.nominal, rel=0.06)


@given(irregular(), st.randoms())
def test_the_order_in_which_flows_are_entered_does_not_matter(
    loan: tuple[list[date], list[float]], dice: random.Random
) -> None:
    pairs = list(zip(*loan, strict=True))
    dice.shuffle(pairs)
    days, flows = [day for day, _ in pairs], [flow for _, flow in pairs]
    assert price_of_days(days, flows) == price_of_days(*loan)


@given(irregular())
def test_two_flows_on_one_day_count_as_one(
    loan: tuple[list[date], list[float]],
) -> None:
    days, flows = loan
    in_parts = [*flows[:-1], flows[-1] - 1, 1]
    assert price_of_days([*days, days[-1]], in_parts) == price_of_days(days, flows)


@given(st.integers(1, 36), st.sampled_from([1, 2, 4, 12, 24, 26, 52]))
def test_regular_prices_are_the_disclosed_annual_rates(count: int, periods_per_year: int) -> None:
    flows = [-100_000.0] + [110_000 // count] * count
    found = annual_price(list(range(count + 1)), flows, periods_per_year)
    cost = annual_cost(irr(flows), periods_per_year)
    assert found.nominal == pytest.approx(cost.nominal)
    assert found.effective == pytest.approx(cost.effective)


@pytest.mark.parametrize(
    ("times", "flows"),
    [([0, 1], [100, -110]), ([0], [-100]), ([0, 1], [-100, 0]), ([0, 1, 2], [-100, 110]), ([], [])],
)
def test_flows_that_are_not_a_loan_are_refused(times: list[int], flows: list[float]) -> None:
    assert_refused("flows", annual_price, times, flows)


def test_a_year_without_periods_is_refused() -> None:
    assert_refused("units_per_year", annual_price, [0, 1], [-100, 110], 0)
