"""Read and write numbers as people type and read them.

This is done digit by digit, because MicroPython and CPython round ties differently when they
format, and a page must show the same text wherever it was computed.
"""

from ..model.money import BILLIONTH, LAST_BITS, MOST_SLACK

# What a browser's slider takes for a number, unless it ends with a point.
PLAIN = "-.0123456789"
DIGITS = "0123456789"
LONGEST_NUMBER = 24
# Groups of digits have this many.
GROUP = 3

# Visible ASCII characters.
FIRST_VISIBLE = 0x21
LAST_VISIBLE = 0x7E
# Full-width forms of ASCII characters, and how far they are from these.
FIRST_FULL_WIDTH = 0xFF01
LAST_FULL_WIDTH = 0xFF5E
TO_ASCII = 0xFEE0
# Further characters of Chinese keyboards and of typesetting that stand for simpler ones.
STANDS_FOR = {"。": ".", "−": "-", "￥": "¥"}
# Ranges of characters that show nothing, and what is read in their place. Pasted text is full of
# them, and MicroPython's strip knows those of ASCII only. One is not among them: after a
# right-to-left override (202E) digits are shown in another order than they are read.
UNSEEN = (
    (0x00, 0x1F, "\n"),
    (0x20, 0x20, " "),
    (0x7F, 0x9F, "\n"),
    (0xA0, 0xA0, " "),
    (0xAD, 0xAD, ""),
    (0x034F, 0x034F, ""),
    (0x061C, 0x061C, ""),
    (0x1680, 0x1680, " "),
    (0x180B, 0x180F, ""),
    (0x2000, 0x200A, " "),
    (0x200B, 0x200F, ""),
    (0x2028, 0x2029, "\n"),
    (0x202A, 0x202D, ""),
    (0x202F, 0x202F, " "),
    (0x205F, 0x205F, " "),
    (0x2060, 0x206F, ""),
    (0x3000, 0x3000, " "),
    (0xFE00, 0xFE0F, ""),
    (0xFEFF, 0xFEFF, ""),
)


def decimal_text(value: float, places: int) -> str:
    """Format a number with a fixed number of decimals, its digits grouped by thousands.

    Parameters
    ----------
    value : float or int
        The number.
    places : int
        Digits after the decimal point, 0 or more.

    Returns
    -------
    str
        The number rounded half away from zero. A float within a few last bits of a tie counts as
        the tie, as it would on paper.

    Examples
    --------
    >>> decimal_text(1234.5, 2)
    '1,234.50'
    >>> decimal_text(-0.004, 2)
    '0.00'
    """
    scaled = abs(value) * 10**places
    digits = str(int(scaled + 0.5 + min(BILLIONTH + scaled * LAST_BITS, MOST_SLACK)))
    while len(digits) <= places:
        digits = "0" + digits
    whole = digits[: len(digits) - places]
    fraction = digits[len(digits) - places :]
    grouped = ""
    while len(whole) > 3:
        grouped = "," + whole[-3:] + grouped
        whole = whole[:-3]
    text = whole + grouped + ("." + fraction if places else "")
    negative = value < 0 and text.strip("0.,") != ""
    return "-" + text if negative else text


def percent_text(value: float, places: int) -> str:
    """Format a fraction as a percentage.

    Parameters
    ----------
    value : float
        The fraction: 0.1825 is 18.25%.
    places : int
        Digits after the decimal point.

    Returns
    -------
    str
        The percentage, rounded as `decimal_text` does.

    Examples
    --------
    >>> percent_text(0.1825, 2)
    '18.25%'
    """
    return decimal_text(value * 100, places) + "%"


def shown_digits(value: float, places: int) -> int:
    """Return a number as `decimal_text` shows it, in units of its last decimal.

    A number that is shown beside those it is computed from must be computed from what is shown.

    Parameters
    ----------
    value : float or int
        The number.
    places : int
        Digits after the decimal point.

    Returns
    -------
    int
        The digits without the point.

    Examples
    --------
    >>> shown_digits(1234.567, 2), shown_digits(-0.04, 1)
    (123457, 0)
    """
    return int(decimal_text(value, places).replace(",", "").replace(".", ""))


