"""The facilitator's guide: each link gives the results beside it, and each figure is computed."""

import re
from collections import namedtuple
from html import unescape
from urllib.parse import parse_qsl

import pytest

from loanlab import simulate
from loanlab.data import BOOK_CHAPTERS, facts, hotlines
from loanlab.forms.evaluation import FormState, evaluate
from loanlab.forms.links import state_from_link
from loanlab.forms.numerals import percent_text
from loanlab.model import debts, late, odds, rates
from loanlab.model.annuity import level_irr, level_payment
from loanlab.model.level import level_interest
from loanlab.model.schedule import schedule, totals
from loanlab.model.terms import loan_terms
from loanlab.notebook.displays import Outcome
from loanlab.simulations import NAMES, simulation
from loanlab.text import catalogue
from tests.book.chapters import chapter_text

GUIDE = chapter_text("workshop")
# The text that a reader sees, with the texts of links.
SEEN = re.sub(r"<[^>]*>", "", GUIDE)
FACTS = facts()
STRINGS = catalogue("zh")

Link = namedtuple("Link", ("label", "page", "place", "pairs", "beside"))

# The label of a link: the outputs of its simulation that the guide mentions beside it.
SHOWN = {
    "连费用的年化": ["annualised_rate"],
    "日利率0.04%": ["nominal_annual_rate", "effective_annual_rate"],
    "一年360天": ["nominal_annual_rate"],
    "到手5,000元，每月还1,750元，3期": ["annualised_rate", "total_cost"],
    "借6,000元，每月另付担保费40元": ["annualised_rate", "interest_share", "fee_share"],
    "每月另付担保费40元": ["annualised_rate", "interest_share", "fee_share"],
    "借3,000元用60天，没有受邀": ["eligible_count"],
    "日利率0.06%": ["nominal_annual_rate"],
    "合同12.00%，先扣3%": ["annualised_rate"],
    "12期": ["annualised_rate"],
    "1,000元晚10天": ["penalty_annual_rate", "penalty_interest"],
    "3,000元用60天": ["lowest_annual_rate", "highest_annual_rate"],
    "6,000元12个月": ["annualised_rate", "first_payment", "total_interest"],
    "24个月": ["annualised_rate", "first_payment", "total_interest"],
    "每次三成机会，最多试3次": ["expected_enquiries", "money_in_the_end"],
    "一组权重": ["score", "best_next_step"],
    "换一组": ["score", "best_next_step"],
    "月费率折年化": ["annualised_rate", "total_cost"],
    "月供上限": ["max_payment", "max_loan"],
    "两笔": ["highest_monthly_payment", "highest_debt_service_ratio"],
    "三笔": ["highest_monthly_payment", "highest_debt_service_ratio", "left_over"],
    "先还年化高的": ["months_to_clear", "total_interest", "interest_saved"],
    "先还余额小的": ["months_to_clear", "total_interest"],
    "每周还一次": ["annualised_rate", "total_cost"],
    "把500元填进明示表": ["annualised_rate"],
    "月供880元": ["annualised_rate"],
    "月供870元": ["annualised_rate"],
}
# Terms that the guide gives, from which the others follow, and 0.04% mistaken for 0.04.
GIVEN = {"0.03%", "0.04%", "0.04", "0.06%", "1.2%", "8.00%", "12.00%", "15.00%", "24.00%", "1.50%"}


def blocks() -> list[str]:
    """Rows of tables and items of lists each by itself, else all between two headings."""
    found: list[str] = []
    for section in re.split(r"^#+ .*$", GUIDE, flags=re.M):
        alone = [line for line in section.splitlines() if re.match(r"\||\d\. ", line)]
        rest = [line for line in section.splitlines() if line not in alone]
        found += [*alone, "\n".join(rest)]
    return found


