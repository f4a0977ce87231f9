"""Test that errors in data files are reported with file and entry."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import loanlab.data
from loanlab.data.library import DataError, read_library

FOLDER = Path(loanlab.data.__file__).parent
Damage = Callable[[str, str, str], Path]


@pytest.fixture
def damage(tmp_path: Path) -> Damage:
    """Copy the data files, replacing the first occurrence of a text."""

    def replace(file: str, old: str, new: str) -> Path:
        for path in FOLDER.iterdir():
            if path.suffix in {".yml", ".csv"}:
                shutil.copy(path, tmp_path)
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return replace


@pytest.mark.parametrize(
    ("file", "old", "new", "entry", "trouble"),
    [
        pytest.param(
            "claims.yml",
            "sources: [equalocean-webank-complaints, 36kr",
            "sources: [nowhere, 36kr",
            "c0-01",
            "there is no source 'nowhere'",
            id="a claim resting on an unknown source",
        ),
        pytest.param(
            "claims.yml",
            "tension_with: [c1-03]",
            "tension_with: [c1-99]",
            "c0-01",
            "there is no claim 'c1-99'",
            id="a tension with an unknown claim",
        ),
        pytest.param(
            "claims.yml",
            "claims: [c1-01, c1-03]",
            "claims: [c1-01, c1-99]",
            "x01",
            "there is no claim 'c1-99'",
            id="a contradiction of an unknown claim",
        ),
        pytest.param(
            "claims.yml", "- id: c0-02", "- id: c0-01", "c0-01", "taken", id="a claim id used twice"
        ),
        pytest.param(
            "claims.yml",
            "- id: c0-02",
            "- id: c5-77",
            "c5-77",
            "does not belong to chapter 0",
            id="a claim in the wrong chapter",
        ),
        pytest.param(
            "claims.yml",
            "status: contradicted",
            "status: disputed",
            "c0-01",
            "status",
            id="an unknown status",
        ),
        pytest.param(
            "claims.yml",
            "status: contradicted",
            "status: supported",
            "counts",
            "supported",
            id="a status changed without its count",
        ),
        pytest.param(
            "guidance.yml",
            "sources: [pbccrc-faq-2023",
            "sources: [nowhere",
            "credit-report-keeper",
            "there is no source 'nowhere'",
            id="guidance resting on an unknown source",
        ),
        pytest.param(
            "guidance.yml",
            "sources: [pbccrc-faq-2023, tellerreport-repair-crazy]",
            "sources: []",
            "credit-report-keeper",
            "supported guidance needs a source",
            id="guidance supported by nothing",
        ),
        pytest.param(
            "guidance.yml",
            "unlinkable_pages: 2",
            "unlinkable_pages: 0",
            "credit-report-no-app",
            "weak guidance needs a count",
            id="weak guidance without a page",
        ),
        pytest.param(
            "guidance.yml",
            "topic: credit-report",
            "topic: gossip",
            "credit-report-keeper",
            "topic",
            id="guidance on an unknown topic",
        ),
        pytest.param(
            "claims.yml",
            "kind: product-fact",
            "kind: product-fact\n    colour: red",
            "c0-01",
            "colour",
            id="an unknown field",
        ),
        pytest.param(
            "claims.yml",
            "counts:\n",
            "counts:\n  opinion: 7\n",
            "whole file",
            "a second time",
            id="a key written twice",
        ),
        pytest.param(
            "claims.yml",
            "omissions:\n",
            "left_out:\n",
            "whole file",
            "left_out",
            id="a lost section",
        ),
        pytest.param(
            "claims.yml",
            "counts:\n",
            "counts: [\n",
            "whole file",
            "line",
            id="a file that is no YAML",
        ),
        pytest.param(
            "sources.yml",
            "url: https://equalocean.com",
            "url: javascript:alert(1)//",
            "equalocean-webank-complaints",
            "url",
            id="an address that is no web address",
        ),
        pytest.param(
            "sources.yml",
            "date: '2022-03-16'",
            "date: March 2022",
            "equalocean-webank-complaints",
            "date",
            id="a date that is not year, month, day",
        ),
        pytest.param(
            "regulations.yml",
            "sources: [readhub-all-in-cost",
            "sources: [nowhere",
            "all-in-cost-2026",
            "there is no source 'nowhere'",
            id="a rule resting on an unknown source",
        ),
        pytest.param(
            "products.yml",
            "daily_rate_range: [0.0002, 0.0005]",
            "daily_rate_range: [0.0005, 0.0002]",
            "weilidai",
            "falls",
            id="a range the wrong way round",
        ),
        pytest.param(
            "products.yml",
            "daily_rate_range: [0.0002, 0.0005]",
            "daily_rate_range: [0.02, 5]",
            "weilidai",
            "daily_rate_range",
            id="a rate in percent",
        ),
        pytest.param(
            "products.yml",
            "sources: [technode-weilidai",
            "sources: [nowhere",
            "weilidai",
            "there is no source 'nowhere'",
            id="a product resting on an unknown source",
        ),
        pytest.param(
            "article_tables.yml",
            "text_en: 24% a year, claim: c3-05}",
            "text_en: 24% a year}",
            "rates",
            "'年化24%' in row '微粒贷' has no claim",
            id="a number of the article without its claim",
        ),
        pytest.param(
            "article_tables.yml",
            "text_en: 24% a year, claim: c3-05}",
            "text_en: 24% a year, claim: c3-99}",
            "rates",
            "there is no claim 'c3-99'",
            id="a cell with an unknown claim",
        ),
        pytest.param(
            "article_tables.yml",
            "        - {text_zh: 年化24%, text_en: 24% a year, claim: c3-05}\n",
            "",
            "rates",
            "3 cells for 4 columns",
            id="a row with a cell too few",
        ),
        pytest.param(
            "figures.yml",
            "claim: c3-05",
            "claim: c3-99",
            "annual_rate_cap.weilidai",
            "there is no claim 'c3-99'",
            id="a figure of an unknown claim",
        ),
        pytest.param(
            "figures.yml",
            "source: micro-cost-2025",
            "source: nowhere",
            "annual_rate_cap.fenfu",
            "there is no source, regulation or omission 'nowhere'",
            id="a figure of an unknown source",
        ),
        pytest.param(
            "figures.yml",
            "value: [300, 850]",
            "value: [850, 300]",
            "pay_score_range",
            "does not rise",
            id="a figure's range the wrong way round",
        ),
        pytest.param(
            "figures.yml",
            "value: 0.24",
            "value: 24%",
            "annual_rate_cap.weilidai",
            "value",
            id="a figure that is a text",
        ),
        pytest.param(
            "claims.yml",
            "told_in: products",
            "chapter: 0",
            "whole file",
            "chapter",
            id="a chapter said twice",
        ),
        pytest.param(
            "claims.yml",
            "    told_in: outlook\n",
            "",
            "c9-01",
            "told_in",
            id="a claim of the closing without a home",
        ),
        pytest.param(
            "claims.yml",
            "told_in: outlook",
            "told_in: closing",
            "c9-01",
            "told_in",
            id="a home that is no chapter of the book",
        ),
        pytest.param(
            "glossary.yml",
            "0.01个百分点。",
            "0.01个百分点。不是1个。",
            "basis-point",
            "not one sentence",
            id="a term in two sentences",
        ),
        pytest.param(
            "glossary.yml",
            "name_zh: 基点",
            "name_zh: 额度",
            "额度",
            "two terms",
            id="a form that stands for two terms",
        ),
        pytest.param(
            "hotlines.yml",
            "number: '95384'",
            "number: 95384-1",
            "95384-1",
            "number",
            id="a number that nobody can dial",
        ),
        pytest.param(
            "comparisons.yml",
            "[limit_range.jiebei]",
            "[limit_range.xiaoe]",
            "limit-jiebei",
            "there is no figure 'limit_range.xiaoe'",
            id="a comparison with what is not known",
        ),
        pytest.param(
            "regulations.yml",
            "    sources: []\n    unlinkable_pages: 1",
            "    sources: []",
            "personal-loan-2024",
            "needs a source",
            id="a rule that rests on nothing",
        ),
        pytest.param(
            "lpr.csv",
            "2019-09-20",
            "2019-08-20",
            "2019-08-20",
            "come after",
            id="a day printed twice",
        ),
        pytest.param(
            "lpr.csv", "2019-08-20,4.25", "2019-08-20,42.5", "2019-08-20", "lpr_1y", id="42.5%"
        ),
        pytest.param(
            "lpr.csv",
            "2019-08-20,4.25",
            "2019-08-20,0",
            "2019-08-20",
            "lpr_1y",
            id="a rate of zero",
        ),
        pytest.param(
            "lpr.csv", "2019-08-20,4.25", "2019-08-20,x", "2019-08-20", "not a line", id="no number"
        ),
        pytest.param(
            "lpr.csv",
            "4.85,lpr-file",
            "4.85,nowhere",
            "2019-08-20",
            "there is no source 'nowhere'",
            id="a publication from an unknown source",
        ),
    ],
)
def test_an_invalid_file_is_refused_with_its_name_and_entry(
    damage: Damage, file: str, old: str, new: str, entry: str, trouble: str
) -> None:
    folder = damage(file, old, new)
    with pytest.raises(DataError) as refused:
        read_library(folder)
    message = str(refused.value)
    assert trouble in message
    assert message.startswith(f"{file}, {entry}: ")


def test_an_id_of_both_a_source_and_a_rule_is_refused(damage: Damage) -> None:
    folder = damage("sources.yml", "sources:\n", "sources:\n")
    sources = folder / "sources.yml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(
        text
        + "\n  - {id: zhudai-2025, title: a, publisher: b, url: null, tier: news, date: null}\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError, match=r"sources.yml, zhudai-2025: .*two things"):
        read_library(folder)


def test_an_lpr_file_without_a_publication_is_refused(damage: Damage) -> None:
    folder = damage("lpr.csv", "date", "date")
    (folder / "lpr.csv").write_text("date,lpr_1y_percent,lpr_5y_percent,source\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"lpr.csv, whole file: no publication"):
        read_library(folder)
