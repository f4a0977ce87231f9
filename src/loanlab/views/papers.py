"""Mock papers and screens, whose lines open with a comment; some have faults to find."""

from loanlab.data import guidance, regulations
from loanlab.data.documents import Line, documents
from loanlab.text.edition import Edition

from .display import Display, records_by_id
from .inline import inline_html

__all__ = ["Paper"]


class Paper(Display):
    """Show a mock paper or screen as a reader meets it before or after borrowing.

    Every line opens with a comment, without scripts too. Faulty lines are marked once they are
    open; below the paper all faults stand folded.

    Parameters
    ----------
    name
        ``"contract"``, or another key of `loanlab.data.documents.documents`.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such paper, or nothing of an id that it rests on; the message lists those
        that exist.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> print(repr(Paper("cost-popup")).splitlines()[1])
    一、贷款人：甲银行
    """

    def __init__(self, name: str, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._paper = records_by_id(documents(), [name], "paper")[0]
        self.require([self._paper], "title", "given")
        self._entries = records_by_id({**guidance(), **regulations()}, self._paper.basis, "basis")
        self._texts = self.edition.strings["documents"]["paper"]

    def _repr_html_(self) -> str:
        return self.html(
            "paper.html.j2",
            paper=self._paper,
            texts=self._texts,
            inline=inline_html,
            entries=self._entries,
            grounds_title=self.edition.strings["documents"]["grounds"],
            task=self._task,
            rows=self._rows,
            with_original=self.with_original,
        )

    @property
    def _task(self) -> str:
        """What the reader is asked to do."""
        count = len(self._paper.faults)
        task: str = self._texts["task"].format(count=count) if count else self._texts["no_faults"]
        return task

    @property
    def _rows(self) -> list[tuple[Line, int]]:
        """The lines, each with the number of its fault; 0 if it has none."""
        numbers = {id(line): number for number, line in enumerate(self._paper.faults, start=1)}
        return [(line, numbers.get(id(line), 0)) for line in self._paper.lines]

    def __repr__(self) -> str:
        lines = [self._texts["label"].format(title=self.text_of(self._paper, "title"))]
        for line in self._paper.lines:
            label, text = self.with_original(line, "label"), self._line_text(line)
            lines.append(self._texts["line"].format(label=label, text=text))
        return "\n".join(lines)

    def _line_text(self, line: Line) -> str:
        if self.text_of(line, "text") is not None:
            parts = [name for name in ("loud", "text") if self.text_of(line, name) is not None]
            return " ".join(self.with_original(line, name) for name in parts)
        columns = self.text_of(self._paper, "columns")
        between: str = self._texts["between_cells"]
        return between.join(
            self._texts["cell"].format(column=column, text=text)
            for column, text in zip(columns, self.text_of(line, "cells"), strict=True)
        )