def read_links() -> list[Link]:
    """The guide's raw links to places in chapters."""
    links = []
    for block in blocks():
        for page, fragment, label in re.findall(
            r'<a href="(\w*)(?:\.md)?#([^"]*)">(.*?)</a>', block
        ):
            place, _, query = unescape(fragment).partition("?")
            pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
            links.append(Link(label, page, place, pairs, re.sub(r"<[^>]*>", "", block)))
    return links


LINKS = read_links()
STATES = [link for link in LINKS if link.pairs]


def shown(link: Link) -> dict[str, str]:
    """Name of each figure to the text that a reader of the link sees."""
    own = simulation(link.place, FACTS)
    state = state_from_link(own, [list(pair) for pair in link.pairs], STRINGS)
    evaluation = evaluate(own, state["typed"], STRINGS)
    return {output["name"]: output["text"] for output in evaluation.outputs}


def link_of(label: str) -> Link:
    return next(link for link in STATES if link.label == label)


def percent(rate: float, places: int = 2) -> str:
    return percent_text(rate, places)


def yuan(fen: float) -> str:
    return f"{fen / 100:,.2f}元"


def amount(text: str) -> float:
    return float(text.removesuffix("元").replace(",", ""))


def difference(larger: tuple[str, str], smaller: tuple[str, str]) -> str:
    """How much more one link's figure is than another's; each is named by label and figure."""
    one, other = (amount(shown(link_of(label))[figure]) for label, figure in (larger, smaller))
    return f"{one - other:,.2f}元"


def test_the_links_are_those_whose_results_are_known() -> None:
    assert sorted(link.label for link in STATES) == sorted(SHOWN)


@pytest.mark.parametrize("link", STATES, ids=lambda link: link.label)
def test_every_link_is_valid(link: Link) -> None:
    assert link.place in NAMES
    own = simulation(link.place, FACTS)
    state = state_from_link(own, [list(pair) for pair in link.pairs], STRINGS)
    assert state["notice"] == ""
    assert {name: state["typed"][name] for name, _ in link.pairs} == dict(link.pairs)
    evaluation = evaluate(own, state["typed"], STRINGS)
    assert (evaluation.errors, evaluation.alert) == ({}, "")
    assert evaluation.result is not None
    # No field of the link is one that the others have put out of use.
    assert [name for name, _ in link.pairs if name in evaluation.hidden] == []


@pytest.mark.parametrize("link", STATES, ids=lambda link: link.label)
def test_a_link_leads_to_a_chapter_that_has_its_simulation(link: Link) -> None:
    assert f'simulate("{link.place}"' in chapter_text(link.page)


@pytest.mark.parametrize("link", STATES, ids=lambda link: link.label)
def test_the_guide_gives_the_results_of_each_link(link: Link) -> None:
    figures = shown(link)
    for name in SHOWN[link.label]:
        text = figures[name]
        # No digit or point before it: 12.19 does not contain the figure 2.19.
        assert re.search(rf"(?<![\d.,]){re.escape(text)}", link.beside), f"{name}: {text}"


def test_other_links_lead_to_exercises_and_cases() -> None:
    for link in LINKS:
        if link.pairs:
            continue
        if link.page:
            name = link.place.removeprefix("exercise-")
            assert f'exercise("{name}")' in chapter_text(link.page)
        else:
            assert f"\n({link.place})=\n" in GUIDE


def test_links_in_the_same_case_describe_the_same_loans() -> None:
    two, three = dict(link_of("两笔").pairs), dict(link_of("三笔").pairs)
    same = [name for name in two if name not in ("loans",)]
    assert [two[name] for name in same] == [three[name] for name in same]
    high, low = dict(link_of("先还年化高的").pairs), dict(link_of("先还余额小的").pairs)
    assert (high.pop("strategy"), low.pop("strategy")) == ("avalanche", "snowball")
    assert high == low
    for number in ("0", "1"):
        for column in ("balance", "nominal_annual_rate"):
            assert high[f"debts.{number}.{column}"] == two[f"loans.{number}.{column}"]
        terms = loan_terms(
            int(two[f"loans.{number}.balance"]) * 100,
            "level_payment",
            int(two[f"loans.{number}.months"]),
            int(two[f"loans.{number}.nominal_annual_rate"]) / 100,
        )
        # At most a fen more: what rounding leaves would otherwise take one more month.
        minimum = round(100 * float(high[f"debts.{number}.minimum_payment"]))
        assert minimum - schedule(terms)[0].payment in (0, 1)


