"""A result's days as a calendar file with a reminder before each."""

from datetime import datetime

from ..model.reminders import Reminder, icalendar
from .definition import Result, Simulation, constant_texts

DAYS_BEFORE = 1
HOUR = 9
DIGITS_OF_MOMENT = (4, 2, 2, 2, 2, 2)


def calendar_text(simulation: Simulation, result: Result, made: str, words: dict) -> str:
    """The events of a result as an iCalendar text.

    Parameters
    ----------
    simulation : Simulation
        One that has a calendar.
    result : Result
        What it computed.
    made : str
        The present moment in UTC, ``20261124T080000``.
    words : dict
        The language's catalogue.

    Returns
    -------
    str
        The text of an .ics file: an all-day event a day, with an alarm at nine the day before.

    Raises
    ------
    ValueError
        If ``made`` is not a moment.
    """
    own = words["simulations"][simulation.name]["calendar"]
    reminders = []
    for event in result.events:
        texts = constant_texts(event.texts, words["interface"])
        title, note = own["title"].format(**texts), own["note"].format(**texts)
        reminders.append(Reminder(event.day, title, note, event.key))
    return icalendar(reminders, own["name"], _moment(made), DAYS_BEFORE, HOUR)


def _moment(text: str) -> datetime:
    digits = text.replace("T", "")
    parts = []
    for count in DIGITS_OF_MOMENT:
        parts.append(int(digits[:count]))
        digits = digits[count:]
    return datetime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
