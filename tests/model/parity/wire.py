"""Encode calls and results as JSON without losing a bit; runs under CPython and MicroPython."""

import json
import math
from datetime import date, datetime

from loanlab.model.refusal import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:  # MicroPython has no typing and reads no annotations
    from typing import Any


def pack(value: object) -> object:
    """Encode a value as JSON values without losing a bit."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        if value - value != 0:
            return ["float", str(value)]
        mantissa, exponent = math.frexp(value)
        return ["float", int(mantissa * 2**53), exponent]
    if isinstance(value, datetime):
        day = [value.year, value.month, value.day, value.hour, value.minute, value.second]
        return ["datetime", day]
    if isinstance(value, date):
        return ["date", value.toordinal()]
    if isinstance(value, dict):
        return ["dict", [[pack(key), pack(value[key])] for key in sorted(value)]]
    if isinstance(value, (list, tuple)):
        return ["list", [pack(item) for item in value]]
    raise TypeError("no way to pack a " + str(type(value)))


def unpack(value: object) -> object:
    """Decode a value; calls inside it are made first."""
    if not isinstance(value, list):
        return value
    kind = value[0]
    if kind == "float":
        return math.ldexp(value[1] / 2**53, value[2]) if len(value) == 3 else float(value[1])
    if kind == "date":
        return date.fromordinal(value[1])
    if kind == "datetime":
        return datetime(*value[1])
    if kind == "dict":
        return {unpack(key): unpack(item) for key, item in value[1]}
    if kind == "list":
        return [unpack(item) for item in value[1]]
    return make(value)


def make(call: "list[Any]") -> object:
    """Make one call: ["call", module, function, arguments, named arguments]."""
    _, module, name, arguments, named = call
    package = __import__("loanlab.model." + module, None, None, [name])
    arguments = [unpack(argument) for argument in arguments]
    named = {key: unpack(named[key]) for key in named}
    return getattr(package, name)(*arguments, **named)


def answer(call: "list[Any]") -> object:
    """Make a call and pack its result, or the reason of its refusal."""
    try:
        return pack(make(call))
    except Refusal as refusal:
        return ["refused", refusal.reason, str(refusal)]


def answers(calls: str) -> str:
    """Make many calls and return their results as JSON text."""
    return json.dumps([answer(call) for call in json.loads(calls)])
