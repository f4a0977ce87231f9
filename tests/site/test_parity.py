"""The page's Python and CPython, asked the same, answer the same."""

import json
import random
from typing import Any

from loanlab.data import facts
from loanlab.simulations import exercises, simulations
from loanlab.simulations.boundary import Boundary
from loanlab.text import catalogue
from tests.conftest import Open

ASK_ALL = """(requests) => {
  const ask = globalThis.loanlabAsk;
  return requests.map((request) => JSON.stringify(ask(request)));
}"""


def random_text(field: Any, dice: random.Random) -> str:
    """Mostly good input of all lengths, now and then something else."""
    if field.kind == "choice":
        return str(dice.choice(field.choices))
    if dice.random() < 0.05:
        return dice.choice(["", "x", "1e5", "0.0000000001", "-0", "００", "1,5", "9" * 20])
    value = dice.uniform(field.minimum, field.maximum)
    if field.whole:
        return str(round(value))
    shift = 2 if field.unit.startswith("percent") else 0
    return f"{value * 10**shift:.{dice.randint(0, 12)}f}"


def requests(count: int) -> list[dict[str, Any]]:
    dice = random.Random(20261123)
    asked: list[dict[str, Any]] = []
    known = simulations(facts())
    marked = exercises(facts())
    for number in range(count):
        simulation = known[dice.choice(sorted(known))]
        typed = {field.name: random_text(field, dice) for field in simulation.fields}
        asked.append({"ask": "answer", "name": simulation.name, "typed": typed})
        if number % 10 == 0:
            picture = dice.choice(simulation.pictures).name
            asked.append({**asked[-1], "ask": "csv", "picture": picture})
            exercise = marked[dice.choice(sorted(marked))]
            guess = repr(round(exercise.answer * 100 * dice.choice([1, 0.5, dice.random()]), 6))
            asked.append({"ask": "mark", "name": exercise.name, "text": guess})
    return asked


def test_thousands_of_random_requests_have_no_difference(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/zh/rates.html")
    seen.wait_until_live()
    asked = requests(2400)
    boundary = Boundary(json.dumps(facts()), json.dumps(catalogue("zh")))
    answered = 0
    for start in range(0, len(asked), 300):
        batch = asked[start : start + 300]
        for request, reply in zip(batch, seen.page.evaluate(ASK_ALL, batch), strict=True):
            here = json.loads(boundary.respond(json.dumps(request)))
            assert json.loads(reply) == here, request
            answered += "errors" in here and not here["errors"]
    assert answered >= 1500
    assert seen.complaints == []
