"""Displays of what a borrower can do and whom to call."""

from collections.abc import Iterable

from loanlab.data import guidance, hotlines
from loanlab.text.edition import Edition

from .display import Display, records_by_id

__all__ = ["Guidance", "Hotlines"]


class Guidance(Display):
    """Show what a borrower can do or should know, each fact with its tier and sources.

    Parameters
    ----------
    ids
        Keys of `loanlab.data.guidance`, in the order of display.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such fact.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> print(repr(Guidance(["overdue-five-years"]))[:3])
    官方：
    """

    def __init__(self, ids: Iterable[str], *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._guidance = records_by_id(guidance(), ids, "guidance")
        self.require(self._guidance, "fact")

    def _repr_html_(self) -> str:
        return self.html("claims-guidance.html.j2", guidance=self._guidance)

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["guidance"]["line"].format(
                tier=self.strings["basis"]["tiers"][each.tier], fact=self.text_of(each, "fact")
            )
            for each in self._guidance
        )


class Hotlines(Display):
    """Show whom to call for what, with the tier of each number.

    Parameters
    ----------
    numbers
        Keys of `loanlab.data.hotlines`, in the order of display; all of them, in the order of
        calling, if left out.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such number.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> print(repr(Hotlines(["95384"]))[:10])
    95384（微众银行
    """

    def __init__(
        self, numbers: Iterable[str] | None = None, *, edition: Edition | None = None
    ) -> None:
        super().__init__(edition)
        chosen = hotlines() if numbers is None else numbers
        self._hotlines = records_by_id(hotlines(), chosen, "telephone number")
        self.require(self._hotlines, "whose", "for")

    def _repr_html_(self) -> str:
        return self.html("claims-hotlines.html.j2", hotlines=self._hotlines)

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["hotlines"]["line"].format(
                number=hotline.number,
                whose=self.text_of(hotline, "whose"),
                purpose=self.text_of(hotline, "for"),
                tier=self.strings["basis"]["tiers"][hotline.tier],
            )
            for hotline in self._hotlines
        )
