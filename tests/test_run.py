"""Test run.py: set-up, command line, browser and font installation, pinned requirements."""

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
    """Create a folder that run.py treats as the project."""
    for name in [*run.LAYERS.values(), "pyproject.toml"]:
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def steps(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record the commands that run.py starts; the environment works after the first one."""
    started: list[list[str]] = []

    def record(step: str, command: list[Any], advice: str, env: Any = None) -> None:
        started.append([str(part) for part in command])
        run.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(run, "run", record)
    monkeypatch.setattr(run, "works", lambda python: run.VENV.exists())
    return started


def test_run_py_imports_only_the_standard_library() -> None:
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
def test_a_supported_python_version_is_accepted(version: tuple[int, int]) -> None:
    run.check_version(version)


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_an_unsupported_python_version_is_refused_with_advice(version: tuple[int, int]) -> None:
    with pytest.raises(run.TaskError, match=r"3\.11 to 3\.13.*python3\.13 run\.py serve"):
        run.check_version(version)


def test_a_second_set_up_runs_no_command(steps: list[list[str]]) -> None:
    run.set_up("book")
    assert len(steps) == 2
    assert steps[0][-2:] == ["venv", str(run.VENV)]
    assert steps[1][-2:] == ["-r", "requirements-book.txt"]
    run.set_up("book")
    assert len(steps) == 2


def test_set_up_keeps_pips_configured_package_index(
    steps: list[list[str]],
) -> None:
    run.set_up("lab")
    assert not [part for part in steps[1] if "index" in part or part == "--isolated"]
    for name in run.LAYERS.values():
        pins = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in pins if line.startswith("-") and line != "-e ."]


def test_installing_a_layer_installs_the_layers_below_it(steps: list[list[str]]) -> None:
    run.set_up("test")
    before = len(steps)
    run.set_up("book")
    run.set_up("lab")
    assert len(steps) == before


def test_a_higher_layer_is_added_to_the_same_environment(steps: list[list[str]]) -> None:
    run.set_up("book")
    run.set_up("test")
    assert [step[-1] for step in steps[1:]] == ["requirements-book.txt", "requirements-test.txt"]
    assert set(run.installed_layers(run.VENV)) == {"lab", "book", "test"}


def test_a_changed_pin_triggers_an_install(steps: list[list[str]], project: Path) -> None:
    run.set_up("book")
    (project / "requirements-book.txt").write_text("altair==5.5.0", encoding="utf-8")
    before = len(steps)
    run.set_up("book")
    assert steps[before:][0][-1] == "requirements-book.txt"


def test_a_damaged_layer_record_triggers_a_reinstall(steps: list[list[str]]) -> None:
    run.set_up("book")
    (run.VENV / "loanlab.json").write_text("{", encoding="utf-8")
    before = len(steps)
    run.set_up("book")
    assert len(steps) == before + 1


def test_an_environment_works_only_if_its_python_starts(tmp_path: Path) -> None:
    assert not run.works(tmp_path / "python")
    assert run.works(Path(sys.executable))


def test_the_message_of_a_failed_step_has_its_name_and_advice(project: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    with pytest.raises(run.TaskError, match=r"failed: counting\. Count again\."):
        run.run("counting", command, "Count again.")


def test_a_failed_task_prints_its_message_and_returns_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(layer: str) -> Path:
        raise run.TaskError("no connection")

    monkeypatch.setattr(run, "set_up", fail)
    assert run.main(["build"]) == 1
    assert "no connection" in capsys.readouterr().err


def test_an_unknown_argument_is_refused() -> None:
    with pytest.raises(SystemExit):
        run.main(["build", "--fast"])


def test_a_failed_build_keeps_the_previous_site(
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


def test_a_new_site_replaces_the_old_one_completely(tmp_path: Path) -> None:
    built, site = tmp_path / "html", tmp_path / "site"
    built.mkdir()
    (built / "index.html").write_text("new", encoding="utf-8")
    (built / ".buildinfo").write_text("x", encoding="utf-8")
    site.mkdir()
    (site / "gone.html").write_text("old", encoding="utf-8")
    run.replace_site([built], site)
    assert [path.name for path in site.iterdir()] == ["index.html"]


def edition_with(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def test_editions_are_put_together_and_share_equal_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    zh = edition_with(tmp_path / "zh", index="both", zh="one")
    en = edition_with(tmp_path / "en", index="both", en="other")
    run.replace_site([zh, en], site)
    assert sorted(path.name for path in site.iterdir()) == ["en.html", "index.html", "zh.html"]


def test_an_edition_that_would_replace_a_file_of_another_keeps_the_old_site(
    tmp_path: Path,
) -> None:
    site = edition_with(tmp_path / "site", old="old")
    zh = edition_with(tmp_path / "zh", index="one")
    en = edition_with(tmp_path / "en", index="other")
    with pytest.raises(run.TaskError, match=r"two editions differ in index\.html"):
        run.replace_site([zh, en], site)
    assert [path.name for path in site.iterdir()] == ["old.html"]


def test_every_folder_with_settings_is_an_edition() -> None:
    every = run.languages()
    assert every[0] == run.FIRST_LANGUAGE
    assert sorted(every) == sorted(path.name for path in (ROOT / "book").iterdir())
    for language in every:
        given = run.edition_arguments(language)
        assert all((ROOT / part).exists() for part in given if part.startswith("book/"))
    assert len({run.edition_html(language) for language in every}) == len(every)


def test_a_build_makes_every_edition_and_tells_each_of_all(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[tuple[list[str], str]] = []

    def record(step: str, command: list[Any], advice: str, env: Any = None) -> None:
        built.append(([str(part) for part in command[4:]], env["LOANLAB_EDITIONS"]))

    put: list[list[Path]] = []
    monkeypatch.setattr(run, "run", record)
    monkeypatch.setattr(run, "languages", lambda: ("zh", "en"))
    monkeypatch.setattr(run, "SITE", project / "_build" / "site")
    monkeypatch.setattr(run, "replace_site", lambda folders, site: put.append(folders))
    run.build(Path(sys.executable))
    assert built == [(run.edition_arguments(language), "zh,en") for language in ("zh", "en")]
    assert put == [[run.edition_html("zh"), run.edition_html("en")]]


def test_the_server_uses_the_next_port_if_one_is_taken(
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


def test_loanlab_chromium_takes_precedence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOANLAB_CHROMIUM", "/a/browser")
    assert run.find_chromium() == "/a/browser"


def test_a_chromium_on_the_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "chrome.exe" if os.name == "nt" else "google-chrome"
    (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / name).chmod(0o755)
    monkeypatch.delenv("LOANLAB_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.find_chromium() == str(tmp_path / name)


def test_no_chromium_is_found_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOANLAB_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(run, "CHROMIUM_PATHS", (str(tmp_path / "none"),))
    assert run.find_chromium() is None


class Machine:
    """A fake machine without a browser or a Chinese font; it records the commands run on it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.messages: list[str] = []
        # The browser that each installer provides; None if it provides none.
        self.apt_chromium: str | None = "/usr/bin/chromium"
        self.playwright_chromium: str | None = "/home/playwright/chrome"
        self.failing: set[str] = set()
        self._on_path: str | None = None
        self._downloaded: str | None = None
        monkeypatch.setattr(run, "run", self._run)
        monkeypatch.setattr(run, "say", self.messages.append)
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
            self._downloaded = self.playwright_chromium
        elif "chromium" in command:
            self._on_path = self.apt_chromium


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


APT = ["-qq update", "-qq install -y --no-install-recommends chromium"]
PLAYWRIGHT = ["playwright install chromium"]
APT_COMMAND = "apt-get update && apt-get install -y --no-install-recommends chromium"


def test_without_the_flag_playwright_downloads_and_apt_is_not_run(
    machine: Machine,
) -> None:
    assert run.provide_chromium(Path("python"), with_apt=False) == machine.playwright_chromium
    assert machine.done == PLAYWRIGHT


def test_a_failed_download_is_reported_with_the_apt_command(machine: Machine) -> None:
    machine.failing = {"playwright"}
    with pytest.raises(run.TaskError, match=rf"LOANLAB_CHROMIUM.*{APT_COMMAND} "):
        run.provide_chromium(Path("python"), with_apt=False)
    assert machine.done == PLAYWRIGHT


def test_a_download_without_a_browser_is_reported_with_the_apt_command(machine: Machine) -> None:
    machine.playwright_chromium = None
    with pytest.raises(run.TaskError, match=rf"no Chromium was found.*{APT_COMMAND} "):
        run.provide_chromium(Path("python"), with_apt=False)


def test_with_the_flag_apt_is_used_instead_of_a_download(machine: Machine) -> None:
    machine.failing = {"playwright"}
    assert run.provide_chromium(Path("python"), with_apt=True) == machine.apt_chromium
    assert machine.done == APT


@pytest.mark.parametrize("way", ["fails", "brings no browser"])
def test_playwright_is_the_fallback_if_apt_fails(machine: Machine, way: str) -> None:
    if way == "fails":
        machine.failing = {"apt-get"}
    machine.apt_chromium = None
    assert run.provide_chromium(Path("python"), with_apt=True) == machine.playwright_chromium
    assert machine.done[-1:] == PLAYWRIGHT


def test_apt_is_never_run_without_root(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    run.provide_chromium(Path("python"), with_apt=True)
    run.provide_chinese_font(with_apt=True)
    assert machine.done == PLAYWRIGHT


def test_an_existing_browser_is_used_and_nothing_is_installed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "find_chromium", lambda: "/usr/bin/chromium")
    assert run.provide_chromium(Path("python"), with_apt=True) == "/usr/bin/chromium"
    monkeypatch.setattr(run, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "downloaded_chromium", lambda python: "/home/playwright/chrome")
    assert run.provide_chromium(Path("python"), with_apt=True) == "/home/playwright/chrome"
    assert machine.done == []


def test_a_missing_chinese_font_is_installed_only_with_the_flag(machine: Machine) -> None:
    run.provide_chinese_font(with_apt=False)
    assert machine.done == []
    assert (
        "apt-get install -y --no-install-recommends fontconfig fonts-noto-cjk"
        in machine.messages[0]
    )
    run.provide_chinese_font(with_apt=True)
    assert machine.done[-1].endswith("fontconfig fonts-noto-cjk")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Record the commands that `run.py test` and `lint` start, with their environments."""
    commands: list[dict[str, Any]] = []

    def record(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        commands.append({"arguments": command[1:], "env": more.get("env")})
        return subprocess.CompletedProcess(command, 3 if "mypy" in command else 0, "zh", "")

    monkeypatch.setenv("LOANLAB_CHROMIUM", "/a/browser")
    monkeypatch.setattr(subprocess, "run", record)
    return commands


TWO_WORKERS = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


@pytest.mark.parametrize(
    ("typed", "expected"),
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
def test_tests_run_in_two_workers_unless_pytest_options_prevent_it(
    started: list[dict[str, Any]], typed: list[str], expected: list[str]
) -> None:
    assert run.main(["--no-setup", "test", *typed]) == 0
    assert started[-1]["arguments"] == ["-m", "pytest", *expected]


def test_fast_does_not_look_for_a_browser(
    started: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOANLAB_CHROMIUM")
    monkeypatch.delattr(run, "provide_chromium")
    monkeypatch.delattr(run, "provide_chinese_font")
    assert run.main(["--no-setup", "test", "--fast"]) == 0
    assert [each["arguments"][1] for each in started] == ["pytest"]


def test_all_tests_get_the_browser_in_their_environment(started: list[dict[str, Any]]) -> None:
    run.main(["--no-setup", "test"])
    assert started[-1]["env"]["LOANLAB_CHROMIUM"] == "/a/browser"


def test_lint_runs_every_check_and_fails_if_one_fails(
    started: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["--no-setup", "lint"]) == 1
    assert [each["arguments"] for each in started] == list(run.CHECKS.values())
    assert capsys.readouterr().out.endswith("failed: types\n")


def test_ci_runs_lint_and_lets_the_tests_install_a_browser() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "run.py" in line and not line.startswith("#")] == [
        "python3 run.py lint",
        "python3 run.py test --install-system-packages",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
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
def test_bench_runs_one_benchmark_or_the_default_ones(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], expected: list[list[str]]
) -> None:
    started: list[list[str]] = []

    def record(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        started.append(command[1:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("LOANLAB_CHROMIUM", "/a/browser")
    monkeypatch.setattr(subprocess, "run", record)
    assert run.main(["--no-setup", *typed]) == 0
    assert started == expected
    assert all((ROOT / script).is_file() for script, *_ in started)


@pytest.mark.parametrize(("language", "locale"), [("zh", "zh_CN"), ("en", "default")])
def test_the_lab_settings_open_chapters_as_notebooks(
    tmp_path: Path, language: str, locale: str
) -> None:
    run.write_lab_settings(tmp_path / "settings", language)
    settings = json.loads((tmp_path / "settings" / "overrides.json").read_text(encoding="utf-8"))
    viewers = settings["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers["markdown"] == "Jupytext Notebook"
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] == locale


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lab_opens_a_chapter_in_its_language(
    project: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(run, "BUILD", project / "_build")
    monkeypatch.setattr(run, "run", lambda step, command, advice: started.append(command))
    assert run.main(["--no-setup", "lab", "--language", language]) == 0
    assert started[0][-1] == f"--LabApp.default_url=/lab/tree/book/{language}/rates.md"
    assert (ROOT / "book" / language / "rates.md").exists()


def pins(name: str) -> set[str]:
    return set((ROOT / name).read_text(encoding="utf-8").splitlines())


def test_each_layer_contains_the_pins_of_the_layer_below() -> None:
    lab, book, test = (pins(name) for name in run.LAYERS.values())
    assert lab < book < test


def test_every_requirement_is_pinned_and_names_no_host() -> None:
    for name in run.LAYERS.values():
        lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line]
        assert lines[-1] == "-e ."
        for line in lines[:-1]:
            assert "==" in line.split(";")[0], line
            assert "://" not in line, line
