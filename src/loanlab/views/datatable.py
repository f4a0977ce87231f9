"""A folded table of the data, which the reader can save as CSV."""

from typing import Any

import pandas as pd

from loanlab import data
from loanlab.data import frames
from loanlab.forms.csv_text import BYTE_ORDER_MARK, escape_formula
from loanlab.text.edition import Edition

from .display import Display, UnknownIdError


class DataTable(Display):
    """Show one of the data's tables.

    Parameters
    ----------
    name
        ``"products"`` or another of `loanlab.data.frames.NAMES`.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such table.
    ValueError
        If a record has no text in the language.

    Examples
    --------
    >>> print(repr(DataTable("lpr")).splitlines()[0])
    LPR历次公布值（86行）
    """

    def __init__(self, name: str, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        if name not in frames.NAMES:
            raise UnknownIdError("table", name, frames.NAMES)
        if name in frames.COLUMNS:
            records = data.terms() if name == "glossary" else getattr(data, name)()
            self.require(records.values(), *frames.COLUMNS[name])
        self._name = name
        self._frame = frames.frame(name, self.edition.language)

    @property
    def _caption(self) -> str:
        strings = self.strings["data_tables"]
        caption: str = strings["caption"].format(
            title=strings["titles"][self._name], rows=len(self._frame)
        )
        return caption

    def _repr_html_(self) -> str:
        heads = self.strings["data_tables"]["columns"]
        return self.html(
            "datatable.html.j2",
            name=self._name,
            caption=self._caption,
            heads=[heads[column] for column in self._frame.columns],
            rows=[
                [
                    self._cell_text(column, value)
                    for column, value in zip(self._frame.columns, row, strict=True)
                ]
                for row in self._frame.itertuples(index=False)
            ],
            csv=csv_text(self._frame),
        )

    def _cell_text(self, column: str, value: Any) -> str:
        """Format a cell for reading; the CSV keeps codes and raw numbers."""
        if isinstance(value, bool):
            return str(self.edition.strings["interface"]["yes" if value else "no"])
        if pd.isna(value):
            return ""
        if column in ("status", "shown_status", "tier"):
            return self._code_text(str(value))
        if isinstance(value, pd.Timestamp):
            return str(value.date())
        return plain(value) if isinstance(value, float) else str(value)

    def _code_text(self, code: str) -> str:
        strings = self.strings
        statuses = {name: status["name"] for name, status in strings["statuses"].items()}
        known = {**statuses, **strings["rules"]["statuses"], **strings["tiers"]}
        return str(known.get(code, strings["data_tables"]["codes"].get(code, code)))

    def __repr__(self) -> str:
        filled = self._frame.astype(object).where(self._frame.notna(), "")
        return f"{self._caption}\n{filled.to_string(max_rows=10, max_colwidth=20)}"


def csv_text(frame: pd.DataFrame) -> str:
    r"""Write a frame as CSV text that spreadsheets open safely.

    Parameters
    ----------
    frame
        Any frame of numbers, dates and texts.

    Returns
    -------
    str
        RFC 4180 text with a byte order mark; texts pass through `escape_formula`.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"a": ["=1", "b"], "rate": [0.05, None]})).split()
    ['\ufeffa,rate', "'=1,0.05", 'b,']
    """
    text: str = frame.map(_cell).to_csv(index=False, lineterminator="\r\n")
    return BYTE_ORDER_MARK + text


def plain(value: float) -> str:
    """Format a number without an exponent.

    Parameters
    ----------
    value
        A number.

    Returns
    -------
    str
        At most twelve decimals, without zeros at the end.

    Examples
    --------
    >>> [plain(value) for value in (0.00005, 0.1825, 300000.0)]
    ['0.00005', '0.1825', '300000']
    """
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _cell(value: object) -> object:
    if isinstance(value, float) and not pd.isna(value):
        return plain(value)
    return escape_formula(value) if isinstance(value, str) else value
