"""Test that level payments stay equal to the end of the term, whatever the period lengths."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.refusal import Refusal
from loanlab.model.schedule import Row, schedule
from loanlab.model.terms import Terms, loan_terms, year_fractions_of

from .loans import PRINCIPALS

START = date(2027, 1, 31)
DAY_COUNTS = ["1/12", "actual/365", "actual/360"]


def level(**options: Any) -> Terms:
    whole: dict[str, Any] = {"periods": 12, "nominal_annual_rate": 0.1825, **options}
    return loan_terms(1_000_000, "level_payment", **whole)


@st.composite
def level_loans(draw: st.DrawFn, negative_amortisation: bool = False) -> Terms:
    """Generate level-payment loans of any rate, term, first period and day count."""
    start = draw(st.dates(date(2026, 1, 1), date(2032, 12, 31)))
    first_due = draw(st.none() | st.integers(1, 400).map(lambda days: start + timedelta(days)))
    return loan_terms(
        draw(PRINCIPALS.filter(lambda fen: fen >= 10_000)),
        "level_payment",
        draw(st.integers(1, 60)),
        draw(st.floats(0, 1.5)),
        start=start,
        first_due=first_due,
        months=draw(st.sampled_from([1, 1, 3])),
        day_count=draw(st.sampled_from(DAY_COUNTS)),
        negative_amortisation=negative_amortisation,
    )


def exact_growth(terms: Terms, payment: int) -> tuple[Fraction, Fraction]:
    """Return the exact final balance of equal payments, and its change per fen of payment."""
    balance, worth = Fraction(terms.principal), Fraction(0)
    for share in year_fractions_of(terms):
        growth = 1 + Fraction(terms.nominal_annual_rate) * Fraction(share)
        balance = balance * growth - payment
        worth = worth * growth + 1
    return balance, worth


def assert_level(terms: Terms, rows: list[Row]) -> None:
    assert len({row.payment for row in rows[:-1]}) <= 1
    assert rows[-1].closing == 0
    left, worth = exact_growth(terms, rows[0].payment)
    if len(rows) < terms.periods:
        # Rounding by a fen per period adds up to a payment: a tiny or extremely expensive loan.
        assert worth > rows[0].payment
        return
    if len(rows) == 1:
        return
    # The payment is the exact one, rounded to the fen.
    assert abs(left) <= worth * (Fraction(1, 2) + Fraction(1, 10**6))
    # The last payment absorbs this rounding and that of each row, with interest.
    assert abs(rows[-1].payment - rows[0].payment) <= 2 * worth


@given(level_loans(negative_amortisation=True))
def test_level_payments_are_equal_to_the_end_of_the_term(terms: Terms) -> None:
    assert_level(terms, schedule(terms))


@given(level_loans())
def test_a_schedule_is_refused_exactly_if_its_balance_would_grow(terms: Terms) -> None:
    allowed = schedule(terms._replace(negative_amortisation=True))
    grows = any(row.principal < 0 for row in allowed)
    try:
        assert schedule(terms) == allowed
        assert not grows
    except Refusal as refusal:
        reason = refusal.reason
        assert reason == "negative_amortisation"
        assert grows


def test_interest_above_the_payment_is_refused_or_added_to_the_balance() -> None:
    # At 100% a year a month of 31 days costs 8.49% of the balance, the level payment 8.40%.
    options: dict[str, Any] = {
        "periods": 60,
        "nominal_annual_rate": 1.0,
        "start": date(2026, 12, 15),
        "day_count": "actual/365",
    }
    with pytest.raises(Refusal) as refusal:
        schedule(level(**options))
    assert refusal.value.reason == "negative_amortisation"
    rows = schedule(level(**options, negative_amortisation=True))
    assert_level(level(**options), rows)
    assert any(row.closing > row.opening for row in rows)


def test_a_long_first_period_raises_all_payments_equally() -> None:
    rows = schedule(level(start=START, first_due=date(2027, 4, 15), day_count="actual/365"))
    assert rows[0].interest == 37_000  # 74 days at 0.05%
    assert_level(level(start=START, first_due=date(2027, 4, 15), day_count="actual/365"), rows)
    assert rows[0].payment > schedule(level())[0].payment


def test_a_short_first_period_lowers_all_payments_equally() -> None:
    terms = level(start=START, first_due=date(2027, 2, 10), day_count="actual/365")
    rows = schedule(terms)
    assert rows[0].interest == 5_000  # 10 days at 0.05%
    assert_level(terms, rows)
    assert rows[0].payment < schedule(level())[0].payment


# Payments stated by the contract


def test_a_stated_first_payment_may_be_less_than_the_interest_of_a_long_period() -> None:
    # 200 days at 0.05% cost 1,000.00 yuan; the contract states 950.00.
    first = START + timedelta(200)
    terms = level(start=START, first_due=first, day_count="actual/365", payments={1: 95_000})
    rows = schedule(terms)
    assert (rows[0].interest, rows[0].payment, rows[0].principal) == (100_000, 95_000, -5_000)
    assert rows[0].closing == 1_005_000
    assert [row.payment for row in rows[:-1]] == [95_000] * 11
    assert rows[-1].closing == 0


def test_a_later_payment_below_its_interest_needs_negative_amortisation() -> None:
    stated: dict[str, Any] = {"payments": {1: 95_000, 4: 5_000}}
    with pytest.raises(Refusal) as refusal:
        schedule(level(**stated))
    assert refusal.value.reason == "payment_too_small"
    rows = schedule(level(**stated, negative_amortisation=True))
    assert rows[3].payment == 5_000
    assert rows[3].principal < 0
    assert rows[-1].closing == 0
