"""The article's claims as a page shows them: words, status, what was found, and the evidence.

Each claim has an anchor such as ``claim-c3-05``, to which badges and the ledger link.
"""

from collections.abc import Iterable, Mapping

from loanlab.data import BOOK_CHAPTERS, Claim, Table, article_tables, claims, facts
from loanlab.simulations import NAMES, simulation
from loanlab.text.edition import Edition

from .claims import ArticleTable
from .display import Display, UnknownIdError, records_by_id

__all__ = ["ArticleFigures", "SimulationFigures"]


class _ClaimGroups(Display):
    """Claims in groups, each with a heading that counts them; a table may stand above them."""

    def __init__(
        self,
        groups: Mapping[str, list[Claim]],
        table: Table | None = None,
        *,
        edition: Edition | None = None,
    ) -> None:
        super().__init__(edition)
        self._groups = {name: group for name, group in groups.items() if group}
        self._table = table
        self._claims = [claim for group in self._groups.values() for claim in group]
        if len({claim.id for claim in self._claims}) < len(self._claims):
            raise ValueError("a claim is named twice: the page would have its anchor twice")
        self.require(self._claims, "claim", "note")

    def _repr_html_(self) -> str:
        return self.html(
            "claims-figures.html.j2",
            groups=self._groups,
            table=self._table,
            claims=claims(),
            ids_on_page={claim.id for claim in self._claims},
        )

    def __repr__(self) -> str:
        lines = [self.claim_line(claim) for claim in self._claims]
        if self._table:
            lines.insert(0, repr(ArticleTable(self._table.id, edition=self.edition)))
        return "\n".join(lines)


class ArticleFigures(_ClaimGroups):
    """Show the article's figures of a chapter: its table cell by cell, then every claim.

    Parameters
    ----------
    chapter
        ``"rates"``, or another of `loanlab.data.BOOK_CHAPTERS`.
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
    >>> print(repr(ArticleFigures("application")).splitlines()[0][:5])
    c4-01
    """

    def __init__(
        self, chapter: str, also: Iterable[str] = (), *, edition: Edition | None = None
    ) -> None:
        if chapter not in BOOK_CHAPTERS:
            raise UnknownIdError("chapter", chapter, BOOK_CHAPTERS)
        groups = {
            "of_chapter": [claim for claim in claims().values() if claim.home == chapter],
            "from_elsewhere": records_by_id(claims(), also, "claim"),
        }
        super().__init__(groups, article_tables().get(chapter), edition=edition)


class SimulationFigures(_ClaimGroups):
    """Show the claims from which simulations take the defaults of their fields.

    Parameters
    ----------
    *names
        Names of simulations; all if none is given.
    edition
        The edition; the current one if left out.

    Raises
    ------
    KeyError
        If there is no simulation of that name.

    Examples
    --------
    >>> print(repr(SimulationFigures("repayment")).splitlines()[-1][:5])
    c5-04
    """

    def __init__(self, *names: str, edition: Edition | None = None) -> None:
        ids = {name for each in names or NAMES for name in simulation(each, facts()).claims()}
        super().__init__(
            {"of_page": [claim for claim in claims().values() if claim.id in ids]},
            edition=edition,
        )
