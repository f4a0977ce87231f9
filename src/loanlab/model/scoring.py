"""A score of several marks by their weights, what each mark gives, and what each could change."""

from collections import namedtuple

from .inputs import LARGEST, require_number
from .refusal import require

LOWEST_MARK = 0.0
HIGHEST_MARK = 100.0

Reach = namedtuple("Reach", ("at_lowest", "at_highest"))


def shares_of_weights(weights: list[float]) -> list[float]:
    """Weights as shares that add up to 1.

    Parameters
    ----------
    weights : list of float
        Weight of each mark, 0 or more, on any scale.

    Returns
    -------
    list of float
        Share of each in their sum.

    Raises
    ------
    Refusal
        ``weights`` if one lies below 0 or is no number, or none lies above.

    Examples
    --------
    >>> shares_of_weights([3, 1])
    [0.75, 0.25]
    """
    total = 0.0
    for weight in weights:
        require(0 <= weight <= LARGEST, "weights", "a weight must be a number of 0 or more")
        total += weight
    require(total > 0, "weights", "one weight at least must lie above 0")
    return [weight / total for weight in weights]


def contributions(marks: list[float], weights: list[float]) -> list[float]:
    """What each mark gives to the score.

    Parameters
    ----------
    marks : list of float
        Marks in points, each from 0 to 100.
    weights : list of float
        Weight of each, as `shares_of_weights` takes them.

    Returns
    -------
    list of float
        Points of the score.

    Raises
    ------
    Refusal
        ``marks`` if there are not as many as weights or one lies outside 0 to 100; as
        `shares_of_weights`.

    Examples
    --------
    >>> contributions([80, 40], [3, 1])
    [60.0, 10.0]
    """
    _check_marks(marks, weights)
    return [mark * share for mark, share in zip(marks, shares_of_weights(weights))]


def _check_marks(marks: list[float], weights: list[float]) -> None:
    require(len(marks) == len(weights), "marks", "there must be as many marks as weights")
    for mark in marks:
        require(LOWEST_MARK <= mark <= HIGHEST_MARK, "marks", "a mark lies from 0 to 100")


def weighted_score(marks: list[float], weights: list[float]) -> float:
    """The mean of marks by their weights.

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
    # The shares' last bits may add up to more than 1.
    return min(max(marks), max(min(marks), score))


def reaches(marks: list[float], weights: list[float]) -> list:
    """The score with each mark at its lowest and at its highest, all others as they are.

    Parameters
    ----------
    marks, weights : list of float
        As `contributions`.

    Returns
    -------
    list of Reach
        ``at_lowest`` and ``at_highest`` in points, for each mark.

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
    Sensitivity to one factor at a time, as a tornado diagram shows it (Eschenbach, Spiderplots
    versus tornado diagrams for sensitivity analysis, Interfaces 22, 1992).
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
    """The mark that can still rise and whose next point is worth most to the score.

    Parameters
    ----------
    marks, weights : list of float
        As `contributions`.

    Returns
    -------
    int or None
        Its place, the first of several alike; None where no mark could raise the score.

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
    """A probability raised by a share of itself.

    Parameters
    ----------
    base : float
        Probability before.
    lift : float
        How much greater it becomes, as a fraction of itself: 0.37 is 37% more. 0 or more.

    Returns
    -------
    float
        Probability, never above 1.

    Raises
    ------
    Refusal
        ``probability`` if the base lies outside 0 to 1, ``lift`` if it is below 0 or no number.

    Examples
    --------
    >>> lifted_probability(0.5, 0.5), lifted_probability(0.8, 0.5)
    (0.75, 1.0)
    """
    require(0 <= base <= 1, "probability", "a probability lies from 0 to 1")
    return min(1.0, base * (1.0 + require_number(lift, "lift", 0)))
