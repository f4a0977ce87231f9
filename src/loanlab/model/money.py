"""Yuan and fen, and the roundings between them."""

from .inputs import LARGEST
from .refusal import require

HALF_UP = "half_up"
UP = "up"
DOWN = "down"
ROUNDINGS = (HALF_UP, UP, DOWN)

# A product a hair off a whole or half fen only because binary fractions cannot hold 0.0005 counts
# as what it would be on paper: a few last bits of the amount, and a billionth of a fen.
LAST_BITS = 4e-15
BILLIONTH = 1e-9
MOST_SLACK = 0.01


def round_fen(amount: float, rounding: str = HALF_UP) -> int:
    """Whole fen of an amount.

    Parameters
    ----------
    amount : float
        Amount in fen.
    rounding : str
        ``"half_up"`` as the book does everywhere, ``"up"`` or ``"down"`` where a contract says so.

    Returns
    -------
    int
        Amount in fen.

    Raises
    ------
    Refusal
        ``rounding`` if the way of rounding is unknown, ``amount`` if it is no number of money.

    Examples
    --------
    >>> round_fen(0.5), round_fen(1.4), round_fen(1.4, "up"), round_fen(1.6, "down")
    (1, 1, 2, 1)
    >>> round_fen(200000 * 0.00035 * 15)  # 1050 on paper, 1049.9999999999998 in binary
    1050
    """
    _require_amount(amount)
    whole = int(amount)
    if whole == amount and rounding in ROUNDINGS:
        return whole
    # Of an amount so large that its last bits are parts of a fen no more than that is made up for.
    slack = min(BILLIONTH + abs(amount) * LAST_BITS, MOST_SLACK)
    if rounding == HALF_UP:
        return _floor(amount + 0.5 + slack)
    if rounding == UP:
        return -_floor(slack - amount)
    require(rounding == DOWN, "rounding", "rounding must be half_up, up or down, got " + rounding)
    return _floor(amount + slack)


def _require_amount(amount: float) -> None:
    # What is not a number compares with none.
    require(-LARGEST <= amount <= LARGEST, "amount", "the amount is not a number of money")


def _floor(amount: float) -> int:
    whole = int(amount)
    return whole - 1 if amount < whole else whole


def fen_of(yuan: float) -> int:
    """Fen of an amount in yuan, rounded half up.

    Parameters
    ----------
    yuan : float
        Amount in yuan.

    Returns
    -------
    int
        Amount in fen.

    Raises
    ------
    Refusal
        ``amount`` if it is no number of money.

    Examples
    --------
    >>> fen_of(2000), fen_of(1.15)
    (200000, 115)
    """
    _require_amount(yuan)
    return round_fen(yuan * 100)


def yuan_of(fen: float) -> float:
    """Yuan of an amount in fen.

    Parameters
    ----------
    fen : float
        Amount in fen.

    Returns
    -------
    float
        Amount in yuan.

    Raises
    ------
    Refusal
        ``amount`` if it is no number of money.

    Examples
    --------
    >>> yuan_of(115)
    1.15
    """
    _require_amount(fen)
    return fen / 100
