"""Simulate repaying several debts, and find the order of repayment that costs least.

References
----------
M. Held and R. M. Karp, A dynamic programming approach to sequencing problems, Journal of the
Society for Industrial and Applied Mathematics 10, 1962: search over sets instead of orders.
"""

from collections import namedtuple

from .inputs import LARGEST, as_number, as_whole
from .level import largest_loan as largest_loan  # the book's chapters import it from here
from .money import round_fen
from .rates import monthly_of_nominal
from .refusal import Refusal, require
from .terms import HIGHEST_RATE, MOST_MONEY

Debt = namedtuple(
    "Debt", ("name", "balance", "nominal_annual_rate", "minimum", "prepayment_fee_rate")
)
Plan = namedtuple("Plan", ("months", "total_interest", "total_fees", "rows"))
Month = namedtuple("Month", ("payments", "balances"))

MOST_DEBTS = 5
MOST_MONTHS = 1200
# Sanity bound: a ratio to a smaller income would overflow.
SMALLEST_INCOME = 1e-100
# Result of a search that never clears its debts.
NEVER = -1


def first_minimums(debts: list[Debt]) -> int:
    """Compute the sum of all minimum payments in the first month.

    Parameters
    ----------
    debts : list of Debt
        Each has ``name``, ``balance`` (whole fen), ``nominal_annual_rate`` (fraction), ``minimum``
        (whole fen a month) and ``prepayment_fee_rate`` (fraction of principal paid beyond the
        minimum); all numbers are 0 or more.

    Returns
    -------
    int
        Fen. A debt with less outstanding, including the month's interest, pays only that. No later
        month needs more.

    Raises
    ------
    Refusal
        ``debts`` if one is not allowed.

    Examples
    --------
    >>> first_minimums([Debt("a", 10000, 0.12, 20000, 0.0), Debt("b", 90000, 0.12, 5000, 0.0)])
    15100
    """
    return _first_minimums(_require_debts(debts))


def minimum_only(debts: list[Debt], budget: int | None = None) -> Plan:
    """Simulate paying only the minimum of each debt every month.

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.
    budget : int, optional
        Amount available per month, in whole fen. Without it, the amount is sufficient.

    Returns
    -------
    Plan
        ``months``, ``total_interest``, ``total_fees`` and ``rows``: for each month the
        ``payments`` and the closing ``balances`` of all debts, in fen.

    Raises
    ------
    Refusal
        ``debts`` if one is not allowed, ``budget`` if it is below the sum of minimums,
        ``never_clears`` if a minimum does not cover the interest, or does not clear its debt within
        100 years.

    Examples
    --------
    >>> minimum_only([Debt("card", 100000, 0.12, 50000, 0.0)]).months
    3
    """
    owed = _require_debts(debts)
    if budget is not None:
        _require_budget(owed, budget)
    return _repay(owed, None, [])


def plan(debts: list[Debt], budget: int, order: list[int]) -> Plan:
    """Simulate paying all minimums, and the rest of a monthly budget on one debt after another.

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.
    budget : int
        Amount paid per month, fees included, in whole fen.
    order : list of int
        Indices of the debts in the order in which they receive the rest of the budget.

    Returns
    -------
    Plan
        As `minimum_only`.

    Raises
    ------
    Refusal
        ``budget`` if it is below the sum of minimums, ``order`` if it does not name each debt once,
        ``debts`` if one is not allowed, ``never_clears`` if the payments do not cover the interest,
        or do not clear the debts within 100 years.

    Examples
    --------
    >>> debts = [Debt("a", 100000, 0.24, 10000, 0.0), Debt("b", 50000, 0.06, 10000, 0.0)]
    >>> plan(debts, 60000, avalanche(debts)).total_interest
    3704

    Notes
    -----
    Interest of a month is balance x nominal annual rate / 12, rounded half up to the fen. A debt
    with less outstanding than its minimum pays only the outstanding amount.
    """
    owed = _require_debts(debts)
    places = [as_whole(at) for at in order]
    require(
        all(places.count(at) == 1 for at in range(len(owed))) and len(places) == len(owed),
        "order",
        "order must name each debt once, by its place from 0",
    )
    return _repay(owed, _require_budget(owed, budget), [at for at in places if at is not None])


