"""Calls of the model's functions with one number that is odd: nan, endless, below nothing."""

import copy
from collections.abc import Iterator
from math import inf, nan
from typing import Any

from . import calls
from .wire import packed

ODD = [nan, inf, -inf, 1e308, -1, 0, 0.5]
# Where whole numbers are asked for: one that no float can hold.
ENDLESS = 10**400
# They only tell numbers from all else, whatever their size.
RECOGNISERS = {("inputs", "as_number"), ("inputs", "as_whole")}


def functions() -> list[tuple[str, str]]:
    """Public functions of the model but for those that recognise numbers."""
    return sorted(set(calls.ARGUMENTS) - RECOGNISERS)


def odd_calls(module: str, name: str, draws: int, places: int, seed: int) -> Iterator[calls.Call]:
    """Random calls of a function, each time with an odd number in one of a few places."""
    stood = calls.DRAW.getstate()
    calls.DRAW.seed(seed)
    made = []
    for _ in range(draws):
        call = calls.call(module, name, *calls.ARGUMENTS[module, name]())
        found = list(numbers(call))
        for holder, key, is_whole in calls.DRAW.sample(found, min(places, len(found))):
            was = holder[key]
            for odd in [*ODD, ENDLESS] if is_whole else ODD:
                holder[key] = packed(odd)
                made.append(copy.deepcopy(call))
            holder[key] = was
    # The random calls of the other tests go on where they stood.
    calls.DRAW.setstate(stood)
    yield from made


def numbers(call: Any) -> Iterator[tuple[Any, Any, bool]]:
    """Where a packed call holds numbers, in calls within it too: holder, key, whether whole."""
    for key, item in list(call.items() if isinstance(call, dict) else enumerate(call)):
        if isinstance(item, int) and not isinstance(item, bool):
            yield call, key, True
        elif isinstance(item, dict):
            yield from numbers(item)
        elif isinstance(item, list) and item and item[0] == "float":
            yield call, key, False
        elif isinstance(item, list) and (not item or item[0] not in ("date", "datetime")):
            yield from numbers(item)
