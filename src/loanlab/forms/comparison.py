"""Two results of a simulation beside each other: one that was pinned, and the one that is shown."""

from .definition import SIGNED_IN_WORDS, Figure, Simulation, shown
from .evaluation import answer, choice_texts
from .fields import ChoiceField, Field, ListField, NumberField
from .numerals import shown_digits

# What a difference can be taken of; of shares it is told in percentage points.
WITHOUT_DIFFERENCE = ("word", "text", "yes_no", "date")


def compared(simulation: Simulation, pinned: dict, typed: dict, strings: dict) -> dict:
    """What differs between two states of a form.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    pinned, typed : dict
        Two good states: name of each input to its text.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``sentence`` (of the pinned state), ``inputs`` (of those that differ ``label``, ``pinned``
        and ``now``) and ``figures`` (of all ``label``, ``pinned``, ``now`` and ``difference``).
    """
    before = answer(simulation, pinned, strings)
    now = answer(simulation, typed, strings)
    own = strings["simulations"][simulation.name]
    interface = strings["interface"]
    inputs = []
    for name, label, field, texts in _inputs(simulation, pinned, typed, own, interface):
        one = _text(field, pinned.get(name), texts, strings)
        other = _text(field, typed.get(name), texts, strings)
        hidden = name in before["hidden"] and name in now["hidden"]
        if one != other and not hidden:
            inputs.append({"label": label, "pinned": one, "now": other})
    figures = []
    for figure, one, other in zip(simulation.figures, before["figures"], now["figures"]):
        figures.append(
            {
                "label": own["figures"][figure.name],
                "pinned": one["text"],
                "now": other["text"],
                "difference": _difference(figure, one["value"], other["value"], interface),
            }
        )
    return {"sentence": before["sentence"], "inputs": inputs, "figures": figures}


def _inputs(simulation: Simulation, pinned: dict, typed: dict, own: dict, interface: dict) -> list:
    """Name, label, field and words of every input of the two states."""
    found: list = []
    for field in simulation.fields:
        texts = own["fields"][field.name]
        found.append((field.name, texts["label"], field, texts))
        if isinstance(field, ListField):
            for row in range(max(int(pinned[field.name]), int(typed[field.name]))):
                for column in field.columns:
                    label = interface["cell"].format(
                        row=texts["row"].format(row + 1),
                        label=texts["columns"][column.name]["label"],
                    )
                    cell = field.cell(row, column.name)
                    found.append((cell, label, column, texts["columns"][column.name]))
    return found


def _text(field: Field, text: str | None, texts: dict, strings: dict) -> str:
    """What is typed in an input, with its unit; a cell that is not there has none."""
    interface = strings["interface"]
    if text is None:
        return interface["none"]
    if isinstance(field, ChoiceField):
        return choice_texts(field, texts, strings).get(text, text)
    if not isinstance(field, NumberField):
        return text
    return interface["units"][field.unit]["value"].format(text.strip())


def _difference(figure: Figure, one: float | None, other: float | None, interface: dict) -> str:
    if figure.kind in WITHOUT_DIFFERENCE or one is None or other is None:
        return ""
    # Of the two numbers that stand beside it, as they are shown.
    scale = 100 if figure.kind == "percent" else 1
    digits = shown_digits(other * scale, figure.places) - shown_digits(one * scale, figure.places)
    difference = digits / 10**figure.places
    if figure.kind == "percent":
        points = shown(difference, "number_change", figure.places, {}, interface)
        return interface["percentage_points"].format(points)
    kind = figure.kind[: -len("_change")] if figure.kind.endswith("_change") else figure.kind
    kind = "yuan" if kind in SIGNED_IN_WORDS else kind
    return shown(difference, kind + "_change", figure.places, {}, interface)
