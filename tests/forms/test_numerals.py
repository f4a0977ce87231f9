"""Numbers as people type and read them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.forms.numerals import (
    decimal_text,
    number_of,
    percent_text,
    signed,
    typed_text,
)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_decimal_number_is_shown_as_it_is_written(digits: int, places: int) -> None:
    written = Decimal(digits) / 10**places
    assert decimal_text(float(written), places) == f"{written:,.{places}f}".replace("-0.", "-0.")


@given(st.integers(0, 10**9))
def test_a_half_is_rounded_up_even_where_binary_falls_short(thousandths: int) -> None:
    written = Decimal(thousandths) / 1000
    rounded = written.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert decimal_text(float(written), 2) == f"{rounded:,.2f}"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(0, 2, "0.00"), (-0.001, 2, "0.00"), (999.995, 2, "1,000.00"), (1234567, 0, "1,234,567")],
)
def test_digits_are_grouped_and_zero_has_no_sign(value: float, places: int, text: str) -> None:
    assert decimal_text(value, places) == text


def test_a_fraction_is_shown_as_a_percentage() -> None:
    assert percent_text(0.16425, 2) == "16.43%"


@pytest.mark.parametrize(
    ("text", "with_sign"), [("1.00", "+1.00"), ("-1.00", "−1.00"), ("0.0%", "0.0%")]
)
def test_a_change_carries_its_sign(text: str, with_sign: str) -> None:
    assert signed(text) == with_sign


@given(st.integers(0, 10**8))
def test_a_typed_percentage_is_the_exact_fraction(millionths: int) -> None:
    percent = str(Decimal(millionths) / 10**4)
    assert number_of(percent, 2) == float(Decimal(millionths) / 10**6)


@given(st.integers(0, 10**7))
def test_a_value_is_typed_and_read_back_unchanged(millionths: int) -> None:
    value = float(Decimal(millionths) / 10**6)
    assert number_of(typed_text(value, 2, 6), 2) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" 18.25 ", 18.25),
        ("１８．２５", 18.25),
        ("1,234,567.5", 1234567.5),
        ("１，０００", 1000),
        ("-3", -3),
        ("−3", -3),
        ("+3", 3),
        (".5", 0.5),
        ("5.", 5),
    ],
)
def test_the_usual_ways_of_typing_a_number_are_read(text: str, number: float) -> None:
    assert number_of(text, 0) == number


@pytest.mark.parametrize("text", ["18%", "１８％", "18 %"])
def test_a_percent_sign_is_read_where_percentages_are_typed(text: str) -> None:
    assert number_of(text, 2) == 0.18
    assert number_of(text, 0) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "-",
        "abc",
        "1e309",
        "1e3",
        "nan",
        "inf",
        "0x10",
        "1.2.3",
        "1,23",
        "1,2345",
        ",123",
        "1.234,567",
        "--1",
        "1 2",
        "<script>alert(1)</script>",
        "9" * 25,
        "١٢",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert number_of(text, 0) is None


@given(st.text())
def test_any_text_is_read_or_refused_without_an_error(text: str) -> None:
    number = number_of(text, 2)
    assert number is None or isinstance(number, float)
