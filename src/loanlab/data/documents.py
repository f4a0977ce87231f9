"""Read the mock papers, chats and letters: one YAML file each, named like the document.

All names in them are invented. The figures of a paper follow from its loan; the tests recompute
them with `loanlab.model`.
"""

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from .library import DataError
from .records import Record, Text
from .strict_yaml import read_yaml

FOLDER = Path(__file__).parent


class Line(Record):
    """A line of a mock paper, and what a reader should know about it.

    ``cells`` stand in the columns of the paper instead of ``text``. ``loud`` is printed large
    before the text. A line with a fault names it and says what to do.
    """

    label_zh: Text
    label_en: Text | None = None
    loud_zh: Text | None = None
    loud_en: Text | None = None
    text_zh: Text | None = None
    text_en: Text | None = None
    cells_zh: tuple[Text, ...] = ()
    cells_en: tuple[Text, ...] = ()
    comment_zh: Text
    comment_en: Text | None = None
    fault_zh: Text | None = None
    fault_en: Text | None = None
    action_zh: Text | None = None
    action_en: Text | None = None

    @property
    def is_faulty(self) -> bool:
        """Whether the line has a fault for the reader to find."""
        return self.fault_zh is not None

    @model_validator(mode="after")
    def _check_parts(self) -> "Line":
        if (self.fault_zh is None) != (self.action_zh is None):
            raise ValueError("a fault and what to do about it come together")
        if (self.text_zh is None) != bool(self.cells_zh):
            raise ValueError("a line has either a text or cells")
        return self


class Document(Record):
    """A mock paper or screen with lines that can be checked one by one."""

    id: Text
    title_zh: Text
    title_en: Text | None = None
    looks: Literal["sheet", "screen", "messages"]
    # Ids of rules and of guidance.
    basis: tuple[Text, ...] = Field(min_length=1)
    # What a reader needs to know before he can find the faults.
    given_zh: Text | None = None
    given_en: Text | None = None
    columns_zh: tuple[Text, ...] = ()
    columns_en: tuple[Text, ...] = ()
    lines: tuple[Line, ...] = Field(min_length=1)

    @property
    def faults(self) -> tuple[Line, ...]:
        """The faulty lines, in order."""
        return tuple(line for line in self.lines if line.is_faulty)

    @model_validator(mode="after")
    def _check_columns(self) -> "Document":
        for line in self.lines:
            if line.cells_zh and len(line.cells_zh) != len(self.columns_zh):
                raise ValueError(f"{line.label_zh}: as many cells as columns are needed")
        return self


class Turn(Record):
    """A message of a chat. The other side's messages have a reply for the reader."""

    says: Literal["other", "you"]
    text_zh: Text
    text_en: Text | None = None
    reply_zh: Text | None = None
    reply_en: Text | None = None
    stop: bool = False

    @model_validator(mode="after")
    def _check_reply(self) -> "Turn":
        if (self.says == "other") != (self.reply_zh is not None):
            raise ValueError("the other side's messages need a reply, and only they")
        if self.stop and self.says != "other":
            raise ValueError("the reader stops at a message of the other side")
        return self


class Conversation(Record):
    """A scam as a chat: the message at which to stop, and what to do then."""

    id: Text
    title_zh: Text
    title_en: Text | None = None
    basis: tuple[Text, ...] = Field(min_length=1)
    other_zh: Text
    other_en: Text | None = None
    turns: tuple[Turn, ...] = Field(min_length=5, max_length=9)
    do_zh: tuple[Text, ...] = Field(min_length=1)
    do_en: tuple[Text, ...] | None = None

    @property
    def before_stop(self) -> tuple[Turn, ...]:
        """The messages up to the one at which to stop, which is the last of them."""
        return self.turns[: self._stop + 1]

    @property
    def after_stop(self) -> tuple[Turn, ...]:
        """What follows for those who do not stop."""
        return self.turns[self._stop + 1 :]

    @property
    def _stop(self) -> int:
        return next(number for number, turn in enumerate(self.turns) if turn.stop)

    @model_validator(mode="after")
    def _check_stop(self) -> "Conversation":
        if sum(turn.stop for turn in self.turns) != 1:
            raise ValueError("a chat has one message at which to stop")
        return self


class Choice(Record):
    """An option of a field, and the words that it puts into the letter, if any.

    The words may have blanks of their own, whose fields are shown with this option only.
    """

    id: Text
    label_zh: Text
    label_en: Text | None = None
    text_zh: Text | None = None
    text_en: Text | None = None


