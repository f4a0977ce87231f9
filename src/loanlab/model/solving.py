"""The root of a function of a rate between two others, and the least number that is enough."""

import math

from .refusal import Refusal

# A Newton step this small, over all the time that the flows last, leaves an error of its square.
SETTLED = 1e-9
MOST_STEPS = 300


class Curve:
    """A function of a rate that changes its sign where the rate is found.

    Parameters
    ----------
    span : float
        Its length in periods: how often a rate compounds in it.

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
        """The function at a rate.

        Parameters
        ----------
        rate : float
            Rate of one period, above -1.

        Returns
        -------
        tuple of float
            Value, and the step of Newton's method from here, counted in ln(1 + rate).

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
        """Rate between two others at which the function changes its sign.

        Parameters
        ----------
        low, high : float
            Rates of one period, above -1, between which the sign changes once.

        Returns
        -------
        float
            Rate of one period, right to the last few bits.

        Raises
        ------
        Refusal
            ``no_rate`` if the search does not settle, as it may where the sign changes again.

        Examples
        --------
        >>> class Line(Curve):
        ...     def at(self, rate: float) -> tuple:
        ...         return 0.25 - rate, (0.25 - rate) / (1 + rate)
        >>> Line(1).root(-0.5, 8.0)
        0.25

        Notes
        -----
        Newton's method, with a halving of the bracket wherever a step leaves it or does not shrink
        (Press et al., Numerical Recipes, section 9.4).
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
        raise Refusal("no_rate", "no rate was found where one was looked for")


def _apply_step(rate: float, step: float) -> float:
    """Rate after a step in ln(1 + rate), by the Pade approximation of the exponential function.

    Parameters
    ----------
    rate : float
        Rate to start from, above -1.
    step : float
        Step in ln(1 + rate); one longer than 1 is cut to 1.

    Returns
    -------
    float
        Rate, above -1.

    Examples
    --------
    >>> _apply_step(0.0, 0.5)
    0.6666666666666666
    """
    if step > 1.0:
        step = 1.0
    elif step < -1.0:
        step = -1.0
    return rate + (1.0 + rate) * step / (1.0 - step / 2.0)


def _midpoint(low: float, high: float) -> float:
    """Half way: in growth where the bracket is wide, in the rate where it is narrow."""
    if 1.0 + high > 2.0 * (1.0 + low):
        return math.sqrt((1.0 + low) * (1.0 + high)) - 1.0
    return (low + high) / 2.0


def _find_least(is_short: object) -> int:
    """The least whole number above 0 that is enough, found by halving.

    Parameters
    ----------
    is_short : callable
        Whether a number is too small; it is no longer from some number on.

    Returns
    -------
    int
        The least that is not.

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
