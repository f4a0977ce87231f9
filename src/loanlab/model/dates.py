"""Due dates, and the share of a year between two days."""

from datetime import date, timedelta

from .refusal import require

BY_MONTH = "1/12"
ACTUAL_365 = "actual/365"
ACTUAL_360 = "actual/360"
DAYS_OF_YEAR = {ACTUAL_365: 365, ACTUAL_360: 360}


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last day of a month that is too short for it.

    Parameters
    ----------
    day : date
        Day to count from.
    months : int
        Months to go on, 0 or more.

    Returns
    -------
    date
        Day of that month.

    Examples
    --------
    >>> add_months(date(2027, 1, 31), 1), add_months(date(2027, 1, 31), 2)
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 31))
    """
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, min(day.day, _length_of_month(month)))


def _length_of_month(month: int) -> int:
    """Days of a month, counted in months since the year 0."""
    following = month + 1
    last = date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
    return last.day


def due_dates(start: date, periods: int, months: int = 1, first_due: date | None = None) -> list:
    """Days on which payments fall due.

    Parameters
    ----------
    start : date
        Day of the payout.
    periods : int
        Number of payments, 1 or more.
    months : int
        Months between payments.
    first_due : date, optional
        Day of the first payment, where it is not one period after the payout.

    Returns
    -------
    list of date
        As many days as payments. Each is counted from the first, so that a month end stays one.

    Raises
    ------
    Refusal
        ``periods`` if there is none, ``first_due`` if it is not after ``start``.

    Examples
    --------
    >>> [day.isoformat() for day in due_dates(date(2027, 12, 31), 3)]
    ['2028-01-31', '2028-02-29', '2028-03-31']
    >>> due_dates(date(2027, 1, 20), 2, first_due=date(2027, 3, 5))[1].isoformat()
    '2027-04-05'
    """
    require(periods >= 1, "periods", "periods must be 1 or more, got " + str(periods))
    if first_due is None:
        return [add_months(start, months * number) for number in range(1, periods + 1)]
    require(first_due > start, "first_due", "the first payment must fall due after the payout")
    return [add_months(first_due, months * number) for number in range(periods)]


def days_between(start: date, end: date) -> int:
    """Days from one day to another: the first counts, the last does not.

    Parameters
    ----------
    start : date
        First day.
    end : date
        Last day.

    Returns
    -------
    int
        Days; below 0 if ``end`` is before ``start``.

    Examples
    --------
    >>> days_between(date(2028, 2, 1), date(2028, 3, 1))
    29
    """
    return (end - start).days


def year_share(start: date, end: date, day_count: str) -> float:
    """Share of a year between two days, for which interest is charged.

    Parameters
    ----------
    start : date
        First day.
    end : date
        Last day, not before ``start``.
    day_count : str
        ``"1/12"`` (whole months, then odd days as 1/360 of a year), ``"actual/365"`` or
        ``"actual/360"``.

    Returns
    -------
    float
        Years.

    Raises
    ------
    Refusal
        ``day_count`` if it is none of the three, ``dates`` if ``end`` is before ``start``.

    Examples
    --------
    >>> year_share(date(2027, 1, 31), date(2027, 2, 28), "1/12") == 1 / 12
    True
    >>> year_share(date(2027, 1, 1), date(2027, 1, 31), "actual/360") == 30 / 360
    True

    Notes
    -----
    Whole months first, odd days after, a month being a twelfth and a day a 360th of a year: the
    custom of renminbi lending (its rule, 银发〔2005〕129号, could not be read for this book).
    """
    require(end >= start, "dates", "the last day is before the first")
    if day_count == BY_MONTH:
        months = whole_months(start, end)
        return (30 * months + days_between(add_months(start, months), end)) / 360
    require(
        day_count in DAYS_OF_YEAR,
        "day_count",
        "day_count must be 1/12, actual/365 or actual/360, got " + str(day_count),
    )
    return days_between(start, end) / DAYS_OF_YEAR[day_count]


def whole_months(start: date, end: date) -> int:
    """Whole months between two days.

    Parameters
    ----------
    start : date
        First day.
    end : date
        Last day, not before ``start``.

    Returns
    -------
    int
        Months that fit, month ends counting as whole.

    Examples
    --------
    >>> whole_months(date(2027, 1, 31), date(2027, 2, 28)), whole_months(
    ...     date(2027, 1, 15), date(2027, 3, 14)
    ... )
    (1, 1)
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1
