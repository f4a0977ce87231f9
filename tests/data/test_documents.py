"""Test that an error in a paper, a chat or a letter is reported with its file."""

from pathlib import Path

import pytest

from loanlab.data import guidance, regulations
from loanlab.data.documents import (
    FOLDER,
    Conversation,
    Document,
    LetterTemplate,
    conversations,
    documents,
    letter_templates,
    read_folder,
)
from loanlab.data.library import DataError


@pytest.mark.parametrize(
    ("kind", "file", "old", "new", "trouble"),
    [
        pytest.param(
            Document,
            "papers/contract.yml",
            "    action_zh: 先不签",
            "    action_fr: 先不签",
            "come together",
            id="a fault without what to do",
        ),
        pytest.param(
            Document,
            "papers/repayment-plan.yml",
            "columns_zh: [本金, ",
            "columns_zh: [",
            "as many cells as columns",
            id="a cell too many",
        ),
        pytest.param(
            Document, "papers/contract.yml", "looks: sheet", "looks: scroll", "looks", id="a look"
        ),
        pytest.param(
            Conversation,
            "chats/unfreeze.yml",
            "    stop: true\n",
            "",
            "one message at which to stop",
            id="a chat that nobody stops",
        ),
        pytest.param(
            Conversation,
            "chats/unfreeze.yml",
            "says: other",
            "says: you",
            "need a reply",
            id="a reply to oneself",
        ),
        pytest.param(
            LetterTemplate,
            "letters/complaint.yml",
            "{amount}",
            "{sum}",
            "fields and blanks differ: ['amount', 'sum']",
            id="a blank without a field",
        ),
        pytest.param(
            LetterTemplate,
            "letters/complaint.yml",
            "kind: amount",
            "kind: choice",
            "a choice has options",
            id="a choice without options",
        ),
        pytest.param(
            LetterTemplate,
            "letters/extension.yml",
            "每月还{monthly}元",
            "{ask}",
            "differ: ['monthly']",
            id="a field that no option has",
        ),
        pytest.param(
            LetterTemplate,
            "letters/extension.yml",
            "每月还{monthly}元",
            "{monthly}{proof}",
            "no choice in them",
            id="a choice in an option",
        ),
        pytest.param(
            LetterTemplate,
            "letters/extension.yml",
            "second: until",
            "second: due",
            "only days have an order",
            id="an order of what is no day",
        ),
        pytest.param(
            LetterTemplate,
            "letters/complaint.yml",
            "title_zh",
            "title_fr",
            "title_zh",
            id="an unknown key",
        ),
    ],
)
def test_an_error_names_file_and_trouble(
    tmp_path: Path, kind: type[Document], file: str, old: str, new: str, trouble: str
) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    assert old in text
    folder = tmp_path / Path(file).parent
    folder.mkdir()
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_folder(kind, folder)
    assert file in str(caught.value)
    assert trouble in str(caught.value)


def test_every_document_rests_on_rules_or_guidance_that_exist() -> None:
    known = {*regulations(), *guidance()}
    for documents_of in (documents, conversations, letter_templates):
        for name, document in documents_of().items():
            assert set(document.basis) <= known, name


def test_a_file_that_is_no_mapping_is_reported(tmp_path: Path) -> None:
    (tmp_path / "list.yml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"list\.yml"):
        read_folder(Document, tmp_path)
