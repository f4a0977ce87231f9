"""Comparison of two results."""

import random
import re
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.comparison import WITHOUT_DIFFERENCE, compare
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from tests.simulations import states

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())


def compared(simulation: Any, pinned: dict[str, str], typed: dict[str, str]) -> dict[str, Any]:
    before, now = [evaluate(simulation, state, STRINGS) for state in (pinned, typed)]
    return compare(pinned, typed, before, now)


def number(text: str) -> float:
    """The number that a reader sees, negative for an amount paid more."""
    sign = -1 if text.startswith("多付") else 1
    digits = re.search(r"[-−]?[\d,]+(\.\d+)?", text)
    assert digits is not None, text
    return sign * float(digits.group().replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("name", NAMES)
def test_a_difference_is_that_of_the_two_numbers_beside_it(name: str) -> None:
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    checked = 0
    while checked < 12:
        pair = [states.random_state(simulation, dice) for _ in range(2)]
        pair[0] = dice.choice([pair[0], defaults(simulation)])
        if any(evaluate(simulation, typed, STRINGS).reply()["alert"] for typed in pair):
            continue
        checked += 1
        shown = compared(simulation, pair[0], pair[1])["outputs"]
        for output, row in zip(simulation.outputs, shown, strict=True):
            if output.unit in WITHOUT_DIFFERENCE or not row["difference"]:
                continue
            apart = number(row["now"]) - number(row["pinned"])
            assert number(row["difference"]) == pytest.approx(apart, abs=1e-6), row
            assert (apart > 1e-9) == row["difference"].startswith("+")


def test_a_difference_has_the_unit_of_what_differs() -> None:
    simulation: Any = SIMULATIONS["group-discount"]
    start = defaults(simulation)
    shown = compared(simulation, start, {**start, "friends": "9"})["outputs"]
    labels = STRINGS["simulations"]["group-discount"]["outputs"]
    by_label = {row["label"]: row["difference"] for row in shown}
    assert by_label[labels["net"]].endswith("元")
    assert by_label[labels["saving"]] == "+141.56元"
    assert by_label[labels["discounted_annual_rate"]] == "−2.50个百分点"
