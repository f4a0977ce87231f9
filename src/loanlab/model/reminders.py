"""Write due dates as an iCalendar file that a phone's calendar imports.

References
----------
- RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar).
- RFC 5546, iCalendar Transport-Independent Interoperability Protocol (iTIP).
- RFC 9923, The FNV Non-Cryptographic Hash Algorithm.
"""

from collections import namedtuple
from datetime import date, datetime, timedelta

from .refusal import require

Reminder = namedtuple("Reminder", ("day", "title", "note", "key"))

LINE_OCTETS = 75
HOURS_OF_DAY = 24
SECONDS_OF_DAY = 24 * 60 * 60
# SEQUENCE counts the seconds since this day; an integer of RFC 5545, 3.3.8 ends at 2^31 - 1.
FIRST_SEQUENCE = date(2020, 1, 1)
MOST_SEQUENCE = 2**31 - 1
FNV_OFFSET = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
FNV_BITS = 2**64
HEX_DIGITS = "0123456789abcdef"
DIGITS_OF_FINGERPRINT = 16


def icalendar(
    reminders: list[Reminder],
    name: str,
    made: datetime,
    days_before: int,
    hour: int,
    cancelled: list[Reminder] | None = None,
) -> str:
    r"""Write reminders as a calendar of all-day events, each with an alarm before it.

    Parameters
    ----------
    reminders : list of Reminder
        ``day``, ``title``, ``note`` and ``key`` of each. The key is unique and does not change when
        the same reminder is saved again, so that a calendar replaces the old event.
    name : str
        Name of the calendar.
    made : datetime
        Time at which the file is made, in UTC.
    days_before : int
        Number of days before the event on which the alarm rings, 0 or more.
    hour : int
        Hour of that day, 0 to 23, local time of the phone.
    cancelled : list of Reminder, optional
        Reminders of an earlier file that no longer apply. A calendar removes them; one that does
        not support cancelling shows their title, which should say so, and rings no alarm.

    Returns
    -------
    str
        Content of the .ics file.

    Raises
    ------
    Refusal
        ``key`` if one is empty, not unique (including the cancelled ones), or contains other
        characters than letters, digits, ``-``, ``_`` and ``.``; ``alarm`` if its day or hour is out
        of range.

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
    all-day event ends on the following day (3.6.1), an alarm is relative to the event (3.8.6.3). Of
    two events with the same UID (3.8.4.7) the one with the higher SEQUENCE (3.8.7.4) is valid: here
    the seconds from 2020 to ``made``. STATUS (3.8.1.11) confirms or cancels an event, which
    METHOD:PUBLISH allows (RFC 5546, 3.2.1).
    """
    cancelled = cancelled or []
    require(
        days_before >= 0 and 0 <= hour < HOURS_OF_DAY,
        "alarm",
        "the alarm must be 0 or more days before, at an hour from 0 to 23",
    )
    keys = [reminder.key for reminder in reminders + cancelled]
    require(len(set(keys)) == len(keys), "key", "two reminders have the same key")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//loanlab//reminders//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:" + _escape(name),
    ]
    alarm = _format_trigger(days_before, hour)
    for reminder in reminders:
        lines += _format_event(reminder, made, "CONFIRMED", _format_alarm(reminder, alarm))
    for reminder in cancelled:
        lines += _format_event(reminder, made, "CANCELLED", [])
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines)


def fingerprint(text: str) -> str:
    """Compute a short identifier of a text: the same everywhere, and practically unique.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        16 hexadecimal digits, from which the text cannot be recovered.

    Examples
    --------
    >>> fingerprint(""), fingerprint("foobar")
    ('cbf29ce484222325', '85944171f73967e8')

    Notes
    -----
    64-bit FNV-1a over the text in UTF-8 (RFC 9923).
    """
    number = FNV_OFFSET
    for octet in text.encode():
        number = (number ^ octet) * FNV_PRIME % FNV_BITS
    digits = ""
    for _ in range(DIGITS_OF_FINGERPRINT):
        digits = HEX_DIGITS[number % 16] + digits
        number //= 16
    return digits


def _format_event(reminder: Reminder, made: datetime, status: str, alarm: list[str]) -> list[str]:
    require(
        _is_valid_key(reminder.key),
        "key",
        "a key may have letters, digits, hyphens, underscores and full stops",
    )
    return (
        [
            "BEGIN:VEVENT",
            "UID:" + reminder.key + "@loanlab.invalid",
            "DTSTAMP:" + _format_time(made),
            "SEQUENCE:" + str(_number_sequence(made)),
            "STATUS:" + status,
            "DTSTART;VALUE=DATE:" + _format_day(reminder.day),
            "DTEND;VALUE=DATE:" + _format_day(reminder.day + timedelta(days=1)),
            "SUMMARY:" + _escape(reminder.title),
            "DESCRIPTION:" + _escape(reminder.note),
            "TRANSP:TRANSPARENT",
        ]
        + alarm
        + ["END:VEVENT"]
    )


def _format_alarm(reminder: Reminder, trigger: str) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:" + _escape(reminder.title),
        "TRIGGER:" + trigger,
        "END:VALARM",
    ]


def _number_sequence(made: datetime) -> int:
    """Compute a SEQUENCE that increases over time; 0 if the clock is set before 2020."""
    days = date(made.year, made.month, made.day).toordinal() - FIRST_SEQUENCE.toordinal()
    seconds = days * SECONDS_OF_DAY + (made.hour * 60 + made.minute) * 60 + made.second
    return min(max(0, seconds), MOST_SEQUENCE)


def _is_valid_key(key: str) -> bool:
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    return len(key) > 0 and all(sign in signs for sign in key)


def _format_trigger(days_before: int, hour: int) -> str:
    """Format the offset of the alarm from the midnight at which the day begins."""
    hours = hour - HOURS_OF_DAY * days_before
    return ("-" if hours < 0 else "") + "PT" + str(abs(hours)) + "H"


def _pad(number: int) -> str:
    return ("0" if number < 10 else "") + str(number)


def _format_day(day: date) -> str:
    return str(day.year) + _pad(day.month) + _pad(day.day)


def _format_time(moment: datetime) -> str:
    clock = _pad(moment.hour) + _pad(moment.minute) + _pad(moment.second)
    return str(moment.year) + _pad(moment.month) + _pad(moment.day) + "T" + clock + "Z"


def _escape(text: str) -> str:
    """Escape commas, semicolons, backslashes and line breaks, and drop control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    text = text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f")


def _fold(line: str) -> str:
    """Fold a line after at most 75 octets, never inside a character."""
    pieces = []
    piece, octets = "", 0
    for sign in line:
        width = len(sign.encode())
        if octets + width > LINE_OCTETS:
            pieces.append(piece)
            # The space at the start of a continuation line counts.
            piece, octets = " ", 1
        piece += sign
        octets += width
    pieces.append(piece)
    return "\r\n".join(pieces)
