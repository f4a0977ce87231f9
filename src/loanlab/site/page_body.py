"""Changes the HTML of a page's text: names in English, and links between pages."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

# MyST-NB names the button of a folded cell so, and hides its Chinese text from screen readers.
_ENGLISH_NAME = ' aria-label="Toggle hidden content"'
# Displays link to other pages by their notebooks' names, because JupyterLab opens those.
_NOTEBOOK_LINK = re.compile(r'(href="[a-z-]+)\.md(#[^"]*)?"')
# Simulations link to the evidence on their own page; not every page with a simulation has it.
_CLAIM_LINK = re.compile(r'href="#(?P<claim>claim-[a-z0-9-]+)"')


def adapt_html(body: str, titles: dict[str, str]) -> str:
    """Remove English names; link to pages instead of notebooks, and to claims where they stand.

    Parameters
    ----------
    body
        The HTML of a page's text.
    titles
        The English titles and their translations.

    Returns
    -------
    str
        The changed HTML.

    Examples
    --------
    >>> adapt_html('<a href="ledger.md#claim-c3-05" title="Permalink">x</a>', {"Permalink": "本节"})
    '<a href="ledger.html#claim-c3-05" title="本节">x</a>'
    """
    for english, translated in titles.items():
        body = body.replace(f'title="{english}"', f'title="{translated}"')
    body = body.replace(_ENGLISH_NAME, "")

    def claim_link(link: re.Match[str]) -> str:
        is_here = f'id="{link["claim"]}"' in body
        return link[0] if is_here else f'href="ledger.html#{link["claim"]}"'

    body = _CLAIM_LINK.sub(claim_link, body)
    return _NOTEBOOK_LINK.sub(r'\1.html\2"', body)


def adapt_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Change the HTML of a page before its template takes it."""
    context["body"] = adapt_html(context.get("body", ""), context["strings"]["titles"])
