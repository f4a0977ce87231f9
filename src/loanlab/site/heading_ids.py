"""Gives headings the same ids in every language, so that a link leads to the same place in each.

An id that docutils makes comes from the words of the heading. Ours is the heading's place on the
page, unless the page names one itself: ``(due-day)=`` above a heading.
"""

from docutils import nodes
from sphinx.application import Sphinx


def number_headings(app: Sphinx, doctree: nodes.document) -> None:
    """Replace the ids that docutils made from the words of headings."""
    for number, section in enumerate(doctree.findall(nodes.section)):
        named = [each for each in section["ids"] if _is_named(each, doctree)]
        for each in section["ids"]:
            doctree.ids.pop(each, None)
        section["ids"] = named or [f"section-{number}"]
        for each in section["ids"]:
            doctree.ids[each] = section


def _is_named(section_id: str, doctree: nodes.document) -> bool:
    """Check whether the page itself names an id."""
    name = next((name for name, each in doctree.nameids.items() if each == section_id), None)
    return name is not None and bool(doctree.nametypes.get(name))
