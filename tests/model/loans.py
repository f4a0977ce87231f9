"""Generate loans of every kind for property-based tests."""

from datetime import date, timedelta

from hypothesis import assume
from hypothesis import strategies as st

from loanlab.model.dates import due_dates
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import schedule
from loanlab.model.terms import (
    CAPITALISED,
    EFFECTS,
    FLAT_FEE,
    IN_ONE_SUM,
    LEVEL_PAYMENT,
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
def extras(draw: st.DrawFn, payments: int, days: st.SearchStrategy[date] | None) -> list[Extra]:
    """Generate extra payments, each on a day or with a numbered payment."""
    whens: list[st.SearchStrategy[int | date]] = []
    if payments > 1:
        whens.append(st.integers(1, payments - 1))
    if days is not None:
        whens.append(days)
    if not whens:
        return []
    extra = st.builds(Extra, st.one_of(whens), st.integers(1, 5_000_000), st.sampled_from(EFFECTS))
    return draw(st.lists(extra, max_size=3))


@st.composite
def loans(
    draw: st.DrawFn,
    methods: list[str] | tuple[str, ...] = METHODS,
    rounded: bool = True,
    dated: bool | None = None,
    with_extras: bool = True,
    with_asked: bool = True,
    with_drawdowns: bool = True,
    may_grow: bool = True,
) -> Terms:
    """Generate loans with dates, odd first periods, grace, changes, extra payments, drawdowns."""
    method = draw(st.sampled_from(list(methods)))
    periods, months = draw(st.integers(1, 36)), draw(st.sampled_from([1, 1, 3, 12]))
    payments = 1 if method in IN_ONE_SUM else periods
    has_days = draw(st.booleans()) if dated is None else dated
    start = draw(DAYS) if has_days else None
    first_due = first_share = days = None
    if start:
        first_due = draw(st.none() | st.dates(start + timedelta(1), start + timedelta(400)))
        days = st.dates(start, due_dates(start, periods, months, first_due)[-1])
    if not first_due:
        first_share = draw(st.none() | st.floats(0.001, 3))
    principal = draw(PRINCIPALS)
    changes = st.dictionaries(st.integers(1, payments), ANNUAL_RATES, max_size=2)
    asked = st.dictionaries(st.integers(1, payments), st.integers(1, principal), max_size=1)
    drawn: dict[int, int] = {}
    if with_drawdowns and payments > 1:
        drawn = draw(st.dictionaries(st.integers(1, payments - 1), PRINCIPALS, max_size=2))
    flat = method == FLAT_FEE
    terms = loan_terms(
        principal,
        method,
        periods,
        0.0 if flat else draw(ANNUAL_RATES),
        flat_fee_rate=draw(st.floats(0, 0.03)) if flat else 0.0,
        start=start,
        first_due=first_due,
        months=months,
        day_count=draw(st.sampled_from(["1/12", "actual/365", "actual/360"])) if start else "1/12",
        first_share=first_share,
        grace=draw(st.integers(0, payments - 1)),
        rate_changes={} if flat else draw(changes),
        payments=draw(asked) if method == LEVEL_PAYMENT and with_asked else {},
        extras=draw(extras(payments, days)) if with_extras else [],
        drawdowns=drawn,
        prepayment_fee_rate=draw(st.sampled_from([0.0, 0.01, 0.03])),
        remaining_fees_due=flat and draw(st.booleans()),
        negative_amortisation=method == LEVEL_PAYMENT and may_grow and draw(st.booleans()),
        rounded=rounded,
    )
    assume(method != LEVEL_PAYMENT or _is_kept(terms))
    return terms


def _is_kept(terms: Terms) -> bool:
    """Check whether the payments cover their interest, or may be less."""
    try:
        return bool(schedule(terms))
    except Refusal:
        return False
