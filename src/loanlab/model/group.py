"""Compute a discount for borrowing as a group (信用拼团), and the cost of joint liability.

References
----------
W. Feller, An Introduction to Probability Theory and Its Applications, volume 1, chapter VI: the
binomial distribution of the number of defaults.
"""

from .inputs import require_number, require_whole
from .refusal import require
from .solving import Curve

SEPARATE = "separate"
EVEN = "even"
WHOLE = "whole"
LIABILITIES = (SEPARATE, EVEN, WHOLE)
# Limit of the group size: larger sums take too long.
MOST_FRIENDS = 10**6


def discounted_rate(nominal_annual_rate: float, discount_per_friend: float, friends: int) -> float:
    """Compute the annual rate of a group member whose rate falls with every friend.

    Parameters
    ----------
    nominal_annual_rate : float
        Nominal annual rate of a single borrower as a fraction, 0 or more.
    discount_per_friend : float
        Decrease of the annual rate per friend, as a fraction, 0 or more: 0.005 is half a percentage
        point.
    friends : int
        Other members of the group, 0 or more.

    Returns
    -------
    float
        Nominal annual rate as a fraction, never below 0.

    Raises
    ------
    Refusal
        ``nominal_annual_rate`` or ``discount_per_friend`` if it is below 0 or not a number,
        ``friends`` if it is not a whole number of 0 or more.

    Examples
    --------
    >>> discounted_rate(0.18, 0.005, 4), discounted_rate(0.18, 0.05, 4)
    (0.16, 0.0)
    """
    rate = require_number(nominal_annual_rate, "nominal_annual_rate", 0)
    discount = require_number(discount_per_friend, "discount_per_friend", 0)
    return max(0.0, rate - discount * require_whole(friends, "friends"))


def expected_share(friends: int, default_probability: float, liability: str) -> float:
    """Compute how many friends' loans a paying member has to repay, on average.

    Parameters
    ----------
    friends : int
        Other members of the group, 1 or more, with equal loans.
    default_probability : float
        Probability that a friend repays nothing, independent of the others.
    liability : str
        ``"separate"``: nobody is liable for others. ``"even"``: paying members share the unpaid
        loans evenly. ``"whole"``: a member repays every unpaid loan alone.

    Returns
    -------
    float
        Expected number of loans.

    Raises
    ------
    Refusal
        ``friends`` if it is not a whole number of 1 or more, ``probability`` if it is outside 0 to
        1, ``liability`` if it is unknown.

    Examples
    --------
    >>> expected_share(2, 0.5, "even"), expected_share(2, 0.5, "whole")
    (0.75, 1.0)

    Notes
    -----
    Whole: n p. Even: if D friends default (binomial), each paying member's share is
    D / (n + 1 - D). Because k / (n + 1 - k) C(n, k) = C(n, k - 1), its mean is
    p (1 - p^n) / (1 - p) = p + p^2 + ... + p^n.
    """
    friends = require_whole(friends, "friends", 1, MOST_FRIENDS)
    default_probability = require_number(default_probability, "probability", 0, 1)
    require(
        liability in LIABILITIES, "liability", "liability must be one of " + ", ".join(LIABILITIES)
    )
    if liability == SEPARATE:
        return 0.0
    if liability == WHOLE:
        return friends * default_probability
    return _sum_powers(default_probability, friends)[0]


def break_even_default_probability(
    loans_saved: float, friends: int, liability: str
) -> float | None:
    """Find the default probability at which the discount equals the cost of liability.

    Parameters
    ----------
    loans_saved : float
        Saving from the discount, as a multiple of a friend's loan, 0 or more.
    friends : int
        As `expected_share`.
    liability : str
        As `expected_share`.

    Returns
    -------
    float or None
        Probability; None if the discount is worth more even when nobody repays, or nobody is
        liable.

    Raises
    ------
    Refusal
        As `expected_share`; ``loans_saved`` if it is below 0 or not a number.

    Examples
    --------
    >>> break_even_default_probability(0.02, 4, "whole")
    0.005
    >>> round(break_even_default_probability(0.75, 2, "even"), 12)
    0.5

    Notes
    -----
    Inverts `expected_share`, which increases with the probability.
    """
    loans_saved = require_number(loans_saved, "loans_saved", 0)
    friends = require_whole(friends, "friends", 1, MOST_FRIENDS)
    if expected_share(friends, 1.0, liability) < loans_saved or liability == SEPARATE:
        return None
    if liability == WHOLE or friends == 1 or loans_saved == 0:
        return loans_saved / friends
    # Bracket: the sum of powers is at least its first term p.
    return _ShareGap(loans_saved, friends).root(0.0, min(1.0, loans_saved))


class _ShareGap(Curve):
    """Difference between the saving and the expected share, as a function of the probability."""

    def __init__(self, loans_saved: float, friends: int) -> None:
        super().__init__(friends)
        self.loans_saved = loans_saved
        self.friends = friends

    def at(self, rate: float) -> tuple:
        share, slope = _sum_powers(rate, self.friends)
        missing = self.loans_saved - share
        return missing, missing / slope / (1.0 + rate)


def _sum_powers(base: float, count: int) -> tuple:
    """Compute the sum of the first powers of a number, and its derivative."""
    total, slope = 0.0, 0.0
    for _ in range(count):
        slope = 1.0 + total + base * slope
        total = base * (1.0 + total)
    return total, slope
