"""run.py: what it sets up once, what it refuses, and what it leaves alone."""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import run

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that run.py takes for the project; every command it would start is recorded."""
    for name in [*run.LAYERS.values(), "pyproject.toml"]:
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def steps(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were started, with an environment that works once it was made."""
    started: list[list[str]] = []

    def record(step: str, command: list[Any], advice: str, env: Any = None) -> None:
        started.append([str(part) for part in command])
        run.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(run, "run", record)
    monkeypatch.setattr(run, "works", lambda python: run.VENV.exists())
    return started


def test_it_uses_the_standard_library_only() -> None:
    spec = importlib.util.find_spec("run")
    assert spec is not None
    assert spec.origin == str(ROOT / "run.py")
    lines = (ROOT / "run.py").read_text(encoding="utf-8").splitlines()
    names = [
        line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))
    ]
    assert len(names) >= 10
    assert set(names) <= sys.stdlib_module_names


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_python_that_the_packages_know_is_taken(version: tuple[int, int]) -> None:
    run.check_version(version)


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_another_python_is_refused_with_the_way_out(version: tuple[int, int]) -> None:
    with pytest.raises(run.TaskError, match=r"3\.11 to 3\.13.*python3\.13 run\.py serve"):
        run.check_version(version)


def test_a_second_set_up_starts_nothing(steps: list[list[str]]) -> None:
    run.set_up("book")
    assert len(steps) == 2
    assert steps[0][-2:] == ["venv", str(run.VENV)]
    assert steps[1][-2:] == ["-r", "requirements-book.txt"]
    run.set_up("book")
    assert len(steps) == 2


def test_a_mirror_is_pips_own_setting_and_nothing_here_overrules_it(
    steps: list[list[str]],
) -> None:
    run.set_up("lab")
    assert not [word for word in steps[1] if "index" in word or word == "--isolated"]
    for name in run.LAYERS.values():
        pins = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in pins if line.startswith("-") and line != "-e ."]


def test_a_layer_holds_the_ones_below_it(steps: list[list[str]]) -> None:
    run.set_up("test")
    before = len(steps)
    run.set_up("book")
    run.set_up("lab")
    assert len(steps) == before


def test_a_layer_above_is_added_to_the_same_environment(steps: list[list[str]]) -> None:
    run.set_up("book")
    run.set_up("test")
    assert [step[-1] for step in steps[1:]] == ["requirements-book.txt", "requirements-test.txt"]
    assert set(run.installed_layers(run.VENV)) == {"lab", "book", "test"}


def test_a_changed_pin_is_installed(steps: list[list[str]], project: Path) -> None:
    run.set_up("book")
    (project / "requirements-book.txt").write_text("altair==5.5.0", encoding="utf-8")
    before = len(steps)
    run.set_up("book")
    assert steps[before:][0][-1] == "requirements-book.txt"


def test_an_environment_whose_record_is_damaged_is_installed_anew(steps: list[list[str]]) -> None:
    run.set_up("book")
    (run.VENV / "loanlab.json").write_text("{", encoding="utf-8")
    before = len(steps)
    run.set_up("book")
    assert len(steps) == before + 1


def test_a_python_that_does_not_start_is_no_environment(tmp_path: Path) -> None:
    assert not run.works(tmp_path / "python")
    assert run.works(Path(sys.executable))


