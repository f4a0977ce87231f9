"""Compute the annual cost of credit (NPV, IRR, XIRR, APR) from cash flows.

References
----------
- S. G. Kellison, The Theory of Interest, chapter 5: yield rates.
- Directive 2008/48/EC, Annex I, and Directive 98/7/EC: annual percentage rate of charge (EU).
- 12 CFR 1026 (Regulation Z), Appendix J: annual percentage rate, odd first periods (US).
"""

from collections import namedtuple
from datetime import date

from .annuity import (
    ENOUGH_STEPS,
    MOST_PAYMENTS,
    SETTLED,
    SMALL_RATE,
    _annuity_factor,
    _guess_rate,
    _level_irr,
    _refine,
)
from .flows import all_rates, choose_rate
from .inputs import LARGEST, require_day, require_number, require_rate, require_whole
from .rates import MONTHS, _compound_growth, _discount, rate_of_growth
from .refusal import finite
from .solving import _apply_step

AnnualCost = namedtuple("AnnualCost", ("nominal", "effective"))

DAYS_OF_YEAR = 365


def present_value(period_rate: float, flows: list[float]) -> float:
    """Compute the net present value of cash flows one period apart.

    Parameters
    ----------
    period_rate : float
        Interest of one period as a fraction, above -1.
    flows : list of float
        Flows in yuan, the first one today.

    Returns
    -------
    float
        Present value in yuan.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, ``flows`` if a payment is not a finite amount, ``too_high``
        if the present value is too large for a float.

    Examples
    --------
    >>> round(present_value(0.1, [-10000, 2000, 4000, 8000]), 6)
    1134.485349
    """
    rate = require_rate(period_rate)
    value = 0.0
    for flow in reversed(flows):
        value = value / (1.0 + rate) + require_number(flow, "flows")
    return finite(value)


def irr(flows: list[float]) -> float:
    """Find the internal rate of return (内部收益率) of cash flows one period apart.

    Parameters
    ----------
    flows : list of float
        Flows in yuan, the first at disbursement, then one at the end of each period. Receipts and
        payments have opposite signs. If payments are made at the start of each period, subtract
        the first one from the disbursement.

    Returns
    -------
    float
        Interest of one period as a fraction, above -1. If there are several rates: the lowest
        non-negative one up to `flows.HIGHEST_PLAUSIBLE_RATE` (100.0 per period, whatever its
        length), else the highest negative one, else the lowest; `irr_roots` returns all. A single
        rate is returned whatever it is.

    Raises
    ------
    Refusal
        ``no_rate`` if no rate exists, ``flows`` if a flow is not a finite amount.

    Examples
    --------
    >>> round(irr([-100.0, 39.0, 59.0, 55.0, 20.0]), 6)
    0.280948
    >>> round(irr([1.0, -1000.0, 970.0]), 4)  # not 998 per period, the other root
    -0.0291

    Notes
    -----
    An ordinary loan (lent once, then repaid) has exactly one rate. A third-order step and Newton's
    method, both on the logarithm of the payments' present value, find it. Level payments use the
    closed annuity formula. All other flows go through `all_rates`.
    """
    if not isinstance(flows, list):
        flows = [require_number(flow, "flows") for flow in flows]
    if len(flows) < 2:
        return _choose_irr(flows)
    payments = flows[1:]
    if flows[0] > 0 >= max(payments):
        payments = [-payment for payment in payments]
    elif not flows[0] < 0 <= min(payments):
        return _choose_irr(flows)
    lent, first, count = abs(flows[0]), payments[0], len(payments)
    # `all_rates` refuses infinite amounts and nan.
    if lent > LARGEST:
        return _choose_irr(flows)
    # Comparing the last payment first skips the count for most unequal payments.
    if LARGEST >= first == payments[-1] > 0 and payments.count(first) == count:
        return _level_irr(lent, first, count)
    half = count // 2
    try:
        early = sum(payments[:half])
        total = early + sum(payments[half:])
    except OverflowError:  # an int too large for a float
        return _choose_irr(flows)
    if 0 < total <= LARGEST:
        # Approximate duration, as if each half of the payments fell in its middle.
        duration = ((3 * count + 2) * total - 2 * count * early) / total / 4.0
        rate = _solve_loan_irr(_guess_rate(lent, total, duration, count), lent, payments)
        if rate is not None:
            return rate
    return _choose_irr(flows)


