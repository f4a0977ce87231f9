"""Create Binder's environment on this machine and open every page with code in it.

Run it with `python3 run.py bench binder`; it needs the package registry. repo2docker prints its
plan for a clean copy of the project. The benchmark runs the same steps with the versions of
repo2docker's base environment, in a virtual environment instead of a conda environment in an image.
Then it starts JupyterLab as a hub does, opens each page in a browser, runs it and changes inputs.
All other hosts are blocked.
"""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from playwright.sync_api import Browser, Error, Locator, Page, Route, WebSocket, sync_playwright

from loanlab.data import facts
from loanlab.simulations import simulations
from loanlab.site.launch import lab_path
from loanlab.text import catalogue

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "book" / "zh"
STRINGS = catalogue("zh")["simulations"]
# The page to open first, at the unchanged address of the launch button.
FIRST = "rates"
# Kept open to the end to measure the memory of three kernels; the last is the heaviest.
KEPT_OPEN = ("comparison", "outlook", "simulations")
# A hub serves each user under a separate path.
BASE = "/user/reader/"
# Conda name -> PyPI name, for packages whose names differ.
REGISTRY_NAMES = {
    "jupyterhub-singleuser": "jupyterhub",
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}
# run.py reads this folder from the repository, so the wheel does not need it.
READ_BY_RUN_PY = "site/offline"
# jupyter_server always logs this warning about its own defaults.
HARMLESS = "websocket_ping_timeout"
START_SECONDS = 60
OPEN_MILLISECONDS = 60_000
RUN_MILLISECONDS = 180_000
MOVE_MILLISECONDS = 5_000

# True when all cells have run, or when one failed: Lab stops after an error.
HAS_RUN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const prompts = all(".jp-CodeCell .jp-InputArea .jp-InputPrompt");
  return all('.jp-OutputArea-output[data-mime-type*="error"]').length > 0
    || prompts.every((prompt) => /\\[\\d+\\]:/.test(prompt.textContent));
}"""
HAS_DRAWN = """() => [...document.querySelectorAll('.jp-OutputArea-output[data-mime-type*="vega"]')]
  .every((output) => output.querySelector(".marks"))"""
# Sentence, figures, charts and tables, without error messages and a slider's hidden number.
RESULTS = """(whole) => [...whole.querySelectorAll(".widget-html-content")]
  .filter((result) => !result.querySelector("[role=alert]"))
  .map((result) => result.textContent.trim()).filter(Boolean).join("|")"""
HAS_CHANGED = f"([whole, before]) => ({RESULTS})(whole) !== before"


class Lab(NamedTuple):
    """A running JupyterLab."""

    address: str
    token: str
    process: int


class Opened(NamedTuple):
    """The measurements of one page."""

    name: str
    shown: float
    ready: float
    run: float
    cells: int
    charts: int
    moves: list[float]


class Watched:
    """A browser page, with its blocked requests to other hosts and its script errors."""

    def __init__(self, browser: Browser, own: str) -> None:
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        allowed = (own, own.replace("http", "ws", 1), "data:", "blob:", "about:")

        def guard(route: Route) -> None:
            if route.request.url.startswith(allowed):
                route.continue_()
            else:
                self.outside.append(route.request.url)
                route.abort()

        def watch(channel: WebSocket) -> None:
            if not channel.url.startswith(allowed):
                self.outside.append(channel.url)

        self.page.route("**/*", guard)
        self.page.on("websocket", watch)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text) if message.type == "error" else None
            ),
        )


class RefusingHandler(BaseHTTPRequestHandler):
    """A proxy for the server and its kernels that refuses and records every request."""

    requests: list[str] = []  # noqa: RUF012

    def refuse(self) -> None:
        """Record the request and refuse it."""
        self.requests.append(self.path)
        self.send_error(403)

    do_GET = do_HEAD = do_POST = do_CONNECT = refuse  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Log no requests."""


# The environment


def copy_project(target: Path) -> Path:
    """Copy the project without the files that .gitignore lists."""
    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = shutil.ignore_patterns(".git", *(name.strip("/") for name in patterns))
    return shutil.copytree(ROOT, target, ignore=ignored)


