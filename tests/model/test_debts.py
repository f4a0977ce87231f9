"""Several debts at once."""

from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanlab.model.debts import (
    MOST_MONTHS,
    Debt,
    Month,
    Plan,
    avalanche,
    best_order,
    debt_service_ratio,
    minimum_only,
    plan,
    snowball,
)
from loanlab.model.money import round_fen
from loanlab.model.refusal import Refusal

CARD = Debt("card", 100_000, 0.24, 10_000, 0.0)
FRIEND = Debt("friend", 50_000, 0.06, 10_000, 0.0)


@st.composite
def debts(draw: st.DrawFn, fees: bool = False) -> list[Debt]:
    """One to four debts whose minimums cover their interest."""
    found = []
    for place in range(draw(st.integers(1, 4))):
        balance = draw(st.integers(1, 1_000_000))
        rate = draw(st.floats(0, 0.36))
        minimum = round_fen(balance * rate / 12) + draw(st.integers(balance // 40 + 1, balance + 1))
        fee = draw(st.floats(0, 0.05)) if fees else 0.0
        found.append(Debt(str(place), balance, rate, minimum, fee))
    return found


def minimums(owed: list[Debt]) -> int:
    return sum(debt.minimum for debt in owed)


def cost(found: Plan) -> int:
    return int(found.total_interest + found.total_fees)


# What holds for every plan


@given(debts(fees=True), st.integers(0, 500_000), st.randoms())
def test_the_books_of_a_plan_balance(owed: list[Debt], more: int, random: Random) -> None:
    order = list(range(len(owed)))
    random.shuffle(order)
    budget = minimums(owed) + more
    found = plan(owed, budget, order)
    paid = sum(sum(month.payments) for month in found.rows)
    assert paid == sum(debt.balance for debt in owed) + found.total_interest + found.total_fees
    assert found.months == len(found.rows)
    assert found.rows[-1].balances == [0] * len(owed)
    for month in found.rows:
        assert sum(month.payments) <= budget
        assert min(month.payments) >= 0
        assert min(month.balances) >= 0
    for month in found.rows[:-1]:
        assert any(month.balances)


@given(debts(), st.integers(0, 500_000))
def test_the_dearest_first_never_costs_more_than_any_order(owed: list[Debt], more: int) -> None:
    budget = minimums(owed) + more
    dearest = plan(owed, budget, avalanche(owed))
    for order in permutations(range(len(owed))):
        other = plan(owed, budget, list(order))
        # Half a fen a debt and month is rounded, and by a month the last payment may slip.
        slack = len(owed) * max(dearest.months, other.months)
        assert dearest.total_interest <= other.total_interest + slack


@given(debts(), st.integers(0, 500_000), st.integers(1, 500_000))
def test_a_larger_budget_never_costs_more(owed: list[Debt], more: int, still_more: int) -> None:
    budget = minimums(owed) + more
    order = avalanche(owed)
    tight = plan(owed, budget, order)
    loose = plan(owed, budget + still_more, order)
    assert loose.months <= tight.months
    assert loose.total_interest <= tight.total_interest + len(owed) * tight.months


@given(debts(fees=True), st.integers(0, 500_000))
def test_the_best_order_is_the_cheapest_of_all(owed: list[Debt], more: int) -> None:
    budget = minimums(owed) + more
    best = plan(owed, budget, best_order(owed, budget))
    for order in permutations(range(len(owed))):
        assert cost(best) <= cost(plan(owed, budget, list(order)))


@given(debts(fees=True), st.integers(0, 4), st.integers(0, 500_000))
def test_of_the_cheapest_orders_the_best_is_the_first_by_its_places(
    owed: list[Debt], place: int, more: int
) -> None:
    # A debt that is cleared changes nothing, wherever it stands.
    owed.insert(place, Debt("cleared", 0, 0.1, 100, 0.01))
    budget = minimums(owed) + more
    orders = [list(order) for order in permutations(range(len(owed)))]
    assert best_order(owed, budget) == min(
        orders, key=lambda order: cost(plan(owed, budget, order))
    )


@given(debts())
def test_a_budget_never_costs_more_than_the_minimums_alone(owed: list[Debt]) -> None:
    alone = minimum_only(owed)
    assert plan(owed, minimums(owed), avalanche(owed)).total_interest <= (
        alone.total_interest + len(owed) * alone.months
    )


# Plans by hand


def test_a_plan_of_two_debts_by_hand() -> None:
    # 2% and 0.5% a month; 100 yuan each as the minimum, 400 beyond them.
    found = plan([CARD, FRIEND], 60_000, [0, 1])
    assert found.rows == [
        Month([50_000, 10_000], [52_000, 40_250]),
        Month([50_000, 10_000], [3_040, 30_451]),
        Month([3_101, 30_603], [0, 0]),
    ]
    assert found.total_interest == 2_000 + 250 + 1_040 + 201 + 61 + 152
    assert (found.months, found.total_fees) == (3, 0)


def test_minimums_alone_by_hand() -> None:
    found = minimum_only([Debt("card", 25_000, 0.12, 10_000, 0.5)])
    assert found == Plan(
        3,
        250 + 153 + 54,
        0,
        [Month([10_000], [15_250]), Month([10_000], [5_403]), Month([5_457], [0])],
    )


def test_a_fee_on_early_principal_is_paid_within_the_budget() -> None:
    found = plan([Debt("a", 100_000, 0.0, 10_000, 0.05)], 52_000, [0])
    # 400 yuan of principal and 20 of fee beyond the minimum.
    assert found.rows[0] == Month([52_000], [50_000])
    assert found.rows[1] == Month([52_000], [0])
    assert found.total_fees == 4_000


def test_no_debts_are_cleared_at_once() -> None:
    assert minimum_only([]) == Plan(0, 0, 0, [])
    assert plan([], 0, []) == Plan(0, 0, 0, [])
    assert plan([CARD._replace(balance=0)], 10_000, [0]).months == 0


def test_the_dearest_comes_first_and_of_equals_the_smallest() -> None:
    owed = [FRIEND, CARD._replace(balance=900_000), CARD, FRIEND._replace(balance=10)]
    assert avalanche(owed) == [2, 1, 3, 0]


def test_the_smallest_comes_first_and_of_equals_the_dearest() -> None:
    owed = [CARD, FRIEND, FRIEND._replace(nominal_annual_rate=0.1), CARD._replace(balance=9)]
    assert snowball(owed) == [3, 2, 1, 0]


def test_a_fee_can_make_another_order_the_best() -> None:
    owed = [Debt("a", 90_000, 0.24, 30_000, 0.05), Debt("b", 50_000, 0.18, 10_000, 0.0)]
    assert best_order(owed, 60_000) == [1, 0]
    assert avalanche(owed) == [0, 1]


def test_of_orders_that_cost_the_same_the_first_is_taken() -> None:
    assert best_order([FRIEND, FRIEND, FRIEND], 60_000) == [0, 1, 2]
    free = [Debt("a", 100, 0.0, 10, 0.0), Debt("b", 100, 0.0, 10, 0.0)]
    assert best_order(free, 20) == [0, 1]


# Refusals


@pytest.mark.parametrize(
    "changed",
    [
        {"balance": -1},
        {"nominal_annual_rate": -0.01},
        {"nominal_annual_rate": float("nan")},
        {"minimum": -1},
        {"prepayment_fee_rate": -0.01},
        {"prepayment_fee_rate": 1.0},
    ],
)
def test_a_debt_that_cannot_be_is_refused(changed: dict[str, float]) -> None:
    owed = [CARD, FRIEND._replace(**changed)]
    with pytest.raises(Refusal) as refusal:
        minimum_only(owed)
    assert refusal.value.reason == "debts"
    with pytest.raises(Refusal) as refusal:
        plan(owed, 60_000, [0, 1])
    assert refusal.value.reason == "debts"


@pytest.mark.parametrize("order", [[], [0], [0, 0], [1, 2], [0, 1, 2]])
def test_an_order_names_each_debt_once(order: list[int]) -> None:
    with pytest.raises(Refusal) as refusal:
        plan([CARD, FRIEND], 60_000, order)
    assert refusal.value.reason == "order"


def test_a_budget_below_the_minimums_is_refused() -> None:
    with pytest.raises(Refusal, match="minimum payments") as refusal:
        plan([CARD, FRIEND], 19_999, [0, 1])
    assert refusal.value.reason == "budget"
    assert plan([CARD, FRIEND], 20_000, [0, 1]).months > 0


def test_a_minimum_that_does_not_cover_the_interest_never_clears() -> None:
    # 20 yuan of interest a month.
    with pytest.raises(Refusal, match="do not cover the interest") as refusal:
        minimum_only([CARD._replace(minimum=2_000)])
    assert refusal.value.reason == "never_clears"
    # ln(2050 / 50) / ln(1.02) is 187.5.
    assert minimum_only([CARD._replace(minimum=2_050)]).months == 188


def test_a_budget_that_does_not_cover_the_interest_never_clears() -> None:
    owed = [CARD._replace(minimum=0), FRIEND._replace(minimum=0)]
    with pytest.raises(Refusal) as refusal:
        plan(owed, 700, [0, 1])
    assert refusal.value.reason == "never_clears"
    # 20 yuan of interest a month: a fen more clears it, in ln(2001) / ln(1.02) = 384 months, and
    # a few more because halves are rounded up.
    assert 384 <= plan([owed[0]], 2_001, [0]).months < 390


def test_a_debt_that_takes_more_than_a_hundred_years_never_clears() -> None:
    with pytest.raises(Refusal) as refusal:
        minimum_only([Debt("a", MOST_MONTHS * 10, 0.0, 10, 0.0)])
    assert refusal.value.reason == "never_clears"
    nearly = minimum_only([Debt("a", (MOST_MONTHS - 1) * 10, 0.0, 10, 0.0)])
    assert nearly.months == MOST_MONTHS - 1


def test_six_debts_are_too_many_to_try_all_orders() -> None:
    with pytest.raises(Refusal, match="at most 5") as refusal:
        best_order([FRIEND] * 6, 100_000)
    assert refusal.value.reason == "too_many"
    assert best_order([FRIEND._replace(balance=100)] * 5, 100_000) == [0, 1, 2, 3, 4]


def test_what_can_be_cleared_in_one_order_only_is_cleared_in_that_order() -> None:
    # The dear debt alone outgrows the budget if the free one is paid first.
    owed = [Debt("free", 5_000_000, 0.0, 0, 0.0), Debt("dear", 1_000_000, 0.6, 0, 0.0)]
    with pytest.raises(Refusal):
        plan(owed, 51_000, [0, 1])
    assert best_order(owed, 51_000) == [1, 0]


def test_what_no_order_clears_is_refused() -> None:
    with pytest.raises(Refusal, match="in no order") as refusal:
        best_order([CARD._replace(minimum=0)], 1_000)
    assert refusal.value.reason == "never_clears"
    with pytest.raises(Refusal) as refusal:
        best_order([CARD, FRIEND], 1_000)
    assert refusal.value.reason == "budget"


# Limits


def test_the_share_of_the_income_that_goes_to_debts() -> None:
    assert debt_service_ratio([1_500, 900], 8_000) == 0.3
    assert debt_service_ratio([], 8_000) == 0
    assert debt_service_ratio([0.25], 0.5) == 0.5


@pytest.mark.parametrize("income", [0, -1])
def test_without_an_income_there_is_no_share_of_it(income: float) -> None:
    with pytest.raises(Refusal) as refusal:
        debt_service_ratio([1_500], income)
    assert refusal.value.reason == "monthly_income"


@given(debts())
def test_interest_is_charged_exactly(owed: list[Debt]) -> None:
    assume(len(owed) == 1)
    debt = owed[0]
    first = minimum_only(owed).rows[0]
    charged = first.balances[0] + first.payments[0] - debt.balance
    exact = Fraction(debt.balance) * Fraction(debt.nominal_annual_rate) / 12
    assert abs(charged - exact) <= Fraction(1, 2) + Fraction(1, 10**6)