def irr_roots(flows: list[float]) -> list[float]:
    """Find all internal rates of return of cash flows one period apart; `irr` chooses one.

    Parameters
    ----------
    flows : list of float
        As `irr`.

    Returns
    -------
    list of float
        Interest of one period as fractions, ascending; empty if no rate exists.

    Raises
    ------
    Refusal
        ``flows`` if a flow is not a finite amount.

    Examples
    --------
    >>> [round(rate, 4) for rate in irr_roots([-100.0, 230.0, -132.0])]
    [0.1, 0.2]

    Notes
    -----
    See `loanlab.model.flows.all_rates` for the method.
    """
    return all_rates(list(range(len(flows))), flows)


def _choose_irr(flows: list[float]) -> float:
    return choose_rate(irr_roots(flows))


def _solve_loan_irr(guess: float, lent: float, payments: list[float]) -> float | None:
    """Solve for the rate of a loan without negative payments; None if it does not converge."""
    count = len(payments)
    latest_first = payments[::-1]
    rate = _improve_guess(guess, lent, latest_first)
    for _ in range(ENOUGH_STEPS):
        # Recompute the rate from the rounded discount factor, so that small rates keep digits.
        factor = 1.0 / (1.0 + rate)
        rate = (1.0 - factor) / factor
        value = slope = 0.0
        for payment in latest_first:
            slope = value + slope * factor
            value = payment + value * factor
        dollar_duration = factor * (value + slope * factor)
        value *= factor
        step = 2.0 * (value - lent) / (value + lent) * value / dollar_duration
        rate = _apply_step(rate, step)
        if abs(step) * count < SETTLED:
            return _refine(rate, lent, payments) if abs(rate) < SMALL_RATE else rate
    return None


def _improve_guess(rate: float, lent: float, latest_first: list[float]) -> float:
    """Improve a rate by a third-order step.

    As a function of ln(1 + rate), the logarithm of the present value has the duration as its
    slope and the variance of the payment times as its curvature. The step is the root of that
    parabola; it saves two Newton steps.
    """
    factor = 1.0 / (1.0 + rate)
    value = slope = half_bend = 0.0
    for payment in latest_first:
        half_bend = slope + half_bend * factor
        slope = value + slope * factor
        value = payment + value * factor
    since_first = slope * factor / value
    spread = since_first + 2.0 * half_bend * factor * factor / value - since_first * since_first
    value *= factor
    part = (value - lent) / (value + lent)
    step = 2.0 * part * (1.0 + part * part / 3.0) / (1.0 + since_first)
    bend = spread * step / (1.0 + since_first) / 2.0
    return _apply_step(rate, step * (1.0 + bend + 2.0 * bend * bend))


def irr_at_times(times: list[int], flows: list[float], units: int) -> float:
    """Find the rate of a period for cash flows at whole units of time.

    A unit of one day serves dated flows; a unit of a 30th of a month serves odd first periods.

    Parameters
    ----------
    times : list of int
        Time of each flow, in units of time, in any order.
    flows : list of float
        Flows in yuan, as many as times; receipts and payments have opposite signs.
    units : int
        Units of time in the period whose rate is returned, a whole number of 1 or more.

    Returns
    -------
    float
        Compound rate of the period as a fraction. If there are several rates: the lowest
        non-negative one up to `flows.HIGHEST_PLAUSIBLE_RATE` (100.0 per period), else the
        highest negative one, else the lowest. A single rate is returned whatever it is.

    Raises
    ------
    Refusal
        ``no_rate`` if no rate exists, ``flows`` if a flow is missing or not a finite amount,
        ``times`` if a time is not a whole number, ``units`` if it is not a whole number of 1 or
        more, ``too_high`` if the rate is too large for a float.

    Examples
    --------
    >>> round(irr_at_times([0, 546], [-1000, 1200], 365), 4)  # Directive 98/7/EC, Annex III, 1
    0.1296
    """
    units = require_whole(units, "units", 1)
    return finite(_compound_growth(choose_rate(all_rates(times, flows), units), units))


