"""Test the downloadable notebooks: run them in an environment without the package."""

import ast
import functools
import json
import os
import re
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest

from loanlab.data import BOOK_CHAPTERS
from loanlab.site.notebooks import editions_of, file_name, notebook
from loanlab.site.wheel import Wheel
from loanlab.text import catalogue
from tests.book.chapters import chapter_text
from tests.conftest import ROOT, Open
from tests.pages.built import LANGUAGES, article
from tests.pages.test_pages import broken_rules

# Every notebook: file, page and which of a page's two it is.
NOTEBOOKS = {
    file_name(page, edition): (page, edition)
    for page in (*BOOK_CHAPTERS, "simulations")
    for edition in editions_of(page)
}
# Run one notebook of each kind. The others contain the cells of their pages, which the build ran.
PRACTICE = file_name("rates", "practice")
ENGLISH = file_name("risks", "answers")
ANSWERS = file_name("repayment", "answers")
GALLERY = file_name("simulations", "practice")
LANGUAGE_OF = {PRACTICE: "zh", ANSWERS: "zh", GALLERY: "zh", ENGLISH: "en"}
RUN = "import sys; from nbclient.cli import main; sys.exit(main())"
WIDGET = "application/vnd.jupyter.widget-view+json"


class Ran(NamedTuple):
    """An executed notebook."""

    book: Any
    said: str


def _without_the_package(folder: Path) -> Path:
    """Create an environment with the packages in requirements.txt and without loanlab.

    Link the packages from the current environment, so that the tests download nothing.
    """
    venv.create(folder / "env", with_pip=True, symlinks=True)
    packages = folder / "packages"
    packages.mkdir()
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for pin in pins:
        try:
            found = distribution(pin.partition("==")[0])
        except PackageNotFoundError:
            continue  # the package itself, and packages for other systems
        if found.name == "loanlab":
            continue
        for top in {file.parts[0] for file in found.files or () if file.parts[0] != ".."}:
            link = packages / top
            if not link.exists() and top != "__pycache__":
                link.symlink_to(Path(str(found.locate_file(top))))
    python = next((folder / "env").glob("bin/python"))
    purelib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    Path(purelib, "packages.pth").write_text(f"{packages}\n", encoding="utf-8")
    return python


