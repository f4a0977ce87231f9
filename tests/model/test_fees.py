"""Test fees, discounts and the all-in cost with its shares."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.cashflow import period_rate_of_flat_fee
from loanlab.model.fees import (
    Item,
    all_in_cost,
    contract_annual_rate,
    interest_item,
    monthly_item,
    net_proceeds,
    upfront_item,
)
from loanlab.model.late import penalty_rate
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import schedule
from loanlab.model.terms import FLAT_FEE, IN_ONE_SUM, Extra, Terms, loan_terms

from .loans import loans

OVERDUE, MISUSE = 1.5, 2.0


def price_example(
    method: str, rate: float, periods: int = 12, principal: int = 1000000, **discount: float
) -> tuple[list[int], Item]:
    rows = schedule(loan_terms(principal, method, periods, rate))
    item = interest_item("interest", rows, int(discount.get("months", 0)), discount.get("share", 0))
    return [row.principal for row in rows], item


# rate_conventions.worked_examples_2026: method, annual rate, months between payments, all-in cost.
EXAMPLES = [
    ("bullet", 0.08, 12, 8.00, 12.00, 16.00),
    ("interest_only", 0.10, 1, 10.00, 15.00, 20.00),
    ("level_payment", 0.12, 1, 12.00, 18.00, 24.00),
]


@pytest.mark.parametrize(("method", "rate", "months", "cost", "overdue", "misuse"), EXAMPLES)
def test_examples_of_the_2026_rule_without_fees_are_reproduced(
    method: str, rate: float, months: int, cost: float, overdue: float, misuse: float
) -> None:
    parts, interest = price_example(method, rate)
    found = all_in_cost(parts, [interest], months)
    assert round(100 * found.cost.nominal, 2) == cost
    assert round(100 * penalty_rate(found.shares[0], OVERDUE), 2) == overdue
    assert round(100 * penalty_rate(found.shares[0], MISUSE), 2) == misuse


def test_the_example_of_the_2026_rule_with_a_discount_is_reproduced() -> None:
    parts, interest = price_example("level_payment", 0.08, months=3, share=0.5)
    found = all_in_cost(parts, [interest])
    assert round(100 * found.cost.nominal, 2) == 6.30
    # The example's contingent costs (9.45, 12.60) are multiples of the discounted price; by the
    # penalty rule they would be multiples of the contract rate.
    contract = contract_annual_rate(loan_terms(1000000, "level_payment", 12, 0.08))
    assert round(100 * penalty_rate(contract, OVERDUE), 2) == 12.00
    assert round(100 * penalty_rate(contract, MISUSE), 2) == 16.00


def test_the_example_of_the_2026_rule_with_a_guarantee_fee_is_reproduced() -> None:
    parts, interest = price_example("level_payment", 0.058)
    found = all_in_cost(parts, [interest, monthly_item("guarantee", 4756, 12)])
    assert round(100 * found.cost.nominal, 2) == 16.00
    assert [round(100 * share, 1) for share in found.shares] == [5.8, 10.2]
    assert found.total == sum(interest.amounts) + 12 * 4756


def test_the_example_of_the_2026_rule_over_two_hundred_yuan_is_reproduced() -> None:
    parts, interest = price_example("level_payment", 0.0802, periods=3, principal=20000)
    found = all_in_cost(parts, [interest])
    assert round(100 * found.cost.nominal, 2) == 8.02


@pytest.mark.parametrize(("fee", "nominal"), [(0, 18.25), (1, 20.19), (2, 22.16), (3, 24.16)])
def test_a_deducted_fee_gives_the_published_annual_cost(fee: int, nominal: float) -> None:
    parts, interest = price_example("level_payment", 0.1825)
    upfront = upfront_item("service", 1000000, fee / 100, 12)
    found = all_in_cost(parts, [interest, upfront])
    assert round(100 * found.cost.nominal, 2) == nominal
    assert found.shares[0] == pytest.approx(0.1825, abs=5e-6)


@given(
    st.integers(100000, 20000000),
    st.sampled_from(["level_payment", "equal_principal", "interest_only"]),
    st.integers(1, 36),
    st.floats(0, 0.36),
    st.floats(0, 0.05),
    st.integers(0, 5000),
)
def test_the_shares_of_the_items_add_up_to_the_cost(
    principal: int, method: str, periods: int, rate: float, upfront: float, monthly: int
) -> None:
    parts, interest = price_example(method, rate, periods, principal)
    items = [
        interest,
        upfront_item("service", principal, upfront, periods),
        monthly_item("guarantee", monthly, periods),
    ]
    found = all_in_cost(parts, items)
    assert sum(found.shares) == pytest.approx(found.cost.nominal, rel=1e-9, abs=1e-12)
    assert found.total == sum(sum(item.amounts) for item in items)


@given(
    st.sampled_from(["level_payment", "equal_principal", "interest_only"]),
    st.integers(1, 36),
    st.floats(0, 0.36),
    st.integers(0, 5000),
    st.integers(1, 5000),
)
def test_a_higher_fee_or_rate_never_lowers_the_cost(
    method: str, periods: int, rate: float, fee: int, more: int
) -> None:
    parts, interest = price_example(method, rate, periods)
    low = all_in_cost(parts, [interest, monthly_item("fee", fee, periods)]).cost
    high = all_in_cost(parts, [interest, monthly_item("fee", fee + more, periods)]).cost
    assert high.nominal > low.nominal
    assert high.effective > low.effective
    parts, interest = price_example(method, rate + more / 100000, periods)
    dearer = all_in_cost(parts, [interest, monthly_item("fee", fee, periods)]).cost
    assert dearer.nominal >= low.nominal - 2e-5  # rounding to the fen


def test_a_loan_in_one_sum_costs_its_interest_per_year() -> None:
    parts, interest = price_example("bullet", 0.08, periods=9)
    cost = all_in_cost(parts, [interest], 9).cost
    assert cost.nominal == pytest.approx(0.08, rel=1e-12)
    assert cost.effective == pytest.approx(1.06 ** (12 / 9) - 1, rel=1e-12)


def test_a_loan_without_any_item_costs_nothing() -> None:
    assert all_in_cost([500, 500], []).cost.nominal == pytest.approx(0, abs=1e-15)


def test_the_first_payments_may_be_free_of_a_fee() -> None:
    assert monthly_item("fee", 7, 2, free=5).amounts == [0, 0, 0]
    assert monthly_item("fee", 7, 3).amounts == [0, 7, 7, 7]
    assert upfront_item("fee", 12345, 0.001, 2) == Item("fee", [12, 0, 0])


def test_flat_fees_count_as_interest() -> None:
    rows = schedule(loan_terms(120000, "flat_fee", 3, flat_fee_rate=0.006))
    assert interest_item("fee", rows).amounts == [0, 720, 720, 720]
    assert interest_item("fee", rows, 2, 0.25).amounts == [0, 540, 540, 720]


def test_net_proceeds_are_the_same_for_deducted_and_separate_fees() -> None:
    kept, beside = net_proceeds(100000, 2000, True), net_proceeds(100000, 2000, False)
    assert kept == (98000, 0)
    assert beside == (100000, 2000)
    assert net_proceeds(100000, 0, True) == (100000, 0)


@pytest.mark.parametrize("fee", [-1, 100000])
def test_a_fee_as_large_as_the_loan_is_refused(fee: int) -> None:
    with pytest.raises(Refusal) as refused:
        net_proceeds(100000, fee, True)
    assert refused.value.reason == "fee"


def test_items_that_do_not_fit_the_loan_are_refused() -> None:
    for items, reason in (
        ([Item("fee", [0, 1])], "items"),
        ([Item("fee", [1000, 0, 0])], "fee"),
    ):
        with pytest.raises(Refusal) as refused:
            all_in_cost([500, 500], items)
        assert refused.value.reason == reason


@pytest.mark.parametrize("discount", [-0.01, 1.01])
def test_a_discount_beyond_the_interest_is_refused(discount: float) -> None:
    with pytest.raises(Refusal) as refused:
        interest_item("interest", [], 1, discount)
    assert refused.value.reason == "discount"


def test_an_item_keeps_its_name() -> None:
    rows = schedule(loan_terms(100_000, "interest_only", 3, 0.12))
    assert interest_item("interest", rows) == Item("interest", [0, 1_000, 1_000, 1_000])
    assert interest_item("interest", rows, 2, 1.0) == Item("interest", [0, 0, 0, 1_000])
    assert monthly_item("guarantee", 50, 3, 1) == Item("guarantee", [0, 0, 50, 50])


def test_an_interest_discount_leaves_the_prepayment_fee() -> None:
    rows = schedule(
        loan_terms(
            1_000_000,
            "level_payment",
            12,
            0.1,
            extras=[Extra(1, 100_000, "shorter_term")],
            prepayment_fee_rate=0.03,
        )
    )
    assert rows[0].fee == 3_000
    saved = rows[0].interest + rows[0].fee - interest_item("interest", rows, 1, 0.5).amounts[1]
    assert saved == (rows[0].interest + 1) // 2


def test_a_flat_fee_is_discounted_like_interest() -> None:
    rows = schedule(loan_terms(1_000_000, "flat_fee", 4, flat_fee_rate=0.006))
    assert interest_item("fee", rows, 1, 0.5).amounts == [0, 3_000, 6_000, 6_000, 6_000]


def test_a_negative_number_of_free_payments_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        monthly_item("guarantee", 100, 3, free=-2)
    assert refused.value.reason == "free"


@given(st.floats(0.01, 3), st.floats(1e-4, 0.4))
def test_an_odd_first_period_is_priced_at_its_length(first_period: float, annual: float) -> None:
    whole, share = int(first_period), first_period % 1
    growth = (1 + annual / 12) ** whole * (1 + share * annual / 12)
    terms = loan_terms(10**9, "level_payment", 12, annual, first_share=(growth - 1) / annual)
    rows = schedule(terms)
    items = [interest_item("interest", rows), upfront_item("fee", 10**9, 0.01, 12)]
    parts = [row.principal for row in rows]
    found = all_in_cost(parts, items[:1], first_period=first_period)
    assert found.cost.nominal == pytest.approx(annual, rel=1e-6, abs=1e-8)
    assert found.shares == [pytest.approx(found.cost.nominal, rel=1e-9, abs=1e-12)]
    dearer = all_in_cost(parts, items, first_period=first_period)
    assert sum(dearer.shares) == pytest.approx(dearer.cost.nominal, rel=1e-9)
    # The longer a loan runs, the lower the annual share of an upfront fee.
    later = all_in_cost(parts, items[1:], first_period=first_period + 1)
    assert (
        later.cost.nominal < all_in_cost(parts, items[1:], first_period=first_period).cost.nominal
    )


@pytest.mark.parametrize("length", [0.0, -1.0, float("inf"), float("nan")])
def test_a_first_period_of_length_zero_is_refused(length: float) -> None:
    with pytest.raises(Refusal) as refused:
        all_in_cost([500, 500], [], first_period=length)
    assert refused.value.reason == "first_period"


def test_zero_months_between_payments_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        all_in_cost([500, 500], [], 0)
    assert refused.value.reason == "months"


def test_an_odd_first_period_without_interest_counts_by_its_length() -> None:
    assert all_in_cost([500, 500], [], first_period=2.5).cost.nominal == pytest.approx(0, abs=1e-15)
    # The whole principal is outstanding for two and a half months, half of it for one more.
    tiny = monthly_item("fee", 1, 2)
    found = all_in_cost([5 * 10**8, 5 * 10**8], [tiny], first_period=2.5)
    assert found.cost.nominal == pytest.approx(2 * 12 / (2.5 + 0.5) / 10**9, rel=1e-6)
    # A gift offsets a fee: the rate is 0, but the shares are not.
    made_up = all_in_cost(
        [500, 500], [Item("fee", [0, 6, 0]), Item("gift", [0, -6, 0])], first_period=2.5
    )
    assert made_up.shares == pytest.approx([0.024, -0.024], rel=1e-9)


def savings(terms: Terms, discounted: int, discount: float) -> list[float]:
    """Return the saving of a discount in each payment."""
    rows = schedule(terms)
    whole = interest_item("interest", rows, terms=terms).amounts
    less = interest_item("interest", rows, discounted, discount, terms).amounts
    return [one - other for one, other in zip(whole, less, strict=True)]


# By hand: 1,000,000 fen at 9%.
@pytest.mark.parametrize(
    ("method", "periods", "discounted", "discount", "total"),
    [
        ("bullet", 12, 1, 1.0, 7_500),
        ("daily_interest", 6, 1, 0.5, 3_750),
        ("bullet", 12, 12, 1.0, 90_000),
        ("bullet", 12, 99, 1.0, 90_000),
        ("bullet", 12, 0, 1.0, 0),
        # 90,000 / 7 / 12 x 5 is 5,357.14.
        ("bullet", 12, 5, 1 / 7, 5_357),
        ("interest_only", 12, 2, 0.5, 7_500),
        ("interest_only", 12, 99, 1.0, 90_000),
        ("capitalised", 2, 1, 1.0, 7_500),
    ],
)
def test_the_discount_of_the_first_periods_by_hand(
    method: str, periods: int, discounted: int, discount: float, total: int
) -> None:
    terms = loan_terms(1_000_000, method, periods, 0.09)
    assert sum(savings(terms, discounted, discount)) == total


def test_the_saving_of_a_loan_in_one_sum_is_rounded_half_up() -> None:
    # 3 fen of interest over two periods: half of it is 1.5 fen.
    terms = loan_terms(100, "bullet", 2, 0.18)
    assert schedule(terms)[0].interest == 3
    assert savings(terms, 1, 1.0) == [0, 2]


@given(loans(), st.integers(0, 40), st.floats(0, 1))
def test_a_discount_leaves_other_periods_and_the_prepayment_fee(
    terms: Terms, discounted: int, discount: float
) -> None:
    rows = schedule(terms)
    found = savings(terms, discounted, discount)
    together = terms.periods if terms.method in IN_ONE_SUM else 1
    flat = round(terms.flat_fee_rate * terms.principal)
    assert found[0] == 0
    for row, less in zip(rows, found[1:], strict=True):
        share = min(1, max(0, discounted - (row.number - 1) * together) / together)
        # The prepayment fee is part of row.fee and never discounted.
        assert less == pytest.approx((row.interest + flat) * discount * share, abs=1)
        if not share:
            assert less == 0
    plain = contract_annual_rate(terms)
    if terms.method == FLAT_FEE:
        monthly = period_rate_of_flat_fee(terms.flat_fee_rate, terms.periods)
        assert plain == pytest.approx(12 / terms.months * monthly)
    else:
        assert plain == terms.nominal_annual_rate
    assert penalty_rate(plain, OVERDUE) == OVERDUE * plain


def test_the_prepayment_fee_is_never_discounted_even_if_it_is_the_only_fee() -> None:
    early = Extra(date(2027, 2, 1), 500_000, "shorter_term")
    terms = loan_terms(
        1_000_000,
        "bullet",
        12,
        0.0,
        start=date(2027, 1, 1),
        extras=[early],
        prepayment_fee_rate=0.03,
    )
    assert schedule(terms)[0].fee == 15_000
    assert savings(terms, 12, 1.0) == [0, 0]
    # A flat-fee loan that is repaid with its first payment has one row.
    terms = loan_terms(
        1_000_000,
        "flat_fee",
        12,
        flat_fee_rate=0.006,
        extras=[Extra(1, 2_000_000, "shorter_term")],
        prepayment_fee_rate=0.03,
    )
    assert len(schedule(terms)) == 1
    assert savings(terms, 1, 1.0) == [0, 6_000]


def test_an_unrounded_schedule_has_an_unrounded_discount() -> None:
    terms = loan_terms(1_000, "bullet", 3, 0.1, rounded=False)
    assert savings(terms, 1, 1.0) == [0, pytest.approx(25 / 3)]


NAN, INF = float("nan"), float("inf")
ROWS = schedule(loan_terms(100_000, "interest_only", 3, 0.12))


@pytest.mark.parametrize(
    ("refused_call", "reason"),
    [
        *(
            (lambda fee=fee: net_proceeds(100, fee, True), "fee")
            for fee in (-1, 100, NAN, INF, "2")
        ),
        *((lambda lent=lent: net_proceeds(lent, 0, True), "principal") for lent in (-1, NAN, INF)),
        (lambda: net_proceeds(0, 0, True), "fee"),
        *(
            (lambda share=share: upfront_item("fee", 100, share, 3), "share")
            for share in (-0.01, 1.01, NAN, INF)
        ),
        *((lambda lent=lent: upfront_item("fee", lent, 0.1, 3), "principal") for lent in (-1, NAN)),
        *((lambda n=n: upfront_item("fee", 100, 0.1, n), "periods") for n in (-1, 2.5, NAN, None)),
        *((lambda fee=fee: monthly_item("fee", fee, 3), "amount") for fee in (-1, NAN, INF)),
        *((lambda n=n: monthly_item("fee", 7, n), "periods") for n in (-1, 2.5, INF, True)),
        *((lambda n=n: monthly_item("fee", 7, 3, n), "free") for n in (-1, 0.5, NAN)),
        *((lambda n=n: interest_item("i", ROWS, n, 0.5), "discounted") for n in (-1, 1.5, NAN)),
        *((lambda x=x: interest_item("i", ROWS, 1, x), "discount") for x in (-0.1, 1.1, NAN)),
        *((lambda n=n: all_in_cost([500, 500], [], n), "months") for n in (0, -1, 1.5, NAN)),
        *(
            (lambda parts=parts: all_in_cost(parts, []), "principal_parts")
            for parts in ([], [0, 0], [500, -500], [500, NAN], [INF, 500])
        ),
        (lambda: all_in_cost([500, 500], [Item("fee", [0, NAN, 0])]), "items"),
        (lambda: all_in_cost([500, 500], [Item("fee", [0, 0, INF])]), "items"),
    ],
)
def test_invalid_arguments_are_refused_with_their_reason(
    refused_call: Callable[[], Any], reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        refused_call()
    assert refused.value.reason == reason


def test_the_limits_themselves_are_accepted() -> None:
    assert upfront_item("fee", 100, 1, 1).amounts == [100, 0]
    assert upfront_item("fee", 100, 0, 0).amounts == [0]
    assert monthly_item("fee", 0, 2, 1).amounts == [0, 0, 0]
    two: Any = 2.0  # a whole number as a float
    assert monthly_item("fee", 7, two, two).amounts == [0, 0, 0]
    assert interest_item("i", ROWS, 0, 1).amounts == interest_item("i", ROWS).amounts
