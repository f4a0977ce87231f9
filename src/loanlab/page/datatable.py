"""A table of the data, folded, with its CSV beside it for the reader to save."""

from typing import Any

import pandas as pd

from loanlab.data import frames
from loanlab.text import catalogue

from .display import Display, UnknownIdError

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Chinese as another encoding
FORMULA_STARTS = tuple("=+-@\t\r")


class DataTable(Display):
    """One of the data's tables.

    Parameters
    ----------
    name
        ``"products"`` or another of `loanlab.data.frames.NAMES`.
    language
        The edition's language.

    Raises
    ------
    UnknownIdError
        If there is no such table.

    Examples
    --------
    >>> print(repr(DataTable("lpr")).splitlines()[0])
    LPR历次公布值（86行）
    """

    def __init__(self, name: str, *, language: str = "zh") -> None:
        super().__init__(language)
        if name not in frames.NAMES:
            raise UnknownIdError("table", name, frames.NAMES)
        self._name = name
        self._frame = frames.frame(name, language)

    @property
    def _caption(self) -> str:
        words = self.words["data_tables"]
        caption: str = words["caption"].format(
            title=words["titles"][self._name], rows=len(self._frame)
        )
        return caption

    def _repr_html_(self) -> str:
        heads = self.words["data_tables"]["columns"]
        return self.html(
            "datatable.html.j2",
            name=self._name,
            caption=self._caption,
            heads=[heads[column] for column in self._frame.columns],
            rows=[[_shown(value) for value in row] for row in self._frame.itertuples(index=False)],
            csv=csv_text(self._frame),
            saved=catalogue(self.language)["interface"]["saved"],
            save=catalogue(self.language)["interface"]["form"]["save"],
        )

    def __repr__(self) -> str:
        shown = self._frame.astype(object).where(self._frame.notna(), "")
        return f"{self._caption}\n{shown.to_string(max_rows=10, max_colwidth=20)}"


def csv_text(frame: pd.DataFrame) -> str:
    r"""A frame as CSV text that spreadsheets open as it is meant.

    Parameters
    ----------
    frame
        Any frame of numbers, dates and texts.

    Returns
    -------
    str
        RFC 4180 text with a byte order mark. A text that a spreadsheet would take for a formula
        gets an apostrophe before it.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"a": ["=1", "b"], "rate": [0.05, None]})).split()
    ['\ufeffa,rate', "'=1,0.05", 'b,']
    """
    text: str = frame.map(_harmless).to_csv(index=False, lineterminator="\r\n")
    return BYTE_ORDER_MARK + text


def _harmless(value: object) -> object:
    is_formula = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value


def _shown(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return format(value, ".10g") if isinstance(value, float) else str(value)
