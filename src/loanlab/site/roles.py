"""The roles that chapters use in their text."""

import re

from docutils import nodes
from docutils.nodes import Node, system_message
from docutils.parsers.rst.states import Inliner

from loanlab.text.edition import Edition
from loanlab.views.claims import UnknownIdError, claim_badge, claim_sign

from .settings import language_of

WORD_JOINER = "\u2060"


def claim(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner
) -> tuple[list[Node], list[system_message]]:
    """Turn {claim}`〔c3-05 ≠〕` into the badge of a claim of the source article.

    Parameters
    ----------
    name, rawtext, text, lineno, inliner
        As docutils passes them; `text` is the claim's id and the sign of its status.

    Returns
    -------
    tuple
        The badge as raw HTML, or a warning (which fails the build) for an unknown id or a wrong
        sign.
    """
    edition = Edition(language_of(inliner.document.settings.env.config))
    # JupyterLab, which knows no such role, shows the text itself.
    reference: str = edition.strings["ledger"]["claim_reference"]
    written = re.fullmatch(
        re.escape(reference).replace(r"\{claim\}", r"(?P<id>\S+)").replace(r"\{sign\}", r"\S"), text
    )
    try:
        name = written["id"] if written else text
        badge = claim_badge(name, edition=edition)
        wanted = reference.format(claim=name, sign=claim_sign(name, edition=edition))
        problem = f"write it as {wanted}" if text != wanted else ""
    except UnknownIdError:
        problem = f"no claim has the id {name!r}"
    if problem:
        warning = inliner.reporter.warning(f"{rawtext}: {problem}", line=lineno)
        return [inliner.problematic(rawtext, rawtext, warning)], [warning]
    # Without the word joiner a full stop behind a badge could begin the next line.
    return [nodes.raw(rawtext, badge + WORD_JOINER, format="html")], []