@pytest.fixture(scope="module")
def ran(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """Run four notebooks from top to bottom, each alone in a folder."""
    home = tmp_path_factory.mktemp("away")
    python = _without_the_package(home)
    environment = {
        # PYTHONPATH may contain the package.
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JUPYTER", "PYTHON"))
        },
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "PIP_NO_INDEX": "1",
    }

    def run(name: str) -> Ran:
        folder = home / name.removesuffix(".ipynb")
        folder.mkdir()
        taken = folder / name
        taken.write_bytes((site / "book" / LANGUAGE_OF[name] / name).read_bytes())
        done = subprocess.run(
            [python, "-c", RUN, "--inplace", "--timeout=120", str(taken)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        # Leave the embedded package out of the error message.
        output = [line for line in done.stderr.splitlines() if len(line) < 1000]
        return Ran(nbformat.read(taken, 4), "\n".join(output[-40:]) if done.returncode else "")

    # The first notebook installs the package; the others find it installed.
    first = run(PRACTICE)
    with ThreadPoolExecutor(2) as pool:
        others = pool.map(run, (ANSWERS, GALLERY, ENGLISH))
        return {PRACTICE: first, **dict(zip((ANSWERS, GALLERY, ENGLISH), others, strict=True))}


def _outputs(book: Any) -> list[Any]:
    return [out for cell in book.cells if cell.cell_type == "code" for out in cell.outputs]


owners_of_modules = functools.cache(packages_distributions)


def _taken(site: Path, name: str, language: str = "zh") -> Any:
    """Read a notebook from the folder of its page."""
    return nbformat.read(site / "book" / language / name, 4)


def _code(book: Any) -> list[str]:
    return [cell.source for cell in book.cells if cell.cell_type == "code"]


def test_the_first_notebook_of_a_language_installs_packages_and_the_next_print_nothing(
    ran: dict[str, Ran],
) -> None:
    # They ran in this order, in one environment.
    printed = {name: ran[name].book.cells[1].outputs for name in (PRACTICE, ANSWERS, GALLERY)}
    for name, outputs in {
        PRACTICE: printed[PRACTICE],
        ENGLISH: ran[ENGLISH].book.cells[1].outputs,
    }.items():
        installed = catalogue(LANGUAGE_OF[name])["takeaway"]["installed"]
        assert installed in "".join(out.text for out in outputs)
    assert printed[ANSWERS] == printed[GALLERY] == []


@pytest.mark.parametrize("name", LANGUAGE_OF)
def test_a_notebook_runs_without_the_package_installed(ran: dict[str, Ran], name: str) -> None:
    book, said = ran[name]
    assert said == ""
    complaints = [out for out in _outputs(book) if out.get("name") == "stderr"]
    assert complaints == []
    shown = sum(WIDGET in out.get("data", {}) for out in _outputs(book))
    asked = re.findall(r"^(?:simulate|exercise|gallery)\(", "\n".join(_code(book)), re.MULTILINE)
    assert shown == len(asked) > 0


@pytest.mark.parametrize("name", [PRACTICE, ANSWERS, ENGLISH])
def test_checks_pass_with_answers_and_ask_for_missing_ones(ran: dict[str, Ran], name: str) -> None:
    printed = [
        "".join(out.get("text", "") for out in cell.outputs)
        for cell in ran[name].book.cells
        if cell.cell_type == "code" and re.search(r"^check\(", cell.source, re.M)
    ]
    marks = catalogue(LANGUAGE_OF[name])["exercise_marks"]
    missing = (marks["unanswered"], marks["undecided"])
    wanted = missing if name == PRACTICE else marks["right"]
    assert printed
    assert all(text.startswith(wanted) for text in printed), printed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_contains_the_cells_of_its_page_and_the_package(
    site: Path, name: str, language: str
) -> None:
    page, edition = NOTEBOOKS[name]
    taken = _taken(site, name, language)
    wheel = Wheel("loanlab-0.1.0-py3-none-any.whl", "0.1.0", "0.1.0", "any text")
    made = notebook(chapter_text(page, language), edition, language, wheel)
    carrying = 1
    for number, (cell, own) in enumerate(zip(taken.cells, made.cells, strict=True)):
        assert cell.cell_type == own.cell_type
        assert number == carrying or cell.source == own.source
    # The first cell is the same as in the executed notebook.
    assert taken.cells[carrying] == _taken(site, PRACTICE, language).cells[carrying]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_imports_only_packages_in_requirements_txt(site: Path, name: str) -> None:
    code = "\n".join(_code(_taken(site, name))[1:])
    trees = [each for each in ast.walk(ast.parse(code)) if isinstance(each, ast.Import)]
    froms = [each for each in ast.walk(ast.parse(code)) if isinstance(each, ast.ImportFrom)]
    modules = [alias.name for tree in trees for alias in tree.names]
    tops = {each.partition(".")[0] for each in (*modules, *(str(tree.module) for tree in froms))}
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    installed = {pin.partition("==")[0] for pin in pins}
    owners = owners_of_modules()
    for top in tops - sys.stdlib_module_names - {"loanlab"}:
        assert {owner.lower().replace("_", "-") for owner in owners[top]} & installed, top


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BOOK_CHAPTERS)
def test_every_worked_answer_was_graded_right_in_the_build(
    site: Path, name: str, language: str
) -> None:
    checks = re.findall(r"^check\(", chapter_text(name, language), re.M)
    printed = [
        cell.get_text()
        for cell in article(site, name, language).select(".cell")
        if re.search(r"^check\(", cell.get_text(), re.M)
    ]
    right = re.compile(rf"^{re.escape(catalogue(language)['exercise_marks']['right'])}", re.M)
    assert len([text for text in printed if right.search(text)]) == len(checks) > 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_links_to_no_missing_page(site: Path, name: str, language: str) -> None:
    book = json.dumps(_taken(site, name, language))
    assert ".md#" not in book
    assert '.md\\"' not in book


def test_the_button_works_by_keyboard_and_downloads_the_notebook(
    visit: Open, served: str, site: Path
) -> None:
    page = visit(f"{served}/book/zh/rates.html").page
    button = page.locator(".launch > summary")
    button.focus()
    page.keyboard.press("Enter")
    ways = page.locator(".launch-ways")
    assert ways.is_visible()
    with page.expect_download() as fetched:
        ways.locator("a[download]").first.click()
    assert fetched.value.suggested_filename == "rates.ipynb"
    taken = Path(fetched.value.path()).read_bytes()
    assert taken == (site / "book" / "zh" / "rates.ipynb").read_bytes()
    page.keyboard.press("Escape")
    assert not ways.is_visible()
    button.click()
    page.mouse.click(640, 880)
    assert not ways.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_open_menu_fits_and_passes_the_accessibility_rules(
    visit: Open, served: str, width: int, dark: bool, language: str
) -> None:
    page = visit(f"{served}/book/{language}/rates.html", width=width, dark=dark).page
    page.locator(".launch > summary").click()
    box = page.locator(".launch-ways").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert broken_rules(page) == ""
