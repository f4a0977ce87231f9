"""Every page opens in JupyterLab unchanged."""

from pathlib import Path

import jupytext
import pytest

from tests.book.chapters import BOOK

PAGES = sorted(BOOK.glob("*/*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_notebooks_need_no_program_that_is_not_installed(page: Path) -> None:
    # Without a header, colon fences are read as Pandoc's Markdown, and Pandoc is not installed.
    kind, _options = jupytext.formats.guess_format(page.read_text(encoding="utf-8"), ".md")
    assert kind in ("myst", "markdown")
    assert jupytext.read(page).cells
