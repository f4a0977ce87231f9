"""The door between a page's script and the model: JSON text in, JSON text out.

Only text crosses, because MicroPython's bridge cuts whole numbers to 32 bits without a word.
"""

import json

from . import exercises, simulations
from .answering import answer, opened
from .csv_text import csv_text
from .exercise import Exercise, mark


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
        self.simulations = simulations(self.facts)
        self._exercises: dict = {}

    def respond(self, request_text: str) -> str:
        """The reply to one request.

        Parameters
        ----------
        request_text : str
            JSON of ``{"ask": "answer" | "open" | "csv" | "mark", "name": ..., ...}``.

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
        simulation = self.simulations[request["name"]]
        if ask == "open":
            return opened(simulation, request["pairs"], self.words)
        reply = answer(simulation, request["typed"], self.words)
        if ask == "answer" or reply["errors"]:
            return reply
        for picture in simulation.pictures:
            if picture.name == request["picture"]:
                own = self.words["simulations"][simulation.name]["pictures"][picture.name]
                return {"csv": csv_text(picture, reply["rows"][picture.name], own)}
        return {"failure": "no picture " + request["picture"]}

    def _exercise(self, name: str) -> Exercise:
        # Made at the first answer: their solutions would delay the page's first figure.
        if not self._exercises:
            self._exercises = exercises(self.facts)
        return self._exercises[name]
