"""Read numbers with the units that people type and paste with them.

Nothing is converted that has more than one reading: a rate a year is no rate a day, and a year is
no number of days. What is refused has a code, for which the catalogue has a sentence.
"""

from .numerals import DIGITS, LONGEST_NUMBER, plain_text, ungrouped
from .units import UNITS

# Longer texts are not numbers; reading them would take time.
LONGEST_TEXT = 100
MONTHS_A_YEAR = 12

# The words that may follow a number of a unit. A period is a month, as in all instalment plans.
WORDS = {
    "points": ("分", "point", "points"),
    "basis_points": ("个基点", "基点", "个bp", "bp", "bps", "basispoint", "basispoints"),
    "days": ("天", "日", "day", "days"),
    "months": ("个月", "月", "期", "month", "months", "payment", "payments"),
    "periods": ("期", "个月", "月", "payment", "payments", "period", "periods", "month", "months")
    + ("instalment", "instalments", "installment", "installments"),
    "number_in_plan": ("期", "payment", "inorder"),
    "minutes": ("分钟", "分", "minute", "minutes", "min", "mins"),
    "seconds": ("秒", "秒钟", "second", "seconds", "sec", "secs", "s"),
    "times": ("次", "time", "times"),
    "multiple": ("倍", "times", "x", "×"),
    "people": ("人", "个人", "位", "名", "person", "people"),
    "loans": ("笔", "loan", "loans"),
    "yuan": ("元", "块", "块钱", "元钱", "圆", "元整", "圆整", "yuan", "rmb", "cny", "人民币"),
}
# Before the number of a payment in its plan. "no." loses its point, which could belong to a number.
BEFORE_NUMBERS = ("第", "no", "number", "payment", "paymentno")
YEARS = ("年", "year", "years")
# "p.a." without its points, which could belong to a number.
PER_ANNUM = "pa"
# Words of units that no field has.
FURTHER_WORDS = ("周", "个星期", "星期", "小时", "角", "美元", "usd", "dollar", "dollars") + (
    "week",
    "weeks",
    "hour",
    "hours",
)
KNOWN_WORDS = [word for unit in WORDS for word in WORDS[unit]]
KNOWN_WORDS += YEARS + FURTHER_WORDS
FOREIGN_CURRENCIES = ("$", "us$", "usd", "hk$", "€", "£")
CURRENCIES = ("¥", "rmb", "cny", "人民币", "人民币¥", "rmb¥", "cny¥")
# What an amount is multiplied by: powers of ten.
MULTIPLIERS = {
    "百万": 6,
    "千万": 7,
    "百": 2,
    "千": 3,
    "thousand": 3,
    "k": 3,
    "万": 4,
    "w": 4,
    "亿": 8,
    "million": 6,
    "billion": 9,
}

# Signs of shares, and the powers of ten that they stand for. A bare number is a percentage.
SHARES = {"": -2, "%": -2, "‰": -3, "‱": -4}
# Shares in words, with the digits after them. The short ones are lenders' jargon for a day's rate.
FRACTIONS = (("百分之", -2), ("千分之", -3), ("万分之", -4), ("千", -3), ("万", -4))
CHINESE_DIGITS = "零一二三四五六七八九"
TEN = "十"
POINT = "点"
NUMERAL = DIGITS + ".," + CHINESE_DIGITS + TEN + POINT
# 1厘 is 0.1% of a month's rate but 1% of a year's; 分 is ten times as much.
JARGON = "厘分毫"
AROUND_JARGON = NUMERAL + JARGON + "半年月日天个化息利率费每/: "
# The units of rates, and the words for their time.
RATES = (
    ("percent_a_day", ("日", "天", "day")),
    ("percent_a_month", ("月", "个月", "month")),
    ("percent_a_year", ("年", "year", "annum")),
)


def _rate_words(patterns: tuple) -> dict[str, str]:
    """Return the words that name the time of a rate, each with its unit."""
    return {
        pattern.format(sign): unit
        for unit, signs in RATES
        for sign in signs
        for pattern in patterns
    }


WORDS_BEFORE_RATES = _rate_words(("{}", "每{}", "{}化", "{}息", "{}利率", "{}化利率", "{}费率"))
WORDS_AFTER_RATES = _rate_words(("/{}", "每{}", "{}化", "{}息", "{}利率", "a{}", "per{}"))
WORDS_AFTER_RATES[PER_ANNUM] = "percent_a_year"
# These stand before a rate or after it.
ADVERBS = {
    "daily": "percent_a_day",
    "monthly": "percent_a_month",
    "yearly": "percent_a_year",
    "annual": "percent_a_year",
    "annually": "percent_a_year",
}
WORDS_BEFORE_RATES.update(ADVERBS)
WORDS_AFTER_RATES.update(ADVERBS)
# Refusals of rates of another time.
WANTED = {
    "percent_a_day": "rate_a_day",
    "percent_a_month": "rate_a_month",
    "percent_a_year": "rate_a_year",
}


