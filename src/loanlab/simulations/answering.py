"""From what was typed to what is shown: one path for the page, the notebook and the tests."""

from .definition import (
    ChoiceField,
    NumberField,
    Picture,
    Refusal,
    Result,
    Simulation,
    constant_texts,
    shown,
)


def answer(simulation: Simulation, typed: dict, words: dict) -> dict:
    """Everything that a reader sees for a form's state.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    typed : dict
        Field name to the text in its input; a missing name counts as an empty input.
    words : dict
        The language's catalogue (`loanlab.text.catalogue`).

    Returns
    -------
    dict
        With bad input ``errors`` (field name to message) and ``alert`` (one sentence). Otherwise
        ``errors`` is empty and ``alert`` is "", and there are ``figures`` (a list of name, value,
        text), ``sentence``, ``rows`` (picture name to a list of dicts: each column's raw value
        under its name and its text under name + "_text").
    """
    values = {}
    errors = {}
    for field in simulation.fields:
        value, refusal = field.read(typed.get(field.name, ""))
        if refusal is None:
            values[field.name] = value
        else:
            errors[field.name] = refusal_text(simulation, field, refusal, words)
    if errors:
        alert = words["interface"]["bad_input"].format(count=len(errors))
        return {"errors": errors, "alert": alert}
    return told(simulation, values, simulation.compute(**values), words)


def told(simulation: Simulation, values: dict, result: Result, words: dict) -> dict:
    """A result in words, as `answer` gives it for good input.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    values : dict
        Field name to value.
    result : Result
        What ``simulation.compute(**values)`` gave.
    words : dict
        The language's catalogue.

    Returns
    -------
    dict
        As `answer`.
    """
    own = words["simulations"][simulation.name]
    interface = words["interface"]
    texts = constant_texts(simulation.constants)
    for field in simulation.fields:
        texts[field.name] = field_text(simulation, field, values[field.name], words)
    figures = []
    for figure in simulation.figures:
        value = result.figures[figure.name]
        text = shown(value, figure.kind, figure.places, interface)
        texts[figure.name] = text
        figures.append({"name": figure.name, "value": value, "text": text})
    for extra in simulation.extras:
        texts[extra.name] = shown(result.extras[extra.name], extra.kind, extra.places, interface)
    sentences = [own["sayings"][key].format(**texts) for key in result.sayings]
    return {
        "errors": {},
        "alert": "",
        "figures": figures,
        "sentence": interface["between_sentences"].join(sentences),
        "rows": {
            picture.name: _rows_told(picture, result.rows[picture.name], own)
            for picture in simulation.pictures
        },
    }


def _rows_told(picture: Picture, rows: list[dict], own: dict) -> list[dict]:
    """A picture's rows, each column's text beside its raw value."""
    words = own["pictures"][picture.name].get("words", {})
    told_rows = []
    for row in rows:
        told_row = dict(row)
        for column in picture.columns:
            text = shown(row[column.name], column.kind, column.places, words)
            told_row[column.name + "_text"] = text
        told_rows.append(told_row)
    return told_rows


def field_text(
    simulation: Simulation, field: NumberField | ChoiceField, value: float | str, words: dict
) -> str:
    """A field's value with its unit, as a sentence may use it.

    Parameters
    ----------
    simulation : Simulation
        The simulation that has the field.
    field : NumberField or ChoiceField
        The field.
    value : float, int or str
        A value that the field accepts.
    words : dict
        The language's catalogue.

    Returns
    -------
    str
        The text.
    """
    if isinstance(field, ChoiceField):
        own = words["simulations"][simulation.name]["fields"][field.name]
        return own["choices"][field.text_of(value)]
    return words["interface"]["units"][field.unit]["value"].format(field.text_of(float(value)))


def refusal_text(
    simulation: Simulation, field: NumberField | ChoiceField, refusal: Refusal, words: dict
) -> str:
    """What was wrong with a field's input and what is allowed, in the reader's language.

    Parameters
    ----------
    simulation : Simulation
        The simulation that has the field.
    field : NumberField or ChoiceField
        The field.
    refusal : Refusal
        Why the input was refused.
    words : dict
        The language's catalogue.

    Returns
    -------
    str
        One sentence.
    """
    interface = words["interface"]
    details = dict(refusal.details)
    details["label"] = words["simulations"][simulation.name]["fields"][field.name]["label"]
    if isinstance(field, NumberField):
        value = interface["units"][field.unit]["value"]
        details["minimum"] = value.format(field.text_of(field.minimum))
        details["maximum"] = value.format(field.text_of(field.maximum))
    return interface["refusals"][refusal.code].format(**details)


def defaults(simulation: Simulation) -> dict[str, str]:
    """The texts that the inputs hold before anybody touches them.

    Parameters
    ----------
    simulation : Simulation
        The simulation.

    Returns
    -------
    dict
        Field name to text.
    """
    return {field.name: field.text_of(field.default) for field in simulation.fields}


def opened(simulation: Simulation, pairs: list, words: dict) -> dict:
    """The state that a shared link asks for, with whatever the fields refuse left at its default.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    pairs : list
        ``[name, text]`` lists as they stand in the link; anything at all may be in them.
    words : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``typed`` (field name to text, complete) and ``notice`` ("" or one sentence that says
        that part of the link was ignored).
    """
    typed = defaults(simulation)
    fields = {field.name: field for field in simulation.fields}
    ignored = False
    for name, text in pairs:
        field = fields.get(name)
        if field is None:
            ignored = True
            continue
        value, refusal = field.read(text)
        if refusal is None:
            typed[name] = field.text_of(value)
        else:
            ignored = True
    return {"typed": typed, "notice": words["interface"]["link_ignored"] if ignored else ""}
