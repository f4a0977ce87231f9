"""Rates of many loans at once: as `loanlab.model.rates` converts them one at a time."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from loanlab.model import refusal
from loanlab.model.cashflow import AnnualCost

Floats = NDArray[np.float64]


def compound_growth(rate: ArrayLike, periods: ArrayLike) -> Floats:
    """Growth of one yuan when interest joins the principal after every period.

    Parameters
    ----------
    rate : array_like of float
        Interest of one period as a fraction, above -1.
    periods : array_like of float
        Number of periods, of a shape that broadcasts with ``rate``; below 0 for a discount.

    Returns
    -------
    ndarray of float
        Growth as a fraction, of the common shape; nan where a rate is not above -1, or the growth
        more than a number can hold.

    Examples
    --------
    >>> compound_growth(0.0005, [1, 365]).round(6)
    array([0.0005  , 0.200159])

    Notes
    -----
    ``(1 + rate) ** periods - 1`` by logarithms that keep the digits of small rates.
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        grown = np.log1p(np.asarray(rate, np.float64))
        return nan_beyond_range(np.expm1(np.where(np.isinf(grown), np.nan, grown) * periods))


def nan_beyond_range(results: ArrayLike) -> Floats:
    """Results, with nan for those that are more than a number can hold.

    Parameters
    ----------
    results : array_like of float
        What a formula came to.

    Returns
    -------
    ndarray of float
        The same; nan where `loanlab.model.refusal.finite` would refuse.

    Examples
    --------
    >>> nan_beyond_range([0.24, np.inf])
    array([0.24,  nan])
    """
    numbers = np.asarray(results, np.float64)
    return np.where(np.abs(numbers) <= refusal.LARGEST_RESULT, numbers, np.nan)


def annual_cost(period_rate: ArrayLike, periods_per_year: int) -> AnnualCost:
    """Both annual rates of a period's rate.

    Parameters
    ----------
    period_rate : array_like of float
        Interest of one period as a fraction, above -1.
    periods_per_year : int
        Periods in a year, 1 or more.

    Returns
    -------
    AnnualCost
        ``nominal`` (rate x periods a year) and ``effective`` (compounding), arrays of the shape of
        ``period_rate``; nan where a rate is not above -1, or more than a number can hold.

    Raises
    ------
    Refusal
        ``periods_per_year`` if there is none.

    Examples
    --------
    >>> annual_cost([0.01, 0.02], 12).effective.round(4)
    array([0.1268, 0.2682])
    """
    refusal.require(periods_per_year >= 1, "periods_per_year", "a year must have 1 period or more")
    rate = np.asarray(period_rate, np.float64)
    effective = compound_growth(rate, periods_per_year)
    return AnnualCost(np.where(np.isnan(effective), np.nan, rate * periods_per_year), effective)