def xirr(dates: list[date], flows: list[float], days_in_year: int = DAYS_OF_YEAR) -> float:
    """Find the effective annual rate of dated cash flows (XIRR).

    Beyond the book: ``days_in_year`` is for lenders that count 360 days a year.

    Parameters
    ----------
    dates : list of date
        Days of the flows, in any order; datetimes, Timestamps and datetime64 count as their day.
    flows : list of float
        Flows in yuan, as many as dates; receipts and payments have opposite signs.
    days_in_year : int
        365 as in spreadsheets, or 360.

    Returns
    -------
    float
        Effective annual rate as a fraction. If there are several rates: the lowest non-negative
        one up to `flows.HIGHEST_PLAUSIBLE_RATE` (100.0 a year), else the highest negative one,
        else the lowest; `xirr_roots` returns all. A single rate is returned whatever it is.

    Raises
    ------
    Refusal
        ``dates`` if one is not a day, ``days_in_year`` if it is not a whole number of 1 or more; as
        `irr_at_times`.

    Examples
    --------
    >>> round(xirr([date(2010, 1, 1), date(2011, 1, 1)], [-1000, 1100]), 12)
    0.1
    >>> days = [date(2027, 1, 1), date(2027, 1, 15), date(2027, 2, 15)]
    >>> round(xirr(days, [20, -1000, 970]), 4)  # not 1e44 a year, the other root
    -0.1147

    Notes
    -----
    The daily rate is found first and then compounded over the year. This avoids fractional powers,
    which differ in the last bit between machines.
    """
    year = require_whole(days_in_year, "days_in_year", 1)
    return irr_at_times(_to_ordinals(dates), flows, year)


def xirr_roots(
    dates: list[date], flows: list[float], days_in_year: int = DAYS_OF_YEAR
) -> list[float]:
    """Find all effective annual rates of dated cash flows; `xirr` chooses one.

    Beyond the book: for flows with several sign changes, where `xirr` has to choose.

    Parameters
    ----------
    dates : list of date
        As `xirr`.
    flows : list of float
        As `xirr`.
    days_in_year : int
        As `xirr`.

    Returns
    -------
    list of float
        Effective annual rates as fractions, ascending; empty if no rate exists.

    Raises
    ------
    Refusal
        ``too_high`` if a rate is too large for a float; as `xirr`, except ``no_rate``.

    Examples
    --------
    >>> days = [date(2027, 1, 1), date(2028, 1, 1), date(2028, 12, 31)]
    >>> [round(rate, 4) for rate in xirr_roots(days, [-100.0, 230.0, -132.0])]
    [0.1, 0.2]

    Notes
    -----
    See `loanlab.model.flows.all_rates`; each daily rate is then compounded over the year.
    """
    year = require_whole(days_in_year, "days_in_year", 1)
    return [finite(_compound_growth(rate, year)) for rate in all_rates(_to_ordinals(dates), flows)]


def _to_ordinals(dates: list) -> list[int]:
    """Convert dates to day numbers."""
    return [require_day(day).toordinal() for day in dates]


def odd_first_flows(received: float, payments: list[float], whole: int, share: float) -> tuple:
    """Build times and flows of a loan with an odd first period that bears simple interest.

    Parameters
    ----------
    received : float
        Net proceeds at disbursement, in yuan, 0 or more.
    payments : list of float
        Payments one period apart, in yuan.
    whole : int
        Whole periods between disbursement and the first payment, 0 or more.
    share : float
        Additional fraction of a period, from 0 to 1.

    Returns
    -------
    tuple of list
        Times in periods, and flows, for `irr_at_times` with one unit per period.

    Raises
    ------
    Refusal
        ``first_period`` if ``whole`` is not a whole number of 0 or more, or ``share`` is not from
        0 to 1; ``received`` or ``payments`` if one is not a finite amount.

    Examples
    --------
    >>> times, flows = odd_first_flows(6000, [200] * 36, 1, 19 / 30)
    >>> round(12 * irr_at_times(times, flows, 1), 4)  # Regulation Z, Appendix J, (c)(1)(ii)
    0.1182

    Notes
    -----
    ``1 + f r = (1 - f) + f (1 + r)``: simple interest over a fraction f of a period equals
    interest over a whole period on the fraction f of the principal.
    """
    received = require_number(received, "received", 0)
    whole, share = require_whole(whole, "first_period"), require_number(share, "first_period", 0, 1)
    times = [0, 1]
    flows = [-share * received, -(1.0 - share) * received]
    for number, payment in enumerate(payments):
        times.append(1 + whole + number)
        flows.append(require_number(payment, "payments"))
    return times, flows


