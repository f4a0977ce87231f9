"""The glossary: every term with its sentence."""

from loanlab.data import Term, terms

from .display import Display


class Glossary(Display):
    """Every term in Chinese and English, with what it means in one sentence.

    Parameters
    ----------
    language
        The edition's language.

    Examples
    --------
    >>> print(repr(Glossary()).splitlines()[0][:12])
    放款机构（lender）
    """

    def __init__(self, *, language: str = "zh") -> None:
        super().__init__(language)

    def _repr_html_(self) -> str:
        return self.html("glossary.html.j2", terms=terms().values())

    def __repr__(self) -> str:
        line = self.strings["glossary"]["line"]
        return "\n".join(
            line.format(zh=term.zh, en=term.en, means=self.told(term, "means"))
            for term in terms().values()
        )


def anchor(term: Term) -> str:
    """The term's anchor on the glossary's page.

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
    """What stands for a term in running text.

    Parameters
    ----------
    term
        A term.
    language
        The text's language.

    Returns
    -------
    tuple of str
        The term itself, or the forms that the data gives.
    """
    own: tuple[str, ...] = getattr(term, f"forms_{language}", ())
    return own or (str(getattr(term, language)),)
