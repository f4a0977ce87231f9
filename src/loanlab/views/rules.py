"""Rules, telephone numbers and sources, as a cell shows them."""

from collections.abc import Iterable

from loanlab.data import hotlines, regulations, sources

from .display import Display, chosen

__all__ = ["Hotlines", "Rules", "SourceList"]


class Rules(Display):
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
        self._rules = chosen(regulations(), ids, "rule")

    def _repr_html_(self) -> str:
        return self.html("claims-rules.html.j2", rules=self._rules)

    def __repr__(self) -> str:
        lines = []
        for rule in self._rules:
            status = self.strings["rules"]["statuses"][rule.status]
            line = self.strings["rules"]["line"]
            lines.append(line.format(name=self.told(rule, "name"), status=status))
            lines.extend(f"  {text}" for text in self.told(rule, "says"))
        return "\n".join(lines)


class SourceList(Display):
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
        self._sources = chosen(sources(), ids, "source")

    def _repr_html_(self) -> str:
        ids = [source.id for source in self._sources]
        return self.html("claims-sources.html.j2", ids=ids)

    def __repr__(self) -> str:
        return "\n".join(
            self.strings["source_list"]["line"].format(
                title=self.told(source, "title"),
                publisher=self.told(source, "publisher"),
                date=source.date or self.strings["source_list"]["undated"],
                tier=self.strings["tiers"][source.tier],
            )
            for source in self._sources
        )


class Hotlines(Display):
    """Whom to call, for what, in the order in which one calls; all numbers are provisional.

    Parameters
    ----------
    language
        The edition's language.

    Examples
    --------
    >>> print(repr(Hotlines()).splitlines()[0][:10])
    95384（微众银行
    """

    def __init__(self, *, language: str = "zh") -> None:
        super().__init__(language)

    def _repr_html_(self) -> str:
        return self.html("claims-hotlines.html.j2", hotlines=hotlines().values())

    def __repr__(self) -> str:
        line = self.strings["hotlines"]["line"]
        return "\n".join(
            line.format(
                number=hotline.number,
                whose=self.told(hotline, "whose"),
                purpose=self.told(hotline, "for"),
            )
            for hotline in hotlines().values()
        )
