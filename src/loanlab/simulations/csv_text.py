"""A picture's rows as a CSV file that spreadsheets open as it is meant."""

from .definition import Picture
from .numerals import typed_text

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Chinese as another encoding
FORMULA_STARTS = "=+-@\t\r"
CSV_PLACES = 12  # a rate to the billionth of a percent


def csv_text(picture: Picture, rows: list[dict], words: dict) -> str:
    """The rows as CSV text: raw numbers, words in the reader's language.

    Parameters
    ----------
    picture : Picture
        Which columns, in which order.
    rows : list of dict
        The picture's rows as `loanlab.simulations.answering.answer` gives them.
    words : dict
        The picture's words: ``columns`` has a heading for each column.

    Returns
    -------
    str
        RFC 4180 text: CRLF line ends, a byte order mark first. A word that a spreadsheet would
        take for a formula gets an apostrophe before it.
    """
    lines = [",".join(_cell(words["columns"][column.name]) for column in picture.columns)]
    for row in rows:
        cells = []
        for column in picture.columns:
            key = column.name + "_text" if column.kind == "word" else column.name
            cells.append(_cell(row[key]))
        lines.append(",".join(cells))
    return BYTE_ORDER_MARK + "\r\n".join(lines) + "\r\n"


def _cell(value: float | str) -> str:
    """One cell: a number in plain digits, a text made safe and quoted where needed."""
    if not isinstance(value, str):
        # Not repr: MicroPython's may show more digits of the same number than CPython's.
        return typed_text(value, 0, CSV_PLACES)
    if value[:1] in FORMULA_STARTS and value:
        value = "'" + value
    if any(character in value for character in ',"\r\n'):
        value = '"' + value.replace('"', '""') + '"'
    return value