def run(label: str) -> Outcome:
    """The outputs that Python computes for a link's values."""
    link = link_of(label)
    own = simulation(link.place, FACTS)
    typed = state_from_link(own, [list(pair) for pair in link.pairs], STRINGS)["typed"]
    return simulate(link.place).run(**FormState(own, typed, STRINGS).values)


LPR = FACTS["lpr_one_year"]["value"]
MULTIPLE = FACTS["private_lending_lpr_multiple"]["value"]
RIDER = schedule(loan_terms(400_000, "flat_fee", 6, 0.0, flat_fee_rate=0.012))
LATE = late.overdue(200_000, 0, 0.0003, 1.5, 5).penalty_interest
EXAMPLE = run("连费用的年化").outputs["annualised_rate"]
ASKED = 12 * level_irr(3_000, 550, 6)
# Thirty people who guess at a question with three answers.
LUCKY = odds.central_interval(odds.crowd(30, 1 / 3), 0.9)
DEBTS = [
    debts.Debt("甲", 600_000, 0.21, 55_869, 0.0),
    debts.Debt("乙", 300_000, 0.15, 52_210, 0.0),
]
MINIMUM_MONTHS = debts.minimum_only(DEBTS).months
HEAVIEST = level_payment(2_000, 0.18 / 12, 3) / 4_000

COMPUTED = [
    f"0.03%是一天的，合同写的年化{percent(rates.nominal_annual_rate(0.0003))}（乘365）",
    f"1. {rates.nominal_annual_rate(0.0003) * 100:.2f}。0.03%乘365",
    f"月利率1.50%，乘12是{percent(12 * 0.015)}，月月滚利是{percent(1.015**12 - 1)}",
    f"0.03%写成小数是{0.03 / 100:.4f}。",
    f"5,000元一天的利息是{5_000 * 0.0003:.2f}元，不是{5_000 * 0.03:.0f}元",
    f"借1,000元，一天{1_000 * 0.0006 * 10:.0f}角和一年"
    f"{1_000 * rates.nominal_annual_rate(0.0006):.0f}元",
    f"每期{6_000 / 12:.0f}元只是本金",
    f"年化15.00%的月供是{shown(link_of('6,000元12个月'))['first_payment']}",
    f"利息也不是{6_000 * 0.15:.0f}元",
    f"6. {yuan(LATE).removesuffix('元')}。2,000乘0.03%乘1.5乘5",
    f"2. 丙。年化{percent(ASKED)}",
    f"结果是{shown(link_of('连费用的年化'))['annualised_rate']}",
    f"{shown(link_of('月费率折年化'))['annualised_rate']}，不是1.2%乘12的{percent(12 * 0.012)}",
    f"用{percent(12 * 0.012)}去比",
    f"每月还{yuan(RIDER[0].payment)}，就是一共要还的{yuan(totals(RIDER).payment)}除以6，"
    f"一共多付{yuan(totals(RIDER).fee)}",
    f"各人改成0.05%，先乘好再看，{percent(rates.nominal_annual_rate(0.0005))}",
    f"把{0.06 / 100:.4f}填进“% / 日”那一格",
    f"多付的是到手的{250 / 5_000:.0%}",
    f"对得上的产品是{shown(link_of('借3,000元用60天，没有受邀'))['eligible_count']}个",
    f"到手{6_000 * (1 - 0.03):,.0f}元",
    "多"
    + difference(("先还余额小的", "total_interest"), ("先还年化高的", "total_interest"))
    + "。只按月供",
    f"只按月供还要{MINIMUM_MONTHS}个月，先还年化高的比它"
    f"{shown(link_of('先还年化高的'))['interest_saved']}",
    f"前3个月一共少还{yuan(200_000 + level_interest(200_000, 0.18, 3))}",
    f"最重的也只占{percent(HEAVIEST, 1)}",
    f"到手的5%，年化为什么近{round(EXAMPLE, 1):.0%}",
    f"到手3,000元，每月还550元，6期，年化约？（甲{6 * 550 / 3_000 - 1:.0%}，乙20%，丙{ASKED:.0%}）",
    f"现在是{percent(MULTIPLE * LPR)}（一年期LPR为{percent(LPR)}，乘{MULTIPLE:.0f}）",
    f"看{FACTS['all_in_cost_line']['value']:.0%}。",
    f"没超过{FACTS['obsolete_line']['value']:.0%}就合法",
    f"30人里平均{30 / 3:.0f}人对，有九成把握在{LUCKY[0]}到{LUCKY[1]}人之间",
]


