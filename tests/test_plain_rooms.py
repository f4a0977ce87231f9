"""Test that the plain rooms use only what works in MicroPython 1.27 as in CPython."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import loanlab

PACKAGE = Path(loanlab.__file__).parent
ROOMS = ("model", "forms", "simulations", "exercises")
FILES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))

MODULES = {"math", "json", "collections", "datetime"}
# Missing in MicroPython, or different in the last bit.
MATH = {"exp", "expm1", "log", "log10", "log1p", "log2", "pow"}
METHODS = {"removeprefix", "removesuffix", "strftime", "_replace", "_asdict"}


def unsupported(source: str) -> Iterator[str]:
    """Find the constructs that MicroPython lacks or handles differently."""
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        for construct in _unsupported_nodes(node):
            yield f"line {line}: {construct}"


def _unsupported_nodes(node: ast.AST) -> Iterator[str]:
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
            yield "a star in a list, tuple or set, or in an assignment"
    elif isinstance(node, ast.Dict) and None in node.keys:
        yield "two stars in a dict"
    elif isinstance(node, ast.FormattedValue):
        if node.format_spec is not None:
            yield "a format in an f-string"
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        if not (isinstance(node.left, ast.Constant) and isinstance(node.left.value, int)):
            yield "a power whose base may be a float"
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        if isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            yield "a format with %"
    elif isinstance(node, ast.Call):
        yield from _unsupported_calls(node)


def _unsupported_calls(node: ast.Call) -> Iterator[str]:
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
def test_a_file_uses_only_what_micropython_supports(path: Path) -> None:
    assert list(unsupported(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import re",
        "from dataclasses import dataclass",
        "from typing import Any",
        "match x:\n    case 1: pass",
        "def f(a, /): pass",
        "[*a, *b]",
        "{**a}",
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
def test_the_check_finds_unsupported_constructs(source: str) -> None:
    assert list(unsupported(source)) != []


@pytest.mark.parametrize(
    "source",
    ["import math", "from . import rates", "10**places", "f'{x}'", "[a, b]", "x * y", "a % 2"],
)
def test_the_check_accepts_supported_constructs(source: str) -> None:
    assert list(unsupported(source)) == []
