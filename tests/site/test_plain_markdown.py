"""Test the conversion of MyST to plain Markdown for Jupyter, VS Code and Colab."""

import re

import pytest

from loanlab.data import BOOK_CHAPTERS
from loanlab.site.plain_markdown import UnknownMarkupError, details, plain_markdown
from loanlab.views.display import UnknownIdError
from tests.conftest import ROOT

REMAINS = re.compile(
    r":::|`{3}\{|\{[a-z:-]+\}`|\]\([a-z]+\.md|href=\"[a-z]+\.md|^\([a-z-]+\)=$", re.M
)


def plain(text: str) -> str:
    return plain_markdown(text, fold=details)


def test_an_admonition_becomes_a_block_quote_and_keeps_its_list() -> None:
    head = ":::{admonition} 这一章\n:class: tip\n\n"
    text = head + "**学完能做到**\n\n1. 看到{claim}`〔c3-05 ≠〕`。\n:::\n后文"
    assert plain(text) == "> **这一章**\n>\n> **学完能做到**\n>\n> 1. 看到〔c3-05 ≠〕。\n后文"


def test_a_basis_becomes_its_tier_in_brackets() -> None:
    text = "五年从还清那天算起{basis}`〔overdue-five-years〕`。"
    assert plain(text) == "五年从还清那天算起（依据：官方）。"


def test_a_basis_of_an_unknown_entry_is_refused_by_its_name() -> None:
    with pytest.raises(UnknownIdError, match="rumour"):
        plain("甲{basis}`〔rumour〕`。")
    with pytest.raises(UnknownMarkupError, match="penalty-2003"):
        plain("甲{basis}`penalty-2003`。")


def test_a_section_that_the_page_folds_is_an_ordinary_one() -> None:
    assert plain("## 用到的规则\n\n<!-- fold -->\n\n甲。") == "## 用到的规则\n\n\n甲。"


def test_converting_a_dropdown_keeps_the_surrounding_text() -> None:
    assert (
        plain("前\n\n:::{dropdown} 解答\n甲\n:::\n\n后") == f"前\n\n{details('解答', '甲')}\n\n后"
    )


def test_code_and_formulas_are_unchanged() -> None:
    text = "```python\n:::{not} a directive\n[x](y.md)\n```\n\n$$\n\\text{年化} = r \\times 365\n$$"
    assert plain(text) == text


def test_page_links_become_text_and_source_links_are_kept() -> None:
    text = '见[第六章](risks.md#top)和<a href="rates.md#true-cost?a=1&amp;b=2">含费年化</a>。'
    assert plain(text) == "见第六章和含费年化。"
    source = "见[公告](https://www.pbc.gov.cn/)。"
    assert plain(source) == source


def test_a_label_is_removed() -> None:
    assert plain("(case-rider)=\n### 案例") == "### 案例"


@pytest.mark.parametrize("text", ["{term}`年化`", ":::{figure} a.png\n:::", "```{note}\n甲\n```"])
def test_markup_without_a_plain_equivalent_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnknownMarkupError, match=r"term|figure|note"):
        plain(text)


@pytest.mark.parametrize("name", [*BOOK_CHAPTERS, "simulations"])
def test_no_myst_markup_remains_in_a_page(name: str) -> None:
    text = (ROOT / "book" / "zh" / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    prose = re.sub(r"```\{code-cell\}.*?\n```\n", "", text, flags=re.DOTALL)
    assert REMAINS.search(prose) is not None or name == "simulations"
    assert REMAINS.search(plain(prose)) is None