@pytest.mark.parametrize("expected", COMPUTED)
def test_figures_without_a_link_match_the_model(expected: str) -> None:
    assert expected in SEEN


def test_every_figure_with_decimals_is_computed() -> None:
    known = set(GIVEN)
    for link in STATES:
        figures = shown(link)
        known.update(figures[name] for name in SHOWN[link.label])
    in_computed = "|".join(COMPUTED)
    expected = set(re.findall(r"[\d,]*\d\.\d+(?:%|元|次|分)?", re.sub(r"http\S+", "", SEEN)))
    assert len(expected) > 50
    assert [text for text in expected if text not in known and text not in in_computed] == []


@pytest.mark.parametrize("label", list(SHOWN))
def test_python_gives_the_same_as_the_page(label: str) -> None:
    link = link_of(label)
    own = simulation(link.place, FACTS)
    typed = state_from_link(own, [list(pair) for pair in link.pairs], STRINGS)["typed"]
    result = evaluate(own, typed, STRINGS).result
    assert result is not None
    assert run(label).outputs == result.outputs


def test_the_last_section_names_the_numbers_of_the_data() -> None:
    last = SEEN.rpartition("\n## ")[2]
    named = set(re.findall(r"(?<![\d,.])\d{5}(?![\d,.])", last))
    assert {"95384", "12378", "12363", "12345", "96110", "12356"} <= named <= set(hotlines())
    assert f"{hotlines()['95384'].whose_zh}95384" in last


@pytest.mark.parametrize(
    "quoted",
    [
        STRINGS["interface"]["states"]["live"].partition("。")[0],
        STRINGS["interface"]["states"]["error"].partition("，")[0],
        STRINGS["interface"]["form"]["share"],
        STRINGS["interface"]["form"]["save"],
    ],
)
def test_quotes_of_the_page_match_its_strings(quoted: str) -> None:
    assert f"“{quoted}”" in SEEN


def test_the_minutes_of_a_plan_follow_each_other_to_its_end() -> None:
    for title, minutes in (("45分钟", 45), ("90分钟", 90), ("半天", 210)):
        plan = GUIDE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
        spans = [
            (int(start), int(end)) for start, end in re.findall(r"^\| (\d+)–(\d+) ", plan, re.M)
        ]
        assert spans[0][0] == 0
        assert spans[-1][1] == minutes
        assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]
        assert all(line.count("|") == 6 for line in plan.splitlines() if line.startswith("|"))


def test_the_guide_names_no_claim_and_every_chapter() -> None:
    assert "{claim}" not in GUIDE
    for chapter in BOOK_CHAPTERS:
        assert f"({chapter}.md)" in GUIDE
