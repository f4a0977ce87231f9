"""The roles that pages use in their text: {claim} and {basis}."""

import re
import unicodedata

from docutils import nodes
from docutils.nodes import Node, system_message
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx

from loanlab.text.edition import Edition
from loanlab.views.basis import basis_id, basis_mark
from loanlab.views.claims import UnknownIdError, claim_badge, claim_sign

from .settings import language_of

WORD_JOINER = "\u2060"
# The class of the place of a mark and its card.
BASIS = "basis-place"

Result = tuple[list[Node], list[system_message]]


def claim(name: str, rawtext: str, text: str, lineno: int, inliner: Inliner) -> Result:
    """Turn “……”{claim}`〔c3-05 ≠〕` into the badge of a claim of the source article.

    Parameters
    ----------
    name, rawtext, text, lineno, inliner
        As docutils passes them; `text` is the claim's id and the sign of its status.

    Returns
    -------
    tuple
        The badge as raw HTML, or a warning (which fails the build) for an unknown id, a wrong sign,
        or a badge that does not stand directly behind a quotation.
    """
    edition = _edition_of(inliner)
    # JupyterLab, which knows no such role, shows the text itself.
    reference: str = edition.strings["ledger"]["claim_reference"]
    written = re.fullmatch(
        re.escape(reference).replace(r"\{claim\}", r"(?P<id>\S+)").replace(r"\{sign\}", r"\S"), text
    )
    claim_id = written["id"] if written else text
    try:
        badge = claim_badge(claim_id, edition=edition)
    except UnknownIdError:
        return _refuse(rawtext, lineno, inliner, f"no claim has the id {claim_id!r}")
    wanted = reference.format(claim=claim_id, sign=claim_sign(claim_id, edition=edition))
    if text != wanted:
        return _refuse(rawtext, lineno, inliner, f"write it as {wanted}")
    # A badge judges the words in front of it; these must be the article's own, so in quotes.
    quote: str = edition.strings["ledger"]["closing_quote"]
    if not _text_before(inliner).endswith(quote):
        problem = f"a badge stands only behind the article's own words, directly after {quote}"
        return _refuse(rawtext, lineno, inliner, problem)
    # Without the word joiner a full stop behind the badge could begin the next line.
    return [nodes.raw(rawtext, badge + WORD_JOINER, format="html")], []


def basis(name: str, rawtext: str, text: str, lineno: int, inliner: Inliner) -> Result:
    """Turn {basis}`〔penalty-2003〕` into a mark that opens what the sentence rests on.

    Parameters
    ----------
    name, rawtext, text, lineno, inliner
        As docutils passes them; `text` is the id of an entry of the data.

    Returns
    -------
    tuple
        The mark as raw HTML, or a warning (which fails the build) for an unknown id.
    """
    edition = _edition_of(inliner)
    entry_id = basis_id(text, edition)
    if entry_id is None:
        wanted = edition.strings["ledger"]["basis"]["reference"].format(id=text)
        return _refuse(rawtext, lineno, inliner, f"write it as {wanted}")
    number = inliner.document.settings.env.new_serialno("basis") + 1
    try:
        mark = basis_mark(entry_id, f"basis-{number}", edition=edition)
    except UnknownIdError:
        problem = f"no rule, guidance, omission, claim or source has the id {entry_id!r}"
        return _refuse(rawtext, lineno, inliner, problem)
    place = f'<span class="{BASIS}">{mark}</span>'
    return [nodes.raw(rawtext, place, format="html", classes=[BASIS])], []


def keep_stops_with_marks(app: Sphinx, doctree: nodes.document) -> None:
    """Put the full stop behind a mark into the place that the mark does not leave.

    A line may break behind a button, whatever follows; so a line could begin with the stop.
    """
    for mark in list(doctree.findall(lambda node: BASIS in _classes_of(node))):
        behind = mark.next_node(descend=False, siblings=True)
        if not isinstance(behind, nodes.Text):
            continue
        whole = behind.astext()
        rest = whole.lstrip("".join(filter(_ends_something, set(whole))))
        stops = whole.removesuffix(rest)
        place = mark.astext().removesuffix("</span>") + stops + "</span>"
        mark.parent.replace(mark, nodes.raw("", place, format="html"))
        behind.parent.replace(behind, nodes.Text(rest))


def _classes_of(node: Node) -> list[str]:
    return node.get("classes", []) if isinstance(node, nodes.raw) else []


def _ends_something(character: str) -> bool:
    """Tell stops and closing brackets and quotation marks from all other characters."""
    return unicodedata.category(character) in ("Po", "Pe", "Pf")


def _edition_of(inliner: Inliner) -> Edition:
    return Edition(language_of(inliner.document.settings.env.config))


def _text_before(inliner: Inliner) -> str:
    """Return the text in front of a role, as far as it stands in the same paragraph or emphasis.

    The parser adds each piece of text to its parent before it comes to the next role.
    """
    return str(inliner.parent.astext())


def _refuse(rawtext: str, lineno: int, inliner: Inliner, problem: str) -> Result:
    warning = inliner.reporter.warning(f"{rawtext}: {problem}", line=lineno)
    return [inliner.problematic(rawtext, rawtext, warning)], [warning]
