"""Which values count as whole numbers, numbers and days."""

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from loanlab.model.inputs import as_day, as_number, as_whole

DAY = date(2027, 1, 31)


@pytest.mark.parametrize(
    "value",
    [12, 12.0, np.int64(12), np.int8(12), np.float64(12.0), np.array(12), pd.Series([12]).iloc[0]],
)
def test_a_whole_number_of_any_library_is_one(value: Any) -> None:
    found = as_whole(value)
    assert found == 12
    assert type(found) is int


@pytest.mark.parametrize(
    "value",
    [12.5, np.float32(12.5), True, np.True_, "12", None, float("nan"), float("inf"), np.arange(2)],
)
def test_what_is_no_whole_number_is_none(value: Any) -> None:
    assert as_whole(value) is None


@pytest.mark.parametrize("value", [0.5, np.float64(0.5), np.array([0.5]), pd.Series([0.5]).iloc[0]])
def test_a_number_of_any_library_is_one(value: Any) -> None:
    found = as_number(value)
    assert found == 0.5
    assert type(found) is float


@pytest.mark.parametrize("value", ["0.5", False, np.False_, None, [0.5], np.arange(3), DAY])
def test_what_is_no_number_is_none(value: Any) -> None:
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
def test_a_day_of_any_library_is_one(value: Any) -> None:
    found = as_day(value)
    assert found == DAY
    assert type(found) is date


@pytest.mark.parametrize(
    "value", ["2027-01-31", 20270131, None, pd.NaT, np.datetime64("NaT"), np.datetime64("2027-01")]
)
def test_what_is_no_day_is_none(value: Any) -> None:
    assert as_day(value) is None
