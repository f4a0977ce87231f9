"""The roles that chapters use in their text."""

import re

from docutils import nodes
from docutils.nodes import Node, system_message
from docutils.parsers.rst.states import Inliner

from loanlab.views.claims import UnknownIdError, claim_badge, claim_sign

from .settings import language_of

WORD_JOINER = "\u2060"
# As JupyterLab shows it, which knows no such role: the id and the status's sign.
_CLAIM = re.compile(r"〔(?P<id>\S+) (?P<sign>\S)〕")


def claim(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner
) -> tuple[list[Node], list[system_message]]:
    """The badge of a claim of the source article: {claim}`〔c3-05 ≠〕`.

    Parameters
    ----------
    name, rawtext, text, lineno, inliner
        As docutils hands them over; `text` is the claim's id and its status's sign.

    Returns
    -------
    tuple
        The badge as raw HTML, or a warning (which fails the build) for an unknown id or a sign
        that is not the status's.
    """
    config = inliner.document.settings.env.config
    written = _CLAIM.fullmatch(text)
    try:
        name = written["id"] if written else text
        badge = claim_badge(name, language_of(config))
        wanted = claim_sign(name, language_of(config))
        problem = f"write it as 〔{name} {wanted}〕" if text != f"〔{name} {wanted}〕" else ""
    except UnknownIdError:
        problem = f"no claim has the id {name!r}"
    if problem:
        warning = inliner.reporter.warning(f"{rawtext}: {problem}", line=lineno)
        return [inliner.problematic(rawtext, rawtext, warning)], [warning]
    # The joiner keeps the full stop behind a badge from beginning the next line.
    return [nodes.raw(rawtext, badge + WORD_JOINER, format="html")], []
