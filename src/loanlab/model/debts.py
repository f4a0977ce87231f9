"""Several loans at once: what to pay first, how much is too much."""

from collections import namedtuple

from .level import largest_loan as largest_loan  # the book's chapters ask for it here
from .money import round_fen
from .rates import monthly_of_nominal
from .refusal import Refusal, require

Debt = namedtuple(
    "Debt", ("name", "balance", "nominal_annual_rate", "minimum", "prepayment_fee_rate")
)
Plan = namedtuple("Plan", ("months", "total_interest", "total_fees", "rows"))
Month = namedtuple("Month", ("payments", "balances"))

MOST_DEBTS = 5
MOST_MONTHS = 1200


def minimum_only(debts: list[Debt]) -> Plan:
    """Pay of each debt no more than its minimum, month after month.

    Parameters
    ----------
    debts : list of Debt
        ``name``, ``balance`` (fen), ``nominal_annual_rate`` (fraction), ``minimum`` (fen a month)
        and ``prepayment_fee_rate`` (fraction of principal paid beyond the minimum) of each.

    Returns
    -------
    Plan
        ``months``, ``total_interest``, ``total_fees`` and ``rows``: for each month the
        ``payments`` and the closing ``balances`` of all debts, in fen.

    Raises
    ------
    Refusal
        ``debts`` if one cannot be, ``never_clears`` if a minimum does not cover the interest.

    Examples
    --------
    >>> minimum_only([Debt("card", 100000, 0.12, 50000, 0.0)]).months
    3
    """
    _check(debts)
    return _paid(debts, None, [])


def plan(debts: list[Debt], budget: int, order: list[int]) -> Plan:
    """Pay all minimums, and what is left of a monthly budget on one debt after the other.

    Parameters
    ----------
    debts : list of Debt
        As `minimum_only`.
    budget : int
        What is paid each month in all, fees included, in fen.
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
        once, ``debts`` and ``never_clears`` as `minimum_only`.

    Examples
    --------
    >>> debts = [Debt("a", 100000, 0.24, 10000, 0.0), Debt("b", 50000, 0.06, 10000, 0.0)]
    >>> plan(debts, 60000, avalanche(debts)).total_interest
    3704

    Notes
    -----
    Interest of a month is balance x nominal annual rate / 12, rounded half up to the fen.
    """
    _check(debts)
    require(sorted(order) == list(range(len(debts))), "order", "order must name each debt once")
    _check_budget(debts, budget)
    return _paid(debts, budget, order)


def avalanche(debts: list[Debt]) -> list[int]:
    """Order that pays the dearest debt first (雪崩法).

    Parameters
    ----------
    debts : list of Debt
        As `minimum_only`.

    Returns
    -------
    list of int
        Places of the debts, the highest nominal annual rate first; of equal ones the smallest, then
        the first.

    Examples
    --------
    >>> avalanche([Debt("a", 100, 0.06, 1, 0.0), Debt("b", 900, 0.24, 1, 0.0)])
    [1, 0]
    """
    return sorted(
        range(len(debts)), key=lambda at: (-debts[at].nominal_annual_rate, debts[at].balance, at)
    )


def snowball(debts: list[Debt]) -> list[int]:
    """Order that pays the smallest debt first (雪球法).

    Parameters
    ----------
    debts : list of Debt
        As `minimum_only`.

    Returns
    -------
    list of int
        Places of the debts, the smallest balance first; of equal ones the dearest, then the first.

    Examples
    --------
    >>> snowball([Debt("a", 100, 0.06, 1, 0.0), Debt("b", 900, 0.24, 1, 0.0)])
    [0, 1]
    """
    return sorted(
        range(len(debts)), key=lambda at: (debts[at].balance, -debts[at].nominal_annual_rate, at)
    )


def best_order(debts: list[Debt], budget: int) -> list[int]:
    """Order that costs least in interest and fees, found by trying all.

    Parameters
    ----------
    debts : list of Debt
        As `minimum_only`, five at most.
    budget : int
        As `plan`.

    Returns
    -------
    list of int
        Places of the debts; of orders that cost the same the first by its places.

    Raises
    ------
    Refusal
        ``too_many`` debts; as `plan`.

    Examples
    --------
    >>> debts = [Debt("a", 90000, 0.24, 30000, 0.05), Debt("b", 50000, 0.18, 10000, 0.0)]
    >>> best_order(debts, 60000), avalanche(debts)
    ([1, 0], [0, 1])
    """
    require(len(debts) <= MOST_DEBTS, "too_many", "at most 5 debts can be compared")
    _check(debts)
    _check_budget(debts, budget)
    search = _Search(debts, budget)
    search.run()
    require(search.least is not None, "never_clears", "in no order do the payments clear the debts")
    return search.best


def debt_service_ratio(payments: list, monthly_income: float) -> float:
    """Share of the income that goes to debts (偿债收入比).

    Parameters
    ----------
    payments : list of float
        Payments of a month, in any unit of money.
    monthly_income : float
        Income of a month in the same unit, above 0.

    Returns
    -------
    float
        Share as a fraction.

    Raises
    ------
    Refusal
        ``monthly_income`` if there is none.

    Examples
    --------
    >>> debt_service_ratio([150000, 90000], 800000)
    0.3
    """
    require(monthly_income > 0, "monthly_income", "the income must be above 0")
    return sum(payments) / monthly_income


