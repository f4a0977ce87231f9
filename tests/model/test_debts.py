"""Test plans for several debts and the search for the best order."""

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loanlab.model.debts import (
    MOST_MONTHS,
    Debt,
    Month,
    Plan,
    avalanche,
    best_order,
    debt_service_ratio,
    first_minimums,
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
    """Generate one to four debts whose minimums cover their interest."""
    found = []
    for place in range(draw(st.integers(1, 4))):
        balance = draw(st.integers(1, 1_000_000))
        rate = draw(st.floats(0, 0.36))
        minimum = round_fen(balance * rate / 12) + draw(st.integers(balance // 40 + 1, balance + 1))
        fee = draw(st.floats(0, 0.05)) if fees else 0.0
        found.append(Debt(str(place), balance, rate, minimum, fee))
    return found


@st.composite
def five_debts(draw: st.DrawFn) -> list[Debt]:
    """Generate up to five debts, some of them cleared, equal or with extreme minimums."""
    most = draw(st.sampled_from([100, 3_000, 100_000, 1_000_000]))
    rate = draw(st.floats(0, 0.36))
    bear_fees = draw(st.booleans())
    found = []
    for place in range(draw(st.integers(1, 5))):
        balance = draw(st.one_of(st.integers(0, most), st.just(most), st.just(0)))
        annual = draw(st.one_of(st.just(rate), st.floats(rate, rate + 0.001), st.floats(0, 0.4)))
        charge = round_fen(balance * annual / 12)
        minimum = draw(
            st.one_of(
                st.just(0),
                st.just(balance // 20 + 1),
                st.integers(balance, balance * 3),
                st.integers(charge, charge + balance // 10 + 1),
            )
        )
        fees = st.one_of(st.just(0.0), st.sampled_from([0.01, 0.1, 0.5]), st.floats(0, 0.1))
        found.append(Debt(str(place), balance, annual, minimum, draw(fees) if bear_fees else 0.0))
    return found


def minimums(owed: list[Debt]) -> int:
    return sum(debt.minimum for debt in owed)


def cost(found: Plan) -> int:
    return int(found.total_interest + found.total_fees)


# Properties of every plan


@given(debts(fees=True), st.integers(0, 500_000), st.randoms())
def test_interest_fees_and_payments_of_a_plan_add_up(
    owed: list[Debt], more: int, random: Random
) -> None:
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
def test_avalanche_costs_least_up_to_rounding(owed: list[Debt], more: int) -> None:
    budget = minimums(owed) + more
    dearest = plan(owed, budget, avalanche(owed))
    for order in permutations(range(len(owed))):
        other = plan(owed, budget, list(order))
        # Rounding is half a fen per debt and month, and the last payment may shift by a month.
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


def plan_or_none(simulate: Callable[[], Plan]) -> Plan | None:
    """Return a plan, or None if the debts are never cleared."""
    try:
        return simulate()
    except Refusal as refusal:
        if refusal.reason != "never_clears":
            raise
        return None


def every_order(owed: list[Debt], budget: int) -> list[tuple[int, list[int]]]:
    """Return the cost of each order that clears the debts."""
    found = []
    for places in permutations(range(len(owed))):
        order = list(places)
        paid = plan_or_none(lambda order=order: plan(owed, budget, order))  # type: ignore[misc]
        if paid is not None:
            found.append((cost(paid), order))
    return found


# With fees, an order that is ahead may pay more of them; and orders may cost the same.
AHEAD_AND_DEARER = [
    Debt("0", 12_000, 0.0, 0, 0.1),
    Debt("1", 14_000, 0.36, 1_400, 0.5),
    Debt("2", 70, 0.12, 3, 0.05),
    Debt("3", 16_000, 0.36, 1_600, 0.1),
]
ALIKE = [
    Debt("0", 700, 0.24, 35, 0.01),
    Debt("1", 30, 0.06, 0, 0.1),
    Debt("2", 900, 0.36, 45, 0.01),
    Debt("3", 20, 0.18, 2, 0.01),
    Debt("4", 5_000, 0.36, 0, 0.1),
]


@given(five_debts(), st.integers(0, 60_000))
@example(AHEAD_AND_DEARER, 4_071 - first_minimums(AHEAD_AND_DEARER))
@example(ALIKE, 1_699 - first_minimums(ALIKE))
@settings(max_examples=300)
def test_best_order_agrees_with_trying_all_orders(owed: list[Debt], more: int) -> None:
    budget = first_minimums(owed) + more
    orders = every_order(owed, budget)
    if not orders:
        with pytest.raises(Refusal) as refusal:
            best_order(owed, budget)
        assert refusal.value.reason == "never_clears"
        return
    least = min(spent for spent, _ in orders)
    found = best_order(owed, budget)
    assert cost(plan(owed, budget, found)) == least
    assert found == next(order for spent, order in orders if spent == least)


@given(debts(fees=True), st.integers(0, 4), st.integers(0, 500_000))
def test_ties_go_to_the_lexicographically_first_order(
    owed: list[Debt], place: int, more: int
) -> None:
    # A cleared debt changes nothing, whatever its position.
    owed.insert(place, Debt("cleared", 0, 0.1, 100, 0.01))
    budget = minimums(owed) + more
    assert best_order(owed, budget) == min(every_order(owed, budget))[1]


@given(five_debts(), st.integers(0, 60_000))
def test_later_months_need_no_more_for_minimums_than_the_first(owed: list[Debt], more: int) -> None:
    least = first_minimums(owed)
    alone = plan_or_none(lambda: minimum_only(owed, least))
    assert alone == plan_or_none(lambda: minimum_only(owed))
    found = plan_or_none(lambda: plan(owed, least + more, list(range(len(owed)))))
    for paid, budget in ((alone, least), (found, least + more)):
        for month in paid.rows if paid else []:
            assert sum(month.payments) <= budget
            assert min(month.payments) >= 0


@given(debts())
def test_a_budget_never_costs_more_than_paying_minimums_only(owed: list[Debt]) -> None:
    alone = minimum_only(owed)
    assert plan(owed, minimums(owed), avalanche(owed)).total_interest <= (
        alone.total_interest + len(owed) * alone.months
    )


# Plans by hand


def test_a_plan_of_two_debts_by_hand() -> None:
    # Interest of 2% and 0.5% a month; minimums of 100 yuan each, and 400 yuan beyond them.
    found = plan([CARD, FRIEND], 60_000, [0, 1])
    assert found.rows == [
        Month([50_000, 10_000], [52_000, 40_250]),
        Month([50_000, 10_000], [3_040, 30_451]),
        Month([3_101, 30_603], [0, 0]),
    ]
    assert found.total_interest == 2_000 + 250 + 1_040 + 201 + 61 + 152
    assert (found.months, found.total_fees) == (3, 0)


def test_paying_minimums_only_by_hand() -> None:
    found = minimum_only([Debt("card", 25_000, 0.12, 10_000, 0.5)])
    assert found == Plan(
        3,
        250 + 153 + 54,
        0,
        [Month([10_000], [15_250]), Month([10_000], [5_403]), Month([5_457], [0])],
    )


def test_a_fee_on_early_principal_is_paid_within_the_budget() -> None:
    found = plan([Debt("a", 100_000, 0.0, 10_000, 0.05)], 52_000, [0])
    # Beyond the minimum: 400 yuan of principal and a fee of 20.
    assert found.rows[0] == Month([52_000], [50_000])
    assert found.rows[1] == Month([52_000], [0])
    assert found.total_fees == 4_000


def test_a_plan_without_debts_takes_no_months() -> None:
    assert minimum_only([]) == Plan(0, 0, 0, [])
    assert plan([], 0, []) == Plan(0, 0, 0, [])
    assert plan([CARD._replace(balance=0)], 10_000, [0]).months == 0


def test_avalanche_breaks_ties_by_the_lowest_balance() -> None:
    owed = [FRIEND, CARD._replace(balance=900_000), CARD, FRIEND._replace(balance=10)]
    assert avalanche(owed) == [2, 1, 3, 0]


def test_snowball_breaks_ties_by_the_highest_rate() -> None:
    owed = [CARD, FRIEND, FRIEND._replace(nominal_annual_rate=0.1), CARD._replace(balance=9)]
    assert snowball(owed) == [3, 2, 1, 0]


def test_a_prepayment_fee_can_make_another_order_cheapest() -> None:
    owed = [Debt("a", 90_000, 0.24, 30_000, 0.05), Debt("b", 50_000, 0.18, 10_000, 0.0)]
    assert best_order(owed, 60_000) == [1, 0]
    assert avalanche(owed) == [0, 1]


def test_of_orders_with_the_same_cost_the_first_is_returned() -> None:
    assert best_order([FRIEND, FRIEND, FRIEND], 60_000) == [0, 1, 2]
    free = [Debt("a", 100, 0.0, 10, 0.0), Debt("b", 100, 0.0, 10, 0.0)]
    assert best_order(free, 20) == [0, 1]


def test_a_minimum_is_capped_by_the_balance() -> None:
    one = [Debt("a", 10_000, 0.12, 20_000, 0.0)]
    assert first_minimums(one) == 10_100
    cleared = Plan(1, 100, 0, [Month([10_100], [0])])
    assert plan(one, 15_000, [0]) == minimum_only(one, 15_000) == minimum_only(one) == cleared
    assert plan(one, 10_100, [0]) == cleared
    assert best_order(one, 10_100) == [0]
    thousand = [Debt("a", 100_000, 0.12, 1_000_000, 0.0)]
    assert plan(thousand, 150_000, [0]) == Plan(1, 1_000, 0, [Month([101_000], [0])])


def test_a_budget_must_cover_capped_minimums() -> None:
    owed = [Debt("a", 10_000, 0.12, 20_000, 0.0), Debt("b", 90_000, 0.12, 5_000, 0.0)]
    assert first_minimums(owed) == 15_100
    assert plan(owed, 15_100, [0, 1]).rows[0] == Month([10_100, 5_000], [0, 85_900])
    with pytest.raises(Refusal) as refusal:
        plan(owed, 15_099, [0, 1])
    assert refusal.value.reason == "budget"


def test_a_cleared_debt_has_no_minimum() -> None:
    assert first_minimums([]) == first_minimums([CARD._replace(balance=0)]) == 0


def test_snowball_can_be_a_fen_cheaper_than_avalanche() -> None:
    owed = [Debt("a", 60_000, 0.2265, 30_000, 0.0), Debt("b", 10_000, 0.226, 5_000, 0.0)]
    assert (avalanche(owed), snowball(owed)) == ([0, 1], [1, 0])
    costs = [cost(plan(owed, 50_000, order)) for order in ([0, 1], [1, 0])]
    assert costs[0] - costs[1] == 1
    assert best_order(owed, 50_000) == [1, 0]


def test_a_prepayment_fee_can_make_minimums_only_cheapest() -> None:
    owed = [Debt("a", 100_000, 0.24, 10_000, 0.1), Debt("b", 500_000, 0.06, 20_000, 0.1)]
    best = plan(owed, 100_000, best_order(owed, 100_000))
    assert best.total_fees == 45_345
    assert cost(best) - cost(minimum_only(owed)) == 10_604


def test_five_long_debts_are_ordered_without_trying_all_orders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rates = [0.1804, 0.1803, 0.1802, 0.1801, 0.18]
    balances = [800_000, 500_000, 400_000, 600_000, 300_000]
    owed = [
        Debt(str(at), balance, rate, 5_000, 0.0)
        for at, (balance, rate) in enumerate(zip(balances, rates, strict=True))
    ]
    charged = 0

    def charge(amount: float) -> int:
        nonlocal charged
        charged += 1
        return round_fen(amount)

    monkeypatch.setattr("loanlab.model.debts.round_fen", charge)
    assert plan(owed, 39_250, avalanche(owed)).months == 351
    of_one_plan, charged = charged, 0
    assert best_order(owed, 39_250) == [0, 1, 2, 3, 4]
    # Trying all orders would charge interest 120 times as often as a single plan.
    assert charged < 10 * of_one_plan


# Refusals


@pytest.mark.parametrize(
    "changed",
    [
        {"balance": -1},
        {"balance": 0.5},
        {"balance": float("inf")},
        {"balance": float("nan")},
        {"balance": 10**16},
        {"nominal_annual_rate": -0.01},
        {"nominal_annual_rate": float("nan")},
        {"nominal_annual_rate": float("inf")},
        {"minimum": -1},
        {"minimum": 0.5},
        {"minimum": float("inf")},
        {"minimum": float("nan")},
        {"prepayment_fee_rate": -0.01},
        {"prepayment_fee_rate": 1.0},
        {"prepayment_fee_rate": float("nan")},
    ],
)
def test_an_invalid_debt_is_refused(changed: dict[str, float]) -> None:
    owed = [CARD, FRIEND._replace(**changed)]
    told = set()
    for simulate in (
        lambda: minimum_only(owed),
        lambda: minimum_only(owed, 60_000),
        lambda: first_minimums(owed),
        lambda: plan(owed, 60_000, [0, 1]),
        lambda: best_order(owed, 60_000),
        lambda: avalanche(owed),
        lambda: snowball(owed),
    ):
        with pytest.raises(Refusal) as refusal:
            simulate()
        assert refusal.value.reason == "debts"
        told.add(str(refusal.value))
    assert len(told) == 1
    asked = {"balance": "balance", "nominal_annual_rate": "rate", "minimum": "minimum"}
    assert asked.get(next(iter(changed)), "fee") in told.pop()


@pytest.mark.parametrize(
    "order",
    [[], [0], [0, 0], [1, 2], [0, 1, 2], [0, 0.5], [0, True], [0, None], ["0", "1"]],
)
def test_an_order_names_each_debt_once(order: list[int]) -> None:
    with pytest.raises(Refusal) as refusal:
        plan([CARD, FRIEND], 60_000, order)
    assert refusal.value.reason == "order"


def test_whole_numbers_of_any_library_are_accepted() -> None:
    owed = [
        Debt("card", np.int64(100_000), np.float64(0.24), 10_000.0, 0),
        Debt("friend", 50_000.0, 0.06, np.int32(10_000), 0.0),
    ]
    found = plan(owed, np.int64(60_000), [np.int64(0), 1.0])  # type: ignore[list-item, arg-type]
    assert found == plan([CARD, FRIEND], 60_000, [0, 1])
    assert all(type(each) is int for month in found.rows for each in month.payments)
    assert best_order(owed, 60_000.0) == [0, 1]  # type: ignore[arg-type]


def test_every_plan_refuses_a_budget_below_the_minimums() -> None:
    for simulate in (
        lambda budget: plan([CARD, FRIEND], budget, [0, 1]),
        lambda budget: minimum_only([CARD, FRIEND], budget),
        lambda budget: best_order([CARD, FRIEND], budget),
    ):
        for budget in (19_999, 0, -1):
            with pytest.raises(Refusal, match="minimum payments") as refusal:
                simulate(budget)
            assert refusal.value.reason == "budget"
        for strange in (20_000.5, float("inf"), float("nan"), True, 10**400):
            with pytest.raises(Refusal, match="whole number") as refusal:
                simulate(strange)
            assert refusal.value.reason == "budget"
        assert simulate(20_000)


def test_minimum_only_checks_its_budget() -> None:
    one = [Debt("a", 100_000, 0.12, 10_000, 0.0)]
    with pytest.raises(Refusal) as refusal:
        minimum_only(one, 5_000)
    assert refusal.value.reason == "budget"
    assert minimum_only(one, 10_000) == minimum_only(one)
    assert minimum_only(one).months == 11


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
    # Interest is 20 yuan a month. A payment of one fen more clears the debt in
    # ln(2001) / ln(1.02) = 384 months, plus a few because halves are rounded up.
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


def test_the_only_order_that_clears_the_debts_is_found() -> None:
    # If the interest-free debt is paid first, the other one outgrows the budget.
    owed = [Debt("free", 5_000_000, 0.0, 0, 0.0), Debt("dear", 1_000_000, 0.6, 0, 0.0)]
    with pytest.raises(Refusal):
        plan(owed, 51_000, [0, 1])
    assert best_order(owed, 51_000) == [1, 0]


def test_debts_that_no_order_clears_are_refused() -> None:
    with pytest.raises(Refusal, match="in any order") as refusal:
        best_order([CARD._replace(minimum=0)], 1_000)
    assert refusal.value.reason == "never_clears"
    with pytest.raises(Refusal) as refusal:
        best_order([CARD, FRIEND], 1_000)
    assert refusal.value.reason == "budget"


# Limits


def test_the_debt_service_ratio_by_hand() -> None:
    assert debt_service_ratio([1_500, 900], 8_000) == 0.3
    assert debt_service_ratio([], 8_000) == 0
    assert debt_service_ratio([0.25], 0.5) == 0.5


@pytest.mark.parametrize("income", [0, -1, float("inf"), float("nan"), 1e-300, "8000", None, True])
def test_the_debt_service_ratio_needs_an_income(income: float) -> None:
    with pytest.raises(Refusal) as refusal:
        debt_service_ratio([1_500], income)
    assert refusal.value.reason == "monthly_income"


@pytest.mark.parametrize("payment", [-1, float("inf"), float("nan"), 1e300, "900", None, True])
def test_the_debt_service_ratio_refuses_invalid_payments(payment: float) -> None:
    with pytest.raises(Refusal) as refusal:
        debt_service_ratio([1_500, payment], 8_000)
    assert refusal.value.reason == "payments"


@given(debts())
def test_interest_is_charged_exactly(owed: list[Debt]) -> None:
    debt = owed[0]
    first = minimum_only([debt]).rows[0]
    charged = first.balances[0] + first.payments[0] - debt.balance
    exact = Fraction(debt.balance) * Fraction(debt.nominal_annual_rate) / 12
    assert abs(charged - exact) <= Fraction(1, 2) + Fraction(1, 10**6)
