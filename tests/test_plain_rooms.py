"""model/ and simulations/ hold to what MicroPython 1.27 has, and does as CPython does."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import loanlab

PACKAGE = Path(loanlab.__file__).parent
ROOMS = ("model", "forms", "simulations", "exercises")
FILES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))

MODULES = {"math", "json", "collections", "datetime"}
# Missing, or of another last bit.
MATH = {"exp", "expm1", "log", "log10", "log1p", "log2", "pow"}
METHODS = {"removeprefix", "removesuffix", "strftime", "_replace", "_asdict"}


def offences(source: str) -> Iterator[str]:
    """What in a source MicroPython lacks or does otherwise."""
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        for offence in _of(node):
            yield f"line {line}: {offence}"


def _of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (f"import {name.name}" for name in node.names if name.name not in MODULES)
    elif isinstance(node, ast.ImportFrom):
        if not node.level and node.module not in MODULES:
            yield f"from {node.module}"
    elif isinstance(node, ast.Match):
        yield "match"
    elif isinstance(node, ast.arguments) and node.posonlyargs:
        yield "positional-only parameters"
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        if any(isinstance(item, ast.Starred) for item in node.elts):
            yield "a star in a display or an assignment"
    elif isinstance(node, ast.FormattedValue):
        if node.format_spec is not None:
            yield "a format in an f-string"
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        if not (isinstance(node.left, ast.Constant) and isinstance(node.left.value, int)):
            yield "a power of what may be a float"
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        if isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            yield "a format with %"
    elif isinstance(node, ast.Call):
        yield from _of_call(node)


def _of_call(node: ast.Call) -> Iterator[str]:
    keywords = {keyword.arg for keyword in node.keywords}
    if isinstance(node.func, ast.Name):
        if node.func.id in {"format", "pow", "round", "eval", "exec"}:
            yield node.func.id
        if node.func.id == "zip" and "strict" in keywords:
            yield "zip(strict=)"
        if node.func.id == "namedtuple" and "defaults" in keywords:
            yield "namedtuple defaults"
        if node.func.id == "repr":
            yield "repr, whose digits differ"
    elif isinstance(node.func, ast.Attribute):
        name = node.func.attr
        if name in METHODS:
            yield f".{name}()"
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "math" and name in MATH:
            yield f"math.{name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_asks_nothing_of_micropython_that_it_lacks(path: Path) -> None:
    assert list(offences(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import re",
        "from dataclasses import dataclass",
        "from typing import Any",
        "match x:\n    case 1: pass",
        "def f(a, /): pass",
        "[*a, *b]",
        "zip(a, b, strict=True)",
        "'x'.removeprefix('y')",
        "day.strftime('%Y')",
        "f'{x:,.2f}'",
        "'%.2f' % x",
        "format(x, '.2f')",
        "round(x, 2)",
        "(1 + rate) ** 12",
        "math.log1p(x)",
        "math.exp(x)",
        "namedtuple('P', ('a',), defaults=(1,))",
        "p._replace(a=1)",
        "eval('1')",
        "repr(0.1)",
    ],
)
def test_the_check_sees_what_is_not_allowed(source: str) -> None:
    assert list(offences(source)) != []


@pytest.mark.parametrize(
    "source",
    ["import math", "from . import rates", "10**places", "f'{x}'", "[a, b]", "x * y", "a % 2"],
)
def test_the_check_lets_pass_what_is_allowed(source: str) -> None:
    assert list(offences(source)) == []
