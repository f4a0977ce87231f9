"""All that a loan costs besides its principal, and what each item adds to the yearly price."""

from collections import namedtuple

from .cashflow import (
    AnnualCost,
    annual_cost_of_months,
    irr,
    odd_first_flows,
    period_rate_of_flat_fee,
    present_value,
    rate_at,
)
from .inputs import LARGEST, as_number, require_number, require_whole
from .money import round_fen
from .price import annual_price
from .rates import MONTHS, compound_growth
from .refusal import require
from .terms import FLAT_FEE, IN_ONE_SUM, MOST_PERIODS, Terms

Item = namedtuple("Item", ("name", "amounts"))
Payout = namedtuple("Payout", ("received", "paid_beside"))
AllInCost = namedtuple("AllInCost", ("cost", "shares", "total"))


def payout(principal: int, fee: int, deducted: bool) -> Payout:
    """What reaches the borrower when a fee is due at once.

    Parameters
    ----------
    principal : int
        Amount lent, in fen.
    fee : int
        Fee at the payout, in fen.
    deducted : bool
        Whether it is kept back from the payout (砍头息), or paid beside it.

    Returns
    -------
    Payout
        ``received`` on the account and ``paid_beside`` out of the borrower's pocket, in fen. The
        difference of the two is the money gained, the same in both ways.

    Raises
    ------
    Refusal
        ``principal`` or ``fee`` if it is no amount; ``fee`` if it is not below the principal.

    Examples
    --------
    >>> payout(1000000, 20000, True), payout(1000000, 20000, False)
    (Payout(received=980000, paid_beside=0), Payout(received=1000000, paid_beside=20000))
    """
    principal, fee = _require_amount(principal, "principal"), _require_amount(fee, "fee")
    require(fee < principal, "fee", "the fee must be less than the principal")
    return Payout(principal - fee, 0) if deducted else Payout(principal, fee)


def upfront_item(name: str, principal: int, share: float, periods: int) -> Item:
    """A fee that is due once, with the payout.

    Parameters
    ----------
    name : str
        What the fee is for.
    principal : int
        Amount lent, in fen.
    share : float
        Fee as a fraction of it, 0 to 1.
    periods : int
        Number of payments of the loan, 0 or more: with 0 the fee alone.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at the payout and one with each payment.

    Raises
    ------
    Refusal
        ``principal`` if it is no amount, ``share`` if it is not from 0 to 1, ``periods`` if they
        are not whole.

    Examples
    --------
    >>> upfront_item("service", 1000000, 0.02, 3).amounts
    [20000, 0, 0, 0]
    """
    fee = round_fen(_require_amount(principal, "principal") * _require_share(share, "share"))
    return Item(name, [fee] + [0] * require_whole(periods, "periods", 0))


