"""What money costs a year, read off its payments alone."""

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
from .flows import all_rates, chosen_rate
from .inputs import LARGEST, require_day, require_number, require_rate, require_whole
from .rates import MONTHS, _discount, _compound_growth, rate_of_growth
from .refusal import finite
from .solving import _apply_step

AnnualCost = namedtuple("AnnualCost", ("nominal", "effective"))

DAYS_OF_YEAR = 365


def present_value(period_rate: float, flows: list[float]) -> float:
    """Worth today of payments at the starts of periods.

    Parameters
    ----------
    period_rate : float
        Interest of one period as a fraction, above -1.
    flows : list of float
        Payments, the first made today, in yuan.

    Returns
    -------
    float
        Present value in yuan.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, ``flows`` if a payment is no number of money, ``too_high``
        if the worth is more than a number can hold.

    Examples
    --------
    >>> round(present_value(0.1, [-10000, 2000, 4000, 8000]), 6)
    1134.485349
    """
    rate = require_rate(period_rate)
    worth = 0.0
    for flow in reversed(flows):
        worth = worth / (1.0 + rate) + require_number(flow, "flows")
    return finite(worth)


def irr(flows: list[float]) -> float:
    """Internal rate of return (内部收益率) of payments a period apart.

    Parameters
    ----------
    flows : list of float
        Payments in yuan, the first at once, then one at the end of each period; what is received
        and what is paid have opposite signs. With payments at the start of a period the first of
        them is taken off the payout.

    Returns
    -------
    float
        Interest of one period as a fraction, above -1. Where there are several, the lowest from 0
        on that is at most `loanlab.model.flows.BELIEVABLE` (100.0 a period, whatever its length),
        else the highest below 0, else the lowest; `irr_roots` gives all. A single rate is returned
        whatever it is.

    Raises
    ------
    Refusal
        ``no_rate`` if there is none, ``flows`` if a payment is no number of money.

    Examples
    --------
    >>> round(irr([-100.0, 39.0, 59.0, 55.0, 20.0]), 6)
    0.280948
    >>> round(irr([1.0, -1000.0, 970.0]), 4)  # and not 998 a period
    -0.0291

    Notes
    -----
    An ordinary loan, lent once and then repaid, has one rate: one step of the third order and
    Newton's method, both on the logarithm of what the payments are worth, find it. Equal payments
    need no sum. All else goes through `all_rates`.
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
    # What is more than a number of money, or not a number, goes to where it is refused in words.
    if lent > LARGEST:
        return _choose_irr(flows)
    # The last is looked at alone first: most unequal payments part there.
    if LARGEST >= first == payments[-1] > 0 and payments.count(first) == count:
        return _level_irr(lent, first, count)
    half = count // 2
    try:
        early = sum(payments[:half])
        total = early + sum(payments[half:])
    except OverflowError:  # a whole number of more digits than a float has
        return _choose_irr(flows)
    if 0 < total <= LARGEST:
        # As if each half of the payments were made in its middle.
        wait = ((3 * count + 2) * total - 2 * count * early) / total / 4.0
        rate = _solve_loan_irr(_guess_rate(lent, total, wait, count), lent, payments)
        if rate is not None:
            return rate
    return _choose_irr(flows)


def irr_roots(flows: list[float]) -> list[float]:
    """All internal rates of return of payments a period apart, of which `irr` gives one.

    Parameters
    ----------
    flows : list of float
        As `irr`.

    Returns
    -------
    list of float
        Interest of one period as a fraction, ascending; none where there is no rate.

    Raises
    ------
    Refusal
        ``flows`` if a payment is no number of money.

    Examples
    --------
    >>> [round(rate, 4) for rate in irr_roots([-100.0, 230.0, -132.0])]
    [0.1, 0.2]

    Notes
    -----
    As `loanlab.model.flows.all_rates`: by the changes of sign of the worth and its derivatives.
    """
    return all_rates(list(range(len(flows))), flows)


def _choose_irr(flows: list[float]) -> float:
    return chosen_rate(irr_roots(flows))


def _solve_loan_irr(guess: float, lent: float, payments: list[float]) -> float | None:
    """Rate of a loan that is repaid by payments of which none is below 0, if it is soon found."""
    count = len(payments)
    latest_first = payments[::-1]
    rate = _improve_guess(guess, lent, latest_first)
    for _ in range(ENOUGH_STEPS):
        # From here on the rate is exactly that of the rounded factor: small ones keep digits.
        left = 1.0 / (1.0 + rate)
        rate = (1.0 - left) / left
        worth = slope = 0.0
        for payment in latest_first:
            slope = worth + slope * left
            worth = payment + worth * left
        waiting = left * (worth + slope * left)
        worth *= left
        step = 2.0 * (worth - lent) / (worth + lent) * worth / waiting
        rate = _apply_step(rate, step)
        if abs(step) * count < SETTLED:
            return _refine(rate, lent, payments) if abs(rate) < SMALL_RATE else rate
    return None


def _improve_guess(rate: float, lent: float, latest_first: list[float]) -> float:
    """Rate after a step of the third order.

    The logarithm of the payments' worth falls with ln(1 + rate) by their mean time, and bends by
    the spread of their times: the step is the root of that parabola. It spares two of Newton's.
    """
    left = 1.0 / (1.0 + rate)
    worth = slope = half_bend = 0.0
    for payment in latest_first:
        half_bend = slope + half_bend * left
        slope = worth + slope * left
        worth = payment + worth * left
    since_first = slope * left / worth
    spread = since_first + 2.0 * half_bend * left * left / worth - since_first * since_first
    worth *= left
    part = (worth - lent) / (worth + lent)
    step = 2.0 * part * (1.0 + part * part / 3.0) / (1.0 + since_first)
    bend = spread * step / (1.0 + since_first) / 2.0
    return _apply_step(rate, step * (1.0 + bend + 2.0 * bend * bend))


def rate_at(times: list[int], flows: list[float], units: int) -> float:
    """Rate of a period at which payments at whole units of time are worth nothing.

    With a unit of a day this serves dated payments; with a unit of a 30th of a month, an odd first
    period.

    Parameters
    ----------
    times : list of int
        When each payment is made, in units of time, in any order.
    flows : list of float
        Payments in yuan, as many as times; what is received and what is paid have opposite signs.
    units : int
        Units of time in the period that the rate is for, a whole number of 1 or more.

    Returns
    -------
    float
        Rate of the period, compounding, as a fraction. Where there are several, the lowest from 0
        on that is at most `loanlab.model.flows.BELIEVABLE` (100.0 a period), else the highest below
        0, else the lowest. A single rate is returned whatever it is.

    Raises
    ------
    Refusal
        ``no_rate`` if there is none, ``flows`` if an amount is missing or no number of money,
        ``times`` if a time is not a whole number, ``units`` if the period has none, ``too_high`` if
        its rate is more than a number can hold.

    Examples
    --------
    >>> round(rate_at([0, 546], [-1000, 1200], 365), 4)  # directive 98/7/EC, annex III, example 1
    0.1296
    """
    units = require_whole(units, "units", 1)
    return finite(_compound_growth(chosen_rate(all_rates(times, flows), units), units))


def xirr(dates: list[date], flows: list[float], days_in_year: int = DAYS_OF_YEAR) -> float:
    """Effective annual rate of dated payments (XIRR).

    Beyond the book: ``days_in_year`` is there for lenders whose year has 360 days.

    Parameters
    ----------
    dates : list of date
        Days of the payments, in any order; datetimes, Timestamps and datetime64 count as their day.
    flows : list of float
        Payments in yuan, as many as dates; what is received and what is paid have opposite signs.
    days_in_year : int
        365 as every spreadsheet has it, or 360.

    Returns
    -------
    float
        Effective annual rate as a fraction. Where there are several, the lowest from 0 on that is
        at most `loanlab.model.flows.BELIEVABLE` (100.0 a year), else the highest below 0, else the
        lowest; `xirr_roots` gives all. A single rate is returned whatever it is.

    Raises
    ------
    Refusal
        ``dates`` if one is no day, ``days_in_year`` if it is not a whole number of 1 or more; as
        `rate_at`.

    Examples
    --------
    >>> round(xirr([date(2010, 1, 1), date(2011, 1, 1)], [-1000, 1100]), 12)
    0.1
    >>> days = [date(2027, 1, 1), date(2027, 1, 15), date(2027, 2, 15)]
    >>> round(xirr(days, [20, -1000, 970]), 4)  # and not 1e44 a year
    -0.1147

    Notes
    -----
    The rate of a day is found, and compounded over the year: powers with fractions, which differ
    in the last bit between machines, do not occur.
    """
    year = require_whole(days_in_year, "days_in_year", 1)
    return rate_at(_to_ordinals(dates), flows, year)


def xirr_roots(
    dates: list[date], flows: list[float], days_in_year: int = DAYS_OF_YEAR
) -> list[float]:
    """All effective annual rates of dated payments, of which `xirr` gives one.

    Beyond the book: for flows with more than one change of sign, whose single rate hides a choice.

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
        Effective annual rates as fractions, ascending; none where there is no rate.

    Raises
    ------
    Refusal
        ``too_high`` if one is more than a number can hold; as `xirr` but for ``no_rate``.

    Examples
    --------
    >>> days = [date(2027, 1, 1), date(2028, 1, 1), date(2028, 12, 31)]
    >>> [round(rate, 4) for rate in xirr_roots(days, [-100.0, 230.0, -132.0])]
    [0.1, 0.2]

    Notes
    -----
    As `loanlab.model.flows.all_rates`, each rate of a day compounded over the year.
    """
    year = require_whole(days_in_year, "days_in_year", 1)
    return [finite(_compound_growth(rate, year)) for rate in all_rates(_to_ordinals(dates), flows)]


def _to_ordinals(dates: list) -> list[int]:
    """Days counted from the calendar's first."""
    return [require_day(day).toordinal() for day in dates]


