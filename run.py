#!/usr/bin/env python3
"""Set-up and tasks of the book. Needs Python 3.11 to 3.13 and nothing else.

python3 run.py serve    set up, build the book, serve it on this machine
python3 run.py test     set up, run all tests; --fast leaves out browser, JupyterLab and build
python3 run.py lint     set up, check style, types, imports and dependencies
python3 run.py build    set up, build the whole site into _build/site
python3 run.py bundle   set up, build, put the site into one zip for use without internet
python3 run.py lab      set up, open the chapters as notebooks in JupyterLab
python3 run.py bench    set up, measure the page, the build and the arithmetic
python3 run.py lock     pin anew what pyproject.toml asks for
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import webbrowser
import zipfile
from collections.abc import Mapping, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BUILD = ROOT / "_build"
SITE = BUILD / "site"
BUNDLE = BUILD / "wechat-loan-lab.zip"
# What the zip holds beside the site: the file here -> its name there.
BESIDE_THE_SITE = {"serve.py": "serve.py", "read-me.zh.txt": "先读我.txt"}
OFFLINE = ROOT / "src" / "loanlab" / "site" / "offline"

OLDEST, NEWEST = (3, 11), (3, 13)
PORT = 8000
LAB_PORT = 8888
BENCHMARKS = ("page", "loans")
# Takes minutes and the package registry: only when it is named.
ON_DEMAND = ("binder",)

# Two workers with whole files each: a file's fixtures are made once. tests/conftest.py orders them.
PARALLEL = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
# Words of pytest that choose the workers themselves, or that xdist refuses.
NOT_PARALLEL = ("-n", "--numprocesses", "--dist", "--pdb", "--trace")
FAST = ("-m", "not browser and not lab")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# What a check is called, and what follows the Python that runs it.
CHECKS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "the one direction of imports": ["-c", LINT_IMPORTS],
    "the package's imports are its dependencies": ["-m", "deptry", "src"],
    # Which of the two a dependency is for does not matter here, and test tools are not imported.
    "the tests' imports are dependencies": [
        *("-m", "deptry", ".", "--ignore", "DEP002,DEP004"),
        *("--exclude", r"\.venv|_build|mutants"),
    ],
}

# Each layer holds those before it: what notebooks need, what building needs, what testing needs.
LAYERS = {
    "lab": "requirements.txt",
    "book": "requirements-book.txt",
    "test": "requirements-test.txt",
}
# Its command has no module of its own, and where its script lies differs from system to system.
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
CHROMIUM_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# The chapters are .md files that are meant to be run; JupyterLab would open them as text.
LAB_SETTINGS = {
    "@jupyterlab/docmanager-extension:plugin": {
        "defaultViewers": {"markdown": "Jupytext Notebook", "myst": "Jupytext Notebook"}
    },
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
    # Every cell stays in the page, so that a simulation further up keeps what was typed.
    # Pages of mere text name no kernel; nobody is asked for one.
    "@jupyterlab/notebook-extension:tracker": {
        "windowingMode": "none",
        "autoStartDefaultKernel": True,
    },
}


class TaskError(Exception):
    """A step failed; the message says which and what to do."""


def say(text: str) -> None:
    """Print a line of progress at once, in order with what the steps print."""
    print(f"[run.py] {text}", flush=True)


def check_version(version: tuple[int, int]) -> None:
    """Refuse a Python that the pinned packages do not know."""
    if not OLDEST <= version <= NEWEST:
        found, oldest, newest = (".".join(map(str, each)) for each in (version, OLDEST, NEWEST))
        raise TaskError(
            f"this is Python {found}; the book needs {oldest} to {newest}. Start run.py with one "
            f"of these, such as: python{newest} run.py serve"
        )


def run(
    step: str, command: Sequence[str | Path], advice: str, env: Mapping[str, str] | None = None
) -> None:
    """Run one step in the project's folder; a failure ends the task with advice."""
    say(step)
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}, check=False
    )
    if done.returncode:
        raise TaskError(f"this step failed: {step}. {advice}")


