"""Test that edge values give finite results or documented refusals, never inf, nan or a crash."""

import inspect
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from math import isfinite
from typing import Any

import pytest

from loanlab.model.refusal import Refusal

from .parity import calls, edge_values, wire
from .refusals import assert_plain

DRAWS = 12
PLACES = 6
FUNCTIONS = edge_values.functions()
# Functions whose reason is an argument.
REASON_IS_ARGUMENT = {
    "require_day",
    "require_number",
    "require_rate",
    "require_whole",
    "finite",
    "require",
}


def numbers_of(result: Any) -> Iterator[float]:
    """Yield all numbers in a result."""
    if isinstance(result, dict):
        result = list(result.items())
    if isinstance(result, (list, tuple, set)):
        for item in result:
            yield from numbers_of(item)
    elif isinstance(result, (int, float)):
        yield result


@cache
def reasons(name: str) -> frozenset[str]:
    """Return the reasons in a function's docstring and in those it refers to."""
    function = {named: getattr(calls.modules()[module], named) for module, named in FUNCTIONS}[name]
    section = re.search(
        r"^Raises\n-+$(.*?)(?:^\w+\n-+$|\Z)", inspect.getdoc(function) or "", re.S | re.M
    )
    text = section[1] if section else ""
    found = set(re.findall(r"``(\w+)``", text))
    if "name of the parameter" in text:
        found |= set(inspect.signature(function).parameters)
    others = set(re.findall(r"(?<!`)`(?:[\w.]+\.)?(\w+)`(?!`)", text))
    for other in others & {named for _, named in FUNCTIONS} - {name}:
        found |= reasons(other)
    return frozenset(found)


def check(refusal: Refusal, name: str) -> None:
    """Check that the docstring names the reason of a refusal and that its message is plain."""
    if name not in REASON_IS_ARGUMENT:
        assert refusal.reason in reasons(name), refusal.reason
    assert_plain(str(refusal))


def refusing_function(call: calls.Call) -> str:
    """Return the name of the function that refuses: the called one, or one in its arguments."""
    for argument in [*call[3], *call[4].values()]:
        inner = [argument]
        while inner:
            item = inner.pop()
            if isinstance(item, list) and item and item[0] == "call":
                try:
                    wire.make(item)
                except Refusal:
                    return refusing_function(item)
            elif isinstance(item, list):
                inner += item
    return str(call[2])


@pytest.mark.parametrize(("module", "name"), FUNCTIONS)
def test_edge_values_give_finite_results_or_a_documented_refusal(module: str, name: str) -> None:
    for call in edge_values.edge_calls(module, name, DRAWS, PLACES, 20261127):
        try:
            found = list(numbers_of(wire.make(call)))
        except Refusal as refusal:
            check(refusal, refusing_function(call))
        else:
            assert all(map(isfinite, found)), (call[1:], found)


def test_the_places_of_numbers_in_a_call_are_found() -> None:
    inner = calls.call("money", "fen_of", 2.5, rounding={"a": 7})
    call = calls.call("terms", "loan_terms", 1, [2, 0.5, "a", None, True], date.min, inner)
    wholes = [is_whole for _, _, is_whole in edge_values.numbers(call)]
    assert wholes == [True, True, False, False, True]
