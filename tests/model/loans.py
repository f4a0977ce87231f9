"""Loans of every kind, for properties that must hold for all of them."""

from datetime import date

from hypothesis import strategies as st

from loanlab.model.terms import (
    CAPITALISED,
    EFFECTS,
    FLAT_FEE,
    IN_ONE_SUM,
    METHODS,
    Extra,
    Terms,
    loan_terms,
)

PRINCIPALS = st.integers(1, 30_000_000)
ANNUAL_RATES = st.floats(0, 0.5)
DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
WITH_INTEREST = [method for method in METHODS if method != FLAT_FEE]
PAID_DOWN = [method for method in METHODS if method not in (*IN_ONE_SUM, CAPITALISED)]


@st.composite
def extras(draw: st.DrawFn, periods: int) -> list[Extra]:
    """Payments beyond the schedule, each with the payment of some number."""
    if periods == 1:
        return []
    extra = st.builds(
        Extra, st.integers(1, periods - 1), st.integers(1, 5_000_000), st.sampled_from(EFFECTS)
    )
    return draw(st.lists(extra, max_size=3))


@st.composite
def loans(
    draw: st.DrawFn,
    methods: list[str] | tuple[str, ...] = METHODS,
    rounded: bool = True,
    dated: bool | None = None,
    with_extras: bool = True,
) -> Terms:
    """Loans with and without days, an odd first period, grace, changes and extra payments."""
    method = draw(st.sampled_from(list(methods)))
    periods = draw(st.integers(1, 36))
    payments = 1 if method in IN_ONE_SUM else periods
    has_days = draw(st.booleans()) if dated is None else dated
    start = draw(DAYS) if has_days else None
    changes = st.dictionaries(st.integers(1, payments), ANNUAL_RATES, max_size=2)
    flat = method == FLAT_FEE
    return loan_terms(
        draw(PRINCIPALS),
        method,
        periods,
        0.0 if flat else draw(ANNUAL_RATES),
        flat_fee_rate=draw(st.floats(0, 0.03)) if flat else 0.0,
        start=start,
        day_count=draw(st.sampled_from(["1/12", "actual/365", "actual/360"])) if start else "1/12",
        first_share=draw(st.none() | st.floats(0.001, 3)),
        grace=draw(st.integers(0, payments - 1)),
        rate_changes={} if flat else draw(changes),
        extras=draw(extras(payments)) if with_extras else [],
        prepayment_fee_rate=draw(st.sampled_from([0.0, 0.01, 0.03])),
        rounded=rounded,
    )
