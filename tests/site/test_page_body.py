"""Test the HTML of a page's body: no English labels, valid summaries, links to pages."""

from loanlab.site.page_body import adapt_html


def test_a_collapsed_cell_is_labelled_with_its_visible_text() -> None:
    cell = (
        '<details class="admonition hide above-input">\n'
        '<summary aria-label="Toggle hidden content">\n'
        '<p class="collapsed admonition-title">代码：三种还法</p>\n'
        '<p class="expanded admonition-title">收起代码</p>\n</summary>\n<pre>1</pre></details>'
    )
    assert adapt_html(cell, {}) == (
        '<details class="hide above-input"><summary><span class="collapsed">代码：三种还法</span>'
        '<span class="expanded">收起代码</span></summary>\n<pre>1</pre></details>'
    )


def test_an_external_link_keeps_its_address() -> None:
    link = '<a href="https://example.org/a.md#b">x</a>'
    assert adapt_html(link, {}) == link


def test_a_link_to_a_claim_that_is_not_on_the_page_leads_to_the_ledger() -> None:
    link = '<a href="#claim-c0-05">c0-05</a>'
    assert adapt_html(link, {}) == '<a href="ledger.html#claim-c0-05">c0-05</a>'
    here = f'{link}<div id="claim-c0-05"></div>'
    assert adapt_html(here, {}) == here
