"""Compute the annual price of a loan (年化) from its cash flows alone.

References
----------
- 中国人民银行公告〔2021〕第3号 (PBOC Announcement No. 3 of 2021): the annualised rate of a loan is
  its cost over the principal actually outstanding, by the internal rate of return or by simple
  interest, and the lender says which.
- 12 CFR 1026 (Regulation Z), Appendix J: unit periods and fractions of them.
- 12 CFR 1026.22(a)(1): the United States Rule.
"""

from collections import namedtuple
from datetime import date

from .cashflow import annual_cost, irr, irr_at_times
from .dates import BY_MONTH as MONTHLY
from .dates import add_months, days_between, whole_months
from .inputs import require_day, require_number, require_whole
from .rates import MONTHS, rate_of_growth
from .refusal import require
from .schedule import flows_of_plan
from .solving import Curve
from .terms import Terms

DAYS = 365
WEEKS, FORTNIGHTS, HALF_MONTHS = 52, 26, 24
# Values of `Price.convention`: how the price was computed.
REGULAR, ONE_PAYMENT, IRREGULAR = "regular", "one_payment", "irregular"
# Values of `Price.other_name`: a price by another convention.
BY_MONTH, COMPOUNDED = "by_month", "compounded"
HIGHEST_RATE = 1e12
MOST_UNITS = 10**7
# Half of the last digit shown: a rate displayed as 24.00% does not count as above 24%.
HALF_OF_LAST_DIGIT = 0.00005
DAYS_OF_WEEK = 7
# Fewest and most days between the two payments of a month in a semimonthly loan.
HALF_A_MONTH = (13, 18)

Price = namedtuple(
    "Price", ("nominal", "effective", "period_rate", "convention", "other", "other_name")
)


def annual_price(times: list[int], flows: list[float], units_per_year: int = MONTHS) -> Price:
    """Compute the annual price of a loan whose payments are made at whole units of time.

    Every simulation, table and exercise computes its price here.

    Parameters
    ----------
    times : list of int
        Time of each flow, in units of time (months if there are 12 a year), in any order.
    flows : list of float
        Flows in fen, as many as times: negative when the borrower receives, positive when the
        borrower pays. Flows at the same time are added up.
    units_per_year : int
        Units of time per year: 12 for months, 365 for days.

    Returns
    -------
    Price
        ``nominal`` (the annual price, a fraction), ``effective`` (compound, a fraction),
        ``period_rate`` (of the period between payments; None if payments are irregular),
        ``convention`` (``regular``, ``one_payment`` or ``irregular``), and ``other``, the price by
        another convention, named in ``other_name`` (both None if there is none).

    Raises
    ------
    Refusal
        ``flows`` if the borrower does not receive money first, or an amount or time is missing or
        not a number, ``times`` if one is not whole, ``units_per_year`` if it is not a whole number
        of 1 or more, ``too_high`` if the price is too large for a float, ``several_rates`` if the
        flows change sign so often that no single rate is plausible; as `irr`.

    Examples
    --------
    >>> round(annual_price(list(range(13)), [-980000] + [91799] * 12).nominal, 4)
    0.2216
    >>> annual_price([0, 12], [-100000, 125000]).nominal
    0.25

    Notes
    -----
    There are three rules. They agree on loans to which more than one applies.

    - *Regular*: payments one period apart, some perhaps skipped. The internal rate of return of a
      period times the periods per year.
    - *One payment*: simple interest, the cost divided by the principal and the fraction of a year.
      It is the regular rule with one period.
    - *Irregular*: interest accrues over time on the outstanding principal. A payment covers accrued
      interest first, then principal, and interest bears no interest (the United States Rule). The
      price is the annual rate at which the final balance is zero. Regular payments that cover
      their interest have the same price by this rule. The effective rate is reported beside it.

    Interest-free instalments have the price 0, even if each was rounded down to the fen
    (`is_rounded_down`). If less is repaid than was received, an irregular price is the (negative)
    rate of return of a unit of time, times the units per year.
    """
    units_per_year = require_whole(units_per_year, "units_per_year", 1, MOST_UNITS)
    times, flows = _sum_by_time(times, flows)
    return _price_flows(times, flows, units_per_year, _find_period(times))


