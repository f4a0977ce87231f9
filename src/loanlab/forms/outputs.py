"""Named values with a unit: what a simulation computes, a table's columns, numbers in a text.

A definition lists them by unit: ``outputs=[yuan("interest"), percent("annual_rate")]``. With a
value, ``percent("line", 0.24, places=0)``, it fills ``{line}`` in a text of the catalogue.
"""

from collections import namedtuple

# `formatting.format_value` shows the value by its `unit` and with `places` decimals. The value is
# None in a definition's outputs and columns, whose values are computed.
Output = namedtuple("Output", ("name", "unit", "places", "value"))


def percent(name: str, value: object = None, places: int = 2) -> Output:
    """Define a fraction shown as a percentage."""
    return Output(name, "percent", places, value)


def percent_change(name: str, places: int = 2) -> Output:
    """Define a difference of fractions, shown as a percentage with its sign."""
    return Output(name, "percent_change", places, None)


def yuan(name: str, value: object = None, places: int = 2) -> Output:
    """Define an amount in yuan."""
    return Output(name, "yuan", places, value)


def yuan_change(name: str, places: int = 2) -> Output:
    """Define a difference of amounts, shown with its sign."""
    return Output(name, "yuan_change", places, None)


def saving(name: str) -> Output:
    """Define yuan saved; a negative value reads as yuan paid more."""
    return Output(name, "saving", 2, None)


def cost(name: str) -> Output:
    """Define yuan paid more; a negative value reads as yuan paid less."""
    return Output(name, "cost", 2, None)


def rest(name: str) -> Output:
    """Define yuan left over; a negative value reads as yuan missing."""
    return Output(name, "rest", 2, None)


def quantity(name: str, value: object = None, places: int = 0) -> Output:
    """Define a number without a unit."""
    return Output(name, "number", places, value)


def in_unit(unit: str, name: str, value: object = None, places: int = 0) -> Output:
    """Define a number in a unit of `loanlab.forms.units.UNITS`, such as ``"months"``."""
    return Output(name, unit, places, value)


def word(name: str) -> Output:
    """Define a key of the catalogue's ``words``."""
    return Output(name, "word", 0, None)


def yes_no(name: str) -> Output:
    """Define a truth value, shown as yes or no."""
    return Output(name, "yes_no", 0, None)


def calendar_day(name: str, value: object = None) -> Output:
    """Define a day, given as ``2027-01-31``."""
    return Output(name, "date", 0, value)


def plain_text(name: str, value: object = None) -> Output:
    """Define a text that is shown as it is."""
    return Output(name, "text", 0, value)


def numbers(places: int = 0, **values: float) -> list[Output]:
    """Define several numbers without a unit, with the same number of decimals.

    Examples
    --------
    >>> [output.name for output in numbers(2, interest=4.5)]
    ['interest']
    """
    return [quantity(name, value, places) for name, value in values.items()]


def percents(places: int = 2, **values: float) -> list[Output]:
    """Define several percentages with the same number of decimals.

    Examples
    --------
    >>> percents(0, line=0.24)
    [Output(name='line', unit='percent', places=0, value=0.24)]
    """
    return [percent(name, value, places) for name, value in values.items()]
