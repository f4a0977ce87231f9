"""The data files as one checked whole: every entry is well formed and every reference resolves."""

import csv
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from .records import (
    EVIDENCE_ORDER,
    ArticleOrigin,
    Claim,
    Comparison,
    Contradiction,
    Hotline,
    NamedFigure,
    Omission,
    PrimeRate,
    Product,
    Record,
    Regulation,
    Source,
    SourceOrigin,
    Table,
    Term,
)
from .strict_yaml import read_yaml

AnyRecord = TypeVar("AnyRecord", bound=Record)


class DataError(ValueError):
    """A data file is wrong; the message names the file, the entry and what is wrong."""

    def __init__(self, file: str, entry: str, trouble: str) -> None:
        super().__init__(f"{file}, {entry}: {trouble}")


@dataclass(frozen=True)
class Library:
    """Everything that the data files hold, by id."""

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    contradictions: Mapping[str, Contradiction]
    omissions: Mapping[str, Omission]
    regulations: Mapping[str, Regulation]
    products: Mapping[str, Product]
    hotlines: Mapping[str, Hotline]
    terms: Mapping[str, Term]
    comparisons: Mapping[str, Comparison]
    tables: Mapping[str, Table]
    figures: Mapping[str, NamedFigure]
    prime_rates: tuple[PrimeRate, ...]


def read_library(folder: Path) -> Library:
    """Read and check all data files of a folder.

    Parameters
    ----------
    folder
        Where ``claims.yml``, ``sources.yml`` and the other files are.

    Returns
    -------
    Library
        The records.

    Raises
    ------
    DataError
        If an entry is malformed or a reference leads nowhere.

    Examples
    --------
    >>> len(read_library(Path(__file__).parent).claims)
    93
    """
    ledger = _sections(folder, "claims.yml", {"counts", "claims", "contradictions", "omissions"})
    library = Library(
        sources=_by_id(Source, "sources.yml", _only_section(folder, "sources.yml", "sources")),
        claims=_by_id(Claim, "claims.yml", ledger["claims"]),
        contradictions=_by_id(Contradiction, "claims.yml", ledger["contradictions"]),
        omissions=_by_id(Omission, "claims.yml", ledger["omissions"]),
        regulations=_by_id(
            Regulation, "regulations.yml", _only_section(folder, "regulations.yml", "regulations")
        ),
        products=_by_id(Product, "products.yml", _only_section(folder, "products.yml", "products")),
        hotlines=_by_id(
            Hotline, "hotlines.yml", _only_section(folder, "hotlines.yml", "hotlines"), "number"
        ),
        terms=_by_id(Term, "glossary.yml", _only_section(folder, "glossary.yml", "terms")),
        comparisons=_by_id(
            Comparison,
            "comparisons.yml",
            _only_section(folder, "comparisons.yml", "comparisons"),
        ),
        tables=_by_id(
            Table, "article_tables.yml", _only_section(folder, "article_tables.yml", "tables")
        ),
        figures={
            name: _record(NamedFigure, "figures.yml", name, entry)
            for name, entry in _only_section(folder, "figures.yml", "figures").items()
        },
        prime_rates=_prime_rates(folder / "lpr.csv"),
    )
    _check_counts(library.claims.values(), ledger["counts"])
    _check_evidence(library)
    _check_references(library)
    _check_origins(library)
    _check_terms(library)
    _check_publication_days(library.prime_rates)
    return library


def _sections(folder: Path, file: str, names: set[str]) -> dict[str, Any]:
    """The sections of a YAML file, which must be exactly those named."""
    try:
        content = read_yaml(folder / file)
    except ValueError as error:
        raise DataError(file, "whole file", str(error)) from error
    found = set(content) if isinstance(content, dict) else set()
    if found != names:
        raise DataError(file, "whole file", f"sections {sorted(found)}, expected {sorted(names)}")
    sections: dict[str, Any] = content
    return sections


def _only_section(folder: Path, file: str, name: str) -> Any:
    return _sections(folder, file, {name})[name]


def _record(kind: type[AnyRecord], file: str, entry: str, content: Any) -> AnyRecord:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        troubles = [
            ".".join(str(part) for part in trouble["loc"]) + " " + trouble["msg"]
            for trouble in error.errors()
        ]
        raise DataError(file, entry, "; ".join(troubles)) from error


def _by_id(kind: type[AnyRecord], file: str, entries: Any, key: str = "id") -> dict[str, AnyRecord]:
    records: dict[str, AnyRecord] = {}
    if not isinstance(entries, list):
        raise DataError(file, "whole file", "not a list of entries")
    for number, content in enumerate(entries, start=1):
        name = content.get(key) if isinstance(content, dict) else None
        entry = str(name or f"{kind.__name__} number {number}")
        record = _record(kind, file, entry, content)
        if entry in records:
            raise DataError(file, entry, "this id is taken")
        records[entry] = record
    return records