def signed(text: str) -> str:
    """Add a plus sign to the text of a positive number; give a negative one a true minus sign.

    Parameters
    ----------
    text : str
        A text of `decimal_text` or `percent_text`.

    Returns
    -------
    str
        The text with its sign; zero has none.

    Examples
    --------
    >>> signed("0.0050%"), signed("-0.0050%"), signed("0.00%")
    ('+0.0050%', '−0.0050%', '0.00%')
    """
    if text.startswith("-"):
        return "−" + text[1:]
    return text if text.strip("0.,%") == "" else "+" + text


def typed_text(value: float, shift: int, places: int) -> str:
    """Format a value as it would be typed: without grouping and trailing zeros.

    Parameters
    ----------
    value : float or int
        The value in the model's unit.
    shift : int
        How many places further right the typed number's point is (2 for percentages).
    places : int
        The most digits after the point of the typed number.

    Returns
    -------
    str
        The text, which `quantities.read_quantity` reads back as the value.

    Examples
    --------
    >>> typed_text(0.0005, 2, 4)
    '0.05'
    >>> typed_text(620, 0, 0)
    '620'
    """
    text = decimal_text(value * 10**shift, places).replace(",", "")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def is_plain(text: str) -> bool:
    """Whether a text is a number to a browser's slider, if it is one at all.

    Parameters
    ----------
    text : str
        The typed text.

    Returns
    -------
    bool
        Whether it has only ASCII digits, points and minus signs, and does not end with a point.

    Examples
    --------
    >>> is_plain("0.05"), is_plain("1,000"), is_plain("10.")
    (True, False, False)
    """
    return text != "" and not text.strip(PLAIN) and text[-1] != "."


def plain_text(text: str) -> str:
    r"""Replace full-width characters by ASCII ones, and remove what shows nothing.

    Parameters
    ----------
    text : str
        The typed text.

    Returns
    -------
    str
        The text without invisible characters; blanks of all kinds are spaces, and there are none
        at its ends.

    Examples
    --------
    >>> plain_text("\u00a0１，０００．５\u200b")
    '1,000.5'
    """
    return "".join(_plain(character) for character in text).strip(" \n")


def _plain(character: str) -> str:
    code = ord(character)
    if FIRST_VISIBLE <= code <= LAST_VISIBLE:
        return character
    if FIRST_FULL_WIDTH <= code <= LAST_FULL_WIDTH:
        return chr(code - TO_ASCII)
    for first, last, stand_in in UNSEEN:
        if first <= code <= last:
            return stand_in
    return STANDS_FOR.get(character, character)


def ungrouped(text: str) -> str | None:
    """Read the digits of a number.

    Parameters
    ----------
    text : str
        Digits with a decimal point or comma, perhaps grouped by commas, points or spaces.

    Returns
    -------
    str or None
        The number with one decimal point, which has digits on both sides; None where the text is
        no number, or could be two different ones.

    Examples
    --------
    >>> ungrouped("10,000.5"), ungrouped("7,2"), ungrouped("0,072"), ungrouped("1.000,50")
    ('10000.5', '7.2', '0.072', '1000.50')
    >>> ungrouped("10 000"), ungrouped("5."), ungrouped("1,0000"), ungrouped("1.000,500")
    ('10000.0', '5.0', None, None)
    """
    mark, grouping = ",", " "
    if " " not in text:
        mark, grouping = (",", ".") if _has_decimal_comma(text) else (".", ",")
    elif "," not in text or not _has_decimal_comma(text.replace(" ", "")):
        mark = "."
    whole, _, part = text.partition(mark)
    groups = whole.split(grouping)
    if len(groups) > 1 and not _are_groups(groups):
        return None
    digits = "".join(groups) + part
    if not digits or digits.strip(DIGITS) or len(digits) > LONGEST_NUMBER:
        return None
    return ("".join(groups) or "0") + "." + (part or "0")


def _has_decimal_comma(text: str) -> bool:
    """Whether a comma can only be a decimal one: it separates no group of three digits."""
    whole, comma, part = text.partition(",")
    if not comma or "," in part or "." in part:
        return False
    if "." in whole:
        return len(part) not in (0, GROUP)
    return len(part) < GROUP or whole[:1] == "0"


def _are_groups(groups: list[str]) -> bool:
    """Whether these are groups of three digits. The first may be shorter; it is never a lone 0."""
    return (
        1 <= len(groups[0]) <= GROUP
        and groups[0][0] != "0"
        and all(len(group) == GROUP for group in groups[1:])
    )
