"""Compute due dates, and the fraction of a year between two days by a day-count convention.

References
----------
2006 ISDA Definitions, section 4.16: Actual/365 (Fixed) and Actual/360.
"""

from datetime import date

from .inputs import require_day, require_whole
from .refusal import require

BY_MONTH = "1/12"
ACTUAL_365 = "actual/365"
ACTUAL_360 = "actual/360"
DAYS_OF_YEAR = {ACTUAL_365: 365, ACTUAL_360: 360}
# Last year that `datetime.date` supports.
LAST_YEAR = 9999
DAYS_OF_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def add_months(day: date, months: int) -> date:
    """Add months to a day; in a month too short for it, return the last day.

    Parameters
    ----------
    day : date
        Start day; a datetime, Timestamp or datetime64 counts as its day.
    months : int
        Number of months, a whole number of 0 or more.

    Returns
    -------
    date
        Resulting day.

    Raises
    ------
    Refusal
        ``months`` if it is not a whole number of 0 or more, ``dates`` if ``day`` is not a date or
        the result is after the year 9999.

    Examples
    --------
    >>> add_months(date(2027, 1, 31), 1), add_months(date(2027, 1, 31), 2)
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 31))
    """
    return _add_months(require_day(day), require_whole(months, "months"))


def _add_months(day: date, months: int) -> date:
    """Compute `add_months` for validated arguments."""
    month = day.year * 12 + day.month - 1 + months
    year, place = month // 12, month % 12
    require(year <= LAST_YEAR, "dates", "a date must be in the year 9999 or before")
    length = DAYS_OF_MONTHS[place]
    if place == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        length = 29
    return date(year, place + 1, min(day.day, length))


def due_dates(start: date, periods: int, months: int = 1, first_due: date | None = None) -> list:
    """List the days on which payments fall due.

    Parameters
    ----------
    start : date
        Day of disbursement; a datetime, Timestamp or datetime64 counts as its day, here and below.
    periods : int
        Number of payments, a whole number of 1 or more.
    months : int
        Months between payments, a whole number of 1 or more.
    first_due : date, optional
        Day of the first payment, if it is not one period after disbursement.

    Returns
    -------
    list of date
        One day per payment. Each is counted from the first, so that month ends stay month ends.

    Raises
    ------
    Refusal
        ``periods`` or ``months`` if it is not a whole number of 1 or more, ``dates`` if a day is
        not a date or is after the year 9999, ``first_due`` if it is not after ``start``.

    Examples
    --------
    >>> [day.isoformat() for day in due_dates(date(2027, 12, 31), 3)]
    ['2028-01-31', '2028-02-29', '2028-03-31']
    >>> due_dates(date(2027, 1, 20), 2, first_due=date(2027, 3, 5))[1].isoformat()
    '2027-04-05'
    """
    start = require_day(start)
    periods, months = require_whole(periods, "periods", 1), require_whole(months, "months", 1)
    if first_due is None:
        return [_add_months(start, months * number) for number in range(1, periods + 1)]
    first = require_day(first_due)
    require(first > start, "first_due", "the first payment must fall due after disbursement")
    return [_add_months(first, months * number) for number in range(periods)]


def days_between(start: date, end: date) -> int:
    """Count the days from one day to another: the first counts, the last does not.

    Parameters
    ----------
    start : date
        First day; a datetime, Timestamp or datetime64 counts as its day.
    end : date
        Last day, as ``start``.

    Returns
    -------
    int
        Number of days; negative if ``end`` is before ``start``.

    Raises
    ------
    Refusal
        ``dates`` if one is not a date.

    Examples
    --------
    >>> days_between(date(2028, 2, 1), date(2028, 3, 1))
    29
    """
    return (require_day(end) - require_day(start)).days


def year_share(start: date, end: date, day_count: str) -> float:
    """Compute the fraction of a year between two days for which interest accrues.

    Parameters
    ----------
    start : date
        First day; a datetime, Timestamp or datetime64 counts as its day.
    end : date
        Last day, not before ``start``.
    day_count : str
        ``"1/12"`` (whole months, then each remaining day as 1/360 of a year), ``"actual/365"`` or
        ``"actual/360"``.

    Returns
    -------
    float
        Years.

    Raises
    ------
    Refusal
        ``day_count`` if it is none of the three, ``dates`` if one is not a date or ``end`` is
        before ``start``.

    Examples
    --------
    >>> year_share(date(2027, 1, 31), date(2027, 2, 28), "1/12") == 1 / 12
    True
    >>> year_share(date(2027, 1, 1), date(2027, 1, 31), "actual/360") == 30 / 360
    True

    Notes
    -----
    For ``"1/12"``, whole months count as a twelfth of a year and remaining days as a 360th: the
    custom of renminbi lending (its rule, 银发〔2005〕129号, could not be read for this book).
    """
    start, end = _require_order(start, end)
    if day_count == BY_MONTH:
        months = _whole_months(start, end)
        return (30 * months + (end - _add_months(start, months)).days) / 360
    require(
        day_count in DAYS_OF_YEAR,
        "day_count",
        "day_count must be 1/12, actual/365 or actual/360, got " + str(day_count),
    )
    return (end - start).days / DAYS_OF_YEAR[day_count]


def _require_order(start: object, end: object) -> tuple:
    """Return two days, or refuse them if the second is before the first."""
    first, last = require_day(start), require_day(end)
    require(last >= first, "dates", "the last day is before the first")
    return first, last


def whole_months(start: date, end: date) -> int:
    """Count the whole months between two days.

    Parameters
    ----------
    start : date
        First day; a datetime, Timestamp or datetime64 counts as its day.
    end : date
        Last day, not before ``start``.

    Returns
    -------
    int
        Number of months; from one month end to the next counts as a whole month.

    Raises
    ------
    Refusal
        ``dates`` if one is not a date or ``end`` is before ``start``.

    Examples
    --------
    >>> whole_months(date(2027, 1, 31), date(2027, 2, 28)), whole_months(
    ...     date(2027, 1, 15), date(2027, 3, 14)
    ... )
    (1, 1)
    """
    return _whole_months(*_require_order(start, end))


def _whole_months(start: date, end: date) -> int:
    """Compute `whole_months` for validated arguments."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if _add_months(start, months) <= end else months - 1
