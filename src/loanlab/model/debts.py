"""Several loans at once: what to pay first, how much is too much."""

from collections import namedtuple

from .annuity import annuity_factor, level_payment
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
    require(
        budget >= sum(debt.minimum for debt in debts),
        "budget",
        "the budget must reach for the minimum payments",
    )
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
        Places of the debts, the highest nominal annual rate first; of equal ones the smallest.

    Examples
    --------
    >>> avalanche([Debt("a", 100, 0.06, 1, 0.0), Debt("b", 900, 0.24, 1, 0.0)])
    [1, 0]
    """
    return sorted(
        range(len(debts)), key=lambda at: (-debts[at].nominal_annual_rate, debts[at].balance)
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
        Places of the debts, the smallest balance first; of equal ones the dearest.

    Examples
    --------
    >>> snowball([Debt("a", 100, 0.06, 1, 0.0), Debt("b", 900, 0.24, 1, 0.0)])
    [0, 1]
    """
    return sorted(
        range(len(debts)), key=lambda at: (debts[at].balance, -debts[at].nominal_annual_rate)
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
    best: list[int] = []
    least = -1
    for order in _orders(list(range(len(debts)))):
        try:
            found = plan(debts, budget, order)
        except Refusal as refusal:
            # Another order may clear what this one does not.
            if refusal.reason != "never_clears":
                raise
        else:
            cost = found.total_interest + found.total_fees
            if least < 0 or cost < least:
                best, least = order, cost
    require(least >= 0, "never_clears", "in no order do the payments clear the debts")
    return best


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


def largest_loan(max_payment: int, nominal_annual_rate: float, months: int) -> int:
    """Largest loan whose level payment (等额本息) stays within a limit.

    Parameters
    ----------
    max_payment : int
        Most that can be paid a month, in fen, 0 or more.
    nominal_annual_rate : float
        Simple annual rate as a fraction, 0 or more.
    months : int
        Number of payments, 1 or more.

    Returns
    -------
    int
        Principal in fen: one fen more, and the rounded payment would be above the limit.

    Raises
    ------
    Refusal
        ``max_payment`` if it is below 0; as `level_payment`.

    Examples
    --------
    >>> largest_loan(91799, 0.1825, 12)
    1000005
    """
    require(max_payment >= 0, "max_payment", "the payment must be 0 or more")
    rate = monthly_of_nominal(nominal_annual_rate)
    # A payment of half a fen more would be rounded up; a fen of rounding lies in the factor.
    principal = int((max_payment + 0.5) * annuity_factor(rate, months)) + 1
    while round_fen(level_payment(principal, rate, months)) > max_payment:
        principal -= 1
    return principal


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


def _paid(debts: list[Debt], budget: int | None, order: list[int]) -> Plan:
    """Month after month until nothing is owed; without a budget no more than the minimums."""
    balances = [debt.balance for debt in debts]
    interest = fees = 0
    rows: list[Month] = []
    while sum(balances):
        for at, debt in enumerate(debts):
            charge = round_fen(balances[at] * monthly_of_nominal(debt.nominal_annual_rate))
            interest += charge
            balances[at] += charge
        payments = [min(debt.minimum, owed) for debt, owed in zip(debts, balances)]
        balances = [owed - paid for owed, paid in zip(balances, payments)]
        left = 0 if budget is None else budget - sum(payments)
        for at in order:
            principal, fee = _beyond(left, balances[at], debts[at].prepayment_fee_rate)
            balances[at] -= principal
            payments[at] += principal + fee
            fees += fee
            left -= principal + fee
        rows.append(Month(payments, list(balances)))
        require(
            len(rows) < MOST_MONTHS and not _hopeless(debts, balances, budget),
            "never_clears",
            "the payments do not cover the interest, or not within 100 years",
        )
    return Plan(len(rows), interest, fees, rows)


def _hopeless(debts: list[Debt], balances: list[int], budget: int | None) -> bool:
    """Whether even the least interest that can come is more than is ever paid."""
    owed = [(debt, balance) for debt, balance in zip(debts, balances) if balance]
    if budget is None:
        return any(
            round_fen(balance * monthly_of_nominal(debt.nominal_annual_rate)) >= debt.minimum
            for debt, balance in owed
        )
    if not owed:
        return False
    cheapest = min(debt.nominal_annual_rate for debt, _ in owed)
    # Half a fen a debt may be rounded away.
    return sum(balances) * monthly_of_nominal(cheapest) >= budget + len(debts)


def _beyond(left: int, owed: int, fee_rate: float) -> tuple:
    """Principal paid beyond the minimum and the fee on it, together within what is left."""
    principal = min(owed, int(left / (1.0 + fee_rate)) + 1)
    while principal and principal + round_fen(principal * fee_rate) > left:
        principal -= 1
    return principal, round_fen(principal * fee_rate)


def _orders(places: list[int]) -> list:
    """All orders of some places."""
    if not places:
        return [[]]
    found = []
    for at, place in enumerate(places):
        for rest in _orders(places[:at] + places[at + 1 :]):
            found.append([place] + rest)
    return found
