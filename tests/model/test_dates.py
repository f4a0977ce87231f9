"""Test due dates and day counts."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.dates import add_months, days_between, due_dates, whole_months, year_share
from loanlab.model.refusal import Refusal

DAYS = st.dates(date(1999, 1, 1), date(2099, 12, 31))


def later(day: date, months: int) -> date:
    """Add months with pandas."""
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
def test_in_a_short_month_the_last_day_counts(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(1, 60), st.integers(1, 12))
def test_each_due_date_is_counted_from_disbursement(start: date, periods: int, months: int) -> None:
    expected = [later(start, months * number) for number in range(1, periods + 1)]
    assert due_dates(start, periods, months) == expected


@given(DAYS, st.integers(1, 60), st.integers(1, 90), st.integers(1, 3))
def test_a_given_first_due_date_sets_the_others(
    start: date, periods: int, wait: int, months: int
) -> None:
    first = start + timedelta(days=wait)
    expected = [later(first, months * number) for number in range(periods)]
    assert due_dates(start, periods, months, first) == expected


def test_zero_payments_are_refused() -> None:
    with pytest.raises(Refusal, match="1 or more, got 0") as refusal:
        due_dates(date(2027, 1, 1), 0)
    assert refusal.value.reason == "periods"


@pytest.mark.parametrize("first", [date(2027, 1, 1), date(2026, 12, 31)])
def test_the_first_payment_must_be_after_disbursement(first: date) -> None:
    with pytest.raises(Refusal) as refusal:
        due_dates(date(2027, 1, 1), 3, first_due=first)
    assert refusal.value.reason == "first_due"


@given(DAYS, DAYS)
def test_days_between_agrees_with_date_subtraction(one: date, other: date) -> None:
    assert days_between(one, other) == other.toordinal() - one.toordinal()


@given(DAYS, st.integers(0, 5000))
def test_whole_months_fit_and_one_more_does_not(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months = whole_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@given(DAYS, st.integers(0, 600))
def test_whole_months_inverts_add_months(start: date, months: int) -> None:
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
def test_the_year_fraction_follows_the_day_count(
    end: date, day_count: str, expected: float
) -> None:
    assert year_share(date(2028, 1, 31), end, day_count) == expected


@pytest.mark.parametrize("day_count", ["1/12", "actual/365", "actual/360"])
def test_an_end_before_the_start_is_refused(day_count: str) -> None:
    with pytest.raises(Refusal) as refusal:
        year_share(date(2027, 1, 2), date(2027, 1, 1), day_count)
    assert refusal.value.reason == "dates"


def test_an_unknown_day_count_is_refused() -> None:
    with pytest.raises(Refusal, match="got 30/360") as refusal:
        year_share(date(2027, 1, 1), date(2027, 1, 2), "30/360")
    assert refusal.value.reason == "day_count"


def test_due_dates_are_a_month_apart_by_default() -> None:
    assert due_dates(date(2027, 1, 10), 2) == [date(2027, 2, 10), date(2027, 3, 10)]


DAYS_OF_LIBRARIES = [
    datetime(2027, 1, 31, 23, 59),
    pd.Timestamp("2027-01-31 08:00"),
    pd.Timestamp("2027-01-31 08:00", tz="Asia/Shanghai"),
    np.datetime64("2027-01-31"),
    np.datetime64("2027-01-31T08:00:00", "ns"),
]


@pytest.mark.parametrize("day", DAYS_OF_LIBRARIES)
def test_dates_of_any_library_are_accepted(day: Any) -> None:
    plain, end = date(2027, 1, 31), date(2027, 3, 30)
    assert days_between(day, end) == 58
    assert days_between(date(2027, 1, 1), day) == 30
    assert add_months(day, 1) == date(2027, 2, 28)
    assert type(add_months(day, 0)) is date
    assert whole_months(day, end) == 1
    assert due_dates(day, 3) == due_dates(plain, 3)
    assert due_dates(date(2027, 1, 1), 3, first_due=day) == due_dates(
        date(2027, 1, 1), 3, first_due=plain
    )
    for day_count in ("1/12", "actual/365", "actual/360"):
        assert year_share(day, end, day_count) == year_share(plain, end, day_count)
    # The time of day is dropped.
    assert year_share(day, plain, "actual/365") == 0.0


@pytest.mark.parametrize("day", ["2027-01-31", 20270131, None, pd.NaT, np.datetime64("NaT"), 0.5])
def test_values_that_are_not_dates_are_refused(day: Any) -> None:
    good = date(2027, 1, 31)
    for ask in (
        lambda: days_between(day, good),
        lambda: days_between(good, day),
        lambda: add_months(day, 1),
        lambda: whole_months(good, day),
        lambda: due_dates(day, 3),
        lambda: year_share(day, good, "actual/365"),
    ):
        with pytest.raises(Refusal) as refusal:
            ask()
        assert refusal.value.reason == "dates"


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: add_months(date(2027, 1, 31), -1), "months"),
        (lambda: add_months(date(2027, 1, 31), 0.5), "months"),  # type: ignore[arg-type]
        (lambda: add_months(date(9999, 12, 1), 1), "dates"),
        (lambda: due_dates(date(2027, 1, 31), 10**6), "dates"),
        (lambda: due_dates(date(2027, 1, 31), 3, 0), "months"),
        (lambda: due_dates(date(2027, 1, 31), 3.5), "periods"),  # type: ignore[arg-type]
        (lambda: due_dates(date(2027, 1, 31), 3, first_due=pd.NaT), "dates"),
        (lambda: whole_months(date(2027, 1, 31), date(2027, 1, 30)), "dates"),
    ],
)
def test_dates_beyond_the_calendar_are_refused(ask: Any, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        ask()
    assert refusal.value.reason == reason


def test_the_calendar_reaches_its_last_day() -> None:
    assert add_months(date(9999, 11, 30), 1) == date(9999, 12, 30)
    assert whole_months(date(9999, 11, 30), date(9999, 12, 31)) == 1


@pytest.mark.parametrize(("year", "last"), [(2028, 29), (2100, 28), (2000, 29), (2027, 28)])
def test_february_has_the_days_of_its_year(year: int, last: int) -> None:
    assert add_months(date(year, 1, 31), 1) == date(year, 2, last)


def test_whole_numbers_of_any_library_count_months() -> None:
    one: Any = np.int64(1)
    assert add_months(date(2027, 1, 31), one) == date(2027, 2, 28)
    assert due_dates(date(2027, 1, 31), 3.0, one) == due_dates(date(2027, 1, 31), 3)  # type: ignore[arg-type]
