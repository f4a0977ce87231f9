"""Read the data of the book: claims, regulations, products, the LPR, and figures to compute with.

Every record names its source. The first access reads and checks all files;
`loanlab.data.library` documents the checks.
"""

import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .library import DataError, Library, read_library
from .records import (
    BOOK_CHAPTERS,
    CHAPTERS,
    ERRANDS,
    Claim,
    Comparison,
    Contradiction,
    Guidance,
    Hotline,
    Omission,
    Product,
    Regulation,
    Source,
    Status,
    Table,
    Term,
    Tier,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "BOOK_CHAPTERS",
    "CHAPTERS",
    "ERRANDS",
    "Claim",
    "Comparison",
    "Contradiction",
    "DataError",
    "Guidance",
    "Hotline",
    "Omission",
    "Product",
    "Regulation",
    "Source",
    "Status",
    "Table",
    "Term",
    "Tier",
    "article_table",
    "article_tables",
    "claims",
    "comparisons",
    "contradictions",
    "facts",
    "guidance",
    "hotlines",
    "lpr",
    "omissions",
    "products",
    "regulations",
    "sources",
    "terms",
]


@cache
def _load_library() -> Library:
    """Read the data files once."""
    return read_library(Path(__file__).parent)


def sources() -> dict[str, Source]:
    """Return all sources.

    Returns
    -------
    dict
        Source id to `Source`; ``.link`` is its address if the book may link to it.

    Examples
    --------
    >>> sources()["lpr-file"].link is None
    True
    """
    return dict(_load_library().sources)


def claims() -> dict[str, Claim]:
    """Return the claims of the source article, each with its status.

    Returns
    -------
    dict
        Claim id to `Claim`, in the article's order.

    Examples
    --------
    >>> claims()["c3-05"].status
    'inconsistent-within-article'
    """
    return dict(_load_library().claims)


def contradictions() -> dict[str, Contradiction]:
    """Return the contradictions within the article.

    Returns
    -------
    dict
        Id to `Contradiction`.

    Examples
    --------
    >>> contradictions()["x03"].claims
    ('c0-05', 'c3-05')
    """
    return dict(_load_library().contradictions)


def comparisons() -> dict[str, Comparison]:
    """Return the comparisons of the article's figures with better ones.

    Returns
    -------
    dict
        Id to `Comparison`, which refers to `facts` by name.

    Examples
    --------
    >>> comparisons()["limit-jiebei"].evidence
    ('limit_range.jiebei',)
    """
    return dict(_load_library().comparisons)


def omissions() -> dict[str, Omission]:
    """Return the omissions of the article.

    Returns
    -------
    dict
        Id to `Omission`.

    Examples
    --------
    >>> len(omissions())
    7
    """
    return dict(_load_library().omissions)


def regulations() -> dict[str, Regulation]:
    """Return the regulations that the chapters rely on.

    Returns
    -------
    dict
        Id to `Regulation`.

    Examples
    --------
    >>> str(regulations()["all-in-cost-2026"].effective)
    '2026-08-01'
    """
    return dict(_load_library().regulations)


def guidance() -> dict[str, Guidance]:
    """Return what a borrower can do or should know, beside the claims of the article.

    Returns
    -------
    dict
        Id to `Guidance`, grouped by topic.

    Examples
    --------
    >>> guidance()["overdue-five-years"].tier
    'official'
    """
    return dict(_load_library().guidance)


def hotlines() -> dict[str, Hotline]:
    """Return the telephone numbers that a borrower can call.

    Returns
    -------
    dict
        Number to `Hotline`, in the order in which to call them.

    Examples
    --------
    >>> hotlines()["95384"].whose_zh
    '微众银行'
    """
    return dict(_load_library().hotlines)


def terms() -> dict[str, Term]:
    """Return the glossary terms.

    Returns
    -------
    dict
        Id to `Term`.

    Examples
    --------
    >>> terms()["basis-point"].means_zh
    '0.01个百分点。'
    """
    return dict(_load_library().terms)


def products() -> dict[str, Product]:
    """Return the loan products, as far as they are known.

    Returns
    -------
    dict
        Id to `Product`; rate ranges are fractions, or None if too little is known.

    Examples
    --------
    >>> products()["fenfu"].nominal_annual_rate_range
    (0.146, 0.146)
    """
    return dict(_load_library().products)


