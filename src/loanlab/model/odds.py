"""Compute odds: the application as an absorbing Markov chain, and risks in a crowd of borrowers.

References
----------
- J. G. Kemeny and J. L. Snell, Finite Markov Chains, chapter 3: absorbing chains.
- G. H. Golub and C. F. Van Loan, Matrix Computations, chapter 3: Gaussian elimination.
- W. Feller, An Introduction to Probability Theory and Its Applications, volume 1, chapter VI: the
  binomial distribution.
"""

from collections import namedtuple

from .inputs import LARGEST, require_number, require_whole
from .refusal import finite, require

# Sums of probabilities may differ from 1 by rounding.
HIGHEST_ROW_SUM = 1.0 + 1e-12
CERTAIN_ROW_SUM = 1.0 - 1e-12
# A difference this small relative to its terms is rounding.
CANCELLATION = 1e-13
MINUTES_OF_DAY = 24 * 60
# Limit of the crowd size: larger results would not fit in memory.
MOST_BORROWERS = 10**6
# Limit of the states of a chain: larger systems of equations take too long.
MOST_STATES = 1000

Application = namedtuple(
    "Application",
    (
        "reached",
        "money_by_attempt",
        "expected_applications",
        "expected_enquiries",
        "expected_days",
    ),
)


def solve(matrix: list, rights: list) -> list:
    """Solve linear equations for one or more right-hand sides.

    Parameters
    ----------
    matrix : list of list of float
        Square matrix: one row per equation, one column per unknown.
    rights : list of list of float
        Right-hand sides, each with one number per equation.

    Returns
    -------
    list of list of float
        Solution for each right-hand side.

    Raises
    ------
    Refusal
        ``equations`` if the matrix is not square, a right-hand side has another length, or an entry
        is not a number; ``singular`` if there is no unique solution, or it overflows.

    Examples
    --------
    >>> solve([[2.0, 1.0], [1.0, 3.0]], [[3.0, 4.0]])
    [[1.0, 1.0]]

    Notes
    -----
    Gaussian elimination with partial pivoting (Golub and Van Loan, chapter 3).
    """
    for row in matrix + rights:
        _check_numbers(row, len(matrix), "equations")
    size = len(matrix)
    rows = [list(row) for row in matrix]
    # Sum of the absolute terms that each number results from, to detect cancellation.
    sizes = [[abs(number) for number in row] for row in matrix]
    rights = [list(right) for right in rights]
    for at in range(size):
        pivot = max(range(at, size), key=lambda place: abs(rows[place][at]))
        require(
            abs(rows[pivot][at]) > CANCELLATION * sizes[pivot][at],
            "singular",
            "the equations have no unique solution",
        )
        for lines in [rows, sizes] + rights:
            lines[at], lines[pivot] = lines[pivot], lines[at]
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            if factor:
                # The rounding error of the factor spreads too.
                spread = sizes[below][at] / abs(rows[at][at])
                for column in range(at, size):
                    rows[below][column] -= factor * rows[at][column]
                    sizes[below][column] += spread * sizes[at][column]
                for right in rights:
                    right[below] -= factor * right[at]
    return [_back_substitute(rows, right) for right in rights]


def _check_numbers(row: list, length: int, reason: str) -> None:
    """Refuse a row of the wrong length or with an entry that is not a finite number."""
    words = "a row must have " + str(length) + " numbers"
    require(len(row) == length, reason, words)
    # The sum is nan if an entry is; min and max catch ints that are too large for a float.
    are_numbers = not row or (min(row) >= -LARGEST and max(row) <= LARGEST and sum(row) == sum(row))
    require(are_numbers, reason, words)


def _back_substitute(rows: list, right: list[float]) -> list[float]:
    """Solve triangular equations from the last row upwards."""
    found = list(right)
    for at in range(len(rows) - 1, -1, -1):
        for column in range(at + 1, len(rows)):
            found[at] -= rows[at][column] * found[column]
        found[at] = finite(found[at] / rows[at][at], "singular")
    return found


def expected_totals(moves: list, gains: list) -> list:
    """Compute expected totals accumulated until absorption in a Markov chain.

    Parameters
    ----------
    moves : list of list of float
        Transition probabilities between transient states, from the row's state to the column's.
        The rest of a row's sum to 1 is the probability of absorption.
    gains : list of list of float
        Quantities to accumulate: for each, the gain of a visit to each state. If the gain is the
        probability of moving to an absorbing state, the total is the probability of ending there.

    Returns
    -------
    list of list of float
        Expected total of each quantity, from each state as the start.

    Raises
    ------
    Refusal
        ``probability`` if a row is not a distribution, ``equations`` if the number of moves or
        gains differs from the number of states, or a gain is not a number; ``singular`` if some
        states are never left.

    Examples
    --------
    >>> expected_totals([[0.5]], [[1.0]])  # toss a coin until heads
    [[2.0]]

    Notes
    -----
    The solution of ``(I - Q) t = g`` (Kemeny and Snell, Finite Markov Chains, chapter 3).
    """
    for row in moves:
        _check_numbers(row, len(moves), "equations")
        require(
            min(row) >= 0 and sum(row) <= HIGHEST_ROW_SUM,
            "probability",
            "the moves from a state must be probabilities that add up to at most 1",
        )
    require(_all_absorbed(moves), "singular", "some states are never left")
    matrix = [[-probability for probability in row] for row in moves]
    for at, row in enumerate(matrix):
        row[at] += 1.0
    return solve(matrix, gains)