def avalanche(debts: list[Debt]) -> list[int]:
    """Return the highest-rate-first order of repayment ("avalanche", 雪崩法).

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.

    Returns
    -------
    list of int
        Indices of the debts by descending nominal annual rate; ties by ascending balance, then
        by index.

    Raises
    ------
    Refusal
        ``debts`` if one is not allowed.

    Examples
    --------
    >>> avalanche([Debt("a", 100, 0.06, 1, 0.0), Debt("b", 900, 0.24, 1, 0.0)])
    [1, 0]
    """
    owed = _require_debts(debts)
    return sorted(
        range(len(owed)), key=lambda at: (-owed[at].nominal_annual_rate, owed[at].balance, at)
    )


def snowball(debts: list[Debt]) -> list[int]:
    """Return the lowest-balance-first order of repayment ("snowball", 雪球法).

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.

    Returns
    -------
    list of int
        Indices of the debts by ascending balance; ties by descending rate, then by index.

    Raises
    ------
    Refusal
        ``debts`` if one is not allowed.

    Examples
    --------
    >>> snowball([Debt("a", 100, 0.06, 1, 0.0), Debt("b", 900, 0.24, 1, 0.0)])
    [0, 1]
    """
    owed = _require_debts(debts)
    return sorted(
        range(len(owed)), key=lambda at: (owed[at].balance, -owed[at].nominal_annual_rate, at)
    )


def best_order(debts: list[Debt], budget: int) -> list[int]:
    """Find the order of repayment with the least interest and fees, to the fen.

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`, at most five.
    budget : int
        As `plan`.

    Returns
    -------
    list of int
        Indices of the debts; of orders with the same cost, the lexicographically first.

    Raises
    ------
    Refusal
        ``too_many`` if there are more than five debts; ``never_clears`` if no order clears them; as
        `plan`.

    Examples
    --------
    >>> debts = [Debt("a", 90000, 0.24, 30000, 0.05), Debt("b", 50000, 0.18, 10000, 0.0)]
    >>> best_order(debts, 60000), avalanche(debts)
    ([1, 0], [0, 1])

    Notes
    -----
    Without fees, highest-rate first would cost least if fen could be divided. Because interest is
    rounded every month, another order may cost a few fen less. The result equals that of trying all
    orders with `plan`.
    """
    require(len(debts) <= MOST_DEBTS, "too_many", "at most 5 debts can be compared")
    owed = _require_debts(debts)
    search = _OrderSearch(owed, _require_budget(owed, budget))
    search.run()
    require(
        search.least is not None, "never_clears", "the payments do not clear the debts in any order"
    )
    return search.best


def debt_service_ratio(payments: list, monthly_income: float) -> float:
    """Compute the debt service ratio (偿债收入比): the share of income that goes to debts.

    Parameters
    ----------
    payments : list of float
        Monthly payments, 0 or more each, in any unit of money.
    monthly_income : float
        Monthly income in the same unit, above 0.

    Returns
    -------
    float
        Ratio as a fraction.

    Raises
    ------
    Refusal
        ``payments`` if one is below 0 or not a number, ``monthly_income`` if it is not above 0.

    Examples
    --------
    >>> debt_service_ratio([150000, 90000], 800000)
    0.3
    """
    income = as_number(monthly_income)
    if income is None or not SMALLEST_INCOME <= income <= LARGEST:
        raise Refusal("monthly_income", "the income must be a number above 0")
    total: float = 0
    for payment in payments:
        paid = as_number(payment)
        if paid is None or not 0 <= paid <= LARGEST:
            raise Refusal("payments", "payments must be numbers of 0 or more")
        total += paid
    return total / income


def _require_debts(debts: list[Debt]) -> list[Debt]:
    """Return debts with plain numbers, or refuse them."""
    return [_require_debt(debt) for debt in debts]


def _require_debt(debt: Debt) -> Debt:
    """Return a debt with plain numbers, or refuse it."""
    balance, minimum = as_whole(debt.balance), as_whole(debt.minimum)
    annual, fee = as_number(debt.nominal_annual_rate), as_number(debt.prepayment_fee_rate)
    if balance is None or not 0 <= balance <= MOST_MONEY:
        raise Refusal("debts", "a balance must be 0 or more, in whole fen")
    if annual is None or not 0 <= annual <= HIGHEST_RATE:
        raise Refusal("debts", "a debt's rate must be a number of 0 or more")
    if minimum is None or not 0 <= minimum <= MOST_MONEY:
        raise Refusal("debts", "a minimum payment must be 0 or more, in whole fen")
    if fee is None or not 0 <= fee < 1:
        raise Refusal("debts", "the fee on early principal must be a share below 1")
    return Debt(debt.name, balance, annual, minimum, fee)