class LetterField(Record):
    """Something that the writer of a letter fills in.

    ``example`` stands in the empty field, so it has to fit a phone; ``hint`` stands below it.
    """

    name: Text
    label_zh: Text
    label_en: Text | None = None
    kind: Literal["text", "long", "date", "time", "phone", "amount", "choice"] = "text"
    example_zh: Text | None = None
    example_en: Text | None = None
    hint_zh: Text | None = None
    hint_en: Text | None = None
    choices: tuple[Choice, ...] = ()

    @model_validator(mode="after")
    def _check_choices(self) -> "LetterField":
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("a choice has options, and nothing else has")
        return self


class DayOrder(Record):
    """Two fields with days, and the warning where the second day is before the first."""

    first: Text
    second: Text
    warning_zh: Text
    warning_en: Text | None = None


class LetterTemplate(Record):
    """A letter with blanks in braces, and what to know before sending it."""

    id: Text
    title_zh: Text
    title_en: Text | None = None
    basis: tuple[Text, ...] = Field(min_length=1)
    fields: tuple[LetterField, ...] = Field(min_length=1)
    day_orders: tuple[DayOrder, ...] = ()
    paragraphs_zh: tuple[Text, ...] = Field(min_length=1)
    paragraphs_en: tuple[Text, ...] | None = None
    notes_zh: tuple[Text, ...] = Field(min_length=1)
    notes_en: tuple[Text, ...] | None = None

    @model_validator(mode="after")
    def _check_blanks(self) -> "LetterTemplate":
        words = [c.text_zh or "" for field in self.fields for c in field.choices]
        in_options = {name for text in words for _before, name in split_at_blanks(text)}
        in_paragraphs = {name for text in self.paragraphs_zh for _, name in split_at_blanks(text)}
        blanks = (in_options | in_paragraphs) - {""}
        kinds = {field.name: field.kind for field in self.fields}
        if blanks != set(kinds):
            raise ValueError(f"fields and blanks differ: {sorted(blanks ^ set(kinds))}")
        if any(kinds.get(name) == "choice" for name in in_options):
            raise ValueError("the words of an option have no choice in them")
        ordered = {name for order in self.day_orders for name in (order.first, order.second)}
        if any(kinds.get(name) != "date" for name in ordered):
            raise ValueError("only days have an order")
        return self


def split_at_blanks(text: str) -> list[tuple[str, str]]:
    """Split a text of a letter at its blanks.

    Parameters
    ----------
    text
        A paragraph or the words of an option, with blanks in braces.

    Returns
    -------
    list
        Words and the name of the blank behind them, which is empty at the end.

    Examples
    --------
    >>> split_at_blanks("{day}, {amount} yuan")
    [('', 'day'), (', ', 'amount'), (' yuan', '')]
    """
    return [(words, name or "") for words, name, *_ in string.Formatter().parse(text)]


AnyDocument = TypeVar("AnyDocument", Document, Conversation, LetterTemplate)


@cache
def documents() -> Mapping[str, Document]:
    """Return the mock papers.

    Returns
    -------
    mapping
        Id to `Document`.

    Examples
    --------
    >>> len(documents()["cost-popup"].faults)
    0
    """
    return read_folder(Document, FOLDER / "papers")


@cache
def conversations() -> Mapping[str, Conversation]:
    """Return the chats.

    Returns
    -------
    mapping
        Id to `Conversation`.

    Examples
    --------
    >>> conversations()["unfreeze"].before_stop[-1].stop
    True
    """
    return read_folder(Conversation, FOLDER / "chats")


@cache
def letter_templates() -> Mapping[str, LetterTemplate]:
    """Return the letters.

    Returns
    -------
    mapping
        Id to `LetterTemplate`.

    Examples
    --------
    >>> letter_templates()["complaint"].fields[0].name
    'lender'
    """
    return read_folder(LetterTemplate, FOLDER / "letters")


def read_folder(kind: type[AnyDocument], folder: Path) -> dict[str, AnyDocument]:
    """Read and check all documents of a folder.

    Parameters
    ----------
    kind
        The record of each file.
    folder
        Where the files are.

    Returns
    -------
    dict
        Name of the file without its ending to record.

    Raises
    ------
    DataError
        If a file is malformed; the message names it.
    """
    return {path.stem: _read_file(kind, path) for path in sorted(folder.glob("*.yml"))}


def _read_file(kind: type[AnyDocument], path: Path) -> AnyDocument:
    place = f"{path.parent.name}/{path.name}"
    try:
        return kind.model_validate({"id": path.stem, **read_yaml(path)})
    except ValidationError as error:
        problem = error.errors()[0]
        entry = ".".join(map(str, problem["loc"])) or "whole file"
        raise DataError(place, entry, problem["msg"]) from error
    except (TypeError, ValueError) as error:
        raise DataError(place, "whole file", str(error)) from error
