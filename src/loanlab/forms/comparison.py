"""Compare two results of a simulation: a pinned one and the one that is shown."""

from .definition import Simulation
from .evaluation import Evaluation
from .fields import Field, Rows
from .formatting import CHANGE, SIGNED_IN_WORDS, format_field, format_value
from .numerals import shown_digits
from .outputs import Output

# Units that have no numeric difference. Percentages differ in percentage points.
WITHOUT_DIFFERENCE = ("word", "text", "yes_no", "date")


def compare(pinned: dict, typed: dict, before: Evaluation, now: Evaluation) -> dict:
    """Compare two states of a form.

    Parameters
    ----------
    pinned, typed : dict
        The inputs' texts of the two states, both valid.
    before, now : Evaluation
        Their evaluations.

    Returns
    -------
    dict
        ``sentence`` of the pinned state, ``inputs`` that differ or are shown in one state only
        (each with ``label``, ``pinned`` and ``now``) and the ``outputs`` that have a value in one
        of them (each with a ``difference`` as well).
    """
    simulation, strings = now.simulation, now.strings
    section = strings["simulations"][simulation.name]
    interface = strings["interface"]
    inputs = []
    for name, label, field, texts in _inputs_of(simulation, pinned, typed, section, interface):
        before_text = _format_input(name, field, texts, pinned, before)
        now_text = _format_input(name, field, texts, typed, now)
        if before_text != now_text:
            inputs.append({"label": label, "pinned": before_text, "now": now_text})
    outputs = []
    for output, shown, shown_now in zip(simulation.outputs, before.outputs, now.outputs):
        if shown["value"] is None and shown_now["value"] is None:
            continue
        outputs.append(
            {
                "label": section["outputs"][output.name],
                "pinned": shown["text"],
                "now": shown_now["text"],
                "difference": _difference(output, shown["value"], shown_now["value"], interface),
            }
        )
    return {"sentence": before.sentence, "inputs": inputs, "outputs": outputs}


def changes(before: Evaluation, now: Evaluation) -> list[dict]:
    """List the outputs with a value in both states that differ, the key ones first.

    Parameters
    ----------
    before, now : Evaluation
        The evaluations of two valid states.

    Returns
    -------
    list of dict
        Each has ``name``, ``label``, ``before``, ``now`` and ``difference``.
    """
    simulation, interface = now.simulation, now.strings["interface"]
    labels = now.strings["simulations"][simulation.name]["outputs"]
    found: list = []
    for output, old, new in zip(simulation.outputs, before.outputs, now.outputs):
        # A figure that comes or goes is no change: it is not shown where it has no value.
        if old["text"] == new["text"] or old["value"] is None or new["value"] is None:
            continue
        found.append(
            {
                "name": output.name,
                "label": labels[output.name],
                "before": old["text"],
                "now": new["text"],
                "difference": _difference(output, old["value"], new["value"], interface),
            }
        )
    key = [each for name in simulation.key_outputs for each in found if each["name"] == name]
    return key + [each for each in found if each["name"] not in simulation.key_outputs]


def _inputs_of(
    simulation: Simulation, pinned: dict, typed: dict, section: dict, interface: dict
) -> list:
    """List name, label, field and texts of every input of the two states."""
    found: list = []
    for field in simulation.fields:
        texts = section["fields"][field.name]
        found.append((field.name, texts["label"], field, texts))
        if isinstance(field, Rows):
            for row in range(max(field.typed_count(pinned), field.typed_count(typed))):
                for column in field.columns:
                    label = interface["cell"].format(
                        row=texts["row"].format(row + 1),
                        label=texts["columns"][column.name]["label"],
                    )
                    cell = field.cell(row, column.name)
                    found.append((cell, label, column, texts["columns"][column.name]))
    return found


def _format_input(name: str, field: Field, texts: dict, typed: dict, evaluation: Evaluation) -> str:
    """Format what was understood of an input; there is nothing where a state does not show it."""
    strings = evaluation.strings
    # A cell's name begins with that of its rows.
    if name not in typed or name.split(".")[0] in evaluation.hidden:
        return strings["interface"]["none"]
    if isinstance(field, Rows):
        return typed[name]
    value, _invalid = field.read(typed[name])
    return format_field(field, value, texts, strings)


def _difference(output: Output, one: float | None, other: float | None, interface: dict) -> str:
    if output.unit in WITHOUT_DIFFERENCE or one is None or other is None:
        return ""
    # Subtract the numbers as shown, so that the difference fits what stands beside it.
    places = output.places
    scale = 100 if output.unit == "percent" else 1
    digits = shown_digits(other * scale, places) - shown_digits(one * scale, places)
    difference = digits / 10**places
    if output.unit == "percent":
        points = format_value(difference, "number" + CHANGE, places, {}, interface)
        return interface["percentage_points"].format(points)
    unit = output.unit[: -len(CHANGE)] if output.unit.endswith(CHANGE) else output.unit
    unit = "yuan" if unit in SIGNED_IN_WORDS else unit
    return format_value(difference, unit + CHANGE, places, {}, interface)
