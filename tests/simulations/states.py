"""States of a simulation's form to try: through every field's range, at corners, by chance, bad."""

import datetime
import itertools
import random
from collections.abc import Iterator
from typing import Any

from loanlab.forms.evaluation import defaults

STEPS = 4
MOST_COMBINATIONS = 40
BAD_NUMBERS = [
    "",
    "   ",
    "abc",
    "1e309",
    "NaN",
    "-1e9",
    "999999999999",
    "１０．５．３",
    "<script>alert(1)</script>",
    "1,00",
]
BAD_CHOICES = ["", "gold", "<b>", "0x1"]
BAD_DATES = ["", "abc", "2027-02-30", "2027-13-01", "1026-01-01", "9999-12-31", "20270101"]


def texts_through(field: Any) -> list[str]:
    """Texts from one end of a field's range to the other."""
    if field.kind == "choice":
        return [field.text_of(choice) for choice in field.choices]
    shares = [part / STEPS for part in range(STEPS + 1)]
    if field.kind == "date":
        days = (field.maximum - field.minimum).days
        return [
            field.text_of(field.minimum + datetime.timedelta(days=int(days * share)))
            for share in shares
        ]
    span = field.maximum - field.minimum
    values = [field.minimum + span * share for share in shares]
    return [field.text_of(round(value) if field.whole else value) for value in values]


def ends(field: Any) -> tuple[str, str]:
    """The texts of a field's two ends."""
    texts = texts_through(field)
    return texts[0], texts[-1]


def rows_texts(field: Any, count: int, end: int) -> dict[str, str]:
    """So many rows of a list, every cell at one end of its range."""
    texts = {field.name: str(count)}
    for row in range(count):
        for column in field.columns:
            texts[field.cell(row, column.name)] = ends(column)[end]
    return texts


def changes_of(field: Any) -> Iterator[dict[str, str]]:
    """Changes to the default state that move one field through its range."""
    if field.kind != "list":
        for text in texts_through(field):
            yield {field.name: text}
        return
    for count, end in itertools.product((field.minimum, field.maximum), (0, 1)):
        yield rows_texts(field, count, end)
    if field.rows:
        for column in field.columns:
            for text in texts_through(column):
                yield {field.cell(0, column.name): text}


def without_rows(simulation: Any, typed: dict[str, str]) -> dict[str, str]:
    """A state whose cells are those that its numbers of rows ask for."""
    kept = dict(typed)
    for field in simulation.fields:
        if field.kind == "list":
            count = int(typed[field.name])
            for name in typed:
                if name.startswith(f"{field.name}.") and int(name.split(".")[1]) >= count:
                    del kept[name]
    return kept


def grid(simulation: Any) -> list[dict[str, str]]:
    """Every field through its range in every combination of choices, and both corners."""
    start = defaults(simulation)
    choices = [field for field in simulation.fields if field.kind == "choice"]
    states = [start]
    for field in simulation.fields:
        states += [{**start, **change} for change in changes_of(field)]
    combinations = itertools.product(*(texts_through(field) for field in choices))
    for texts in itertools.islice(combinations, MOST_COMBINATIONS * 20):
        states.append({**start, **dict(zip((f.name for f in choices), texts, strict=True))})
    if len(states) > MOST_COMBINATIONS * 4:
        # Not all: what is left is spread over all of them, and the same at every run.
        states = states[:: len(states) // (MOST_COMBINATIONS * 4) or 1]
    for end, texts in itertools.product(
        (0, 1), itertools.product(*map(texts_through, choices[:2]))
    ):
        corner: dict[str, str] = {}
        for field in simulation.fields:
            if field.kind == "list":
                corner |= rows_texts(field, (field.minimum, field.maximum)[end], end)
            else:
                corner[field.name] = ends(field)[end]
        corner |= dict(zip((f.name for f in choices[:2]), texts, strict=True))
        states.append(corner)
    return [without_rows(simulation, state) for state in states]


def random_text(field: Any, dice: random.Random) -> str:
    """A text that the field accepts, of any length that may be typed."""
    if field.kind == "choice":
        return str(field.text_of(dice.choice(field.choices)))
    if field.kind == "date":
        days = dice.randint(0, (field.maximum - field.minimum).days)
        return str(field.text_of(field.minimum + datetime.timedelta(days=days)))
    value = dice.uniform(field.minimum, field.maximum)
    if field.whole:
        return str(round(value))
    shift = 2 if field.unit.startswith("percent") else 0
    text = f"{value * 10**shift:.{dice.randint(0, 12)}f}"
    return text if field.read(text)[1] is None else str(field.text_of(field.default))


def random_state(simulation: Any, dice: random.Random) -> dict[str, str]:
    """A whole state, every field by chance."""
    typed: dict[str, str] = {}
    for field in simulation.fields:
        if field.kind == "list":
            count = dice.randint(field.minimum, field.maximum)
            typed[field.name] = str(count)
            for row, column in itertools.product(range(count), field.columns):
                typed[field.cell(row, column.name)] = random_text(column, dice)
        else:
            typed[field.name] = random_text(field, dice)
    return typed


def places(simulation: Any) -> list[tuple[str, Any]]:
    """Every input of the default state that a reader can fill, with its field."""
    found: list[tuple[str, Any]] = []
    for field in simulation.fields:
        if field.kind == "list":
            found += [
                (field.cell(row, column.name), column)
                for row in range(len(field.rows))
                for column in field.columns
            ]
        else:
            found.append((field.name, field))
    return found


def bad_texts(field: Any) -> list[str]:
    """Texts that a field refuses."""
    texts = {"number": BAD_NUMBERS, "choice": BAD_CHOICES, "date": BAD_DATES}[field.kind]
    return [text for text in texts if field.read(text)[1] is not None]


def shown_with(simulation: Any, name: str) -> dict[str, str]:
    """The default state, changed so that a field counts."""
    typed = defaults(simulation)
    fields = {field.name: field for field in simulation.fields}
    wanted = [name.split(".")[0]]
    while wanted:
        for other, values in fields[wanted.pop()].when.items():
            if fields[other].read(typed[other])[0] not in values:
                typed[other] = fields[other].text_of(values[0])
            wanted.append(other)
    return typed


def lively(simulation: Any, name: str) -> dict[str, str]:
    """A state in which every field has something to act on: middling numbers, every yes."""
    typed = shown_with(simulation, name)
    for field in simulation.fields:
        if field.kind == "number":
            typed[field.name] = texts_through(field)[STEPS // 2]
        elif field.kind == "choice" and True in field.choices and field.name != name:
            typed[field.name] = field.text_of(True)
    return typed


def hostile_pairs(simulation: Any, others: list[str], dice: random.Random) -> list[list[str]]:
    """What a mischief-maker might put into a link: of every kind something."""
    names = [name for name, _field in places(simulation)] + [
        field.name for field in simulation.fields
    ]
    texts = [
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "1e309",
        "-" * 5000,
        "9" * 400,
        "NaN",
        "null",
        "[]",
        "{}",
        "%00",
        "\u202e123",
        "=cmd|'/c calc'!A1",
        "0x7fffffff",
        "٣",
        "½",
        "true",
    ]
    strange = [
        "__proto__",
        "constructor",
        "toString",
        "",
        "name",
        "length",
        "submit",
        "a.b.c",
        *others,
    ]
    pairs = []
    for _pair in range(dice.randint(1, 6)):
        name = dice.choice(names if dice.random() < 0.6 else strange)
        pairs.append([name, dice.choice(texts)])
    return pairs
