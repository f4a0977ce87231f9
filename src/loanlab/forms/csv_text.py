"""A picture's rows as a CSV file that spreadsheets open as it is meant."""

from .definition import Picture
from .formatting import format_value
from .numerals import typed_text

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Chinese as another encoding
FORMULA_STARTS = "=+-@\t\r"
CSV_PLACES = 12  # a rate to the billionth of a percent
DIGITS_OF_A_FLOAT = 10**15
IN_WORDS = ("word", "yes_no")


def csv_text(picture: Picture, rows: list[dict], strings: dict, interface: dict) -> str:
    """The rows as CSV text: raw numbers, words in the reader's language.

    Parameters
    ----------
    picture : Picture
        Which columns, in which order.
    rows : list of dict
        The picture's rows as a `Result` has them.
    strings : dict
        The picture's words: ``columns`` has a heading for each column, ``strings`` the texts of
        words.
    interface : dict
        The catalogue's words that all simulations share.

    Returns
    -------
    str
        RFC 4180 text: CRLF line ends, a byte order mark first. A word that a spreadsheet would
        take for a formula gets an apostrophe before it.
    """
    lines = [",".join(_cell(strings["columns"][column.name]) for column in picture.columns)]
    for row in rows:
        cells = []
        for column in picture.columns:
            value = row[column.name]
            if column.unit in IN_WORDS:
                value = format_value(value, column.unit, 0, strings.get("words", {}), interface)
            cells.append(_cell(value))
        lines.append(",".join(cells))
    return BYTE_ORDER_MARK + "\r\n".join(lines) + "\r\n"


def _cell(value: float | str | None) -> str:
    """One cell: a number in plain digits, a text made safe and quoted where needed."""
    if value is None:
        return ""
    if not isinstance(value, str):
        # Not repr: MicroPython's may show more digits of the same number than CPython's.
        places = CSV_PLACES
        while places and abs(value) * 10**places >= DIGITS_OF_A_FLOAT:
            places -= 1
        return typed_text(value, 0, places)
    if value[:1] in FORMULA_STARTS and value:
        value = "'" + value
    if any(character in value for character in ',"\r\n'):
        value = '"' + value.replace('"', '""') + '"'
    return value
