"""A result's days as a calendar file with a reminder before each."""

from datetime import date, datetime

from ..model.reminders import Reminder, fingerprint, icalendar
from .definition import Event, Result, Simulation
from .formatting import format_outputs
from .numerals import decimal_text
from .outputs import quantity

DAYS_BEFORE = 1
HOUR = 9
DIGITS_OF_MOMENT = (4, 2, 2, 2, 2, 2)
# Two rates that are typed differ before this, two that are computed from one behind it.
PLACES_OF_A_RATE = 15


def calendar_text(simulation: Simulation, result: Result, made: str, strings: dict) -> str:
    """The events of a result as an iCalendar text.

    Parameters
    ----------
    simulation : Simulation
        One that has a calendar.
    result : Result
        What it computed.
    made : str
        The present moment in UTC, ``20261124T080000``.
    strings : dict
        The language's catalogue.

    Returns
    -------
    str
        The text of an .ics file: an all-day event a day, with an alarm at nine the day before.
        What another plan of the same loan may have left in the calendar is cancelled.

    Raises
    ------
    ValueError
        If ``made`` is not a moment.
    """
    own = strings["simulations"][simulation.name]["calendar"]

    def reminders_of(events: list, title: str, note: str) -> list[Reminder]:
        reminders = []
        for event in events:
            texts = format_outputs(event.outputs, strings["interface"])
            title_text, note_text = own[title].format(**texts), own[note].format(**texts)
            reminders.append(Reminder(event.day, title_text, note_text, event.key))
        return reminders

    return icalendar(
        reminders_of(result.events, "title", "note"),
        own["name"],
        _moment(made),
        DAYS_BEFORE,
        HOUR,
        reminders_of(result.cancelled, "cancelled_title", "cancelled_note"),
    )


def identity(name: str, terms: list) -> str:
    """A name for a loan by its own terms, with which the keys of its events begin.

    Parameters
    ----------
    name : str
        The simulation's name.
    terms : list
        All that makes the loan this one: whole numbers, rates, days, names, always in one order.

    Returns
    -------
    str
        The same for the same terms; of the terms it tells nothing.

    Examples
    --------
    >>> identity("repayment", [1000000, 0.1825]) == identity("repayment", [1000000, 0.24])
    False
    """
    return name + "-" + fingerprint("|".join(_canonical(term) for term in terms))


def cancelled_events(key: str, first: int, days: list) -> list[Event]:
    """Reminders that another plan of the same loan may have left in a calendar.

    Parameters
    ----------
    key : str
        The loan's `identity`.
    first : int
        Number of the first payment that this plan does not have.
    days : list of date
        Days of that payment and of those after it.

    Returns
    -------
    list of Event
        One a day, for ``cancelled`` of a `Result`.

    Examples
    --------
    >>> [event.key for event in cancelled_events("loan", 11, [date(2027, 11, 15)])]
    ['loan-11']
    """
    return [
        Event(day, key + "-" + str(number), [quantity("number", number)])
        for number, day in enumerate(days, first)
    ]


def _canonical(term: object) -> str:
    """A term as text, the same on every machine: repr of a rate is not."""
    if isinstance(term, float):
        return decimal_text(term, PLACES_OF_A_RATE)
    return term.isoformat() if isinstance(term, date) else str(term)


def _moment(text: str) -> datetime:
    digits = text.replace("T", "")
    parts = []
    for count in DIGITS_OF_MOMENT:
        parts.append(int(digits[:count]))
        digits = digits[count:]
    return datetime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