def venv_python(venv: Path) -> Path:
    """The Python of a virtual environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def fingerprint(layer: str) -> str:
    """A hash of all that decides what a layer's environment holds."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in (LAYERS[layer], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def installed_layers(venv: Path) -> dict[str, str]:
    """Which layers an environment holds, with their fingerprints; none if it is not ours."""
    try:
        layers: dict[str, str] = json.loads((venv / "loanlab.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return layers


def make_venv(venv: Path) -> None:
    """Make a virtual environment, in place of one that is broken or of another Python."""
    shutil.rmtree(venv, ignore_errors=True)
    run(
        f"making the virtual environment {venv.name}",
        [sys.executable, "-m", "venv", venv],
        "On Debian and Ubuntu, install the package python3-venv first.",
    )


def works(python: Path) -> bool:
    """Whether an environment's Python starts and is the version of the one that runs this."""
    try:
        told = subprocess.run(
            [str(python), "-c", "import sys; print(sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return told.stdout.strip() == str(sys.version_info[:2])


def set_up(layer: str) -> Path:
    """Install a layer into the virtual environment, unless it is there.

    Returns the environment's Python.
    """
    python = venv_python(VENV)
    if not works(python):
        make_venv(VENV)
    held = installed_layers(VENV)
    if held.get(layer) == fingerprint(layer):
        return python
    run(
        f"installing the packages of {LAYERS[layer]} (a few minutes, the first time only)",
        [
            python,
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--quiet",
            "-r",
            LAYERS[layer],
        ],
        "It needs a connection to the package registry; with one, start the same command again.",
    )
    for name in LAYERS:
        held[name] = fingerprint(name)
        if name == layer:
            break
    (VENV / "loanlab.json").write_text(json.dumps(held), encoding="utf-8")
    return python


def build(python: Path) -> None:
    """Build the book and put the finished site in place of the last one."""
    started = time.monotonic()
    run(
        "building the book",
        [python, "-c", JUPYTER_BOOK, "build", "."],
        "The lines above say where; the last good site, if any, is untouched.",
    )
    replace_site(BUILD / "html", SITE)
    say(f"the site is in {SITE.relative_to(ROOT)} ({time.monotonic() - started:.0f} s)")


def replace_site(built: Path, site: Path) -> None:
    """Copy a finished build beside the old site, then change places."""
    fresh = site.with_name("site-new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(built, fresh, ignore=shutil.ignore_patterns(".buildinfo", ".doctrees"))
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)


def bundle(site: Path, target: Path) -> None:
    """Put a built site into one zip, with a server for a room and a page of instructions."""
    half = target.with_suffix(".part")
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files |= {name: OFFLINE / own for own, name in BESIDE_THE_SITE.items()}
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(files):
            packed.write(files[name], f"{target.stem}/{name}")
    half.replace(target)
    say(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB")


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the site; its types do not hang on what the machine's registry says."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def server_at(port: int, site: Path) -> ThreadingHTTPServer:
    """A server of the site on this machine only, on the next port that is free."""
    handler = partial(SiteHandler, directory=str(site))
    for candidate in (*range(port, port + 20), 0):
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            say(f"port {candidate} is taken")
    raise TaskError("no port is free on this machine")


def serve(port: int, with_browser: bool) -> None:
    """Serve the built site until Ctrl+C."""
    with server_at(port, SITE) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        say(f"the book is at {address} (Ctrl+C ends it)")
        if with_browser:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("ended")


def write_lab_settings(folder: Path) -> None:
    """Write the settings with which JupyterLab opens chapters as notebooks, in Chinese."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overrides.json").write_text(json.dumps(LAB_SETTINGS, indent=2), encoding="utf-8")


def lab(python: Path, port: int, with_browser: bool) -> None:
    """Open the chapters in JupyterLab until Ctrl+C."""
    settings = BUILD / "lab-settings"
    write_lab_settings(settings)
    command: list[str | Path] = [python, "-m", "jupyterlab", f"--port={port}"]
    command += [f"--ServerApp.root_dir={ROOT}", f"--LabApp.app_settings_dir={settings}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # Jupyter refuses root unasked; containers have no other
    if not with_browser:
        command.append("--no-browser")
    command.append("--LabApp.default_url=/lab/tree/book/zh/rates.md")
    try:
        run("starting JupyterLab", command, "The lines above say why.")
    except KeyboardInterrupt:
        say("ended")


def find_chromium() -> str | None:
    """A Chromium, Chrome or Edge that is already on the machine."""
    named = os.environ.get("LOANLAB_CHROMIUM")
    if named:
        return named
    for name in CHROMIUMS:
        found = shutil.which(name)
        if found:
            return found
    return next((path for path in CHROMIUM_PATHS if Path(path).exists()), None)


def downloaded_chromium(python: Path) -> str | None:
    """The Chromium that Playwright has downloaded, if it has."""
    script = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    told = subprocess.run(
        [str(python), "-c", script], capture_output=True, text=True, check=False
    ).stdout.strip()
    return told if told and Path(told).exists() else None


def apt_line(*packages: str) -> str:
    """What a person types on Debian or Ubuntu to have these packages."""
    names = " ".join(packages)
    return f"apt-get update && apt-get install -y --no-install-recommends {names}"


def may_use_apt(is_allowed: bool) -> bool:
    """Whether packages of Debian or Ubuntu were asked for and can be installed."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_allowed and is_root and shutil.which("apt-get") is not None


def install_debian_packages(*packages: str) -> None:
    """Install Debian packages as root; only ever after --install-system-packages."""
    advice = f"Install them yourself: {apt_line(*packages)}"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("asking for Debian's package lists", ["apt-get", "-qq", "update"], advice, quiet)
    run(
        f"installing {' '.join(packages)}",
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
        advice,
        quiet,
    )


def debian_chromium() -> str | None:
    """Debian's Chromium; none where apt-get fails, for there is a second way."""
    try:
        install_debian_packages("chromium")
    except TaskError as problem:
        say(str(problem))
    return find_chromium()


def provide_chromium(python: Path, with_apt: bool) -> str:
    """The path of a Chromium; if there is none, Debian's if that is allowed, or Playwright's."""
    found = find_chromium() or downloaded_chromium(python)
    if not found and may_use_apt(with_apt):
        found = debian_chromium()
    if found:
        return found
    advice = (
        "Install Chromium, Chrome or Edge yourself, or name one in the variable LOANLAB_CHROMIUM. "
        f"On Debian and Ubuntu, as root: {apt_line('chromium')} "
        "(with --install-system-packages, run.py does it)."
    )
    run("downloading Chromium", [python, "-m", "playwright", "install", "chromium"], advice)
    found = downloaded_chromium(python)
    if not found:
        raise TaskError(f"no Chromium was found. {advice}")
    return found


def provide_chinese_font(with_apt: bool) -> None:
    """See that Linux has a Chinese font: the tests look for characters without a glyph."""
    if not sys.platform.startswith("linux"):
        return
    lister = shutil.which("fc-list")
    if lister:
        told = subprocess.run([lister, ":lang=zh-cn"], capture_output=True, text=True, check=False)
        if told.stdout.strip():
            return
    packages = ("fontconfig", "fonts-noto-cjk")
    if may_use_apt(with_apt):
        install_debian_packages(*packages)
    else:
        say(
            "no Chinese font was found, and a test will fail without one. On Debian and Ubuntu, "
            f"as root: {apt_line(*packages)} (with --install-system-packages, run.py does it)"
        )


def pytest_words(is_fast: bool, arguments: Sequence[str]) -> list[str]:
    """What follows pytest; what was typed comes last and so has the last word."""
    words = [] if any(word.startswith(NOT_PARALLEL) for word in arguments) else [*PARALLEL]
    return [*words, *(FAST if is_fast else ()), *arguments]


def test(python: Path, is_fast: bool, with_apt: bool, arguments: Sequence[str]) -> int:
    """Run the tests; pytest's own summary is the last line."""
    environment = dict(os.environ)
    if is_fast:
        say("running the tests that need neither a browser nor JupyterLab nor the built book")
    else:
        chromium = environment["LOANLAB_CHROMIUM"] = provide_chromium(python, with_apt)
        provide_chinese_font(with_apt)
        say(f"running the tests with {chromium}")
    command = [str(python), "-m", "pytest", *pytest_words(is_fast, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def lint(python: Path) -> int:
    """Run all checks of the code, so that one run tells everything; 1 if any found something."""
    failed = []
    for name, words in CHECKS.items():
        say(f"checking {name}")
        if subprocess.run([str(python), *words], cwd=ROOT, check=False).returncode:
            failed.append(name)
    say(f"failed: {'; '.join(failed)}" if failed else "nothing was found")
    return int(bool(failed))


def bench(python: Path, what: str | None, with_apt: bool, arguments: Sequence[str]) -> int:
    """Measure one thing or all; further arguments are the page's."""
    environment = {**os.environ, "LOANLAB_CHROMIUM": provide_chromium(python, with_apt)}
    for name in [what] if what else BENCHMARKS:
        command = [str(python), f"benchmarks/{name}.py"]
        command += arguments if name == "page" else []
        failed = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if failed:
            return failed
    return 0


def lock() -> None:
    """Pin the three requirements files anew; each lower layer takes the pins of the highest."""
    tool = BUILD / "uv"
    make_venv(tool)
    python = venv_python(tool)
    run(
        "installing uv", [python, "-m", "pip", "install", "--quiet", "uv"], "It needs the registry."
    )
    highest = LAYERS["test"]
    for layer in reversed(LAYERS):
        target = ROOT / LAYERS[layer]
        command: list[str | Path] = [python, "-m", "uv", "pip", "compile", "pyproject.toml"]
        command += ["--quiet", "--upgrade", "--universal", "--extra", layer]
        command += ["--python-version", ".".join(map(str, OLDEST))]
        command += ["--no-annotate", "--no-header", "--no-emit-index-url", "-o", target]
        if target.name != highest:
            command += ["--constraints", highest]
        run(f"pinning {target.name}", command, "pyproject.toml asks for what does not go together.")
    for name in LAYERS.values():
        # The package itself, as the folder that this is: notebooks import it. Last, because uv
        # takes no folder as a constraint.
        with (ROOT / name).open("a", encoding="utf-8") as pins:
            pins.write("-e .\n")


def _add_system_packages(task: argparse.ArgumentParser) -> None:
    task.add_argument(
        "--install-system-packages",
        action="store_true",
        help="as root on Debian or Ubuntu: install what is missing of Chromium and a Chinese font",
    )


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument(
        "--no-setup",
        action="store_true",
        help="use the packages of the Python that runs this, and set nothing up",
    )
    tasks = whole.add_subparsers(dest="task", required=True, metavar="TASK")
    for name, port, text in (
        ("serve", PORT, "build the book and serve it on this machine"),
        ("lab", LAB_PORT, "open the chapters in JupyterLab"),
    ):
        task = tasks.add_parser(name, help=text)
        task.add_argument("--port", type=int, default=port, help=f"default: {port}")
        task.add_argument("--no-browser", action="store_true", help="open no browser")
    tasks.add_parser("build", help="build the whole site into _build/site")
    tasks.add_parser("bundle", help="put the site into one zip for use without internet")
    task = tasks.add_parser(
        "test", help="run all tests; further arguments go to pytest", allow_abbrev=False
    )
    task.add_argument(
        "--fast", action="store_true", help="only what needs no browser, no JupyterLab, no build"
    )
    _add_system_packages(task)
    tasks.add_parser("lint", help="check style, types, imports and dependencies")
    task = tasks.add_parser(
        "bench", help="measure the page, the build and the arithmetic", allow_abbrev=False
    )
    task.add_argument(
        "what", nargs="?", choices=(*BENCHMARKS, *ON_DEMAND), help="one; default: page and loans"
    )
    _add_system_packages(task)
    tasks.add_parser(
        "lab-settings", help="make this Python's JupyterLab open chapters as notebooks"
    )
    tasks.add_parser("lock", help="pin the requirements anew")
    return whole


def perform(options: argparse.Namespace, rest: Sequence[str]) -> int:
    """Do one task; the result is the process's exit code."""

    def python_for(layer: str) -> Path:
        return Path(sys.executable) if options.no_setup else set_up(layer)

    if options.task == "serve":
        build(python_for("book"))
        serve(options.port, with_browser=not options.no_browser)
    elif options.task == "build":
        build(python_for("book"))
    elif options.task == "bundle":
        build(python_for("book"))
        bundle(SITE, BUNDLE)
    elif options.task == "lab":
        lab(python_for("lab"), options.port, with_browser=not options.no_browser)
    elif options.task == "lab-settings":
        write_lab_settings(Path(sys.prefix, "share", "jupyter", "lab", "settings"))
    elif options.task == "lock":
        lock()
    elif options.task == "test":
        with_apt = options.install_system_packages
        return test(python_for("test"), options.fast, with_apt, rest)
    elif options.task == "lint":
        return lint(python_for("test"))
    else:
        with_apt = options.install_system_packages
        return bench(python_for("test"), options.what, with_apt, rest)
    return 0


def main(arguments: Sequence[str]) -> int:
    """Read the command line and do the task."""
    whole = parser()
    options, rest = whole.parse_known_args(arguments)
    if rest and options.task not in ("test", "bench"):
        whole.error(f"unknown: {' '.join(rest)}")
    try:
        check_version(sys.version_info[:2])
        return perform(options, rest)
    except TaskError as problem:
        print(f"[run.py] {problem}", file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
