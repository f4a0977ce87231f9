"""Test repayment schedules: properties of every loan, methods, options and early payoff."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanlab.model.annuity import level_payment
from loanlab.model.cashflow import irr, xirr
from loanlab.model.interest import interest_fen
from loanlab.model.money import round_fen
from loanlab.model.price import price_of_plan
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import (
    EarlyPayoff,
    Row,
    add_fees,
    dated_flows,
    early_payoff,
    flows_of_plan,
    payments_by_day,
    schedule,
    totals,
)
from loanlab.model.terms import (
    CAPITALISED,
    IN_ONE_SUM,
    METHODS,
    Extra,
    Terms,
    loan_terms,
    monthly_extras,
)

from .loans import ANNUAL_RATES, PAID_DOWN, PRINCIPALS, WITH_INTEREST, loans
from .refusals import assert_refused

SHORTER, SMALLER, NEXT = "shorter_term", "smaller_payment", "next_payment"
TEN_THOUSAND = 1_000_000
JANUARY = date(2027, 1, 31)


def twelve(method: str = "level_payment", **options: Any) -> list[Row]:
    """Return a one-year schedule for 10,000 yuan at 18.25% a year (0.05% a day)."""
    return schedule(loan_terms(TEN_THOUSAND, method, 12, 0.1825, **options))


def payments(rows: list[Row]) -> list[int]:
    return [row.payment for row in rows]


def interests(rows: list[Row]) -> list[int]:
    return [row.interest for row in rows]


def closings(rows: list[Row]) -> list[int]:
    return [row.closing for row in rows]


def lent(terms: Terms) -> int:
    """Return the total amount lent, at disbursement and later."""
    return int(terms.principal + sum(terms.drawdowns.values()))


# Properties of every loan


@given(loans())
def test_principal_parts_add_up_to_the_loan(terms: Terms) -> None:
    assert totals(schedule(terms)).principal == lent(terms)


@given(loans())
def test_the_last_balance_is_exactly_zero(terms: Terms) -> None:
    assert schedule(terms)[-1].closing == 0


@given(loans())
def test_principal_parts_are_negative_only_if_interest_is_capitalised(terms: Terms) -> None:
    for row in schedule(terms):
        grows = terms.method == CAPITALISED or terms.negative_amortisation or terms.payments
        assert row.principal >= 0 or (grows and row.payment >= row.fee)


@given(loans())
def test_each_row_opens_with_the_previous_closing_balance(terms: Terms) -> None:
    rows = schedule(terms)
    assert rows[0].opening == terms.principal
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    for before, after in pairwise(rows):
        assert before.closing == after.opening
    for row in rows:
        assert row.closing == row.opening - row.principal + terms.drawdowns.get(row.number, 0)
        assert row.payment == row.principal + row.interest + row.fee


@given(loans())
def test_amounts_are_whole_fen(terms: Terms) -> None:
    for row in schedule(terms):
        for amount in (row.opening, row.interest, row.fee, row.principal, row.payment):
            assert type(amount) is int


@given(loans(WITH_INTEREST, rounded=False, dated=False, with_asked=False))
def test_the_irr_of_a_schedule_is_its_contract_rate(terms: Terms) -> None:
    terms = terms._replace(rate_changes={}, prepayment_fee_rate=0.0, first_share=None)
    periods = 1 if terms.method not in ("bullet", "daily_interest") else terms.periods
    period_rate = terms.nominal_annual_rate * terms.months * periods / 12
    drawn = terms.drawdowns
    flows = [row.payment - drawn.get(row.number, 0) for row in schedule(terms)]
    flows.insert(0, -float(terms.principal))
    assert irr(flows) == pytest.approx(period_rate, rel=1e-10, abs=1e-13)


@given(loans(WITH_INTEREST, rounded=False, with_asked=False), st.floats(0, 0.5))
def test_a_higher_rate_never_costs_less(terms: Terms, more: float) -> None:
    terms = terms._replace(negative_amortisation=True)
    dearer = terms._replace(
        nominal_annual_rate=terms.nominal_annual_rate + more,
        rate_changes={number: rate + more for number, rate in terms.rate_changes.items()},
    )
    interest = totals(schedule(terms)).interest
    assert totals(schedule(dearer)).interest >= interest - 1e-9 * lent(terms)


@given(loans(WITH_INTEREST, with_asked=False), st.floats(0, 0.5))
def test_a_higher_rate_costs_less_only_by_rounding(terms: Terms, more: float) -> None:
    # Rounding a payment by half a fen has an effect that grows with interest over years.
    terms = terms._replace(months=1, negative_amortisation=True)
    dearer = terms._replace(
        nominal_annual_rate=terms.nominal_annual_rate + more,
        rate_changes={number: rate + more for number, rate in terms.rate_changes.items()},
    )
    cost = totals(schedule(terms))
    assert totals(schedule(dearer)).interest >= cost.interest - terms.periods


@given(loans(["flat_fee"]), st.floats(0, 0.02))
def test_a_higher_fee_never_costs_less(terms: Terms, more: float) -> None:
    dearer = terms._replace(flat_fee_rate=terms.flat_fee_rate + more)
    assert totals(schedule(dearer)).fee >= totals(schedule(terms)).fee


@given(
    loans(WITH_INTEREST, rounded=False, with_extras=False, with_asked=False),
    st.integers(1, 35),
    st.integers(1, 5_000_000),
    st.sampled_from([SHORTER, SMALLER, NEXT]),
)
def test_an_extra_payment_never_raises_the_interest(
    terms: Terms, number: int, amount: int, effect: str
) -> None:
    assume(number < terms.periods and terms.method not in ("bullet", "daily_interest"))
    rows = schedule(terms)
    extra = terms._replace(extras=[Extra(number, amount, effect)])
    interest = totals(rows).interest
    assert totals(schedule(extra)).interest <= interest + 1e-9 * lent(terms)


@given(loans(dated=True, rounded=False, with_extras=False), st.data())
def test_an_extra_payment_on_any_day_never_raises_the_interest(
    terms: Terms, data: st.DataObject
) -> None:
    rows = schedule(terms)
    day = data.draw(st.dates(terms.start, rows[-1].due - timedelta(days=1)))
    amount = data.draw(st.integers(1, 5_000_000))
    extra = terms._replace(extras=[Extra(day, amount, SHORTER)])
    assert totals(schedule(extra)).interest <= totals(rows).interest + 1e-9 * lent(terms)
    assert totals(schedule(extra)).principal == pytest.approx(lent(terms), rel=1e-12)


@given(
    loans(PAID_DOWN, rounded=False, with_extras=False, with_asked=False),
    st.integers(1, 35),
    st.integers(1, 5_000_000),
)
def test_a_shorter_term_saves_at_least_as_much_as_a_smaller_payment(
    terms: Terms, number: int, amount: int
) -> None:
    assume(number < terms.periods)
    shorter, smaller = (
        totals(schedule(terms._replace(extras=[Extra(number, amount, effect)])))
        for effect in (SHORTER, SMALLER)
    )
    assert shorter.interest <= smaller.interest + 1e-9 * lent(terms)


@given(loans(dated=True), st.data())
def test_early_payoff_on_any_day_repays_the_balance(terms: Terms, data: st.DataObject) -> None:
    rows = schedule(terms)
    day = data.draw(st.dates(terms.start, rows[-1].due - timedelta(days=1)))
    found = early_payoff(terms, day)
    paid = [row for row in rows if row.due <= day]
    owed = paid[-1].closing if paid else terms.principal
    since = paid[-1].due if paid else date.min
    early = [extra for extra in terms.extras if isinstance(extra.when, date)]
    repaid = sum(extra.amount for extra in early if since < extra.when < day)
    assert found.principal == max(0, owed - repaid)
    assert found.payment == found.principal + found.interest + found.fee
    to_come = totals(rows[len(paid) :])
    if terms.method in IN_ONE_SUM:
        to_come = totals([row for row in payments_by_day(terms) if row.due >= day])
    assert found.saved == to_come.interest + to_come.fee - found.interest - found.fee
    assert 0 <= found.interest <= rows[len(paid)].interest


@given(loans(METHODS, with_extras=False, with_asked=False))
def test_a_tiny_rate_is_close_to_zero(terms: Terms) -> None:
    at_nothing = terms._replace(nominal_annual_rate=0.0, flat_fee_rate=0.0, rate_changes={})
    kind = "flat_fee_rate" if terms.method == "flat_fee" else "nominal_annual_rate"
    tiny = at_nothing._replace(**{kind: 1e-12})
    assert schedule(tiny) == schedule(at_nothing)
    for row, limit in zip(
        schedule(tiny._replace(rounded=False)),
        schedule(at_nothing._replace(rounded=False)),
        strict=True,
    ):
        assert row.payment == pytest.approx(limit.payment, rel=0, abs=1e-10 * lent(terms))


@given(PRINCIPALS, ANNUAL_RATES, st.sampled_from(WITH_INTEREST))
def test_one_period_repays_all_with_its_interest(
    principal: int, nominal_annual_rate: float, method: str
) -> None:
    (row,) = schedule(loan_terms(principal, method, 1, nominal_annual_rate))
    assert row.principal == principal
    assert row.interest == interest_fen(principal, nominal_annual_rate / 12, 1)


@given(PRINCIPALS, st.floats(0, 0.5), st.integers(1, 60))
def test_an_unrounded_level_payment_follows_the_formula(
    principal: int, nominal_annual_rate: float, periods: int
) -> None:
    terms = loan_terms(principal, "level_payment", periods, nominal_annual_rate, rounded=False)
    expected = level_payment(principal, nominal_annual_rate / 12, periods)
    assert payments(schedule(terms)) == pytest.approx([expected] * periods, rel=1e-11)


# The methods


def test_level_payments_are_equal_except_the_last() -> None:
    # numpy_financial.pmt(0.1825 / 12, 12, -10000) is 917.9880.
    assert payments(twelve()) == [91799] * 11 + [91798]


def test_equal_principal_pays_less_from_month_to_month() -> None:
    rows = twelve("equal_principal")
    assert [row.principal for row in rows] == [83333] * 11 + [83337]
    # 1.520833...% of 10,000 and of 9,166.67 yuan.
    assert interests(rows)[:2] == [15208, 13941]


def test_interest_only_repays_the_principal_at_the_end() -> None:
    assert payments(twelve("interest_only")) == [15208] * 11 + [1015208]


def test_a_loan_in_one_sum_is_paid_at_the_end() -> None:
    (row,) = twelve("bullet")
    assert (row.interest, row.payment) == (182500, 1182500)


def test_daily_interest_counts_days() -> None:
    terms = loan_terms(
        200_000, "daily_interest", 1, 0.1825, start=date(2027, 4, 1), day_count="actual/365"
    )
    (row,) = schedule(terms)
    assert (row.due, row.interest) == (date(2027, 5, 1), 3000)


def test_a_flat_fee_does_not_fall_with_the_balance() -> None:
    rows = schedule(loan_terms(1_200_000, "flat_fee", 12, flat_fee_rate=0.006))
    assert payments(rows) == [107_200] * 12
    assert [row.fee for row in rows] == [7200] * 12
    assert interests(rows) == [0] * 12


def test_capitalised_interest_grows_with_interest() -> None:
    rows = schedule(loan_terms(100_000, "capitalised", 3, 0.12))
    assert interests(rows) == [1000, 1010, 1020]
    assert payments(rows) == [0, 0, 103_030]
    assert closings(rows) == [101_000, 102_010, 0]


# Dates


def test_a_month_end_stays_a_month_end() -> None:
    rows = twelve(start=JANUARY)
    assert [row.due.isoformat() for row in rows[:3]] == ["2027-02-28", "2027-03-31", "2027-04-30"]
    assert [row.number for row in twelve(start=JANUARY)] == list(range(1, 13))


def test_a_leap_day_is_a_day_of_interest() -> None:
    common, leap = (
        schedule(
            loan_terms(3_650_000, "interest_only", 2, 0.1, start=start, day_count="actual/365")
        )
        for start in (date(2027, 2, 1), date(2028, 2, 1))
    )
    # 28 and 29 days at 10 yuan a day.
    assert interests(common)[0] == 28_000
    assert interests(leap)[0] == 29_000


def test_a_year_of_360_days_costs_more() -> None:
    by_365, by_360 = (
        twelve("interest_only", start=JANUARY, day_count=day_count)[0].interest
        for day_count in ("actual/365", "actual/360")
    )
    # 28 days.
    assert (by_365, by_360) == (14_000, 14_194)


def test_without_dates_all_months_are_equal() -> None:
    assert interests(twelve("interest_only", start=JANUARY)) == [15208] * 12
    assert [row.due for row in twelve()] == [None] * 12


def test_an_odd_first_period_changes_the_first_interest() -> None:
    by_date = twelve("interest_only", start=JANUARY, first_due=date(2027, 3, 15))
    # One month to 28 February and 15 days: 45/360 of a year.
    assert interests(by_date)[:2] == [22_813, 15_208]
    by_length = twelve("interest_only", first_share=0.125)
    assert interests(by_length)[:2] == [22_813, 15_208]


def test_level_payments_account_for_an_odd_first_period() -> None:
    rows = twelve(first_share=0.125)
    # The present value of the payments, over periods of their actual length, is the loan.
    assert payments(rows)[:11] == [payments(rows)[0]] * 11
    worth, growth = 0.0, 1.0
    for row in rows:
        growth *= 1 + 0.1825 * (0.125 if row.number == 1 else 1 / 12)
        worth += row.payment / growth
    assert worth == pytest.approx(TEN_THOUSAND, abs=3)


def test_a_period_of_three_months_costs_a_quarter_of_a_year() -> None:
    rows = schedule(loan_terms(TEN_THOUSAND, "interest_only", 4, 0.08, months=3, start=JANUARY))
    assert interests(rows) == [20_000] * 4
    assert [row.due.month for row in rows] == [4, 7, 10, 1]


# Options


def test_in_the_grace_period_only_interest_is_paid() -> None:
    rows = twelve(grace=3)
    assert [row.principal for row in rows[:3]] == [0, 0, 0]
    later = schedule(loan_terms(TEN_THOUSAND, "level_payment", 9, 0.1825))
    assert payments(rows)[3:] == payments(later)


def test_a_rate_change_changes_the_payment_from_its_period_on() -> None:
    rows = twelve(rate_changes={7: 0.0})
    assert payments(rows)[:6] == [91799] * 6
    assert interests(rows)[6:] == [0] * 6
    assert payments(rows)[6] == pytest.approx(rows[6].opening / 6, abs=0.5)


def test_a_stated_payment_holds_until_the_balance_is_repaid() -> None:
    rows = twelve(payments={1: 200_000})
    assert payments(rows)[:5] == [200_000] * 5
    assert len(rows) == 6
    assert rows[-1].closing == 0


def test_a_payment_that_just_covers_the_interest_is_allowed() -> None:
    rows = twelve(payments={1: 15_208})
    assert [row.principal for row in rows[:11]] == [0] * 11


def test_a_payment_below_the_interest_is_refused() -> None:
    with pytest.raises(Refusal, match="does not cover") as refusal:
        twelve(payments={1: 15_207})
    assert refusal.value.reason == "payment_too_small"


def test_interest_of_a_long_period_above_the_payment_is_refused_or_added_to_the_balance() -> None:
    # Ten years of interest at 90% accrue before the first of two payments.
    with pytest.raises(Refusal, match="grow") as refusal:
        schedule(loan_terms(100_000, "level_payment", 2, 0.9, first_share=10.0))
    assert refusal.value.reason == "negative_amortisation"
    rows = schedule(
        loan_terms(100_000, "level_payment", 2, 0.9, first_share=10.0, negative_amortisation=True)
    )
    # 1,000,000 fen are owed after ten years; two payments of x follow, a month of 7.5% apart.
    assert payments(rows) == [518_072, 518_073]
    assert closings(rows) == [481_928, 0]


def test_an_extra_payment_shortens_the_term_or_lowers_the_payment() -> None:
    shorter = twelve(extras=[Extra(3, 300_000, SHORTER)])
    smaller = twelve(extras=[Extra(3, 300_000, SMALLER)])
    assert shorter[2].payment == smaller[2].payment == 391_799
    assert len(shorter) == 9
    assert payments(shorter)[3:8] == [91799] * 5
    assert len(smaller) == 12
    left = schedule(loan_terms(smaller[3].opening, "level_payment", 9, 0.1825))
    assert payments(smaller)[3:] == payments(left)


def test_a_payment_ahead_counts_towards_the_next_payment_first() -> None:
    ahead = twelve(extras=[Extra(3, 50_000, NEXT)])
    assert payments(ahead)[:5] == [91_799, 91_799, 141_799, 41_799, 91_799]
    # It bears no interest from the third payment on.
    assert ahead[3].interest == interest_fen(twelve()[3].opening - 50_000, 0.1825 / 12, 1)
    more = twelve(extras=[Extra(3, 100_000, NEXT)])
    assert more[2].principal == twelve()[2].principal + 100_000
    assert (more[3].principal, more[3].payment) == (0, more[3].interest)
    assert payments(more)[4] == 91_799


def test_a_payment_ahead_by_date_equals_one_by_number() -> None:
    by_day = twelve(start=JANUARY, extras=[Extra(date(2027, 3, 31), 100_000, NEXT)])
    assert by_day == twelve(start=JANUARY, extras=[Extra(2, 100_000, NEXT)])


def test_a_payment_ahead_bears_the_prepayment_fee_beyond_the_next_payment() -> None:
    within = twelve(extras=[Extra(3, 50_000, NEXT)], prepayment_fee_rate=0.03)
    assert totals(within).fee == 0
    more = twelve(extras=[Extra(3, 100_000, NEXT)], prepayment_fee_rate=0.03)
    due = 91_799 - more[3].interest
    assert [row.fee for row in more[:5]] == [0, 0, 0, round_fen(0.03 * (100_000 - due)), 0]


def test_a_payment_ahead_of_the_whole_balance_bears_the_fee_beyond_one_payment() -> None:
    rows = twelve(extras=[Extra(3, 9_000_000, NEXT)], prepayment_fee_rate=0.03)
    assert len(rows) == 3
    assert rows[-1].fee == round_fen(0.03 * (twelve()[2].closing - 91_799))
    again = twelve(
        extras=[Extra(3, 9_000_000, NEXT)], prepayment_fee_rate=0.03, drawdowns={6: 100_000}
    )
    assert totals(again).fee == rows[-1].fee


@pytest.mark.parametrize("method", ["level_payment", "equal_principal", "interest_only"])
def test_a_payment_ahead_of_the_last_payment_bears_no_fee(method: str) -> None:
    rows = twelve(method, extras=[Extra(11, 9_000_000, NEXT)], prepayment_fee_rate=0.03)
    assert (len(rows), totals(rows).fee) == (11, 0)


def test_a_payment_ahead_does_not_lower_a_recomputed_payment() -> None:
    rows = twelve(extras=[Extra(3, 50_000, NEXT)], rate_changes={4: 0.06})
    left = schedule(loan_terms(twelve()[2].closing, "level_payment", 9, 0.06))
    assert payments(rows)[3] == payments(left)[0] - 50_000
    assert payments(rows)[4] == payments(left)[0]


def test_early_payoff_after_a_payment_ahead_bears_the_fee_on_all_but_the_next_payment() -> None:
    extras = [Extra(2, 300_000, NEXT)]
    found = settle(date(2027, 3, 20), extras=extras, prepayment_fee_rate=0.03)
    owed = twelve()[1].closing
    assert found.principal == owed - 300_000
    assert found.fee == round_fen(0.03 * (owed - 91_799))


def test_a_payment_ahead_in_the_grace_period_is_all_early() -> None:
    rows = twelve(grace=3, extras=[Extra(2, 50_000, NEXT)])
    assert rows[1].principal == 50_000


def test_an_extra_payment_every_month_clears_the_loan_early() -> None:
    rows = twelve(extras=[Extra(number, 50_000, SHORTER) for number in range(1, 12)])
    assert payments(rows)[:7] == [141_799] * 7
    assert len(rows) == 8


def test_an_extra_payment_is_capped_by_the_balance() -> None:
    rows = twelve(extras=[Extra(2, 9_000_000, SHORTER)])
    assert len(rows) == 2
    assert rows[-1].principal == rows[-1].opening


def test_an_extra_payment_between_due_dates_saves_interest_by_days() -> None:
    start = date(2027, 3, 1)
    rows = schedule(
        loan_terms(
            3_650_000,
            "interest_only",
            2,
            0.1,
            start=start,
            day_count="actual/365",
            extras=[
                Extra(date(2027, 3, 21), 730_000, SHORTER),
                Extra(date(2027, 3, 11), 365_000, SHORTER),
            ],
        )
    )
    # 10 days at 10 yuan, 10 at 9, 11 at 7.
    assert interests(rows) == [10_000 + 9_000 + 7_700, 30 * 700]
    assert rows[0].principal == 1_095_000


def test_after_an_overpayment_no_more_interest_accrues() -> None:
    terms = loan_terms(
        365_000,
        "interest_only",
        2,
        0.1,
        start=date(2027, 3, 1),
        day_count="actual/365",
        extras=[Extra(date(2027, 3, 11), 400_000, SHORTER)],
        rounded=False,
    )
    (row,) = schedule(terms)
    assert row.interest == pytest.approx(1_000, rel=1e-12)


def test_an_extra_payment_on_the_disbursement_day_bears_no_interest() -> None:
    terms = loan_terms(
        3_650_000,
        "interest_only",
        1,
        0.1,
        start=date(2027, 3, 1),
        day_count="actual/365",
        extras=[Extra(date(2027, 3, 1), 3_285_000, SHORTER)],
    )
    assert interests(schedule(terms)) == [31 * 100]


def test_an_extra_payment_on_a_due_date_joins_that_payment() -> None:
    by_day = twelve(start=JANUARY, extras=[Extra(date(2027, 3, 31), 300_000, SHORTER)])
    by_number = twelve(start=JANUARY, extras=[Extra(2, 300_000, SHORTER)])
    assert by_day == by_number


def test_an_extra_payment_on_the_last_day_changes_nothing() -> None:
    assert twelve(start=JANUARY, extras=[Extra(date(2028, 1, 31), 1, SHORTER)]) == twelve(
        start=JANUARY
    )


def test_a_fee_on_early_principal_is_charged_once() -> None:
    rows = twelve(extras=[Extra(3, 300_000, SHORTER)], prepayment_fee_rate=0.03)
    assert [row.fee for row in rows] == [0, 0, 9000] + [0] * 6


def test_a_drawdown_is_repaid_over_the_remaining_periods() -> None:
    rows = twelve(drawdowns={3: 500_000})
    assert rows[2].closing == rows[2].opening - rows[2].principal + 500_000
    left = schedule(loan_terms(rows[3].opening, "level_payment", 9, 0.1825))
    assert payments(rows)[3:] == payments(left)
    assert totals(rows).principal == 1_500_000


def test_a_drawdown_after_full_repayment_continues_the_schedule() -> None:
    rows = twelve(extras=[Extra(1, 9_000_000, SHORTER)], drawdowns={2: 600_000})
    assert closings(rows)[:2] == [0, 600_000]
    assert rows[1].payment == 0
    assert rows[-1].closing == 0
    assert len(rows) == 12


def test_a_stated_payment_stays_after_a_drawdown() -> None:
    rows = twelve(payments={1: 200_000}, drawdowns={1: 100_000})
    assert payments(rows)[:5] == [200_000] * 5


def test_a_stated_payment_ends_when_the_payment_is_recomputed() -> None:
    rows = twelve(payments={1: 200_000}, extras=[Extra(1, 100_000, SMALLER)], drawdowns={3: 10_000})
    left = schedule(loan_terms(rows[1].opening, "level_payment", 11, 0.1825))
    assert payments(rows)[1:3] == payments(left)[:2]
    after = schedule(loan_terms(rows[3].opening, "level_payment", 9, 0.1825))
    assert payments(rows)[3:] == payments(after)


def test_unrounded_rows_carry_fractions_of_a_fen() -> None:
    rows = twelve(rounded=False)
    assert rows[0].interest == pytest.approx(TEN_THOUSAND * 0.1825 / 12, rel=1e-15)
    assert rows[0].payment != round(rows[0].payment)
    assert rows[-1].closing == 0


# Early payoff


def settle(day: date, **options: Any) -> EarlyPayoff:
    terms = loan_terms(
        TEN_THOUSAND, "level_payment", 12, 0.1825, start=date(2027, 1, 10), **options
    )
    found: EarlyPayoff = early_payoff(terms, day)
    return found


def test_payoff_between_due_dates_charges_the_days_since_the_last() -> None:
    # After two payments; ten days at a 360th of a year.
    found = settle(date(2027, 3, 20))
    owed = twelve()[1].closing
    assert found.principal == owed
    assert found.interest == interest_fen(owed, 0.1825 / 360, 10)
    assert found.fee == 0


def test_payoff_on_a_due_date_pays_only_the_balance() -> None:
    found = settle(date(2027, 3, 10))
    assert (found.principal, found.interest) == (twelve()[1].closing, 0)


def test_payoff_on_the_disbursement_day_pays_only_the_principal() -> None:
    found = settle(date(2027, 1, 10))
    assert (found.payment, found.saved) == (TEN_THOUSAND, totals(twelve()).interest)


def test_early_payoff_costs_the_prepayment_fee() -> None:
    found = settle(date(2027, 1, 10), prepayment_fee_rate=0.03)
    assert (found.fee, found.payment) == (30_000, 1_030_000)


def test_an_extra_payment_before_payoff_is_deducted() -> None:
    extra = Extra(date(2027, 1, 20), 300_000, SHORTER)
    found = settle(date(2027, 1, 30), extras=[extra])
    assert found.principal == 700_000
    assert found.interest == interest_fen(1_700_000, 0.1825 / 360, 10)


def test_an_extra_payment_planned_after_payoff_is_not_deducted() -> None:
    extra = Extra(date(2027, 1, 30), 300_000, SHORTER)
    assert settle(date(2027, 1, 30), extras=[extra]).principal == TEN_THOUSAND


def test_an_extra_payment_above_the_balance_leaves_nothing_to_pay_off() -> None:
    extra = Extra(date(2027, 1, 20), 3_000_000, SHORTER)
    assert settle(date(2027, 1, 30), extras=[extra]).principal == 0


def test_the_flat_fee_of_the_current_period_is_owed_on_payoff() -> None:
    terms = loan_terms(1_200_000, "flat_fee", 12, flat_fee_rate=0.006, start=date(2027, 1, 10))
    on_due, day_after = (early_payoff(terms, date(2027, 3, day)) for day in (10, 11))
    assert (on_due.fee, day_after.fee) == (0, 7200)
    assert (on_due.saved, day_after.saved) == (72_000, 64_800)


def test_payoff_charges_the_rate_in_force_on_the_day() -> None:
    changed = settle(date(2027, 3, 20), rate_changes={3: 0.36})
    later = settle(date(2027, 3, 20), rate_changes={4: 0.36})
    owed = twelve()[1].closing
    assert changed.interest == interest_fen(owed, 0.36 / 360, 10)
    assert later.interest == interest_fen(owed, 0.1825 / 360, 10)


def test_the_prepayment_fee_adds_to_the_flat_fee() -> None:
    terms = loan_terms(
        1_200_000,
        "flat_fee",
        12,
        flat_fee_rate=0.006,
        start=date(2027, 1, 10),
        prepayment_fee_rate=0.01,
    )
    # 1% of the outstanding 10,000 yuan, and the fee of the third month.
    assert early_payoff(terms, date(2027, 3, 11)).fee == 10_000 + 7_200


@pytest.mark.parametrize("day", [date(2027, 1, 9), date(2028, 1, 10), date(2030, 1, 1)])
def test_payoff_must_be_during_the_term(day: date) -> None:
    with pytest.raises(Refusal) as refusal:
        settle(day)
    assert refusal.value.reason == "day"


def test_payoff_needs_a_loan_with_dates() -> None:
    with pytest.raises(Refusal) as refusal:
        early_payoff(loan_terms(TEN_THOUSAND, "level_payment", 12, 0.1825), date(2027, 1, 10))
    assert refusal.value.reason == "start"


@pytest.mark.parametrize("method", ["level_payment", "equal_principal"])
def test_a_shortened_term_survives_rate_changes_and_drawdowns(method: str) -> None:
    early = [Extra(3, 300_000, SHORTER)]
    alone = schedule(loan_terms(1_000_000, method, 12, 0.1825, extras=early))
    assert len(alone) == 9
    changed: list[dict[str, Any]] = [{"rate_changes": {5: 0.1825}}, {"drawdowns": {5: 1}}]
    for changes in changed:
        rows = schedule(loan_terms(1_000_000, method, 12, 0.1825, extras=early, **changes))
        assert len(rows) == 9
        assert rows[-1].closing == 0
        assert abs(totals(rows).interest - totals(alone).interest) < 2_000


def test_a_drawdown_after_a_shortened_term_continues_the_schedule() -> None:
    rows = twelve(extras=[Extra(3, 300_000, SHORTER)], drawdowns={5: 1, 10: 100_000})
    assert len(rows) == 12
    assert rows[9].closing == 100_000
    assert rows[-1].closing == 0


def test_an_early_payment_in_the_grace_period_can_shorten_the_term() -> None:
    without = twelve(grace=3)
    rows = twelve(grace=3, extras=[Extra(2, 200_000, SHORTER)])
    assert rows[4].payment == without[4].payment
    assert len(rows) < len(without)


def test_after_an_odd_first_period_periods_are_whole_months() -> None:
    rows = schedule(
        loan_terms(
            1_000_000,
            "interest_only",
            6,
            0.12,
            start=date(2027, 1, 15),
            first_due=date(2027, 1, 31),
        )
    )
    assert [row.interest for row in rows] == [5_333, *[10_000] * 5]
    whole = loan_terms(
        1_000_000, "bullet", 6, 0.12, start=date(2027, 1, 15), first_due=date(2027, 1, 31)
    )
    assert schedule(whole)[0].interest == 55_333


@pytest.mark.parametrize("method", ["bullet", "level_payment", "equal_principal", "interest_only"])
def test_all_early_principal_of_a_dated_payment_bears_the_fee(method: str) -> None:
    start = date(2027, 1, 15)
    terms: dict[str, Any] = {"start": start, "prepayment_fee_rate": 0.03}
    paid = Extra(date(2027, 1, 25), 1_000_000, SHORTER)
    row = schedule(loan_terms(1_000_000, method, 12, 0.12, extras=[paid], **terms))[0]
    assert row.fee == 30_000
    assert row.principal == 1_000_000
    settled = early_payoff(loan_terms(1_000_000, method, 12, 0.12, **terms), date(2027, 1, 25))
    assert settled.fee == 30_000


def test_payoff_bears_the_fee_on_principal_repaid_early_since_the_last_payment() -> None:
    terms = loan_terms(
        1_000_000,
        "level_payment",
        12,
        0.1825,
        start=date(2027, 1, 15),
        extras=[Extra(date(2027, 1, 20), 300_000, SHORTER)],
        prepayment_fee_rate=0.03,
    )
    found = early_payoff(terms, date(2027, 1, 30))
    assert found.principal == 700_000
    assert found.fee == 30_000


def test_an_unrounded_schedule_ends_without_a_row_of_rounding() -> None:
    rate = 0.08881534522411193
    asked = level_payment(1_319_442, rate / 12, 21)
    rows = schedule(
        loan_terms(1_319_442, "level_payment", 60, rate, rounded=False, payments={1: asked})
    )
    assert len(rows) == 21
    assert rows[-1].closing == 0
    assert rows[-1].payment == pytest.approx(asked)


@pytest.mark.parametrize("count", [7, 8, 9, 11, 12])
def test_rounding_is_measured_against_all_that_is_lent(count: int) -> None:
    terms = loan_terms(100, "level_payment", 60, 0.0888, rounded=False, drawdowns={1: 20_000_000})
    asked = level_payment(schedule(terms)[0].closing, 0.0888 / 12, count)
    assert len(schedule(terms._replace(payments={2: asked}))) == count + 1


# Cash flows by day


@given(loans(dated=True))
def test_flows_by_day_add_up_to_the_schedule(terms: Terms) -> None:
    days, flows = dated_flows(terms)
    rows = schedule(terms)
    assert sum(flows) == totals(rows).payment - lent(terms)
    if terms.method not in IN_ONE_SUM:
        assert {row.due for row in rows} <= set(days)
    assert totals(payments_by_day(terms)) == totals(rows)
    if not terms.extras and not terms.drawdowns:
        assert flows == [-terms.principal] + [row.payment for row in rows]
    for day, flow in zip(days, flows, strict=True):
        drawn = [row for row in rows if row.due == day and row.number in terms.drawdowns]
        assert flow >= 0 or day == terms.start or drawn
    assert days[: 1 + len(rows)] == sorted(days[: 1 + len(rows)])


def test_an_extra_payment_is_priced_on_its_own_day() -> None:
    terms = loan_terms(
        TEN_THOUSAND,
        "level_payment",
        12,
        0.12,
        start=date(2027, 1, 10),
        day_count="actual/365",
        extras=[Extra(date(2027, 2, 15), 500_000, SHORTER)],
        rounded=False,
    )
    days, flows = dated_flows(terms)
    assert days[:4] == [date(2027, 1, 10), date(2027, 2, 10), date(2027, 2, 15), date(2027, 3, 10)]
    assert flows[2] == 500_000
    # 12% a year by months, except that months differ in length.
    assert xirr(days, flows) == pytest.approx(1.01**12 - 1, abs=2e-4)
    rows = schedule(terms)
    late = [-float(TEN_THOUSAND)] + [row.payment for row in rows]
    assert xirr([terms.start] + [row.due for row in rows], late) < 0.12


def test_an_overpayment_flows_only_up_to_the_balance() -> None:
    terms = loan_terms(
        TEN_THOUSAND,
        "bullet",
        12,
        0.12,
        start=date(2027, 1, 10),
        extras=[
            Extra(date(2027, 1, 20), 600_000, SHORTER),
            Extra(date(2027, 1, 30), 600_000, SHORTER),
        ],
    )
    (row,) = schedule(terms)
    # Each pays accrued interest: 10 days on 10,000 yuan, then 10 on 4,000.
    assert dated_flows(terms)[1] == [-TEN_THOUSAND, 603_333, 401_334]
    assert row.interest == 3_333 + 1_334


def test_flows_need_a_loan_with_dates() -> None:
    with pytest.raises(Refusal) as refusal:
        dated_flows(loan_terms(TEN_THOUSAND, "level_payment", 12, 0.12))
    assert refusal.value.reason == "start"


# Options that borrowers need


def test_a_loan_of_some_days_is_charged_by_days() -> None:
    for days in (1, 7, 30, 45):
        terms = loan_terms(
            200_000,
            "daily_interest",
            1,
            0.1825,
            start=JANUARY,
            first_due=JANUARY + timedelta(days),
            day_count="actual/365",
        )
        (row,) = schedule(terms)
        assert row.interest == days * 100
        assert price_of_plan(terms, [row]).nominal == pytest.approx(0.1825)


def test_a_loan_in_one_sum_repaid_on_a_chosen_day_ends_there() -> None:
    terms = loan_terms(
        200_000,
        "bullet",
        12,
        0.1825,
        start=JANUARY,
        day_count="actual/365",
        extras=[Extra(date(2027, 3, 2), 200_000, SHORTER)],
    )
    (row,) = payments_by_day(terms)
    assert (row.due, row.interest, row.payment) == (date(2027, 3, 2), 3_000, 203_000)
    assert price_of_plan(terms, [row]).nominal == pytest.approx(0.1825)


def test_several_early_payments_of_a_loan_in_one_sum_keep_its_price() -> None:
    days = [date(2027, 2, 10), date(2027, 5, 1), date(2027, 9, 9)]
    terms = loan_terms(
        1_000_000,
        "daily_interest",
        12,
        0.1825,
        start=JANUARY,
        day_count="actual/365",
        extras=[Extra(day, 200_000, SHORTER) for day in days],
    )
    rows = payments_by_day(terms)
    assert [row.due for row in rows] == [*days, date(2028, 1, 31)]
    assert [row.principal for row in rows] == [200_000] * 3 + [400_000]
    assert price_of_plan(terms, rows).nominal == pytest.approx(0.1825, abs=1e-6)


def test_the_same_extra_payment_every_month_clears_a_loan_sooner() -> None:
    by_hand = twelve(extras=[Extra(number, 50_000, SHORTER) for number in range(3, 12)])
    assert twelve(extras=monthly_extras(50_000, 3, 11)) == by_hand
    assert len(by_hand) < 12


def test_early_principal_is_reported_in_its_row() -> None:
    rows = twelve(extras=[Extra(3, 200_000, SHORTER), Extra(5, 9_000_000, SHORTER)])
    assert [row.early for row in rows[:4]] == [0, 0, 200_000, 0]
    usual = twelve(extras=[Extra(3, 200_000, SHORTER)])
    assert rows[4].early == usual[4].closing
    assert sum(row.principal for row in rows) == TEN_THOUSAND


@pytest.mark.parametrize(("remaining_fees_due", "fee"), [(False, 3 * 6_000), (True, 12 * 6_000)])
def test_on_early_payoff_flat_fees_end_or_fall_due_as_the_contract_says(
    remaining_fees_due: bool, fee: int
) -> None:
    terms = loan_terms(
        1_000_000,
        "flat_fee",
        12,
        flat_fee_rate=0.006,
        start=date(2027, 1, 10),
        extras=[Extra(3, 1_000_000, SHORTER)],
        remaining_fees_due=remaining_fees_due,
    )
    rows = schedule(terms)
    assert len(rows) == 3
    assert totals(rows).fee == fee
    assert rows[2].fee == fee - 2 * 6_000
    settled_on = terms._replace(extras=[])
    # In the fourth month: its own fee, or the fees of the nine remaining months.
    found = early_payoff(settled_on, date(2027, 4, 20))
    assert found.fee == (9 * 6_000 if remaining_fees_due else 6_000)
    assert found.saved == (0 if remaining_fees_due else 8 * 6_000)


def test_a_flat_fee_loan_paid_to_the_end_costs_the_same_by_both_contracts() -> None:
    rows = [
        schedule(loan_terms(1_000_000, "flat_fee", 12, flat_fee_rate=0.006, remaining_fees_due=due))
        for due in (False, True)
    ]
    assert rows[0] == rows[1]


@given(loans(), st.integers(0, 10_000))
def test_an_added_fee_is_in_fee_and_payment(terms: Terms, fee: int) -> None:
    rows = schedule(terms)
    dearer = add_fees(rows, fee)
    assert totals(dearer).payment == totals(rows).payment + fee * len(rows)
    assert totals(dearer).fee == totals(rows).fee + fee * len(rows)
    for row, other in zip(rows, dearer, strict=True):
        assert other == row._replace(fee=row.fee + fee, payment=row.payment + fee)


def test_a_negative_fee_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        add_fees(twelve(), -1)
    assert refusal.value.reason == "fee"


# Dated early payments


@given(loans(dated=True))
def test_payments_by_day_continue_the_balance(terms: Terms) -> None:
    rows = payments_by_day(terms)
    drawn = {row.due: terms.drawdowns.get(row.number, 0) for row in schedule(terms)}
    owed = terms.principal
    for row in rows:
        assert row.opening == owed
        left = row.opening - row.principal
        owed = row.closing
        assert row.closing in (left, left + drawn.get(row.due, 0))
        assert row.payment == row.principal + row.interest + row.fee
        assert row.fee >= 0
        assert row.early >= 0
    assert owed == 0
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    assert {row.number for row in rows} <= {row.number for row in schedule(terms)}
    sums = [sum(row.early for row in each) for each in (rows, schedule(terms))]
    # A payment ahead can leave less to repay for a following early payment.
    assert sums[0] <= sums[1] + 1e-9 * lent(terms)
    if NEXT not in {extra.effect for extra in terms.extras}:
        assert sums[0] == pytest.approx(sums[1])


def by_day(*extras: Extra, method: str = "bullet", **options: Any) -> list[Row]:
    """Return a one-year loan of 10,000 yuan at 0.05% a day, with early payments."""
    return payments_by_day(
        loan_terms(
            TEN_THOUSAND,
            method,
            12,
            0.1825,
            start=JANUARY,
            day_count="actual/365",
            extras=list(extras),
            **options,
        )
    )


def test_early_payments_of_a_loan_in_one_sum_pay_accrued_interest_and_fee() -> None:
    first = Extra(date(2027, 2, 10), 200_000, SHORTER)
    second = Extra(date(2027, 3, 2), 300_000, SHORTER)
    rows = by_day(first, second, prepayment_fee_rate=0.03)
    # 10 days on 10,000 yuan, 20 on 8,000, 335 on 5,000, each at 0.05%.
    assert rows == [
        (1, date(2027, 2, 10), 1_000_000, 5_000, 6_000, 200_000, 211_000, 800_000, 200_000),
        (1, date(2027, 3, 2), 800_000, 8_000, 9_000, 300_000, 317_000, 500_000, 300_000),
        (1, date(2028, 1, 31), 500_000, 83_750, 0, 500_000, 583_750, 0, 0),
    ]


def test_a_payment_ahead_of_a_loan_in_one_sum_bears_no_fee() -> None:
    rows = by_day(Extra(date(2027, 2, 10), 200_000, NEXT), prepayment_fee_rate=0.03)
    assert [(row.fee, row.early) for row in rows] == [(0, 0), (0, 0)]


def test_clearing_a_loan_in_one_sum_pays_its_whole_cost() -> None:
    early = Extra(date(2027, 2, 10), 200_000, SHORTER)
    rest = Extra(date(2027, 3, 2), 900_000, SHORTER)
    rows = by_day(early, rest, Extra(date(2027, 4, 1), 1, SHORTER), prepayment_fee_rate=0.03)
    assert rows[1:] == [(1, date(2027, 3, 2), 800_000, 8_000, 24_000, 800_000, 832_000, 0, 800_000)]
    assert totals(rows).fee == 30_000


def test_a_dated_payment_of_an_instalment_loan_leaves_interest_and_fee_to_the_next() -> None:
    early = Extra(date(2027, 3, 10), 200_000, SHORTER)
    rows = by_day(early, method="interest_only", prepayment_fee_rate=0.03)
    # The period from 28 February: 10 days on 10,000 yuan, 21 on 8,000.
    assert rows[1:3] == [
        (2, date(2027, 3, 10), 1_000_000, 0, 0, 200_000, 200_000, 800_000, 200_000),
        (2, date(2027, 3, 31), 800_000, 13_400, 6_000, 0, 19_400, 800_000, 0),
    ]


def test_payoff_of_a_loan_in_one_sum_charges_interest_since_the_last_early_payment() -> None:
    terms = loan_terms(
        TEN_THOUSAND,
        "bullet",
        12,
        0.1825,
        start=JANUARY,
        day_count="actual/365",
        extras=[Extra(date(2027, 2, 10), 200_000, SHORTER)],
        prepayment_fee_rate=0.03,
    )
    found = early_payoff(terms, date(2027, 3, 2))
    # 20 days on 8,000 yuan; 335 days on 8,000 are saved, for a fee of 240 yuan.
    assert found == (800_000, 8_000, 24_000, 832_000, 134_000 - 24_000)
    on_its_day = early_payoff(terms, date(2027, 2, 10))
    assert on_its_day[:2] == (TEN_THOUSAND, 5_000)


def test_invalid_arguments_are_refused_with_their_reason() -> None:
    undated = loan_terms(TEN_THOUSAND, "level_payment", 12, 0.1825)
    dated = loan_terms(TEN_THOUSAND, "level_payment", 12, 0.1825, start=JANUARY)
    assert_refused("start", payments_by_day, undated)
    assert_refused("start", flows_of_plan, undated, [])
    assert_refused("start", early_payoff, undated, JANUARY)
    assert_refused("day", early_payoff, dated, "2027-03-01")
    assert_refused("day", early_payoff, dated, JANUARY - timedelta(1))
    assert_refused("day", early_payoff, dated, date(2028, 1, 31))
    assert_refused("fee", add_fees, schedule(dated), -1)
    assert_refused("payment_too_small", twelve, payments={2: 100})
    assert_refused("negative_amortisation", twelve, first_share=10.0)


@pytest.mark.parametrize("number", [4, 20])
def test_a_shortened_term_ends_when_its_payments_repay_the_loan(number: int) -> None:
    terms: Any = (TEN_THOUSAND, "level_payment", 60, 0.48)
    early = [Extra(2, 200_000, SHORTER)]
    alone = schedule(loan_terms(*terms, extras=early))
    changed = schedule(loan_terms(*terms, extras=early, rate_changes={number: 0.48}))
    # The payment is recomputed over the shorter term, including its last period.
    assert len(alone) == len(changed) < 60
    assert changed[number].payment == pytest.approx(alone[number].payment, rel=0.06)
