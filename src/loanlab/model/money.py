"""Convert between yuan and fen, and round to the fen.

References
----------
D. Goldberg, What Every Computer Scientist Should Know About Floating-Point Arithmetic, ACM
Computing Surveys 23 (1), 1991: why 200000 * 0.00035 * 15 is not exactly 1050.
"""

from .inputs import LARGEST
from .refusal import require

HALF_UP = "half_up"
UP = "up"
DOWN = "down"
ROUNDINGS = (HALF_UP, UP, DOWN)

# Tolerance: a product that misses a whole or half fen only because binary fractions cannot hold
# 0.0005 rounds as it would on paper. It is a few last bits of the amount plus a billionth of a fen.
LAST_BITS = 4e-15
BILLIONTH = 1e-9
MOST_SLACK = 0.01


def round_fen(amount: float, rounding: str = HALF_UP) -> int:
    """Round an amount to whole fen.

    Parameters
    ----------
    amount : float
        Amount in fen.
    rounding : str
        ``"half_up"`` as everywhere in the book; ``"up"`` or ``"down"`` if a contract says so.

    Returns
    -------
    int
        Amount in fen.

    Raises
    ------
    Refusal
        ``rounding`` if the rounding mode is unknown, ``amount`` if it is not a finite amount.

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
    # In very large amounts the last bits are whole parts of a fen: the tolerance stays below 0.01.
    slack = min(BILLIONTH + abs(amount) * LAST_BITS, MOST_SLACK)
    if rounding == HALF_UP:
        return _floor(amount + 0.5 + slack)
    if rounding == UP:
        return -_floor(slack - amount)
    require(rounding == DOWN, "rounding", "rounding must be half_up, up or down, got " + rounding)
    return _floor(amount + slack)


def _require_amount(amount: float) -> None:
    # Comparisons with nan are false, so nan is refused too.
    require(-LARGEST <= amount <= LARGEST, "amount", "the amount must be a finite number")


def _floor(amount: float) -> int:
    whole = int(amount)
    return whole - 1 if amount < whole else whole


def fen_of(yuan: float) -> int:
    """Convert yuan to fen, rounded half up.

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
        ``amount`` if it is not a finite amount.

    Examples
    --------
    >>> fen_of(2000), fen_of(1.15)
    (200000, 115)
    """
    _require_amount(yuan)
    return round_fen(yuan * 100)


def yuan_of(fen: float) -> float:
    """Convert fen to yuan.

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
        ``amount`` if it is not a finite amount.

    Examples
    --------
    >>> yuan_of(115)
    1.15
    """
    _require_amount(fen)
    return fen / 100
