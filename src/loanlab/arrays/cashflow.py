"""Compute the cost of many loans from their cash flows; see `loanlab.model.cashflow` for one."""

import numpy as np
from numpy.typing import ArrayLike

from loanlab.model import cashflow, refusal
from loanlab.model.inputs import LARGEST

from .annuity import level_irr, level_payment
from .rates import Floats
from .steps import ENOUGH_STEPS, SETTLED, apply_step, guess_rate

# Loans per batch: large enough for few NumPy calls, small enough for the processor's cache.
BATCH = 4096


def irr(flows: ArrayLike) -> Floats:
    """Find the internal rates of return (内部收益率) of many loans.

    Parameters
    ----------
    flows : array_like of float
        Cash flows of shape (loans, moments): one row per loan, one period apart, the first at
        disbursement.

    Returns
    -------
    ndarray of float
        Interest of one period as a fraction, of shape (loans,); nan where a loan has no rate.

    Raises
    ------
    Refusal
        ``flows`` if they have another shape, or one is not a finite amount.

    Examples
    --------
    >>> irr([[-100.0, 60.0, 60.0], [-100.0, 0.0, 121.0], [100.0, 1.0, 1.0]]).round(6)
    array([0.130662, 0.1     ,      nan])

    Notes
    -----
    Ordinary loans (lent once, then repaid) are solved together. All others are solved one at a time
    by `loanlab.model.cashflow.irr`, which also chooses between several rates.
    """
    rows = np.asarray(flows, np.float64)
    refusal.require(rows.ndim == 2, "flows", "flows must have the shape (loans, moments)")
    is_money = np.abs(rows) <= LARGEST
    refusal.require(bool(is_money.all()), "flows", "an amount must be a finite number")
    found = np.empty(len(rows))
    for start in range(0, len(rows), BATCH):
        found[start : start + BATCH] = _solve_batch(rows[start : start + BATCH])
    for at in np.flatnonzero(np.isnan(found)):
        found[at] = _solve_one(rows[at])
    return found


def _solve_batch(rows: Floats) -> Floats:
    """Solve the ordinary loans of a batch; nan for others, and where Newton fails to converge."""
    found = np.full(len(rows), np.nan)
    if rows.shape[1] < 2:
        return found
    signs = -np.sign(rows[:, 0])
    # One row per moment, so that each step reads contiguous memory.
    paid = np.ascontiguousarray(rows.T[1:]) * signs
    ordinary = (signs != 0) & (paid.min(axis=0) >= 0) & (paid.max(axis=0) > 0)
    if not ordinary.all():
        paid = paid[:, ordinary]
    found[ordinary] = _solve_loan_irrs(np.abs(rows[ordinary, 0]), paid)
    return found


def _solve_loan_irrs(lent: Floats, paid: Floats) -> Floats:
    """Solve for the rates of loans without negative payments."""
    count = len(paid)
    early = paid[: count // 2].sum(axis=0)
    total = paid.sum(axis=0)
    duration = ((3 * count + 2) * total - 2 * count * early) / total / 4.0
    rate = guess_rate(lent, total, duration, np.full_like(total, count))
    value, slope = np.empty_like(rate), np.empty_like(rate)
    for _ in range(ENOUGH_STEPS):
        factor = 1.0 / (1.0 + rate)
        value[:] = slope[:] = 0.0
        for payments in paid[::-1]:
            slope *= factor
            slope += value
            value *= factor
            value += payments
        dollar_duration = factor * (value + slope * factor)
        value *= factor
        step = 2.0 * (value - lent) / (value + lent) * value / dollar_duration
        rate = apply_step(rate, step)
        unsettled = np.abs(step) * count >= SETTLED
        if not unsettled.any():
            return rate
    return np.where(unsettled, np.nan, rate)


def _solve_one(row: Floats) -> float:
    """Solve for the rate of one loan; nan if it has none."""
    try:
        return cashflow.irr([float(flow) for flow in row])
    except refusal.Refusal:
        return float("nan")


def period_rate_of_flat_fee(flat_fee_rate: ArrayLike, periods: ArrayLike) -> Floats:
    """Find the periodic interest rates that cost as much as flat fees (等本等费).

    Parameters
    ----------
    flat_fee_rate : array_like of float
        Fee of each period as a fraction of the original principal, 0 or more.
    periods : array_like of int
        Number of payments, 1 or more, of a shape that broadcasts with ``flat_fee_rate``.

    Returns
    -------
    ndarray of float
        Interest of one period as a fraction of the outstanding principal, of the common shape.

    Raises
    ------
    Refusal
        ``flat_fee_rate`` if one is below 0 or not a number, ``periods`` if one is not from 1 to a
        million.

    Examples
    --------
    >>> (12 * period_rate_of_flat_fee(0.006, [3, 6, 12, 24])).round(4)
    array([0.1077, 0.1224, 0.1303, 0.1327])

    Notes
    -----
    As `loanlab.model.cashflow.period_rate_of_flat_fee`.
    """
    count, fee = np.asarray(periods, np.float64), np.asarray(flat_fee_rate, np.float64)
    is_fee = (fee >= 0) & (fee < LARGEST)
    refusal.require(bool(is_fee.all()), "flat_fee_rate", "a flat fee must be 0 or more")
    refusal.require(bool(np.all(count >= 1)), "periods", "periods must be 1 to a million")
    return level_irr(1.0, 1.0 / count + fee, count)


def period_rate_with_fee(
    period_rate: ArrayLike, periods: ArrayLike, upfront_fee_rate: ArrayLike
) -> Floats:
    """Find the periodic rates of level-payment loans with a fee deducted at disbursement.

    Parameters
    ----------
    period_rate : array_like of float
        Contract rate of one period, a fraction above -1.
    periods : array_like of int
        Number of payments, 1 or more.
    upfront_fee_rate : array_like of float
        Fee at disbursement as a fraction of the loan, below 1. All shapes broadcast with each
        other: ``fees[:, None]`` and ``terms`` give a grid.

    Returns
    -------
    ndarray of float
        Interest of one period on the net proceeds, as a fraction, of the common shape.

    Raises
    ------
    Refusal
        ``received`` if a fee is not less than the loan; as `level_payment`.

    Examples
    --------
    >>> fees = np.array([0.0, 0.01, 0.02, 0.03])[:, None]
    >>> (12 * period_rate_with_fee(0.1825 / 12, [6, 12], fees)).round(4)
    array([[0.1825, 0.1825],
           [0.218 , 0.2019],
           [0.2541, 0.2216],
           [0.2908, 0.2416]])
    """
    return level_irr(
        1.0 - np.asarray(upfront_fee_rate, np.float64),
        level_payment(1.0, period_rate, periods),
        periods,
    )
