"""The welcome page: its question is the simulation's, and its doors open the right sections."""

import re

import pytest

from tests.book.chapters import chapter_text, figures, yuan

RECEIVED, PAYMENT, PERIODS = 5_000, 1_750, 3


def test_the_question_tells_what_the_contract_costs_in_yuan() -> None:
    found = figures(
        "true-cost",
        basis="contract",
        received=RECEIVED,
        payment=PAYMENT,
        contract_periods=PERIODS,
    )
    told = (
        f"到手{yuan(RECEIVED, 0)}，每月还{yuan(PAYMENT, 0)}，还{PERIODS}期，"
        f"只多付{yuan(found['total_cost'], 0)}："
    )
    assert told in chapter_text("index")


@pytest.mark.parametrize(
    ("door", "page", "label", "heading"),
    [
        ("下周就要签", "application", "before-signing", "按“确认”之前"),
        ("收到奇怪的要求", "risks", "scams", "催收、诈骗和求助"),
        ("还不上了", "repayment", "due-day", "到期那天，一笔一笔对"),
    ],
)
def test_a_door_opens_the_section_that_treats_it(
    door: str, page: str, label: str, heading: str
) -> None:
    assert f'<a href="{page}.md#{label}">{door}</a>' in chapter_text("index")
    assert re.search(rf"^\({label}\)=\n#+ {heading}$", chapter_text(page), re.MULTILINE)