def annual_cost(period_rate: float, periods_per_year: int = MONTHS) -> AnnualCost:
    """Compute both annual rates of a periodic rate: nominal (which lenders disclose) and effective.

    Parameters
    ----------
    period_rate : float
        Internal rate of return of one period as a fraction, above -1.
    periods_per_year : int
        Periods per year.

    Returns
    -------
    AnnualCost
        ``nominal`` (IRR x periods per year) and ``effective`` ((1 + IRR) ^ periods - 1), fractions.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, ``periods_per_year`` if it is not a whole number of 1 or
        more, ``too_high`` if the effective rate is too large for a float.

    Examples
    --------
    >>> cost = annual_cost(irr([-9800] + [917.99] * 12))
    >>> round(cost.nominal, 4), round(cost.effective, 4)
    (0.2216, 0.2456)
    """
    rate, periods = (
        require_rate(period_rate),
        require_whole(periods_per_year, "periods_per_year", 1),
    )
    return AnnualCost(rate * periods, finite(_compound_growth(rate, periods)))


def annual_cost_of_months(period_rate: float, months: int) -> AnnualCost:
    """Compute both annual rates of a rate over some months, as for a loan repaid at the end.

    Parameters
    ----------
    period_rate : float
        Rate over all the months as a fraction, above -1.
    months : int
        Number of months, 1 or more.

    Returns
    -------
    AnnualCost
        ``nominal`` (rate x 12 / months) and ``effective`` (compound), fractions.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, ``months`` if it is not a whole number of 1 or more,
        ``too_high`` as `annual_cost`.

    Examples
    --------
    >>> cost = annual_cost_of_months(0.06, 9)
    >>> round(cost.nominal, 4), round(cost.effective, 4)
    (0.08, 0.0808)
    """
    rate, months = require_rate(period_rate), require_whole(months, "months", 1)
    effective = _compound_growth(rate_of_growth(rate, months), MONTHS)
    return AnnualCost(rate * MONTHS / months, finite(effective))


def period_rate_of_flat_fee(flat_fee_rate: float, periods: int) -> float:
    """Find the periodic interest rate that costs as much as a flat fee (等本等费).

    Parameters
    ----------
    flat_fee_rate : float
        Fee per period as a fraction of the original principal, 0 or more.
    periods : int
        Number of payments, 1 or more.

    Returns
    -------
    float
        Interest of one period as a fraction of the outstanding principal.

    Raises
    ------
    Refusal
        ``flat_fee_rate`` if it is below 0 or not a number, ``periods`` if it is not a whole
        number of 1 or more.

    Examples
    --------
    >>> round(12 * period_rate_of_flat_fee(0.006, 12), 4)
    0.1303
    """
    fee = require_number(flat_fee_rate, "flat_fee_rate", 0)
    periods = require_whole(periods, "periods", 1, MOST_PAYMENTS)
    if fee == 0:
        return 0.0
    total = fee * periods
    if total >= SMALL_RATE:
        return _level_irr(1.0, 1.0 / periods + fee, periods)
    # A tiny fee loses its digits when added to the payment. Fee and rate are nearly proportional.
    rate = 2.0 * total / (periods + 1)
    for _ in range(ENOUGH_STEPS):
        rate *= fee / _flat_fee_of_rate(rate, periods)
    return rate


def flat_fee_of_period_rate(period_rate: float, periods: int) -> float:
    """Compute the flat fee equivalent to an interest rate; inverts `period_rate_of_flat_fee`.

    Beyond the book: to compare an interest-bearing offer with a flat-fee offer.

    Parameters
    ----------
    period_rate : float
        Interest of one period as a fraction of the outstanding principal, 0 or more.
    periods : int
        Number of payments, 1 or more.

    Returns
    -------
    float
        Fee per period as a fraction of the original principal.

    Raises
    ------
    Refusal
        ``rate`` if it is below 0 or not a number, ``periods`` if it is not a whole number of 1 or
        more.

    Examples
    --------
    >>> round(flat_fee_of_period_rate(0.1303 / 12, 12), 4)
    0.006
    """
    rate = require_number(period_rate, "rate", 0)
    return _flat_fee_of_rate(rate, require_whole(periods, "periods", 1, MOST_PAYMENTS))


def _flat_fee_of_rate(rate: float, periods: int) -> float:
    """Compute `flat_fee_of_period_rate` for validated arguments."""
    # Level payment minus principal part, as a sum without cancellation: tiny rates keep digits.
    late = sum(_discount(rate, number) for number in range(1, periods + 1))
    return late / (periods * _annuity_factor(rate, periods))
