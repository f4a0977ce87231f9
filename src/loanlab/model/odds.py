"""Odds: the way to the money as a Markov chain, and risks in a crowd of borrowers."""

from collections import namedtuple

from .inputs import LARGEST, require_number, require_whole
from .refusal import finite, require

HIGHEST_ROW_SUM = 1.0 + 1e-12
CERTAIN_ROW_SUM = 1.0 - 1e-12
# A number this small beside those whose difference it is, is little but their last bits.
CANCELLATION = 1e-13
MINUTES_OF_DAY = 24 * 60
# A crowd of more has no picture, and its numbers no room.
MOST_BORROWERS = 10**6
# Tries of all stages in all applications together; equations of more take too long.
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
    """Solutions of linear equations with one or more right sides.

    Parameters
    ----------
    matrix : list of list of float
        Square: one row an equation, one column an unknown.
    rights : list of list of float
        Right sides, each with as many numbers as there are equations.

    Returns
    -------
    list of list of float
        The unknowns for each right side.

    Raises
    ------
    Refusal
        ``equations`` if the matrix is not square, a right side has another length, or one of them
        holds what is no number; ``singular`` if there is not exactly one solution, or it is more
        than numbers can hold.

    Examples
    --------
    >>> solve([[2.0, 1.0], [1.0, 3.0]], [[3.0, 4.0]])
    [[1.0, 1.0]]

    Notes
    -----
    Gaussian elimination with partial pivoting.
    """
    for row in matrix + rights:
        _check_numbers(row, len(matrix), "equations")
    size = len(matrix)
    rows = [list(row) for row in matrix]
    # Of each number the size of those that it was summed of.
    sizes = [[abs(number) for number in row] for row in matrix]
    rights = [list(right) for right in rights]
    for at in range(size):
        pivot = max(range(at, size), key=lambda place: abs(rows[place][at]))
        require(
            abs(rows[pivot][at]) > CANCELLATION * sizes[pivot][at],
            "singular",
            "the equations have no single solution",
        )
        for lines in [rows, sizes] + rights:
            lines[at], lines[pivot] = lines[pivot], lines[at]
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            if factor:
                # The last bits of the factor too are those of what it was summed of.
                spread = sizes[below][at] / abs(rows[at][at])
                for column in range(at, size):
                    rows[below][column] -= factor * rows[at][column]
                    sizes[below][column] += spread * sizes[at][column]
                for right in rights:
                    right[below] -= factor * right[at]
    return [_back_substitute(rows, right) for right in rights]


def _check_numbers(row: list, length: int, reason: str) -> None:
    """Refuse a row of another length, or with what is no number."""
    words = "a row must have " + str(length) + " numbers"
    require(len(row) == length, reason, words)
    # What is not a number makes no sum; a whole number too large for one is found before.
    are_numbers = not row or (min(row) >= -LARGEST and max(row) <= LARGEST and sum(row) == sum(row))
    require(are_numbers, reason, words)


def _back_substitute(rows: list, right: list[float]) -> list[float]:
    found = list(right)
    for at in range(len(rows) - 1, -1, -1):
        for column in range(at + 1, len(rows)):
            found[at] -= rows[at][column] * found[column]
        found[at] = finite(found[at] / rows[at][at], "singular")
    return found


