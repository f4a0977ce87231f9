"""The door between a page's script and the model: JSON text in, JSON text out.

Only text crosses, because MicroPython's bridge cuts whole numbers to 32 bits without a word.
"""

import json

from .calendar_text import calendar_text
from .comparison import compared
from .csv_text import csv_text
from .definition import Result, Simulation
from .evaluation import answer, computed, table
from .grading import mark
from .links import opened


class Bridge:
    """Answers a page's requests in one language.

    Parameters
    ----------
    facts_text : str
        JSON of `loanlab.data.facts`.
    strings_text : str
        JSON of the language's catalogue.
    simulation, exercise : callable
        `loanlab.simulations.simulation` and `loanlab.exercises.exercise`: the definition of a name,
        from the facts.
    """

    def __init__(
        self, facts_text: str, strings_text: str, simulation: object, exercise: object
    ) -> None:
        self.facts = json.loads(facts_text)
        self.strings = json.loads(strings_text)
        self._define: dict = {"simulation": simulation, "exercise": exercise}
        self._known: dict = {}

    def respond(self, request_text: str) -> str:
        """The reply to one request.

        Parameters
        ----------
        request_text : str
            JSON of ``{"ask": ..., "name": ..., ...}``. To ask: ``answer`` (what a state shows),
            ``open`` (the state of a link), ``compare`` (two states), and of one ``picture`` its
            ``table`` or ``csv``; ``calendar`` (an .ics text, ``made`` being the present moment);
            ``mark`` (an exercise).

        Returns
        -------
        str
            JSON of the reply; ``{"failure": text}`` where the request could not be understood.
            Nothing is raised: a page has nobody to catch it.
        """
        try:
            return json.dumps(self._reply(json.loads(request_text)))
        except Exception as problem:  # whatever it is, the page must hear of it
            return json.dumps({"failure": type(problem).__name__ + ": " + str(problem)})

    def _reply(self, request: dict) -> dict:
        ask = request["ask"]
        if ask == "mark":
            return mark(self._defined("exercise", request["name"]), request["text"], self.strings)
        asked = self._defined("simulation", request["name"])
        if ask == "open":
            return opened(asked, request["pairs"], self.strings)
        if ask == "answer":
            return answer(asked, request["typed"], self.strings)
        if ask == "compare":
            return compared(asked, request["pinned"], request["typed"], self.strings)
        result = computed(asked, request["typed"], self.strings)
        if result is None:
            return {"failure": "there is no result"}
        return self._taken_away(asked, result, request)

    def _taken_away(self, asked: Simulation, result: Result, request: dict) -> dict:
        if request["ask"] == "calendar":
            return {"ics": calendar_text(asked, result, request["made"], self.strings)}
        picture = asked.picture(request["picture"])
        rows = result.rows[picture.name]
        if request["ask"] == "table":
            return {"table": table(asked, picture, rows, self.strings)}
        own = self.strings["simulations"][asked.name]["pictures"][picture.name]
        return {"csv": csv_text(picture, rows, own, self.strings["interface"])}

    def _defined(self, kind: str, name: str):  # type: ignore[no-untyped-def]
        # Defined on the first request: a page shows a few of all, and solutions would delay it.
        if name not in self._known:
            self._known[name] = self._define[kind](name, self.facts)
        return self._known[name]
