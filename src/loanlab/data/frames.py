"""Convert the data to tables with one row per entry, for display and download."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import (
    article_tables,
    claims,
    contradictions,
    facts,
    guidance,
    hotlines,
    lpr,
    omissions,
    products,
    regulations,
    sources,
    terms,
)
from .words import words_of

if TYPE_CHECKING:
    import pandas as pd

SEPARATOR = " "

# Table -> columns. "limit_range_low" is the first value of `limit_range`; texts are taken in the
# requested language.
COLUMNS: dict[str, tuple[str, ...]] = {
    "products": (
        "id",
        "name",
        "lender",
        "limit_range_low",
        "limit_range_high",
        "daily_rate_range_low",
        "daily_rate_range_high",
        "nominal_annual_rate_range_low",
        "nominal_annual_rate_range_high",
        "tier",
        "quality",
        "known_on",
        "sources",
    ),
    "claims": (
        "id",
        "chapter",
        "claim",
        "kind",
        "shown_status",
        "tier",
        "provisional",
        "home",
        "note",
        "sources",
    ),
    "contradictions": ("id", "title", "text", "claims"),
    "omissions": ("id", "text", "tier", "sources"),
    "regulations": (
        "id",
        "name",
        "status",
        "effective",
        "effective_note",
        "says",
        "binds",
        "caution",
        "tier",
        "sources",
    ),
    "guidance": ("id", "topic", "fact", "since", "status", "tier", "sources"),
    "hotlines": ("number", "whose", "for", "tier", "sources"),
    "sources": ("id", "title", "publisher", "date", "tier", "link"),
    "glossary": ("id", "name_zh", "name_en", "means"),
}
_RECORDS: dict[str, Callable[[], Mapping[str, Any]]] = {
    "products": products,
    "claims": claims,
    "contradictions": contradictions,
    "omissions": omissions,
    "regulations": regulations,
    "guidance": guidance,
    "hotlines": hotlines,
    "sources": sources,
    "glossary": terms,
}
NAMES = ("products", "lpr", "figures", "article", *(name for name in COLUMNS if name != "products"))


def frame(name: str, language: str | None = None) -> "pd.DataFrame":
    """Return the data of one kind as a table.

    Parameters
    ----------
    name
        One of `NAMES`: ``"figures"`` are the numbers that simulations compute with, ``"article"``
        the cells of the article's tables; the others hold the records of `loanlab.data`.
    language
        Language of the texts; by default that of the edition.

    Returns
    -------
    pandas.DataFrame
        Rates are fractions, amounts yuan; unknown values are missing; several ids are joined by
        spaces.

    Raises
    ------
    ValueError
        If no such table exists; the message lists those that do.

    Examples
    --------
    >>> frame("products").set_index("id").loc["fenfu", "daily_rate_range_low"].item()
    0.0004
    >>> len(frame("claims"))
    93
    """
    import pandas as pd

    # `loanlab.text` reads its files by a module of this package.
    from loanlab.text.edition import current

    language = language or current().language
    if name not in NAMES:
        raise ValueError(f"there is no table {name!r}; there are {', '.join(NAMES)}")
    if name == "lpr":
        return lpr()
    if name == "figures":
        return pd.DataFrame(_list_figures())
    if name == "article":
        return pd.DataFrame(_list_article_cells(language))
    rows = [
        {column: _cell_value(record, column, language) for column in COLUMNS[name]}
        for record in _RECORDS[name]().values()
    ]
    return pd.DataFrame(rows)


def _cell_value(record: Any, column: str, language: str) -> Any:
    """Return the value of a record in a column."""
    for place, end in enumerate(("_low", "_high")):
        if column.endswith(end):
            pair = getattr(record, column.removesuffix(end))
            return None if pair is None else pair[place]
    if column == "effective" and record.effective_note_zh:
        return None  # the day is not known; the record holds the first of the month
    value = words_of(record, column, language)
    # Citations already in the reader's language have no translated field.
    value = getattr(record, column, None) if value is None else value
    return _join(value) if isinstance(value, tuple) else value


def _join(values: Iterable[Any]) -> str:
    return SEPARATOR.join(str(value) for value in values)


def _list_figures() -> list[dict[str, Any]]:
    rows = []
    for name, figure in facts().items():
        value, origin = figure["value"], figure["origin"]
        if value is None:
            continue
        low, high = value if isinstance(value, list) else (value, value)
        grounds = origin.get("claim") or origin.get("source")
        rows.append(
            {"id": name, "low": low, "high": high, "origin": origin["kind"], "grounds": grounds}
        )
    return rows


def _list_article_cells(language: str) -> list[dict[str, Any]]:
    return [
        {
            "table": table.id,
            "row": words_of(row[0], "text", language),
            "column": column,
            "text": words_of(cell, "text", language),
            "claim": cell.claim,
        }
        for table in article_tables().values()
        for row in table.rows
        for column, cell in zip(words_of(table, "columns", language)[1:], row[1:], strict=True)
    ]