def _require_budget(debts: list[Debt], budget: int) -> int:
    """Return the budget as an int, or refuse one that does not cover the minimum payments."""
    spent = as_whole(budget)
    if spent is None or spent > MOST_MONEY:
        raise Refusal("budget", "the budget must be a whole number of fen")
    require(spent >= _first_minimums(debts), "budget", "the budget must cover the minimum payments")
    return spent


def _first_minimums(debts: list[Debt]) -> int:
    """Compute `first_minimums` for validated arguments."""
    balances = [debt.balance for debt in debts]
    rates = [monthly_of_nominal(debt.nominal_annual_rate) for debt in debts]
    return sum(_charge_month(debts, rates, balances)[1])


def _repay(debts: list[Debt], budget: int | None, order: list[int]) -> Plan:
    """Simulate month after month until nothing is owed; without a budget, pay only minimums."""
    balances = [debt.balance for debt in debts]
    rates = [monthly_of_nominal(debt.nominal_annual_rate) for debt in debts]
    interest = fees = 0
    rows: list[Month] = []
    while sum(balances):
        charged, payments = _charge_month(debts, rates, balances)
        interest += charged
        left = 0 if budget is None else budget - sum(payments)
        for at in order:
            principal, fee = _split_extra(left, balances[at], debts[at].prepayment_fee_rate)
            balances[at] -= principal
            payments[at] += principal + fee
            fees += fee
            left -= principal + fee
        rows.append(Month(payments, list(balances)))
        require(
            len(rows) < MOST_MONTHS and not _never_clears(debts, rates, balances, budget),
            "never_clears",
            "the payments do not cover the interest, or do not clear the debts within 100 years",
        )
    return Plan(len(rows), interest, fees, rows)


def _charge_month(debts: list[Debt], rates: list[float], balances: list[int]) -> tuple:
    """Charge a month's interest and pay the minimums; updates ``balances`` in place."""
    interest = 0
    payments = []
    for at, owed in enumerate(balances):
        paid = 0
        if owed:
            charge = round_fen(owed * rates[at])
            interest += charge
            owed += charge
            paid = min(debts[at].minimum, owed)
            balances[at] = owed - paid
        payments.append(paid)
    return interest, payments


def _never_clears(
    debts: list[Debt], rates: list[float], balances: list[int], budget: int | None
) -> bool:
    """Check whether even the least possible interest exceeds everything that can be paid."""
    owing = [at for at, balance in enumerate(balances) if balance]
    if budget is None:
        return any(round_fen(balances[at] * rates[at]) >= debts[at].minimum for at in owing)
    if not owing:
        return False
    # Rounding can reduce the interest by half a fen per debt.
    return sum(balances) * min(rates[at] for at in owing) >= budget + len(debts)


def _split_extra(left: int, owed: int, fee_rate: float) -> tuple:
    """Split an amount beyond the minimum into principal and the fee on it."""
    if not fee_rate:
        return min(owed, left), 0
    principal = min(owed, int(left / (1.0 + fee_rate)) + 1)
    while principal and principal + round_fen(principal * fee_rate) > left:
        principal -= 1
    return principal, round_fen(principal * fee_rate)


class _MinimumPayments:
    """A debt that receives only its minimum payments, simulated for as many months as needed.

    Attributes
    ----------
    owed, paid : list of int
        Balance after each month, and payment in it; index 0 is the time before the first payment.
    interest : list of int
        Cumulative interest up to each month.
    """

    def __init__(self, debt: Debt, budget: int) -> None:
        self.rate = monthly_of_nominal(debt.nominal_annual_rate)
        self.minimum = debt.minimum
        self.budget = budget
        self.owed: list[int] = [debt.balance]
        self.paid: list[int] = [0]
        self.interest: list[int] = [0]

    def extend_to(self, month: int) -> bool:
        """Simulate up to a month; return False if the debt can never be cleared after it."""
        while len(self.owed) <= month:
            owed = self.owed[-1]
            charge = round_fen(owed * self.rate)
            if owed and charge >= self.budget:
                # The whole budget does not cover the interest, now or later.
                return False
            paid = min(self.minimum, owed + charge)
            self.owed.append(owed + charge - paid)
            self.paid.append(paid)
            self.interest.append(self.interest[-1] + charge)
        return True