def price_of_days(days: list[date], flows: list[float]) -> Price:
    """Compute the annual price of a loan with dated payments.

    Parameters
    ----------
    days : list of date
        Date of each flow, in any order.
    flows : list of float
        Flows in fen, as many as days: negative when the borrower receives, positive when the
        borrower pays. Flows on the same day are added up.

    Returns
    -------
    Price
        ``nominal`` (the annual price), ``effective`` (compound), ``period_rate``,
        ``convention``, ``other`` and ``other_name``, as `annual_price` returns them. If a single
        payment falls on the same day of a later month, ``other`` is its price by whole months,
        each a twelfth of a year.

    Raises
    ------
    Refusal
        As `annual_price`.

    Examples
    --------
    >>> round(price_of_days([date(2027, 2, 1), date(2027, 3, 1)], [-1000000, 1014000]).nominal, 4)
    0.1825
    >>> days = [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]
    >>> round(price_of_days(days, [-200000, 101500, 101500]).nominal, 4)  # same as by months
    0.1198

    Notes
    -----
    Payments every month, quarter and so on, on the same day or at the month's end, are regular,
    with 12 months a year. So are payments every week (52), every second week (26), every half
    month (24) and at any other constant number of days (365 / days). All others count actual days
    over 365.
    """
    ordinals, flows = _sum_by_time([require_day(day).toordinal() for day in days], flows)
    days = [date.fromordinal(ordinal) for ordinal in ordinals]
    if len(days) > 2:
        times, units_per_year = _count_calendar_units(days)
        if times:
            return _price_flows(times, flows, units_per_year, _find_period(times))
        gaps = {late - early for early, late in zip(ordinals, ordinals[1:])}
        return _price_flows(ordinals, flows, DAYS, gaps.pop() if len(gaps) == 1 else 0)
    found = _price_flows(ordinals, flows, DAYS, ordinals[1] - ordinals[0])
    months = whole_months(days[0], days[1])
    if months == 0 or add_months(days[0], months) != days[1]:
        return found
    by_month = found.period_rate * MONTHS / months
    return Price(found.nominal, found.effective, found.period_rate, ONE_PAYMENT, by_month, BY_MONTH)


def price_of_plan(terms: Terms, rows: list) -> Price:
    """Compute the annual price of a loan from its repayment schedule.

    Parameters
    ----------
    terms : Terms
        The loan; it has a start date.
    rows : list of Row
        Its payments with all fees, as `loanlab.model.schedule.payments_by_day` returns them.

    Returns
    -------
    Price
        As `annual_price`.

    Raises
    ------
    Refusal
        ``start`` if the loan has no dates; as `annual_price`.

    Examples
    --------
    >>> from .schedule import payments_by_day
    >>> from .terms import loan_terms
    >>> terms = loan_terms(1000000, "bullet", 1, 0.1825, start=date(2027, 2, 1))
    >>> round(price_of_plan(terms, payments_by_day(terms)).nominal, 4)
    0.1825

    Notes
    -----
    If the contract counts whole months as twelfths of a year, and all payments are whole months
    after disbursement, the price does the same. Otherwise it counts actual days over 365, even if
    the contract divides by 360.
    """
    days, flows = flows_of_plan(terms, rows)
    months = [whole_months(terms.start, day) for day in days]
    if terms.day_count == MONTHLY and days == [add_months(terms.start, month) for month in months]:
        return annual_price(months, flows)
    return price_of_days(days, flows)


def is_above(annual_rate: float, line: float) -> bool:
    """Check whether an annual rate exceeds a limit when both are displayed with two decimals.

    Parameters
    ----------
    annual_rate, line : float
        Fractions.

    Returns
    -------
    bool
        False for a rate that is displayed as the limit itself.

    Raises
    ------
    Refusal
        ``annual_rate`` or ``line`` if it is not a number.

    Examples
    --------
    >>> is_above(0.24004, 0.24), is_above(0.2401, 0.24)
    (False, True)
    """
    rate = require_number(annual_rate, "annual_rate")
    return rate >= require_number(line, "line") + HALF_OF_LAST_DIGIT


def is_rounded_down(flows: list[float]) -> bool:
    """Check whether payments fall short of the proceeds only by rounding down to the fen.

    Parameters
    ----------
    flows : list of float
        Flows in fen: negative when the borrower receives, positive when the borrower pays.

    Returns
    -------
    bool
        True if less than one fen per payment is missing: the payments are interest-free.

    Raises
    ------
    Refusal
        ``flows`` if one is not a finite amount.

    Examples
    --------
    >>> is_rounded_down([-10000, 3333, 3333, 3333]), is_rounded_down([-10000, 3333, 3333])
    (True, False)
    """
    amounts = [require_number(flow, "flows") for flow in flows]
    return 0 < -sum(amounts) < len([amount for amount in amounts if amount > 0])


def _sum_by_time(times: list[int], flows: list[float]) -> tuple:
    """Sort flows by time, add up those at the same time, and drop sums of 0."""
    require(len(times) == len(flows), "flows", "there must be as many times as flows")
    sums: dict = {}
    for time, flow in zip(times, flows):
        when = require_whole(time, "times", -MOST_UNITS, MOST_UNITS)
        sums[when] = sums.get(when, 0) + require_number(flow, "flows")
    kept = sorted(time for time in sums if sums[time] != 0)
    flows = [sums[time] for time in kept]
    require(
        len(kept) >= 2 and flows[0] < 0,
        "flows",
        "the first flow must be a disbursement, followed by payments",
    )
    return kept, flows


