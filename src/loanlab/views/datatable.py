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
                    self._shown(column, value)
                    for column, value in zip(self._frame.columns, row, strict=True)
                ]
                for row in self._frame.itertuples(index=False)
            ],
            csv=csv_text(self._frame),
            saved=catalogue(self.language)["interface"]["saved"],
            save=catalogue(self.language)["interface"]["form"]["save"],
        )

    def _shown(self, column: str, value: Any) -> str:
        """A cell as it is read; the CSV keeps codes and raw numbers."""
        if isinstance(value, bool):
            interface = catalogue(self.language)["interface"]
            return str(interface["yes" if value else "no"])
        if pd.isna(value):
            return ""
        if column in ("status", "tier", "best_evidence"):
            return self._word(str(value))
        if isinstance(value, pd.Timestamp):
            return str(value.date())
        return plain(value) if isinstance(value, float) else str(value)

    def _word(self, code: str) -> str:
        strings = self.strings
        named = {name: status["name"] for name, status in strings["statuses"].items()}
        known = {**named, **strings["rules"]["statuses"], **strings["tiers"]}
        return str(known.get(code, strings["data_tables"]["codes"].get(code, code)))

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
    text: str = frame.map(_told).to_csv(index=False, lineterminator="\r\n")
    return BYTE_ORDER_MARK + text


def plain(value: float) -> str:
    """A number in plain digits, never with an exponent.

    Parameters
    ----------
    value
        A number.

    Returns
    -------
    str
        At most twelve decimals, none that say nothing.

    Examples
    --------
    >>> [plain(value) for value in (0.00005, 0.1825, 300000.0)]
    ['0.00005', '0.1825', '300000']
    """
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _told(value: object) -> object:
    if isinstance(value, float) and not pd.isna(value):
        return plain(value)
    is_formula = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value
