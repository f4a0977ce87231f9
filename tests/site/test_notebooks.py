"""Test the downloadable notebooks: two per chapter, generated from the page's source."""

import re
import runpy
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jupytext
import nbformat
import pytest

from loanlab import stand_alone
from loanlab.data import BOOK_CHAPTERS, facts
from loanlab.exercises import CHAPTERS, exercise, exercises
from loanlab.forms.grading import Choice, exercise_strings
from loanlab.site.notebooks import EDITIONS, editions_of, notebook
from loanlab.site.wheel import Wheel
from loanlab.text import catalogue
from tests.conftest import ROOT
from tests.forms.grading_wire import EXERCISES, TEXTS

STRINGS = catalogue("zh")["takeaway"]
WHEEL = Wheel("loanlab-0.1.0+abc-py3-none-any.whl", "0.1.0+abc", "0.1.0+abc", "c-some<&>letters")
SHOWN = re.compile(r'^(?:simulate|exercise)\("[a-z0-9-]+"\)', re.M)


def source_of(name: str) -> str:
    return (ROOT / "book" / "zh" / f"{name}.md").read_text(encoding="utf-8")


def made(name: str, edition: str) -> Any:
    return notebook(source_of(name), edition, "zh", WHEEL)


def text_of(book: Any, kind: str = "") -> str:
    return "\n".join(cell.source for cell in book.cells if kind in cell.cell_type)


@pytest.fixture(params=BOOK_CHAPTERS)
def name(request: pytest.FixtureRequest) -> str:
    chapter: str = request.param
    return chapter


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_editions_are_valid_and_show_everything_on_the_page(name: str, edition: str) -> None:
    book = made(name, edition)
    nbformat.validate(book)
    page = "\n".join(cell.source for cell in jupytext.reads(source_of(name), fmt="md:myst").cells)
    assert SHOWN.findall(page) == SHOWN.findall(text_of(book, "code"))
    headings = re.findall(r"^#+ .*$", re.sub(r"```.*?```", "", page, flags=re.S), re.M)
    assert [line for line in headings if line not in text_of(book, "markdown")] == []


def test_the_practice_edition_reveals_no_answer(name: str) -> None:
    book = made(name, "practice")
    page = source_of(name)
    folded = re.findall(r":::\{dropdown\}.*?\n(.*?)\n:::", page, re.S)
    worked_out = re.findall(r":tags: \[hide-cell\]\n(.*?)\n```", page, re.S)
    assert folded
    assert worked_out
    whole = text_of(book)
    for part in (*folded, *worked_out):
        assert part not in whole
    assert whole.count(STRINGS["write_here"]) == len(folded)
    checked = re.findall(r'check\("([a-z0-9-]+)"', "\n".join(worked_out))
    assert re.findall(r'check\("([a-z0-9-]+)", \.\.\.\)', whole) == checked


def test_the_answers_edition_has_every_answer_and_every_mistakes_hint(name: str) -> None:
    book = made(name, "answers")
    exercise_names = [each for each in exercises(facts()) if each.startswith(f"{name}-")]
    assert exercise_names
    answers = [cell.source for cell in book.cells if STRINGS["for_teacher"] in cell.source]
    for each, answer in zip(exercise_names, answers, strict=True):
        found = exercise(each, facts())
        strings = exercise_strings(found, catalogue("zh"))
        if isinstance(found, Choice):
            replies, others = list(strings["replies"].values()), "\n- 选"
        elif found.is_prediction:
            replies, others = [strings[key] for key in ("close", "low", "high")], "\n- 猜"
        else:
            replies, others = [strings["right"], *strings["hints"].values()], "\n- 填"
        assert [reply for reply in replies if reply not in answer] == []
        assert answer.count(others) == len(replies) - (not found.is_prediction)
    assert re.search(r'check\("[a-z0-9-]+", \.\.\.\)', text_of(book)) is None


def test_an_answer_is_written_as_a_reader_types_it() -> None:
    whole = text_of(made("rates", "answers"))
    assert (
        "答案：14.60%。\n\n0.04% × 365 = 14.60%。\n\n- 填14.40%时，书里说：按360天算的。" in whole
    )
    assert "答案：284.37元。" in text_of(made("outlook", "answers"))


HEAD = """---
kernelspec:
  name: python3
  display_name: Python 3
---

"""
CHOICE_CELLS = """```{code-cell} ipython3
:tags: [remove-input]

exercise("step")
```

```{code-cell} ipython3
:tags: [hide-cell]

check("step", "stop")
```
"""


def test_a_choice_is_listed_with_letters_and_answered_in_the_answers_edition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strings = {**catalogue("zh"), "exercises": TEXTS}
    monkeypatch.setattr("loanlab.site.notebooks.exercise", lambda name, _facts: EXERCISES[name])
    monkeypatch.setattr("loanlab.site.notebooks.catalogue", lambda _language: strings)
    listed = "怎么办？\n\nA. 先付500元。\n\nB. 停下，打96110。\n\nC. 问一句。"
    practice, answers = (
        [cell.source for cell in notebook(HEAD + CHOICE_CELLS, edition, "zh", WHEEL).cells[2:]]
        for edition in EDITIONS
    )
    your_turn = f'# {STRINGS["your_choice"]}\ncheck("step", ...)'
    assert practice == ['exercise("step")', listed, your_turn]
    assert answers[:2] == practice[:2]
    assert answers[3] == 'check("step", "stop")'
    assert "答案：B。\n\n先付500元的都是骗。\n\n- 选A时，书里说：付了500元也拿不到。" in answers[2]
    assert "- 选C时，书里说：问也没用。" in answers[2]
    assert "选B时" not in answers[2]


