"""What the displays of the data share: a language's words, templates, and records found by id."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from loanlab.data import Claim, Contradiction, Omission, sources
from loanlab.text import catalogue

from .templating import templates

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)


# A link to another page of the book, by its notebook's name.
_PAGE_LINK = re.compile(r"<a\b[^>]*\bhref=\"[a-z-]+\.md[^>]*>(.*?)</a>", re.DOTALL)


class _Surroundings:
    """What lies beside the notebook that shows the displays."""

    has_pages = True


def stand_alone(alone: bool = True) -> None:
    """Show no links to the book's other pages: a notebook that was taken away has none beside it.

    Parameters
    ----------
    alone
        False shows the links again.

    Examples
    --------
    >>> stand_alone()
    >>> stand_alone(False)
    """
    _Surroundings.has_pages = not alone


class UnknownIdError(KeyError):
    """There is no record of this id; the message lists those that exist."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self._message = f"there is no {what} {name!r}; there are {', '.join(known)}"

    def __str__(self) -> str:
        return self._message


class Display:
    """What all displays share: a language's words, and a template filled with them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.strings: dict[str, Any] = catalogue(language)["ledger"]

    def html(self, template: str, **values: Any) -> str:
        """A template filled with the language's words, the sources and what it needs besides.

        Parameters
        ----------
        template
            A file of views/templates.
        **values
            What the template names.

        Returns
        -------
        str
            HTML.
        """
        made = (
            templates()
            .get_template(template)
            .render(strings=self.strings, sources=sources(), told=self.told, **values)
        )
        return made if _Surroundings.has_pages else _PAGE_LINK.sub(r"\1", made)

    def told(self, record: BaseModel, field: str) -> Any:
        """A field in the display's language; a citation that has none of its own stays as it is.

        Parameters
        ----------
        record
            An entry of the data.
        field
            The field's name without a language.

        Returns
        -------
        Any
            A text, several, or None where the record has none.
        """
        told = getattr(record, f"{field}_{self.language}", None)
        return getattr(record, field, None) if told is None else told

    def required(self, record: Claim | Contradiction | Omission, field: str) -> str:
        """A text that may not be missing in the display's language.

        Parameters
        ----------
        record
            An entry of the data.
        field
            The field's name without a language.

        Returns
        -------
        str
            The text.

        Raises
        ------
        ValueError
            If the record has none in this language.
        """
        told = self.told(record, field)
        if told is None:
            raise ValueError(f"{record.id} has no {field} in {self.language!r}")
        return str(told)

    def status(self, claim: Claim) -> str:
        """A claim's status in sign and words.

        Parameters
        ----------
        claim
            The claim.

        Returns
        -------
        str
            Such as ``"✓ 有来源支持"``.
        """
        status = self.strings["statuses"][claim.status]
        return f"{status['sign']} {status['name']}"


def chosen(records: Mapping[str, AnyRecord], ids: Iterable[str], what: str) -> list[AnyRecord]:
    """Records by their ids, in the order asked for.

    Parameters
    ----------
    records
        Id to record.
    ids
        The ids.
    what
        What such a record is called in the message.

    Returns
    -------
    list
        The records.

    Raises
    ------
    UnknownIdError
        If there is no record of an id.
    """
    found = []
    for name in ids:
        if name not in records:
            raise UnknownIdError(what, name, records)
        found.append(records[name])
    return found
