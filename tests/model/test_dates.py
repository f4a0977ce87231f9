"""Due dates, and time between days."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.dates import add_months, days_between, due_dates, whole_months, year_share
from loanlab.model.refusal import Refusal

DAYS = st.dates(date(1999, 1, 1), date(2099, 12, 31))


def later(day: date, months: int) -> date:
    """The same day some months later, as pandas has it."""
    moved: date = (pd.Timestamp(day) + pd.DateOffset(months=months)).date()
    return moved


@given(DAYS, st.integers(0, 600))
def test_months_are_added_as_pandas_adds_them(day: date, months: int) -> None:
    assert add_months(day, months) == later(day, months)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 11, 30), 1, date(2027, 12, 30)),
        (date(2027, 5, 31), 0, date(2027, 5, 31)),
    ],
)
def test_a_month_too_short_ends_on_its_last_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(1, 60), st.integers(1, 12))
def test_each_due_day_is_counted_from_the_payout(start: date, periods: int, months: int) -> None:
    expected = [later(start, months * number) for number in range(1, periods + 1)]
    assert due_dates(start, periods, months) == expected


@given(DAYS, st.integers(1, 60), st.integers(1, 90), st.integers(1, 3))
def test_a_first_due_day_that_is_given_sets_the_others(
    start: date, periods: int, wait: int, months: int
) -> None:
    first = start + timedelta(days=wait)
    expected = [later(first, months * number) for number in range(periods)]
    assert due_dates(start, periods, months, first) == expected


def test_no_payment_has_no_due_day() -> None:
    with pytest.raises(Refusal, match="1 or more, got 0") as refusal:
        due_dates(date(2027, 1, 1), 0)
    assert refusal.value.reason == "periods"


@pytest.mark.parametrize("first", [date(2027, 1, 1), date(2026, 12, 31)])
def test_the_first_payment_comes_after_the_payout(first: date) -> None:
    with pytest.raises(Refusal) as refusal:
        due_dates(date(2027, 1, 1), 3, first_due=first)
    assert refusal.value.reason == "first_due"


@given(DAYS, DAYS)
def test_days_between_two_days_are_their_distance(one: date, other: date) -> None:
    assert days_between(one, other) == other.toordinal() - one.toordinal()


@given(DAYS, st.integers(0, 5000))
def test_whole_months_fit_and_one_more_does_not(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months = whole_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@given(DAYS, st.integers(0, 600))
def test_whole_months_undo_the_adding_of_months(start: date, months: int) -> None:
    assert whole_months(start, add_months(start, months)) == months


@pytest.mark.parametrize(
    ("end", "day_count", "expected"),
    [
        (date(2028, 2, 29), "1/12", 1 / 12),
        (date(2028, 3, 30), "1/12", 60 / 360),
        (date(2028, 2, 10), "1/12", 10 / 360),
        (date(2029, 1, 31), "1/12", 1.0),
        (date(2028, 1, 31), "1/12", 0.0),
        (date(2028, 2, 29), "actual/365", 29 / 365),
        (date(2029, 1, 31), "actual/365", 366 / 365),
        (date(2028, 2, 29), "actual/360", 29 / 360),
        (date(2028, 1, 31), "actual/360", 0.0),
    ],
)
def test_the_share_of_a_year_follows_the_day_count(
    end: date, day_count: str, expected: float
) -> None:
    assert year_share(date(2028, 1, 31), end, day_count) == expected


@pytest.mark.parametrize("day_count", ["1/12", "actual/365", "actual/360"])
def test_time_does_not_run_backwards(day_count: str) -> None:
    with pytest.raises(Refusal) as refusal:
        year_share(date(2027, 1, 2), date(2027, 1, 1), day_count)
    assert refusal.value.reason == "dates"


def test_an_unknown_day_count_is_refused() -> None:
    with pytest.raises(Refusal, match="got 30/360") as refusal:
        year_share(date(2027, 1, 1), date(2027, 1, 2), "30/360")
    assert refusal.value.reason == "day_count"


def test_due_dates_are_a_month_apart_unless_told_otherwise() -> None:
    assert due_dates(date(2027, 1, 10), 2) == [date(2027, 2, 10), date(2027, 3, 10)]
