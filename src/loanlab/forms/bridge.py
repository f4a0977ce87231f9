"""The bridge from a page's script to the model: JSON text in, JSON text out.

Only text crosses, because MicroPython's bridge silently truncates whole numbers to 32 bits.
"""

import json

from .definition import Simulation
from .evaluation import Evaluation, evaluate
from .fields import Number, Rows
from .formatting import format_field, picture_strings
from .links import state_from_link
from .numerals import is_plain
from .rows import add_row, remove_row

# The parts that a page needs only after a reader has pressed something are imported where they are
# used: the page is live sooner.

# How many evaluations of a simulation are cached: of a pinned state, of the state before a gesture,
# of the state shown, and of the one before it, which must not push out the others before the
# comparison asks for them.
KEPT = 4


class Bridge:
    """The endpoint of a page's requests, in one language.

    Parameters
    ----------
    facts_text : str
        JSON of `loanlab.data.facts`.
    strings_text : str
        JSON of the language's catalogue.
    simulation, exercise : callable
        `loanlab.simulations.simulation` and `loanlab.exercises.exercise`, which define what has
        the name in a request.
    """

    def __init__(
        self, facts_text: str, strings_text: str, simulation: object, exercise: object
    ) -> None:
        self.facts = json.loads(facts_text)
        self.strings = json.loads(strings_text)
        self._define: dict = {"simulation": simulation, "exercise": exercise}
        self._defined: dict = {}
        self._evaluated: dict[str, list] = {}

    def respond(self, request_text: str) -> str:
        """Answer one request.

        Parameters
        ----------
        request_text : str
            JSON of ``{"ask": ..., "name": ..., ...}``. These need a state in ``typed``:
            ``answer`` (its outputs, sentence and rows, or its errors; rows only of ``pictures``,
            and what changed since the state ``before``, where these are given), ``compare`` (with
            the state ``pinned``), ``table`` and ``csv`` (of the ``picture``), ``calendar`` (an .ics
            text, made at the moment ``made``), ``add_row`` and ``remove_row`` (of the ``field``,
            and its ``row``), ``conditions`` (the inputs as one line). These do not: ``open`` (the
            state of a link's ``pairs``) and ``grade`` (the answer ``text`` to an exercise).

        Returns
        -------
        str
            JSON of the reply, or ``{"failure": text}``. It never raises: the page's script could
            not catch it.
        """
        try:
            return json.dumps(self._reply(json.loads(request_text)))
        except Exception as problem:  # the page reports failures of every kind
            return json.dumps({"failure": type(problem).__name__ + ": " + str(problem)})

    def _reply(self, request: dict) -> dict:
        ask = request["ask"]
        if ask == "grade":
            from .grading import grade_text

            return grade_text(
                self._find("exercise", request["name"]), request["text"], self.strings
            )
        simulation: Simulation = self._find("simulation", request["name"])
        if ask == "open":
            return state_from_link(simulation, request["pairs"], self.strings)
        typed = request["typed"]
        if ask in ("add_row", "remove_row"):
            return {"typed": _change_rows(simulation, request)}
        now = self._evaluate(simulation, typed)
        if ask == "answer":
            reply = now.reply(request.get("pictures"))
            reply["sliders"], reply["understood"] = _readings(simulation, typed, now)
            if "before" in request and now.result is not None:
                from .comparison import changes

                before = self._evaluate(simulation, request["before"])
                reply["changes"] = changes(before, now) if before.result is not None else []
            return reply
        if ask == "compare":
            from .comparison import compare

            pinned = request["pinned"]
            return compare(pinned, typed, self._evaluate(simulation, pinned), now)
        if now.result is None:
            return {"failure": "there is no result"}
        return self._export(now, request)

    def _export(self, now: Evaluation, request: dict) -> dict:
        simulation, result = now.simulation, now.result
        assert result is not None  # noqa: S101 - the caller has checked
        if request["ask"] == "conditions":
            return {"conditions": now.conditions()}
        if request["ask"] == "calendar":
            from .calendar_text import calendar_text

            return {"ics": calendar_text(simulation, result, request["made"], self.strings)}
        picture = simulation.picture(request["picture"])
        if request["ask"] == "table":
            return {"table": now.table(picture), "empty": now.empty_columns(picture)}
        from .csv_text import csv_text

        strings = picture_strings(self.strings["simulations"][simulation.name], picture)
        rows = result.rows[picture.name]
        return {"csv": csv_text(picture, rows, strings, self.strings["interface"])}

    def _evaluate(self, simulation: Simulation, typed: dict) -> Evaluation:
        """Evaluate a state, or return its cached evaluation: a key press needs it several times."""
        kept = self._evaluated.setdefault(simulation.name, [])
        for place, (state, evaluation) in enumerate(kept):
            if state == typed:
                kept.append(kept.pop(place))
                return evaluation
        evaluation = evaluate(simulation, typed, self.strings)
        kept.append((typed, evaluation))
        if len(kept) > KEPT:
            kept.pop(0)
        return evaluation

    def _find(self, kind: str, name: str):  # type: ignore[no-untyped-def]
        # Defined on the first request, so that the page is ready sooner.
        if name not in self._defined:
            self._defined[name] = self._define[kind](name, self.facts)
        return self._defined[name]


def _change_rows(simulation: Simulation, request: dict) -> dict[str, str]:
    for field in simulation.fields:
        if isinstance(field, Rows) and field.name == request["field"]:
            if request["ask"] == "add_row":
                return add_row(field, request["typed"])
            return remove_row(field, request["typed"], request["row"])
    raise KeyError(request["field"])


def _readings(simulation: Simulation, typed: dict, now: Evaluation) -> tuple:
    """Say what was understood of the valid numbers that are not typed as plain digits.

    Returns slider positions, which the browser could not read from such texts, and values as text
    with their units, both by the names of inputs.
    """
    positions = {}
    understood = {}
    for name, field in _number_inputs(simulation, typed):
        text = typed.get(name, "")
        if is_plain(text) or name in now.errors:
            continue
        value, invalid = field.read(text)
        if invalid is None:
            understood[name] = format_field(field, value, {}, now.strings)
            if name == field.name:
                positions[name] = field.text_of(value)
    return positions, understood


def _number_inputs(simulation: Simulation, typed: dict) -> list:
    """List the names of the inputs that take numbers, with their fields."""
    found = []
    for field in simulation.fields:
        if isinstance(field, Number):
            found.append((field.name, field))
        elif isinstance(field, Rows):
            count, _invalid = field.count_of(typed.get(field.name, ""))
            for row in range(count or 0):
                for column in field.columns:
                    if isinstance(column, Number):
                        found.append((field.cell(row, column.name), column))
    return found
