"""Test the conversion of arguments to numbers and dates."""

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from loanlab.model.inputs import (
    LARGEST,
    LARGEST_WHOLE,
    as_day,
    as_number,
    as_whole,
    require_day,
    require_number,
    require_rate,
    require_whole,
)
from loanlab.model.refusal import Refusal, finite

DAY = date(2027, 1, 31)


@pytest.mark.parametrize(
    "value",
    [12, 12.0, np.int64(12), np.int8(12), np.float64(12.0), np.array(12), pd.Series([12]).iloc[0]],
)
def test_whole_numbers_of_any_library_are_converted(value: Any) -> None:
    found = as_whole(value)
    assert found == 12
    assert type(found) is int


@pytest.mark.parametrize(
    "value",
    [12.5, np.float32(12.5), True, np.True_, "12", None, float("nan"), float("inf"), np.arange(2)],
)
def test_other_values_are_not_whole_numbers(value: Any) -> None:
    assert as_whole(value) is None


@pytest.mark.parametrize("value", [0.5, np.float64(0.5), np.array([0.5]), pd.Series([0.5]).iloc[0]])
def test_numbers_of_any_library_are_converted(value: Any) -> None:
    found = as_number(value)
    assert found == 0.5
    assert type(found) is float


@pytest.mark.parametrize("value", ["0.5", False, np.False_, None, [0.5], np.arange(3), DAY])
def test_other_values_are_not_numbers(value: Any) -> None:
    assert as_number(value) is None


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2027, 1, 31, 23, 59),
        pd.Timestamp("2027-01-31 08:00"),
        np.datetime64("2027-01-31"),
        np.datetime64("2027-01-31T08:00:00", "ns"),
        pd.Series(pd.to_datetime(["2027-01-31"])).iloc[0],
        pd.date_range("2027-01-31", periods=1)[0],
    ],
)
def test_dates_of_any_library_are_converted(value: Any) -> None:
    found = as_day(value)
    assert found == DAY
    assert type(found) is date


@pytest.mark.parametrize(
    "value",
    [
        *("2027-01-31", np.str_("2027-01-31"), 20270131, None, pd.NaT),
        *(np.datetime64("NaT"), np.datetime64("2027-01"), np.datetime64("12027-01-31")),
        *(np.arange(3), np.array(["2027-01-31", "2027-02-28"], dtype="datetime64[D]")),
        pd.date_range("2027-01-31", periods=2),
    ],
)
def test_other_values_are_not_dates(value: Any) -> None:
    assert as_day(value) is None


INF, NAN = float("inf"), float("nan")


@pytest.mark.parametrize(
    ("value", "expected"), [(1, 1), (12.0, 12), (np.int64(12), 12), (LARGEST_WHOLE, LARGEST_WHOLE)]
)
def test_a_required_whole_number_is_returned_as_int(value: Any, expected: int) -> None:
    found = require_whole(value, "periods", 1)
    assert found == expected
    assert type(found) is int


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "periods must be a whole number of 1 or more, got 0"),
        (1.5, "periods must be a whole number of 1 or more, got 1.5"),
        ("12", "periods must be a whole number of 1 or more, got 12"),
        (NAN, "periods must be a whole number of 1 or more, got nan"),
        pytest.param(-(10**5000), "periods must be a whole number of 1 or more", id="lowest"),
        pytest.param(10**5000, "periods must be at most 1000000000000000", id="highest"),
        (LARGEST_WHOLE + 1, "periods must be at most 1000000000000000"),
    ],
)
def test_a_required_whole_number_is_refused_with_a_message(value: Any, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        require_whole(value, "periods", 1)
    assert (refusal.value.reason, str(refusal.value)) == ("periods", words)


def test_a_refusal_quotes_only_the_beginning_of_a_value() -> None:
    with pytest.raises(Refusal) as refusal:
        require_whole("7" * 99, "days")
    assert str(refusal.value).endswith("got " + "7" * 40)


@pytest.mark.parametrize("value", [0, 0.5, np.float64(1), np.int64(1), 1])
def test_a_required_number_is_returned_plain(value: Any) -> None:
    found = require_number(value, "share", 0, 1)
    assert found == value
    assert type(found) in (int, float)


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [
        (0, 1, "share must be a number from 0 to 1"),
        (0, LARGEST, "share must be a number, 0 or more"),
        (-LARGEST, LARGEST, "share must be a number"),
    ],
)
@pytest.mark.parametrize("value", [NAN, INF, -INF, -1.1e100, 1.1e100, 10**400, "1", None, True])
def test_a_required_number_is_refused_with_a_message(
    value: Any, lowest: float, highest: float, words: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        require_number(value, "share", lowest, highest)
    assert (refusal.value.reason, str(refusal.value)) == ("share", words)


def test_the_largest_numbers_are_accepted() -> None:
    assert [require_number(sign * LARGEST, "amount") for sign in (1, -1)] == [LARGEST, -LARGEST]
    assert require_rate(LARGEST) == LARGEST


@pytest.mark.parametrize("value", [-0.999, 0, 0.5, np.float64(3.0)])
def test_a_required_rate_is_above_minus_one(value: Any) -> None:
    assert require_rate(value) == value


@pytest.mark.parametrize("value", [-1, -2.0, NAN, INF, -INF, 1e101, "0.1", None, True])
def test_a_required_rate_is_refused_with_a_message(value: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        require_rate(value, "growth")
    assert refusal.value.reason == "growth"
    assert str(refusal.value) == "growth must be a number above -1"


def test_a_required_day_is_returned_as_date() -> None:
    assert type(require_day(pd.Timestamp("2027-01-31 08:00"))) is date
    with pytest.raises(Refusal, match="a day must be a date") as refusal:
        require_day("2027-01-31")
    assert refusal.value.reason == "dates"


@pytest.mark.parametrize("result", [0.24, -1e300, 1e300, 7])
def test_a_finite_result_is_returned(result: float) -> None:
    assert finite(result) == result


@pytest.mark.parametrize("result", [NAN, INF, -INF, 1.1e300, -1.1e300])
def test_a_result_that_overflows_is_refused_with_a_message(result: float) -> None:
    for reason in ("too_high", "singular"):
        with pytest.raises(Refusal, match="too large for a number") as refusal:
            finite(result, reason)
        assert refusal.value.reason == reason
    with pytest.raises(Refusal) as refusal:
        finite(result)
    assert refusal.value.reason == "too_high"
