"""Read typed texts and encode the values as JSON; runs under CPython and MicroPython."""

import json
import math

from loanlab.forms.quantities import read_quantity


def read(text: str, unit: str) -> list:  # type: ignore[type-arg]
    """Return the parts of the value, to the last bit, and the code."""
    value, code = read_quantity(text, unit)
    if value is None:
        return [code]
    mantissa, exponent = math.frexp(value)
    return [int(mantissa * 2**53), exponent]


def answers(calls: str) -> str:
    """Read many texts, each with its unit, and return what became of them as JSON text."""
    return json.dumps([read(text, unit) for text, unit in json.loads(calls)])
