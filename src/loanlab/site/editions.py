"""The editions of the book that are built into one site, and the way from one to another."""

import os
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from loanlab.text import catalogue

from .settings import language_of

# run.py, which builds all editions, names their languages here, with commas between them. An
# edition that is built alone knows no others, so that none of its links is dead.
VARIABLE = "LOANLAB_EDITIONS"
# A description of a page is a paragraph that says something, cut where search engines cut it.
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 20, 160


class SiteEdition(NamedTuple):
    """An edition of the site as its pages name it.

    Attributes
    ----------
    language : str
        The language as the catalogues name it.
    code : str
        The language's tag (BCP 47), for ``lang`` and ``hreflang``.
    folder : str
        Where its pages are, below the site's root.
    strings : dict
        The texts of the page around a chapter.
    """

    language: str
    code: str
    folder: str
    strings: dict[str, Any]


def edition(language: str) -> SiteEdition:
    """Describe an edition.

    Parameters
    ----------
    language
        The name of a catalogue.

    Returns
    -------
    SiteEdition
        The edition, whether it is built or not.

    Raises
    ------
    loanlab.text.CatalogueError
        If there is no such catalogue.

    Examples
    --------
    >>> edition("zh").code, edition("en").folder
    ('zh-CN', 'book/en')
    """
    strings = catalogue(language)["shell"]
    return SiteEdition(language, strings["language_tag"], f"book/{language}", strings)


def read_languages(app: Sphinx, config: Config) -> None:
    """Set ``loanlab_editions``, so that Sphinx writes all pages again when it changes."""
    own = language_of(config)
    named = [name for name in os.environ.get(VARIABLE, "").split(",") if name]
    config["loanlab_editions"] = named if own in named else [own]


def add_editions(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Give a page's template its own edition, and the same page in all editions."""
    editions = [edition(language) for language in app.config["loanlab_editions"]]
    own = edition(language_of(app.config))
    context["edition"] = own
    context["editions"] = editions
    context["description"] = description(doctree) if doctree else ""
    # The search page lies in the edition's folder; Sphinx's own at the root is removed.
    has_page = context["hasdoc"]
    context["hasdoc"] = lambda name: name != "search" and has_page(name)
    if not pagename.startswith(f"{own.folder}/"):
        return
    name = PurePosixPath(pagename).name
    context["alternates"] = [(each, f"../{each.language}/{name}.html") for each in editions]


def description(doctree: nodes.document) -> str:
    """Take a page's description from its first paragraph that says something.

    Parameters
    ----------
    doctree
        The page.

    Returns
    -------
    str
        Plain text, cut at the end of a word; empty if the page has only lists of links, and lines
        of facts with dots between them.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        text = "".join(part.astext() for part in paragraph.findall(_is_shown))
        linked = sum(len(link.astext()) for link in paragraph.findall(nodes.reference))
        if len(text) >= max(SHORTEST_DESCRIPTION, 2 * linked) and " · " not in text:
            return _shortened(" ".join(text.split()))
    return ""


def _is_shown(node: nodes.Node) -> bool:
    """Tell a page's text from the HTML of badges and marks."""
    return isinstance(node, nodes.Text) and not isinstance(node.parent, nodes.raw)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    cut = text[: LONGEST_DESCRIPTION - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"
