"""Compute the fees of a loan and the share of each in its annual price.

References
----------
- 中国人民银行公告〔2021〕第3号 (PBOC Announcement No. 3 of 2021): annualised rate of a loan.
- 个人贷款业务明示综合融资成本规定（金规〔2026〕2号）: disclosure of the all-in cost.
- 中华人民共和国民法典 (Civil Code), article 670: interest must not be deducted from the principal
  in advance (砍头息).
"""

from collections import namedtuple

from .cashflow import (
    AnnualCost,
    annual_cost_of_months,
    irr,
    irr_at_times,
    odd_first_flows,
    period_rate_of_flat_fee,
    present_value,
)
from .inputs import LARGEST, as_number, require_number, require_whole
from .money import round_fen
from .price import annual_price
from .rates import MONTHS, compound_growth
from .refusal import require
from .terms import FLAT_FEE, IN_ONE_SUM, MOST_PERIODS, Terms

Item = namedtuple("Item", ("name", "amounts"))
NetProceeds = namedtuple("NetProceeds", ("received", "paid_beside"))
AllInCost = namedtuple("AllInCost", ("cost", "shares", "total"))


def net_proceeds(principal: int, fee: int, deducted: bool) -> NetProceeds:
    """Compute the net proceeds of a loan with a fee at disbursement.

    Parameters
    ----------
    principal : int
        Amount lent, in fen.
    fee : int
        Fee at disbursement, in fen.
    deducted : bool
        Whether the lender deducts it from the disbursement (砍头息); otherwise it is paid apart.

    Returns
    -------
    Payout
        ``received`` on the account and ``paid_beside`` by the borrower, in fen. Their difference,
        the net proceeds, is the same in both cases.

    Raises
    ------
    Refusal
        ``principal`` or ``fee`` if it is not an amount; ``fee`` if it is not below the principal.

    Examples
    --------
    >>> net_proceeds(1000000, 20000, True), net_proceeds(1000000, 20000, False)
    (NetProceeds(received=980000, paid_beside=0), NetProceeds(received=1000000, paid_beside=20000))
    """
    principal, fee = _require_amount(principal, "principal"), _require_amount(fee, "fee")
    require(fee < principal, "fee", "the fee must be less than the principal")
    return NetProceeds(principal - fee, 0) if deducted else NetProceeds(principal, fee)


def upfront_item(name: str, principal: int, share: float, periods: int) -> Item:
    """Build the item of a fee that is paid once, at disbursement.

    Parameters
    ----------
    name : str
        Name of the fee.
    principal : int
        Amount lent, in fen.
    share : float
        Fee as a fraction of the amount lent, 0 to 1.
    periods : int
        Number of payments of the loan, 0 or more; with 0, the item holds the fee alone.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at disbursement and one with each payment.

    Raises
    ------
    Refusal
        ``principal`` if it is not an amount, ``share`` if it is not from 0 to 1, ``periods`` if it
        is not whole.

    Examples
    --------
    >>> upfront_item("service", 1000000, 0.02, 3).amounts
    [20000, 0, 0, 0]
    """
    fee = round_fen(_require_amount(principal, "principal") * _require_share(share, "share"))
    return Item(name, [fee] + [0] * require_whole(periods, "periods", 0))


def monthly_item(name: str, amount: int, periods: int, free: int = 0) -> Item:
    """Build the item of a fee that is paid with each payment: a guarantee, membership, insurance.

    Beyond the book: ``free`` is for offers whose first payments bear no fee.

    Parameters
    ----------
    name : str
        Name of the fee.
    amount : int
        Fee per payment, in fen, 0 or more.
    periods : int
        Number of payments of the loan, 0 or more.
    free : int
        Number of first payments without the fee, 0 or more.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at disbursement and one with each payment.

    Raises
    ------
    Refusal
        ``amount`` if it is not one, ``periods`` or ``free`` if it is below 0 or not whole.

    Examples
    --------
    >>> monthly_item("guarantee", 4756, 3, free=1).amounts
    [0, 0, 4756, 4756]
    """
    amount = _require_amount(amount, "amount")
    periods, free = require_whole(periods, "periods", 0), require_whole(free, "free", 0)
    return Item(name, [0] + [0] * min(free, periods) + [amount] * max(0, periods - free))