def test_a_failed_step_says_which_and_what_to_do(project: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    with pytest.raises(run.TaskError, match=r"failed: counting\. Count again\."):
        run.run("counting", command, "Count again.")


def test_a_failed_task_ends_with_its_message_and_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(layer: str) -> Path:
        raise run.TaskError("no connection")

    monkeypatch.setattr(run, "set_up", fail)
    assert run.main(["build"]) == 1
    assert "no connection" in capsys.readouterr().err


def test_a_word_that_no_task_knows_is_refused() -> None:
    with pytest.raises(SystemExit):
        run.main(["build", "--fast"])


def test_a_failing_build_leaves_the_last_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = project / "_build" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr(run, "BUILD", project / "_build")
    monkeypatch.setattr(run, "SITE", site)
    monkeypatch.setattr(run, "JUPYTER_BOOK", "raise SystemExit(1)")
    with pytest.raises(run.TaskError, match="building the book"):
        run.build(Path(sys.executable))
    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_a_new_site_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    built, site = tmp_path / "html", tmp_path / "site"
    built.mkdir()
    (built / "index.html").write_text("new", encoding="utf-8")
    (built / ".buildinfo").write_text("x", encoding="utf-8")
    site.mkdir()
    (site / "gone.html").write_text("old", encoding="utf-8")
    run.replace_site(built, site)
    assert [path.name for path in site.iterdir()] == ["index.html"]


def test_a_taken_port_gives_way_to_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text("你好", encoding="utf-8")
    (tmp_path / "a.js").write_text("1", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with run.server_at(port, tmp_path) as server:
            assert server.server_port != port
            assert server.server_address[0] == "127.0.0.1"
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            with urllib.request.urlopen(address) as page:
                assert page.read().decode() == "你好"
            with urllib.request.urlopen(f"{address}a.js") as script:  # noqa: S310
                assert script.headers["Content-Type"] == "text/javascript"
            server.shutdown()
    assert f"port {port} is taken" in capsys.readouterr().out


def test_a_named_chromium_comes_before_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOANLAB_CHROMIUM", "/a/browser")
    assert run.find_chromium() == "/a/browser"


def test_a_chromium_on_the_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "chrome.exe" if os.name == "nt" else "google-chrome"
    (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / name).chmod(0o755)
    monkeypatch.delenv("LOANLAB_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.find_chromium() == str(tmp_path / name)


def test_without_any_chromium_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOANLAB_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(run, "CHROMIUM_PATHS", (str(tmp_path / "none"),))
    assert run.find_chromium() is None


class Machine:
    """A machine without a browser and without a Chinese font, and what was done to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.said: list[str] = []
        # What a step leaves behind.
        self.apt_brings: str | None = "/usr/bin/chromium"
        self.playwright_brings: str | None = "/home/playwright/chrome"
        self.failing: set[str] = set()
        self._on_path: str | None = None
        self._downloaded: str | None = None
        monkeypatch.setattr(run, "run", self._run)
        monkeypatch.setattr(run, "say", self.said.append)
        monkeypatch.setattr(run, "find_chromium", lambda: self._on_path)
        monkeypatch.setattr(run, "downloaded_chromium", lambda python: self._downloaded)
        monkeypatch.setattr(shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
        monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
        monkeypatch.setattr(sys, "platform", "linux")

    def _run(self, step: str, command: list[Any], advice: str, env: Any = None) -> None:
        tool = "apt-get" if command[0] == "apt-get" else "playwright"
        self.done.append(" ".join(command[1:] if tool == "apt-get" else command[2:]))
        if tool in self.failing:
            raise run.TaskError(f"this step failed: {step}. {advice}")
        if tool == "playwright":
            self._downloaded = self.playwright_brings
        elif "chromium" in command:
            self._on_path = self.apt_brings


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


APT = ["-qq update", "-qq install -y --no-install-recommends chromium"]
PLAYWRIGHT = ["playwright install chromium"]
APT_LINE = "apt-get update && apt-get install -y --no-install-recommends chromium"


def test_unasked_nothing_is_installed_by_apt_and_playwright_downloads(machine: Machine) -> None:
    assert run.provide_chromium(Path("python"), with_apt=False) == machine.playwright_brings
    assert machine.done == PLAYWRIGHT


def test_where_the_download_fails_too_the_whole_apt_line_is_told(machine: Machine) -> None:
    machine.failing = {"playwright"}
    with pytest.raises(run.TaskError, match=rf"LOANLAB_CHROMIUM.*{APT_LINE} "):
        run.provide_chromium(Path("python"), with_apt=False)
    assert machine.done == PLAYWRIGHT


def test_a_download_that_leaves_no_browser_is_told_as_well(machine: Machine) -> None:
    machine.playwright_brings = None
    with pytest.raises(run.TaskError, match=rf"no Chromium was found.*{APT_LINE} "):
        run.provide_chromium(Path("python"), with_apt=False)


def test_where_it_is_asked_for_apt_comes_before_any_download(machine: Machine) -> None:
    machine.failing = {"playwright"}
    assert run.provide_chromium(Path("python"), with_apt=True) == machine.apt_brings
    assert machine.done == APT


@pytest.mark.parametrize("way", ["fails", "brings no browser"])
def test_where_apt_cannot_playwright_is_tried(machine: Machine, way: str) -> None:
    if way == "fails":
        machine.failing = {"apt-get"}
    machine.apt_brings = None
    assert run.provide_chromium(Path("python"), with_apt=True) == machine.playwright_brings
    assert machine.done[-1:] == PLAYWRIGHT


def test_whoever_is_not_root_is_never_sent_through_apt(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    run.provide_chromium(Path("python"), with_apt=True)
    run.provide_chinese_font(with_apt=True)
    assert machine.done == PLAYWRIGHT


def test_a_browser_that_is_there_is_taken_and_nothing_installed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "find_chromium", lambda: "/usr/bin/chromium")
    assert run.provide_chromium(Path("python"), with_apt=True) == "/usr/bin/chromium"
    monkeypatch.setattr(run, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "downloaded_chromium", lambda python: "/home/playwright/chrome")
    assert run.provide_chromium(Path("python"), with_apt=True) == "/home/playwright/chrome"
    assert machine.done == []


def test_a_missing_chinese_font_is_installed_only_where_it_is_asked_for(machine: Machine) -> None:
    run.provide_chinese_font(with_apt=False)
    assert machine.done == []
    assert "apt-get install -y --no-install-recommends fontconfig fonts-noto-cjk" in machine.said[0]
    run.provide_chinese_font(with_apt=True)
    assert machine.done[-1].endswith("fontconfig fonts-noto-cjk")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The commands that `run.py test` and `lint` start, with their environments."""
    commands: list[dict[str, Any]] = []

    def record(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        commands.append({"words": command[1:], "env": more.get("env")})
        return subprocess.CompletedProcess(command, 3 if "mypy" in command else 0, "zh", "")

    monkeypatch.setenv("LOANLAB_CHROMIUM", "/a/browser")
    monkeypatch.setattr(subprocess, "run", record)
    return commands


TWO_WORKERS = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ([], TWO_WORKERS),
        (["tests/model", "-x"], [*TWO_WORKERS, "tests/model", "-x"]),
        (["-n", "0", "-k", "rates"], ["-n", "0", "-k", "rates"]),
        (["-n4"], ["-n4"]),
        (["--pdb"], ["--pdb"]),
        (["--fast"], [*TWO_WORKERS, "-m", "not browser and not lab"]),
        (["--fast", "-n0"], ["-m", "not browser and not lab", "-n0"]),
    ],
)
def test_tests_run_in_two_workers_unless_pytests_own_words_say_otherwise(
    started: list[dict[str, Any]], typed: list[str], words: list[str]
) -> None:
    assert run.main(["--no-setup", "test", *typed]) == 0
    assert started[-1]["words"] == ["-m", "pytest", *words]


def test_the_fast_tests_look_for_no_browser(
    started: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOANLAB_CHROMIUM")
    monkeypatch.delattr(run, "provide_chromium")
    monkeypatch.delattr(run, "provide_chinese_font")
    assert run.main(["--no-setup", "test", "--fast"]) == 0
    assert [each["words"][1] for each in started] == ["pytest"]


def test_the_whole_tests_are_told_their_browser(started: list[dict[str, Any]]) -> None:
    run.main(["--no-setup", "test"])
    assert started[-1]["env"]["LOANLAB_CHROMIUM"] == "/a/browser"


def test_lint_runs_every_check_and_fails_when_one_does(
    started: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["--no-setup", "lint"]) == 1
    assert [each["words"] for each in started] == list(run.CHECKS.values())
    assert capsys.readouterr().out.endswith("failed: types\n")


def test_the_gate_checks_the_code_and_lets_the_tests_install_a_browser() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "run.py" in line and not line.startswith("#")] == [
        "python3 run.py lint",
        "python3 run.py test --install-system-packages",
    ]


@pytest.mark.parametrize(
    ("asked", "measured"),
    [
        (["bench"], [["benchmarks/page.py"], ["benchmarks/loans.py"]]),
        (["bench", "loans"], [["benchmarks/loans.py"]]),
        (["bench", "binder"], [["benchmarks/binder.py"]]),
        (["bench", "page", "--skip-build"], [["benchmarks/page.py", "--skip-build"]]),
        (
            ["bench", "--skip-build"],
            [["benchmarks/page.py", "--skip-build"], ["benchmarks/loans.py"]],
        ),
    ],
)
def test_one_thing_is_measured_or_all(
    monkeypatch: pytest.MonkeyPatch, asked: list[str], measured: list[list[str]]
) -> None:
    started: list[list[str]] = []

    def record(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        started.append(command[1:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("LOANLAB_CHROMIUM", "/a/browser")
    monkeypatch.setattr(subprocess, "run", record)
    assert run.main(["--no-setup", *asked]) == 0
    assert started == measured
    assert all((ROOT / script).is_file() for script, *_ in started)


def test_jupyterlab_is_told_to_open_chapters_as_notebooks(tmp_path: Path) -> None:
    run.write_lab_settings(tmp_path / "settings")
    told = json.loads((tmp_path / "settings" / "overrides.json").read_text(encoding="utf-8"))
    viewers = told["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers["markdown"] == "Jupytext Notebook"


def pins(name: str) -> set[str]:
    return set((ROOT / name).read_text(encoding="utf-8").splitlines())


def test_each_layers_pins_are_among_those_of_the_next() -> None:
    lab, book, test = (pins(name) for name in run.LAYERS.values())
    assert lab < book < test


def test_every_requirement_is_pinned_and_no_host_is_named() -> None:
    for name in run.LAYERS.values():
        lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line]
        assert lines[-1] == "-e ."
        for line in lines[:-1]:
            assert "==" in line.split(";")[0], line
            assert "://" not in line, line
