"""Links inside a text of the data: to a page of the book, and to a telephone number."""

import re

from markupsafe import Markup, escape

from loanlab.data import hotlines

# The police: not among the hotlines of the data, which a reader is to verify first.
POLICE = "110"
# [words](page.md), as in the book's pages, or digits that may be a telephone number.
_LINK = re.compile(
    r"\[(?P<words>[^\]]+)\]\((?P<page>[a-z-]+\.md)\)|(?<!\d)(?P<number>\d{3,5})(?!\d)"
)


def inline_html(text: str) -> Markup:
    """Turn the links and the telephone numbers of a text into HTML, and escape the rest.

    Parameters
    ----------
    text
        Plain text with ``[words](page.md)`` for links.

    Returns
    -------
    markupsafe.Markup
        HTML; numbers of `loanlab.data.hotlines` and that of the police can be called.

    Examples
    --------
    >>> print(inline_html("a < 200, call 110"))
    a &lt; 200, call <a href="tel:110">110</a>
    """
    numbers = {*hotlines(), POLICE}
    parts, since = [], 0
    for match in _LINK.finditer(text):
        parts.append(escape(text[since : match.start()]))
        since = match.end()
        if match["page"]:
            parts.append(Markup('<a href="{}">{}</a>').format(match["page"], match["words"]))
        elif match["number"] in numbers:
            parts.append(Markup('<a href="tel:{0}">{0}</a>').format(match["number"]))
        else:
            parts.append(escape(match["number"]))
    return Markup("").join([*parts, escape(text[since:])])


def inline_text(text: str) -> str:
    """Return the words of a text of the data without its links.

    Parameters
    ----------
    text
        As for `inline_html`.

    Returns
    -------
    str
        Plain text.

    Examples
    --------
    >>> inline_text("see [letters](letters.md)")
    'see letters'
    """
    return _LINK.sub(lambda match: match["words"] or match[0], text)