def plan_of(project: Path) -> list[str]:
    """Return the lines of repo2docker's plan for a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(project)],
        cwd=project.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"repo2docker failed:\n{done.stdout[-2000:]}")
    return done.stdout.splitlines()


def python_of(plan: list[str]) -> str:
    """Return the Python version in a plan, such as 3.12."""
    prefix = "Building conda environment for python="
    versions = [line.removeprefix(prefix) for line in plan if line.startswith(prefix)]
    if not versions:
        raise RuntimeError("the plan names no Python version; check runtime.txt")
    return versions[0]


def steps_of(plan: list[str]) -> list[str]:
    """Return the commands of a plan that run after the project files are copied."""
    start = plan.index("COPY --chown=0:0 src/ ${REPO_DIR}/")
    return [line.removeprefix("RUN ") for line in plan[start:] if line.startswith("RUN ")]


def base_of(version: str) -> tuple[list[str], list[str]]:
    """Return the packages and the pinned versions of repo2docker's base environment."""
    folder = files("repo2docker") / "buildpacks" / "conda"
    base = yaml.safe_load((folder / f"environment.py-{version}.yml").read_text(encoding="utf-8"))
    names = [re.split("[=<>]", name)[0] for name in base["dependencies"]]
    names = [REGISTRY_NAMES.get(name, name) for name in names if name not in ("python", "nodejs")]
    locked = (folder / f"environment.py-{version}-linux-64.lock").read_text(encoding="utf-8")
    # The build string of a Python package starts with "py".
    pins = re.findall(r"/([^/\s]+)-([^-/\s]+)-py[^-/\s]*\.conda", locked)
    return names, sorted({f"{REGISTRY_NAMES.get(name, name)}=={pin}" for name, pin in pins})


def is_version(python: str, version: str) -> bool:
    """Return whether a command is a Python of the given version."""
    script = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    return done.stdout.strip() == version


def find_python(version: str) -> str:
    """Find a Python of the given version; fall back to the current one with a warning."""
    candidates = [sys.executable, shutil.which(f"python{version}")]
    pyenv = shutil.which("pyenv")
    if pyenv:
        prefix = subprocess.run(
            [pyenv, "prefix", version], capture_output=True, text=True, check=False
        ).stdout.strip()
        candidates.append(f"{prefix}/bin/python" if prefix else None)
    for candidate in candidates:
        if candidate and is_version(candidate, version):
            return candidate
    print(f"Python {version} was not found: NOT measuring Binder's Python version")
    return sys.executable


def environment(venv: Path, home: Path) -> dict[str, str]:
    """Return those environment variables of the image that matter here."""
    return {
        "PATH": os.pathsep.join([str(venv / "bin"), os.defpath]),
        "HOME": str(home),
        "KERNEL_PYTHON_PREFIX": str(venv),
        "LANG": "en_US.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "SHELL": "/bin/bash",
    }


def step(text: str, command: list[str], **options: Any) -> None:
    """Run one step and print its duration; raise RuntimeError if it fails."""
    started = time.perf_counter()
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        **options,
    )
    if done.returncode:
        raise RuntimeError(f"this step failed: {text}\n{done.stdout[-3000:]}")
    print(f"  {time.perf_counter() - started:5.1f} s  {text}", flush=True)


def megabytes(folder: Path) -> float:
    """Return the total size of the files in a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in paths) / 1e6


def make_environment(work: Path, project: Path, plan: list[str]) -> Path:
    """Create a virtual environment with the base packages and run the plan's steps in it."""
    version = python_of(plan)
    python = find_python(version)
    venv = work / "environment"
    print(f"repo2docker uses Python {version}; using {python}. Duration of each step:")
    step("create the virtual environment", [python, "-m", "venv", str(venv)])
    names, pins = base_of(version)
    (work / "base.txt").write_text("\n".join(pins), encoding="utf-8")
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    step("install the base packages", [*command, "-c", str(work / "base.txt"), *names])
    print(f"           {megabytes(venv):.0f} MB so far")
    # Keep this machine's pip settings, which may name a package registry.
    variables = {**os.environ, **environment(venv, Path.home())}
    for each in steps_of(plan):
        step(each, ["bash", "-c", each], cwd=project, env=variables)
    print(f"           {megabytes(venv):.0f} MB")
    return venv


