"""Changes the HTML of a page's text: English names, links between pages, tables on a phone."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from .narrow_tables import fit_tables

# MyST-NB names the button of a folded cell in English, which hides its Chinese text from screen
# readers, and puts paragraphs into it, where HTML allows none.
_HIDDEN_CELL = re.compile(
    r'<details class="admonition (?P<kind>hide [a-z -]+)">\s*<summary[^>]*>\s*'
    r'<p class="collapsed[^>]*>(?P<collapsed>.*?)</p>\s*'
    r'<p class="expanded[^>]*>(?P<expanded>.*?)</p>\s*</summary>'
)
# Displays link to other pages by their notebooks' names, because JupyterLab opens those.
# A form of a simulation; forms never lie in one another.
_SIMULATION = re.compile(
    r'<form class="simulation" id="simulation-([a-z0-9-]+)".*?</form>', re.DOTALL
)
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
    body = _HIDDEN_CELL.sub(
        r'<details class="\g<kind>"><summary><span class="collapsed">\g<collapsed></span>'
        r'<span class="expanded">\g<expanded></span></summary>',
        body,
    )

    def claim_link(link: re.Match[str]) -> str:
        is_here = f'id="{link["claim"]}"' in body
        return link[0] if is_here else f'href="ledger.html#{link["claim"]}"'

    body = _CLAIM_LINK.sub(claim_link, body)
    return _NOTEBOOK_LINK.sub(r'\1.html\2"', body)


def number_repeated(body: str) -> str:
    """Give each further form of one simulation on a page ids of its own.

    Parameters
    ----------
    body
        The HTML of a page's text.

    Returns
    -------
    str
        The HTML in which the second form of a simulation has the id ``simulation-NAME-2``, and all
        ids that begin so with it.

    Examples
    --------
    >>> form = '<form class="simulation" id="simulation-a"><i id="simulation-a-x"></i></form>'
    >>> number_repeated(form + form)[len(form):]
    '<form class="simulation" id="simulation-a-2"><i id="simulation-a-2-x"></i></form>'
    """
    seen: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        name, form = found[1], found[0]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == 1:
            return form
        # Ids and references to them stand between quotation marks or spaces.
        own = re.compile(rf'(?<=[" ])simulation-{name}(?=[-" ])')
        return own.sub(f"simulation-{name}-{seen[name]}", form)

    return _SIMULATION.sub(number, body)


def adapt_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Change the HTML of a page before its template takes it."""
    body = number_repeated(context.get("body", ""))
    context["body"] = fit_tables(adapt_html(body, context["strings"]["titles"]))