def monthly_item(name: str, amount: int, periods: int, free: int = 0) -> Item:
    """A fee that is due with each payment: a guarantee, a membership, insurance.

    Beyond the book: ``free`` is there for offers whose first payments bear no fee.

    Parameters
    ----------
    name : str
        What the fee is for.
    amount : int
        Fee with each payment, in fen, 0 or more.
    periods : int
        Number of payments of the loan, 0 or more.
    free : int
        First payments without the fee, 0 or more.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at the payout and one with each payment.

    Raises
    ------
    Refusal
        ``amount`` if it is none, ``periods`` or ``free`` if they are below 0 or not whole.

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
    """The interest of a repayment plan, perhaps less in the first periods.

    Parameters
    ----------
    name : str
        What the item is called.
    rows : list of Row
        The plan, as `schedule` gives it: interest, flat fees and fees on early principal count.
    discounted : int
        Number of first periods with a discount, 0 or more; those beyond the last are none.
    discount : float
        Share of their interest, or of the flat fee in its place, that they save, 0 to 1.
    terms : Terms, optional
        The loan. It tells that the one row of a loan in one sum covers all its periods, and which
        part of a row's fee is the flat one. Without it each row is a period, and where there is no
        interest the least fee of a row is the flat one.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at the payout and one with each payment.

    Raises
    ------
    Refusal
        ``discounted`` if it is below 0 or not whole, ``discount`` if it is not a share.

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
    A discount of the first n periods leaves the interest of all others as it is. Of a loan in one
    sum each period has an equal part of the interest, whatever its days. What is saved in a row is
    rounded half up to the fen, as its interest is.
    """
    discounted = require_whole(discounted, "discounted", 0)
    discount = _require_share(discount, "discount")
    together = 1 if terms is None or terms.method not in IN_ONE_SUM else terms.periods
    flat_fee = _flat_fee_of_row(rows, terms)
    amounts = [0]
    for row in rows:
        charge = row.interest + row.fee
        # Of the periods that the row covers, those that have the discount.
        covered = min(together, max(0, discounted - (row.number - 1) * together))
        if covered:
            saved = (row.interest + flat_fee) * discount * covered / together
            charge -= round_fen(saved) if terms is None or terms.rounded else saved
        amounts.append(charge)
    return Item(name, amounts)


def contract_annual_rate(terms: Terms) -> float:
    """Annual rate that a loan's contract asks, before any discount and beside any other fee.

    Parameters
    ----------
    terms : Terms
        The loan, as `loan_terms` gives it.

    Returns
    -------
    float
        Simple annual rate as a fraction: the one agreed at the start, or what the flat fee amounts
        to on the principal still owed. Penalty interest is a multiple of it.

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
    银发〔2003〕251号: penalty interest is the rate stated in the contract with 30% to 50% on top,
    50% to 100% where the money was misused.
    """
    if terms.method == FLAT_FEE:
        return period_rate_of_flat_fee(terms.flat_fee_rate, terms.periods) * MONTHS / terms.months
    return terms.nominal_annual_rate


def all_in_cost(
    principal_parts: list, items: list[Item], months: int = 1, first_period: float = 1.0
) -> AllInCost:
    """Annualised all-in cost (综合融资成本) of a loan, and the share of each item in it.

    Beyond the book: ``first_period`` is there for published examples with an odd one.

    Parameters
    ----------
    principal_parts : list of int
        Principal in each payment, in fen, as many as payments, one or more; together the loan.
    items : list of Item
        What is paid besides: each with one amount at the payout and one with each payment, in fen.
    months : int
        Months between payments: with a loan repaid in one sum, all its months.
    first_period : float
        Length of the first period where it is odd, in periods.

    Returns
    -------
    AllInCost
        ``cost`` (an `AnnualCost`), ``shares`` (the yearly share of each item as a fraction, adding
        up to the nominal cost) and ``total`` (what all items cost together, in fen).

    Raises
    ------
    Refusal
        ``principal_parts`` if they are no loan, ``items`` if one has not as many amounts as needed
        or one is no number, ``fee`` if nothing is left of the payout, ``months`` if they are not
        whole or none is between payments, ``first_period`` if it has no length; as `irr`.

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
    All costs over the principal actually in use (中国人民银行公告〔2021〕第3号, 金规〔2026〕2号):
    the price of `annual_price`, for regular payments their rate of return times the payments a
    year. Since ``loan - sum of principal parts'
    present values = rate x sum of balances' present values``, each item's present value over the
    balances' is its share, and the shares add up to the rate without a rest. In an odd first
    period the part beside whole periods bears simple interest, as `odd_first_flows` has it.
    """
    months = require_whole(months, "months", 1)
    require(
        _are_amounts(principal_parts), "principal_parts", "principal parts are amounts of money"
    )
    for item in items:
        require(
            len(item.amounts) == len(principal_parts) + 1 and _are_amounts(item.amounts),
            "items",
            "an item has one amount at the payout and one with each payment",
        )
    moments = range(len(principal_parts) + 1)
    costs = [sum(item.amounts[moment] for item in items) for moment in moments]
    loan = sum(principal_parts)
    require(loan > 0, "principal_parts", "the principal parts make a loan above 0")
    require(loan > costs[0], "fee", "the fees at the payout leave nothing of the loan")
    payments = [float(part + cost) for part, cost in zip(principal_parts, costs[1:])]
    require(0 < first_period <= MOST_PERIODS, "first_period", "the first period has a length")
    if first_period == 1:
        flows = [float(costs[0] - loan)] + payments
        period_rate = irr(flows)
        price = annual_price([months * moment for moment in moments], flows)
        cost = AnnualCost(price.nominal, price.effective)
    else:
        whole = int(first_period)
        odd = odd_first_flows(float(loan - costs[0]), payments, whole, first_period - whole)
        period_rate = rate_at(odd[0], odd[1], 1)
        cost = annual_cost_of_months(period_rate, months)
    growth = _compound_odd_period(period_rate, first_period)
    in_use = [loan]
    for part in principal_parts:
        in_use.append(in_use[-1] - part)
    # Each balance as much as the interest of a whole period on it has of the rate.
    first = loan * (growth / period_rate if period_rate else first_period)
    later = present_value(period_rate, in_use[1:-1]) / (1.0 + period_rate)
    used = (first + later) / (1.0 + growth) * months / MONTHS
    shares = []
    for item in items:
        worth = present_value(period_rate, item.amounts[1:]) / (1.0 + growth) + item.amounts[0]
        shares.append(worth / used)
    # Where payments of nothing leave others irregular, the price is not quite the rate of return.
    together = sum(shares)
    if together:
        shares = [share * cost.nominal / together for share in shares]
    return AllInCost(cost, shares, sum(costs))


def _compound_odd_period(period_rate: float, first_period: float) -> float:
    """Growth of one yuan over a period that is odd."""
    whole = int(first_period)
    growth = compound_growth(period_rate, whole)
    return growth + (first_period - whole) * period_rate * (1.0 + growth)


def _flat_fee_of_row(rows: list, terms: Terms | None) -> float:
    """The part of each row's fee that is due for the period; the rest is for paying early."""
    if terms is not None:
        fee = terms.flat_fee_rate * terms.principal
        return round_fen(fee) if terms.rounded else fee
    if not rows or any(row.interest for row in rows):
        return 0
    least: float = min(row.fee for row in rows)
    return least


def _require_amount(value: float, reason: str) -> int:
    return require_number(value, reason, 0)  # type: ignore[return-value]  # whole fen


def _require_share(value: float, reason: str) -> float:
    return require_number(value, reason, 0, 1)


def _are_amounts(amounts: list) -> bool:
    """Whether each is a number of money, above or below 0."""
    numbers = [as_number(amount) for amount in amounts]
    return all(number is not None and abs(number) <= LARGEST for number in numbers)
