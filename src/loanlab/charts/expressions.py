"""Vega expressions that put words together in the language of a picture."""

from string import Formatter

from .theme import FONT_SIZE

# A Latin letter or a digit is not much more than half as wide as the font, a Chinese character is
# as wide.
LATIN_WIDTH = 0.58
NOT_LATIN = "[^\\u0020-\\u024f\\u2013\\u2212]"
# Vega writes the true minus.
SIGNS = "-+\u2212"


def filled(template: str, **values: str) -> str:
    """Make an expression of a text of the catalogue whose placeholders are filled.

    Parameters
    ----------
    template
        The text.
    **values
        Placeholder to the expression of its text.

    Returns
    -------
    str
        The expression.

    Examples
    --------
    >>> filled("{cost}, {remark}", cost="datum.cost", remark="datum.remark")
    "(datum.cost) + ', ' + (datum.remark)"
    """
    parts = []
    for words, name, _form, _conversion in Formatter().parse(template):
        parts += [repr(words)] if words else []
        parts += [f"({values[name]})"] if name is not None else []
    return " + ".join(parts) or "''"


def with_unit(text: str, unit: dict[str, str]) -> str:
    """Make an expression of a number with its unit, as `loanlab.forms.formatting.with_unit` does.

    Parameters
    ----------
    text
        The expression of the number's text.
    unit
        The unit's texts in the catalogue.

    Returns
    -------
    str
        The expression. An empty text stays empty.

    Examples
    --------
    >>> with_unit("datum.label", {"value": "{}元"})
    "((datum.label) ? (datum.label) + '元' : '')"
    """
    before, after = unit["value"].split("{}")
    whole = f"({text}) + {after!r}" if after else f"({text})"
    if before:
        # A sign stands in front of whatever the language puts before a number.
        sign = f"indexof({SIGNS!r}, slice({text}, 0, 1)) < 0 ? 0 : 1"
        whole = f"slice({text}, 0, {sign}) + {before!r} + slice({text}, {sign})" + (
            f" + {after!r}" if after else ""
        )
    if "one" in unit:
        whole = f"({text}) === '1' ? {unit['one'].format('1')!r} : {whole}"
    return f"(({text}) ? {whole} : '')"


def width(text: str, font_size: float = FONT_SIZE) -> str:
    """Make an expression that estimates how wide a text is.

    Parameters
    ----------
    text
        The expression of the text.
    font_size
        Its size in pixels.

    Returns
    -------
    str
        The expression of a number of pixels.

    Examples
    --------
    >>> width("datum.label").startswith("(length(datum.label) * ")
    True
    """
    latin = LATIN_WIDTH * font_size
    wide = font_size - latin
    letters = f"length(replace({text}, regexp({NOT_LATIN!r}, 'g'), ''))"
    return f"(length({text}) * {latin:.2f} + (length({text}) - {letters}) * {wide:.2f})"
