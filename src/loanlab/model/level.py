"""What a loan in equal payments costs to the fen, where nobody asks for its plan."""

from .money import round_fen
from .rates import MONTHS
from .refusal import require


def level_interest(principal: int, nominal_annual_rate: float, months: int) -> int:
    """Interest of a loan in level monthly payments (等额本息), each rounded to the fen.

    Parameters
    ----------
    principal : int
        Amount lent, in fen, above 0.
    nominal_annual_rate : float
        Simple annual rate as a fraction, 0 or more.
    months : int
        Number of payments, 1 or more.

    Returns
    -------
    int
        Interest of all payments together, in fen.

    Raises
    ------
    Refusal
        With the name of the parameter that cannot be.

    Examples
    --------
    >>> level_interest(1000000, 0.1825, 12)
    101587

    Notes
    -----
    The sum over the rows of `schedule`, several times as fast, for where many loans are compared
    while a reader moves a slider. A test holds the two together.
    """
    require(principal > 0, "principal", "principal must be above 0")
    require(nominal_annual_rate >= 0, "nominal_annual_rate", "a loan's rate is 0 or more")
    require(months >= 1, "months", "there must be 1 month or more")
    share = 1 / MONTHS
    worth = 0.0
    for _ in range(months):
        worth = (1.0 + worth) / (1.0 + nominal_annual_rate * share)
    payment = round_fen(principal / worth)
    balance, total = principal, 0
    for _ in range(months):
        interest = round_fen(balance * nominal_annual_rate * share)
        total += interest
        balance -= min(max(0, payment - interest), balance)
    return total
