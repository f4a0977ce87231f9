"""Displays of rules, telephone numbers and sources."""

from collections.abc import Iterable

from loanlab.data import hotlines, regulations, sources
from loanlab.text.edition import Edition

from .display import Display, records_by_id

__all__ = ["Hotlines", "Rules", "SourceList"]


class Rules(Display):
    """Show rules in our own words: effective date, scope, unverified points and sources.

    Parameters
    ----------
    ids
        Keys of `loanlab.data.regulations`, in the order of display.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such rule.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> print(repr(Rules(["penalty-2003"])).splitlines()[0])
    银发〔2003〕251号（施行中）
    """

    def __init__(self, ids: Iterable[str], *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._rules = records_by_id(regulations(), ids, "rule")
        self.require(self._rules, "name", "status_note", "issued", "effective_note")
        self.require(self._rules, "says", "binds", "caution")

    def _repr_html_(self) -> str:
        return self.html("claims-rules.html.j2", rules=self._rules)

    def __repr__(self) -> str:
        lines = []
        for rule in self._rules:
            status = self.strings["rules"]["statuses"][rule.status]
            line = self.strings["rules"]["line"]
            lines.append(line.format(name=self.text_of(rule, "name"), status=status))
            lines.extend(f"  {text}" for text in self.text_of(rule, "says"))
        return "\n".join(lines)


class SourceList(Display):
    """Show a dated list of sources, with links to those that may be linked.

    Parameters
    ----------
    ids
        Keys of `loanlab.data.sources`, in the order of display.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such source.

    Examples
    --------
    >>> SourceList(["zhudai-law-firm"])
    金规〔2025〕9号《通知》逐条解读，浙江金道律师事务所，2025（法律文本转载或律师解读）
    """

    def __init__(self, ids: Iterable[str], *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._sources = records_by_id(sources(), ids, "source")
        self.require(self._sources, "title", "publisher", "date_note")

    def _repr_html_(self) -> str:
        ids = [source.id for source in self._sources]
        return self.html("claims-sources.html.j2", ids=ids)

    def __repr__(self) -> str:
        strings = self.strings["source_list"]
        return "\n".join(
            strings["line"].format(
                title=self.text_of(source, "title"),
                publisher=self.text_of(source, "publisher"),
                date=source.date or strings["undated"],
                tier=strings["tier"].format(tier=self.strings["tiers"][source.tier]),
            )
            for source in self._sources
        )


class Hotlines(Display):
    """Show whom to call for what, in the order of calling; all numbers are provisional.

    Parameters
    ----------
    edition
        The edition; the current one if left out.

    Examples
    --------
    >>> print(repr(Hotlines()).splitlines()[0][:10])
    95384（微众银行
    """

    def __init__(self, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self.require(hotlines().values(), "whose", "for")

    def _repr_html_(self) -> str:
        return self.html("claims-hotlines.html.j2", hotlines=hotlines().values())

    def __repr__(self) -> str:
        line = self.strings["hotlines"]["line"]
        return "\n".join(
            line.format(
                number=hotline.number,
                whose=self.text_of(hotline, "whose"),
                purpose=self.text_of(hotline, "for"),
            )
            for hotline in hotlines().values()
        )