def _all_absorbed(moves: list) -> bool:
    """Check whether every state leads to absorption, directly or through others."""
    # In reverse order, one sweep settles a chain that only moves forward.
    waiting = list(range(len(moves)))
    waiting.reverse()
    ending: set = set()
    while waiting:
        left = []
        for at in waiting:
            row = moves[at]
            if sum(row) < CERTAIN_ROW_SUM or any(row[then] for then in ending):
                ending.add(at)
            else:
                left.append(at)
        if len(left) == len(waiting):
            return False
        waiting = left
    return True


def application_path(
    stages: list[float],
    tries: list[int],
    approval_probability: float,
    attempts: int,
    wait_days: float,
    minutes: float,
) -> Application:
    """Model the application from the first tap to the money: stages, approval and reapplying.

    Parameters
    ----------
    stages : list of float
        Probability of passing each stage in one try.
    tries : list of int
        Number of tries that each stage allows, 1 or more; after that the application fails.
    approval_probability : float
        Probability that an application is approved after all stages.
    attempts : int
        Maximum number of applications, 1 or more.
    wait_days : float
        Waiting time in days after a failed or refused application.
    minutes : float
        Time from approval to the money, in minutes.

    Returns
    -------
    Application
        ``reached`` (probability that the first application reaches each stage, the approval, and
        the money), ``money_by_attempt`` (probability of having the money after 1, 2, ...
        applications), ``expected_applications``, ``expected_enquiries`` (on the credit report, at
        least: one per application that reaches the approval) and ``expected_days`` (until the
        money, or until the last application fails).

    Raises
    ------
    Refusal
        ``probability`` if one is outside 0 to 1, ``stages`` if there are none or not one number of
        tries per stage, ``attempts`` if it is below 1, ``tries`` if one is below 1, either if it
        is not whole or their product is too large, ``wait_days`` if a time is below 0 or not a
        number.

    Examples
    --------
    >>> path = application_path([0.5], [2], 0.8, 2, 30.0, 3.0)
    >>> [round(chance, 9) for chance in path.reached + path.money_by_attempt]
    [1.0, 0.75, 0.6, 0.6, 0.84]

    Notes
    -----
    Each state of the chain is one try of a stage, or the approval, in one of the applications.
    """
    require(
        len(stages) == len(tries) > 0,
        "stages",
        "there must be at least one stage, and one number of tries per stage",
    )
    stages = [require_number(passing, "probability", 0, 1) for passing in stages]
    approval_probability = require_number(approval_probability, "probability", 0, 1)
    tries = [require_whole(allowed, "tries", 1, MOST_STATES) for allowed in tries]
    attempts = require_whole(attempts, "attempts", 1, MOST_STATES // (sum(tries) + 1))
    wait_days, minutes = (
        require_number(wait_days, "wait_days", 0),
        require_number(minutes, "wait_days", 0),
    )
    states = _number_states(tries, attempts)
    moves = [[0.0] * len(states) for _ in states]
    money, begun, waited, approvals = ([0.0] * len(states) for _ in range(4))
    for state, at in states.items():
        attempt, stage, spent = state
        approving = stage == len(stages)
        passing = approval_probability if approving else stages[stage]
        begun[at] = 1.0 if (stage, spent) == (0, 0) else 0.0
        approvals[at] = 1.0 if approving else 0.0
        if approving:
            money[at] = passing
        else:
            moves[at][states[attempt, stage + 1, 0]] += passing
        if not approving and spent + 1 < tries[stage]:
            moves[at][states[attempt, stage, spent + 1]] += 1.0 - passing
        elif attempt + 1 < attempts:
            moves[at][states[attempt + 1, 0, 0]] += 1.0 - passing
            waited[at] = (1.0 - passing) * wait_days
    days = [wait + chance * minutes / MINUTES_OF_DAY for wait, chance in zip(waited, money)]
    first_tries = [states[0, stage, 0] for stage in range(len(stages) + 1)]
    gains = [begun, approvals, days]
    gains += [[float(at == first) for at in range(len(states))] for first in first_tries]
    for attempt in range(attempts):
        # States are numbered by application, so later applications come after this one.
        until = states[attempt, len(stages), 0]
        gains.append([chance if at <= until else 0.0 for at, chance in enumerate(money)])
    totals = [total[0] for total in expected_totals(moves, gains)]
    reached = totals[3 : 3 + len(first_tries)]
    return Application(
        reached + [reached[-1] * approval_probability],
        totals[3 + len(first_tries) :],
        totals[0],
        totals[1],
        totals[2],
    )


def _number_states(tries: list[int], attempts: int) -> dict:
    """Index the states: application, stage (the approval last), and tries already used."""
    found: dict = {}
    for attempt in range(attempts):
        for stage, allowed in enumerate(tries + [1]):
            for spent in range(allowed):
                found[attempt, stage, spent] = len(found)
    return found


def at_least_one(probabilities: list[float]) -> float:
    """Compute the probability that at least one of several independent risks occurs.

    Parameters
    ----------
    probabilities : list of float
        Probability of each risk.

    Returns
    -------
    float
        Probability. Independence of the risks is an assumption.

    Raises
    ------
    Refusal
        ``probability`` if one is outside 0 to 1.

    Examples
    --------
    >>> at_least_one([0.5, 0.5])
    0.75
    """
    hit = 0.0
    for probability in probabilities:
        require(0 <= probability <= 1, "probability", "a probability must be from 0 to 1")
        # 1 minus the probability of no risk would lose the digits of tiny probabilities.
        hit += probability * (1.0 - hit)
    return hit


def with_precautions(probability: float, effects: list[float]) -> float:
    """Compute the probability of a risk after precautions that each prevent a share of cases.

    Parameters
    ----------
    probability : float
        Probability without precautions.
    effects : list of float
        Share of the remaining cases that each precaution prevents, from 0 to 1.

    Returns
    -------
    float
        Probability.

    Raises
    ------
    Refusal
        ``probability`` or ``effect`` if one is outside 0 to 1.

    Examples
    --------
    >>> with_precautions(0.2, [0.5, 0.5])
    0.05
    """
    require(0 <= probability <= 1, "probability", "a probability must be from 0 to 1")
    for effect in effects:
        require(0 <= effect <= 1, "effect", "an effect must be a share from 0 to 1")
        probability *= 1.0 - effect
    return probability


def crowd(borrowers: int, probability: float) -> list[float]:
    """Compute the distribution of the number of borrowers whom an independent risk hits.

    Parameters
    ----------
    borrowers : int
        Number of borrowers, a whole number from 0 to a million.
    probability : float
        Probability that the risk hits a given borrower.

    Returns
    -------
    list of float
        Probability of each number from 0 to all; the mean is borrowers x probability.

    Raises
    ------
    Refusal
        ``borrowers`` if it is not a whole number from 0 to a million, ``probability`` if it is
        outside 0 to 1.

    Examples
    --------
    >>> crowd(2, 0.5)
    [0.25, 0.5, 0.25]

    Notes
    -----
    The binomial distribution, computed from its mode outwards by the ratio of neighbouring terms,
    which avoids powers of small numbers.
    """
    borrowers = require_whole(borrowers, "borrowers", 0, MOST_BORROWERS)
    probability = require_number(probability, "probability", 0, 1)
    mode = min(borrowers, int((borrowers + 1) * probability))
    weights = [0.0] * (borrowers + 1)
    weights[mode] = 1.0
    for met in range(mode, borrowers):
        odds = (borrowers - met) * probability / ((met + 1) * (1.0 - probability))
        weights[met + 1] = weights[met] * odds
    for met in range(mode, 0, -1):
        odds = met * (1.0 - probability) / ((borrowers - met + 1) * probability)
        weights[met - 1] = weights[met] * odds
    whole = sum(weights)
    return [weight / whole for weight in weights]


def central_interval(probabilities: list[float], share: float) -> tuple:
    """Find the central interval that holds a share of a distribution.

    Parameters
    ----------
    probabilities : list of float
        Probability of 0, 1, 2, ..., adding up to 1, as `crowd` returns them.
    share : float
        Probability of the interval, from 0 to 1; the rest is cut off equally at both ends.

    Returns
    -------
    tuple of int
        Smallest and largest number of the interval.

    Raises
    ------
    Refusal
        ``share`` if it is outside 0 to 1, ``probability`` if one is or there are none.

    Examples
    --------
    >>> central_interval([0.02, 0.48, 0.48, 0.02], 0.9)
    (1, 2)
    """
    share = require_number(share, "share", 0, 1)
    require(len(probabilities) > 0, "probability", "there must be at least one probability")
    for probability in probabilities:
        require(0 <= probability <= 1, "probability", "a probability must be from 0 to 1")
    rest = (1.0 - share) / 2.0
    return _find_quantile(probabilities, rest), len(probabilities) - 1 - _find_quantile(
        probabilities[::-1], rest
    )


def _find_quantile(probabilities: list[float], rest: float) -> int:
    """Return the first index at which the cumulative probability exceeds a rest."""
    together = 0.0
    for place, probability in enumerate(probabilities):
        together += probability
        if together > rest:
            return place
    return len(probabilities) - 1
