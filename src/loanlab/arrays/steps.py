"""Where a search for many rates starts, and how it goes on: as `loanlab.model` does it for one."""

import numpy as np

from .rates import Floats

ENOUGH_STEPS = 12
# A Newton step this small, over all the time that the payments last, leaves an error of its square.
SETTLED = 1e-7


def guess_rate(received: Floats, total: Floats, wait: Floats, periods: Floats) -> Floats:
    """Rates near those of payments spread over all periods.

    Parameters
    ----------
    received : ndarray of float
        Money in hand at the start, in yuan, above 0.
    total : ndarray of float
        Sum of the payments, in yuan, above 0, of the same shape.
    wait : ndarray of float
        Mean time of the payments, in periods, of the same shape.
    periods : ndarray of float
        Number of payments, of the same shape.

    Returns
    -------
    ndarray of float
        Interest of one period as a fraction.

    Examples
    --------
    >>> one = np.ones(1)
    >>> guess_rate(10000 * one, 12 * 917.99 * one, 6.5 * one, 12 * one).round(4)
    array([0.0152])

    Notes
    -----
    As `loanlab.model.annuity.guess_rate`.
    """
    part = (total - received) / (total + received)
    step = 2.0 * part * (1.0 + part * part / 3.0) / wait
    bend = periods * step / 12.0
    return apply_step(np.zeros_like(step), step * (1.0 + bend + 2.0 * bend * bend))


def apply_step(rate: Floats, step: Floats) -> Floats:
    """Rates after steps in ln(1 + rate).

    Parameters
    ----------
    rate : ndarray of float
        Rates to start from, above -1.
    step : ndarray of float
        Steps in ln(1 + rate), of the same shape; one longer than 1 is cut to 1.

    Returns
    -------
    ndarray of float
        Rates, above -1.

    Examples
    --------
    >>> apply_step(np.zeros(2), np.array([0.5, 9.0])).round(3)
    array([0.667, 2.   ])

    Notes
    -----
    As `loanlab.model.solving.apply_step`.
    """
    step = np.clip(step, -1.0, 1.0)
    return rate + (1.0 + rate) * step / (1.0 - step / 2.0)
