"""The state that a shared link asks for. Everything in a link is data."""

from .definition import Simulation
from .evaluation import defaults
from .fields import Field, Rows
from .rows import resize


def state_from_link(simulation: Simulation, pairs: list, strings: dict) -> dict:
    """Read the state that a link asks for; what the fields refuse stays at its default.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    pairs : list
        ``[name, text]`` lists as they stand in the link; they may hold anything.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``typed`` (name of each input to its text, complete) and ``notice`` ("" or one sentence
        saying that part of the link was ignored).
    """
    asked = {}
    is_complete = True
    for name, text in pairs:
        # Of duplicate names the last counts, and the reader is notified.
        is_complete = is_complete and name not in asked
        asked[name] = text
    typed = defaults(simulation)
    known = []
    for field in simulation.fields:
        inputs = [(field.name, field)]
        if isinstance(field, Rows):
            known.append(field.name)
            typed, is_valid = _with_rows_asked(field, asked, typed)
            is_complete = is_complete and is_valid
            inputs = [
                (field.cell(row, column.name), column)
                for row in range(int(typed[field.name]))
                for column in field.columns
            ]
        for name, column in inputs:
            known.append(name)
            if name in asked:
                is_complete = _accept_text(column, name, asked[name], typed) and is_complete
    if any(name not in known for name in asked):
        is_complete = False
    return {"typed": typed, "notice": "" if is_complete else strings["interface"]["link_ignored"]}


def _with_rows_asked(field: Rows, asked: dict, typed: dict) -> tuple:
    """The typed texts with as many rows as the link asks for, and whether it may ask for them."""
    if field.name not in asked:
        return typed, True
    count, invalid = field.count_of(asked[field.name])
    if invalid is not None:
        return typed, False
    return resize(field, typed, count), True


def _accept_text(field: Field, name: str, text: str, typed: dict) -> bool:
    """Put a text of the link into an input if its field accepts it."""
    value, invalid = field.read(text)
    if invalid is not None:
        return False
    # A number stays as it was typed, with all its digits.
    typed[name] = text.strip() if field.kind == "number" else field.text_of(value)
    return True
