"""Convert arguments to plain numbers and dates, whatever library they come from.

The public functions of the model accept numbers and dates of NumPy and pandas as well as those of
Python. ``as_…`` converts or returns None; ``require_…`` converts or raises `Refusal`.
"""

from datetime import date

from .refusal import Refusal

# Sanity bound for amounts and rates: sums and products of larger numbers would overflow.
LARGEST = 1e100
# A float represents every whole number up to here exactly.
LARGEST_WHOLE = 10**15
# A refusal quotes at most this much of a rejected value.
MOST_CHARACTERS = 40
# Length of an ISO date such as 2027-01-31.
ISO_LENGTH = 10


def as_whole(value: object) -> int | None:
    """Convert a value to an int if it is a whole number.

    Parameters
    ----------
    value : object
        An int, a float such as 12.0, or a number of NumPy or pandas. Booleans and strings do not
        count as numbers.

    Returns
    -------
    int or None
        The number, or None if the value is not a whole number.

    Examples
    --------
    >>> as_whole(12), as_whole(12.0), as_whole(12.5), as_whole(True), as_whole("12")
    (12, 12, None, None, None)
    """
    number = as_number(value)
    if number is None or isinstance(number, int):
        return number
    # number - number is nan for infinity and for nan.
    return int(number) if number - number == 0 and int(number) == number else None


def as_number(value: object) -> float | None:
    """Convert a value to an int or a float if it is a number.

    Parameters
    ----------
    value : object
        An int or float, or a number of NumPy or pandas. Booleans and strings do not count.

    Returns
    -------
    float or None
        The number, or None if the value is not a number.

    Examples
    --------
    >>> as_number(12), as_number(0.5), as_number(True), as_number("12")
    (12, 0.5, None, None)
    """
    if hasattr(value, "item"):  # a NumPy scalar, or an array with one element
        try:
            value = value.item()
        except (TypeError, ValueError):
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value


def as_day(value: object) -> date | None:
    """Convert a value to a date if it is one.

    Parameters
    ----------
    value : object
        A date, a datetime, a pandas Timestamp, or a NumPy datetime64. Strings do not count.

    Returns
    -------
    date or None
        The date without its time, or None if the value is not a date.

    Examples
    --------
    >>> from datetime import datetime
    >>> as_day(datetime(2027, 1, 31, 8, 30)), as_day("2027-01-31")
    (datetime.date(2027, 1, 31), None)
    """
    if hasattr(value, "date"):
        try:
            day = value.date()
        except (TypeError, ValueError):  # a pandas Series, for example
            return None
        return day if day == day else None  # NaT does not equal itself
    if isinstance(value, date):
        return value
    if isinstance(value, str) or not hasattr(value, "astype"):
        return None
    return _parse_iso_day(str(value)[:ISO_LENGTH])


def _parse_iso_day(text: str) -> date | None:
    """Parse a date that NumPy wrote in ISO format; return None for NaT or a bare year."""
    parts = text.split("-")
    if len(parts) != 3:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def require_whole(value: object, reason: str, least: int = 0, most: int = LARGEST_WHOLE) -> int:
    """Return an argument as an int, or refuse it.

    Parameters
    ----------
    value : object
        The argument, as `as_whole` takes it.
    reason : str
        Reason of the refusal: what the number counts.
    least, most : int
        Smallest and largest number allowed.

    Returns
    -------
    int
        The number.

    Raises
    ------
    Refusal
        With the reason, if it is not a whole number or out of bounds.

    Examples
    --------
    >>> require_whole(12.0, "periods", 1)
    12
    """
    found = as_whole(value)
    if found is None or found < least:
        words = reason + " must be a whole number of " + str(least) + " or more"
        # Python refuses to write an int of thousands of digits.
        is_short = found is None or found > -LARGEST_WHOLE
        raise Refusal(
            reason, words + ", got " + str(value)[:MOST_CHARACTERS] if is_short else words
        )
    if found > most:
        raise Refusal(reason, reason + " must be at most " + str(most))
    return found


def require_number(
    value: object, reason: str, lowest: float = -LARGEST, highest: float = LARGEST
) -> float:
    """Return an argument as a plain number, or refuse it.

    Parameters
    ----------
    value : object
        The argument, as `as_number` takes it.
    reason : str
        Reason of the refusal: what the number is.
    lowest, highest : float
        Smallest and largest number allowed.

    Returns
    -------
    float
        The number.

    Raises
    ------
    Refusal
        With the reason, if it is not a number, infinite, or out of bounds.

    Examples
    --------
    >>> require_number(0.5, "share", 0, 1)
    0.5
    """
    found = as_number(value)
    # Comparisons with nan are false, so nan is refused too.
    if found is None or not lowest <= found <= highest:
        raise Refusal(reason, reason + " must be " + _describe_bounds(lowest, highest))
    return found


def _describe_bounds(lowest: float, highest: float) -> str:
    """Describe the allowed numbers for the message of a refusal."""
    if highest < LARGEST:
        return "a number from " + str(lowest) + " to " + str(highest)
    return "a number" if lowest <= -LARGEST else "a number, " + str(lowest) + " or more"


def require_rate(value: object, reason: str = "rate") -> float:
    """Return an interest rate as a plain number, or refuse it.

    Parameters
    ----------
    value : object
        The argument, as `as_number` takes it; a fraction.
    reason : str
        Reason of the refusal.

    Returns
    -------
    float
        The rate. It is above -1: an investment cannot lose more than all of its value.

    Raises
    ------
    Refusal
        With the reason, if it is not a number, infinite, or not above -1.

    Examples
    --------
    >>> require_rate(0.0005)
    0.0005
    """
    found = as_number(value)
    if found is None or not -1 < found <= LARGEST:
        raise Refusal(reason, reason + " must be a number above -1")
    return found


def require_day(value: object, reason: str = "dates") -> date:
    """Return an argument as a date, or refuse it.

    Parameters
    ----------
    value : object
        The argument, as `as_day` takes it.
    reason : str
        Reason of the refusal: what happens on the day.

    Returns
    -------
    date
        The date without its time.

    Raises
    ------
    Refusal
        With the reason, if it is not a date.

    Examples
    --------
    >>> from datetime import datetime
    >>> require_day(datetime(2027, 1, 31, 8, 30))
    datetime.date(2027, 1, 31)
    """
    found = as_day(value)
    if found is None:
        raise Refusal(reason, "a day must be a date, a datetime, a Timestamp or a datetime64")
    return found
