"""Read all data files and check them: entries are well formed and references resolve."""

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
    ArticleOrigin,
    Claim,
    Comparison,
    Contradiction,
    Grounded,
    Guidance,
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
AnyGrounded = TypeVar("AnyGrounded", bound=Grounded)


class DataError(ValueError):
    """A data file is invalid; the message names the file, the entry and the problem."""

    def __init__(self, file: str, entry: str, trouble: str) -> None:
        super().__init__(f"{file}, {entry}: {trouble}")


@dataclass(frozen=True)
class Library:
    """All records of the data files, by id."""

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    contradictions: Mapping[str, Contradiction]
    omissions: Mapping[str, Omission]
    regulations: Mapping[str, Regulation]
    guidance: Mapping[str, Guidance]
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
        Folder with ``claims.yml``, ``sources.yml`` and the other files.

    Returns
    -------
    Library
        The records.

    Raises
    ------
    DataError
        If an entry is malformed or a reference does not resolve.

    Examples
    --------
    >>> len(read_library(Path(__file__).parent).claims)
    93
    """
    ledger = _read_sections(
        folder, "claims.yml", {"counts", "claims", "contradictions", "omissions"}
    )
    sources = _parse_records(Source, "sources.yml", _read_section(folder, "sources.yml", "sources"))

    def parse_grounded(
        kind: type[AnyGrounded], file: str, entries: Any, key: str = "id"
    ) -> dict[str, AnyGrounded]:
        return _grade_records(_parse_records(kind, file, entries, key), file, sources)

    library = Library(
        sources=sources,
        claims=parse_grounded(Claim, "claims.yml", ledger["claims"]),
        contradictions=_parse_records(Contradiction, "claims.yml", ledger["contradictions"]),
        omissions=parse_grounded(Omission, "claims.yml", ledger["omissions"]),
        regulations=parse_grounded(
            Regulation, "regulations.yml", _read_section(folder, "regulations.yml", "regulations")
        ),
        guidance=parse_grounded(
            Guidance, "guidance.yml", _read_section(folder, "guidance.yml", "guidance")
        ),
        products=parse_grounded(
            Product, "products.yml", _read_section(folder, "products.yml", "products")
        ),
        hotlines=parse_grounded(
            Hotline, "hotlines.yml", _read_section(folder, "hotlines.yml", "hotlines"), "number"
        ),
        terms=_parse_records(Term, "glossary.yml", _read_section(folder, "glossary.yml", "terms")),
        comparisons=_parse_records(
            Comparison,
            "comparisons.yml",
            _read_section(folder, "comparisons.yml", "comparisons"),
        ),
        tables=_parse_records(
            Table, "article_tables.yml", _read_section(folder, "article_tables.yml", "tables")
        ),
        figures={
            name: _parse_record(NamedFigure, "figures.yml", name, entry)
            for name, entry in _read_section(folder, "figures.yml", "figures").items()
        },
        prime_rates=_read_prime_rates(folder / "lpr.csv"),
    )
    _check_counts(library.claims.values(), ledger["counts"])
    _check_references(library)
    _check_ids_of_sources(library)
    _check_origins(library)
    _check_terms(library)
    _check_publication_days(library.prime_rates)
    return library


def _read_sections(folder: Path, file: str, names: set[str]) -> dict[str, Any]:
    """Read the sections of a YAML file, which must be exactly those named."""
    try:
        content = read_yaml(folder / file)
    except ValueError as error:
        raise DataError(file, "whole file", str(error)) from error
    found = set(content) if isinstance(content, dict) else set()
    if found != names:
        raise DataError(file, "whole file", f"sections {sorted(found)}, expected {sorted(names)}")
    sections: dict[str, Any] = content
    return sections


def _read_section(folder: Path, file: str, name: str) -> Any:
    """Read a YAML file that has one section."""
    return _read_sections(folder, file, {name})[name]


def _parse_record(kind: type[AnyRecord], file: str, entry: str, content: Any) -> AnyRecord:
    """Validate an entry, or name the file and the entry that are wrong."""
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        troubles = [
            ".".join(str(part) for part in trouble["loc"]) + " " + trouble["msg"]
            for trouble in error.errors()
        ]
        raise DataError(file, entry, "; ".join(troubles)) from error


def _parse_records(
    kind: type[AnyRecord], file: str, entries: Any, key: str = "id"
) -> dict[str, AnyRecord]:
    """Validate a list of entries with unique ids."""
    records: dict[str, AnyRecord] = {}
    if not isinstance(entries, list):
        raise DataError(file, "whole file", "not a list of entries")
    for number, content in enumerate(entries, start=1):
        name = content.get(key) if isinstance(content, dict) else None
        entry = str(name or f"{kind.__name__} number {number}")
        record = _parse_record(kind, file, entry, content)
        if entry in records:
            raise DataError(file, entry, "this id is taken")
        records[entry] = record
    return records


def _grade_records(
    records: Mapping[str, AnyGrounded], file: str, sources: Mapping[str, Source]
) -> dict[str, AnyGrounded]:
    """Tell every entry its tier, by the tiers of its sources."""
    graded = {}
    for name, record in records.items():
        _require_known("source", sources, file, name, record.sources)
        graded[name] = record.with_tier(sources[source].tier for source in record.sources)
    return graded


def _read_prime_rates(path: Path) -> tuple[PrimeRate, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_parse_prime_rate(path.name, row) for row in csv.DictReader(lines))


def _parse_prime_rate(file: str, row: dict[str, Any]) -> PrimeRate:
    """Parse a line of the CSV file, whose rates are in percent as published."""
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
    return _parse_record(PrimeRate, file, entry, content)


def _check_counts(claims: Iterable[Claim], counts: Any) -> None:
    """Check the number of claims per status that claims.yml states."""
    counted = Counter(claim.status for claim in claims)
    if dict(counted) != counts:
        raise DataError("claims.yml", "counts", f"says {counts}, the claims are {dict(counted)}")


def _check_references(library: Library) -> None:
    """Check that ids of claims, figures and an LPR's source exist wherever records refer to them.

    `_grade_records` has checked the sources of all other records.
    """

    def require_claims(file: str, entry: str, names: Iterable[str]) -> None:
        _require_known("claim", library.claims, file, entry, names)

    for claim in library.claims.values():
        require_claims("claims.yml", claim.id, claim.tension_with)
    for contradiction in library.contradictions.values():
        require_claims("claims.yml", contradiction.id, contradiction.claims)
    for table in library.tables.values():
        cells = [cell for row in table.rows for cell in row]
        require_claims("article_tables.yml", table.id, [cell.claim for cell in cells if cell.claim])
    known = set(library.figures)
    for product in library.products.values():
        for prefix, bounds in (
            ("limit_range", product.limit_range),
            ("annual_rate_range", product.nominal_annual_rate_range),
        ):
            known |= {f"{prefix}.{product.id}"} if bounds else set()
    for comparison in library.comparisons.values():
        require_claims("comparisons.yml", comparison.id, [comparison.claim])
        names = [*comparison.article, *(comparison.evidence or ())]
        _require_known("figure", known, "comparisons.yml", comparison.id, names)
    for prime_rate in library.prime_rates:
        _require_known(
            "source", library.sources, "lpr.csv", str(prime_rate.date), [prime_rate.source]
        )


def _check_ids_of_sources(library: Library) -> None:
    """Check that a source's id is no other record's: pages refer to all of them by id alone."""
    taken = {*library.regulations, *library.guidance, *library.omissions, *library.claims}
    for name in library.sources:
        if name in taken:
            raise DataError("sources.yml", name, "this is the id of two things")


def _check_origins(library: Library) -> None:
    """Check that origins of figures name a claim, or a source, regulation or omission."""
    grounds = {*library.sources, *library.regulations, *library.omissions}
    for name, figure in library.figures.items():
        if isinstance(figure.origin, ArticleOrigin):
            _require_known("claim", library.claims, "figures.yml", name, [figure.origin.claim])
        elif isinstance(figure.origin, SourceOrigin):
            source = figure.origin.source
            _require_known("source, regulation or omission", grounds, "figures.yml", name, [source])


def _check_terms(library: Library) -> None:
    """Check that no form belongs to two terms: a link to the glossary would be ambiguous."""
    forms = Counter(
        form
        for term in library.terms.values()
        for form in {term.name_zh, term.name_en, *term.forms_zh, *term.forms_en}
        if form
    )
    for form, times in forms.items():
        if times > 1:
            raise DataError("glossary.yml", form, "this stands for two terms")


def _require_known(
    what: str, known: Container[str], file: str, entry: str, names: Iterable[str]
) -> None:
    for name in names:
        if name not in known:
            raise DataError(file, entry, f"there is no {what} {name!r}")


def _check_publication_days(prime_rates: tuple[PrimeRate, ...]) -> None:
    """Check that publications of the LPR are in order of their dates."""
    if not prime_rates:
        raise DataError("lpr.csv", "whole file", "no publication")
    for earlier, later in pairwise(prime_rates):
        if earlier.date >= later.date:
            raise DataError("lpr.csv", str(later.date), f"does not come after {earlier.date}")
