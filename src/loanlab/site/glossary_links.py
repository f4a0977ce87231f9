"""Links each term to the glossary where the running text of a page first uses it."""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.nodes import make_refnode

from loanlab.data import BOOK_CHAPTERS, ERRANDS, Term, terms
from loanlab.data.words import words_of
from loanlab.views.glossary import anchor, forms

from .settings import language_of

PAGE = "glossary"
# Terms in these are not linked: links, code, formulas, headings, outputs of cells.
_EXCLUDED = (
    nodes.reference,
    nodes.literal,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.title,
    nodes.Admonition,
    nodes.raw,
    nodes.target,
)


def link_first_uses(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link each term to the glossary where a page's running text first uses it."""
    folder, _, name = docname.rpartition("/")
    if name not in (*BOOK_CHAPTERS, *ERRANDS):
        return
    language = language_of(app.config)
    by_form = {form: term for term in terms().values() for form in forms(term, language)}
    by_form.update({form[:1].upper() + form[1:]: term for form, term in by_form.items()})
    in_bold = {str(words_of(term, "name", language)): term for term in terms().values()}
    # The longest first: a term may contain another one.
    longest_first = sorted(by_form, key=len, reverse=True)
    pattern = re.compile("|".join(_whole_word(form) for form in longest_first))
    linked: set[str] = set()
    for text in list(_running_text(doctree)):
        whole = text.astext()
        found = [
            (match.start(), match.end(), _term_of(match[0], by_form))
            for match in pattern.finditer(whole)
        ]
        if isinstance(text.parent, nodes.strong) and whole in in_bold:
            found = [(0, len(whole), in_bold[whole])]
        pieces: list[nodes.Node] = []
        end = 0
        for first, last, term in found:
            if term.id in linked:
                continue
            linked.add(term.id)
            shown = nodes.inline("", whole[first:last], classes=["term"])
            target = f"{folder}/{PAGE}"
            link = make_refnode(app.builder, docname, target, anchor(term), shown)
            pieces += [nodes.Text(whole[end:first]), link]
            end = last
        if pieces:
            text.parent.replace(text, [*pieces, nodes.Text(whole[end:])])


def _whole_word(form: str) -> str:
    """Write the pattern of a form; a word in Latin letters stands alone, and may be a plural."""
    begins, ends = form[0].isascii(), form[-1].isascii()
    return (
        rf"{'(?<![A-Za-z-])' if begins else ''}{re.escape(form)}{'s?(?![A-Za-z-])' if ends else ''}"
    )


def _term_of(found: str, by_form: dict[str, Term]) -> Term:
    return by_form[found if found in by_form else found[:-1]]


def _running_text(doctree: nodes.document) -> Iterator[nodes.Text]:
    for text in doctree.findall(nodes.Text):
        above: nodes.Node | None = text.parent
        while above is not None and not _is_excluded(above):
            above = above.parent
        if above is None and not _is_in_raw_link(text):
            yield text


def _is_in_raw_link(text: nodes.Text) -> bool:
    """Check whether a link that the page writes in HTML holds a text; links hold no links."""
    before = text.parent.children[: text.parent.index(text)]
    raw = "".join(node.astext() for node in before if isinstance(node, nodes.raw))
    return raw.count("<a ") > raw.count("</a>")


def _is_excluded(node: nodes.Node) -> bool:
    if isinstance(node, _EXCLUDED):
        return True
    # Outputs of cells, and folded answers, which readers open only after an attempt.
    classes = node.get("classes", []) if isinstance(node, nodes.Element) else []
    return any(name in classes for name in ("cell", "sd-dropdown"))
