"""Find all internal rates of return of cash flows: the rates at which net present value is zero.

References
----------
Descartes' rule of signs, for exponential sums: G. Pólya and G. Szegő, Problems and Theorems in
Analysis II, part V, chapter 1.
"""

from .inputs import LARGEST_WHOLE, require_number, require_rate, require_whole
from .rates import _compound_growth
from .refusal import require
from .solving import Curve

# Range in which rates of one period are sought.
LOWEST_RATE = -1.0 + 1e-9
HIGHEST_RATE = 1e100
# 10,000% a year or period. A higher rate may be a root, but not the price of any real loan.
HIGHEST_PLAUSIBLE_RATE = 100.0
# A net present value this small relative to its terms is rounding: the curve touches zero.
ROOT_TOLERANCE = 1e-14
# A rate between this and 0 counts as 0.
ROUNDING_BELOW_ZERO = -1e-13


class Flows(Curve):
    """Net present value of cash flows at whole units of time, as a function of the rate.

    Parameters
    ----------
    times : list of int
        Time of each flow, in units of time, strictly ascending.
    amounts : list of float
        Flows, as many as times; none is 0.

    Examples
    --------
    >>> round(Flows([0, 12], [-1000.0, 1100.0]).root(-0.5, 1.0), 12)
    0.007974140429
    """

    def __init__(self, times: list[int], amounts: list[float]) -> None:
        super().__init__(times[-1] - times[0])
        delays = [time - times[0] for time in times]
        gaps = [0] + [late - early for early, late in zip(times, times[1:])]
        self.gaps = set(gaps)
        self.forward = list(zip(gaps, delays, amounts))
        gaps = gaps[1:] + [0]
        self.backward = list(zip(gaps, delays, amounts))
        self.backward.reverse()

    def at(self, rate: float) -> tuple:
        """Compute the net present value up to a positive factor, and the Newton step.

        Parameters
        ----------
        rate : float
            Rate of one unit of time, above -1.

        Returns
        -------
        tuple of float
            Value and step, as `Curve.at`.

        Examples
        --------
        >>> Flows([0, 1], [-100.0, 110.0]).at(0.0)
        (10.0, 0.09090909090909091)

        Notes
        -----
        For rates of 0 or more, flows are discounted to the first; for negative rates they are
        compounded to the last. No factor exceeds 1, so nothing overflows.
        """
        if rate < 0:
            payments, growing = self.forward, -rate / (1.0 + rate)
        else:
            payments, growing = self.backward, rate
        factors = {gap: _split_factor(growing, gap) for gap in self.gaps}
        value = slope = 0.0
        for gap, delay, amount in payments:
            whole, part = factors[gap]
            value = whole * value + (part * value + amount)
            slope = whole * slope + (part * slope + delay * amount)
        return value, value / slope if slope else HIGHEST_RATE


def _split_factor(rate: float, periods: int) -> tuple:
    """Split a discount factor into 0 or 1 and a remainder, so that neither part loses digits."""
    growth = _compound_growth(rate, periods)
    return (1.0, -growth / (1.0 + growth)) if growth < 1 else (0.0, 1.0 / (1.0 + growth))


def all_rates(times: list[int], amounts: list[float]) -> list[float]:
    """Find every rate at which the net present value of cash flows is zero.

    Parameters
    ----------
    times : list of int
        Time of each flow, in whole units of time, in any order.
    amounts : list of float
        Flows in yuan, as many as times: negative when paid out and positive when received, or the
        other way round.

    Returns
    -------
    list of float
        Rates of one unit of time, ascending, from `LOWEST_RATE` to `HIGHEST_RATE`; empty if no
        rate exists.

    Raises
    ------
    Refusal
        ``flows`` if there are not as many times as amounts, or an amount is not a finite amount;
        ``times`` if a time is not a whole number.

    Examples
    --------
    >>> [int(1000 * rate + 0.5) for rate in all_rates([0, 1, 2], [-100.0, 230.0, -132.0])]
    [100, 200]
    >>> all_rates([0, 1], [100.0, 100.0])
    []

    Notes
    -----
    The method follows Descartes' rule of signs. Compound all flows to a moment between two flows
    of opposite sign: the derivative of that value has one sign change fewer. Between neighbouring
    roots of the derivative the value is monotone, so each such bracket holds at most one root.
    """
    derivatives = [_sum_by_time(times, amounts)]
    while _find_sign_change(derivatives[-1][1]) >= 0:
        derivatives.append(_differentiate(*derivatives[-1]))
    rates: list[float] = []
    for kept, terms in reversed(derivatives[:-1]):
        rates = _find_roots(kept, terms, rates)
    return rates