def expected_totals(moves: list, gains: list) -> list:
    """What a wandering through the states of an absorbing Markov chain collects.

    Parameters
    ----------
    moves : list of list of float
        Probability of each move between states that are not ends: from the row's to the column's.
        What a row lacks to 1 is the probability of ending there.
    gains : list of list of float
        Things to collect: of each, what a visit to each state brings. The probability of passing
        from a state to an end is such a thing too: then the total is the probability of that end.

    Returns
    -------
    list of list of float
        Of each thing the expected total, from each state as the start.

    Raises
    ------
    Refusal
        ``probability`` if a row is none, ``equations`` if there are not as many moves from each
        state, or as many gains of each thing, as states, or a gain is no number; ``singular`` if
        some states are never left.

    Examples
    --------
    >>> expected_totals([[0.5]], [[1.0]])  # a coin is thrown until it shows heads
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
            "the moves from a state are probabilities, together at most 1",
        )
    require(_all_absorbed(moves), "singular", "some states are never left")
    matrix = [[-probability for probability in row] for row in moves]
    for at, row in enumerate(matrix):
        row[at] += 1.0
    return solve(matrix, gains)


def _all_absorbed(moves: list) -> bool:
    """Whether each state leads to an end, if only by way of others."""
    # From last to first: of a path that goes forward one sweep finds all.
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
    """The way from the first tap to the money: stages, approval, and applying again.

    Parameters
    ----------
    stages : list of float
        Probability of passing each stage at one try.
    tries : list of int
        Tries that each stage allows, 1 or more; then the application has failed.
    approval_probability : float
        Probability that an application that passed all stages is approved.
    attempts : int
        Applications made at most, 1 or more.
    wait_days : float
        Days to wait after an application that failed or was refused.
    minutes : float
        Time from the approval to the money.

    Returns
    -------
    Application
        ``reached`` (probability that the first application reaches each stage, the approval, and
        the money), ``money_by_attempt`` (probability of having the money after 1, 2, ...
        applications), ``expected_applications``, ``expected_enquiries`` (on the credit report: one
        for each application that reaches the approval) and ``expected_days`` (until the money, or
        until the last application has failed).

    Raises
    ------
    Refusal
        ``probability`` if one lies outside 0 to 1, ``stages`` if there are none or not as many
        tries as stages, ``attempts`` if there are none, ``tries`` if a stage allows none, either if
        they are no whole numbers or together too many, ``wait_days`` if a wait is below 0 or no
        number.

    Examples
    --------
    >>> path = application_path([0.5], [2], 0.8, 2, 30.0, 3.0)
    >>> [round(chance, 9) for chance in path.reached + path.money_by_attempt]
    [1.0, 0.75, 0.6, 0.6, 0.84]

    Notes
    -----
    A state of the chain is a try of a stage, or the approval, in one of the applications.
    """
    require(
        len(stages) == len(tries) > 0, "stages", "there must be stages, and as many tries as stages"
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
        # States of later applications stand after all those of this one.
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
    """Place of each state: application, stage (the approval last), tries already spent on it."""
    found: dict = {}
    for attempt in range(attempts):
        for stage, allowed in enumerate(tries + [1]):
            for spent in range(allowed):
                found[attempt, stage, spent] = len(found)
    return found


def at_least_one(probabilities: list[float]) -> float:
    """Probability that at least one of several risks comes true, if they are independent.

    Parameters
    ----------
    probabilities : list of float
        Probability of each risk.

    Returns
    -------
    float
        Probability. That the risks have nothing to do with each other is an assumption.

    Raises
    ------
    Refusal
        ``probability`` if one lies outside 0 to 1.

    Examples
    --------
    >>> at_least_one([0.5, 0.5])
    0.75
    """
    hit = 0.0
    for probability in probabilities:
        require(0 <= probability <= 1, "probability", "a probability lies from 0 to 1")
        # Not one less those who are spared: of tiny chances that would leave nothing.
        hit += probability * (1.0 - hit)
    return hit


def with_precautions(probability: float, effects: list[float]) -> float:
    """Probability of a risk after precautions, each of which prevents a share of the cases.

    Parameters
    ----------
    probability : float
        Probability without precautions.
    effects : list of float
        Share of the remaining cases that each precaution prevents.

    Returns
    -------
    float
        Probability.

    Raises
    ------
    Refusal
        ``probability`` or ``effect`` if one lies outside 0 to 1.

    Examples
    --------
    >>> with_precautions(0.2, [0.5, 0.5])
    0.05
    """
    require(0 <= probability <= 1, "probability", "a probability lies from 0 to 1")
    for effect in effects:
        require(0 <= effect <= 1, "effect", "an effect is a share from 0 to 1")
        probability *= 1.0 - effect
    return probability


def crowd(borrowers: int, probability: float) -> list[float]:
    """Probability that a risk meets none, one, two, ... of a crowd, if each is met by chance.

    Parameters
    ----------
    borrowers : int
        How many borrowers, a whole number from 0 to a million.
    probability : float
        Probability of the risk for each of them.

    Returns
    -------
    list of float
        Probability of each number from 0 to all; their mean is borrowers x probability.

    Raises
    ------
    Refusal
        ``borrowers`` if it is not a whole number from 0 to a million, ``probability`` if it lies
        outside 0 to 1.

    Examples
    --------
    >>> crowd(2, 0.5)
    [0.25, 0.5, 0.25]

    Notes
    -----
    The binomial distribution, from its greatest term outwards by the ratio of neighbours, so that
    no power of a small number is taken.
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


def middle_range(probabilities: list[float], share: float) -> tuple:
    """Lowest and highest number that leave out only the rare ends of a distribution.

    Parameters
    ----------
    probabilities : list of float
        Probability of 0, 1, 2, ..., together 1, as `crowd` gives them.
    share : float
        How much of the probability is to lie between, from 0 to 1: the rest is left out in two
        halves, below and above.

    Returns
    -------
    tuple of int
        The lowest number that is not among the lower rest, and the highest not among the upper.

    Raises
    ------
    Refusal
        ``share`` if it is none, ``probability`` if one lies outside 0 to 1 or there are none.

    Examples
    --------
    >>> middle_range([0.02, 0.48, 0.48, 0.02], 0.9)
    (1, 2)
    """
    share = require_number(share, "share", 0, 1)
    require(len(probabilities) > 0, "probability", "there must be 1 probability or more")
    for probability in probabilities:
        require(0 <= probability <= 1, "probability", "a probability lies from 0 to 1")
    rest = (1.0 - share) / 2.0
    return _find_quantile(probabilities, rest), len(probabilities) - 1 - _find_quantile(
        probabilities[::-1], rest
    )


def _find_quantile(probabilities: list[float], rest: float) -> int:
    """The first place at which the probabilities together are more than a rest."""
    together = 0.0
    for place, probability in enumerate(probabilities):
        together += probability
        if together > rest:
            return place
    return len(probabilities) - 1
