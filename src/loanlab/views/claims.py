"""Displays of the source article: badges, tables, where it contradicts itself, what it omits.

Every display gives plain text, and HTML that can be read without the book's styles. Links between
pages name the other notebook (``ledger.md#claim-c3-05``), as JupyterLab needs it; the site's build
turns them into addresses of pages. Links to other sites lead only to sources that may be linked.
"""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from loanlab.data import article_tables, claims, contradictions, omissions
from loanlab.text.edition import Edition

from .display import Display, UnknownIdError, records_by_id
from .templating import templates

__all__ = [
    "ArticleTable",
    "Contradictions",
    "Omissions",
    "UnknownIdError",
    "claim_badge",
    "claim_sign",
]


def claim_badge(claim_id: str, *, edition: Edition | None = None) -> Markup:
    """Return a claim's status and id as a link to the claim.

    Parameters
    ----------
    claim_id
        Such as ``"c3-05"``.
    edition
        The edition; the current one if left out.

    Returns
    -------
    markupsafe.Markup
        An ``a`` element. It leads to the ledger from a page that does not show this claim.

    Raises
    ------
    UnknownIdError
        If there is no such claim.

    Examples
    --------
    >>> print(claim_badge("c3-07").striptags())
    ○ 仅见转载 c3-07
    """
    claim = records_by_id(claims(), [claim_id], "claim")[0]
    macros: Any = templates().get_template("claims-badge.html.j2").module
    shown = {"id": claim.id, "status": claim.shown_status}
    # The template escapes what it is given.
    return Markup(macros.badge(shown, Display(edition).strings))  # noqa: S704


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
    '○'
    """
    claim = records_by_id(claims(), [claim_id], "claim")[0]
    return str(Display(edition).strings["statuses"][claim.shown_status]["sign"])


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
        self.require([self._table], "columns")

    def _repr_html_(self) -> str:
        return self.html("claims-table.html.j2", table=self._table, claims=claims(), ids_on_page=())

    def __repr__(self) -> str:
        lines = [
            self.strings["tables"][self._table.id],
            " | ".join(self.text_of(self._table, "columns")),
        ]
        for row in self._table.rows:
            lines.append(
                " | ".join(self._cell_text(self.text_of(cell, "text"), cell.claim) for cell in row)
            )
        return "\n".join(lines)

    def _cell_text(self, text: str | None, claim_id: str | None) -> str:
        strings: dict[str, str] = self.strings["table"]
        if text is None:
            text = strings["missing"]
        if claim_id is None:
            return text
        status = self.status(claims()[claim_id])
        return strings["cell"].format(text=text, status=status, claim=claim_id)


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
