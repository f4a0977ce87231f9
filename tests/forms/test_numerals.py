"""Numbers as people type and read them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.forms.numerals import (
    decimal_text,
    is_plain,
    percent_text,
    plain_text,
    signed,
    typed_text,
)
from loanlab.forms.quantities import read_quantity


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
    assert read_quantity(percent, "percent") == (float(Decimal(millionths) / 10**6), "")


@given(st.integers(0, 10**7))
def test_a_value_is_typed_and_read_back_unchanged(millionths: int) -> None:
    value = float(Decimal(millionths) / 10**6)
    assert read_quantity(typed_text(value, 2, 6), "percent") == (value, "")


@given(st.characters(categories=["Zs", "Zl", "Zp", "Cc"]))
def test_every_blank_and_control_character_is_removed_at_the_ends(character: str) -> None:
    assert plain_text(character + "5" + character) == "5"


@pytest.mark.parametrize("text", ["5", "0.5", "-3", ".5", "007"])
def test_a_slider_can_stand_at_a_plain_number(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("text", ["", "5.", "+5", "5,000", " 5", "５", "5%", "1e5"])
def test_a_slider_cannot_read_any_other_text(text: str) -> None:
    assert not is_plain(text)
