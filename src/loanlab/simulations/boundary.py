"""The door between a page's script and the model: JSON text in, JSON text out.

Only text crosses, because MicroPython's bridge cuts whole numbers to 32 bits without a word.
"""

import json

from . import exercise_named, simulation
from .answering import answer, computed, table
from .calendar_text import calendar_text
from .comparing import compared
from .csv_text import csv_text
from .definition import Result, Simulation
from .exercise import Exercise, mark
from .opening import opened


class Boundary:
    """Answers a page's requests in one language.

    Parameters
    ----------
    facts_text : str
        JSON of `loanlab.data.facts`.
    words_text : str
        JSON of the language's catalogue.
    """

    def __init__(self, facts_text: str, words_text: str) -> None:
        self.facts = json.loads(facts_text)
        self.words = json.loads(words_text)
        self._simulations: dict = {}
        self._exercises: dict = {}

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
            return mark(self._exercise(request["name"]), request["text"], self.words)
        asked = self._simulation(request["name"])
        if ask == "open":
            return opened(asked, request["pairs"], self.words)
        if ask == "answer":
            return answer(asked, request["typed"], self.words)
        if ask == "compare":
            return compared(asked, request["pinned"], request["typed"], self.words)
        result = computed(asked, request["typed"], self.words)
        if result is None:
            return {"failure": "there is no result"}
        return self._taken_away(asked, result, request)

    def _taken_away(self, asked: Simulation, result: Result, request: dict) -> dict:
        if request["ask"] == "calendar":
            return {"ics": calendar_text(asked, result, request["made"], self.words)}
        picture = asked.picture(request["picture"])
        rows = result.rows[picture.name]
        if request["ask"] == "table":
            return {"table": table(asked, picture, rows, self.words)}
        own = self.words["simulations"][asked.name]["pictures"][picture.name]
        return {"csv": csv_text(picture, rows, own, self.words["interface"])}

    def _simulation(self, name: str) -> Simulation:
        # Made when it is first asked for: a page has one or two of all.
        if name not in self._simulations:
            self._simulations[name] = simulation(name, self.facts)
        return self._simulations[name]

    def _exercise(self, name: str) -> Exercise:
        # Made at its first answer: solutions would delay the page's first figure.
        if name not in self._exercises:
            self._exercises[name] = exercise_named(name, self.facts)
        return self._exercises[name]
