"""The welcome page: its question is the simulation's, and its doors open the right sections."""

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
    ("door", "page"),
    [("我正要签", "papers"), ("我收到一个奇怪的要求", "scams"), ("我快还不上了", "trouble")],
)
def test_a_door_opens_the_page_that_treats_it(door: str, page: str) -> None:
    assert f'<b><a href="{page}.md">{door}</a></b>' in chapter_text("index")
    assert chapter_text(page)
