"""Which values count as a whole number, a number and a day, whatever library they come from."""

from datetime import date

# An ISO date: 2027-01-31.
ISO_LENGTH = 10


def as_whole(value: object) -> int | None:
    """The whole number that a value is.

    Parameters
    ----------
    value : object
        An int, a float such as 12.0, or a number of NumPy or pandas. Truth values and texts are
        no numbers.

    Returns
    -------
    int or None
        The number, or None where the value is not a whole one.

    Examples
    --------
    >>> as_whole(12), as_whole(12.0), as_whole(12.5), as_whole(True), as_whole("12")
    (12, 12, None, None, None)
    """
    number = as_number(value)
    if number is None or isinstance(number, int):
        return number
    # Neither infinity nor nan equals itself less itself.
    return int(number) if number - number == 0 and int(number) == number else None


def as_number(value: object) -> float | None:
    """The plain number that a value is.

    Parameters
    ----------
    value : object
        An int or float, or a number of NumPy or pandas. Truth values and texts are no numbers.

    Returns
    -------
    float or None
        An int or a float, or None where the value is neither.

    Examples
    --------
    >>> as_number(12), as_number(0.5), as_number(True), as_number("12")
    (12, 0.5, None, None)
    """
    if hasattr(value, "item"):  # a scalar of NumPy, or an array with one
        try:
            value = value.item()
        except (TypeError, ValueError):
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value


def as_day(value: object) -> date | None:
    """The day that a value names.

    Parameters
    ----------
    value : object
        A date, a datetime, a Timestamp of pandas, or a datetime64 of NumPy. Texts are no days.

    Returns
    -------
    date or None
        The day without its time, or None where the value is no day.

    Examples
    --------
    >>> from datetime import datetime
    >>> as_day(datetime(2027, 1, 31, 8, 30)), as_day("2027-01-31")
    (datetime.date(2027, 1, 31), None)
    """
    if hasattr(value, "date"):
        day = value.date()
        return day if day == day else None  # pandas' NaT is not even itself
    if isinstance(value, date):
        return value
    return _day_of_iso(str(value)[:ISO_LENGTH]) if hasattr(value, "astype") else None


def _day_of_iso(text: str) -> date | None:
    """The day of an ISO text that NumPy has written; None for its NaT."""
    parts = text.split("-")
    if len(parts) != 3:
        return None
    return date(int(parts[0]), int(parts[1]), int(parts[2]))
