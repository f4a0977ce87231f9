"""Test that functions and options which the book does not use document their purpose."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType

import pytest

import loanlab
from tests.conftest import ROOT

from .parity import calls

PACKAGE = Path(loanlab.__file__).parent
PHRASE = "Beyond the book:"
Thing = tuple[str, str]
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


@cache
def model_code() -> dict[str, ast.Module]:
    """Parse the modules of the model."""
    return {
        path.stem: ast.parse(path.read_text(encoding="utf-8"))
        for path in (PACKAGE / "model").glob("[!_]*.py")
    }


@cache
def book_code() -> list[ast.Module]:
    """Parse all code outside the model: the package's other folders, and the cells of the book."""
    files = [path for path in PACKAGE.rglob("*.py") if path.parent.name not in ("model", "arrays")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    for path in sorted((ROOT / "book").rglob("*.md")):
        texts += CELL.findall(path.read_text(encoding="utf-8"))
    return [ast.parse(re.sub(r"^(:|%|!).*$", "", text, flags=re.MULTILINE)) for text in texts]


def imported(tree: ast.AST, within: str | None = None) -> Iterator[tuple[str, Thing]]:
    """Yield the names that code imports from the model; a module as (module, "")."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        home = node.module or ""
        if within is None and re.fullmatch(r"(loanlab\.)?model", home):
            yield from ((alias.asname or alias.name, (alias.name, "")) for alias in node.names)
        found = re.fullmatch(r"(?:loanlab\.)?model\.(\w+)", home)
        module = found[1] if found else home if within and node.level == 1 else None
        if module:
            yield from ((alias.asname or alias.name, (module, alias.name)) for alias in node.names)


def used_in(tree: ast.AST, known: dict[str, Thing]) -> set[Thing]:
    """Return the things of the model that code refers to, given its imported names."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in known:
            found.add(known[node.id])
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module, name = known.get(node.value.id, ("", "-"))
            if not name:
                found.add((module, node.attr))
    return found


@cache
def used() -> dict[Thing, list[ast.AST]]:
    """Return what the book uses of the model, directly or through the model itself.

    Each with its defining code in the model.
    """
    waiting: set[Thing] = set()
    for tree in book_code():
        waiting |= used_in(tree, dict(imported(tree)))
    reached: dict[Thing, list[ast.AST]] = {}
    while waiting:
        thing = waiting.pop()
        if thing in reached or thing[0] not in model_code():
            continue
        reached[thing] = list(_definitions_of(*thing))
        known = _names_known_in(thing[0])
        for code in reached[thing]:
            waiting |= used_in(code, known)
    return reached


@cache
def _names_known_in(module: str) -> dict[str, Thing]:
    tree = model_code()[module]
    names = {name: (module, name) for node in tree.body for name in _names(node)}
    return names | dict(imported(tree, module))


def _definitions_of(module: str, name: str) -> Iterator[ast.AST]:
    yield from (node for node in model_code()[module].body if name in _names(node))


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


@cache
def passed_arguments() -> dict[str, tuple[int, set[str]]]:
    """Return the maximal number of positional arguments and all keywords of calls, by name."""
    codes: list[ast.AST] = [*book_code()]
    for found in used().values():
        codes += found
    most: dict[str, tuple[int, set[str]]] = {}
    for node in (node for code in codes for node in ast.walk(code)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            count, keywords = most.get(name, (0, set()))
            starred = any(isinstance(argument, ast.Starred) for argument in node.args)
            keywords = keywords | {keyword.arg or "**" for keyword in node.keywords}
            most[name] = (max(count, 99 if starred else len(node.args)), keywords)
    return most


def unused_options(module: str, name: str) -> list[str]:
    """Return the options of a used function that no call passes."""
    count, keywords = passed_arguments().get(name, (0, set()))
    parameters = inspect.signature(function(module, name)).parameters.values()
    return [
        parameter.name
        for place, parameter in enumerate(parameters)
        if parameter.default is not parameter.empty
        and place >= count
        and not {parameter.name, "**"} & keywords
    ]


def function(module: str, name: str) -> FunctionType:
    found: FunctionType = getattr(calls.modules()[module], name)
    return found


def stated_purpose(module: str, name: str) -> str:
    """Return the text of a docstring after the phrase, to the end of its paragraph."""
    text = inspect.getdoc(function(module, name)) or ""
    found = re.search(rf"^{PHRASE} (.+?)(?:\n\n|\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


FUNCTIONS = sorted(calls.public_functions())


@pytest.mark.parametrize(("module", "name"), FUNCTIONS)
def test_unused_functions_and_options_document_their_purpose(module: str, name: str) -> None:
    stated = stated_purpose(module, name)
    if (module, name) not in used():
        assert stated, f"{module}.{name} is used nowhere: a line must begin with {PHRASE!r}"
        assert not stated.startswith("``")
        return
    named = re.findall(r"``(\w+)``", stated)
    assert named == unused_options(module, name)
    assert bool(stated) == bool(named)


def test_a_function_that_simulations_use_counts_as_used() -> None:
    assert ("annuity", "level_payment") in used()
    assert ("rates", "_compound_growth") in used()
    assert ("cashflow", "irr_roots") in used()  # by irr
    assert ("annuity", "periods_to_clear") not in used()
    assert ("odds", "solve") in used()  # by application_path, through another


def test_unused_options_are_found() -> None:
    assert unused_options("late", "penalty_interest") != []
    assert unused_options("cashflow", "annual_cost") == []
