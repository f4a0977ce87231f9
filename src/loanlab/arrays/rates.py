"""Convert rates of many loans at once; see `loanlab.model.rates` for one."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from loanlab.model import refusal
from loanlab.model.cashflow import AnnualCost

Floats = NDArray[np.float64]


def compound_growth(rate: ArrayLike, periods: ArrayLike) -> Floats:
    """Compute the growth of one yuan at compound interest.

    Parameters
    ----------
    rate : array_like of float
        Interest of one period as a fraction, above -1.
    periods : array_like of float
        Number of periods, of a shape that broadcasts with ``rate``; negative for discounting.

    Returns
    -------
    ndarray of float
        Growth as a fraction, of the common shape; nan where a rate is not above -1, or the growth
        is too large for a float.

    Examples
    --------
    >>> compound_growth(0.0005, [1, 365]).round(6)
    array([0.0005  , 0.200159])

    Notes
    -----
    ``(1 + rate) ** periods - 1``, computed with ``log1p`` and ``expm1`` to keep the digits of small
    rates.
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        grown = np.log1p(np.asarray(rate, np.float64))
        return nan_beyond_range(np.expm1(np.where(np.isinf(grown), np.nan, grown) * periods))


def nan_beyond_range(results: ArrayLike) -> Floats:
    """Replace results that are too large for a float by nan.

    Parameters
    ----------
    results : array_like of float
        Results of a formula.

    Returns
    -------
    ndarray of float
        The results; nan where `loanlab.model.refusal.finite` would refuse.

    Examples
    --------
    >>> nan_beyond_range([0.24, np.inf])
    array([0.24,  nan])
    """
    numbers = np.asarray(results, np.float64)
    return np.where(np.abs(numbers) <= refusal.LARGEST_RESULT, numbers, np.nan)


def annual_cost(period_rate: ArrayLike, periods_per_year: int) -> AnnualCost:
    """Compute the nominal and the effective annual rates of periodic rates.

    Parameters
    ----------
    period_rate : array_like of float
        Interest of one period as a fraction, above -1.
    periods_per_year : int
        Periods per year, 1 or more.

    Returns
    -------
    AnnualCost
        ``nominal`` (rate x periods per year) and ``effective`` (compound), arrays of the shape of
        ``period_rate``; nan where a rate is not above -1, or too large for a float.

    Raises
    ------
    Refusal
        ``periods_per_year`` if it is below 1.

    Examples
    --------
    >>> annual_cost([0.01, 0.02], 12).effective.round(4)
    array([0.1268, 0.2682])
    """
    refusal.require(periods_per_year >= 1, "periods_per_year", "a year must have 1 period or more")
    rate = np.asarray(period_rate, np.float64)
    effective = compound_growth(rate, periods_per_year)
    return AnnualCost(np.where(np.isnan(effective), np.nan, rate * periods_per_year), effective)