def interest_item(
    name: str,
    rows: list,
    discounted: int = 0,
    discount: float = 0.0,
    terms: Terms | None = None,
) -> Item:
    """Build the item of a schedule's interest, with an optional discount in the first periods.

    Parameters
    ----------
    name : str
        Name of the item.
    rows : list of Row
        The schedule, as `schedule` returns it. Interest, flat fees and fees on early principal
        count.
    discounted : int
        Number of first periods with a discount, 0 or more; any beyond the last are ignored.
    discount : float
        Discount on their interest (or flat fee) as a fraction, 0 to 1.
    terms : Terms, optional
        The loan. It says that the single row of a loan in one sum covers all its periods, and which
        part of a row's fee is the flat fee. Without it each row is one period, and if there is no
        interest, the smallest fee of a row is taken as the flat fee.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at disbursement and one with each payment.

    Raises
    ------
    Refusal
        ``discounted`` if it is below 0 or not whole, ``discount`` if it is not from 0 to 1.

    Examples
    --------
    >>> from .schedule import schedule
    >>> from .terms import loan_terms
    >>> rows = schedule(loan_terms(100000, "interest_only", 3, 0.12))
    >>> interest_item("interest", rows, 1, 0.5).amounts
    [0, 500, 1000, 1000]
    >>> in_one_sum = loan_terms(1000000, "bullet", 12, 0.09)
    >>> interest_item("interest", schedule(in_one_sum), 1, 1.0, in_one_sum).amounts
    [0, 82500]

    Notes
    -----
    A discount in the first n periods leaves the interest of later periods unchanged. In a loan in
    one sum, every period has an equal part of the interest, whatever its number of days. The amount
    saved in a row is rounded half up to the fen, as interest is.
    """
    discounted = require_whole(discounted, "discounted", 0)
    discount = _require_share(discount, "discount")
    together = 1 if terms is None or terms.method not in IN_ONE_SUM else terms.periods
    flat_fee = _flat_fee_of_row(rows, terms)
    amounts = [0]
    for row in rows:
        charge = row.interest + row.fee
        # Number of discounted periods that the row covers.
        covered = min(together, max(0, discounted - (row.number - 1) * together))
        if covered:
            saved = (row.interest + flat_fee) * discount * covered / together
            charge -= round_fen(saved) if terms is None or terms.rounded else saved
        amounts.append(charge)
    return Item(name, amounts)


def contract_annual_rate(terms: Terms) -> float:
    """Return the annual contract rate of a loan, before discounts and without other fees.

    Parameters
    ----------
    terms : Terms
        The loan, as `loan_terms` returns it.

    Returns
    -------
    float
        Nominal annual rate as a fraction: the rate agreed at the start, or the interest rate
        equivalent to the flat fee. Penalty interest is a multiple of it.

    Raises
    ------
    Refusal
        As `period_rate_of_flat_fee`.

    Examples
    --------
    >>> from .terms import loan_terms
    >>> contract_annual_rate(loan_terms(1000000, "level_payment", 12, 0.09))
    0.09
    >>> flat = loan_terms(1000000, "flat_fee", 12, flat_fee_rate=0.006)
    >>> round(contract_annual_rate(flat), 4)
    0.1303

    Notes
    -----
    银发〔2003〕251号: penalty interest is the contract rate plus 30% to 50%, or plus 50% to 100% if
    the borrower misused the money.
    """
    if terms.method == FLAT_FEE:
        return period_rate_of_flat_fee(terms.flat_fee_rate, terms.periods) * MONTHS / terms.months
    return terms.nominal_annual_rate


