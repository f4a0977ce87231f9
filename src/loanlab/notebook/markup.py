"""The HTML in the widgets: marked sentences, changes, tables, links to files, folded help."""

import base64
from html import escape
from typing import Any

from loanlab.forms.evaluation import MARK
from loanlab.forms.fields import Field

Strings = dict[str, Any]
# A line that tells changes names so many figures at most, as on the page.
MOST_CHANGES = 3


def marked_html(text: str) -> str:
    """Make the marked parts of a sentence strong.

    Parameters
    ----------
    text
        A sentence with `MARK` on both sides of its key numbers.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> marked_html("costs *5* & more")
    'costs <strong>5</strong> &amp; more'
    """
    parts = escape(text).split(MARK)
    return "".join(
        f"<strong>{part}</strong>" if place % 2 else part for place, part in enumerate(parts)
    )


def changes_html(changes: list[dict[str, Any]], since: str, form: Strings) -> str:
    """Write the figures that changed in one line, the old ones struck through.

    Parameters
    ----------
    changes
        As `loanlab.forms.comparison.changes` lists them.
    since
        The words before them.
    form
        The interface's texts of forms.

    Returns
    -------
    str
        HTML; empty where nothing changed.
    """
    parts = []
    for change in changes[:MOST_CHANGES]:
        label, old, new = (escape(change[key]) for key in ("label", "before", "now"))
        difference = escape(change["difference"])
        tail = form["difference"].format(difference) if difference else ""
        parts.append(f"{label} <s>{old}</s> → <b>{new}</b>{tail}")
    return f"{escape(since)}{form['between_changes'].join(parts)}" if parts else ""


def hint_html(field: Field, texts: Strings, constants: dict[str, str], strings: Strings) -> str:
    """Fold a field's help text and the origins of its figures behind a mark.

    Parameters
    ----------
    field
        The field.
    texts
        Its texts.
    constants
        What fills the placeholders in them.
    strings
        The language's catalogue.

    Returns
    -------
    str
        HTML.
    """
    label = strings["interface"]["form"]["help"].format(label=texts["label"])
    help_text = [escape(help_of(texts, constants))] if "help" in texts else []
    lines = "<br>".join([*help_text, *_origin_lines(field, strings)])
    return (
        f'<details class="hint"><summary aria-label="{escape(label)}">?</summary>{lines}</details>'
    )


def help_of(texts: Strings, constants: dict[str, str]) -> str:
    """Return a field's help text.

    Parameters
    ----------
    texts
        The field's texts.
    constants
        What fills the placeholders in them.

    Returns
    -------
    str
        The text; empty where there is none.
    """
    text: str = texts["help"].format(**constants) if "help" in texts else ""
    return text


def _origin_lines(field: Field, strings: Strings) -> list[str]:
    """Name the origins of a field's figures, with claims and their status, one kind a line."""
    statuses = strings["ledger"]["statuses"]
    lines: dict[str, list[str]] = {}
    for origin in field.origins:
        kind = origin["kind"]
        parts = lines.setdefault(kind, [strings["interface"]["origins"][kind]])
        if "claim" in origin:
            claim = f"{origin['claim']} {statuses[origin['status']]['name']}"
            parts += [claim] if claim not in parts else []
    return [escape(" ".join(parts)) for parts in lines.values()]


def table_html(rows: list[list[str]], heads: list[str] | None = None) -> str:
    """Make a table of texts.

    Parameters
    ----------
    rows
        The texts; the first column names the row.
    heads
        The headings of the columns; none if left out.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> table_html([["a", "b"]])
    '<table><tr><th scope="row">a</th><td>b</td></tr></table>'
    """
    lines = []
    if heads:
        lines.append("".join(f'<th scope="col">{escape(head)}</th>' for head in heads))
    for row in rows:
        first, *others = row
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        lines.append(f'<th scope="row">{escape(first)}</th>{cells}')
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def file_link(name: str, text: str, kind: str, label: str) -> str:
    """Make a link that saves a text as a file; it needs no server, so it works on Binder too.

    Parameters
    ----------
    name
        The file's name.
    text
        What the file holds.
    kind
        Its MIME type.
    label
        The link's text.

    Returns
    -------
    str
        HTML.
    """
    content = base64.b64encode(text.encode()).decode()
    address = f"data:{kind};charset=utf-8;base64,{content}"
    return f'<a download="{escape(name)}" href="{address}">{escape(label)}</a>'
