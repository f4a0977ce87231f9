"""The roles that chapters use in their text."""

from docutils import nodes
from docutils.nodes import Node, system_message
from docutils.parsers.rst.states import Inliner

from .claims import UnknownIdError, claim_badge
from .settings import language_of

WORD_JOINER = "\u2060"


def claim(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner
) -> tuple[list[Node], list[system_message]]:
    """The badge of a claim of the source article: {claim}`c3-05`.

    Parameters
    ----------
    name, rawtext, text, lineno, inliner
        As docutils hands them over; `text` is the claim's id.

    Returns
    -------
    tuple
        The badge as raw HTML, or a warning (which fails the build) for an unknown id.
    """
    config = inliner.document.settings.env.config
    try:
        badge = claim_badge(text, language_of(config))
    except UnknownIdError:
        warning = inliner.reporter.warning(f"no claim has the id {text!r}", line=lineno)
        return [inliner.problematic(rawtext, rawtext, warning)], [warning]
    # The joiner keeps the full stop behind a badge from beginning the next line.
    return [nodes.raw(rawtext, badge + WORD_JOINER, format="html")], []