def all_in_cost(
    principal_parts: list, items: list[Item], months: int = 1, first_period: float = 1.0
) -> AllInCost:
    """Compute the annualised all-in cost (综合融资成本) of a loan and the share of each item.

    Beyond the book: ``first_period`` is for published examples with an odd first period.

    Parameters
    ----------
    principal_parts : list of int
        Principal in each payment, in fen, one per payment, at least one; their sum is the loan.
    items : list of Item
        Costs besides principal: each has one amount at disbursement and one per payment, in fen.
    months : int
        Months between payments; for a loan repaid in one sum, its whole term.
    first_period : float
        Length of an odd first period, in periods.

    Returns
    -------
    AllInCost
        ``cost`` (an `AnnualCost`), ``shares`` (annual share of each item as a fraction; they add up
        to the nominal cost) and ``total`` (sum of all items, in fen).

    Raises
    ------
    Refusal
        ``principal_parts`` if they do not add up to a loan, ``items`` if one has the wrong number
        of amounts or one is not a number, ``fee`` if the net proceeds are not above 0, ``months``
        if it is not a whole number of 1 or more, ``first_period`` if it is not above 0; as `irr`.

    Examples
    --------
    >>> from .schedule import schedule
    >>> from .terms import loan_terms
    >>> rows = schedule(loan_terms(1000000, "level_payment", 12, 0.058))
    >>> items = [interest_item("interest", rows), monthly_item("guarantee", 4756, 12)]
    >>> found = all_in_cost([row.principal for row in rows], items)
    >>> round(found.cost.nominal, 4), [round(share, 3) for share in found.shares]
    (0.16, [0.058, 0.102])

    Notes
    -----
    The cost is the price of `annual_price`, which divides all costs by the principal actually
    outstanding (中国人民银行公告〔2021〕第3号 and 金规〔2026〕2号); for regular payments it is
    their internal rate of return times the payments per year.

    Since ``loan - present value of principal parts = rate x present value of balances``, the share
    of an item is its present value over that of the balances, and the shares add up to the rate
    exactly. In an odd first period, the fraction beyond whole periods bears simple interest, as in
    `odd_first_flows`.
    """
    months = require_whole(months, "months", 1)
    require(
        _are_amounts(principal_parts), "principal_parts", "principal parts must be finite amounts"
    )
    for item in items:
        require(
            len(item.amounts) == len(principal_parts) + 1 and _are_amounts(item.amounts),
            "items",
            "an item must have one amount at disbursement and one per payment",
        )
    moments = range(len(principal_parts) + 1)
    costs = [sum(item.amounts[moment] for item in items) for moment in moments]
    loan = sum(principal_parts)
    require(loan > 0, "principal_parts", "the principal parts must add up to more than 0")
    require(loan > costs[0], "fee", "the fees at disbursement must be less than the loan")
    payments = [float(part + cost) for part, cost in zip(principal_parts, costs[1:])]
    require(
        0 < first_period <= MOST_PERIODS,
        "first_period",
        "the first period must be above 0 and not too long",
    )
    if first_period == 1:
        flows = [float(costs[0] - loan)] + payments
        period_rate = irr(flows)
        price = annual_price([months * moment for moment in moments], flows)
        cost = AnnualCost(price.nominal, price.effective)
    else:
        whole = int(first_period)
        odd = odd_first_flows(float(loan - costs[0]), payments, whole, first_period - whole)
        period_rate = irr_at_times(odd[0], odd[1], 1)
        cost = annual_cost_of_months(period_rate, months)
    growth = _compound_odd_period(period_rate, first_period)
    balances = [loan]
    for part in principal_parts:
        balances.append(balances[-1] - part)
    # Present values of the balances, each weighted by its period's interest over the rate.
    first = loan * (growth / period_rate if period_rate else first_period)
    later = present_value(period_rate, balances[1:-1]) / (1.0 + period_rate)
    balances_value = (first + later) / (1.0 + growth) * months / MONTHS
    shares = []
    for item in items:
        item_value = present_value(period_rate, item.amounts[1:]) / (1.0 + growth) + item.amounts[0]
        shares.append(item_value / balances_value)
    # Payments of 0 can make the others irregular; then price and rate of return differ slightly.
    together = sum(shares)
    if together:
        shares = [share * cost.nominal / together for share in shares]
    return AllInCost(cost, shares, sum(costs))


def _compound_odd_period(period_rate: float, first_period: float) -> float:
    """Compute the growth of one yuan over an odd first period."""
    whole = int(first_period)
    growth = compound_growth(period_rate, whole)
    return growth + (first_period - whole) * period_rate * (1.0 + growth)


def _flat_fee_of_row(rows: list, terms: Terms | None) -> float:
    """Return the flat part of each row's fee; the rest is for early principal."""
    if terms is not None:
        fee = terms.flat_fee_rate * terms.principal
        return round_fen(fee) if terms.rounded else fee
    if not rows or any(row.interest for row in rows):
        return 0
    least: float = min(row.fee for row in rows)
    return least


def _require_amount(value: float, reason: str) -> int:
    """Return an amount, or refuse it."""
    return require_number(value, reason, 0)  # type: ignore[return-value]  # whole fen


def _require_share(value: float, reason: str) -> float:
    """Return a fraction from 0 to 1, or refuse it."""
    return require_number(value, reason, 0, 1)


def _are_amounts(amounts: list) -> bool:
    """Check whether all amounts are finite, of either sign."""
    numbers = [as_number(amount) for amount in amounts]
    return all(number is not None and abs(number) <= LARGEST for number in numbers)
