"""One name for each price, and thought experiments that say what they are."""

from typing import Any

import pytest

from loanlab.simulations import NAMES
from loanlab.text import catalogue

STRINGS = catalogue("zh")["simulations"]
# Other names for the three prices, and hedges that readers misunderstand.
FORBIDDEN = [
    "单利年化",
    "实际年化",
    "名义年化",
    "折成年化",
    "含费年化",
    "暂定",
    "待核",
]
TABLE = "综合融资成本明示表"
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


@pytest.mark.parametrize("name", NAMES)
def test_a_price_has_one_name(name: str) -> None:
    for text in texts_in(STRINGS[name]):
        assert not [word for word in FORBIDDEN if word in text], text
        assert "综合融资成本" not in text.replace(TABLE, ""), text


@pytest.mark.parametrize("name", THOUGHT_EXPERIMENTS)
def test_a_thought_experiment_says_so_first(name: str) -> None:
    intro = STRINGS[name]["intro"]
    assert intro.startswith("思想实验：")
    assert "来源" in intro or "假设" in intro
