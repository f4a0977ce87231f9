"""The notebooks beside the built pages: fetched as a reader does, run where the package is not."""

import json
import os
import re
import subprocess
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest

from loanlab.data import BOOK_CHAPTERS
from loanlab.site.notebooks import editions_of, file_name
from loanlab.text import catalogue
from tests.conftest import ROOT, Open
from tests.pages.test_pages import broken_rules

STRINGS = catalogue("zh")
NOTEBOOKS = [
    file_name(page, edition)
    for page in (*BOOK_CHAPTERS, "simulations")
    for edition in editions_of(page)
]
RUN = "import sys; from nbclient.cli import main; sys.exit(main())"
WIDGET = "application/vnd.jupyter.widget-view+json"


class Ran(NamedTuple):
    """A notebook after it was run."""

    book: Any
    said: str


def _without_the_package(folder: Path) -> Path:
    """An environment that holds what requirements.txt pins, and neither loanlab nor anything else.

    What is pinned is this environment's own, by links: nothing is fetched while tests run.
    """
    venv.create(folder / "env", with_pip=True, symlinks=True)
    packages = folder / "packages"
    packages.mkdir()
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for pin in pins:
        try:
            found = distribution(pin.partition("==")[0])
        except PackageNotFoundError:
            continue  # the line of the package itself, and what other systems need
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
def ran(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Ran]]:
    """Every notebook, run from top to bottom in a folder where it lies alone."""
    home = tmp_path_factory.mktemp("away")
    python = _without_the_package(home)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")},
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "PIP_NO_INDEX": "1",
    }

    def run(name: str) -> Ran:
        folder = home / name.removesuffix(".ipynb")
        folder.mkdir()
        taken = folder / name
        taken.write_bytes((site / "book" / "zh" / name).read_bytes())
        done = subprocess.run(
            [python, "-c", RUN, "--inplace", "--timeout=120", str(taken)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        # The package's text is no part of what went wrong.
        said = [line for line in done.stderr.splitlines() if len(line) < 1000]
        return Ran(nbformat.read(taken, 4), "\n".join(said[-40:]) if done.returncode else "")

    # The first one installs the package; the others find it there.
    first = run(NOTEBOOKS[0])
    with ThreadPoolExecutor(2) as pool:
        others = pool.map(run, NOTEBOOKS[1:])
        yield dict(zip(NOTEBOOKS, [first, *others], strict=True))


def _outputs(book: Any) -> list[Any]:
    return [out for cell in book.cells if cell.cell_type == "code" for out in cell.outputs]


def test_the_first_notebook_installs_what_is_missing_and_the_next_are_quiet(
    ran: dict[str, Ran],
) -> None:
    first, *others = (ran[name].book.cells[1].outputs for name in NOTEBOOKS)
    assert STRINGS["takeaway"]["installed"] in "".join(out.text for out in first)
    assert others == [[]] * len(others)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_top_to_bottom_where_the_package_is_not(
    ran: dict[str, Ran], name: str
) -> None:
    book, said = ran[name]
    assert said == ""
    complaints = [out for out in _outputs(book) if out.get("name") == "stderr"]
    assert complaints == []
    shown = sum(WIDGET in out.get("data", {}) for out in _outputs(book))
    code = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    assert shown == len(re.findall(r"^(?:simulate|exercise)\(", code, re.MULTILINE))
    assert shown >= 6


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if "simulations" not in name])
def test_its_checks_say_right_with_answers_and_not_yet_without(
    ran: dict[str, Ran], name: str
) -> None:
    said = [
        "".join(out.get("text", "") for out in cell.outputs)
        for cell in ran[name].book.cells
        if cell.cell_type == "code" and re.search(r"^check\(", cell.source, re.M)
    ]
    marks = STRINGS["exercise_marks"]
    wanted = marks["right"] if name.endswith("-answers.ipynb") else marks["unanswered"]
    assert len(said) == 4
    assert all(text.startswith(wanted) for text in said), said


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_nothing_in_it_links_to_a_page_that_is_not_there(ran: dict[str, Ran], name: str) -> None:
    book = json.dumps(ran[name].book)
    assert ".md#" not in book
    assert '.md\\"' not in book


def test_the_button_opens_by_keyboard_gives_the_notebook_and_closes(
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


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_open_list_fits_and_passes_the_accessibility_rules(
    visit: Open, served: str, width: int, dark: bool
) -> None:
    page = visit(f"{served}/book/zh/rates.html", width=width, dark=dark).page
    page.locator(".launch > summary").click()
    box = page.locator(".launch-ways").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert broken_rules(page) == ""
