"""Due dates as an iCalendar text (RFC 5545) that a phone's calendar takes in."""

from collections import namedtuple
from datetime import date, datetime, timedelta

from .refusal import require

Reminder = namedtuple("Reminder", ("day", "title", "note", "key"))

LINE_OCTETS = 75
HOURS_OF_DAY = 24
SECONDS_OF_DAY = 24 * 60 * 60
# Sequence numbers count seconds from here, and stay below what RFC 5545, 3.3.8 calls an integer.
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
    cancelled : list of Reminder, optional
        What an earlier text may have reminded of and no longer holds. A calendar takes it away;
        one that does not know how to shows its title, which should say so, and no alarm goes off.

    Returns
    -------
    str
        The text of an .ics file.

    Raises
    ------
    Refusal
        ``key`` if one is empty, given twice, also among the cancelled, or has other signs than
        letters, digits, ``-``, ``_`` and ``.``; ``alarm`` if it cannot be.

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
    event of a whole day ends on the next (3.6.1), an alarm is set by its distance (3.8.6.3). Of two
    texts with one UID (3.8.4.7) the one with the higher SEQUENCE counts (3.8.7.4): here the seconds
    from 2020 to ``made``. STATUS (3.8.1.11) says whether an event holds or is cancelled; it may
    say so in what is published (METHOD:PUBLISH, RFC 5546, 3.2.1).
    """
    cancelled = cancelled or []
    require(days_before >= 0 and 0 <= hour < HOURS_OF_DAY, "alarm", "there is no such alarm")
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
    """A short name for a text: the same wherever it is made, and hardly ever another text's.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        16 hexadecimal digits, from which the text cannot be read.

    Examples
    --------
    >>> fingerprint(""), fingerprint("foobar")
    ('cbf29ce484222325', '85944171f73967e8')

    Notes
    -----
    FNV-1a of 64 bits over the text in UTF-8 (G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, The FNV
    Non-Cryptographic Hash Algorithm, RFC 9923).
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
    require(_is_valid_key(reminder.key), "key", "a key has letters, digits, hyphens and full stops")
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
    """A number that grows from one text to the next; 0 by a clock that stands before 2020."""
    days = date(made.year, made.month, made.day).toordinal() - FIRST_SEQUENCE.toordinal()
    seconds = days * SECONDS_OF_DAY + (made.hour * 60 + made.minute) * 60 + made.second
    return min(max(0, seconds), MOST_SEQUENCE)


def _is_valid_key(key: str) -> bool:
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    return len(key) > 0 and all(sign in signs for sign in key)


def _format_trigger(days_before: int, hour: int) -> str:
    """Distance of the alarm from the midnight with which the day begins."""
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
    """Text with its own commas, semicolons, backslashes and line ends marked as such."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    text = text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f")


def _fold(line: str) -> str:
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
