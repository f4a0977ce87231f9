"""Test the data that the page's script reads: unmodified files of the package, not copies."""

import json
from pathlib import Path

import loanlab
from loanlab.data import facts
from loanlab.simulations import simulations
from loanlab.site.browser_data import python_sources, write_charts, write_python
from loanlab.text import catalogue

PACKAGE = Path(loanlab.__file__).parent


def read(path: Path, name: str) -> dict[str, object]:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"globalThis.{name}=")
    value: dict[str, object] = json.loads(text.removeprefix(f"globalThis.{name}=").rstrip("\n;"))
    return value


def test_the_pages_python_equals_the_plain_rooms_byte_for_byte(tmp_path: Path) -> None:
    write_python(tmp_path, "zh")
    written = read(tmp_path / "python.js", "loanlabPython")
    rooms = [
        path
        for room in ("model", "forms", "simulations", "exercises")
        for path in (PACKAGE / room).glob("*.py")
    ]
    assert written["files"] == {
        f"loanlab/{path.relative_to(PACKAGE).as_posix()}": path.read_text(encoding="utf-8")
        for path in rooms
    }
    assert written["files"] == python_sources()
    assert json.loads(str(written["facts"])) == facts()


def test_the_pages_python_is_the_same_file_in_every_edition(tmp_path: Path) -> None:
    written = []
    for language in ("zh", "en"):
        write_python(tmp_path, language)
        written.append((tmp_path / "python.js").read_bytes())
        words = read(tmp_path / f"words.{language}.js", "loanlabWords")
        assert words["interface"] == catalogue(language)["interface"]
    assert written[0] == written[1]


def test_every_chart_of_a_chapter_is_in_one_file(tmp_path: Path) -> None:
    write_charts(tmp_path, "zh", {"abc": {"marks": []}})
    names = {
        f"{name}/{picture.name}"
        for name, simulation in simulations(facts()).items()
        for picture in simulation.pictures
        if not picture.is_table
    }
    assert set(read(tmp_path / "charts.zh.js", "loanlabCharts")) == names | {"abc"}
