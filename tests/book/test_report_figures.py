"""The page on one's own credit report tells what the guidance says, and counts years as it does."""

from datetime import date

import pytest

from loanlab.data import guidance, regulations
from loanlab.model.dates import add_months
from tests.book.chapters import chapter_text

TEXT = chapter_text("report")


@pytest.mark.parametrize(
    ("told", "entry", "said"),
    [
        ("`ipcrs.pbccrc.org.cn`", "credit-report-ways", "ipcrs.pbccrc.org.cn"),
        ("| 网上 | 免费 | 免费 |", "credit-report-free-and-price", "通过互联网查询免费"),
        (
            "| 柜台 | 免费 | 每次5元 |",
            "credit-report-free-and-price",
            "每年前2次免费，第3次起每次5元",
        ),
        ("5元是2025年7月1日起的价", "credit-report-free-and-price", "2025-07-01"),
        ("写着10元的网页过时了", "credit-report-free-and-price", "每次10元"),
        ("一般第二天更新", "credit-report-keeper", "第二天更新"),
        ("官方的信息概要列最近两年的查询", "credit-report-inquiries", "最近两年的查询"),
        ("从还清那天起，再留五年", "overdue-five-years", "从还清之日起算5年"),
        ("收到之日起20日内", "credit-objection", "自收到异议之日起20日内"),
        ("受理起30日内书面答复", "identity-objection", "受理起30日内书面答复"),
        ("400-810-8866", "credit-center-phone", "400-810-8866"),
        ("工作日接听", "hotline-12363", "工作日受理"),
    ],
)
def test_the_page_tells_what_the_guidance_says(told: str, entry: str, said: str) -> None:
    assert told in TEXT
    assert said in guidance()[entry].fact_zh + str(guidance()[entry].since)


def test_an_entry_goes_five_years_after_it_was_repaid() -> None:
    until = add_months(date(2025, 3, 20), 60)
    assert f"2025年3月20日还清的，到{until.year}年{until.month}月{until.day}日以后" in TEXT


def test_the_one_time_repair_closed_when_the_rule_says() -> None:
    note = regulations()["credit-repair-2025"].status_note_zh
    assert note is not None
    assert "2026-03-31" in note
    assert "已经在2026年3月31日关闭" in TEXT
