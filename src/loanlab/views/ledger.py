"""The claims ledger: every claim of the article, its status and the chapter that treats it."""

from collections import Counter

from loanlab.data import CHAPTERS, claims
from loanlab.text.edition import Edition

from .display import Display


class Ledger(Display):
    """Show all claims, with a filter by chapter and status that works without a kernel.

    Without scripts there is the whole list and no filter.

    Parameters
    ----------
    edition
        The edition; the current one if left out.

    Raises
    ------
    ValueError
        If a claim has no text or note in the language.

    Examples
    --------
    >>> print(repr(Ledger()).splitlines()[-1][:5])
    c9-01
    """

    def __init__(self, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._claims = list(claims().values())
        self.require(self._claims, "claim", "note")

    def _repr_html_(self) -> str:
        counted = Counter(claim.shown_status for claim in self._claims)
        return self.html(
            "ledger.html.j2",
            claims=self._claims,
            parts=CHAPTERS,
            counts={name: counted[name] for name in self.strings["statuses"]},
        )

    def __repr__(self) -> str:
        return "\n".join(map(self.claim_line, self._claims))
