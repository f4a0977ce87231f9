"""The glossary: every term with its definition."""

from loanlab.data import Term, terms
from loanlab.data.words import words_of
from loanlab.text.edition import Edition

from .display import Display


class Glossary(Display):
    """Show every term in Chinese and English, with its meaning in one sentence.

    Parameters
    ----------
    edition
        The edition; the current one if left out.

    Examples
    --------
    >>> print(repr(Glossary()).splitlines()[0][:12])
    放款机构（lender）
    """

    def __init__(self, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self.require(terms().values(), "name", "means")

    def _repr_html_(self) -> str:
        return self.html("glossary.html.j2", terms=terms().values())

    def __repr__(self) -> str:
        line = self.strings["glossary"]["line"]
        return "\n".join(
            line.format(zh=term.name_zh, en=term.name_en, means=self.text_of(term, "means"))
            for term in terms().values()
        )


def anchor(term: Term) -> str:
    """Return a term's anchor on the glossary's page.

    Parameters
    ----------
    term
        A term.

    Returns
    -------
    str
        Such as ``term-basis-point``.
    """
    return f"term-{term.id}"


def forms(term: Term, language: str) -> tuple[str, ...]:
    """Return the forms in which a term appears in running text.

    Parameters
    ----------
    term
        A term.
    language
        The text's language.

    Returns
    -------
    tuple of str
        The forms that the data gives, else the term itself.
    """
    found: tuple[str, ...] | None = words_of(term, "forms", language)
    return found or (str(words_of(term, "name", language)),)
