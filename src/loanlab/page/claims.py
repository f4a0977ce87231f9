"""The article's claims, what is known about them, and the rules, as a cell shows them.

Every display answers with HTML that stands by itself (readable without the book's styles) and with
plain text. Links inside lead to anchors of the same page: `Evidence` sets ``claim-c3-05``, `Rules`
sets ``rule-zhudai-2025``. Links outside lead only to sources that may be linked.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from markupsafe import Markup
from pydantic import BaseModel

from loanlab.data import (
    CHAPTERS,
    Claim,
    Contradiction,
    article_tables,
    claims,
    contradictions,
    facts,
    regulations,
    sources,
)
from loanlab.simulations import NAMES, simulation
from loanlab.text import catalogue

from .templating import templates

__all__ = [
    "ArticleTable",
    "Contradictions",
    "Evidence",
    "Rules",
    "SourceList",
    "UnknownIdError",
    "claim_badge",
]

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)


class UnknownIdError(KeyError):
    """There is no record of this id; the message lists those that exist."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self._message = f"there is no {what} {name!r}; there are {', '.join(known)}"

    def __str__(self) -> str:
        return self._message


class _Display:
    """What all displays share: a language's words, and a template filled with them."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._words: dict[str, Any] = catalogue(language)["ledger"]

    def _html(self, template: str, **values: Any) -> str:
        return (
            templates()
            .get_template(template)
            .render(words=self._words, sources=sources(), told=self._told, **values)
        )

    def _told(self, record: BaseModel, field: str) -> Any:
        """A field in the display's language; a citation that has none of its own stays as it is."""
        told = getattr(record, f"{field}_{self._language}", None)
        return getattr(record, field, None) if told is None else told

    def _required(self, record: Claim | Contradiction, field: str) -> str:
        told = self._told(record, field)
        if told is None:
            raise ValueError(f"{record.id} has no {field} in {self._language!r}")
        return str(told)

    def _status(self, claim: Claim) -> str:
        status = self._words["statuses"][claim.status]
        return f"{status['sign']} {status['name']}"


def claim_badge(claim_id: str, language: str = "zh") -> Markup:
    """A claim's status in sign and words, with its id, linked to the claim on the same page.

    Parameters
    ----------
    claim_id
        Such as ``"c3-05"``.
    language
        The edition's language.

    Returns
    -------
    markupsafe.Markup
        An ``a`` element. The page needs an `Evidence` that shows this claim.

    Raises
    ------
    UnknownIdError
        If there is no such claim.

    Examples
    --------
    >>> print(claim_badge("c3-07").striptags())
    ✓ 有来源支持 c3-07
    """
    claim = _chosen(claims(), [claim_id], "claim")[0]
    macros: Any = templates().get_template("claims-badge.html.j2").module
    # The template escapes what it is given.
    return Markup(macros.badge(claim, catalogue(language)["ledger"]))  # noqa: S704


class ArticleTable(_Display):
    """A table of the source article, each cell with the status of its claim.

    Parameters
    ----------
    table_id
        ``"rates"``, or another of `loanlab.data.article_tables`.
    language
        The edition's language.

    Raises
    ------
    UnknownIdError
        If there is no such table.

    Examples
    --------
    >>> print(repr(ArticleTable("rates")).splitlines()[0])
    原文表格：基准利率、费率上限和违约金
    """

    def __init__(self, table_id: str, *, language: str = "zh") -> None:
        super().__init__(language)
        self._table = _chosen(article_tables(), [table_id], "table")[0]

    def _repr_html_(self) -> str:
        return self._html("claims-table.html.j2", table=self._table, claims=claims())

    def __repr__(self) -> str:
        lines = [self._words["tables"][self._table.id], " | ".join(self._table.columns)]
        for row in self._table.rows:
            lines.append(" | ".join(self._cell(cell.text, cell.claim) for cell in row))
        return "\n".join(lines)

    def _cell(self, text: str | None, claim_id: str | None) -> str:
        shown = self._words["table"]["missing"] if text is None else text
        if claim_id is None:
            return shown
        status = self._status(claims()[claim_id])
        told: str = self._words["table"]["cell"].format(text=shown, status=status, claim=claim_id)
        return told


