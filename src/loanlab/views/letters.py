"""Letters whose blanks a reader fills in: live on the page, with `Letter.fill` in a notebook."""

import datetime
import string
from typing import Any

from loanlab.data import guidance, regulations
from loanlab.data.documents import LetterField, letter_templates
from loanlab.text.edition import Edition

from .display import Display, UnknownIdError, records_by_id
from .inline import inline_html

__all__ = ["Letter"]


class Letter(Display):
    """Show a letter with blanks, and with fields that fill them.

    Without scripts the letter stands there with its blanks. Nothing that is typed is stored or
    sent.

    Parameters
    ----------
    name
        ``"complaint"``, or another key of `loanlab.data.documents.letter_templates`.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such letter, or nothing of an id that it rests on; the message lists those
        that exist.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> print(repr(Letter("refusal-review").fill(lender="甲银行")).splitlines()[0])
    甲银行：
    """

    def __init__(self, name: str, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._letter = records_by_id(letter_templates(), [name], "letter")[0]
        self.require([self._letter], "title", "paragraphs", "notes")
        self._entries = records_by_id({**guidance(), **regulations()}, self._letter.basis, "basis")
        self.require(self._letter.fields, "label", "example")
        self._texts: dict[str, Any] = self.edition.strings["documents"]["letter"]
        self._fields = {field.name: field for field in self._letter.fields}
        self._values: dict[str, str] = {}

    def fill(self, **values: str | datetime.date) -> "Letter":
        """Fill in blanks from Python.

        Parameters
        ----------
        **values
            Field name to text; a date for days, the id of an option where there is a choice.

        Returns
        -------
        Letter
            The same letter with these blanks filled in; as a cell's result it shows the letter.

        Raises
        ------
        UnknownIdError
            If there is no such field or option; the message lists those that exist.

        Examples
        --------
        >>> letter = Letter("complaint").fill(amount="240", table="missing", ask="refund")
        >>> "240元" in repr(letter)
        True
        """
        filled = Letter(self._letter.id, edition=self.edition)
        filled._values = {**self._values}
        for name, value in values.items():
            if name not in self._fields:
                raise UnknownIdError("field", name, self._fields)
            filled._values[name] = self._word(self._fields[name], value)
        return filled

    def _word(self, field: LetterField, value: str | datetime.date) -> str:
        """Return what the letter says for the value of a field."""
        if isinstance(value, datetime.date):
            day: str = self.edition.strings["interface"]["date"]
            return day.format(year=value.year, month=value.month, day=value.day)
        if field.choices:
            choices = {choice.id: choice for choice in field.choices}
            return str(
                self.text_of(records_by_id(choices, [value], f"{field.name}'s option")[0], "text")
            )
        return value

    def _blank_text(self, name: str) -> str:
        """Return what stands in a blank: what was filled in, the first option, or a line."""
        if name in self._values:
            return self._values[name]
        choices = self._fields[name].choices
        return str(self.text_of(choices[0], "text") if choices else self._texts["blank"])

    def _repr_html_(self) -> str:
        fields = ", ".join(f'{name}="…"' for name in list(self._fields)[:2])
        return self.html(
            "letter.html.j2",
            letter=self._letter,
            texts=self._texts,
            inline=inline_html,
            entries=self._entries,
            grounds_title=self.edition.strings["documents"]["grounds"],
            call=f'Letter("{self._letter.id}").fill({fields})',
            paragraphs=[
                [
                    (text, name, self._blank_text(name) if name else "")
                    for text, name, _spec, _conversion in string.Formatter().parse(paragraph)
                ]
                for paragraph in self.text_of(self._letter, "paragraphs")
            ],
        )

    def __repr__(self) -> str:
        words = {name: self._blank_text(name) for name in self._fields}
        paragraphs = self.text_of(self._letter, "paragraphs")
        return "\n".join(paragraph.format(**words) for paragraph in paragraphs)