def conflicts(venv: Path) -> list[str]:
    """Return the conflicts that pip check reports."""
    command = [str(venv / "bin" / "python"), "-m", "pip", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode else []


def missing_files(venv: Path, project: Path) -> list[str]:
    """Return package files missing from the environment, except those that run.py reads."""
    script = "import loanlab, pathlib; print(pathlib.Path(loanlab.__file__).parent)"
    command = [str(venv / "bin" / "python"), "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=venv)
    installed = Path(done.stdout.strip())
    source = project / "src" / "loanlab"
    names = [path.relative_to(source) for path in source.rglob("*") if path.is_file()]
    names = [name for name in names if not name.is_relative_to(READ_BY_RUN_PY)]
    return [str(name) for name in names if not (installed / name).exists()]


# The server


def ask(lab: Lab, path: str, method: str = "GET") -> Any:
    """Send a request to the server's REST API."""
    headers = {"Authorization": f"token {lab.token}"}
    request = urllib.request.Request(lab.address + path, method=method, headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.loads(answer.read() or "null")


def wait_until_up(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            ask(lab, "api/status")
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@contextmanager
def refusing_proxy() -> Iterator[str]:
    """Run a proxy that refuses and records every request; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), RefusingHandler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_port}"
        proxy.shutdown()


@contextmanager
def started(venv: Path, project: Path, log: Path) -> Iterator[Lab]:
    """Start JupyterLab as a hub does, with the project as home folder; block other hosts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex()
    command = [str(venv / "bin" / "jupyter-lab"), "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--ServerApp.base_url={BASE}", f"--IdentityProvider.token={token}"]
    with refusing_proxy() as proxy, log.open("wb") as output:
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), proxy)
        variables = {**environment(venv, project), **proxies, "no_proxy": "127.0.0.1"}
        begun = time.perf_counter()
        server = subprocess.Popen(
            command, cwd=project, env=variables, stdout=output, stderr=subprocess.STDOUT
        )
        lab = Lab(f"http://127.0.0.1:{port}{BASE}", token, server.pid)
        try:
            wait_until_up(lab, server, log)
            print(f"JupyterLab responds {time.perf_counter() - begun:.1f} s after its start")
            yield lab
            ask(lab, "api/shutdown", "POST")  # also stops the kernels
            server.wait(timeout=30)
        finally:
            server.kill()
            server.wait()


def end_kernels(lab: Lab) -> None:
    """Shut down all kernels, as a reader does after finishing a page."""
    for session in ask(lab, "api/sessions"):
        ask(lab, f"api/sessions/{session['id']}", "DELETE")


def family(process: int) -> list[int]:
    """Return a process and all its descendants."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            match = re.search(r"^PPid:\s+(\d+)", status.read_text(encoding="utf-8"), re.MULTILINE)
        except OSError:  # the process has ended
            continue
        parents[int(status.parent.name)] = int(match[1]) if match else 0
    whole = [process]
    for member in whole:  # the list grows during the loop
        whole += [child for child, parent in parents.items() if parent == member]
    return whole


def print_memory(lab: Lab, what: str) -> None:
    """Print the memory of the server and its kernels, as PSS (shared pages divided) and RSS."""
    if not Path("/proc/self/smaps_rollup").exists():
        print(f"memory with {what}: not available on this system")
        return
    sizes = []
    for process in family(lab.process):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
        found = dict(re.findall(r"^(Pss|Rss):\s+(\d+) kB", rollup, re.MULTILINE))
        sizes.append((int(found["Pss"]) / 1e3, int(found["Rss"]) / 1e3))
    pss, rss = (sum(each) for each in zip(*sizes, strict=True))
    kernels = ", ".join(f"{size:.0f}" for size, _rss in sizes[1:])
    print(
        f"memory with {what}: {pss:.0f} MB (server {sizes[0][0]:.0f}, kernels {kernels}; "
        f"resident {rss:.0f})"
    )


# The pages


def pages_with_code() -> list[str]:
    """Return the pages to open after the first one; those that stay open come last."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md"))}
    names = [name for name, text in texts.items() if "{code-cell}" in text]
    return [name for name in names if name not in (FIRST, *KEPT_OPEN)] + list(KEPT_OPEN)


