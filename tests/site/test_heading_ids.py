"""Test the ids of headings, which are the same in every language."""

from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from loanlab.site.heading_ids import number_headings

APP: Any = None
PAGES = {
    "zh": "# 额度与利率\n\n## 先猜一猜\n\n(due-day)=\n## 还款日\n\n### 例子\n",
    "en": "# Limits and interest\n\n## First, a guess\n\n(due-day)=\n## When due\n\n### Example\n",
}


def ids(markdown: str) -> list[str]:
    """Return the ids of a page's headings."""
    page = publish_doctree(
        markdown, parser_name="myst", settings_overrides={"doctitle_xform": False}
    )
    number_headings(APP, page)
    found = [each for section in page.findall(nodes.section) for each in section["ids"]]
    assert all(page.ids[each] is not None for each in found)
    return found


@pytest.mark.parametrize("language", PAGES)
def test_a_heading_has_its_own_id_or_its_place_on_the_page(language: str) -> None:
    assert ids(PAGES[language]) == ["section-0", "section-1", "due-day", "section-3"]
