"""Test the edition: one language and one state for all displays."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

import loanlab.text
from loanlab import (
    ArticleFigures,
    ArticleTable,
    Contradictions,
    DataTable,
    Edition,
    Glossary,
    Hotlines,
    Ledger,
    Omissions,
    Rules,
    SimulationFigures,
    SourceList,
    check,
    exercise,
    simulate,
    stand_alone,
    use_language,
)
from loanlab.text.edition import current
from loanlab.views.claims import claim_badge, claim_sign
from loanlab.views.display import MissingTextError

# File, text in the Chinese catalogue, text in the English one.
CHANGES = [
    ("ledger.yml", "name: 有来源支持", "name: Supported"),
    ("ledger.yml", 'sign: "✓"', 'sign: "+"'),
    ("ledger.yml", "name: 仅见转载", "name: Seen in copies only"),
    ("ledger.yml", "label: 原文自相矛盾之处", "label: Where the article contradicts itself"),
    ("ledger.yml", "label: 原文没有写、读者要知道的", "label: What the article leaves out"),
    ("ledger.yml", "news: 媒体", "news: press"),
    ("ledger.yml", "rates: 原文表格：基准利率、费率上限和违约金", "rates: The table of rates"),
    ("ledger.yml", "label: 全部说法", "label: All claims"),
    ("ledger.yml", "label: 可以打的电话", "label: Hotlines"),
    ("ledger.yml", 'line: "{zh}（{en}）{means}"', 'line: "{en} ({zh}): {means}"'),
    ("ledger.yml", "lpr: LPR历次公布值", "lpr: Published LPR"),
    ("ledger.yml", 'tier: "（{tier}）"', 'tier: " ({tier})"'),
    ("interface.yml", "reset: 全部恢复", "reset: Reset"),
    ("interface.yml", 'labelled: "{label}：{text}"', 'labelled: "{label}: {text}"'),
    ("interface.yml", 'origin: "〔{text}〕"', 'origin: "[{text}]"'),
    ("interface.yml", "answer: 你的答案", "answer: Your answer"),
    ("interface.yml", 'right: "对。"', 'right: "Right. "'),
]


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Create a second catalogue: the Chinese one with a few English texts."""
    for language in ("zh", "en"):
        shutil.copytree(loanlab.text.FOLDER / "zh", tmp_path / language)
    for name, old, new in CHANGES:
        path = tmp_path / "en" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr("loanlab.text.FOLDER", tmp_path)
    yield
    use_language("zh")


def shown(display: Any) -> str:
    """Return what a cell shows, as plain text and HTML."""
    if hasattr(display, "_repr_html_"):
        return f"{display!r}\n{display._repr_html_()}"
    data, _metadata = display._repr_mimebundle_()
    return f"{data['text/plain']}\n{data['text/html']}"


DISPLAYS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "simulation": (lambda **options: simulate("true-cost", **options), ("Reset", "CSV")),
    "exercise": (lambda **options: exercise("rates-fenfu-year", **options), ("Your answer",)),
    "table": (
        lambda **options: ArticleTable("rates", **options),
        ("The table of rates", "Seen in copies only"),
    ),
    "figures": (
        lambda **options: ArticleFigures("rates", **options),
        ("The table of rates", "Daily rates are mostly", " (press)"),
    ),
    "figures of simulations": (
        lambda **options: SimulationFigures("repayment", **options),
        ("Seen in copies only",),
    ),
    "contradictions": (
        lambda **options: Contradictions(["x03"], **options),
        ("Where the article contradicts itself",),
    ),
    "omissions": (
        lambda **options: Omissions(["o02"], **options),
        ("What the article leaves out",),
    ),
    "sources": (lambda **options: SourceList(["cctv-all-in-cost"], **options), (" (press)",)),
    "hotlines": (Hotlines, ("Hotlines",)),
    "ledger": (Ledger, ("All claims", "Supported")),
    "glossary": (Glossary, ("lender (放款机构): ",)),
    "data": (lambda **options: DataTable("lpr", **options), ("Published LPR",)),
}
every_display = pytest.mark.parametrize(("make", "texts"), DISPLAYS.values(), ids=DISPLAYS.keys())


@pytest.mark.usefixtures("english")
@every_display
def test_one_call_of_use_language_changes_every_display(make: Any, texts: tuple[str, ...]) -> None:
    before = shown(make())
    use_language("en")
    after = shown(make())
    for text in texts:
        assert text in after
    assert before != after


@pytest.mark.usefixtures("english")
@every_display
def test_an_edition_argument_overrides_the_current_edition(
    make: Any, texts: tuple[str, ...]
) -> None:
    use_language("en")
    for text in texts:
        assert text in shown(make(edition=Edition("en")))
    chinese = shown(make(edition=Edition("zh")))
    use_language("zh")
    assert shown(make()) == chinese


@pytest.mark.usefixtures("english")
def test_widgets_use_the_current_language() -> None:
    use_language("en")
    before = set(widgets.Widget.get_manager_state()["state"])
    simulate("safe-limit")._repr_mimebundle_()
    models = widgets.Widget.get_manager_state()["state"]
    texts = [models[key]["state"].get("description") for key in set(models) - before]
    assert "Reset" in texts


@pytest.mark.usefixtures("english")
def test_signs_badges_and_verdicts_use_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    use_language("en")
    assert claim_sign("c4-03") == "+"
    assert claim_badge("c4-03").striptags() == "+ Supported c4-03"
    assert claim_sign("c4-03", edition=Edition("zh")) == "✓"
    check("rates-fenfu-year", 0.146)
    assert capsys.readouterr().out.startswith("Right. ")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Rules(["zhudai-2025"]), "zhudai-2025 has no binds in 'en'"),
        (lambda: DataTable("regulations"), "has no .* in 'en'"),
    ],
)
def test_a_record_without_a_text_in_the_language_is_refused(make: Any, message: str) -> None:
    use_language("en")
    with pytest.raises(MissingTextError, match=message):
        make()


@pytest.mark.usefixtures("english")
def test_language_and_stand_alone_mode_are_independent() -> None:
    stand_alone()
    try:
        use_language("en")
        assert (current().language, current().has_pages) == ("en", False)
    finally:
        stand_alone(False)
    assert (current().language, current().has_pages) == ("en", True)


def test_an_unknown_language_keeps_the_current_edition() -> None:
    before = current()
    with pytest.raises(ValueError, match="no catalogue for 'xx'; there are: zh"):
        use_language("xx")
    assert current() is before
