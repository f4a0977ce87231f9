"""What cannot be is refused in words: no function of the model gives inf or nan, or falls over."""

from collections.abc import Iterator
from datetime import date
from math import isfinite
from typing import Any

import pytest

from loanlab.model.refusal import Refusal

from .parity import calls, odd, wire

DRAWS = 12
PLACES = 6
# Their functions are looked at by those who are changing them.
PENDING: set[str] = set()


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


@pytest.mark.parametrize(("module", "name"), odd.functions(PENDING))
def test_an_odd_number_is_refused_or_has_an_answer_in_numbers(module: str, name: str) -> None:
    for call in odd.odd_calls(module, name, DRAWS, PLACES, 20261127):
        found = list(numbers_of(answer(call)))
        assert all(map(isfinite, found)), (call[1:], found)


def test_the_places_of_numbers_in_a_call_are_found() -> None:
    inner = calls.call("money", "fen_of", 2.5, rounding={"a": 7})
    call = calls.call("terms", "loan_terms", 1, [2, 0.5, "a", None, True], date.min, inner)
    wholes = [is_whole for _, _, is_whole in odd.numbers(call)]
    assert wholes == [True, True, False, False, True]
