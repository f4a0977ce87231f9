"""Compute the first guess and the Newton steps of a search for many rates."""

import numpy as np

from .rates import Floats

ENOUGH_STEPS = 12
# Convergence: after a Newton step this small, relative to the term, the error is about its square.
SETTLED = 1e-7


def guess_rate(received: Floats, total: Floats, duration: Floats, periods: Floats) -> Floats:
    """Estimate the rates of payments spread over all periods, as starting values.

    Parameters
    ----------
    received : ndarray of float
        Net proceeds, in yuan, above 0.
    total : ndarray of float
        Sum of the payments, in yuan, above 0, of the same shape.
    duration : ndarray of float
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
    As `loanlab.model.annuity` does for one loan.
    """
    part = (total - received) / (total + received)
    step = 2.0 * part * (1.0 + part * part / 3.0) / duration
    bend = periods * step / 12.0
    return apply_step(np.zeros_like(step), step * (1.0 + bend + 2.0 * bend * bend))


def apply_step(rate: Floats, step: Floats) -> Floats:
    """Take Newton steps in ln(1 + rate) and return the new rates.

    Parameters
    ----------
    rate : ndarray of float
        Current rates, above -1.
    step : ndarray of float
        Steps in ln(1 + rate), of the same shape, clipped to [-1, 1].

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
    As `loanlab.model.solving` does for one loan.
    """
    step = np.clip(step, -1.0, 1.0)
    return rate + (1.0 + rate) * step / (1.0 - step / 2.0)
