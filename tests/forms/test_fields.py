"""The values that fields accept from Python, NumPy and pandas."""

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from loanlab import LoanLabError, simulate
from loanlab.forms.fields import Choice, Day, Number, Rows, YesNo

YUAN = Number("principal", "yuan", 100, 500000, step=100, default=10000)
MONTHS = Number("months", "months", 1, 60, step=1, default=12, whole=True)
START = Day("start", date(2026, 1, 1), date(2030, 12, 31), default=date(2027, 1, 1))
METHOD = Choice("method", ["level", "bullet"], default="level")
EVERY = Choice("every", [1, 3], default=1)
ROWS = Rows("rows", [YUAN, MONTHS], minimum=1, maximum=3, default=[])
DAY = date(2027, 1, 31)


@pytest.mark.parametrize(
    "given",
    [
        10000,
        10000.0,
        np.int64(10000),
        np.float32(10000),
        pd.Series([10000]).iloc[0],
        "10,000",
        "1万",
        np.str_("¥10000\u00a0"),
    ],
)
def test_a_number_of_any_library_or_a_text_becomes_a_plain_one(given: Any) -> None:
    value, refusal = YUAN.accept(given)
    assert (value, refusal) == (10000, None)
    assert type(value) in (int, float)


@pytest.mark.parametrize(
    "given", [12, 12.0, np.int64(12), np.float64(12), np.arange(12, 13)[0], pd.Series([12]).iloc[0]]
)
def test_a_whole_number_of_any_library_becomes_a_plain_one(given: Any) -> None:
    value, refusal = MONTHS.accept(given)
    assert (value, refusal) == (12, None)
    assert type(value) is int


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (np.float64(12.5), "not_whole"),
        (np.int64(61), "out_of_range"),
        (10**400, "out_of_range"),
        (float("nan"), "out_of_range"),
        (np.inf, "out_of_range"),
        (np.True_, "not_a_number"),
        (np.arange(3), "not_a_number"),
        (pd.Series([1, 2]), "not_a_number"),
        (pd.NA, "not_a_number"),
        (pd.NaT, "not_a_number"),
        (None, "not_a_number"),
        ("twelve", "not_a_number"),
        ("12.5", "not_whole"),
        ("12天", "wrong_unit"),
    ],
)
def test_an_invalid_number_is_refused(given: Any, code: str) -> None:
    value, refusal = MONTHS.accept(given)
    assert (value, refusal.code) == (None, code)


@pytest.mark.parametrize(
    "given",
    [
        DAY,
        datetime(2027, 1, 31, 8, 30),
        pd.Timestamp("2027-01-31"),
        pd.Timestamp("2027-01-31 23:00", tz="Asia/Shanghai"),
        np.datetime64("2027-01-31"),
        pd.date_range("2027-01-31", periods=1)[0],
        "2027-01-31",
        np.str_("2027-01-31"),
    ],
)
def test_a_day_of_any_library_becomes_a_plain_one(given: Any) -> None:
    value, refusal = START.accept(given)
    assert (value, refusal) == (DAY, None)
    assert type(value) is date


@pytest.mark.parametrize(
    "text", ["2027-01-31\u00a0", "\u200b2027/1/31", "２０２７年１月３１日", "\ufeff2027.01.31\n"]
)
def test_a_day_is_read_as_it_is_typed_and_pasted(text: str) -> None:
    assert START.read(text) == (DAY, None)


@pytest.mark.parametrize("text", ["", " \u00a0", "\u200b"])
def test_a_day_that_shows_nothing_is_empty(text: str) -> None:
    assert START.read(text)[1].code == "empty_date"


@pytest.mark.parametrize(
    "given",
    [
        pd.NaT,
        np.datetime64("NaT"),
        np.datetime64("12027-01-31"),
        np.arange(3),
        np.array(["2027-01-31", "2027-02-28"], dtype="datetime64[D]"),
        pd.date_range("2027-01-31", periods=2),
        20270131,
        None,
        True,
    ],
)
def test_an_invalid_day_is_refused(given: Any) -> None:
    value, refusal = START.accept(given)
    assert (value, refusal.code) == (None, "not_a_date")


@pytest.mark.parametrize("given", [pd.Timestamp("2031-01-01"), np.datetime64("2025-12-31")])
def test_a_day_beyond_the_field_s_is_refused(given: Any) -> None:
    value, refusal = START.accept(given)
    assert (value, refusal.code) == (None, "out_of_range")


def test_choices_of_any_library_become_plain_ones() -> None:
    for field, given, plain in (
        (METHOD, np.str_("bullet"), "bullet"),
        (EVERY, np.int64(3), 3),
        (EVERY, 3.0, 3),
        (YesNo("rounded", default=True), np.False_, False),
    ):
        value, refusal = field.accept(given)
        assert (value, refusal) == (plain, None)
        assert type(value) is type(plain)


@pytest.mark.parametrize(
    "given",
    [np.array(["level", "bullet"]), pd.Series([1, 3]), pd.DataFrame({"a": [1]}), pd.NA, pd.NaT, []],
)
def test_incomparable_values_are_no_choice(given: Any) -> None:
    for field in (METHOD, EVERY):
        value, refusal = field.accept(given)
        assert (value, refusal.code) == (None, "not_a_choice")


def test_rows_come_as_a_tuple_or_from_a_frame() -> None:
    frame = pd.DataFrame({"principal": [1000, 2000], "months": [6, 12]})
    expected = [{"principal": 1000, "months": 6}, {"principal": 2000, "months": 12}]
    for given in (
        frame.to_dict("records"),
        tuple(expected),
        [dict(zip(frame.columns, row, strict=True)) for row in frame.to_numpy()],
    ):
        rows, refusal = ROWS.accept(given)
        assert (rows, refusal) == (expected, None)
        assert {type(value) for row in rows for value in row.values()} == {int}


def test_a_cell_that_is_missing_from_a_frame_is_refused() -> None:
    frame = pd.DataFrame({"principal": [1000, 2000], "months": [6, None]})
    rows, refusal = ROWS.accept(frame.to_dict("records"))
    assert (rows, refusal.code) == (None, "out_of_range")


@pytest.mark.parametrize(
    "given",
    [
        {"principal": 10000},
        {"principal": np.int64(10000)},
        {"principal": pd.Series([10000]).iloc[0], "months": np.int64(12)},
        {"principal": np.arange(10000, 20000, 5000)[0], "months": 12.0},
        {"principal": "1万", "months": "12期", "extra_amount": "0元"},
        {"start_date": pd.Timestamp("2027-01-31")},
        {"start_date": np.datetime64("2027-01-31"), "extra_amount": np.int32(0)},
    ],
)
def test_a_simulation_accepts_texts_and_values_of_numpy_and_pandas(given: dict[str, Any]) -> None:
    values = {"extra_amount": 0, **given}
    assert simulate("repayment").run(**values).outputs["first_payment"] == 917.99


@pytest.mark.parametrize(
    "given",
    [
        {"principal": np.arange(3)},
        {"start_date": pd.NaT},
        {"start_date": pd.date_range("2027-01-31", periods=2)},
        {"method": np.array(["bullet", "level_payment"])},
    ],
)
def test_a_simulation_refuses_invalid_values_with_a_sentence(given: dict[str, Any]) -> None:
    with pytest.raises(LoanLabError):
        simulate("repayment").run(**given)
