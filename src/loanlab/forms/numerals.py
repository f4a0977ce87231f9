"""Read and write numbers as people type and read them.

This is done digit by digit, because MicroPython and CPython round ties differently when they
format, and a page must show the same text wherever it was computed.
"""

from ..model.money import BILLIONTH, LAST_BITS, MOST_SLACK

# Characters of Chinese keyboards that stand for ASCII ones.
FULL_WIDTH = {"．": ".", "。": ".", "－": "-", "−": "-", "＋": "+", "，": ",", "％": "%", "　": " "}

LONGEST_NUMBER = 24

# A typed percentage is divided by ten to the power of this.
PERCENT_SHIFT = 2


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
        The text, which `number_of` reads back as the value.

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
    """Read a typed number.

    Parameters
    ----------
    text : str
        Digits with at most one point, perhaps a leading sign, grouping commas and, where ``shift``
        is 2, a trailing percent sign; full-width forms are read as well.
    shift : int
        How many places the point is moved left to give the value (2 for percentages).

    Returns
    -------
    float or None
        The value, or None if the text is not such a number.

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
    """Replace full-width digits and signs by their ASCII forms.

    Parameters
    ----------
    text : str
        The typed text.

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
    """Return the ASCII form of a full-width character, or the character."""
    if "０" <= character <= "９":
        return chr(ord(character) - ord("０") + ord("0"))
    return FULL_WIDTH.get(character, character)


def _without_grouping(text: str) -> str:
    """Remove the commas if they separate groups of three digits."""
    groups = text.split(".")[0].split(",")
    if len(groups) == 1:
        return text
    well_grouped = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    return (
        text.replace(",", "") if well_grouped and "," not in text[len(",".join(groups)) :] else text
    )