class Evidence(_Display):
    """The claims of a chapter, each with its status, the reason for it, and the dated sources.

    Parameters
    ----------
    chapter
        ``"rates"``, or another of `loanlab.data.CHAPTERS`; None on a page that is no chapter.
    also
        Ids of claims of other chapters that this page mentions.
    language
        The edition's language.

    Raises
    ------
    UnknownIdError
        If there is no such chapter or claim.
    ValueError
        If a claim is named twice, or has no note in the language: no status without its reason.

    Examples
    --------
    >>> print(repr(Evidence("rates")).splitlines()[0])
    c3-01 微粒贷分铂金、黄金、白银三级会员（? 查无来源）没有查到这样的会员等级。
    """

    def __init__(
        self, chapter: str | None, also: Iterable[str] = (), *, language: str = "zh"
    ) -> None:
        super().__init__(language)
        if chapter is not None and chapter not in CHAPTERS:
            raise UnknownIdError("chapter", chapter, CHAPTERS)
        number = None if chapter is None else CHAPTERS.index(chapter)
        self._is_of_page = chapter is None
        self._own = [claim for claim in claims().values() if claim.chapter == number]
        self._also = _chosen(claims(), also, "claim")
        self._notes = {claim.id: self._required(claim, "note") for claim in self._own + self._also}
        if len(self._notes) < len(self._own) + len(self._also):
            raise ValueError("a claim is named twice: its anchor would stand on the page twice")

    @classmethod
    def of_simulations(cls, *names: str, language: str = "zh") -> "Evidence":
        """The claims on which simulations rest: those that their fields show.

        Parameters
        ----------
        *names
            Names of simulations; all if none is given.
        language
            The edition's language.

        Returns
        -------
        Evidence
            The claims in the article's order.

        Raises
        ------
        KeyError
            If there is no simulation of that name.

        Examples
        --------
        >>> print(repr(Evidence.of_simulations("repayment")).splitlines()[-1][:5])
        c5-04
        """
        rested_on: set[str] = set()
        for name in names or NAMES:
            rested_on |= set(simulation(name, facts()).claims())
        return cls(None, sorted(rested_on), language=language)

    def _repr_html_(self) -> str:
        elsewhere = "of_page" if self._is_of_page else "from_elsewhere"
        groups = {"of_chapter": self._own, elsewhere: self._also}
        return self._html(
            "claims-evidence.html.j2",
            groups={name: group for name, group in groups.items() if group},
            notes=self._notes,
        )

    def __repr__(self) -> str:
        return "\n".join(
            self._words["evidence"]["line"].format(
                claim=claim.id,
                text=self._told(claim, "claim"),
                status=self._status(claim),
                note=self._notes[claim.id],
            )
            + (self._words["evidence"]["provisional"] if claim.provisional else "")
            for claim in self._own + self._also
        )


class Contradictions(_Display):
    """Places where the article contradicts itself, linked to the claims on the same page.

    Parameters
    ----------
    ids
        Such as ``["x03", "x05"]``.
    language
        The edition's language.

    Raises
    ------
    UnknownIdError
        If there is no such contradiction.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> Contradictions(["x03"])
    微粒贷的上限：日息0.05%折合年化18.25%，表里却写上限24%。（c0-05、c3-05）
    """

    def __init__(self, ids: Iterable[str], *, language: str = "zh") -> None:
        super().__init__(language)
        self._contradictions = _chosen(contradictions(), ids, "contradiction")
        for contradiction in self._contradictions:
            self._required(contradiction, "title")
            self._required(contradiction, "text")

    def _repr_html_(self) -> str:
        return self._html("claims-contradictions.html.j2", contradictions=self._contradictions)

    def __repr__(self) -> str:
        return "\n".join(
            self._words["contradictions"]["line"].format(
                title=self._told(contradiction, "title"),
                text=self._told(contradiction, "text"),
                claims=self._words["between"].join(contradiction.claims),
            )
            for contradiction in self._contradictions
        )


class Rules(_Display):
    """Rules in our own words: since when, whom they bind, what was not verified, the sources.

    Parameters
    ----------
    ids
        Keys of `loanlab.data.regulations`, in the order in which they are shown.
    language
        The edition's language.

    Raises
    ------
    UnknownIdError
        If there is no such rule.

    Examples
    --------
    >>> print(repr(Rules(["penalty-2003"])).splitlines()[0])
    银发〔2003〕251号（施行中）
    """

    def __init__(self, ids: Iterable[str], *, language: str = "zh") -> None:
        super().__init__(language)
        self._rules = _chosen(regulations(), ids, "rule")

    def _repr_html_(self) -> str:
        return self._html("claims-rules.html.j2", rules=self._rules)

    def __repr__(self) -> str:
        lines = []
        for rule in self._rules:
            status = self._words["rules"]["statuses"][rule.status]
            line = self._words["rules"]["line"]
            lines.append(line.format(name=self._told(rule, "name"), status=status))
            lines.extend(f"  {text}" for text in self._told(rule, "says"))
        return "\n".join(lines)


class SourceList(_Display):
    """A dated list of sources, linked where they may be.

    Parameters
    ----------
    ids
        Keys of `loanlab.data.sources`, in the order in which they are shown.
    language
        The edition's language.

    Raises
    ------
    UnknownIdError
        If there is no such source.

    Examples
    --------
    >>> SourceList(["zhudai-law-firm"])
    金规〔2025〕9号《通知》逐条解读，浙江金道律师事务所，2025（法律文本转载或律师解读）
    """

    def __init__(self, ids: Iterable[str], *, language: str = "zh") -> None:
        super().__init__(language)
        self._sources = _chosen(sources(), ids, "source")

    def _repr_html_(self) -> str:
        ids = [source.id for source in self._sources]
        return self._html("claims-sources.html.j2", ids=ids)

    def __repr__(self) -> str:
        return "\n".join(
            self._words["source_list"]["line"].format(
                title=self._told(source, "title"),
                publisher=self._told(source, "publisher"),
                date=source.date or self._words["source_list"]["undated"],
                tier=self._words["tiers"][source.tier],
            )
            for source in self._sources
        )


def _chosen(records: Mapping[str, AnyRecord], ids: Iterable[str], what: str) -> list[AnyRecord]:
    chosen = []
    for name in ids:
        if name not in records:
            raise UnknownIdError(what, name, records)
        chosen.append(records[name])
    return chosen
