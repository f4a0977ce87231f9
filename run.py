#!/usr/bin/env python3
"""Set up the project and run its tasks. Needs only Python 3.11 to 3.13.

python3 run.py serve    set up, build the book, serve it on localhost
python3 run.py test     set up, run all tests; --fast skips browser, JupyterLab and build
python3 run.py lint     set up, check style, types, imports and dependencies
python3 run.py build    set up, build the site into _build/site
python3 run.py bundle   set up, build, pack the site into one zip for offline use
python3 run.py lab      set up, open the chapters as notebooks in JupyterLab
python3 run.py bench    set up, benchmark the page, the build and the IRR solver
python3 run.py pictures set up, build, draw the pictures of the README
python3 run.py lock     re-pin the requirements files from pyproject.toml
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
# Extra files in the zip: file name in OFFLINE -> file name in the zip. A further language's
# instructions, read-me.LANGUAGE.txt, keep their name.
EXTRA_FILES = {
    "serve.py": "serve.py",
    "read-me.zh.txt": "先读我.txt",
    "read-me.en.txt": "read-me-first.txt",
}
OFFLINE = ROOT / "src" / "loanlab" / "site" / "offline"

OLDEST, NEWEST = (3, 11), (3, 13)
# The edition of the top folder; the others have their settings in book/LANGUAGE.
FIRST_LANGUAGE = "zh"
# Files that are Sphinx's own, for its next build.
NOT_PUBLISHED = (
    *(".buildinfo", ".doctrees"),
    *("searchindex.js", "documentation_options.js", "language_data.js"),
)
PORT = 8000
LAB_PORT = 8888
BENCHMARKS = ("page", "loans")
# Takes minutes and needs the package registry, so it runs only when named.
ON_DEMAND = ("binder",)

# Two workers, each running whole files, so that module fixtures are set up once per file.
# tests/conftest.py orders the files.
PARALLEL = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
# pytest options that choose the workers themselves, or that do not work under xdist.
NOT_PARALLEL = ("-n", "--numprocesses", "--dist", "--pdb", "--trace")
FAST = ("-m", "not browser and not lab")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# Name of each check -> arguments of the Python interpreter that runs it.
CHECKS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "import layers": ["-c", LINT_IMPORTS],
    "dependencies of the package": ["-m", "deptry", "src"],
    # DEP002: test tools are not imported. DEP004: tests may import development dependencies.
    "dependencies of the tests": [
        *("-m", "deptry", ".", "--ignore", "DEP002,DEP004"),
        *("--exclude", r"\.venv|_build|mutants"),
    ],
}

# Layers of requirements for notebooks, building and testing; each includes the previous ones.
LAYERS = {
    "lab": "requirements.txt",
    "book": "requirements-book.txt",
    "test": "requirements-test.txt",
}
# jupyter-book cannot be run with -m, and the path of its script differs between systems.
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
# The chapters are notebooks in .md files; by default JupyterLab opens them as text.
LAB_SETTINGS = {
    "@jupyterlab/docmanager-extension:plugin": {
        "defaultViewers": {"markdown": "Jupytext Notebook", "myst": "Jupytext Notebook"}
    },
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    # Keep every cell in the DOM, so that a simulation off screen keeps its input.
    # Text-only pages name no kernel; start the default one without asking.
    "@jupyterlab/notebook-extension:tracker": {
        "windowingMode": "none",
        "autoStartDefaultKernel": True,
    },
}


# The language of JupyterLab's own menus where a pack for it is installed; "default" is English.
LAB_LOCALES = {"zh": "zh_CN", "en": "default"}


class TaskError(Exception):
    """A step failed; the message names the step and says how to fix it."""


def say(text: str) -> None:
    """Print a progress line and flush it, so that it precedes the output of the next step."""
    print(f"[run.py] {text}", flush=True)


def check_version(version: tuple[int, int]) -> None:
    """Refuse a Python version that the pinned packages do not support."""
    if not OLDEST <= version <= NEWEST:
        found, oldest, newest = (".".join(map(str, each)) for each in (version, OLDEST, NEWEST))
        raise TaskError(
            f"this is Python {found}; the book needs {oldest} to {newest}. Start run.py with "
            f"one of these versions, for example: python{newest} run.py serve"
        )


def run(
    step: str, command: Sequence[str | Path], advice: str, env: Mapping[str, str] | None = None
) -> None:
    """Run one step in the project folder; raise TaskError with the advice if it fails."""
    say(step)
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}, check=False
    )
    if done.returncode:
        raise TaskError(f"this step failed: {step}. {advice}")


def venv_python(venv: Path) -> Path:
    """Return the path of a virtual environment's Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def fingerprint(layer: str) -> str:
    """Hash everything that determines which packages a layer installs."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in (LAYERS[layer], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def installed_layers(venv: Path) -> dict[str, str]:
    """Return the fingerprint of each installed layer; empty if run.py recorded none."""
    try:
        layers: dict[str, str] = json.loads((venv / "loanlab.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return layers


def make_venv(venv: Path) -> None:
    """Create a virtual environment; replace one that is broken or has another Python."""
    shutil.rmtree(venv, ignore_errors=True)
    run(
        f"creating the virtual environment {venv.name}",
        [sys.executable, "-m", "venv", venv],
        "On Debian and Ubuntu, install the package python3-venv first.",
    )


def works(python: Path) -> bool:
    """Return whether an environment's Python starts and has the version of the current one."""
    try:
        result = subprocess.run(
            [str(python), "-c", "import sys; print(sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return result.stdout.strip() == str(sys.version_info[:2])


def set_up(layer: str) -> Path:
    """Install a layer into the virtual environment unless it is up to date.

    Returns the path of the environment's Python.
    """
    python = venv_python(VENV)
    if not works(python):
        make_venv(VENV)
    recorded = installed_layers(VENV)
    if recorded.get(layer) == fingerprint(layer):
        return python
    run(
        f"installing the packages of {LAYERS[layer]} (takes a few minutes, only the first time)",
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
        "This needs the package registry: check the connection and run the same command again.",
    )
    for name in LAYERS:
        recorded[name] = fingerprint(name)
        if name == layer:
            break
    (VENV / "loanlab.json").write_text(json.dumps(recorded), encoding="utf-8")
    return python


def languages() -> tuple[str, ...]:
    """List the book's editions by their languages, the one of the top folder first."""
    others = sorted(path.parent.name for path in (ROOT / "book").glob("*/_config.yml"))
    return (FIRST_LANGUAGE, *others)


def edition_arguments(language: str) -> list[str]:
    """Return what `jupyter-book build` needs to know to build an edition."""
    if language == FIRST_LANGUAGE:
        return ["."]
    settings = f"book/{language}"
    arguments = [".", "--config", f"{settings}/_config.yml", "--toc", f"{settings}/_toc.yml"]
    return [*arguments, "--path-output", f"_build/{language}"]


def edition_html(language: str) -> Path:
    """Return the folder in which `jupyter-book build` leaves an edition."""
    return BUILD / "html" if language == FIRST_LANGUAGE else BUILD / language / "_build" / "html"


def build(python: Path) -> None:
    """Build all editions of the book and replace the previous site with the result."""
    started = time.monotonic()
    every = languages()
    for language in every:
        begun = time.monotonic()
        run(
            f"building the book ({language})",
            [python, "-c", JUPYTER_BOOK, "build", *edition_arguments(language)],
            "See the output above. The previous site, if any, is unchanged.",
            {"LOANLAB_EDITIONS": ",".join(every)},
        )
        say(f"built the edition {language} ({time.monotonic() - begun:.0f} s)")
    replace_site([edition_html(language) for language in every], SITE)
    say(f"the site is in {SITE.relative_to(ROOT)} ({time.monotonic() - started:.0f} s)")


def replace_site(built: Sequence[Path], site: Path) -> None:
    """Put finished editions together next to the old site, then swap the two.

    Editions share scripts, styles and the first page. Raise TaskError if one of them would
    replace another edition's file by a different one.
    """
    fresh = site.with_name("site-new")
    shutil.rmtree(fresh, ignore_errors=True)
    for edition in built:
        for path in sorted(edition.rglob("*")):
            within = path.relative_to(edition)
            if path.is_dir() or not set(NOT_PUBLISHED).isdisjoint(within.parts):
                continue
            target = fresh / within
            if target.exists() and target.read_bytes() != path.read_bytes():
                raise TaskError(f"two editions differ in {within.as_posix()}")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)


def bundle(site: Path, target: Path) -> None:
    """Pack a built site into one zip, with a classroom server and a page of instructions."""
    half = target.with_suffix(".part")
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    extra = [*EXTRA_FILES, *(path.name for path in OFFLINE.glob("read-me.*.txt"))]
    files |= {EXTRA_FILES.get(name, name): OFFLINE / name for name in extra}
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(files):
            packed.write(files[name], f"{target.stem}/{name}")
    half.replace(target)
    say(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB")


class SiteHandler(SimpleHTTPRequestHandler):
    """Serve the site with fixed MIME types, independent of the operating system's settings."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Log no requests."""


def server_at(port: int, site: Path) -> ThreadingHTTPServer:
    """Create a server for the site on localhost, on the first free port from the given one."""
    handler = partial(SiteHandler, directory=str(site))
    for candidate in (*range(port, port + 20), 0):
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            say(f"port {candidate} is taken")
    raise TaskError("no free port was found on this machine")


def serve(port: int, with_browser: bool) -> None:
    """Serve the built site until Ctrl+C."""
    with server_at(port, SITE) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        say(f"the book is at {address} (press Ctrl+C to stop)")
        if with_browser:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("stopped")


def write_lab_settings(folder: Path, language: str) -> None:
    """Write settings that make JupyterLab open chapters as notebooks, with menus in a language."""
    folder.mkdir(parents=True, exist_ok=True)
    locale = LAB_LOCALES.get(language, "default")
    menus = {"@jupyterlab/translation-extension:plugin": {"locale": locale}}
    text = json.dumps({**LAB_SETTINGS, **menus}, indent=2)
    (folder / "overrides.json").write_text(text, encoding="utf-8")


def lab(python: Path, port: int, with_browser: bool, language: str) -> None:
    """Open the chapters in JupyterLab until Ctrl+C."""
    settings = BUILD / "lab-settings"
    write_lab_settings(settings, language)
    command: list[str | Path] = [python, "-m", "jupyterlab", f"--port={port}"]
    command += [f"--ServerApp.root_dir={ROOT}", f"--LabApp.app_settings_dir={settings}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # containers often have no other user
    if not with_browser:
        command.append("--no-browser")
    command.append(f"--LabApp.default_url=/lab/tree/book/{language}/rates.md")
    try:
        run("starting JupyterLab", command, "See the output above.")
    except KeyboardInterrupt:
        say("stopped")


def find_chromium() -> str | None:
    """Find a Chromium, Chrome or Edge that is already installed."""
    named = os.environ.get("LOANLAB_CHROMIUM")
    if named:
        return named
    for name in CHROMIUMS:
        found = shutil.which(name)
        if found:
            return found
    return next((path for path in CHROMIUM_PATHS if Path(path).exists()), None)


def downloaded_chromium(python: Path) -> str | None:
    """Return the path of Playwright's downloaded Chromium, or None if there is none."""
    script = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    path = subprocess.run(
        [str(python), "-c", script], capture_output=True, text=True, check=False
    ).stdout.strip()
    return path if path and Path(path).exists() else None


def apt_command(*packages: str) -> str:
    """Return the shell command that installs packages on Debian or Ubuntu."""
    names = " ".join(packages)
    return f"apt-get update && apt-get install -y --no-install-recommends {names}"


def may_use_apt(is_allowed: bool) -> bool:
    """Return whether apt-get is allowed, available and run as root."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_allowed and is_root and shutil.which("apt-get") is not None


def install_debian_packages(*packages: str) -> None:
    """Install Debian packages as root. Called only with --install-system-packages."""
    advice = f"Install them yourself: {apt_command(*packages)}"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("updating the apt package lists", ["apt-get", "-qq", "update"], advice, quiet)
    run(
        f"installing {' '.join(packages)}",
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
        advice,
        quiet,
    )


def debian_chromium() -> str | None:
    """Install Debian's Chromium; if apt-get fails, report it and let the caller fall back."""
    try:
        install_debian_packages("chromium")
    except TaskError as problem:
        say(str(problem))
    return find_chromium()


def provide_chromium(python: Path, with_apt: bool) -> str:
    """Return the path of a Chromium; install one with apt-get (if allowed) or Playwright."""
    found = find_chromium() or downloaded_chromium(python)
    if not found and may_use_apt(with_apt):
        found = debian_chromium()
    if found:
        return found
    advice = (
        "Install Chromium, Chrome or Edge yourself, or set LOANLAB_CHROMIUM to its path. "
        f"On Debian and Ubuntu, as root: {apt_command('chromium')} "
        "(with --install-system-packages, run.py does this)."
    )
    run("downloading Chromium", [python, "-m", "playwright", "install", "chromium"], advice)
    found = downloaded_chromium(python)
    if not found:
        raise TaskError(f"no Chromium was found. {advice}")
    return found


def provide_chinese_font(with_apt: bool) -> None:
    """Ensure that Linux has a Chinese font, because the tests look for missing glyphs."""
    if not sys.platform.startswith("linux"):
        return
    lister = shutil.which("fc-list")
    if lister:
        fonts = subprocess.run([lister, ":lang=zh-cn"], capture_output=True, text=True, check=False)
        if fonts.stdout.strip():
            return
    packages = ("fontconfig", "fonts-noto-cjk")
    if may_use_apt(with_apt):
        install_debian_packages(*packages)
    else:
        say(
            "no Chinese font was found; a test fails without one. On Debian and Ubuntu, "
            f"as root: {apt_command(*packages)} (with --install-system-packages, run.py does this)"
        )


def pytest_arguments(is_fast: bool, arguments: Sequence[str]) -> list[str]:
    """Build pytest's arguments; the user's own come last, so that they override the defaults."""
    is_parallel = not any(argument.startswith(NOT_PARALLEL) for argument in arguments)
    return [*(PARALLEL if is_parallel else ()), *(FAST if is_fast else ()), *arguments]


def test(python: Path, is_fast: bool, with_apt: bool, arguments: Sequence[str]) -> int:
    """Run the tests and return pytest's exit code; pytest prints the last line."""
    environment = dict(os.environ)
    if is_fast:
        say("running the tests that need neither a browser nor JupyterLab nor the built book")
    else:
        chromium = environment["LOANLAB_CHROMIUM"] = provide_chromium(python, with_apt)
        provide_chinese_font(with_apt)
        say(f"running the tests with {chromium}")
    command = [str(python), "-m", "pytest", *pytest_arguments(is_fast, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def lint(python: Path) -> int:
    """Run every check, even after a failure; return 1 if any failed."""
    failed = []
    for name, arguments in CHECKS.items():
        say(f"checking: {name}")
        if subprocess.run([str(python), *arguments], cwd=ROOT, check=False).returncode:
            failed.append(name)
    say(f"failed: {'; '.join(failed)}" if failed else "all checks passed")
    return int(bool(failed))


def bench(python: Path, what: str | None, with_apt: bool, arguments: Sequence[str]) -> int:
    """Run one benchmark or the default ones; extra arguments go to the page benchmark."""
    environment = {**os.environ, "LOANLAB_CHROMIUM": provide_chromium(python, with_apt)}
    for name in [what] if what else BENCHMARKS:
        command = [str(python), f"benchmarks/{name}.py"]
        command += arguments if name == "page" else []
        failed = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if failed:
            return failed
    return 0


def pictures(python: Path, with_apt: bool) -> int:
    """Draw the README's pictures from the built pages; return the script's exit code."""
    environment = {**os.environ, "LOANLAB_CHROMIUM": provide_chromium(python, with_apt)}
    command = [str(python), "docs/pictures.py"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def lock() -> None:
    """Re-pin the three requirements files; lower layers are constrained to the top layer's pins."""
    tool = BUILD / "uv"
    make_venv(tool)
    python = venv_python(tool)
    run(
        "installing uv",
        [python, "-m", "pip", "install", "--quiet", "uv"],
        "This needs the package registry.",
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
        run(f"pinning {target.name}", command, "The requirements in pyproject.toml conflict.")
    for name in LAYERS.values():
        # Notebooks import the package itself, so install it from this folder. Append the line
        # after compiling, because uv accepts no folder as a constraint.
        with (ROOT / name).open("a", encoding="utf-8") as pins:
            pins.write("-e .\n")


def _add_system_packages(task: argparse.ArgumentParser) -> None:
    task.add_argument(
        "--install-system-packages",
        action="store_true",
        help="as root on Debian or Ubuntu: install Chromium and a Chinese font if they are missing",
    )


def parser() -> argparse.ArgumentParser:
    """Build the command-line parser."""
    whole = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument(
        "--no-setup",
        action="store_true",
        help="use the current Python and its packages instead of the project's environment",
    )
    tasks = whole.add_subparsers(dest="task", required=True, metavar="TASK")
    for name, port, text in (
        ("serve", PORT, "build the book and serve it on localhost"),
        ("lab", LAB_PORT, "open the chapters in JupyterLab"),
    ):
        task = tasks.add_parser(name, help=text)
        task.add_argument("--port", type=int, default=port, help=f"default: {port}")
        task.add_argument("--no-browser", action="store_true", help="do not open a browser")
        if name == "lab":
            choices = sorted({*LAB_LOCALES, *languages()})
            task.add_argument(
                "--language", choices=choices, default=FIRST_LANGUAGE, help="default: zh"
            )
    tasks.add_parser("build", help="build the site into _build/site")
    tasks.add_parser("bundle", help="pack the site into one zip for offline use")
    task = tasks.add_parser(
        "test", help="run all tests; extra arguments go to pytest", allow_abbrev=False
    )
    task.add_argument(
        "--fast", action="store_true", help="skip tests that need a browser, JupyterLab or a build"
    )
    _add_system_packages(task)
    tasks.add_parser("lint", help="check style, types, imports and dependencies")
    task = tasks.add_parser(
        "bench", help="benchmark the page, the build and the IRR solver", allow_abbrev=False
    )
    task.add_argument(
        "what", nargs="?", choices=(*BENCHMARKS, *ON_DEMAND), help="default: page and loans"
    )
    _add_system_packages(task)
    tasks.add_parser(
        "lab-settings", help="make this Python's JupyterLab open chapters as notebooks"
    )
    task = tasks.add_parser("pictures", help="build, and draw the pictures of the README")
    _add_system_packages(task)
    tasks.add_parser("lock", help="re-pin the requirements files")
    return whole


def perform(options: argparse.Namespace, rest: Sequence[str]) -> int:
    """Run one task and return the exit code."""

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
        lab(python_for("lab"), options.port, not options.no_browser, options.language)
    elif options.task == "lab-settings":
        folder = Path(sys.prefix, "share", "jupyter", "lab", "settings")
        write_lab_settings(folder, FIRST_LANGUAGE)
    elif options.task == "lock":
        lock()
    elif options.task == "test":
        with_apt = options.install_system_packages
        return test(python_for("test"), options.fast, with_apt, rest)
    elif options.task == "pictures":
        python = python_for("test")
        build(python)
        return pictures(python, options.install_system_packages)
    elif options.task == "lint":
        return lint(python_for("test"))
    else:
        with_apt = options.install_system_packages
        return bench(python_for("test"), options.what, with_apt, rest)
    return 0


def main(arguments: Sequence[str]) -> int:
    """Parse the command line and run the task."""
    whole = parser()
    options, rest = whole.parse_known_args(arguments)
    if rest and options.task not in ("test", "bench"):
        whole.error(f"unknown arguments: {' '.join(rest)}")
    try:
        check_version(sys.version_info[:2])
        return perform(options, rest)
    except TaskError as problem:
        print(f"[run.py] {problem}", file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