def _find_period(times: list[int]) -> int:
    """Return the period of regular payments in units of time; 0 if they are irregular.

    Most gaps are one period long; where a payment was skipped, the gap is a multiple of it.
    """
    gaps = [late - early for early, late in zip(times, times[1:])]
    shortest = min(gaps)
    regular = len([gap for gap in gaps if gap == shortest])
    if any(gap % shortest for gap in gaps) or 2 * regular <= len(gaps):
        return 0
    return shortest


def _count_calendar_units(days: list[date]) -> tuple:
    """Return the times in calendar units in which payments are regular, and the units per year."""
    months = _count_months(days)
    if months and _find_period(months):
        return months, MONTHS
    since = [days_between(days[0], day) for day in days]
    if not any(day % DAYS_OF_WEEK for day in since):
        weeks = [day // DAYS_OF_WEEK for day in since]
        period = _find_period(weeks)
        if period == 1:
            return weeks, WEEKS
        if period == 2:
            return [week // 2 for week in weeks], FORTNIGHTS
    if _is_semimonthly(days):
        return list(range(len(days))), HALF_MONTHS
    return [], 0


def _count_months(days: list[date]) -> list[int]:
    """Count months since the first of some days that share a day of the month; else return [].

    In a month too short for that day, its last day counts.
    """
    first = days[0]
    latest = max(day.day for day in days)
    anchor = date(first.year, 1, latest)
    months = [(day.year - first.year) * MONTHS + day.month - first.month for day in days]
    for day, month in zip(days, months):
        if add_months(anchor, first.month - 1 + month) != day:
            return []
    return months


def _is_semimonthly(days: list[date]) -> bool:
    """Check whether payments are made twice a month, on the same two days."""
    for half in (days[0::2], days[1::2]):
        months = _count_months(half)
        if months != list(range(len(half))):
            return False
    return HALF_A_MONTH[0] <= days_between(days[0], days[1]) <= HALF_A_MONTH[1]


def _price_flows(times: list[int], flows: list[float], units_per_year: int, period: int) -> Price:
    """Compute the price of sorted flows; a period of 0 means irregular payments."""
    cost = sum(flows)
    convention = IRREGULAR
    if period:
        convention = REGULAR if len(flows) > 2 else ONE_PAYMENT
    if cost == 0 or is_rounded_down(flows):
        return Price(0.0, 0.0, 0.0 if period else None, convention, None, None)
    if not period:
        effective = _require_sign(irr_at_times(times, flows, units_per_year), cost)
        if cost < 0:
            nominal = irr_at_times(times, flows, 1) * units_per_year
        else:
            nominal = _solve_simple_rate(times, flows, units_per_year)
        return Price(nominal, effective, None, IRREGULAR, effective, COMPOUNDED)
    if times[-1] - times[0] == period * (len(times) - 1):
        rate = irr(flows)
    else:
        rate = irr_at_times([(time - times[0]) // period for time in times], flows, 1)
    rate = _require_sign(rate, cost)
    effective = annual_cost(rate_of_growth(rate, period), units_per_year).effective
    return Price(rate * units_per_year / period, effective, rate, convention, None, None)


def _require_sign(rate: float, cost: float) -> float:
    """Return a rate, or refuse it if its sign contradicts the sign of the cost."""
    require(
        (rate < 0) == (cost < 0),
        "several_rates",
        "the cash flows have several rates, and none is plausible",
    )
    return rate


def _solve_simple_rate(times: list[int], flows: list[float], units_per_year: int) -> float:
    """Solve for the positive annual rate of the United States Rule."""
    years = [(time - times[0]) / units_per_year for time in times]
    curve = _FinalBalance(years, flows)
    high = 1.0
    while curve.at(high)[0] < 0:
        high *= 2.0
        require(high <= HIGHEST_RATE, "too_high", "the rate is higher than that of any loan")
    return curve.root(0.0, high)


class _FinalBalance(Curve):
    """Final balance as a function of the annual rate, by the United States Rule."""

    def __init__(self, years: list[float], flows: list[float]) -> None:
        super().__init__(years[-1])
        self.steps = list(zip([0.0] + years, years, flows))

    def at(self, rate: float) -> tuple:
        principal = accrued = 0.0
        # Derivatives by the rate.
        principal_slope = accrued_slope = 0.0
        for since, year, flow in self.steps:
            if principal > 0:
                accrued += principal * rate * (year - since)
                accrued_slope += (principal + principal_slope * rate) * (year - since)
            if flow < accrued:
                # A payment below the accrued interest, or a further disbursement.
                if flow > 0:
                    accrued -= flow
                else:
                    principal -= flow
            else:
                principal += accrued - flow
                principal_slope += accrued_slope
                accrued = accrued_slope = 0.0
        owed, slope = principal + accrued, principal_slope + accrued_slope
        return owed, -owed / slope / (1.0 + rate) if slope else HIGHEST_RATE
