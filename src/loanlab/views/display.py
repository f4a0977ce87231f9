"""What all displays of the data share: the edition, the templates, and finding records by id."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from loanlab.data import Claim, sources
from loanlab.data.words import FIRST, words_of
from loanlab.text.edition import Edition, current

from .templating import templates

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)


# A link to another page of the book, by its notebook's name.
_PAGE_LINK = re.compile(r"<a\b[^>]*\bhref=\"[a-z-]+\.md[^>]*>(.*?)</a>", re.DOTALL)


class UnknownIdError(KeyError):
    """There is no record of this id; the message lists those that exist."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self._message = f"there is no {kind} {name!r}; there are {', '.join(known)}"

    def __str__(self) -> str:
        return self._message


class MissingTextError(ValueError):
    """A record has no text in the edition's language; the message names record and field."""

    def __init__(self, record: BaseModel, field: str, language: str) -> None:
        named = (str(getattr(record, key)) for key in ("id", "number") if hasattr(record, key))
        name = next(named, type(record).__name__)
        super().__init__(f"{name} has no {field} in {language!r}")


class Display:
    """Something that a cell shows in an edition.

    Parameters
    ----------
    edition
        The edition; the current one if it is None.
    """

    def __init__(self, edition: Edition | None = None) -> None:
        self.edition = edition or current()
        self.strings: dict[str, Any] = self.edition.strings["ledger"]

    def html(self, template: str, **values: Any) -> str:
        """Fill a template.

        Parameters
        ----------
        template
            A file of views/templates.
        **values
            What the template needs besides the edition's texts and the sources.

        Returns
        -------
        str
            HTML.
        """
        html = (
            templates()
            .get_template(template)
            .render(
                strings=self.strings,
                interface=self.edition.strings["interface"],
                sources=sources(),
                text_of=self.text_of,
                original_of=self.original_of,
                **values,
            )
        )
        return html if self.edition.has_pages else _PAGE_LINK.sub(r"\1", html)

    def text_of(self, record: BaseModel, field: str) -> Any:
        """Return a field of a record in the edition's language.

        Parameters
        ----------
        record
            An entry of the data.
        field
            The field's name without a language.

        Returns
        -------
        str, tuple of str or None
            The text or texts; the citation as its source has it where it needs no translation;
            None where the record has no such text in any language.

        Raises
        ------
        MissingTextError
            If the record has the text in other languages only.
        """
        text = words_of(record, field, self.edition.language)
        if text is None:
            text = getattr(record, field, None)
        if text is None and any(
            re.fullmatch(rf"{field}_[a-z]{{2}}", name) and value for name, value in record
        ):
            raise MissingTextError(record, field, self.edition.language)
        return text

    def original_of(self, record: BaseModel, field: str) -> Any:
        """Return the Chinese words of something that readers meet or send in Chinese.

        Parameters
        ----------
        record
            An entry of the data.
        field
            The field's name without a language.

        Returns
        -------
        str, tuple of str or None
            The words, to be shown beside those of the edition's language; None in the Chinese
            edition, and where there are none.
        """
        if self.edition.language == FIRST:
            return None
        return words_of(record, field, FIRST)

    def with_original(self, record: BaseModel, field: str) -> str:
        """Return the words of a field as plain text, after the Chinese ones if those are others.

        Parameters
        ----------
        record
            An entry of the data.
        field
            The field's name without a language.

        Returns
        -------
        str
            One text.
        """
        text, original = self.text_of(record, field), self.original_of(record, field)
        if original is None:
            return str(text)
        line: str = self.edition.strings["documents"]["original"]
        return line.format(original=original, text=text)

    def require(self, records: Iterable[BaseModel], *fields: str) -> None:
        """Make sure that records can be displayed in the edition's language.

        A cell that fails when it is run is noticed; one that fails when it is rendered may not be.

        Parameters
        ----------
        records
            Entries of the data.
        *fields
            Names of fields without a language.

        Raises
        ------
        MissingTextError
            If a record has one of these texts in other languages only.
        """
        for record in records:
            for field in fields:
                self.text_of(record, field)

    def status(self, claim: Claim) -> str:
        """Return a claim's status as sign and words.

        Parameters
        ----------
        claim
            The claim.

        Returns
        -------
        str
            Such as ``"✓ 有来源支持"``.
        """
        status = self.strings["statuses"][claim.shown_status]
        return f"{status['sign']} {status['name']}"

    def claim_line(self, claim: Claim) -> str:
        """Return a claim with its status and the reason for it as one line of plain text.

        Parameters
        ----------
        claim
            The claim.

        Returns
        -------
        str
            The line.
        """
        line: str = self.strings["figures"]["line"].format(
            claim=claim.id,
            text=self.text_of(claim, "claim"),
            status=self.status(claim),
            note=self.text_of(claim, "note"),
        )
        return line


def records_by_id(
    records: Mapping[str, AnyRecord], ids: Iterable[str], kind: str
) -> list[AnyRecord]:
    """Find records by their ids.

    Parameters
    ----------
    records
        Id to record.
    ids
        The ids.
    kind
        What such a record is called in the message.

    Returns
    -------
    list
        The records, in the order of the ids.

    Raises
    ------
    UnknownIdError
        If there is no record of an id.
    """
    found = []
    for name in ids:
        if name not in records:
            raise UnknownIdError(kind, name, records)
        found.append(records[name])
    return found
