"""Find the figures in a text of either language, so that two languages can be compared."""

import re
import unicodedata
from decimal import Decimal

HAN = "\u3400-\u9fff\uf900-\ufaff"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SCALES: dict[str, int | Decimal] = {
    "万": 10_000,
    "亿": 100_000_000,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "角": Decimal("0.1"),
}
_NUMBER = re.compile(
    r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?:余?\s?(?P<scale>万|亿|角|thousand|million|billion))?"
)
_DAY_AND_MONTH = re.compile(rf"(?<=\d )({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)})(?= \d)")
_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_DIGITS |= {"九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1_000}
_HAN_NUMBER = re.compile("[零一二两三四五六七八九十百千]+")


def figures(text: str) -> set[Decimal]:
    """Find the numbers written in digits; a month of a date counts as its number.

    Parameters
    ----------
    text
        Chinese or English text.

    Returns
    -------
    set of decimal.Decimal
        The numbers, multiplied by 万, 亿, million and the like.

    Examples
    --------
    >>> sorted(figures("1.5万元，2026年3月1日")) == sorted(figures("¥15,000 on 1 March 2026"))
    True
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _DAY_AND_MONTH.sub(lambda m: str(_MONTHS.index(m[1] or m[2]) + 1), plain)
    return {
        Decimal(found["digits"].replace(",", "")).normalize() * _SCALES.get(found["scale"], 1)
        for found in _NUMBER.finditer(plain)
    }


def han_figures(text: str) -> set[Decimal]:
    """Find the numbers that a Chinese text writes in characters and an English one may in digits.

    Parameters
    ----------
    text
        Chinese text.

    Returns
    -------
    set of decimal.Decimal
        The numbers, and the percentages of 成, 折 and 万分之.

    Examples
    --------
    >>> Decimal(676) in han_figures("第六百七十六条"), Decimal("0.05") in han_figures("日万五")
    (True, True)
    """
    found = set()
    for match in _HAN_NUMBER.finditer(text):
        value = Decimal(_value_of(match[0]))
        found |= {value, value * 10, value * 10_000, value / 10, value / 100}
    return found


def _value_of(numeral: str) -> int:
    total, digit = 0, 0
    if not any(sign in _PLACES for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    for sign in numeral:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def differing_figures(chinese: str, english: str) -> list[str]:
    """Compare the figures of a text and its translation.

    Parameters
    ----------
    chinese, english
        The texts.

    Returns
    -------
    list of str
        One entry for each figure that only one of them has.
    """
    zh, en = figures(chinese), figures(english)
    lost = zh - en
    added = en - zh - han_figures(chinese)
    return [f"{value:f} only in Chinese" for value in sorted(lost)] + [
        f"{value:f} only in English" for value in sorted(added)
    ]
