"""Displays of rules and of sources."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from loanlab.data import Regulation, regulations, sources
from loanlab.text.edition import Edition

from .display import Display, UnknownIdError, records_by_id

__all__ = ["RuleLinks", "Rules", "SourceList"]


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


class UsedClause(NamedTuple):
    """One clause of a rule, with its date and whom it binds in one line."""

    rule: Regulation
    clause: str
    scope: str


class RuleLinks(Display):
    """Show one clause of each rule, with links to the rules on the page of references.

    Parameters
    ----------
    clauses
        A key of `loanlab.data.regulations` to the number of the clause in its ``says``, from 0.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such rule or clause.
    ValueError
        If a rule has no text in the language.

    Examples
    --------
    >>> print(repr(RuleLinks({"all-in-cost-2026": 0})).partition("：")[0])
    个人贷款业务明示综合融资成本规定（金规〔2026〕2号）
    """

    def __init__(self, clauses: Mapping[str, int], *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        rules = records_by_id(regulations(), clauses, "rule")
        self.require(rules, "name", "says", "status_note", "issued", "effective_note", "binds")
        self._lines = [self._line(rule, clauses[rule.id]) for rule in rules]

    def _line(self, rule: Regulation, number: int) -> UsedClause:
        says = self.text_of(rule, "says")
        if not 0 <= number < len(says):
            numbers = map(str, range(len(says)))
            raise UnknownIdError(f"clause of {rule.id}", str(number), numbers)
        scope = self.strings["rule_links"]["scope"].format(
            date=date_of(rule, self), binds=self.text_of(rule, "binds")
        )
        return UsedClause(rule, says[number], scope)

    def _repr_html_(self) -> str:
        return self.html("claims-rule-links.html.j2", lines=self._lines)

    def __repr__(self) -> str:
        line = self.strings["rule_links"]["line"]
        return "\n".join(
            line.format(name=self.text_of(each.rule, "name"), clause=each.clause, scope=each.scope)
            for each in self._lines
        )


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


def date_of(rule: Regulation, display: Display) -> str:
    """Say from when a rule holds; if that is not known, when it was issued.

    Parameters
    ----------
    rule
        The rule.
    display
        Any display of the edition.

    Returns
    -------
    str
        A few words; of a rule that is history, what became of it.
    """
    strings = display.strings["rules"]
    if rule.status == "history":
        return str(display.text_of(rule, "status_note") or strings["statuses"][rule.status])
    if rule.effective:
        note = display.text_of(rule, "effective_note")
        return str(note or strings["from_day"].format(rule.effective))
    return str(display.text_of(rule, "issued") or display.strings["source_list"]["undated"])
