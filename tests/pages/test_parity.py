"""Test that the page's MicroPython and CPython give the same replies to the same requests."""

import json
import random
from typing import Any

from loanlab.data import facts
from loanlab.exercises import exercise, exercises
from loanlab.forms.bridge import Bridge
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulation, simulations
from loanlab.text import catalogue
from tests.conftest import Open
from tests.pages.forms import GALLERY
from tests.simulations import states

STRINGS = catalogue("zh")
BRIDGE = Bridge(json.dumps(facts()), json.dumps(STRINGS), simulation, exercise)

ASK_ALL = """(requests) => {
  const ask = globalThis.loanlabAsk;
  return requests.map((request) => JSON.stringify(ask(request)));
}"""


def in_cpython(request: dict[str, Any]) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(BRIDGE.respond(json.dumps(request)))
    return reply


def requests(count: int) -> list[dict[str, Any]]:
    dice = random.Random(20261123)
    asked: list[dict[str, Any]] = []
    known = simulations(facts())
    marked = exercises(facts())
    for number in range(count):
        simulation = known[dice.choice(sorted(known))]
        typed = states.random_state(simulation, dice)
        if number % 4 == 0:
            name = dice.choice(sorted(typed))
            typed[name] = dice.choice(
                ["", "x", "1e5", "0.0000000001", "-0", "００", "1,5", "9" * 20]
            )
        asked.append({"ask": "answer", "name": simulation.name, "typed": typed})
        if number % 10 == 0:
            asked += further(simulation, typed, dice)
            exercise = marked[dice.choice(sorted(marked))]
            guess = repr(round(exercise.answer * 100 * dice.choice([1, 0.5, dice.random()]), 6))
            asked.append({"ask": "grade", "name": exercise.name, "text": guess})
    return asked


def further(simulation: Any, typed: dict[str, str], dice: random.Random) -> list[dict[str, Any]]:
    """Return the other requests of a form: tables, files, a comparison, a state from a link."""
    common = {"name": simulation.name, "typed": typed}
    picture = dice.choice(simulation.pictures).name
    asked: list[dict[str, Any]] = [
        {**common, "ask": "csv", "picture": picture},
        {**common, "ask": "table", "picture": picture},
        {**common, "ask": "open", "pairs": [list(pair) for pair in typed.items()]},
        {**common, "ask": "calendar", "made": "20261124T080000"},
    ]
    for field in simulation.fields:
        if field.kind == "list" and field.name in typed:
            asked.append({**common, "ask": "add_row", "field": field.name})
            asked.append({**common, "ask": "remove_row", "field": field.name, "row": 0})
    if evaluate(simulation, typed, STRINGS).result is not None:
        asked.append({**common, "ask": "compare", "pinned": defaults(simulation)})
    # The page's script would throw an expected failure.
    return [request for request in asked if "failure" not in in_cpython(request)]


def test_random_requests_get_identical_replies(visit: Open, served: str) -> None:
    seen = visit(f"{served}/{GALLERY}")
    seen.wait_until_live()
    asked = requests(1200)
    answered = 0
    for start in range(0, len(asked), 300):
        batch = asked[start : start + 300]
        for request, reply in zip(batch, seen.page.evaluate(ASK_ALL, batch), strict=True):
            here = in_cpython(request)
            assert json.loads(reply) == here, request
            answered += "errors" in here and not here["errors"]
    # Most random requests must give a result; otherwise the comparison covers too little.
    assert answered > len(asked) / 2
    assert seen.complaints == []
