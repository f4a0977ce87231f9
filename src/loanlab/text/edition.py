"""The edition of the book in which simulations and data are displayed."""

from typing import Any

from . import catalogue

DEFAULT_LANGUAGE = "zh"


class Edition:
    """A language with its texts, and whether the book's other pages are at hand.

    Parameters
    ----------
    language
        The name of a catalogue.
    has_pages
        Whether links to other pages resolve; in a downloaded notebook they do not.

    Attributes
    ----------
    strings : dict
        The language's catalogue.

    Raises
    ------
    loanlab.text.CatalogueError
        If there is no such catalogue; the message lists those that exist.

    Examples
    --------
    >>> Edition("zh").strings["interface"]["yes"]
    '是'
    """

    def __init__(self, language: str, *, has_pages: bool = True) -> None:
        self.language = language
        self.has_pages = has_pages
        self.strings: dict[str, Any] = catalogue(language)


_current: Edition | None = None


def current() -> Edition:
    """Return the edition that displays take unless they are given another.

    Returns
    -------
    Edition
        The Chinese one of the book, until `use_language` or `stand_alone` changes it.
    """
    global _current
    if _current is None:
        _current = Edition(DEFAULT_LANGUAGE)
    return _current


def use_language(language: str) -> None:
    """Choose the language of everything that the following cells show.

    Parameters
    ----------
    language
        ``"zh"``, or another language that has a catalogue.

    Raises
    ------
    ValueError
        If there is no such catalogue; the message lists those that exist.

    Examples
    --------
    >>> use_language("zh")
    """
    global _current
    _current = Edition(language, has_pages=current().has_pages)


def stand_alone(alone: bool = True) -> None:
    """Show no links to the book's other pages, which a downloaded notebook does not have beside it.

    Parameters
    ----------
    alone
        False shows the links again.

    Examples
    --------
    >>> stand_alone()
    >>> stand_alone(False)
    """
    global _current
    _current = Edition(current().language, has_pages=not alone)
