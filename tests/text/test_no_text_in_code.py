"""Test that reader-facing text is in the catalogue, not in code or templates."""

import ast
import re
from pathlib import Path

import pytest

import loanlab

PACKAGE = Path(loanlab.__file__).parent
# Han characters and Chinese punctuation.
CHINESE = re.compile(
    "[\u2018\u2019\u201c\u201d\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
EXEMPT = {
    # These modules parse Chinese input.
    "forms/fields.py",
    "forms/numerals.py",
    "forms/quantities.py",
    "site/search.py",
    # Validates the Chinese sentences in the data.
    "data/records.py",
    # Runs from the offline bundle, which contains no catalogue.
    "site/offline/serve.py",
    # Finds the unit at the end of an axis' title.
    "charts/box.py",
    # The labels of two charts still contain punctuation in code.
    "charts/product_finder.py",
    "charts/ranges.py",
}
PYTHON = sorted(
    path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).as_posix() not in EXEMPT
)
TEMPLATES = sorted([*PACKAGE.rglob("*.j2"), *PACKAGE.rglob("*.html")])


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def texts_in_code(source: str) -> list[tuple[int, str]]:
    """Return the line and text of every string in Python code except docstrings."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_python_code_contains_no_chinese(path: Path) -> None:
    found = texts_in_code(path.read_text(encoding="utf-8"))
    assert [(line, text) for line, text in found if CHINESE.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_contain_no_chinese(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}|<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert CHINESE.findall(source) == []


def test_the_search_covers_templates_and_python() -> None:
    assert len(PYTHON) > 100
    assert len(TEMPLATES) > 20


def test_the_search_finds_strings_and_f_strings_but_not_docstrings() -> None:
    source = 'def f(x):\n    """说明"""\n    # 注释\n    return f"{x}：" + "。"\n'
    assert [text for _line, text in texts_in_code(source)] == ["。", "："]
