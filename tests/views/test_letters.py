"""Test the letters from Python: blanks, what fills them, and what is refused."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from loanlab.data.documents import letter_templates
from loanlab.text.edition import Edition
from loanlab.views.display import UnknownIdError
from loanlab.views.letters import Letter

LETTERS = letter_templates()
every_letter = pytest.mark.parametrize("name", LETTERS)


def parsed(letter: Letter) -> BeautifulSoup:
    return BeautifulSoup(letter._repr_html_(), "html.parser")


def sheet_text(letter: Letter) -> str:
    paragraphs = parsed(letter).select(".letter-sheet p:not([hidden])")
    return "\n".join(paragraph.get_text() for paragraph in paragraphs)


def each_option(name: str) -> list[Letter]:
    """Return the letter once with every option of its choices."""
    return [
        Letter(name).fill(**{field.name: option.id})
        for field in LETTERS[name].fields
        for option in field.choices
    ] or [Letter(name)]


def test_the_letters_are_the_six_of_the_book() -> None:
    assert set(LETTERS) == {
        "close-line",
        "collection",
        "complaint",
        "credit-objection",
        "extension",
        "refusal-review",
    }


@every_letter
def test_an_unfilled_letter_has_blanks_for_everything_but_choices(name: str) -> None:
    blanks = parsed(Letter(name)).select(".letter-sheet [data-field]")
    assert {blank.get_text() for blank in blanks} == {"______"}
    assert repr(Letter(name)).count("______") == len(blanks)


@every_letter
def test_the_page_and_the_kernel_give_the_same_letter(name: str) -> None:
    values = {
        field.name: f"甲{number}"
        for number, field in enumerate(LETTERS[name].fields)
        if not field.choices
    }
    for letter in (Letter(name), Letter(name).fill(**values)):
        assert sheet_text(letter) == repr(letter)


@every_letter
def test_every_field_fills_a_blank_and_has_a_label(name: str) -> None:
    page = parsed(Letter(name))
    controls = page.select(".letter-fields :is(input, select, textarea)")
    blanks = {
        str(blank[key])
        for letter in each_option(name)
        for key in ("data-field", "data-choice")
        for blank in parsed(letter).select(f".letter-sheet [{key}]")
    }
    assert {str(control["name"]) for control in controls} == blanks
    for control in controls:
        assert page.select_one(f'label[for="{control["id"]}"]') is not None
        if control.has_attr("aria-describedby"):
            assert page.select_one(f'small[id="{control["aria-describedby"]}"]') is not None


@every_letter
def test_an_example_fits_its_field_on_a_phone_with_enlarged_text(name: str) -> None:
    for control in parsed(Letter(name)).select("input[placeholder]"):
        assert len(str(control["placeholder"])) <= 7


@every_letter
def test_telephones_and_amounts_bring_the_keys_that_they_need(name: str) -> None:
    keys = {"phone": "tel", "amount": "decimal"}
    page = parsed(Letter(name))
    for field in LETTERS[name].fields:
        if field.kind in keys:
            control = page.select_one(f'[name="{field.name}"]')
            assert control is not None
            assert control["inputmode"] == keys[field.kind]
        assert ("电话" in field.label_zh) <= (field.kind == "phone")


@every_letter
def test_the_page_and_the_kernel_give_the_same_letter_with_every_option(name: str) -> None:
    for letter in each_option(name):
        assert sheet_text(letter) == repr(letter)
        assert "\n\n" not in repr(letter)


@every_letter
def test_without_scripts_there_is_the_letter_and_no_dead_field(name: str) -> None:
    page = parsed(Letter(name))
    form, button = page.select_one(".letter-fields"), page.select_one(".letter-copy")
    assert form is not None
    assert button is not None
    assert form.has_attr("hidden")
    assert button.has_attr("hidden")
    assert form["autocomplete"] == "off"
    assert not page.select("[hidden] .letter-sheet")
    assert "长按选字" in page.select_one(".letter-by-hand").get_text()  # type: ignore[union-attr]


def test_filling_leaves_the_first_letter_as_it_was() -> None:
    letter = Letter("complaint")
    first = letter.fill(lender="甲银行")
    second = first.fill(amount="240", paid_on=datetime.date(2026, 11, 5))
    assert repr(letter).startswith("______：")
    assert "240元" not in repr(first)
    assert repr(second).startswith("甲银行：")
    assert "2026年11月5日，我被收取240元" in repr(second)


def test_a_choice_puts_its_words_into_the_letter() -> None:
    letter = Letter("complaint").fill(kind="other", ask="explain")
    assert "15日" not in repr(letter)
    assert "书面说明这笔钱的依据" in repr(letter)


def test_the_words_of_an_option_have_blanks_of_their_own() -> None:
    letter = Letter("extension").fill(until="3月1日", monthly="200")
    assert "其余的推迟到3月1日。" in repr(letter)
    assert "200" not in repr(letter)
    split = letter.fill(ask="split", starts_on=datetime.date(2026, 12, 20))
    assert "从2026年12月20日起，每月还200元，最晚3月1日还清。" in repr(split)


def test_what_is_enclosed_is_named_only_when_it_was_chosen() -> None:
    assert "附：" not in repr(Letter("extension"))
    assert "附：收入和支出的证明。" in repr(Letter("extension").fill(proof="attached"))


def test_the_letter_on_collection_names_the_rule_that_binds_the_lender() -> None:
    letter = Letter("collection")
    bank, micro = (repr(letter.fill(kind=kind)) for kind in ("bank", "micro"))
    assert "中国银行业协会" in bank
    assert "《小额贷款公司监督管理暂行办法》" not in bank
    assert "《小额贷款公司监督管理暂行办法》" in micro
    assert "15日" not in micro
    regulator = repr(letter.fill(stage="regulator", lender="甲银行"))
    assert "向贷款人甲银行投诉过，没有解决" in regulator


def test_an_unknown_letter_field_or_option_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownIdError, match=r"no letter 'love'; there are .*complaint"):
        Letter("love")
    with pytest.raises(UnknownIdError, match=r"no field 'sum'; there are lender"):
        Letter("complaint").fill(sum="240")
    with pytest.raises(UnknownIdError, match=r"no ask's option 'revenge'; there are refund"):
        Letter("complaint").fill(ask="revenge")


# BeautifulSoup makes one space of several that stand alone.
TYPED = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])).filter(
    lambda text: not text.isspace()
)


@given(TYPED)
def test_whatever_is_filled_in_is_text_and_not_markup(typed: str) -> None:
    letter = Letter("refusal-review").fill(lender=typed)
    blank = parsed(letter).select_one('[data-field="lender"]')
    assert blank is not None
    assert not blank.find_all(True)
    assert blank.get_text() == typed
    assert repr(letter).startswith(f"{typed}：")


def test_the_time_limits_are_those_of_the_rules() -> None:
    bank = repr(Letter("complaint"))
    assert re.findall(r"(\d+)日内|最长(\d+)日", bank) == [("15", ""), ("", "60")]
    assert "20日内" in repr(Letter("credit-objection"))
    assert "第六百七十八条" in repr(Letter("extension"))


def test_a_notebook_without_the_books_pages_has_no_link_to_them() -> None:
    alone = Edition("zh", has_pages=False)
    for name in LETTERS:
        assert not re.search(r'href="[a-z-]+\.md', Letter(name, edition=alone)._repr_html_())
