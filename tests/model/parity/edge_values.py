"""Generate calls of the model's functions with one edge value: nan, infinite, huge, negative."""

import copy
from collections.abc import Iterator
from math import inf, nan
from typing import Any

from . import calls
from .wire import pack

EDGE_VALUES = [nan, inf, -inf, 1e308, -1, 0, 0.5]
# For whole numbers: one that no float can represent.
HUGE = 10**400
# These only classify values and refuse nothing.
CONVERTERS = {("inputs", "as_number"), ("inputs", "as_whole")}


def functions() -> list[tuple[str, str]]:
    """List the public functions of the model, except converters."""
    return sorted(set(calls.ARGUMENTS) - CONVERTERS)


def edge_calls(module: str, name: str, draws: int, places: int, seed: int) -> Iterator[calls.Call]:
    """Yield random calls of a function, each with an edge value in one of a few places."""
    state = calls.DRAW.getstate()
    calls.DRAW.seed(seed)
    made = []
    for _ in range(draws):
        call = calls.call(module, name, *calls.ARGUMENTS[module, name]())
        found = list(numbers(call))
        for holder, key, is_whole in calls.DRAW.sample(found, min(places, len(found))):
            was = holder[key]
            for value in [*EDGE_VALUES, HUGE] if is_whole else EDGE_VALUES:
                holder[key] = pack(value)
                made.append(copy.deepcopy(call))
            holder[key] = was
    # Other tests continue the random sequence where it was.
    calls.DRAW.setstate(state)
    yield from made


def numbers(call: Any) -> Iterator[tuple[Any, Any, bool]]:
    """Yield the positions of numbers in a packed call, nested ones too: holder, key, is_whole."""
    for key, item in list(call.items() if isinstance(call, dict) else enumerate(call)):
        if isinstance(item, int) and not isinstance(item, bool):
            yield call, key, True
        elif isinstance(item, dict):
            yield from numbers(item)
        elif isinstance(item, list) and item and item[0] == "float":
            yield call, key, False
        elif isinstance(item, list) and (not item or item[0] not in ("date", "datetime")):
            yield from numbers(item)
