"""Test the HTML of a page's body: no English labels, links to pages."""

from loanlab.site.page_body import adapt_html


def test_a_collapsed_cell_is_labelled_with_its_visible_text() -> None:
    summary = '<summary aria-label="Toggle hidden content">显示代码</summary>'
    assert adapt_html(summary, {}) == "<summary>显示代码</summary>"


def test_an_external_link_keeps_its_address() -> None:
    link = '<a href="https://example.org/a.md#b">x</a>'
    assert adapt_html(link, {}) == link
