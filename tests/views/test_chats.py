"""Test the scam chats: one message at which to stop, a reply to each, and whom to call."""

import re

import pytest
from bs4 import BeautifulSoup

from loanlab.data import hotlines
from loanlab.data.documents import conversations
from loanlab.views.chats import Chat
from loanlab.views.display import UnknownIdError
from loanlab.views.inline import inline_html

CHATS = conversations()
every_chat = pytest.mark.parametrize("name", CHATS)


def parsed(name: str) -> BeautifulSoup:
    return BeautifulSoup(Chat(name)._repr_html_(), "html.parser")


def test_the_chats_are_the_eight_scams() -> None:
    assert set(CHATS) == {
        "ab-loan",
        "cancel-campus-loan",
        "cash-out",
        "credit-repair",
        "debt-agent",
        "forced-opening",
        "share-screen",
        "unfreeze",
    }


def test_an_unknown_chat_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownIdError, match=r"no chat 'lottery'; there are .*unfreeze"):
        Chat("lottery")


@every_chat
def test_every_message_of_the_other_side_opens_with_a_reply(name: str) -> None:
    for bubble in parsed(name).select(".chat-other"):
        assert bubble.select_one("details > summary") is not None
        reply = bubble.select_one("details > .chat-reply")
        assert reply is not None
        assert len(reply.get_text()) > 5


@every_chat
def test_the_message_at_which_to_stop_is_marked_in_words(name: str) -> None:
    page = parsed(name)
    marks = page.select(".chat-stop")
    assert len(marks) == 1
    assert "就是这一句" in marks[0].get_text()
    assert page.select_one(".chat-do strong").get_text() == "到这里停。"  # type: ignore[union-attr]


@every_chat
def test_what_follows_the_stop_is_folded(name: str) -> None:
    page = parsed(name)
    shown = page.select("section > .chat-screen .chat-turn")
    folded = page.select("details.chat-after .chat-turn")
    assert "chat-stop" in shown[-1]["class"]
    assert len(shown) + len(folded) == len(CHATS[name].turns)
    assert folded


@every_chat
def test_every_number_to_call_can_be_called(name: str) -> None:
    known = {*hotlines(), "110"}
    do = parsed(name).select_one(".chat-do")
    assert do is not None
    linked = {str(link["href"]) for link in do.select('a[href^="tel:"]')}
    assert linked <= {f"tel:{number}" for number in known}
    named = {number for number in re.findall(r"\d+", do.get_text()) if number in known}
    assert {f"tel:{number}" for number in named} == linked


@every_chat
def test_one_who_has_lost_money_or_his_name_is_sent_to_the_police(name: str) -> None:
    told = "".join(CHATS[name].do_zh)
    assert re.search("110|报警", told)


def test_the_fee_of_the_first_chat_is_its_share_of_the_limit() -> None:
    text = repr(Chat("unfreeze"))
    limit, share, fee = (
        int(re.search(pattern, text)[1].replace(",", ""))  # type: ignore[index]
        for pattern in (r"([\d,]+)元额度", r"(\d+)%", r"([\d,]+)元解冻费")
    )
    assert limit * share == fee * 100


def test_a_text_of_the_data_is_escaped_around_its_links() -> None:
    html = inline_html('<b>&"[投诉](letters.md)1105110 110')
    assert html == (
        '&lt;b&gt;&amp;&#34;<a href="letters.md">投诉</a>1105110 <a href="tel:110">110</a>'
    )