SET = '<a class="set" href="#{}">{}</a>'


@pytest.mark.parametrize(
    ("address", "label", "expected"),
    [
        (
            "true-cost?basis=contract&amp;received=5000&amp;payment=1750",
            "点这里设好",
            "（在模拟里设：手头有什么：到手和每期还款；实际到手：5,000元；每期还款：1,750元）",
        ),
        ("rate-builder?pay_score=600", "换成600分", "换成600分（在模拟里设：微信支付分：600分）"),
        ("rate-builder-2?pay_score=600", "换成600分", "换成600分（在模拟里设：微信支付分：600分）"),
    ],
)
def test_a_set_up_button_becomes_the_values_that_it_sets(
    address: str, label: str, expected: str
) -> None:
    page = f"{HEAD}先看。{SET.format(address, label)}再看。\n"
    (text,) = [cell.source for cell in notebook(page, "practice", "zh", WHEEL).cells[2:]]
    assert text == f"先看。{expected}再看。"


def test_a_set_up_button_of_another_page_becomes_its_text() -> None:
    button = '<a class="set" href="rates.md#true-cost?received=5000">到手5,000元</a>'
    cells = notebook(f"{HEAD}先看{button}。\n", "practice", "zh", WHEEL).cells
    assert cells[2].source == "先看到手5,000元。"


def test_generation_is_deterministic() -> None:
    assert nbformat.writes(made("rates", "practice")) == nbformat.writes(made("rates", "practice"))


def test_only_chapters_and_the_gallery_have_notebooks() -> None:
    assert {chapter: editions_of(chapter) for chapter in CHAPTERS} == dict.fromkeys(
        BOOK_CHAPTERS, ("practice", "answers")
    )
    assert editions_of("simulations") == ("practice",)
    assert editions_of("about") == editions_of("workshop") == editions_of("") == ()


def first_cell() -> str:
    cell = made("rates", "practice").cells[1]
    assert cell.metadata["jupyter"]["source_hidden"]
    assert cell.source.startswith("# " + STRINGS["first_cell"])
    source: str = cell.source
    return source


class FakeInstaller:
    """A fake installer that records the first cell's commands and fails on demand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.commands: list[list[str]] = []
        self.wheel = b""
        self.failing = ""
        monkeypatch.setattr(subprocess, "run", self._run)
        monkeypatch.setattr("bz2.decompress", lambda data: data)

    def _run(self, command: list[str], **options: Any) -> Any:
        self.commands.append(command)
        self.wheel = Path(command[-1]).read_bytes()
        return SimpleNamespace(returncode=bool(self.failing), stderr=self.failing)


@pytest.fixture
def installer(monkeypatch: pytest.MonkeyPatch) -> Any:
    yield FakeInstaller(monkeypatch)
    stand_alone(False)


def run_first_cell(tmp_path: Path) -> None:
    path = tmp_path / "cell.py"
    # Nothing is installed, so any text can stand for the wheel.
    path.write_text(first_cell().replace(WHEEL.text, "VPazpa$#"), encoding="utf-8")
    runpy.run_path(str(path))


def pretend_installed(monkeypatch: pytest.MonkeyPatch, version: str | None) -> None:
    def installed_version(name: str) -> str:
        if version is None:
            raise metadata.PackageNotFoundError(name)
        return version

    monkeypatch.setattr(metadata, "version", installed_version)


@pytest.mark.parametrize("version", ["0.1.0+abc", "0.1.0"])
def test_the_first_cell_prints_nothing_if_the_package_is_installed(
    installer: FakeInstaller,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    version: str,
) -> None:
    pretend_installed(monkeypatch, version)
    run_first_cell(tmp_path)
    assert installer.commands == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("version", [None, "0.1.0+older"])
def test_the_first_cell_installs_the_embedded_package(
    installer: FakeInstaller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str | None
) -> None:
    pretend_installed(monkeypatch, version)
    run_first_cell(tmp_path)
    (command,) = installer.commands
    assert command[:4] == [sys.executable, "-m", "pip", "install"]
    assert command[-1].endswith(WHEEL.name)
    assert installer.wheel != b""


def test_the_first_cell_uses_uv_if_pip_is_missing(
    installer: FakeInstaller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend_installed(monkeypatch, None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: "uv")
    run_first_cell(tmp_path)
    assert installer.commands[0][:3] == ["uv", "pip", "install"]


def test_an_unsupported_python_is_refused_before_installing(
    installer: FakeInstaller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend_installed(monkeypatch, None)
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    with pytest.raises(RuntimeError, match=r"这里是Python 3\.14，.*3\.11到3\.13"):
        run_first_cell(tmp_path)
    assert installer.commands == []


def test_a_failed_install_is_reported_with_advice_and_pips_output(
    installer: FakeInstaller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend_installed(monkeypatch, None)
    installer.failing = "no route to host"
    with pytest.raises(RuntimeError, match=r"没有装上.*镜像站的地址.*\nno route to host"):
        run_first_cell(tmp_path)
