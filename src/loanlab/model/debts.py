"""Several loans at once: what to pay first, how much is too much."""

from collections import namedtuple

from .inputs import LARGEST, as_number, as_whole
from .level import largest_loan as largest_loan  # the book's chapters ask for it here
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
# So little no one earns, and no share of it is a number of money.
SMALLEST_INCOME = 1e-100
# No month: the debts are not cleared in any.
NEVER = -1


def first_minimums(debts: list[Debt]) -> int:
    """What all minimum payments of the first month come to.

    Parameters
    ----------
    debts : list of Debt
        ``name``, ``balance`` (whole fen), ``nominal_annual_rate`` (fraction), ``minimum`` (whole
        fen a month) and ``prepayment_fee_rate`` (fraction of principal paid beyond the minimum)
        of each, all 0 or more.

    Returns
    -------
    int
        Fen: of each debt the minimum, or what is owed with the month's interest where that is
        less. No later month takes more.

    Raises
    ------
    Refusal
        ``debts`` if one cannot be.

    Examples
    --------
    >>> first_minimums([Debt("a", 10000, 0.12, 20000, 0.0), Debt("b", 90000, 0.12, 5000, 0.0)])
    15100
    """
    return _first_minimums(_require_debts(debts))


def minimum_only(debts: list[Debt], budget: int | None = None) -> Plan:
    """Pay of each debt no more than its minimum, month after month.

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.
    budget : int, optional
        What can be paid each month in all, in whole fen. Without it there is enough.

    Returns
    -------
    Plan
        ``months``, ``total_interest``, ``total_fees`` and ``rows``: for each month the
        ``payments`` and the closing ``balances`` of all debts, in fen.

    Raises
    ------
    Refusal
        ``debts`` if one cannot be, ``budget`` if it does not reach for the minimums,
        ``never_clears`` if a minimum does not cover the interest, or clears its debt within 100
        years.

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
    """Pay all minimums, and what is left of a monthly budget on one debt after the other.

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.
    budget : int
        What is paid each month in all, fees included, in whole fen.
    order : list of int
        Places of the debts in the order in which what is left goes to them.

    Returns
    -------
    Plan
        As `minimum_only`.

    Raises
    ------
    Refusal
        ``budget`` if it does not reach for the minimums, ``order`` if it does not name each debt
        once, ``debts`` if one cannot be, ``never_clears`` if the payments do not cover the
        interest, or clear the debts within 100 years.

    Examples
    --------
    >>> debts = [Debt("a", 100000, 0.24, 10000, 0.0), Debt("b", 50000, 0.06, 10000, 0.0)]
    >>> plan(debts, 60000, avalanche(debts)).total_interest
    3704

    Notes
    -----
    Interest of a month is balance x nominal annual rate / 12, rounded half up to the fen. Of a
    debt of which less is owed than its minimum, no more than that is paid.
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
    """Order that pays the dearest debt first (雪崩法).

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.

    Returns
    -------
    list of int
        Places of the debts, the highest nominal annual rate first; of equal ones the smallest, then
        the first.

    Raises
    ------
    Refusal
        ``debts`` if one cannot be.

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
    """Order that pays the smallest debt first (雪球法).

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`.

    Returns
    -------
    list of int
        Places of the debts, the smallest balance first; of equal ones the dearest, then the first.

    Raises
    ------
    Refusal
        ``debts`` if one cannot be.

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
    """Order that costs least in interest and fees, to the fen.

    Parameters
    ----------
    debts : list of Debt
        As `first_minimums`, five at most.
    budget : int
        As `plan`.

    Returns
    -------
    list of int
        Places of the debts; of orders that cost the same the first by its places.

    Raises
    ------
    Refusal
        ``too_many`` debts; ``never_clears`` if no order clears them; as `plan`.

    Examples
    --------
    >>> debts = [Debt("a", 90000, 0.24, 30000, 0.05), Debt("b", 50000, 0.18, 10000, 0.0)]
    >>> best_order(debts, 60000), avalanche(debts)
    ([1, 0], [0, 1])

    Notes
    -----
    Without fees the dearest first would cost least if fen could be divided; as interest is rounded
    every month, another order may cost a few fen less. What is found is what trying all orders
    with `plan` would find.
    """
    require(len(debts) <= MOST_DEBTS, "too_many", "at most 5 debts can be compared")
    owed = _require_debts(debts)
    search = _OrderSearch(owed, _require_budget(owed, budget))
    search.run()
    require(search.least is not None, "never_clears", "in no order do the payments clear the debts")
    return search.best


def debt_service_ratio(payments: list, monthly_income: float) -> float:
    """Share of the income that goes to debts (偿债收入比).

    Parameters
    ----------
    payments : list of float
        Payments of a month, 0 or more each, in any unit of money.
    monthly_income : float
        Income of a month in the same unit, above 0.

    Returns
    -------
    float
        Share as a fraction.

    Raises
    ------
    Refusal
        ``payments`` if one is below 0 or no number, ``monthly_income`` if there is none.

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
    return [_require_debt(debt) for debt in debts]


def _require_debt(debt: Debt) -> Debt:
    """A debt that can be, its numbers plain ones."""
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
    spent = as_whole(budget)
    if spent is None or spent > MOST_MONEY:
        raise Refusal("budget", "the budget must be a whole number of fen")
    require(
        spent >= _first_minimums(debts), "budget", "the budget must reach for the minimum payments"
    )
    return spent


def _first_minimums(debts: list[Debt]) -> int:
    balances = [debt.balance for debt in debts]
    rates = [monthly_of_nominal(debt.nominal_annual_rate) for debt in debts]
    return sum(_charge_month(debts, rates, balances)[1])


def _repay(debts: list[Debt], budget: int | None, order: list[int]) -> Plan:
    """Month after month until nothing is owed; without a budget no more than the minimums."""
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
            "the payments do not cover the interest, or not within 100 years",
        )
    return Plan(len(rows), interest, fees, rows)


def _charge_month(debts: list[Debt], rates: list[float], balances: list[int]) -> tuple:
    """Interest of a month, and what each minimum pays; the balances are changed."""
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
    """Whether even the least interest that can come is more than is ever paid."""
    owing = [at for at, balance in enumerate(balances) if balance]
    if budget is None:
        return any(round_fen(balances[at] * rates[at]) >= debts[at].minimum for at in owing)
    if not owing:
        return False
    # Half a fen a debt may be rounded away.
    return sum(balances) * min(rates[at] for at in owing) >= budget + len(debts)


def _split_extra(left: int, owed: int, fee_rate: float) -> tuple:
    """Principal paid beyond the minimum and the fee on it, together within what is left."""
    if not fee_rate:
        return min(owed, left), 0
    principal = min(owed, int(left / (1.0 + fee_rate)) + 1)
    while principal and principal + round_fen(principal * fee_rate) > left:
        principal -= 1
    return principal, round_fen(principal * fee_rate)


class _MinimumPayments:
    """A debt of which the minimum is paid and no more, for as many months as are asked for.

    ``owed``, ``paid`` and ``interest`` (summed up) have an entry a month, the first of them for
    before the first payment.
    """

    def __init__(self, debt: Debt, budget: int) -> None:
        self.rate = monthly_of_nominal(debt.nominal_annual_rate)
        self.minimum = debt.minimum
        self.budget = budget
        self.owed: list[int] = [debt.balance]
        self.paid: list[int] = [0]
        self.interest: list[int] = [0]

    def extend_to(self, month: int) -> bool:
        """Whether it can wait until a month, and be cleared after it."""
        while len(self.owed) <= month:
            owed = self.owed[-1]
            charge = round_fen(owed * self.rate)
            if owed and charge >= self.budget:
                # All that can be paid is not enough, now or later.
                return False
            paid = min(self.minimum, owed + charge)
            self.owed.append(owed + charge - paid)
            self.paid.append(paid)
            self.interest.append(self.interest[-1] + charge)
        return True


class _OrderSearch:
    """The cheapest of all orders of debts, found without paying each to its end.

    Until a debt has its turn, its minimum is paid, month by month the same in every order. So of
    orders that begin with the same debts, once these are cleared, no more counts than the month
    and what is left of its budget: all that was not left, and no minimum of the others, was paid
    for these debts, and tells what they have cost. That is a beginning, and of each choice of
    first debts only the beginnings go on that can still be the cheapest.

    Which one can be left out for another. If both are in the same month with as much left, they
    have cost the same and go on alike: then the later by its places. If no debt to come bears a
    fee, also one that is behind, in a later month or in the same with less left. More was paid for
    its debts, so it is dearer so far. It gains nothing afterwards: the other can go on in any order
    in which it does, and then each debt owes as much or less at every time. For minimums take what
    is owed or less, what they leave for the debts to come is as much or more, and what is owed then
    grows by as much interest or less, as rounding keeps the order of two amounts. With a fee this
    does not hold: who is ahead repays more early, and bears more of it.
    """

    def __init__(self, debts: list[Debt], budget: int) -> None:
        self.debts = debts
        self.budget = budget
        self.rates = [monthly_of_nominal(debt.nominal_annual_rate) for debt in debts]
        self.waiting = [_MinimumPayments(debt, budget) for debt in debts]
        # Of each debt: what a rest of the budget pays of it beyond the minimum, and the fee.
        self.known_extras: list[dict] = [{} for _ in debts]
        # By which debts have had their turn, as a sum of powers of two.
        self.states: list[list] = [[] for _ in range(1 << len(debts))]
        self.most = -1
        self.best: list[int] = []
        self.least: int | None = None

    def run(self) -> None:
        """Leave the cheapest order in ``best``, and what it costs in ``least``."""
        if any(debt.prepayment_fee_rate for debt in self.debts):
            self._find_bound()
        self._add_state([], 0, 0, 0)
        for begun in self.states:
            for month, left, cost, order in begun:
                self._branch(order, [], month, left, cost)

    def _find_bound(self) -> None:
        """Find what no order that is worth going on with costs more than."""
        for order in (avalanche(self.debts), snowball(self.debts)):
            try:
                found = _repay(self.debts, self.budget, order)
            except Refusal:
                # Another order may clear what this one does not.
                continue
            cost = found.total_interest + found.total_fees
            if self.most < 0 or cost < self.most:
                self.most = cost

    def _add_state(self, order: list[int], month: int, left: int, cost: int) -> None:
        """Keep a beginning whose debts are all cleared, if it can be the cheapest."""
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
        """Give what is left of a month to each debt that may come next, in turn."""
        rest = [at for at in range(len(self.debts)) if at not in order]
        for at in rest:
            balance = self.waiting[at].owed[month]
            if balance:
                # What is cleared already changes nothing: the first by its places has it early.
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
        """Pay the debts that have had their turn, until they are cleared."""
        rest = [at for at in range(len(self.debts)) if at not in order]
        owing = [(at, balance) for at, balance in owing if balance]
        while owing:
            if left and any(self.waiting[at].owed[month] for at in rest):
                # A fen that does not reach for one more and its fee is the next debt's.
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
        """Pay the only debt whose turn it is, until it is cleared or leaves a fen to the next."""
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
        """Whether debts can go without their turn until a month, and then be cleared in time."""
        for at in rest:
            if month >= len(self.waiting[at].owed) and not self.waiting[at].extend_to(month):
                return False
        return month < MOST_MONTHS

    def _budget_left(self, rest: list[int], month: int) -> int:
        """What the minimums of the debts that wait leave of a month's budget."""
        left = self.budget
        for at in rest:
            left -= self.waiting[at].paid[month]
        return left

    def _accrued_interest(self, places: list[int], month: int) -> int:
        """Interest of debts that have waited until a month."""
        return sum(self.waiting[at].interest[month] for at in places)

    def _balances(self, rest: list[int], month: int) -> list[int]:
        return [waiting.owed[month] if at in rest else 0 for at, waiting in enumerate(self.waiting)]

    def _prepay(self, at: int, balance: int, left: int) -> tuple:
        """Principal of a debt that is paid beyond its minimum, and the fee on it."""
        fee_rate = self.debts[at].prepayment_fee_rate
        if not fee_rate:
            return min(balance, left), 0
        known = self.known_extras[at]
        if left not in known:
            known[left] = _split_extra(left, left, fee_rate)
        if balance >= known[left][0]:
            return known[left]
        return balance, round_fen(balance * fee_rate)


def _is_dominated(beginning: tuple, other: tuple, is_free: bool) -> bool:
    """Whether a beginning can be left out for another with the same debts, as `_Search` says."""
    month, left, _, order = beginning
    if (month, left) == other[:2]:
        return other[3] <= order
    return is_free and (month > other[0] or (month == other[0] and left < other[1]))
