"""Displays of the article's claims and of the evidence for or against them.

Every display gives plain text, and HTML that can be read without the book's styles. `Evidence` sets
anchors such as ``claim-c3-05``. Links between pages name the other notebook
(``ledger.md#claim-c3-05``), as JupyterLab needs it; the site's build turns them into addresses of
pages. Links to other sites lead only to sources that may be linked.
"""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from loanlab.data import BOOK_CHAPTERS, article_tables, claims, contradictions, facts, omissions
from loanlab.simulations import NAMES, simulation
from loanlab.text.edition import Edition

from .display import Display, UnknownIdError, records_by_id
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


def claim_badge(claim_id: str, *, edition: Edition | None = None) -> Markup:
    """Return a claim's status and id as a link to the claim on the same page.

    Parameters
    ----------
    claim_id
        Such as ``"c3-05"``.
    edition
        The edition; the current one if left out.

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
    claim = records_by_id(claims(), [claim_id], "claim")[0]
    macros: Any = templates().get_template("claims-badge.html.j2").module
    # The template escapes what it is given.
    return Markup(macros.badge(claim, Display(edition).strings))  # noqa: S704


def claim_sign(claim_id: str, *, edition: Edition | None = None) -> str:
    """Return the sign of a claim's status.

    Parameters
    ----------
    claim_id
        Such as ``"c3-05"``.
    edition
        The edition; the current one if left out.

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
    claim = records_by_id(claims(), [claim_id], "claim")[0]
    return str(Display(edition).strings["statuses"][claim.status]["sign"])


class ArticleTable(Display):
    """Show a table of the source article, each cell with the status of its claim.

    Parameters
    ----------
    table_id
        ``"rates"``, or another of `loanlab.data.article_tables`.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such table.

    Examples
    --------
    >>> print(repr(ArticleTable("rates")).splitlines()[0])
    原文表格：基准利率、费率上限和违约金
    """

    def __init__(self, table_id: str, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._table = records_by_id(article_tables(), [table_id], "table")[0]

    def _repr_html_(self) -> str:
        return self.html("claims-table.html.j2", table=self._table, claims=claims())

    def __repr__(self) -> str:
        lines = [self.strings["tables"][self._table.id], " | ".join(self._table.columns)]
        for row in self._table.rows:
            lines.append(" | ".join(self._cell_text(cell.text, cell.claim) for cell in row))
        return "\n".join(lines)

    def _cell_text(self, text: str | None, claim_id: str | None) -> str:
        strings: dict[str, str] = self.strings["table"]
        if text is None:
            text = strings["missing"]
        if claim_id is None:
            return text
        status = self.status(claims()[claim_id])
        return strings["cell"].format(text=text, status=status, claim=claim_id)


class Evidence(Display):
    """Show the claims that a chapter treats: status, the reason for it, and dated sources.

    Parameters
    ----------
    chapter
        ``"rates"``, or another of `loanlab.data.BOOK_CHAPTERS`; None on a page that is no chapter.
    also
        Ids of claims of other chapters that this page mentions.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such chapter or claim.
    ValueError
        If a claim is named twice, or has no text or note in the language.

    Examples
    --------
    >>> print(repr(Evidence("rates")).splitlines()[2])
    c3-01 微粒贷分铂金、黄金、白银三级会员（? 查无来源）没有查到这样的会员等级。
    """

    def __init__(
        self, chapter: str | None, also: Iterable[str] = (), *, edition: Edition | None = None
    ) -> None:
        super().__init__(edition)
        if chapter is not None and chapter not in BOOK_CHAPTERS:
            raise UnknownIdError("chapter", chapter, BOOK_CHAPTERS)
        of_chapter = [claim for claim in claims().values() if claim.home == chapter]
        others = records_by_id(claims(), also, "claim")
        self._claims = of_chapter + others
        if len({claim.id for claim in self._claims}) < len(self._claims):
            raise ValueError("a claim is named twice: the page would have its anchor twice")
        self.require(self._claims, "claim", "note")
        elsewhere = "of_page" if chapter is None else "from_elsewhere"
        groups = {"of_chapter": of_chapter, elsewhere: others}
        self._groups = {name: group for name, group in groups.items() if group}

    @classmethod
    def of_simulations(cls, *names: str, edition: Edition | None = None) -> "Evidence":
        """Show the claims from which simulations take the defaults of their fields.

        Parameters
        ----------
        *names
            Names of simulations; all if none is given.
        edition
            The edition; the current one if left out.

        Returns
        -------
        Evidence
            These claims, in the article's order.

        Raises
        ------
        KeyError
            If there is no simulation of that name.

        Examples
        --------
        >>> print(repr(Evidence.of_simulations("repayment")).splitlines()[-1][:5])
        c5-04
        """
        ids: set[str] = set()
        for name in names or NAMES:
            ids |= set(simulation(name, facts()).claims())
        return cls(None, sorted(ids), edition=edition)

    def _repr_html_(self) -> str:
        ids = {claim.id for claim in self._claims}
        return self.html("claims-evidence.html.j2", groups=self._groups, ids_on_page=ids)

    def __repr__(self) -> str:
        provisional = self.strings["evidence"]["provisional"]
        return "\n".join(
            self.claim_line(claim) + (provisional if claim.provisional else "")
            for claim in self._claims
        )


class Contradictions(Display):
    """Show where the article contradicts itself, with links to the claims in the ledger.

    Parameters
    ----------
    ids
        Such as ``["x03", "x05"]``.
    edition
        The edition; the current one if left out.

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

    def __init__(self, ids: Iterable[str], *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._contradictions = records_by_id(contradictions(), ids, "contradiction")
        self.require(self._contradictions, "title", "text")

    def _repr_html_(self) -> str:
        return self.html("claims-contradictions.html.j2", contradictions=self._contradictions)

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["contradictions"]["line"].format(
                title=self.text_of(contradiction, "title"),
                text=self.text_of(contradiction, "text"),
                claims=self.strings["between"].join(contradiction.claims),
            )
            for contradiction in self._contradictions
        )


class Omissions(Display):
    """Show what the article leaves out and a reader needs to know, with dated sources.

    Parameters
    ----------
    ids
        Such as ``["o01", "o02"]``.
    edition
        The edition; the current one if left out.

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

    def __init__(self, ids: Iterable[str], *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._omissions = records_by_id(omissions(), ids, "omission")
        self.require(self._omissions, "text")

    def _repr_html_(self) -> str:
        return self.html("claims-omissions.html.j2", omissions=self._omissions)

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["omissions"]["line"].format(
                id=omission.id, text=self.text_of(omission, "text")
            )
            for omission in self._omissions
        )