def shown_simulations(name: str) -> list[str]:
    """Return the simulations in a page's cells."""
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    return re.findall(r'^simulate\("([a-z-]+)"\)$', text, re.MULTILINE)


def measure_page(watched: Watched, lab: Lab, name: str, path: str, problems: list[str]) -> Opened:
    """Open a page as a notebook, run it and change an input in each simulation."""
    page = watched.page
    begun = time.perf_counter()
    page.goto(f"{lab.address}{path}?token={lab.token}")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=OPEN_MILLISECONDS)
    shown = time.perf_counter() - begun
    # 空闲 means idle.
    page.get_by_text("Python 3 (ipykernel) | 空闲").wait_for(timeout=OPEN_MILLISECONDS)
    ready = time.perf_counter() - begun
    page.locator(".lm-MenuBar-itemLabel", has_text="运行").click()
    page.locator('[data-command="runmenu:run-all"]').click()
    page.wait_for_function(HAS_RUN, timeout=RUN_MILLISECONDS)
    has_run = time.perf_counter() - begun
    page.wait_for_function(HAS_DRAWN, timeout=OPEN_MILLISECONDS)
    problems += [f"{name}: {each}" for each in faults(page)]
    moves, drawn = move_all(page, name, problems)
    return Opened(
        name,
        shown,
        ready,
        has_run,
        page.locator(".jp-CodeCell").count(),
        drawn + page.locator('.jp-OutputArea-output[data-mime-type*="vega"] .marks').count(),
        moves,
    )


def faults(page: Page) -> list[str]:
    """Return visible faults: cell errors, menus that are not in Chinese, dialogs and toasts."""
    wrong = page.locator(
        '.jp-OutputArea-output[data-mime-type*="error"], '
        '.jp-OutputArea-output[data-mime-type*="stderr"]'
    )
    found = [f"cell output: {text[-300:]}" for text in wrong.all_text_contents()]
    menus = page.locator(".lm-MenuBar-itemLabel").all_text_contents()
    if not {"文件", "编辑", "运行"} <= set(menus):
        found.append(f"the menus are not Chinese: {menus}")
    asides = page.locator(".jp-Dialog, .Toastify__toast").all_text_contents()
    return found + [f"Lab message: {text}" for text in asides]


def move_all(page: Page, name: str, problems: list[str]) -> tuple[list[float], int]:
    """Change an input in each simulation of a page.

    Returns the seconds from each change to the updated results, and the number of charts drawn.
    """
    definitions = simulations(facts())
    moves = []
    drawn = 0
    for simulation in shown_simulations(name):
        title = page.get_by_text(STRINGS[simulation]["title"], exact=True)
        whole = page.locator(".loanlab").filter(has=title)
        if whole.count() != 1:
            problems.append(f"{name}: {simulation} is shown {whole.count()} times")
            continue
        charts = whole.locator(".chart svg").count()
        wanted = sum(not picture.is_table for picture in definitions[simulation].pictures)
        if charts != wanted:
            problems.append(f"{name}: {simulation} draws {charts} of {wanted} charts")
        drawn += charts
        taken = move(page, whole)
        if taken is None:
            problems.append(f"{name}: {simulation} does not update with its inputs")
        else:
            moves.append(taken)
    return moves, drawn


