"""Write a picture's rows as CSV text that spreadsheets open safely."""

from .definition import Picture
from .formatting import format_value
from .numerals import typed_text

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Chinese as another encoding
FORMULA_STARTS = "=+-@\t\r"
MOST_PLACES = 12
DIGITS_OF_A_FLOAT = 10**15
# Units whose values are written as texts of the catalogue.
IN_WORDS = ("word", "yes_no")


def csv_text(picture: Picture, rows: list[dict], strings: dict, interface: dict) -> str:
    """Write rows as CSV text: raw numbers, and words in the reader's language.

    Parameters
    ----------
    picture : Picture
        Which columns, in which order.
    rows : list of dict
        The picture's rows as a `Result` has them.
    strings : dict
        The picture's strings: ``columns`` has a heading for each column, ``words`` the text of
        each word.
    interface : dict
        The catalogue's section of that name.

    Returns
    -------
    str
        RFC 4180 text with CRLF line ends and a byte order mark; texts pass through
        `escape_formula`.
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


def escape_formula(text: str) -> str:
    """Prefix a text with an apostrophe if a spreadsheet would run it as a formula.

    Parameters
    ----------
    text : str
        The text of a cell.

    Returns
    -------
    str
        The text, safe to open.

    Examples
    --------
    >>> escape_formula("=1+1"), escape_formula("Fenfu")
    ("'=1+1", 'Fenfu')
    """
    return "'" + text if text and text[0] in FORMULA_STARTS else text


def _cell(value: float | str | None) -> str:
    """Write a cell: a number in plain digits, a text escaped and quoted where needed."""
    if value is None:
        return ""
    if not isinstance(value, str):
        # Not repr: MicroPython's may have more digits of the same number than CPython's.
        places = MOST_PLACES
        while places and abs(value) * 10**places >= DIGITS_OF_A_FLOAT:
            places -= 1
        return typed_text(value, 0, places)
    value = escape_formula(value)
    if any(character in value for character in ',"\r\n'):
        value = '"' + value.replace('"', '""') + '"'
    return value
