"""What cannot be is refused in words: no function of the model gives inf or nan, or falls over."""

import random
from collections.abc import Iterator
from datetime import date
from math import inf, isfinite, nan
from typing import Any

import pytest

from loanlab.model.refusal import Refusal

from .parity import calls, wire

ODD = [nan, inf, -inf, 1e308, -1, 0, 0.5]
# Where whole numbers are asked for: one that no float can hold.
ENDLESS = 10**400
DRAWS = 12
PLACES = 6

# Their functions are looked at by those who are changing them.
PENDING = {"schedule", "terms", "debts", "level", "fees", "reminders", "price"}
# They only tell numbers from all else, whatever their size.
RECOGNISERS = {("inputs", "as_number"), ("inputs", "as_whole")}

FUNCTIONS = sorted(
    asked for asked in calls.ARGUMENTS if asked[0] not in PENDING and asked not in RECOGNISERS
)


def numbers(packed: Any) -> Iterator[tuple[Any, Any, bool]]:
    """Where a packed call holds numbers, in calls within it too: holder, key, whether whole."""
    items = list(packed.items() if isinstance(packed, dict) else enumerate(packed))
    for key, item in items:
        if isinstance(item, int) and not isinstance(item, bool):
            yield packed, key, True
        elif isinstance(item, dict):
            yield from numbers(item)
        elif isinstance(item, list) and item and item[0] == "float":
            yield packed, key, False
        elif isinstance(item, list) and (not item or item[0] not in ("date", "datetime")):
            yield from numbers(item)


def numbers_of(result: Any) -> Iterator[float]:
    """All numbers in a result."""
    if isinstance(result, dict):
        result = list(result.items())
    if isinstance(result, (list, tuple, set)):
        for item in result:
            yield from numbers_of(item)
    elif isinstance(result, (int, float)):
        yield result


def answer(call: calls.Call) -> Any:
    """What a call gives, None where it is refused."""
    try:
        return wire.make(call)
    except Refusal:
        return None


@pytest.fixture
def draw() -> Iterator[random.Random]:
    """The dice of the random calls, which go on afterwards where they stood."""
    stood = calls.DRAW.getstate()
    calls.DRAW.seed(20261127)
    yield calls.DRAW
    calls.DRAW.setstate(stood)


@pytest.mark.parametrize(("module", "name"), FUNCTIONS)
def test_an_odd_number_is_refused_or_has_an_answer_in_numbers(
    module: str, name: str, draw: random.Random
) -> None:
    for _ in range(DRAWS):
        call = calls.call(module, name, *calls.ARGUMENTS[module, name]())
        places = list(numbers(call))
        for holder, key, is_whole in draw.sample(places, min(PLACES, len(places))):
            was = holder[key]
            for odd in [*ODD, ENDLESS] if is_whole else ODD:
                holder[key] = odd
                found = list(numbers_of(answer(call)))
                assert all(map(isfinite, found)), (call[1:], found)
            holder[key] = was


def test_the_places_of_numbers_in_a_call_are_found() -> None:
    inner = calls.call("money", "fen_of", 2.5, rounding={"a": 7})
    call = calls.call("terms", "loan_terms", 1, [2, 0.5, "a", None, True], date.min, inner)
    wholes = [is_whole for _, _, is_whole in numbers(call)]
    assert wholes == [True, True, False, False, True]
