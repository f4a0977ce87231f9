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
            asked.append(answer_to(marked[dice.choice(sorted(marked))], dice))
    return asked


def answer_to(exercise: Any, dice: random.Random) -> dict[str, Any]:
    """Return an answer to an exercise, which may be right: a number or an option."""
    if exercise.is_choice:
        text = dice.choice([*exercise.options, "A", "b", "", "C。"])
    else:
        factor = dice.choice([1, 0.5, 0.99, 1.5, dice.random()])
        text = repr(round(exercise.answer * dice.choice([1, 100]) * factor, 6))
    return {"ask": "grade", "name": exercise.name, "text": text}


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
    # Every exercise is graded, with each kind of answer.
    dice = random.Random(19)
    graded = [answer_to(each, dice) for each in exercises(facts()).values() for _ in range(8)]
    replies = [json.loads(reply) for reply in seen.page.evaluate(ASK_ALL, graded)]
    assert replies == [in_cpython(request) for request in graded]
    # Most random requests must give a result; otherwise the comparison covers too little.
    assert answered > len(asked) / 2
    assert seen.complaints == []
