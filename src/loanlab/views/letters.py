"""Letters whose blanks a reader fills in: live on the page, with `Letter.fill` in a notebook."""

import datetime
from typing import Any, NamedTuple

from loanlab.data import guidance, regulations
from loanlab.data.documents import Choice, LetterField, letter_templates, split_at_blanks
from loanlab.data.words import FIRST, words_of
from loanlab.forms.formatting import format_day
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
        self.require(self._letter.fields, "label", "example", "hint")
        self.require(self._letter.day_orders, "warning")
        self._texts: dict[str, Any] = self.edition.strings["documents"]["letter"]
        self._fields = {field.name: field for field in self._letter.fields}
        self._values: dict[str, str | datetime.date] = {}
        self._options: dict[str, Choice] = {
            field.name: field.choices[0] for field in self._letter.fields if field.choices
        }

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
        filled._options = {**self._options}
        for name, value in values.items():
            if name not in self._fields:
                raise UnknownIdError("field", name, self._fields)
            filled._set(self._fields[name], value)
        return filled

    def _set(self, field: LetterField, value: str | datetime.date) -> None:
        if field.choices:
            choices = {choice.id: choice for choice in field.choices}
            kind = f"{field.name}'s option"
            self._options[field.name] = records_by_id(choices, [str(value)], kind)[0]
        else:
            self._values[field.name] = value

    @property
    def _languages(self) -> tuple[str, ...]:
        """The letter is sent in Chinese; other editions show below it what it says."""
        return tuple(dict.fromkeys((FIRST, self.edition.language)))

    def _option_text(self, name: str, language: str) -> str:
        """Return the words of the chosen option, with blanks, or nothing."""
        words: str | None = words_of(self._options[name], "text", language)
        return words or ""

    def _fill_blanks(self, text: str, language: str) -> str:
        """Return a text with what was filled in; a line stands for what was not."""
        pieces = split_at_blanks(text)
        return "".join(words + self._word(name, language) for words, name in pieces)

    def _word(self, name: str, language: str) -> str:
        if not name:
            return ""
        if name in self._options:
            return self._fill_blanks(self._option_text(name, language), language)
        value: str | datetime.date = self._values.get(name, self._texts["blank"])
        if isinstance(value, datetime.date):
            interface = Edition(language).strings["interface"]
            return format_day(value.year, value.month, value.day, interface)
        return value

    def _sheet(self, language: str) -> "Sheet":
        strings = Edition(language).strings
        return Sheet(
            language,
            strings["shell"]["language_tag"],
            strings["interface"],
            words_of(self._letter, "paragraphs", language),
            {name: self._option_text(name, language) for name in self._options},
        )

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
            split=split_at_blanks,
            sheets=[self._sheet(language) for language in self._languages],
            words_of=words_of,
            fill=self._fill_blanks,
            word=self._word,
        )

    def __repr__(self) -> str:
        sheets = []
        for language in self._languages:
            paragraphs = words_of(self._letter, "paragraphs", language)
            filled = (self._fill_blanks(paragraph, language) for paragraph in paragraphs)
            sheets.append("\n".join(paragraph for paragraph in filled if paragraph))
        return "\n\n".join(sheets)


class Sheet(NamedTuple):
    """A letter in one language, as its template shows it.

    Attributes
    ----------
    language : str
        The language as the catalogues name it.
    code : str
        The language's tag.
    interface : dict
        The language's texts for dates.
    paragraphs : tuple of str
        With blanks in braces.
    options : dict
        Name of a choice to the words of the chosen option.
    """

    language: str
    code: str
    interface: dict[str, Any]
    paragraphs: tuple[str, ...]
    options: dict[str, str]