def _check(debts: list[Debt]) -> None:
    for debt in debts:
        require(
            debt.balance >= 0
            and debt.nominal_annual_rate >= 0
            and debt.minimum >= 0
            and 0 <= debt.prepayment_fee_rate < 1,
            "debts",
            "balances, rates and minimums must be 0 or more, and the fee a share",
        )


def _check_budget(debts: list[Debt], budget: int) -> None:
    require(
        budget >= sum(debt.minimum for debt in debts),
        "budget",
        "the budget must reach for the minimum payments",
    )


def _paid(debts: list[Debt], budget: int | None, order: list[int]) -> Plan:
    """Month after month until nothing is owed; without a budget no more than the minimums."""
    balances = [debt.balance for debt in debts]
    rates = [monthly_of_nominal(debt.nominal_annual_rate) for debt in debts]
    interest = fees = 0
    rows: list[Month] = []
    while sum(balances):
        charged, payments = _charged(debts, rates, balances)
        interest += charged
        left = 0 if budget is None else budget - sum(payments)
        for at in order:
            principal, fee = _beyond(left, balances[at], debts[at].prepayment_fee_rate)
            balances[at] -= principal
            payments[at] += principal + fee
            fees += fee
            left -= principal + fee
        rows.append(Month(payments, list(balances)))
        require(
            len(rows) < MOST_MONTHS and not _hopeless(debts, rates, balances, budget),
            "never_clears",
            "the payments do not cover the interest, or not within 100 years",
        )
    return Plan(len(rows), interest, fees, rows)


def _charged(debts: list[Debt], rates: list[float], balances: list[int]) -> tuple:
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


def _hopeless(
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


def _beyond(left: int, owed: int, fee_rate: float) -> tuple:
    """Principal paid beyond the minimum and the fee on it, together within what is left."""
    if not fee_rate:
        return min(owed, left), 0
    principal = min(owed, int(left / (1.0 + fee_rate)) + 1)
    while principal and principal + round_fen(principal * fee_rate) > left:
        principal -= 1
    return principal, round_fen(principal * fee_rate)


class _Search:
    """The cheapest order of debts, found by trying all, each only as far as it can still win.

    Orders that begin alike are paid alike until something is left over for the next debt: that
    long they are one.
    """

    def __init__(self, debts: list[Debt], budget: int) -> None:
        self.debts = debts
        self.budget = budget
        self.rates = [monthly_of_nominal(debt.nominal_annual_rate) for debt in debts]
        self.most = -1
        self.best: list[int] = []
        self.least: int | None = None

    def run(self) -> None:
        """Leave the cheapest order in ``best``, and what it costs in ``least``."""
        try:
            dearest_first = plan(self.debts, self.budget, avalanche(self.debts))
        except Refusal:
            # Another order may clear what this one does not.
            pass
        else:
            self.most = dearest_first.total_interest + dearest_first.total_fees
        self._go_on([], [debt.balance for debt in self.debts], 0, 0, 0)

    def _go_on(
        self, order: list[int], balances: list[int], cost: int, months: int, left: int
    ) -> None:
        """Pay in an order whose end is open, from where so much of a month's budget is left."""
        while sum(balances):
            if left:
                waiting = [at for at in range(len(balances)) if at not in order]
                if any(balances[at] for at in waiting):
                    self._branch(order, waiting, balances, cost, months, left)
                    return
            charged, payments = _charged(self.debts, self.rates, balances)
            cost += charged
            if self._is_lost(cost, months + 1) or self._is_hopeless(charged, balances):
                return
            months += 1
            left = self.budget - sum(payments)
            for at in order:
                if left and balances[at]:
                    fee, left = self._serve(at, balances, left)
                    cost += fee
        if not self._is_lost(cost, months):
            self.least = cost
            self.best = order + [at for at in range(len(balances)) if at not in order]

    def _branch(
        self,
        order: list[int],
        waiting: list[int],
        balances: list[int],
        cost: int,
        months: int,
        left: int,
    ) -> None:
        """Give what is left to each debt that may come next, in turn."""
        for at in waiting:
            if balances[at]:
                # What is cleared already changes nothing: the first by its places has it early.
                cleared = [other for other in waiting if other < at and not balances[other]]
                then = list(balances)
                fee, rest = self._serve(at, then, left)
                self._go_on(order + cleared + [at], then, cost + fee, months, rest)

    def _serve(self, at: int, balances: list[int], left: int) -> tuple:
        """The fee for paying early with what is left, and what remains; the balance is changed."""
        principal, fee = _beyond(left, balances[at], self.debts[at].prepayment_fee_rate)
        balances[at] -= principal
        return fee, left - principal - fee

    def _is_lost(self, cost: int, months: int) -> bool:
        """Whether an order costs too much by now, or takes too long."""
        if months >= MOST_MONTHS or (self.least is not None and cost >= self.least):
            return True
        return cost > self.most >= 0

    def _is_hopeless(self, charged: int, balances: list[int]) -> bool:
        """Whether the budget does not cover the interest, and never will."""
        return charged >= self.budget and _hopeless(self.debts, self.rates, balances, self.budget)