def choose_rate(rates: list[float], units: int = 1) -> float:
    """Choose the rate to report if cash flows have several.

    Parameters
    ----------
    rates : list of float
        Rates of one unit of time as fractions, ascending, as `all_rates` gives them.
    units : int
        Units of time in the period (or year) that the rate is reported for, 1 or more.

    Returns
    -------
    float
        One of the rates, still per unit: the lowest non-negative rate that compounds to at most
        `HIGHEST_PLAUSIBLE_RATE` (10,000%) over the units; else the highest negative rate; else the
        lowest. A single rate is returned whatever it is.

    Raises
    ------
    Refusal
        ``no_rate`` if there are none, ``rate`` if one is not above -1, ``units`` if it is not a
        whole number of 1 or more.

    Examples
    --------
    >>> choose_rate([-0.9, 0.1, 0.7]), choose_rate([-0.9, -0.2]), choose_rate([-0.2, 150.0])
    (0.1, -0.2, -0.2)
    >>> choose_rate([-0.001, 0.5]), choose_rate([-0.001, 0.5], 365)  # daily, for a year
    (0.5, -0.001)

    Notes
    -----
    This is a convention of the book for flows with more than one sign change: an absurdly high
    positive rate must not be reported for a loan that returns slightly less than was lent.
    """
    require(len(rates) > 0, "no_rate", "the cash flows have no internal rate of return")
    units = require_whole(units, "units", 1)
    rates = [require_rate(rate) for rate in rates]
    below = [rate for rate in rates if rate < ROUNDING_BELOW_ZERO]
    from_zero_on = rates[len(below) :]
    if from_zero_on and (
        not below or _compound_growth(from_zero_on[0], units) <= HIGHEST_PLAUSIBLE_RATE
    ):
        return from_zero_on[0]
    return below[-1]


def _sum_by_time(times: list[int], amounts: list[float]) -> tuple:
    """Sort flows by time, add up those at the same time, and drop sums of 0."""
    require(len(times) == len(amounts), "flows", "there must be as many times as amounts")
    sums: dict = {}
    for when, amount in zip(times, amounts):
        time = require_whole(when, "times", -LARGEST_WHOLE)
        sums[time] = sums.get(time, 0.0) + require_number(amount, "flows")
    kept = sorted(time for time in sums if sums[time] != 0)
    return kept, [sums[time] for time in kept]


def _find_sign_change(amounts: list[float]) -> int:
    """Return the index of the flow before the first sign change; -1 if there is none."""
    for place in range(len(amounts) - 1):
        if (amounts[place] > 0) != (amounts[place + 1] > 0):
            return place
    return -1


def _differentiate(times: list[int], amounts: list[float]) -> tuple:
    """Differentiate the value at a moment inside the first sign change, scaled to at most 1."""
    place = _find_sign_change(amounts)
    moment = times[place] + times[place + 1]
    slopes = [amount * (2 * time - moment) for time, amount in zip(times, amounts)]
    scale = max(max(slopes), -min(slopes))
    # Slopes that underflow to 0 are dropped: they would count as sign changes.
    slopes = [slope / scale for slope in slopes]
    kept = [place for place, slope in enumerate(slopes) if slope != 0]
    return [times[place] for place in kept], [slopes[place] for place in kept]


def _find_roots(times: list[int], amounts: list[float], turning: list[float]) -> list[float]:
    """Find the roots of a value that is monotone between the turning points."""
    curve = Flows(times, amounts)
    sizes = Flows(times, [abs(amount) for amount in amounts])
    roots = []
    low, low_value = LOWEST_RATE, curve.at(LOWEST_RATE)[0]
    for high in turning + [HIGHEST_RATE]:
        value = curve.at(high)[0]
        if abs(value) <= ROOT_TOLERANCE * sizes.at(high)[0]:
            roots.append(high)
            value = 0.0
        if low_value * value < 0:
            roots.append(curve.root(low, high))
        low, low_value = high, value
    return roots
