"""Compute a weighted score, the contribution of each factor, and how far each can move it.

References
----------
T. G. Eschenbach, Spiderplots versus tornado diagrams for sensitivity analysis, Interfaces 22, 1992.
"""

from collections import namedtuple

from .inputs import LARGEST, require_number
from .refusal import require

LOWEST_MARK = 0.0
HIGHEST_MARK = 100.0

Reach = namedtuple("Reach", ("at_lowest", "at_highest"))


def shares_of_weights(weights: list[float]) -> list[float]:
    """Normalise weights so that they add up to 1.

    Parameters
    ----------
    weights : list of float
        Weight of each factor, 0 or more, on any scale.

    Returns
    -------
    list of float
        Weights divided by their sum.

    Raises
    ------
    Refusal
        ``weights`` if one is below 0 or not a number, or none is above 0.

    Examples
    --------
    >>> shares_of_weights([3, 1])
    [0.75, 0.25]
    """
    total = 0.0
    for weight in weights:
        require(0 <= weight <= LARGEST, "weights", "a weight must be a number of 0 or more")
        total += weight
    require(total > 0, "weights", "at least one weight must be above 0")
    return [weight / total for weight in weights]


def contributions(marks: list[float], weights: list[float]) -> list[float]:
    """Compute the contribution of each factor to the score.

    Parameters
    ----------
    marks : list of float
        Mark of each factor, from 0 to 100.
    weights : list of float
        Weight of each factor, as in `shares_of_weights`.

    Returns
    -------
    list of float
        Contributions in points of the score.

    Raises
    ------
    Refusal
        ``marks`` if there are not as many as weights or one is outside 0 to 100; as
        `shares_of_weights`.

    Examples
    --------
    >>> contributions([80, 40], [3, 1])
    [60.0, 10.0]
    """
    _check_marks(marks, weights)
    return [mark * share for mark, share in zip(marks, shares_of_weights(weights))]


def _check_marks(marks: list[float], weights: list[float]) -> None:
    """Refuse marks outside 0 to 100, or not one per weight."""
    require(len(marks) == len(weights), "marks", "there must be as many marks as weights")
    for mark in marks:
        require(LOWEST_MARK <= mark <= HIGHEST_MARK, "marks", "a mark must be from 0 to 100")


def weighted_score(marks: list[float], weights: list[float]) -> float:
    """Compute the weighted mean of marks.

    Parameters
    ----------
    marks, weights : list of float
        As `contributions`.

    Returns
    -------
    float
        Score in points, from the lowest mark to the highest.

    Raises
    ------
    Refusal
        As `contributions`.

    Examples
    --------
    >>> weighted_score([80, 40], [3, 1])
    70.0

    Notes
    -----
    The weighted arithmetic mean, sum of w x / sum of w.
    """
    score = 0.0
    for points in contributions(marks, weights):
        score += points
    # Rounding can make the normalised weights add up to more than 1.
    return min(max(marks), max(min(marks), score))


def reaches(marks: list[float], weights: list[float]) -> list:
    """Compute the score with each mark at its lowest and at its highest, the others unchanged.

    Parameters
    ----------
    marks, weights : list of float
        As `contributions`.

    Returns
    -------
    list of Reach
        ``at_lowest`` and ``at_highest`` in points, one per mark.

    Raises
    ------
    Refusal
        As `contributions`.

    Examples
    --------
    >>> [tuple(reach) for reach in reaches([80, 40], [3, 1])]
    [(10.0, 85.0), (60.0, 85.0)]

    Notes
    -----
    One-at-a-time sensitivity, as a tornado diagram shows it (Eschenbach, 1992).
    """
    found = []
    for place in range(len(marks)):
        before, after = marks[:place], marks[place + 1 :]
        found.append(
            Reach(
                weighted_score(before + [LOWEST_MARK] + after, weights),
                weighted_score(before + [HIGHEST_MARK] + after, weights),
            )
        )
    return found


def best_next_point(marks: list[float], weights: list[float]) -> int | None:
    """Find the mark whose next point raises the score most.

    Parameters
    ----------
    marks, weights : list of float
        As `contributions`.

    Returns
    -------
    int or None
        Index of the mark, the first in case of ties; None if no mark can raise the score.

    Raises
    ------
    Refusal
        As `contributions`.

    Examples
    --------
    >>> best_next_point([80, 40], [3, 1]), best_next_point([100, 40], [3, 1])
    (0, 1)
    """
    _check_marks(marks, weights)
    best, most = None, 0.0
    for place, share in enumerate(shares_of_weights(weights)):
        if marks[place] < HIGHEST_MARK and share > most:
            best, most = place, share
    return best


def lifted_probability(base: float, lift: float) -> float:
    """Increase a probability by a fraction of itself.

    Parameters
    ----------
    base : float
        Probability before the increase.
    lift : float
        Relative increase as a fraction, 0 or more: 0.37 means 37% more.

    Returns
    -------
    float
        Probability, at most 1.

    Raises
    ------
    Refusal
        ``probability`` if ``base`` is outside 0 to 1, ``lift`` if it is below 0 or not a number.

    Examples
    --------
    >>> lifted_probability(0.5, 0.5), lifted_probability(0.8, 0.5)
    (0.75, 1.0)
    """
    require(0 <= base <= 1, "probability", "a probability must be from 0 to 1")
    return min(1.0, base * (1.0 + require_number(lift, "lift", 0)))
