"""Texts and punctuation that readers see stand in the catalogue, not in code or templates."""

import ast
import re
from pathlib import Path

import pytest

import loanlab

PACKAGE = Path(loanlab.__file__).parent
# Han characters, and the punctuation of Chinese.
CHINESE = re.compile(
    "[\u2018\u2019\u201c\u201d\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
EXEMPT = {
    # They read what Chinese readers type.
    "forms/fields.py",
    "forms/numerals.py",
    "site/search.py",
    # Checks the data's Chinese sentences.
    "data/records.py",
    # Runs alone, beside the downloaded site, where there is no catalogue.
    "site/offline/serve.py",
    # The labels of two charts still have their punctuation here.
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
    """The line and text of every string in Python code that is no docstring."""
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
def test_no_chinese_stands_in_python(path: Path) -> None:
    found = texts_in_code(path.read_text(encoding="utf-8"))
    assert [(line, text) for line, text in found if CHINESE.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_chinese_stands_in_a_template(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}|<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert CHINESE.findall(source) == []


def test_templates_and_python_are_searched() -> None:
    assert len(PYTHON) > 100
    assert len(TEMPLATES) > 20


def test_strings_and_parts_of_f_strings_are_found_and_docstrings_are_not() -> None:
    source = 'def f(x):\n    """说明"""\n    # 注释\n    return f"{x}：" + "。"\n'
    assert [text for _line, text in texts_in_code(source)] == ["。", "："]