def odd_first_flows(received: float, payments: list[float], whole: int, share: float) -> tuple:
    """Times and flows of a loan whose first period is odd, interest of the odd part being simple.

    Parameters
    ----------
    received : float
        Money in hand at the payout, in yuan, 0 or more.
    payments : list of float
        Payments, a period apart, in yuan.
    whole : int
        Whole periods between the payout and the first payment, 0 or more.
    share : float
        Share of a period besides, from 0 to 1.

    Returns
    -------
    tuple of list
        Times in periods and flows, for `rate_at` with one unit a period.

    Raises
    ------
    Refusal
        ``first_period`` if ``whole`` is not a whole number of 0 or more, or ``share`` no share;
        ``received`` or ``payments`` if one is no number of money.

    Examples
    --------
    >>> times, flows = odd_first_flows(6000, [200] * 36, 1, 19 / 30)
    >>> round(12 * rate_at(times, flows, 1), 4)  # US Regulation Z, appendix J, (c)(1)(ii)
    0.1182

    Notes
    -----
    ``1 + f r = (1 - f) + f (1 + r)``: simple interest over a share f of a period is what the share
    f of the money earns in a whole one.
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
    """Both annual rates of a rate per period: the one lenders must show, and the effective one.

    Parameters
    ----------
    period_rate : float
        Internal rate of return of a period as a fraction, above -1.
    periods_per_year : int
        Periods in a year.

    Returns
    -------
    AnnualCost
        ``nominal`` (IRR x periods a year) and ``effective`` ((1 + IRR) ^ periods - 1), fractions.

    Raises
    ------
    Refusal
        ``rate`` if it is not above -1, ``periods_per_year`` if it is not a whole number of 1 or
        more, ``too_high`` if the effective rate is more than a number can hold.

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
    """Both annual rates of a rate for some months, as of a loan repaid in one sum after them.

    Parameters
    ----------
    period_rate : float
        Rate of the months together as a fraction, above -1.
    months : int
        How many months, 1 or more.

    Returns
    -------
    AnnualCost
        ``nominal`` (rate x 12 / months) and ``effective`` (compounding), fractions.

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
    """Interest rate a period that a flat fee on the first principal (等本等费) amounts to.

    Parameters
    ----------
    flat_fee_rate : float
        Fee of each period as a fraction of the original principal, 0 or more.
    periods : int
        Number of payments, 1 or more.

    Returns
    -------
    float
        Interest of one period as a fraction of what is still owed.

    Raises
    ------
    Refusal
        ``flat_fee_rate`` if it is below 0 or no number, ``periods`` if it is not a whole number of
        1 or more.

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
    # So small a fee loses its digits in a payment; the fee of a rate is nearly in proportion to it.
    rate = 2.0 * total / (periods + 1)
    for _ in range(ENOUGH_STEPS):
        rate *= fee / _flat_fee_of_rate(rate, periods)
    return rate


def flat_fee_of_period_rate(period_rate: float, periods: int) -> float:
    """Flat fee that costs what an interest rate costs: inverse of `period_rate_of_flat_fee`.

    Beyond the book: who compares offers turns a rate into the flat fee that costs as much.

    Parameters
    ----------
    period_rate : float
        Interest of one period as a fraction of what is still owed, 0 or more.
    periods : int
        Number of payments, 1 or more.

    Returns
    -------
    float
        Fee of each period as a fraction of the original principal.

    Raises
    ------
    Refusal
        ``rate`` if it is below 0 or no number, ``periods`` if it is not a whole number of 1 or
        more.

    Examples
    --------
    >>> round(flat_fee_of_period_rate(0.1303 / 12, 12), 4)
    0.006
    """
    rate = require_number(period_rate, "rate", 0)
    return _flat_fee_of_rate(rate, require_whole(periods, "periods", 1, MOST_PAYMENTS))


def _flat_fee_of_rate(rate: float, periods: int) -> float:
    """As `flat_fee_of_period_rate`, of what has been looked at."""
    # The payment less its principal part, as a sum without differences: tiny rates keep digits.
    late = sum(_discount(rate, number) for number in range(1, periods + 1))
    return late / (periods * _annuity_factor(rate, periods))
