"""The claims ledger: every claim of the article, with its status and where the book treats it."""

from collections import Counter

from loanlab.data import CHAPTERS, claims

from .display import Display


class Ledger(Display):
    """All claims, with a filter by chapter and status that works without a kernel.

    Without scripts the whole list is shown, and no filter.

    Parameters
    ----------
    language
        The edition's language.

    Raises
    ------
    ValueError
        If a claim has no note in the language.

    Examples
    --------
    >>> print(repr(Ledger()).splitlines()[-1][:5])
    c9-01
    """

    def __init__(self, *, language: str = "zh") -> None:
        super().__init__(language)
        self._claims = list(claims().values())
        self._notes = {claim.id: self.required(claim, "note") for claim in self._claims}

    def _repr_html_(self) -> str:
        counted = Counter(claim.status for claim in self._claims)
        return self.html(
            "ledger.html.j2",
            claims=self._claims,
            notes=self._notes,
            parts=CHAPTERS,
            counts={name: counted[name] for name in self.strings["statuses"]},
        )

    def __repr__(self) -> str:
        line = self.strings["evidence"]["line"]
        return "\n".join(
            line.format(
                claim=claim.id,
                text=self.told(claim, "claim"),
                status=self.status(claim),
                note=self._notes[claim.id],
            )
            for claim in self._claims
        )
