"""The model gives the same results in the reader's browser as in the tests, to the last bit."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.micropython import answers_of_micropython

from .parity import calls, edge_values, wire

CALLS = 10_000
# Number of calls per function with edge values, and of positions tried in each.
DRAWS = 2
PLACES = 3


def test_every_public_function_of_the_model_is_called() -> None:
    assert set(calls.ARGUMENTS) == set(calls.public_functions())


def edge_calls() -> list[calls.Call]:
    """Return calls with edge values of all functions that refuse them."""
    return [
        call
        for module, name in edge_values.functions()
        for call in edge_values.edge_calls(module, name, DRAWS, PLACES, 23112026)
    ]


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, bundle: Path
) -> tuple[list[calls.Call], list[Any], list[Any]]:
    """Return the calls, and the results of CPython and of MicroPython."""
    folder = tmp_path_factory.mktemp("parity")
    # MicroPython does not decode surrogate pairs in JSON; the page sends none.
    asked = json.dumps([*calls.random_calls(CALLS), *edge_calls()], ensure_ascii=False)
    theirs = answers_of_micropython(("model",), wire, asked, folder)
    return json.loads(asked), json.loads(wire.answers(asked)), theirs


def test_ten_thousand_random_calls_agree_to_the_last_bit(
    both: tuple[list[calls.Call], list[Any], list[Any]],
) -> None:
    asked, ours, theirs = both
    assert len(asked) == len(ours) == len(theirs) > CALLS
    apart = [
        (call, our, their)
        for call, our, their in zip(asked, ours, theirs, strict=True)
        if our != their
    ]
    assert apart == [], Counter(call[2] for call, _, _ in apart)


def test_edge_values_are_refused_alike(
    both: tuple[list[calls.Call], list[Any], list[Any]],
) -> None:
    asked, ours, _ = both
    assert len(asked[CALLS:]) > 1000
    refused = [our for our in ours[CALLS:] if isinstance(our, list) and our[:1] == ["refused"]]
    assert len(refused) > 0.7 * len(asked[CALLS:])


def test_most_random_calls_have_a_result(
    both: tuple[list[calls.Call], list[Any], list[Any]],
) -> None:
    asked, ours, _ = both
    refused = Counter(
        call[2]
        for call, our in zip(asked[:CALLS], ours[:CALLS], strict=True)
        if isinstance(our, list) and our and our[0] == "refused"
    )
    of_each = CALLS // len(calls.ARGUMENTS)
    assert {name: count for name, count in refused.items() if count > 0.6 * of_each} == {}
