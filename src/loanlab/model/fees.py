"""All that a loan costs besides its principal, and what each item adds to the yearly price."""

from collections import namedtuple

from .cashflow import annual_cost_of_months, irr, odd_first_flows, present_value, rate_at
from .money import round_fen
from .rates import MONTHS, compound_growth
from .refusal import require
from .terms import MOST_PERIODS

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
        ``fee`` if it is below 0 or not below the principal.

    Examples
    --------
    >>> payout(1000000, 20000, True), payout(1000000, 20000, False)
    (Payout(received=980000, paid_beside=0), Payout(received=1000000, paid_beside=20000))
    """
    require(0 <= fee < principal, "fee", "the fee must be 0 or more, and less than the principal")
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
        Fee as a fraction of it.
    periods : int
        Number of payments of the loan.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at the payout and one with each payment.

    Examples
    --------
    >>> upfront_item("service", 1000000, 0.02, 3).amounts
    [20000, 0, 0, 0]
    """
    return Item(name, [round_fen(principal * share)] + [0] * periods)


def monthly_item(name: str, amount: int, periods: int, free: int = 0) -> Item:
    """A fee that is due with each payment: a guarantee, a membership, insurance.

    Parameters
    ----------
    name : str
        What the fee is for.
    amount : int
        Fee with each payment, in fen.
    periods : int
        Number of payments of the loan.
    free : int
        First payments without the fee.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at the payout and one with each payment.

    Raises
    ------
    Refusal
        ``free`` if it is below 0.

    Examples
    --------
    >>> monthly_item("guarantee", 4756, 3, free=1).amounts
    [0, 0, 4756, 4756]
    """
    require(free >= 0, "free", "the payments without the fee must be 0 or more")
    return Item(name, [0] + [0] * min(free, periods) + [amount] * max(0, periods - free))


def interest_item(name: str, rows: list, discounted: int = 0, discount: float = 0.0) -> Item:
    """The interest of a repayment plan, perhaps less in the first periods.

    Parameters
    ----------
    name : str
        What the item is called.
    rows : list of Row
        The plan, as `schedule` gives it: interest, flat fees and fees on early principal count.
    discounted : int
        Number of first payments with a discount.
    discount : float
        Share of the interest, or of the flat fee in its place, that they save.

    Returns
    -------
    Item
        ``name``, and ``amounts`` in fen: one at the payout and one with each payment.

    Raises
    ------
    Refusal
        ``discount`` if it is not a share.

    Examples
    --------
    >>> from .schedule import schedule
    >>> from .terms import loan_terms
    >>> rows = schedule(loan_terms(100000, "interest_only", 3, 0.12))
    >>> interest_item("interest", rows, 1, 0.5).amounts
    [0, 500, 1000, 1000]
    """
    require(0 <= discount <= 1, "discount", "a discount is a share from 0 to 1")
    # A loan has either interest or a flat fee, the same in each row; the rest of a row's fee is for
    # paying early, and nobody discounts that.
    has_interest = any(row.interest for row in rows)
    flat_fee = 0 if has_interest or not rows else min(row.fee for row in rows)
    amounts = [0]
    for row in rows:
        charge = row.interest + row.fee
        if row.number <= discounted:
            charge -= round_fen((row.interest + flat_fee) * discount)
        amounts.append(charge)
    return Item(name, amounts)


def all_in_cost(
    principal_parts: list, items: list[Item], months: int = 1, first_period: float = 1.0
) -> AllInCost:
    """Annualised all-in cost (综合融资成本) of a loan, and the share of each item in it.

    Parameters
    ----------
    principal_parts : list of int
        Principal in each payment, in fen, as many as payments; together the loan.
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
        ``items`` if one has not as many amounts as needed, ``fee`` if nothing is left of the
        payout, ``months`` if there is none between payments, ``first_period`` if it has no length;
        as `irr`.

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
    the internal rate of return times the payments a year. Since ``loan - sum of principal parts'
    present values = rate x sum of balances' present values``, each item's present value over the
    balances' is its share, and the shares add up to the rate without a rest. In an odd first
    period the part beside whole periods bears simple interest, as `odd_first_flows` has it.
    """
    require(months >= 1, "months", "there must be 1 month or more between payments")
    for item in items:
        require(
            len(item.amounts) == len(principal_parts) + 1,
            "items",
            "an item has one amount at the payout and one with each payment",
        )
    moments = range(len(principal_parts) + 1)
    costs = [sum(item.amounts[moment] for item in items) for moment in moments]
    loan = sum(principal_parts)
    require(loan > costs[0], "fee", "the fees at the payout leave nothing of the loan")
    payments = [float(part + cost) for part, cost in zip(principal_parts, costs[1:])]
    require(0 < first_period <= MOST_PERIODS, "first_period", "the first period has a length")
    if first_period == 1:
        period_rate = irr([float(costs[0] - loan)] + payments)
    else:
        whole = int(first_period)
        odd = odd_first_flows(float(loan - costs[0]), payments, whole, first_period - whole)
        period_rate = rate_at(odd[0], odd[1], 1)
    growth = _growth(period_rate, first_period)
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
    return AllInCost(annual_cost_of_months(period_rate, months), shares, sum(costs))


def _growth(period_rate: float, first_period: float) -> float:
    """Growth of one yuan over a period that is odd."""
    whole = int(first_period)
    growth = compound_growth(period_rate, whole)
    return growth + (first_period - whole) * period_rate * (1.0 + growth)
