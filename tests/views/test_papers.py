"""Test the mock papers: every fault is marked and explained, and every figure follows."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from loanlab.data import facts
from loanlab.data.documents import Document, documents
from loanlab.forms.numerals import percent_text
from loanlab.model.fees import all_in_cost, interest_item, monthly_item
from loanlab.model.late import penalty_rate
from loanlab.model.money import fen_of
from loanlab.model.price import annual_price
from loanlab.model.schedule import schedule
from loanlab.model.terms import LEVEL_PAYMENT, loan_terms
from loanlab.views.display import UnknownIdError
from loanlab.views.papers import Paper

PAPERS = documents()
every_paper = pytest.mark.parametrize("name", PAPERS)
# An amount of money or a percentage; those of a table have no unit.
FIGURE = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?=元|%|个百分点)|^\d[\d,]*\.\d{2}$")


def parsed(name: str) -> BeautifulSoup:
    return BeautifulSoup(Paper(name)._repr_html_(), "html.parser")


def test_the_contract_lists_the_papers() -> None:
    assert set(PAPERS) == {
        "authorisation",
        "contract",
        "cost-popup",
        "cost-table",
        "credit-report",
        "refusal",
        "repayment-plan",
    }


def test_an_unknown_paper_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownIdError, match=r"no paper 'receipt'; there are .*contract"):
        Paper("receipt")


@every_paper
def test_a_paper_says_that_it_is_invented(name: str) -> None:
    page = parsed(name)
    assert "都是编的" in page.select_one(".paper-mark").text  # type: ignore[union-attr]
    names = r"微众|腾讯|财付通|蚂蚁|京东|招商|工商|建设银行"
    assert not re.search(names, page.get_text())


@every_paper
def test_every_line_opens_with_a_comment(name: str) -> None:
    lines = parsed(name).select("details.paper-line")
    assert len(lines) == len(PAPERS[name].lines)
    for line in lines:
        assert line.summary is not None
        assert line.select_one(".paper-label") is not None
        assert len(line.select_one(".paper-comment").get_text().strip()) > 8  # type: ignore[union-attr]


@every_paper
def test_every_fault_is_marked_in_words_once_its_line_is_open(name: str) -> None:
    faulty = [line for line in PAPERS[name].lines if line.is_faulty]
    marked = parsed(name).select("details[data-fault]")
    assert len(marked) == len(faulty)
    for number, (line, shown) in enumerate(zip(faulty, marked, strict=True), start=1):
        assert shown.select_one("summary .paper-fault") is None
        comment = shown.select_one(".paper-comment").get_text()  # type: ignore[union-attr]
        assert f"问题{number}：{line.fault_zh}" in comment
        assert str(line.comment_zh) in comment
        assert f"怎么办：{line.action_zh}" in comment


@every_paper
def test_the_number_of_faults_is_told_above_and_all_are_listed_below(name: str) -> None:
    page = parsed(name)
    faults = PAPERS[name].faults
    task = page.select_one(".paper-task").get_text()  # type: ignore[union-attr]
    listed = [item.get_text() for item in page.select("details.paper-answers li")]
    if name == "cost-popup":
        assert not faults
        assert "对的" in task
    else:
        assert f"{len(faults)}处" in task
    for fault, text in zip(faults, listed, strict=True):
        assert str(fault.fault_zh) in text
        assert str(fault.action_zh) in text


def test_what_a_paper_rests_on_is_folded_below_it_with_its_sources() -> None:
    for name, paper in PAPERS.items():
        grounds = parsed(name).select("details.grounds > ul > li")
        assert len(grounds) == len(paper.basis)
        assert all(each.select_one(".tier") is not None for each in grounds)
    assert parsed("contract").select_one('a[href="references.md#rule-civil-code"]') is not None


def test_the_faults_that_readers_meet_are_planted() -> None:
    planted = [str(fault.fault_zh) for paper in PAPERS.values() for fault in paper.faults]
    for word in (
        "没有公司",
        "砍头息",
        "年化写得小",
        "勾好",
        "用途",
        "几时全还",
        "通讯录",
        "扣款没有边",
        "没有写一年多少",
        "费用先从放款里扣了",
        "少了逾期",
        "服务费",
        "个人",
    ):
        assert any(word in fault for fault in planted), word


def test_the_correct_pop_up_shows_the_five_things() -> None:
    labels = [line.label_zh for line in PAPERS["cost-popup"].lines]
    assert [label[0] for label in labels[:5]] == list("一二三四五")
    text = repr(Paper("cost-popup"))
    for word in ("贷款人", "本金", "甲银行收", "一年10.20%", "逾期", "挪用", "不再收取"):
        assert word in text
    words = ["欠谁的", "到手多少", "谁收", "连费用的年化", "逾期"]
    for line, word in zip(PAPERS["cost-popup"].lines, words, strict=False):
        assert word in line.comment_zh


def test_a_payment_is_shown_with_what_is_really_paid() -> None:
    text = repr(Paper("cost-popup"))
    assert "每期本息874.51元，连担保费922.51元" in text


def texts_of(paper: Document) -> Iterable[str]:
    if paper.given_zh:
        yield paper.given_zh
    for line in paper.lines:
        yield from line.cells_zh
        for text in (line.loud_zh, line.text_zh, line.comment_zh, line.fault_zh, line.action_zh):
            yield text or ""


def figures_of(name: str) -> set[str]:
    return {figure for text in texts_of(PAPERS[name]) for figure in FIGURE.findall(text)}


def yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def percent(rate: float) -> str:
    return percent_text(rate, 2).removesuffix("%")


def level_plan(principal: int, periods: int, annual_rate: float) -> list[Any]:
    return schedule(loan_terms(fen_of(principal), LEVEL_PAYMENT, periods, annual_rate))


def price(received: int, payments: list[int]) -> float:
    flows = [-float(received), *map(float, payments)]
    return float(annual_price(list(range(len(flows))), flows).nominal)


def test_the_figures_of_the_contract_follow_from_its_loan() -> None:
    principal, kept, insurance, daily = 1_000_000, 30_000, 3_900, 0.0005
    yearly = daily * 365
    payments = [row.payment for row in level_plan(10_000, 12, yearly)]
    received = principal - kept
    smaller = level_plan(received // 100, 12, yearly)[0].payment
    surcharges = {"30", "50"}
    late = penalty_rate(yearly, facts()["penalty_multiplier"]["value"])
    assert figures_of("contract") == {
        *map(yuan, (principal, kept, received, payments[0], payments[-1], sum(payments))),
        *map(yuan, (smaller, insurance, payments[0] + insurance, round(principal * daily))),
        "5",
        "0.05",
        f"{facts()['all_in_cost_line']['value']:.0%}".removesuffix("%"),
        percent(yearly),
        percent(price(received, payments)),
        percent(price(received, [payment + insurance for payment in payments])),
        percent(late),
        *surcharges,
    }
    assert set(payments[:-1]) == {payments[0]}


def guaranteed_loan() -> tuple[list[int], list[float], float]:
    """Return the payments, the yearly shares and the price of the loan of both cost papers."""
    rows = level_plan(10_000, 12, 0.09)
    found = all_in_cost(
        [row.principal for row in rows],
        [interest_item("interest", rows), monthly_item("guarantee", 4_800, 12)],
    )
    return [row.payment for row in rows], list(found.shares), found.cost.nominal


def test_the_figures_of_the_cost_table_follow_from_its_loan() -> None:
    payments, shares, cost = guaranteed_loan()
    kept = 20_000
    received = 1_000_000 - kept
    assert figures_of("cost-table") == {
        "10,000.00",
        "48.00",
        *map(yuan, (kept, received)),
        percent(price(received, [payment + 4_800 for payment in payments])),
        yuan(payments[0]),
        yuan(payments[0] + 4_800),
        *map(percent, shares),
        percent(cost),
    }


def test_the_figures_of_the_pop_up_follow_from_its_loan() -> None:
    payments, shares, cost = guaranteed_loan()
    late, misused = (penalty_rate(0.09, times) for times in (1.5, 2.0))
    assert figures_of("cost-popup") == {
        "10,000.00",
        "48.00",
        yuan(payments[0]),
        yuan(payments[0] + 4_800),
        *map(percent, (*shares, cost, late, misused)),
        "30",
        "50",
        "100",
    }
    # The page says so in a comment.
    assert payments[-1] - payments[0] == 6


def test_the_repayment_plan_follows_from_its_loan() -> None:
    rows = level_plan(3_000, 3, 0.15)
    fee = 2_000
    shown = [line.cells_zh for line in PAPERS["repayment-plan"].lines if line.cells_zh]
    assert shown == [
        tuple(map(yuan, (row.principal, row.interest, fee, row.payment + fee))) for row in rows
    ]
    payments = [row.payment for row in rows]
    openings = [row.opening for row in rows]
    cells = {cell for line in shown for cell in line}
    assert (
        figures_of("repayment-plan") - cells
        == {
            *map(yuan, openings),
            percent(price(openings[0], payments)),
            percent(price(openings[0], [payment + fee for payment in payments])),
        }
        - cells
    )
    assert payments[-1] - payments[0] == 2


def test_the_credit_report_counts_five_years_from_settlement() -> None:
    text = "".join(texts_of(PAPERS["credit-report"]))
    assert "2024年5月6日还清" in text
    assert "到2029年5月6日" in text


def test_what_a_bank_and_its_partner_lent_adds_up() -> None:
    loans = [str(line.text_zh) for line in PAPERS["credit-report"].lines if line.label_zh == "贷款"]
    of_one_day = [text for text in loans if "2026年3月5日" in text]
    amounts = [re.findall(r"([\d,]+)\.00元", text)[0].replace(",", "") for text in of_one_day]
    assert sum(map(int, amounts)) == 10_000
