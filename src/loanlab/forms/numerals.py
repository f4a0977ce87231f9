"""Numbers as people type and read them.

Both ways are written out digit by digit: MicroPython's and CPython's formatting round ties
differently, and a page must print the same text wherever it was computed.
"""

from ..model.money import BILLIONTH, LAST_BITS, MOST_SLACK

# What a Chinese keyboard may put in place of an ASCII character.
FULL_WIDTH = {"．": ".", "。": ".", "－": "-", "−": "-", "＋": "+", "，": ",", "％": "%", "　": " "}

LONGEST_NUMBER = 24

# How far the typed number's decimal point is moved to give the value that the model works with.
PERCENT_SHIFT = 2


def decimal_text(value: float, places: int) -> str:
    """A number with a fixed count of decimals, digits grouped by thousands.

    Parameters
    ----------
    value : float or int
        The number.
    places : int
        Digits after the decimal point, 0 or more.

    Returns
    -------
    str
        The number rounded half up (away from zero). A binary fraction within a few last bits of
        the half in its last digit counts as the half, as it would on paper.

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
    """A fraction as a percentage.

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
    """A number as `decimal_text` shows it, counted in its last place.

    What is computed from numbers that are shown beside it must be computed from what is shown.

    Parameters
    ----------
    value : float or int
        The number.
    places : int
        Digits after the decimal point.

    Returns
    -------
    int
        Its digits without the point.

    Examples
    --------
    >>> shown_digits(1234.567, 2), shown_digits(-0.04, 1)
    (123457, 0)
    """
    return int(decimal_text(value, places).replace(",", "").replace(".", ""))


def signed(text: str) -> str:
    """A number's text with a plus sign where it is above zero and a true minus sign below.

    Parameters
    ----------
    text : str
        What `decimal_text` or `percent_text` gave.

    Returns
    -------
    str
        The text with its sign; zero stays bare.

    Examples
    --------
    >>> signed("0.0050%"), signed("-0.0050%"), signed("0.00%")
    ('+0.0050%', '−0.0050%', '0.00%')
    """
    if text.startswith("-"):
        return "−" + text[1:]
    return text if text.strip("0.,%") == "" else "+" + text


def typed_text(value: float, shift: int, places: int) -> str:
    """A value as it would be typed: no grouping, no needless zeros.

    Parameters
    ----------
    value : float or int
        The value that the model works with.
    shift : int
        Places by which the typed number's point stands further right (2 for percentages).
    places : int
        Most digits after the point of the typed number.

    Returns
    -------
    str
        The text that `number_of` reads back as the value.

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


def number_of(text: str, shift: int) -> float | None:
    """The number in a typed text.

    Parameters
    ----------
    text : str
        What was typed: digits with at most one point, a sign before, grouping commas, a percent
        sign behind where ``shift`` is 2; full-width forms are read as well.
    shift : int
        Places by which the point is moved left to give the value (2 for percentages).

    Returns
    -------
    float or None
        The value, or None where the text is no such number.

    Examples
    --------
    >>> number_of("18.25", 2), number_of("０．０５％", 2), number_of("1,000", 0)
    (0.1825, 0.0005, 1000.0)
    >>> number_of("1e309", 0) is None
    True
    """
    plain = ascii_text(text).strip()
    if shift == PERCENT_SHIFT and plain.endswith("%"):
        plain = plain[:-1].rstrip()
    sign = ""
    if plain[:1] in ("-", "+"):
        sign = "-" if plain[0] == "-" else ""
        plain = plain[1:]
    plain = _without_grouping(plain)
    parts = plain.split(".")
    digits = "".join(parts)
    if len(parts) > 2 or not digits or len(digits) > LONGEST_NUMBER:
        return None
    for character in digits:
        if character not in "0123456789":
            return None
    # The exponent moves the point in the text, so that 0.05 percent is exactly the float 0.0005.
    return float(
        sign
        + (parts[0] or "0")
        + "."
        + (parts[1] if len(parts) == 2 and parts[1] else "0")
        + "e-"
        + str(shift)
    )


def ascii_text(text: str) -> str:
    """A text with the plain forms of full-width digits and signs.

    Parameters
    ----------
    text : str
        What was typed.

    Returns
    -------
    str
        The same with ASCII digits, points, signs and spaces.

    Examples
    --------
    >>> ascii_text("１，０００．５")
    '1,000.5'
    """
    return "".join(_ascii(character) for character in text)


def _ascii(character: str) -> str:
    """A full-width character's plain form."""
    if "０" <= character <= "９":
        return chr(ord(character) - ord("０") + ord("0"))
    return FULL_WIDTH.get(character, character)


def _without_grouping(text: str) -> str:
    """The text without commas if they stand between groups of three digits, else the text."""
    groups = text.split(".")[0].split(",")
    if len(groups) == 1:
        return text
    well_grouped = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    return (
        text.replace(",", "") if well_grouped and "," not in text[len(",".join(groups)) :] else text
    )
