"""Folds the sections of a page that begin with the comment ``<!-- fold -->``.

The heading stays in view and opens the rest of its section. In a notebook, where the comment shows
nothing, it is an ordinary section.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

_MARK = re.compile(r"<!--\s*fold\s*-->\s*")
# The heading stays a child of the section: its level and its link come from there.
_BEFORE_HEADING = '<details class="fold"><summary>'
_AFTER_HEADING = "</summary>"
_END = "</details>"


def fold_sections(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fold each marked section of a page; a mark elsewhere is a warning, which fails the build."""
    for mark in list(doctree.findall(_is_mark)):
        section = mark.parent
        if not isinstance(section, nodes.section) or section.index(mark) != 1:
            logger.warning(
                "<!-- fold --> must be the first thing below a heading", location=mark, type="fold"
            )
            continue
        section.remove(mark)
        section["classes"].append("folded")
        section.insert(0, _html(_BEFORE_HEADING))
        section.insert(2, _html(_AFTER_HEADING))
        section.append(_html(_END))


def _is_mark(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and _MARK.fullmatch(node.astext()) is not None


def _html(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")
