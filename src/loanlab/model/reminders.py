"""Due dates as an iCalendar text (RFC 5545) that a phone's calendar takes in."""

from collections import namedtuple
from datetime import date, datetime, timedelta

from .refusal import require

Reminder = namedtuple("Reminder", ("day", "title", "note", "key"))

LINE_OCTETS = 75
HOURS_OF_DAY = 24


def icalendar(
    reminders: list[Reminder], name: str, made: datetime, days_before: int, hour: int
) -> str:
    r"""Calendar of reminders, each an event of a whole day with an alarm before it.

    Parameters
    ----------
    reminders : list of Reminder
        ``day``, ``title``, ``note`` and ``key`` of each; the key tells it from the others and is
        the same whenever the same reminder is saved, so that a calendar replaces it.
    name : str
        What the calendar is called.
    made : datetime
        When the text is made, in UTC.
    days_before : int
        Days before each day on which the alarm goes off, 0 or more.
    hour : int
        Hour of that day, 0 to 23, by the phone's clock.

    Returns
    -------
    str
        The text of an .ics file.

    Raises
    ------
    Refusal
        ``key`` if one is empty, given twice, or has other signs than letters, digits, ``-``, ``_``
        and ``.``; ``alarm`` if it cannot be.

    Examples
    --------
    >>> text = icalendar(
    ...     [Reminder(date(2027, 1, 31), "还款 918 元", "", "loan-1")],
    ...     "还款提醒", datetime(2026, 11, 23, 12, 0, 0), 1, 9,
    ... )
    >>> text.split("\r\n")[7]
    'UID:loan-1@loanlab.invalid'

    Notes
    -----
    RFC 5545: lines end with CR LF and are folded at 75 octets (3.1), text is escaped (3.3.11), an
    event of a whole day ends on the next (3.6.1), an alarm is set by its distance (3.8.6.3).
    """
    require(days_before >= 0 and 0 <= hour < HOURS_OF_DAY, "alarm", "there is no such alarm")
    keys = [reminder.key for reminder in reminders]
    require(len(set(keys)) == len(keys), "key", "two reminders have the same key")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//loanlab//reminders//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:" + _escaped(name),
    ]
    for reminder in reminders:
        lines += _event(reminder, _moment(made), _trigger(days_before, hour))
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)


def _event(reminder: Reminder, made: str, trigger: str) -> list[str]:
    require(_is_plain(reminder.key), "key", "a key has letters, digits, hyphens and full stops")
    return [
        "BEGIN:VEVENT",
        "UID:" + reminder.key + "@loanlab.invalid",
        "DTSTAMP:" + made,
        "DTSTART;VALUE=DATE:" + _day(reminder.day),
        "DTEND;VALUE=DATE:" + _day(reminder.day + timedelta(days=1)),
        "SUMMARY:" + _escaped(reminder.title),
        "DESCRIPTION:" + _escaped(reminder.note),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:" + _escaped(reminder.title),
        "TRIGGER:" + trigger,
        "END:VALARM",
        "END:VEVENT",
    ]


def _is_plain(key: str) -> bool:
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    return len(key) > 0 and all(sign in signs for sign in key)


def _trigger(days_before: int, hour: int) -> str:
    """Distance of the alarm from the midnight with which the day begins."""
    hours = hour - HOURS_OF_DAY * days_before
    return ("-" if hours < 0 else "") + "PT" + str(abs(hours)) + "H"


def _two(number: int) -> str:
    return ("0" if number < 10 else "") + str(number)


def _day(day: date) -> str:
    return str(day.year) + _two(day.month) + _two(day.day)


def _moment(moment: datetime) -> str:
    clock = _two(moment.hour) + _two(moment.minute) + _two(moment.second)
    return str(moment.year) + _two(moment.month) + _two(moment.day) + "T" + clock + "Z"


def _escaped(text: str) -> str:
    """Text with its own commas, semicolons, backslashes and line ends marked as such."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    text = text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f")


def _folded(line: str) -> str:
    """A line broken after 75 octets at most, never within a character."""
    pieces = []
    piece, octets = "", 0
    for sign in line:
        width = len(sign.encode())
        if octets + width > LINE_OCTETS:
            pieces.append(piece)
            # The space that begins a further line counts.
            piece, octets = " ", 1
        piece += sign
        octets += width
    pieces.append(piece)
    return "\r\n".join(pieces)