def _prime_rates(path: Path) -> tuple[PrimeRate, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_prime_rate(path.name, row) for row in csv.DictReader(lines))


def _prime_rate(file: str, row: dict[str, Any]) -> PrimeRate:
    """A line of the CSV, whose rates are percentages as they are published."""
    entry = str(row.get("date"))
    try:
        content = {
            "date": row["date"],
            "lpr_1y": float(Decimal(row["lpr_1y_percent"]) / 100),
            "lpr_5y": float(Decimal(row["lpr_5y_percent"]) / 100),
            "source": row["source"],
        }
    except (KeyError, TypeError, InvalidOperation) as error:
        raise DataError(
            file, entry, f"not a line of date, two rates and a source: {row}"
        ) from error
    return _record(PrimeRate, file, entry, content)


def _check_counts(claims: Iterable[Claim], counts: Any) -> None:
    counted = Counter(claim.status for claim in claims)
    if dict(counted) != counts:
        raise DataError("claims.yml", "counts", f"says {counts}, the claims are {dict(counted)}")


def _check_evidence(library: Library) -> None:
    """A claim's best evidence is the strongest tier among its sources, wherever it has any."""
    for claim in library.claims.values():
        tiers = [library.sources[name].tier for name in claim.sources if name in library.sources]
        if tiers and min(tiers, key=EVIDENCE_ORDER.index) != claim.best_evidence:
            raise DataError(
                "claims.yml",
                claim.id,
                f"best_evidence is {claim.best_evidence}, its sources are {sorted(set(tiers))}",
            )


def _check_references(library: Library) -> None:
    def claimed(file: str, entry: str, names: Iterable[str]) -> None:
        _expect("claim", library.claims, file, entry, names)

    def sourced(file: str, entry: str, names: Iterable[str]) -> None:
        _expect("source", library.sources, file, entry, names)

    for claim in library.claims.values():
        sourced("claims.yml", claim.id, claim.sources)
        claimed("claims.yml", claim.id, claim.tension_with)
    for contradiction in library.contradictions.values():
        claimed("claims.yml", contradiction.id, contradiction.claims)
    for omission in library.omissions.values():
        sourced("claims.yml", omission.id, omission.sources)
    for regulation in library.regulations.values():
        sourced("regulations.yml", regulation.id, regulation.sources)
    for product in library.products.values():
        sourced("products.yml", product.id, product.sources)
    for table in library.tables.values():
        cells = [cell for row in table.rows for cell in row]
        claimed("article_tables.yml", table.id, [cell.claim for cell in cells if cell.claim])
    known = set(library.figures)
    for product in library.products.values():
        for prefix, bounds in (
            ("limit_range", product.limit_range),
            ("annual_rate_range", product.nominal_annual_rate_range),
        ):
            known |= {f"{prefix}.{product.id}"} if bounds else set()
    for comparison in library.comparisons.values():
        claimed("comparisons.yml", comparison.id, [comparison.claim])
        names = [*comparison.article, *(comparison.evidence or ())]
        _expect("figure", known, "comparisons.yml", comparison.id, names)
    for prime_rate in library.prime_rates:
        sourced("lpr.csv", str(prime_rate.date), [prime_rate.source])


def _check_origins(library: Library) -> None:
    """A figure's origin names a claim, or one id among sources, regulations and omissions."""
    grounds = Counter([*library.sources, *library.regulations, *library.omissions])
    for name, figure in library.figures.items():
        if isinstance(figure.origin, ArticleOrigin):
            _expect("claim", library.claims, "figures.yml", name, [figure.origin.claim])
        elif isinstance(figure.origin, SourceOrigin):
            source = figure.origin.source
            _expect("source, regulation or omission", grounds, "figures.yml", name, [source])
            if grounds[source] > 1:
                raise DataError("figures.yml", name, f"{source!r} is the id of two things")


def _check_terms(library: Library) -> None:
    """No form stands for two terms: the one that a chapter means could not be told."""
    forms = Counter(
        form for term in library.terms.values() for form in {term.zh, term.en, *term.forms_zh}
    )
    for form, times in forms.items():
        if times > 1:
            raise DataError("glossary.yml", form, "this stands for two terms")


def _expect(what: str, known: Container[str], file: str, entry: str, names: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise DataError(file, entry, f"there is no {what} {name!r}")


def _check_publication_days(prime_rates: tuple[PrimeRate, ...]) -> None:
    if not prime_rates:
        raise DataError("lpr.csv", "whole file", "no publication")
    for earlier, later in pairwise(prime_rates):
        if earlier.date >= later.date:
            raise DataError("lpr.csv", str(later.date), f"does not come after {earlier.date}")
