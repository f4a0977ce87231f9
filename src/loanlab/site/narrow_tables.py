"""Marks how each table of a page fits a phone, so that none scrolls sideways there.

A table fits as it is, or in smaller type; where both would break numbers or leave a column of two
characters, each row becomes a card with the names of the columns beside its values. The style sheet
does the rest, on narrow screens only.
"""

import re
import unicodedata

from bs4 import BeautifulSoup, Tag

# Tables of prose, of pandas and of its Styler. The displays' own tables have their own styles.
_TABLE = re.compile(
    r'<table (?:class="table[" ]|(?:border="1" )?class="dataframe"|id="T_)[^>]*>.*?</table>',
    re.DOTALL,
)
# What never breaks within a line: everything but Chinese text and spaces.
_UNBROKEN = re.compile(r"[!-~\u00c0-\u024f\u0370-\u052f]+")

# In characters (em): the width of a phone's column of text, and what each column adds to its text,
# in the usual type of a phone's table and in a smaller one. The style sheet sets the same.
_ROOM = {"fit": (23.0, 1.0), "small": (25.5, 0.75)}
# A cell up to this width stays on one line; ...
_SHORT = 5.0
# ... a longer one gets at least as many characters a line as it has at hand.
_LINES = ((12.0, 5.0), (float("inf"), 7.0))
_THIN, _THIN_WIDTH, _ASCII_WIDTH = ",.:;'|", 0.3, 0.58


def fit_tables(body: str) -> str:
    """Mark the tables of a page.

    Parameters
    ----------
    body
        The HTML of a page's text.

    Returns
    -------
    str
        The HTML in which each table says in ``data-narrow`` how it fits: ``fit``, ``small`` or
        ``cards``; cells that stay on one line have the class ``short``, and the cells of cards the
        names of their columns.

    Examples
    --------
    >>> 'data-narrow="fit"' in fit_tables('<table class="table"><tr><td>x</td></tr></table>')
    True
    """
    return _TABLE.sub(lambda found: _fit(found[0]), body)


def _fit(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    (table,) = soup.find_all("table")
    rows = [list(row.find_all(["th", "td"], recursive=False)) for row in table.find_all("tr")]
    for cell in (cell for row in rows for cell in row):
        if _width(cell.get_text().strip()) <= _SHORT:
            cell["class"] = " ".join([*map(str, cell.get_attribute_list("class")), "short"])
    table["data-narrow"] = fit = _how(rows)
    if fit == "cards":
        _name_cells(table, rows)
    return str(soup)


def _how(rows: list[list[Tag]]) -> str:
    columns = max(map(len, rows))
    needed = [
        max(_needed(row[at].get_text().strip()) for row in rows if at < len(row))
        for at in range(columns)
    ]
    for fit, (room, margin) in _ROOM.items():
        if sum(needed) + margin * columns <= room:
            return fit
    return "cards"


def _needed(text: str) -> float:
    """Measure the narrowest column in which a text is readable."""
    whole = _width(text)
    if whole <= _SHORT:
        return whole
    least = next(least for longest, least in _LINES if whole <= longest)
    return max([least, *(_width(part) for part in _UNBROKEN.findall(text))])


def _width(text: str) -> float:
    """Measure a text on one line."""

    def of(character: str) -> float:
        if unicodedata.east_asian_width(character) in "WFA":
            return 1.0
        return _THIN_WIDTH if character in _THIN else _ASCII_WIDTH

    return sum(map(of, text))


def _name_cells(table: Tag, rows: list[list[Tag]]) -> None:
    head = table.thead
    names = [cell.get_text().strip() for cell in rows[0]] if head is not None else []
    for row in rows[1:] if head is not None else rows:
        for at, cell in enumerate(row):
            # The first cell is the card's title; a bare number needs its name there too.
            is_title = at == 0 and not re.match(r"[\d.,%¥+-]+$", cell.get_text().strip())
            if at < len(names) and names[at] and not is_title:
                cell["data-name"] = names[at]
