"""What a sentence of the book rests on: a card that opens in place, and a word in plain text."""

from typing import NamedTuple

from markupsafe import Markup

from loanlab.data import (
    Claim,
    Guidance,
    Omission,
    Regulation,
    Source,
    Tier,
    claims,
    guidance,
    omissions,
    regulations,
    sources,
)
from loanlab.text.edition import Edition

from .display import Display, UnknownIdError
from .rules import date_of

Entry = Regulation | Guidance | Omission | Claim
# The field that says what was found; of a claim it is the finding, not what the article says.
_FIELDS: dict[type[Entry], str] = {Guidance: "fact", Omission: "text", Claim: "note"}


class Grounds(NamedTuple):
    """What an entry of the data says, and what it rests on, in an edition's language.

    Attributes
    ----------
    tier
        The best tier under it.
    title
        The name of a rule; None for other entries.
    texts
        What it says.
    sources
        Its sources.
    unlinkable_pages
        How many further pages agree that may not be linked.
    """

    tier: Tier
    title: str | None
    texts: tuple[str, ...]
    sources: tuple[Source, ...]
    unlinkable_pages: int


def basis_mark(entry_id: str, anchor: str, *, edition: Edition | None = None) -> Markup:
    """Return a mark that opens in place what a sentence rests on.

    Parameters
    ----------
    entry_id
        The id of a rule, of guidance, of an omission, of a claim (then its finding) or of a source.
    anchor
        An id for the part that opens; the page must not have it elsewhere.
    edition
        The edition; the current one if left out.

    Returns
    -------
    markupsafe.Markup
        A button and a popover, both allowed within a paragraph.

    Raises
    ------
    UnknownIdError
        If there is no entry of this id.

    Examples
    --------
    >>> basis_mark("penalty-2003", "basis-1").striptags()[:4]
    '依据法律'
    """
    display = Display(edition)
    html = display.html(
        "claims-basis.html.j2", anchor=anchor, grounds=grounds_of(entry_id, display)
    )
    return Markup(html.strip())  # noqa: S704 - the template escapes what it is given


def basis_id(text: str, edition: Edition) -> str | None:
    """Read the id from the text of a {basis} role.

    Parameters
    ----------
    text
        As a page writes it, such as ``"〔penalty-2003〕"``.
    edition
        The page's edition.

    Returns
    -------
    str or None
        The id; None if the text has another form.

    Examples
    --------
    >>> basis_id("〔penalty-2003〕", Edition("zh")), basis_id("penalty-2003", Edition("zh"))
    ('penalty-2003', None)
    """
    before, _, after = edition.strings["ledger"]["basis"]["reference"].partition("{id}")
    if not (text.startswith(before) and text.endswith(after)):
        return None
    return text.removeprefix(before).removesuffix(after)


def basis_text(entry_id: str, *, edition: Edition | None = None) -> str:
    """Return the tier of what a sentence rests on, as plain text in brackets.

    Parameters
    ----------
    entry_id
        As `basis_mark`.
    edition
        The edition; the current one if left out.

    Returns
    -------
    str
        A few characters.

    Raises
    ------
    UnknownIdError
        If there is no entry of this id.

    Examples
    --------
    >>> basis_text("penalty-2003")
    '（依据：法律）'
    """
    display = Display(edition)
    strings = display.strings["basis"]
    tier = strings["tiers"][grounds_of(entry_id, display).tier]
    return str(strings["plain"].format(tier=tier))


def grounds_of(entry_id: str, display: Display) -> Grounds:
    """Find what an entry of the data says and rests on.

    Parameters
    ----------
    entry_id
        As `basis_mark`.
    display
        Any display of the edition.

    Returns
    -------
    Grounds
        The texts, the sources and the tier.

    Raises
    ------
    UnknownIdError
        If there is no entry of this id.
    """
    # Guidance may have the id of the rule that it explains; the rule has the wording.
    known: dict[str, Entry] = {**claims(), **omissions(), **guidance(), **regulations()}
    if entry_id not in known:
        if entry_id not in sources():
            raise UnknownIdError("basis", entry_id, [*known, *sources()])
        source = sources()[entry_id]
        return Grounds(source.tier, None, (), (source,), 0)
    entry = known[entry_id]
    return Grounds(
        tier=entry.tier,
        title=display.text_of(entry, "name") if isinstance(entry, Regulation) else None,
        texts=_texts_of(entry, display),
        sources=tuple(sources()[name] for name in entry.sources),
        unlinkable_pages=entry.unlinkable_pages,
    )


def _texts_of(entry: Entry, display: Display) -> tuple[str, ...]:
    if isinstance(entry, Regulation):
        caution = display.text_of(entry, "caution")
        unread = display.strings["basis"]["unread"]
        texts = (date_of(entry, display), *display.text_of(entry, "says"))
        return (*texts, unread.format(caution)) if caution else texts
    return (display.text_of(entry, _FIELDS[type(entry)]),)