def read_quantity(text: str, unit: str) -> tuple:
    """Read a typed number, with its unit or without.

    Parameters
    ----------
    text : str
        The typed text.
    unit : str
        A key of `UNITS`: the unit that is expected.

    Returns
    -------
    tuple
        ``(value, "")`` with the value in the model's unit, or ``(None, code)``: a key of the
        catalogue's refusals.

    Examples
    --------
    >>> read_quantity("18.25", "percent"), read_quantity("¥1.5万", "yuan")
    ((0.1825, ''), (15000.0, ''))
    >>> read_quantity("日息万五", "percent_a_day"), read_quantity("7.2%/年", "percent_a_day")
    ((0.0005, ''), (None, 'rate_a_day'))
    """
    # Plain digits, as sliders write them, are most of the texts that each key press reads.
    whole, point, part = text.partition(".")
    is_short = len(text) <= LONGEST_NUMBER
    if is_short and whole and (part or not point) and not (whole + part).strip(DIGITS):
        return _value("", text, -UNITS[unit][0]), ""
    if len(text) > LONGEST_TEXT:
        return None, "not_a_number"
    plain = "".join(_lower(character) for character in plain_text(text))
    if not plain:
        return None, "empty"
    if unit.startswith("percent"):
        for word, sign in (("p.a.", PER_ANNUM), ("per cent", "%"), ("percent", "%")):
            plain = plain.replace(word, sign)
        return _read_share(plain, unit)
    return _read_count(plain, unit)


def _read_count(plain: str, unit: str) -> tuple:
    """Read an amount of money, a time, or a number of things."""
    is_ordinal = unit == "number_in_plan"
    sign, before, digits, after = _split(plain.replace("no.", "no") if is_ordinal else plain)
    if digits is None:
        return None, "not_a_number"
    power = 0
    if is_ordinal and not sign and before in BEFORE_NUMBERS:
        before = ""
    if unit == "yuan":
        before = "" if before in CURRENCIES else before
        for word in MULTIPLIERS:
            rest = after[len(word) :]
            if after.startswith(word) and (not rest or rest in WORDS[unit]):
                power, after = MULTIPLIERS[word], rest
                break
    if not before and (not after or after in WORDS[unit]):
        return _value(sign, digits, power), ""
    if unit == "months" and not before and after in YEARS:
        return _value(sign, digits, power) * MONTHS_A_YEAR, ""
    if after and after[0] in SHARES:
        after = after[1:]
    return None, "wrong_unit" if _is_other_unit(before, after) else "not_a_number"


def _lower(character: str) -> str:
    # Only ASCII letters: CPython has more capitals than MicroPython.
    return character.lower() if "A" <= character <= "Z" else character


def _value(sign: str, digits: str, power: int) -> float:
    # The exponent moves the point in the text, so that 0.05 percent is exactly the float 0.0005.
    return float(sign + digits + "e" + str(power))


def _split(text: str) -> tuple:
    """Split a text into sign, word before the number, digits (None if unclear) and word after."""
    places = [place for place, character in enumerate(text) if character in DIGITS + ".,"]
    if not places:
        return "", text, None, ""
    before = _word(text[: places[0]])
    after = _word(text[places[-1] + 1 :])
    sign = ""
    if before[:1] in ("-", "+"):
        sign, before = before[0], before[1:]
    elif before[-1:] in ("-", "+"):
        sign, before = before[-1], before[:-1]
    return sign.strip("+"), before, ungrouped(text[places[0] : places[-1] + 1]), after


def _word(text: str) -> str:
    return text.replace(" ", "").replace("\n", "").rstrip(":")


def _is_other_unit(before: str, after: str) -> bool:
    """Whether the words around a number are those of some unit."""
    is_after = not after or after in KNOWN_WORDS or after in WORDS_AFTER_RATES
    return is_after and (
        not before or before in CURRENCIES + FOREIGN_CURRENCIES or before in WORDS_BEFORE_RATES
    )


def _read_share(plain: str, unit: str) -> tuple:
    """Read a percentage, or a rate, in one of its many notations."""
    sign, before, digits, after = _split(plain)
    power = SHARES[""]
    if after[:1] in SHARES:
        power, after = SHARES[after[:1]], after[1:]
    is_short = False
    for head, shift in FRACTIONS:
        if head in plain:
            before, _, rest = plain.partition(head)
            digits, after = _split_numeral(rest.strip(" \n"))
            sign, before, power, is_short = "", _word(before), shift, len(head) == 1
            break
    stated = []
    if before:
        stated.append(WORDS_BEFORE_RATES.get(before))
    if after:
        stated.append(WORDS_AFTER_RATES.get(after))
    if digits is None or None in stated:
        if _has_jargon(plain):
            return None, "jargon"
        is_other = digits is not None and _is_other_unit(before, after)
        return None, "wrong_unit" if is_other else "not_a_number"
    if is_short and not stated and unit != "percent":
        stated.append("percent_a_day")
    if any(each != unit for each in stated):
        return None, WANTED.get(unit, "wrong_unit")
    return _value(sign, digits, power), ""


def _has_jargon(plain: str) -> bool:
    return any(character in JARGON for character in plain) and all(
        character in AROUND_JARGON for character in plain
    )


def _split_numeral(text: str) -> tuple:
    """Split a text into the digits that it begins with (None if unclear) and the word after."""
    # MicroPython's lstrip knows ASCII characters only.
    length = 0
    while length < len(text) and text[length] in NUMERAL:
        length += 1
    return _numeral(text[:length]), _word(text[length:])


def _numeral(text: str) -> str | None:
    """Read digits, or a Chinese number below a hundred."""
    if not text.strip(DIGITS + ".,"):
        return ungrouped(text)
    whole, point, part = text.partition(POINT)
    tens, ten, ones = whole.partition(TEN)
    if ten:
        whole = (tens or CHINESE_DIGITS[1]) + (ones or CHINESE_DIGITS[0])
    if len(whole) != 1 + len(ten) or (point and not part):
        return None
    digits = ""
    for character in whole + POINT + part:
        place = CHINESE_DIGITS.find(character)
        if place < 0 and character != POINT:
            return None
        digits += "." if place < 0 else str(place)
    return ungrouped(digits)