class _OrderSearch:
    """Search for the cheapest order of debts by dynamic programming over sets of debts.

    Until a debt has its turn, it receives its minimum, month by month the same in every order. So
    once the debts at the beginning of an order are cleared, only the month and what is left of
    its budget matter: everything else that was paid, except the minimums of the other debts,
    went to these debts and determines their cost. This is a *state*; for each set of cleared debts
    the search keeps only the states that can still lead to the cheapest order.

    A state is dominated by another with the same cleared debts in two cases. First, if both are in
    the same month with as much left, they have cost the same and continue alike: the
    lexicographically later order is dropped. Second, if no remaining debt bears a fee, a state that
    is behind (in a later month, or in the same month with less left) is dropped. More was paid
    for its debts, so it has cost more. It cannot catch up: the other state can continue in the same
    order, and then each debt owes the same or less at all times, because minimums are capped by
    the balance, so that they leave as much or more for the remaining debts, and because rounding is
    monotone, so that a smaller balance never bears more interest. With a fee this does not hold:
    the state that is ahead prepays more and bears more of the fee.
    """

    def __init__(self, debts: list[Debt], budget: int) -> None:
        self.debts = debts
        self.budget = budget
        self.rates = [monthly_of_nominal(debt.nominal_annual_rate) for debt in debts]
        self.waiting = [_MinimumPayments(debt, budget) for debt in debts]
        # For each debt: remaining budget -> principal and fee that it pays beyond the minimum.
        self.known_extras: list[dict] = [{} for _ in debts]
        # States by the set of cleared debts, as a bit mask.
        self.states: list[list] = [[] for _ in range(1 << len(debts))]
        self.most = -1
        self.best: list[int] = []
        self.least: int | None = None

    def run(self) -> None:
        """Find the cheapest order, and store it in ``best`` and its cost in ``least``."""
        if any(debt.prepayment_fee_rate for debt in self.debts):
            self._find_bound()
        self._add_state([], 0, 0, 0)
        for states in self.states:
            for month, left, cost, order in states:
                self._branch(order, [], month, left, cost)

    def _find_bound(self) -> None:
        """Compute an upper bound of the cost from the avalanche and the snowball order."""
        for order in (avalanche(self.debts), snowball(self.debts)):
            try:
                found = _repay(self.debts, self.budget, order)
            except Refusal:
                # Another order may still clear the debts.
                continue
            cost = found.total_interest + found.total_fees
            if self.most < 0 or cost < self.most:
                self.most = cost

    def _add_state(self, order: list[int], month: int, left: int, cost: int) -> None:
        """Add a state whose first debts are cleared, unless it is too expensive or dominated."""
        rest = [at for at in range(len(self.debts)) if at not in order]
        while True:
            owing = [at for at in rest if self.waiting[at].owed[month]]
            if left or not owing:
                break
            month += 1
            if not self._extend_waiting(rest, month):
                return
            left = self._budget_left(rest, month)
        all_cost = cost + self._accrued_interest(rest, month)
        if all_cost > self.most >= 0:
            return
        if not owing:
            if self.least is None or (all_cost, order + rest) < (self.least, self.best):
                self.least, self.best = all_cost, order + rest
            return
        if _never_clears(self.debts, self.rates, self._balances(rest, month), self.budget):
            return
        place = sum(1 << at for at in order)
        is_free = not any(self.debts[at].prepayment_fee_rate for at in rest)
        this = (month, left, cost, order)
        kept = []
        for other in self.states[place]:
            if _is_dominated(this, other, is_free):
                return
            if not _is_dominated(other, this, is_free):
                kept.append(other)
        self.states[place] = kept + [this]

    def _branch(self, order: list[int], owing: list, month: int, left: int, cost: int) -> None:
        """Give what is left of a month's budget to each debt that may come next."""
        rest = [at for at in range(len(self.debts)) if at not in order]
        for at in rest:
            balance = self.waiting[at].owed[month]
            if balance:
                # Debts that are already cleared cost nothing: put those with a lower index first.
                begun = [
                    other for other in rest if other < at and not self.waiting[other].owed[month]
                ] + [at]
                principal, fee = self._prepay(at, balance, left)
                self._pay(
                    order + begun,
                    owing + [(at, balance - principal)],
                    month,
                    left - principal - fee,
                    cost + fee + self._accrued_interest(begun, month),
                )

    def _pay(self, order: list[int], owing: list, month: int, left: int, cost: int) -> None:
        """Pay the debts that have had their turn until they are cleared."""
        rest = [at for at in range(len(self.debts)) if at not in order]
        owing = [(at, balance) for at, balance in owing if balance]
        while owing:
            if left and any(self.waiting[at].owed[month] for at in rest):
                # Too little is left for one more fen and its fee: it goes to the next debt.
                self._branch(order, owing, month, left, cost)
                return
            if len(owing) == 1:
                at, balance = owing[0]
                month, left, cost, balance = self._pay_alone(at, balance, rest, month, cost)
                if month == NEVER:
                    return
                owing = [(at, balance)] if balance else []
                continue
            month += 1
            if not self._extend_waiting(rest, month):
                return
            left = self._budget_left(rest, month)
            after = []
            for at, balance in owing:
                charge = round_fen(balance * self.rates[at])
                if charge >= self.budget:
                    return
                cost += charge
                paid = min(self.debts[at].minimum, balance + charge)
                left -= paid
                after.append((at, balance + charge - paid))
            owing = []
            for at, balance in after:
                principal, fee = self._prepay(at, balance, left)
                cost += fee
                left -= principal + fee
                if balance > principal:
                    owing.append((at, balance - principal))
        self._add_state(order, month, left, cost)

    def _pay_alone(self, at: int, balance: int, rest: list[int], month: int, cost: int) -> tuple:
        """Pay the only debt whose turn it is until it is cleared or leaves money for the next."""
        rate, minimum = self.rates[at], self.debts[at].minimum
        bears_fee = self.debts[at].prepayment_fee_rate > 0
        left = 0
        while balance and not left:
            month += 1
            if not self._extend_waiting(rest, month):
                return NEVER, 0, 0, 0
            charge = round_fen(balance * rate)
            if charge >= self.budget:
                return NEVER, 0, 0, 0
            cost += charge
            balance += charge
            left = self._budget_left(rest, month)
            if bears_fee:
                paid = min(minimum, balance)
                balance -= paid
                principal, fee = self._prepay(at, balance, left - paid)
                cost += fee
                left -= paid + fee
            else:
                principal = min(balance, left)
            balance -= principal
            left -= principal
        return month, left, cost, balance

    def _extend_waiting(self, rest: list[int], month: int) -> bool:
        """Simulate the minimums of waiting debts up to a month; False if they cannot be cleared."""
        for at in rest:
            if month >= len(self.waiting[at].owed) and not self.waiting[at].extend_to(month):
                return False
        return month < MOST_MONTHS

    def _budget_left(self, rest: list[int], month: int) -> int:
        """Return a month's budget less the minimums of the waiting debts."""
        left = self.budget
        for at in rest:
            left -= self.waiting[at].paid[month]
        return left

    def _accrued_interest(self, places: list[int], month: int) -> int:
        """Return the cumulative interest of debts that have waited until a month."""
        return sum(self.waiting[at].interest[month] for at in places)

    def _balances(self, rest: list[int], month: int) -> list[int]:
        """List the balances of the waiting debts, 0 for the others."""
        return [waiting.owed[month] if at in rest else 0 for at, waiting in enumerate(self.waiting)]

    def _prepay(self, at: int, balance: int, left: int) -> tuple:
        """Return the principal that a debt pays beyond its minimum, and the fee on it."""
        fee_rate = self.debts[at].prepayment_fee_rate
        if not fee_rate:
            return min(balance, left), 0
        known = self.known_extras[at]
        if left not in known:
            known[left] = _split_extra(left, left, fee_rate)
        if balance >= known[left][0]:
            return known[left]
        return balance, round_fen(balance * fee_rate)


def _is_dominated(state: tuple, other: tuple, is_free: bool) -> bool:
    """Check whether another state with the same debts dominates (see `_OrderSearch`)."""
    month, left, _, order = state
    if (month, left) == other[:2]:
        return other[3] <= order
    return is_free and (month > other[0] or (month == other[0] and left < other[1]))
