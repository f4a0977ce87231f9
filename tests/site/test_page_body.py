"""The HTML of a page's text: nothing in English, links to pages."""

from loanlab.site.page_body import adapt_html


def test_a_folded_cell_has_the_name_that_it_shows() -> None:
    summary = '<summary aria-label="Toggle hidden content">显示代码</summary>'
    assert adapt_html(summary, {}) == "<summary>显示代码</summary>"


def test_a_link_to_another_site_keeps_its_address() -> None:
    link = '<a href="https://example.org/a.md#b">x</a>'
    assert adapt_html(link, {}) == link
