"""Scams as chats, up to the message at which to stop, and what to do then."""

from typing import Any

from loanlab.data import guidance, regulations
from loanlab.data.documents import conversations
from loanlab.text.edition import Edition

from .display import Display, records_by_id
from .inline import inline_html, inline_text

__all__ = ["Chat"]


class Chat(Display):
    """Show a scam as chat bubbles.

    Each bubble of the other side opens with a reply, without scripts too. The one at which to stop
    is marked; what follows it stands folded.

    Parameters
    ----------
    name
        ``"unfreeze"``, or another key of `loanlab.data.documents.conversations`.
    edition
        The edition; the current one if left out.

    Raises
    ------
    UnknownIdError
        If there is no such chat, or nothing of an id that it rests on; the message lists those
        that exist.
    ValueError
        If it has no text in the language.

    Examples
    --------
    >>> print(repr(Chat("ab-loan")).splitlines()[1])
    对方：我的贷款批了，就差一个担保人。（批了就不差人。差的，多半是一个借得出钱的名字。）
    """

    def __init__(self, name: str, *, edition: Edition | None = None) -> None:
        super().__init__(edition)
        self._chat = records_by_id(conversations(), [name], "chat")[0]
        self.require([self._chat], "title", "other", "do")
        self._entries = records_by_id({**guidance(), **regulations()}, self._chat.basis, "basis")
        self._texts: dict[str, Any] = self.edition.strings["documents"]["chat"]

    def _repr_html_(self) -> str:
        return self.html(
            "chat.html.j2",
            chat=self._chat,
            texts=self._texts,
            inline=inline_html,
            entries=self._entries,
            grounds_title=self.edition.strings["documents"]["grounds"],
        )

    def __repr__(self) -> str:
        lines = [self._texts["label"].format(title=self.text_of(self._chat, "title"))]
        for turn in self._chat.before_stop:
            line = self._texts[turn.says] + self.with_original(turn, "text")
            if self.text_of(turn, "reply") is not None:
                line += self._texts["reply"].format(reply=self.text_of(turn, "reply"))
            lines.append(line)
        do = map(inline_text, self.text_of(self._chat, "do"))
        return "\n".join([*lines, self._texts["stop_here"], *do])