def article_tables() -> dict[str, Table]:
    """Return the tables of the source article.

    Returns
    -------
    dict
        Id to `Table`.

    Examples
    --------
    >>> list(article_tables())
    ['products', 'eligibility', 'rates', 'repayment', 'risks', 'comparison']
    """
    return dict(_load_library().tables)


def article_table(table_id: str) -> "pd.DataFrame":
    """Return a table of the source article in its original wording.

    Parameters
    ----------
    table_id
        ``"rates"`` or another key of `article_tables`.

    Returns
    -------
    pandas.DataFrame
        The cells as text, with the first column as index; empty cells are NaN.

    Raises
    ------
    ValueError
        If no such table exists; the message lists those that do.

    Examples
    --------
    >>> article_table("rates").loc["WE2000", "费率上限"]
    '年化18.25%'
    """
    import pandas as pd

    tables = article_tables()
    if table_id not in tables:
        raise ValueError(f"there is no table {table_id!r}; there are {', '.join(tables)}")
    table = tables[table_id]
    rows = [[cell.text_zh for cell in row] for row in table.rows]
    return pd.DataFrame(rows, columns=list(table.columns_zh)).set_index(table.columns_zh[0])


def lpr() -> "pd.DataFrame":
    """Return every publication of the loan prime rate from 2019-08-20 to 2026-09-20.

    The publications of October and November 2026 could not be found, so they are missing.

    Returns
    -------
    pandas.DataFrame
        Columns ``date`` (datetime), ``lpr_1y`` and ``lpr_5y`` (fractions a year: 0.03 is 3%),
        one row per publication, ascending. It is a copy that you may change.

    Examples
    --------
    >>> lpr().iloc[-1]["lpr_1y"].item()
    0.03
    """
    import pandas as pd

    rows = [(day.date, day.lpr_1y, day.lpr_5y) for day in _load_library().prime_rates]
    frame = pd.DataFrame(rows, columns=["date", "lpr_1y", "lpr_5y"])
    frame["date"] = pd.to_datetime(frame["date"])
    return frame


def facts() -> dict[str, dict[str, Any]]:
    """Return the figures that simulations compute with, as JSON values.

    Returns
    -------
    dict
        Name to ``{"value": ..., "origin": ...}``, with a ``unit`` and ``places`` where texts of the
        catalogue may name it. Rates are fractions, amounts yuan, a range is a
        list of its lowest and highest value. ``origin`` has ``kind`` (``article``, ``source``,
        ``provisional`` or ``assumption``) and the id: ``claim`` with its ``status``, or ``source``
        (a source, a regulation, an omission or a product). ``lpr_one_year`` is the latest of `lpr`
        and also has its ``date``. ``limit_range.PRODUCT``, ``daily_rate_range.PRODUCT`` and
        ``annual_rate_range.PRODUCT`` (nominal, 365 days) are those of `products`, None if too
        little is known.

    Examples
    --------
    >>> facts()["pay_score_range"]["value"]
    [300, 850]
    >>> facts()["lpr_one_year"]["date"]
    '2026-09-20'
    """
    return copy.deepcopy(_facts())


@cache
def _facts() -> dict[str, dict[str, Any]]:
    """Collect the figures once."""
    library = _load_library()
    plain = {
        name: figure.model_dump(mode="json", exclude_unset=True)
        for name, figure in library.figures.items()
    }
    for figure in plain.values():
        if figure["origin"]["kind"] == "article":
            figure["origin"]["status"] = library.claims[figure["origin"]["claim"]].shown_status
    for name, product in library.products.items():
        kind = "provisional" if product.provisional else "source"
        for fact, field in (
            ("limit_range", "limit_range"),
            ("daily_rate_range", "daily_rate_range"),
            ("annual_rate_range", "nominal_annual_rate_range"),
        ):
            bounds = getattr(product, field)
            plain[f"{fact}.{name}"] = {
                "value": None if bounds is None else list(bounds),
                "origin": {"kind": kind, "source": name},
            }
    latest = library.prime_rates[-1]
    plain["lpr_one_year"] = {
        "value": latest.lpr_1y,
        "unit": "percent",
        "places": 2,
        "date": latest.date.isoformat(),
        "origin": {"kind": "source", "source": latest.source},
    }
    return plain
