"""The article's claims and what is known about them, as a cell shows them.

Every display answers with HTML that stands by itself (readable without the book's styles) and with
plain text. `Evidence` sets anchors such as ``claim-c3-05``; links between pages name the other
notebook (``ledger.md#claim-c3-05``), as JupyterLab needs it, and the page's build turns them into
addresses of pages. Links outside lead only to sources that may be linked.
"""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from loanlab.data import BOOK_CHAPTERS, article_tables, claims, contradictions, facts, omissions
from loanlab.simulations import NAMES, simulation
from loanlab.text import catalogue

from .display import Display, UnknownIdError, chosen
from .templating import templates

__all__ = [
    "ArticleTable",
    "Contradictions",
    "Evidence",
    "Omissions",
    "UnknownIdError",
    "claim_badge",
    "claim_sign",
]


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
    claim = chosen(claims(), [claim_id], "claim")[0]
    macros: Any = templates().get_template("claims-badge.html.j2").module
    # The template escapes what it is given.
    return Markup(macros.badge(claim, catalogue(language)["ledger"]))  # noqa: S704


def claim_sign(claim_id: str, language: str = "zh") -> str:
    """The sign of a claim's status.

    Parameters
    ----------
    claim_id
        Such as ``"c3-05"``.
    language
        The edition's language.

    Returns
    -------
    str
        One character.

    Raises
    ------
    UnknownIdError
        If there is no such claim.

    Examples
    --------
    >>> claim_sign("c3-07")
    '✓'
    """
    claim = chosen(claims(), [claim_id], "claim")[0]
    return str(catalogue(language)["ledger"]["statuses"][claim.status]["sign"])


class ArticleTable(Display):
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
        self._table = chosen(article_tables(), [table_id], "table")[0]

    def _repr_html_(self) -> str:
        return self.html("claims-table.html.j2", table=self._table, claims=claims())

    def __repr__(self) -> str:
        lines = [self.strings["tables"][self._table.id], " | ".join(self._table.columns)]
        for row in self._table.rows:
            lines.append(" | ".join(self._cell(cell.text, cell.claim) for cell in row))
        return "\n".join(lines)

    def _cell(self, text: str | None, claim_id: str | None) -> str:
        shown = self.strings["table"]["missing"] if text is None else text
        if claim_id is None:
            return shown
        status = self.status(claims()[claim_id])
        told: str = self.strings["table"]["cell"].format(text=shown, status=status, claim=claim_id)
        return told


class Evidence(Display):
    """The claims that a chapter treats, each with its status, the reason for it, and dated sources.

    Parameters
    ----------
    chapter
        ``"rates"``, or another of `loanlab.data.BOOK_CHAPTERS`; None on a page that is no chapter.
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
    >>> print(repr(Evidence("rates")).splitlines()[2])
    c3-01 微粒贷分铂金、黄金、白银三级会员（? 查无来源）没有查到这样的会员等级。
    """

    def __init__(
        self, chapter: str | None, also: Iterable[str] = (), *, language: str = "zh"
    ) -> None:
        super().__init__(language)
        if chapter is not None and chapter not in BOOK_CHAPTERS:
            raise UnknownIdError("chapter", chapter, BOOK_CHAPTERS)
        self._is_of_page = chapter is None
        self._own = [claim for claim in claims().values() if claim.home == chapter]
        self._also = chosen(claims(), also, "claim")
        self._notes = {claim.id: self.required(claim, "note") for claim in self._own + self._also}
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
        return self.html(
            "claims-evidence.html.j2",
            groups={name: group for name, group in groups.items() if group},
            notes=self._notes,
        )

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["evidence"]["line"].format(
                claim=claim.id,
                text=self.told(claim, "claim"),
                status=self.status(claim),
                note=self._notes[claim.id],
            )
            + (self.strings["evidence"]["provisional"] if claim.provisional else "")
            for claim in self._own + self._also
        )


class Contradictions(Display):
    """Places where the article contradicts itself, linked to the claims in the ledger.

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
        self._contradictions = chosen(contradictions(), ids, "contradiction")
        for contradiction in self._contradictions:
            self.required(contradiction, "title")
            self.required(contradiction, "text")

    def _repr_html_(self) -> str:
        return self.html("claims-contradictions.html.j2", contradictions=self._contradictions)

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["contradictions"]["line"].format(
                title=self.told(contradiction, "title"),
                text=self.told(contradiction, "text"),
                claims=self.strings["between"].join(contradiction.claims),
            )
            for contradiction in self._contradictions
        )


class Omissions(Display):
    """What the article leaves out and a reader needs, with dated sources.

    Parameters
    ----------
    ids
        Such as ``["o01", "o02"]``.
    language
        The edition's language.

    Raises
    ------
    UnknownIdError
        If there is no such omission.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> print(repr(Omissions(["o02"])))
    o02 分期：微信里的分期产品，可分1、3、6或12期，由财付通小贷和合作银行出资。
    """

    def __init__(self, ids: Iterable[str], *, language: str = "zh") -> None:
        super().__init__(language)
        self._omissions = chosen(omissions(), ids, "omission")
        for omission in self._omissions:
            self.required(omission, "text")

    def _repr_html_(self) -> str:
        return self.html("claims-omissions.html.j2", omissions=self._omissions)

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["omissions"]["line"].format(
                id=omission.id, text=self.told(omission, "text")
            )
            for omission in self._omissions
        )
