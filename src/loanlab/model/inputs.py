"""Which values count as a whole number, a number and a day, whatever library they come from."""

from datetime import date

from .refusal import Refusal

# So many yuan no one has, and so high is no rate; beyond, sums and products end.
LARGEST = 1e100
# So many of anything a float still counts one by one.
LARGEST_WHOLE = 10**15
# A refusal shows no more of a value.
MOST_CHARACTERS = 40
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
        try:
            day = value.date()
        except (TypeError, ValueError):  # many days at once
            return None
        return day if day == day else None  # pandas' NaT is not even itself
    if isinstance(value, date):
        return value
    if isinstance(value, str) or not hasattr(value, "astype"):
        return None
    return _parse_iso_day(str(value)[:ISO_LENGTH])


def _parse_iso_day(text: str) -> date | None:
    """The day of an ISO text that NumPy has written; None for its NaT, or a year without a date."""
    parts = text.split("-")
    if len(parts) != 3:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def require_whole(value: object, reason: str, least: int = 0, most: int = LARGEST_WHOLE) -> int:
    """A whole number that a function of the model was given.

    Parameters
    ----------
    value : object
        As `as_whole`.
    reason : str
        Name of what it counts, as `Refusal` takes it.
    least, most : int
        Between which it must lie, both allowed.

    Returns
    -------
    int
        The plain number.

    Raises
    ------
    Refusal
        With the reason, if it is no whole number or lies beyond.

    Examples
    --------
    >>> require_whole(12.0, "periods", 1)
    12
    """
    found = as_whole(value)
    if found is None or found < least:
        words = reason + " must be a whole number of " + str(least) + " or more"
        # A number of too many digits has no text.
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
    """A number that a function of the model was given.

    Parameters
    ----------
    value : object
        As `as_number`.
    reason : str
        Name of what it is, as `Refusal` takes it.
    lowest, highest : float
        Between which it must lie, both allowed.

    Returns
    -------
    float
        The plain number.

    Raises
    ------
    Refusal
        With the reason, if it is no number, infinite, or lies beyond.

    Examples
    --------
    >>> require_number(0.5, "share", 0, 1)
    0.5
    """
    found = as_number(value)
    # What is not a number compares with none.
    if found is None or not lowest <= found <= highest:
        raise Refusal(reason, reason + " must be " + _describe_bounds(lowest, highest))
    return found


def _describe_bounds(lowest: float, highest: float) -> str:
    if highest < LARGEST:
        return "a number from " + str(lowest) + " to " + str(highest)
    return "a number" if lowest <= -LARGEST else "a number, " + str(lowest) + " or more"


def require_rate(value: object, reason: str = "rate") -> float:
    """A rate of a period that a function of the model was given.

    Parameters
    ----------
    value : object
        As `as_number`; a fraction.
    reason : str
        As `Refusal`.

    Returns
    -------
    float
        The plain number, above -1: who loses more than all owes money.

    Raises
    ------
    Refusal
        With the reason, if it is no number, infinite, or not above -1.

    Examples
    --------
    >>> require_rate(0.0005)
    0.0005
    """
    found = as_number(value)
    if found is None or not -1 < found <= LARGEST:
        raise Refusal(reason, reason + " must be above -1, and a number")
    return found


def require_day(value: object, reason: str = "dates") -> date:
    """A day that a function of the model was given.

    Parameters
    ----------
    value : object
        As `as_day`.
    reason : str
        Name of what happens on it, as `Refusal` takes it.

    Returns
    -------
    date
        The day without its time.

    Raises
    ------
    Refusal
        With the reason, if it is no day.

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