def move(page: Page, whole: Locator) -> float | None:
    """Change inputs until the results change; return the seconds from input to results."""
    for slider in whole.locator("[role=slider]").filter(visible=True).all():
        for key in ("ArrowRight", "ArrowLeft"):
            before = whole.evaluate(RESULTS)
            slider.focus()
            begun = time.perf_counter()
            slider.press(key)
            if has_changed(page, whole, before):
                return time.perf_counter() - begun
    for choice in whole.locator("select").filter(visible=True).all():
        before = whole.evaluate(RESULTS)
        begun = time.perf_counter()
        choice.select_option(index=choice.locator("option").count() - 1)
        if has_changed(page, whole, before):
            return time.perf_counter() - begun
    return None


def has_changed(page: Page, whole: Locator, before: str) -> bool:
    """Return whether a simulation's results change before the timeout."""
    try:
        page.wait_for_function(
            HAS_CHANGED, arg=[whole.element_handle(), before], timeout=MOVE_MILLISECONDS
        )
    except Error:
        return False
    return True


def visit(browser: Browser, lab: Lab, name: str, path: str, problems: list[str]) -> Watched:
    """Open a page and print its measurements; leave it open."""
    watched = Watched(browser, lab.address)
    try:
        found = measure_page(watched, lab, name, path, problems)
    except Error as error:
        is_text = watched.page.locator(".jp-FileEditor").count() > 0
        why = "opened as text, not as a notebook" if is_text else str(error).splitlines()[0]
        problems += [f"{name}: {each}" for each in (why, *faults(watched.page))]
    else:
        slowest = f"{max(found.moves) * 1000:6.0f}" if found.moves else "     -"
        print(
            f"{found.name:12}{found.shown:8.1f}{found.ready:8.1f}{found.run:8.1f}"
            f"{found.cells:7}{found.charts:8}{len(found.moves):7}{slowest:>9}",
            flush=True,
        )
    problems += [f"{name}: requested {each}" for each in watched.outside]
    problems += [f"{name}: browser error: {each}" for each in watched.complaints]
    return watched


def measure_pages(browser: Browser, lab: Lab, problems: list[str]) -> None:
    """Measure all pages; print one line per page, and the memory."""
    print("seconds from navigation to: notebook shown, kernel ready, all cells run;")
    print("code cells, charts, simulations moved, ms from input to changed results (slowest)")
    print("page           shown   ready     run  cells  charts  moved  slowest")
    first = visit(browser, lab, FIRST, lab_path(f"book/zh/{FIRST}.md"), problems)
    print_memory(lab, f"{FIRST} open")
    first.page.close()
    end_kernels(lab)
    for name in pages_with_code():
        # Use a new workspace; otherwise Lab restores the notebooks of the previous page.
        path = lab_path(f"book/zh/{name}.md").replace("lab/", f"lab/workspaces/{name}/", 1)
        watched = visit(browser, lab, name, path, problems)
        if name not in KEPT_OPEN:
            watched.page.close()
            end_kernels(lab)
    print_memory(lab, f"{', '.join(KEPT_OPEN)} open")


def measure_lab(venv: Path, project: Path, log: Path) -> list[str]:
    """Start JupyterLab, measure the pages and return the problems found."""
    problems: list[str] = []
    with started(venv, project, log) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["LOANLAB_CHROMIUM"],
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        measure_pages(browser, lab, problems)
        browser.close()
    log_text = log.read_text(encoding="utf-8", errors="replace")
    warnings = re.findall(r"^\[[WE] .*", log_text, re.MULTILINE)
    problems += [f"server: {line}" for line in warnings if HARMLESS not in line]
    return problems + [f"server or kernel: requested {each}" for each in RefusingHandler.requests]


def main() -> int:
    """Create the environment, measure it, and print the results and the failures."""
    with tempfile.TemporaryDirectory(prefix="binder-") as folder:
        work = Path(folder)
        project = copy_project(work / "project")
        venv = make_environment(work, project, plan_of(project))
        problems = [f"pip: {line}" for line in conflicts(venv)]
        problems += [f"not installed: {name}" for name in missing_files(venv, project)]
        problems += measure_lab(venv, project, work / "log.txt")
    for problem in problems:
        print(f"FAILED {problem}")
    print("no failures" if not problems else f"{len(problems)} failures")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
