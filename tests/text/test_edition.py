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
    Chat,
    Contradictions,
    DataTable,
    Edition,
    Glossary,
    Hotlines,
    Ledger,
    Letter,
    Omissions,
    Paper,
    Rules,
    SimulationFigures,
    SourceList,
    check,
    exercise,
    simulate,
    stand_alone,
    use_language,
)
from loanlab.data import claims, terms
from loanlab.data.documents import conversations, documents, letter_templates
from loanlab.text import catalogue
from loanlab.text.edition import current
from loanlab.views.claims import claim_badge, claim_sign
from loanlab.views.display import MissingTextError

CHINESE, ENGLISH = catalogue("zh"), catalogue("en")
LEDGER = ENGLISH["ledger"]


@pytest.fixture
def english() -> Iterator[None]:
    """Set the language back after a test that changes it."""
    yield
    use_language("zh")


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    """Add a third catalogue, for which no record has words."""
    for language, copied in (("zh", "zh"), ("en", "en"), ("fr", "en")):
        shutil.copytree(loanlab.text.FOLDER / copied, tmp_path / language)
    monkeypatch.setattr("loanlab.text.FOLDER", tmp_path)


def shown(display: Any) -> str:
    """Return what a cell shows, as plain text and HTML."""
    if hasattr(display, "_repr_html_"):
        return f"{display!r}\n{display._repr_html_()}"
    data, _metadata = display._repr_mimebundle_()
    return f"{data['text/plain']}\n{data['text/html']}"


REPOSTS = LEDGER["statuses"]["reposts"]["name"]
PRESS = LEDGER["source_list"]["tier"].format(tier=LEDGER["tiers"]["news"])
# What makes a display, and texts of the English catalogue that are in it.
DISPLAYS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "simulation": (
        lambda **options: simulate("true-cost", **options),
        (ENGLISH["interface"]["form"]["reset"], ENGLISH["interface"]["form"]["save"]),
    ),
    "exercise": (
        lambda **options: exercise("rates-fenfu-year", **options),
        (ENGLISH["interface"]["form"]["answer"],),
    ),
    "table": (
        lambda **options: ArticleTable("rates", **options),
        (LEDGER["tables"]["rates"], REPOSTS),
    ),
    "figures": (
        lambda **options: ArticleFigures("rates", **options),
        (LEDGER["tables"]["rates"], claims()["c3-01"].claim_en, PRESS),
    ),
    "figures of simulations": (
        lambda **options: SimulationFigures("repayment", **options),
        (REPOSTS,),
    ),
    "contradictions": (
        lambda **options: Contradictions(["x03"], **options),
        (LEDGER["contradictions"]["label"],),
    ),
    "omissions": (
        lambda **options: Omissions(["o02"], **options),
        (LEDGER["omissions"]["label"],),
    ),
    "sources": (lambda **options: SourceList(["cctv-all-in-cost"], **options), (PRESS,)),
    "hotlines": (Hotlines, (LEDGER["hotlines"]["label"],)),
    "ledger": (
        Ledger,
        (LEDGER["ledger_page"]["label"], LEDGER["statuses"]["supported"]["name"]),
    ),
    "glossary": (Glossary, (terms()["lender"].means_en,)),
    "data": (
        lambda **options: DataTable("lpr", **options),
        (LEDGER["data_tables"]["titles"]["lpr"],),
    ),
    "paper": (
        lambda **options: Paper("contract", **options),
        (documents()["contract"].lines[0].comment_en,),
    ),
    "chat": (
        lambda **options: Chat("unfreeze", **options),
        (conversations()["unfreeze"].turns[0].text_en,),
    ),
    "letter": (
        lambda **options: Letter("complaint", **options),
        ((letter_templates()["complaint"].notes_en or ("",))[0][:20],),
    ),
}
every_display = pytest.mark.parametrize(("make", "texts"), DISPLAYS.values(), ids=DISPLAYS.keys())


@pytest.mark.usefixtures("english")
@every_display
def test_one_call_of_use_language_changes_every_display(make: Any, texts: tuple[str, ...]) -> None:
    before = shown(make())
    use_language("en")
    after = shown(make())
    for text in texts:
        assert text in after, text
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
    assert ENGLISH["interface"]["form"]["reset"] in texts


@pytest.mark.usefixtures("english")
def test_signs_badges_and_verdicts_use_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    use_language("en")
    status = LEDGER["statuses"]["supported"]
    assert claim_sign("c4-03") == status["sign"]
    assert claim_badge("c4-03").striptags() == f"{status['sign']} {status['name']} c4-03"
    chinese = CHINESE["ledger"]["statuses"]["supported"]["name"]
    assert chinese in claim_badge("c4-03", edition=Edition("zh")).striptags()
    check("rates-fenfu-year", 0.146)
    assert capsys.readouterr().out.startswith(ENGLISH["exercise_marks"]["right"])


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Rules(["zhudai-2025"]), "zhudai-2025 has no name in 'fr'"),
        (lambda: DataTable("regulations"), "has no .* in 'fr'"),
        (lambda: Letter("complaint"), "complaint has no title in 'fr'"),
    ],
)
def test_a_record_without_a_text_in_the_language_is_refused(make: Any, message: str) -> None:
    use_language("fr")
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
    with pytest.raises(ValueError, match=r"no catalogue for 'xx'; there are: .*zh"):
        use_language("xx")
    assert current() is before
