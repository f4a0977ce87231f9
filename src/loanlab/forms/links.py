"""The state that a shared link asks for. All that stands in a link is data."""

from .definition import Simulation
from .evaluation import defaults
from .fields import Field, ListField


def opened(simulation: Simulation, pairs: list, strings: dict) -> dict:
    """The state that a link asks for, with whatever the fields refuse left at its default.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    pairs : list
        ``[name, text]`` lists as they stand in the link; anything at all may be in them.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``typed`` (name of each input to its text, complete) and ``notice`` ("" or one sentence
        that says that part of the link was ignored).
    """
    asked = {}
    ignored = False
    for name, text in pairs:
        # Of several with one name none is more meant than another: the last counts, and it is said.
        ignored = ignored or name in asked
        asked[name] = text
    typed = defaults(simulation)
    known = []
    for field in simulation.fields:
        places = _places(field, asked, typed)
        if isinstance(field, ListField):
            known.append(field.name)
            if field.name in asked and field.count_of(asked[field.name])[1] is not None:
                ignored = True
        for name, place in places:
            known.append(name)
            if name in asked:
                ignored = not _take(place, name, asked[name], typed) or ignored
    if any(name not in known for name in asked):
        ignored = True
    return {"typed": typed, "notice": strings["interface"]["link_ignored"] if ignored else ""}


def _places(field: Field, asked: dict, typed: dict) -> list:
    """The inputs that the link may fill for a field; a list gets as many rows as it asks for."""
    if not isinstance(field, ListField):
        return [(field.name, field)]
    if field.name in asked:
        count, refusal = field.count_of(asked[field.name])
        if refusal is None:
            for name in field.texts_of(field.rows):
                typed.pop(name)
            rows = field.rows[:count]
            while len(rows) < count:
                rows = rows + [{column.name: column.default for column in field.columns}]
            typed.update(field.texts_of(rows))
    count = int(typed[field.name])
    return [
        (field.cell(row, column.name), column) for row in range(count) for column in field.columns
    ]


def _take(field: Field, name: str, text: str, typed: dict) -> bool:
    """Put a text of the link into an input if its field accepts it."""
    value, refusal = field.read(text)
    if refusal is not None:
        return False
    # A number stays as it was typed, with all its digits.
    typed[name] = text.strip() if field.kind == "number" else field.text_of(value)
    return True
