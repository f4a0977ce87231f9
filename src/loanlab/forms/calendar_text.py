"""Write the days of a result as a calendar file with a reminder before each."""

from datetime import date, datetime

from ..model.reminders import Reminder, fingerprint, icalendar
from .definition import Event, Result, Simulation
from .formatting import format_outputs
from .numerals import decimal_text
from .outputs import quantity

DAYS_BEFORE = 1
HOUR = 9
DIGITS_OF_PARTS = (4, 2, 2, 2, 2, 2)  # year, month, day, hour, minute, second
# Different typed rates differ within this many decimals, rounding errors of one rate do not.
PLACES_OF_A_RATE = 15


def calendar_text(simulation: Simulation, result: Result, made: str, strings: dict) -> str:
    """Write the events of a result as an iCalendar text.

    Parameters
    ----------
    simulation : Simulation
        A simulation that has a calendar.
    result : Result
        Its result.
    made : str
        The current time in UTC, ``20261124T080000``.
    strings : dict
        The language's catalogue.

    Returns
    -------
    str
        The text of an .ics file: all-day events, each with an alarm at nine the day before. It
        cancels the events that other plans of the same loan may have left in the calendar.

    Raises
    ------
    ValueError
        If ``made`` is not a time.
    """
    texts = strings["simulations"][simulation.name]["calendar"]

    def reminders_of(events: list, title: str, note: str) -> list[Reminder]:
        reminders = []
        for event in events:
            shown = format_outputs(event.outputs, strings["interface"])
            title_text, note_text = texts[title].format(**shown), texts[note].format(**shown)
            reminders.append(Reminder(event.day, title_text, note_text, event.key))
        return reminders

    return icalendar(
        reminders_of(result.events, "title", "note"),
        texts["name"],
        _datetime_of(made),
        DAYS_BEFORE,
        HOUR,
        reminders_of(result.cancelled, "cancelled_title", "cancelled_note"),
    )


def identity(name: str, terms: list) -> str:
    """Make a loan's identifier, with which the keys of its events begin, of its terms.

    Parameters
    ----------
    name : str
        The simulation's name.
    terms : list
        The terms that distinguish the loan from others: whole numbers, rates, days and names,
        always in the same order.

    Returns
    -------
    str
        A fingerprint: the same for the same terms, and revealing none of them.

    Examples
    --------
    >>> identity("repayment", [1000000, 0.1825]) == identity("repayment", [1000000, 0.24])
    False
    """
    return name + "-" + fingerprint("|".join(_canonical(term) for term in terms))


def cancelled_events(key: str, first: int, days: list) -> list[Event]:
    """List the reminders that another plan of the same loan may have left in a calendar.

    Parameters
    ----------
    key : str
        The loan's `identity`.
    first : int
        Number of the first payment that this plan lacks.
    days : list of date
        Due days of that payment and of those after it.

    Returns
    -------
    list of Event
        One for each day, for ``cancelled`` of a `Result`.

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
    """Write a term as text that is the same on every machine, which the repr of a rate is not."""
    if isinstance(term, float):
        return decimal_text(term, PLACES_OF_A_RATE)
    return term.isoformat() if isinstance(term, date) else str(term)


def _datetime_of(text: str) -> datetime:
    digits = text.replace("T", "")
    parts = []
    for count in DIGITS_OF_PARTS:
        parts.append(int(digits[:count]))
        digits = digits[count:]
    return datetime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
