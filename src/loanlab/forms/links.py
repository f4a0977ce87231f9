"""Read the state of a form from a shared link, none of whose content is trusted."""

from .definition import Simulation
from .evaluation import defaults
from .fields import Field, Rows
from .numerals import plain_text
from .rows import resize


def state_from_link(simulation: Simulation, pairs: list, strings: dict) -> dict:
    """Read the state in a link; values that the fields refuse stay at their defaults.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    pairs : list
        ``[name, text]`` lists of the link, with any content.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``typed`` (name of each input to its text, complete) and ``notice`` ("" or one sentence
        saying that part of the link was ignored).
    """
    linked = {}
    is_complete = True
    for name, text in pairs:
        # Messengers put invisible characters into addresses.
        name, text = plain_text(name), plain_text(text)
        # Duplicate names: the last value wins, and the reader is notified.
        is_complete = is_complete and name not in linked
        linked[name] = text
    typed = defaults(simulation)
    known = []
    for field in simulation.fields:
        inputs = [(field.name, field)]
        if isinstance(field, Rows):
            known.append(field.name)
            typed, is_valid = _with_linked_rows(field, linked, typed)
            is_complete = is_complete and is_valid
            inputs = [
                (field.cell(row, column.name), column)
                for row in range(int(typed[field.name]))
                for column in field.columns
            ]
        for name, column in inputs:
            known.append(name)
            if name in linked:
                is_complete = _accept_text(column, name, linked[name], typed) and is_complete
    if any(name not in known for name in linked):
        is_complete = False
    return {"typed": typed, "notice": "" if is_complete else strings["interface"]["link_ignored"]}


def _with_linked_rows(field: Rows, linked: dict, typed: dict) -> tuple:
    """Give the form the link's number of rows, and return whether that number is valid."""
    if field.name not in linked:
        return typed, True
    count, invalid = field.count_of(linked[field.name])
    if invalid is not None:
        return typed, False
    return resize(field, typed, count), True


def _accept_text(field: Field, name: str, text: str, typed: dict) -> bool:
    """Put a text of the link into an input, and return whether its field accepts it."""
    value, invalid = field.read(text)
    if invalid is not None:
        return False
    # A number keeps all the digits that were typed, and its unit.
    typed[name] = text if field.kind == "number" else field.text_of(value)
    return True
