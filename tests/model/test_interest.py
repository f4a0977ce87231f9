"""Interest by days, to the fen."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.interest import interest_fen


def test_two_thousand_yuan_for_thirty_days_cost_thirty_yuan() -> None:
    assert interest_fen(200000, 0.0005, 30) == 3000


def test_half_a_fen_is_rounded_up() -> None:
    assert interest_fen(1000, 0.0005, 1) == 1


@given(st.integers(1, 30_000_000), st.integers(0, 1000), st.integers(1, 366))
def test_interest_is_the_exact_product_rounded_half_up(
    principal_fen: int, hundred_thousandths: int, days: int
) -> None:
    exact = Fraction(principal_fen * hundred_thousandths * days, 100_000)
    rounded = int(exact + Fraction(1, 2))
    assert interest_fen(principal_fen, hundred_thousandths / 100_000, days) == rounded
