"""A discount for borrowing as a group (信用拼团), and what being liable for the others costs."""

from .inputs import require_number, require_whole
from .refusal import require
from .solving import Curve

SEPARATE = "separate"
EVEN = "even"
WHOLE = "whole"
LIABILITIES = (SEPARATE, EVEN, WHOLE)
# A group of more takes too long to count.
MOST_FRIENDS = 10**6


def discounted_rate(nominal_annual_rate: float, discount_per_friend: float, friends: int) -> float:
    """Annual rate of a member of a group whose rate falls with every friend.

    Parameters
    ----------
    nominal_annual_rate : float
        Simple annual rate of who borrows alone, as a fraction, 0 or more.
    discount_per_friend : float
        Fall of the annual rate for each friend, as a fraction, 0 or more: 0.005 is half a
        percentage point.
    friends : int
        Members of the group beside oneself, 0 or more.

    Returns
    -------
    float
        Simple annual rate as a fraction, never below 0.

    Raises
    ------
    Refusal
        ``nominal_annual_rate`` or ``discount_per_friend`` if it is below 0 or no number,
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
    """How many friends' loans a member of a group who pays their own has to pay, on average.

    Parameters
    ----------
    friends : int
        Members of the group beside oneself, 1 or more, with equal loans.
    default_probability : float
        Probability that a friend pays nothing back, independent of all others.
    liability : str
        ``"separate"``: nobody pays for others. ``"even"``: those who pay share what the others owe
        evenly. ``"whole"``: one pays for every friend who does not.

    Returns
    -------
    float
        Expected number of loans.

    Raises
    ------
    Refusal
        ``friends`` if there are none, or they are no whole number, ``probability`` if it lies
        outside 0 to 1, ``liability`` if it is unknown.

    Examples
    --------
    >>> expected_share(2, 0.5, "even"), expected_share(2, 0.5, "whole")
    (0.75, 1.0)

    Notes
    -----
    Whole: n p. Even: of D defaults, binomial, one's part is D / (n + 1 - D). As
    k / (n + 1 - k) C(n, k) = C(n, k - 1), its mean is p (1 - p^n) / (1 - p) = p + p^2 + ... + p^n.
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
    """Probability of default at which a discount is worth just what being liable costs.

    Parameters
    ----------
    loans_saved : float
        What the discount saves, as a multiple of a friend's loan, 0 or more.
    friends : int
        As `expected_share`.
    liability : str
        As `expected_share`.

    Returns
    -------
    float or None
        Probability; None where the discount is worth more even if nobody pays, or nobody is liable.

    Raises
    ------
    Refusal
        As `expected_share`; ``loans_saved`` if it is below 0 or no number.

    Examples
    --------
    >>> break_even_default_probability(0.02, 4, "whole")
    0.005
    >>> round(break_even_default_probability(0.75, 2, "even"), 12)
    0.5

    Notes
    -----
    The inverse of `expected_share`, which rises with the probability.
    """
    loans_saved = require_number(loans_saved, "loans_saved", 0)
    friends = require_whole(friends, "friends", 1, MOST_FRIENDS)
    if expected_share(friends, 1.0, liability) < loans_saved or liability == SEPARATE:
        return None
    if liability == WHOLE or friends == 1 or loans_saved == 0:
        return loans_saved / friends
    # The first power alone is already p.
    return _ShareGap(loans_saved, friends).root(0.0, min(1.0, loans_saved))


class _ShareGap(Curve):
    """What the expected share of others' loans still lacks to what is saved."""

    def __init__(self, loans_saved: float, friends: int) -> None:
        super().__init__(friends)
        self.loans_saved = loans_saved
        self.friends = friends

    def at(self, rate: float) -> tuple:
        share, slope = _sum_powers(rate, self.friends)
        missing = self.loans_saved - share
        return missing, missing / slope / (1.0 + rate)


def _sum_powers(base: float, count: int) -> tuple:
    """The sum of a number's powers from the first, and how fast it rises."""
    total, slope = 0.0, 0.0
    for _ in range(count):
        slope = 1.0 + total + base * slope
        total = base * (1.0 + total)
    return total, slope
