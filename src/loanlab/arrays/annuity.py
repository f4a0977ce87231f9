"""Compute level payments and their rates for many loans; see `loanlab.model.annuity` for one."""

import numpy as np
from numpy.typing import ArrayLike

from ..model import annuity, refusal
from ..model.inputs import LARGEST
from .rates import Floats, compound_growth, nan_beyond_range
from .steps import ENOUGH_STEPS, SETTLED, apply_step, guess_rate


def annuity_factor(period_rate: ArrayLike, periods: ArrayLike) -> Floats:
    """Compute the present value of 1 yuan paid at the end of each period.

    Parameters
    ----------
    period_rate : array_like of float
        Interest of one period as a fraction, above -1.
    periods : array_like of int
        Number of payments, 0 or more, of a shape that broadcasts with ``period_rate``.

    Returns
    -------
    ndarray of float
        Present values in yuan, of the common shape; nan where a rate is not above -1, or the value
        is too large for a float.

    Examples
    --------
    >>> annuity_factor([0.0, 0.01], 12).round(6)
    array([12.      , 11.255077])

    Notes
    -----
    ``(1 - (1 + r)^-n) / r``, as `loanlab.model.annuity.annuity_factor`.
    """
    rate, count = np.broadcast_arrays(
        np.asarray(period_rate, np.float64), np.asarray(periods, np.float64)
    )
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        return np.where(rate == 0, count, -compound_growth(rate, -count) / rate)


def level_payment(
    principal: ArrayLike,
    period_rate: ArrayLike,
    periods: ArrayLike,
    balloon: ArrayLike = 0.0,
    at_start: bool = False,
) -> Floats:
    """Compute the level payments (等额本息) that repay loans, unrounded.

    Parameters
    ----------
    principal : array_like of float
        Amounts lent, in yuan. All shapes broadcast with each other.
    period_rate : array_like of float
        Interest of one period as a fraction, above -1.
    periods : array_like of int
        Number of payments, 1 or more.
    balloon : array_like of float
        Amount still owed after the last payment, in yuan.
    at_start : bool
        Whether payments are made at the start of each period, the first at disbursement.

    Returns
    -------
    ndarray of float
        Payment of each period in yuan, of the common shape; nan where a rate is not above -1, or an
        amount is too large for a float.

    Raises
    ------
    Refusal
        ``periods`` if one is below 1.

    Examples
    --------
    >>> level_payment(10000, 0.1825 / 12, [6, 12]).round(2)
    array([1756.5 ,  917.99])

    Notes
    -----
    As `loanlab.model.annuity.level_payment`.
    """
    rate, count = np.asarray(period_rate, np.float64), np.asarray(periods, np.float64)
    refusal.require(bool(np.all(count >= 1)), "periods", "periods must be 1 or more")
    balloon_value = np.asarray(balloon, np.float64)
    balloon_value = balloon_value + balloon_value * compound_growth(rate, -count)
    payment = (np.asarray(principal, np.float64) - balloon_value) / annuity_factor(rate, count)
    return nan_beyond_range(payment / (1.0 + rate) if at_start else payment)


def level_irr(received: ArrayLike, payment: ArrayLike, periods: ArrayLike) -> Floats:
    """Find the periodic rates of loans in level payments.

    Parameters
    ----------
    received : array_like of float
        Net proceeds, in yuan. All shapes broadcast with each other.
    payment : array_like of float
        Payment at the end of each period, in yuan.
    periods : array_like of int
        Number of payments, 1 or more.

    Returns
    -------
    ndarray of float
        Interest of one period as a fraction, of the common shape; negative where less is paid
        than was received.

    Raises
    ------
    Refusal
        ``received`` or ``payment`` if one is not a finite amount above 0, ``periods`` if one is not
        from 1 to a million.

    Examples
    --------
    >>> payment = level_payment(10000, 0.1825 / 12, 12)
    >>> (12 * level_irr([10000, 9800], payment, 12)).round(4)
    array([0.1825, 0.2216])

    Notes
    -----
    As `loanlab.model.annuity.level_irr`, with the same number of Newton steps for all loans.
    """
    lent, paid, count = (
        np.array(item, np.float64) for item in np.broadcast_arrays(received, payment, periods)
    )
    is_money, is_paid = (lent > 0) & (lent <= LARGEST), (paid > 0) & (paid <= LARGEST)
    refusal.require(bool(is_money.all()), "received", "the net proceeds must be above 0")
    refusal.require(bool(is_paid.all()), "payment", "the payment must be above 0")
    is_counted = (count >= 1) & (count <= annuity.MOST_PAYMENTS)
    refusal.require(bool(is_counted.all()), "periods", "periods must be 1 to a million")
    rate = guess_rate(lent, paid * count, (count + 1.0) / 2.0, count)
    for _ in range(ENOUGH_STEPS):
        growth, factor = compound_growth(rate, -count), annuity_factor(rate, count)
        with np.errstate(invalid="ignore", divide="ignore"):
            duration = (1.0 + rate + count * (1.0 + growth) * rate / growth) / rate
        duration = np.where(np.abs(growth) < annuity.SMALL_DISCOUNT, (count + 1.0) / 2.0, duration)
        value = paid * factor
        step = 2.0 * (value - lent) / (value + lent) / duration
        rate = apply_step(rate, step)
        unsettled = ~(np.abs(step) * count < SETTLED)
        if not unsettled.any():
            return rate
    rate = np.array(rate)  # for a single loan, a scalar
    for at in map(tuple, np.argwhere(unsettled)):
        rate[at] = annuity.level_irr(float(lent[at]), float(paid[at]), int(count[at]))
    return rate
