"""Every page opens in JupyterLab as it is."""

from pathlib import Path

import jupytext
import pytest

from tests.book.chapters import BOOK

PAGES = sorted(BOOK.glob("*/*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_is_read_without_a_program_that_nobody_installed(page: Path) -> None:
    # With colon fences and no header it is taken for Pandoc's Markdown, and Pandoc is not there.
    kind, _options = jupytext.formats.guess_format(page.read_text(encoding="utf-8"), ".md")
    assert kind in ("myst", "markdown")
    assert jupytext.read(page).cells
