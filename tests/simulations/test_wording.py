"""One name for each price, and thought experiments that say what they are, in every language."""

import re
from typing import Any

import pytest

from loanlab.simulations import NAMES
from loanlab.text import catalogue

STRINGS = {language: catalogue(language)["simulations"] for language in ("zh", "en")}
# Other names for the three prices, and hedges that readers misunderstand.
FORBIDDEN = {
    "zh": "单利年化|实际年化|名义年化|折成年化|含费年化|暂定|待核|综合融资成本(?!明示表)",
    "en": r"(?i)\b(APR|APY|simple annual|effective annual|nominal|all-in rate|annualized"
    r"|provisional|all-in financing cost|cost disclosure)\b",
}
# How such an intro begins, and what it says of its figures.
THOUGHT = {
    "zh": ("思想实验：", "来源|假设"),
    "en": (r"(A t|T)hought experiment: ", "source|assum|true"),
}
THOUGHT_EXPERIMENTS = [
    "credit-score",
    "rate-builder",
    "application-path",
    "risk-crowd",
    "group-discount",
]


def texts_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("language", STRINGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_price_has_one_name(name: str, language: str) -> None:
    for text in texts_in(STRINGS[language][name]):
        assert not re.search(FORBIDDEN[language], text), text


@pytest.mark.parametrize("language", STRINGS)
@pytest.mark.parametrize("name", THOUGHT_EXPERIMENTS)
def test_a_thought_experiment_says_so_first(name: str, language: str) -> None:
    intro = STRINGS[language][name]["intro"]
    begins, says = THOUGHT[language]
    assert re.match(begins, intro)
    assert re.search(says, intro)


@pytest.mark.parametrize("name", NAMES)
def test_english_texts_follow_the_typography_of_the_book(name: str) -> None:
    for text in texts_in(STRINGS["en"][name]):
        # No shouting, no straight quotation marks, one space, and none before a stop.
        assert not re.search(r'!|"|  | [,.;:?]|\.{2,}', text), text
        assert text.count("“") == text.count("”"), text
