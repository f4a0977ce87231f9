"""Find the root of a function of a rate inside a bracket, and the least sufficient whole number.

References
----------
W. H. Press et al., Numerical Recipes, section 9.4: Newton's method safeguarded by bisection.
"""

import math

from .refusal import Refusal

# Convergence: after a Newton step this small, relative to the span, the error is about its square.
SETTLED = 1e-9
MOST_STEPS = 300


class Curve:
    """A function of the interest rate whose sign change is the rate sought.

    Parameters
    ----------
    span : float
        Time that the function covers, in periods: how many periods the rate compounds over.

    Examples
    --------
    >>> class Line(Curve):
    ...     def at(self, rate: float) -> tuple:
    ...         return 0.25 - rate, (0.25 - rate) / (1 + rate)
    >>> Line(1).root(0.0, 1.0)
    0.25
    """

    def __init__(self, span: float) -> None:
        self.span = span

    def at(self, rate: float) -> tuple:
        """Evaluate the function at a rate.

        Parameters
        ----------
        rate : float
            Rate of one period, above -1.

        Returns
        -------
        tuple of float
            Value, and the Newton step from here, measured in ln(1 + rate).

        Examples
        --------
        >>> class Line(Curve):
        ...     def at(self, rate: float) -> tuple:
        ...         return 0.25 - rate, (0.25 - rate) / (1 + rate)
        >>> Line(1).at(0.25)
        (0.0, 0.0)
        """
        raise NotImplementedError

    def root(self, low: float, high: float) -> float:
        """Find the rate in a bracket at which the function changes sign.

        Parameters
        ----------
        low, high : float
            Ends of the bracket: rates of one period, above -1, with one sign change between them.

        Returns
        -------
        float
            Rate of one period, accurate to the last few bits.

        Raises
        ------
        Refusal
            ``no_rate`` if the search does not converge, which needs more than one sign change.

        Examples
        --------
        >>> class Line(Curve):
        ...     def at(self, rate: float) -> tuple:
        ...         return 0.25 - rate, (0.25 - rate) / (1 + rate)
        >>> Line(1).root(-0.5, 8.0)
        0.25

        Notes
        -----
        Newton's method; where a step leaves the bracket or does not shrink, the bracket is
        bisected instead.
        """
        positive_at_low = self.at(low)[0] > 0
        rate = 0.0 if low < 0 < high else _midpoint(low, high)
        last_step = math.inf
        for _ in range(MOST_STEPS):
            value, step = self.at(rate)
            if (value > 0) == positive_at_low:
                low = rate
            else:
                high = rate
            guess = _apply_step(rate, step)
            if low <= guess <= high and abs(step) < last_step / 2:
                if abs(step) * self.span < SETTLED:
                    return guess
                last_step = abs(step)
            else:
                guess = _midpoint(low, high)
                last_step = math.inf
                if guess in (low, high):
                    return guess
            rate = guess
        raise Refusal("no_rate", "the search for a rate did not converge")


def _apply_step(rate: float, step: float) -> float:
    """Take a Newton step in ln(1 + rate) and return the new rate.

    Parameters
    ----------
    rate : float
        Current rate, above -1.
    step : float
        Step in ln(1 + rate), clipped to [-1, 1].

    Returns
    -------
    float
        Rate, above -1.

    Examples
    --------
    >>> _apply_step(0.0, 0.5)
    0.6666666666666666

    Notes
    -----
    ``exp(step)`` is replaced by its Padé approximation ``(1 + step/2) / (1 - step/2)``.
    """
    if step > 1.0:
        step = 1.0
    elif step < -1.0:
        step = -1.0
    return rate + (1.0 + rate) * step / (1.0 - step / 2.0)


def _midpoint(low: float, high: float) -> float:
    """Bisect the bracket: by the geometric mean of 1 + rate if it is wide, else by the mean."""
    if 1.0 + high > 2.0 * (1.0 + low):
        return math.sqrt((1.0 + low) * (1.0 + high)) - 1.0
    return (low + high) / 2.0


def _find_least(is_short: object) -> int:
    """Find the least whole number above 0 that suffices, by doubling and bisection.

    Parameters
    ----------
    is_short : callable
        Whether a number is too small. Must be monotone: once false, it stays false.

    Returns
    -------
    int
        The least number that is not too small.

    Examples
    --------
    >>> _find_least(lambda number: number * number < 50)
    8
    """
    high = 1
    while is_short(high):  # type: ignore[operator]  # MicroPython has no Callable
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if is_short(middle):  # type: ignore[operator]
            low = middle
        else:
            high = middle
    return high
