"""Makes Binder's environment on this machine and opens every page with code in it.

`python3 run.py bench binder` runs it; it needs the package registry. repo2docker says what it would
do with a clean copy of the project. The same steps are done here, over the versions of its base, in
a virtual environment instead of a conda environment in an image. Then JupyterLab starts as a hub
starts it, and each page is opened, run and moved in a browser. No other host is reached from there.
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
# The page that a reader opens first, at the address of the launch button as it is.
FIRST = "rates"
# These stay open at the end, for the memory that three of them take: the last is the heaviest.
KEPT_OPEN = ("comparison", "outlook", "simulations")
# A hub serves each reader below a path of his own.
BASE = "/user/reader/"
# What the registry calls packages that conda calls otherwise.
REGISTRY_NAMES = {
    "jupyterhub-singleuser": "jupyterhub",
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}
# run.py reads this from the project's folder, whatever is installed.
READ_BY_RUN_PY = "site/offline"
# jupyter_server says this of its own defaults, everywhere.
HARMLESS = "websocket_ping_timeout"
START_SECONDS = 60
OPEN_MILLISECONDS = 60_000
RUN_MILLISECONDS = 180_000
MOVE_MILLISECONDS = 5_000

# Everything ran, or something failed: after an error Lab runs no further cell.
HAS_RUN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const prompts = all(".jp-CodeCell .jp-InputArea .jp-InputPrompt");
  return all('.jp-OutputArea-output[data-mime-type*="error"]').length > 0
    || prompts.every((prompt) => /\\[\\d+\\]:/.test(prompt.textContent));
}"""
HAS_DRAWN = """() => [...document.querySelectorAll('.jp-OutputArea-output[data-mime-type*="vega"]')]
  .every((output) => output.querySelector(".marks"))"""
# Sentence, figures, charts and tables: not a slider's own hidden number, nor what is wrong with it.
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
    """What was measured on one page."""

    name: str
    shown: float
    ready: float
    run: float
    cells: int
    charts: int
    moves: list[float]


class Watched:
    """A browser's page, and what it asked for from elsewhere or complained of."""

    def __init__(self, browser: Browser, own: str) -> None:
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        ours = (own, own.replace("http", "ws", 1), "data:", "blob:", "about:")

        def guard(route: Route) -> None:
            if route.request.url.startswith(ours):
                route.continue_()
            else:
                self.outside.append(route.request.url)
                route.abort()

        def watch(channel: WebSocket) -> None:
            if not channel.url.startswith(ours):
                self.outside.append(channel.url)

        self.page.route("**/*", guard)
        self.page.on("websocket", watch)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda told: self.complaints.append(told.text) if told.type == "error" else None,
        )


class Refusing(BaseHTTPRequestHandler):
    """The proxy of the server and its kernels: whatever they want from other hosts is refused."""

    asked: list[str] = []  # noqa: RUF012

    def refuse(self) -> None:
        """Note what was wanted."""
        self.asked.append(self.path)
        self.send_error(403)

    do_GET = do_HEAD = do_POST = do_CONNECT = refuse  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the output for the figures."""


# The environment


def copy_project(target: Path) -> Path:
    """Copy the project as a commit now would publish it: all but what .gitignore names."""
    told = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = shutil.ignore_patterns(".git", *(name.strip("/") for name in told))
    return shutil.copytree(ROOT, target, ignore=ignored)


def plan_of(project: Path) -> list[str]:
    """What repo2docker would do with a folder, line by line."""
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(project)],
        cwd=project.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"repo2docker refuses the project:\n{done.stdout[-2000:]}")
    return done.stdout.splitlines()


def python_of(plan: list[str]) -> str:
    """The version of Python that a plan chooses, such as 3.12."""
    said = "Building conda environment for python="
    versions = [line.removeprefix(said) for line in plan if line.startswith(said)]
    if not versions:
        raise RuntimeError("the plan chooses no Python of its own; runtime.txt should")
    return versions[0]


def steps_of(plan: list[str]) -> list[str]:
    """The commands of a plan that run after the project's files are there."""
    start = plan.index("COPY --chown=0:0 src/ ${REPO_DIR}/")
    return [line.removeprefix("RUN ") for line in plan[start:] if line.startswith("RUN ")]


def base_of(version: str) -> tuple[list[str], list[str]]:
    """The packages that repo2docker's base asks for, and the versions that it pins."""
    folder = files("repo2docker") / "buildpacks" / "conda"
    asked = yaml.safe_load((folder / f"environment.py-{version}.yml").read_text(encoding="utf-8"))
    names = [re.split("[=<>]", name)[0] for name in asked["dependencies"]]
    names = [REGISTRY_NAMES.get(name, name) for name in names if name not in ("python", "nodejs")]
    locked = (folder / f"environment.py-{version}-linux-64.lock").read_text(encoding="utf-8")
    # Python's packages are those with a build that begins with "py".
    pins = re.findall(r"/([^/\s]+)-([^-/\s]+)-py[^-/\s]*\.conda", locked)
    return names, sorted({f"{REGISTRY_NAMES.get(name, name)}=={pin}" for name, pin in pins})


def is_version(python: str, version: str) -> bool:
    """Whether a command is a Python of that version."""
    script = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    return done.stdout.strip() == version


def find_python(version: str) -> str:
    """A Python of that version on this machine, or else the one that runs this."""
    candidates = [sys.executable, shutil.which(f"python{version}")]
    pyenv = shutil.which("pyenv")
    if pyenv:
        told = subprocess.run(
            [pyenv, "prefix", version], capture_output=True, text=True, check=False
        ).stdout.strip()
        candidates.append(f"{told}/bin/python" if told else None)
    for candidate in candidates:
        if candidate and is_version(candidate, version):
            return candidate
    print(f"no Python {version} here: Binder's version is NOT the one that is measured")
    return sys.executable


def environment(venv: Path, home: Path) -> dict[str, str]:
    """The variables that the image sets, as far as they matter here."""
    return {
        "PATH": os.pathsep.join([str(venv / "bin"), os.defpath]),
        "HOME": str(home),
        "KERNEL_PYTHON_PREFIX": str(venv),
        "LANG": "en_US.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "SHELL": "/bin/bash",
    }


def step(text: str, command: list[str], **options: Any) -> None:
    """Do one step and print what it took; a failure ends all."""
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
    """The size of all files in a folder."""
    lying = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in lying) / 1e6


def make_environment(work: Path, project: Path, plan: list[str]) -> Path:
    """Do the plan's steps over the versions of the base, in a fresh virtual environment."""
    version = python_of(plan)
    python = find_python(version)
    venv = work / "environment"
    print(f"repo2docker takes Python {version}; here it is {python}. Its steps took:")
    step("a virtual environment", [python, "-m", "venv", str(venv)])
    names, pins = base_of(version)
    (work / "base.txt").write_text("\n".join(pins), encoding="utf-8")
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    step("the base's packages", [*command, "-c", str(work / "base.txt"), *names])
    print(f"           {megabytes(venv):.0f} MB so far")
    # pip's own settings of this machine, which say where the registry is, hold for all steps.
    own = {**os.environ, **environment(venv, Path.home())}
    for each in steps_of(plan):
        step(each, ["bash", "-c", each], cwd=project, env=own)
    print(f"           {megabytes(venv):.0f} MB")
    return venv


def conflicts(venv: Path) -> list[str]:
    """What pip says does not go together."""
    command = [str(venv / "bin" / "python"), "-m", "pip", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode else []


def missing_files(venv: Path, project: Path) -> list[str]:
    """Files of the package that the environment's own copy lacks, but for what run.py reads."""
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
    """Ask the server's own interface."""
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
    """The address of a proxy that refuses everything and remembers it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_port}"
        proxy.shutdown()


@contextmanager
def started(venv: Path, project: Path, log: Path) -> Iterator[Lab]:
    """JupyterLab as a hub starts it: the project is the reader's home; other hosts are dead."""
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
            print(f"JupyterLab answers {time.perf_counter() - begun:.1f} s after its start")
            yield lab
            ask(lab, "api/shutdown", "POST")  # ends the kernels as well
            server.wait(timeout=30)
        finally:
            server.kill()
            server.wait()


def end_kernels(lab: Lab) -> None:
    """End all kernels, as a reader does who is done with a page."""
    for session in ask(lab, "api/sessions"):
        ask(lab, f"api/sessions/{session['id']}", "DELETE")


def family(process: int) -> list[int]:
    """A process and all that it started."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = re.search(r"^PPid:\s+(\d+)", status.read_text(encoding="utf-8"), re.MULTILINE)
        except OSError:  # it ended meanwhile
            continue
        parents[int(status.parent.name)] = int(told[1]) if told else 0
    whole = [process]
    for member in whole:  # which grows meanwhile
        whole += [child for child, parent in parents.items() if parent == member]
    return whole


def print_memory(lab: Lab, what: str) -> None:
    """Print the memory of the server and its kernels: shared pages counted once, and resident."""
    if not Path("/proc/self/smaps_rollup").exists():
        print(f"memory with {what}: this system does not tell")
        return
    sizes = []
    for process in family(lab.process):
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
        found = dict(re.findall(r"^(Pss|Rss):\s+(\d+) kB", told, re.MULTILINE))
        sizes.append((int(found["Pss"]) / 1e3, int(found["Rss"]) / 1e3))
    pss, rss = (sum(each) for each in zip(*sizes, strict=True))
    kernels = ", ".join(f"{size:.0f}" for size, _rss in sizes[1:])
    print(
        f"memory with {what}: {pss:.0f} MB (server {sizes[0][0]:.0f}, kernels {kernels}; "
        f"resident {rss:.0f})"
    )


# The pages


def pages_with_code() -> list[str]:
    """The pages to open after the first, those that stay open last."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md"))}
    names = [name for name, text in texts.items() if "{code-cell}" in text]
    return [name for name in names if name not in (FIRST, *KEPT_OPEN)] + list(KEPT_OPEN)


def shown_simulations(name: str) -> list[str]:
    """The simulations that a page's cells show."""
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    return re.findall(r'^simulate\("([a-z-]+)"\)$', text, re.MULTILINE)


def measure_page(watched: Watched, lab: Lab, name: str, path: str, problems: list[str]) -> Opened:
    """Open a page as a notebook, run it and move its simulations."""
    page = watched.page
    begun = time.perf_counter()
    page.goto(f"{lab.address}{path}?token={lab.token}")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=OPEN_MILLISECONDS)
    shown = time.perf_counter() - begun
    # In Chinese: the kernel is idle.
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
    """What a reader would see that should not be there."""
    wrong = page.locator(
        '.jp-OutputArea-output[data-mime-type*="error"], '
        '.jp-OutputArea-output[data-mime-type*="stderr"]'
    )
    found = [f"a cell says {text[-300:]}" for text in wrong.all_text_contents()]
    menus = page.locator(".lm-MenuBar-itemLabel").all_text_contents()
    if not {"文件", "编辑", "运行"} <= set(menus):
        found.append(f"the menus are not Chinese: {menus}")
    asides = page.locator(".jp-Dialog, .Toastify__toast").all_text_contents()
    return found + [f"Lab says {text}" for text in asides]


def move_all(page: Page, name: str, problems: list[str]) -> tuple[list[float], int]:
    """Move something in each simulation of a page.

    Returns the seconds from each move to the changed results, and how many charts are drawn.
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
            problems.append(f"{name}: {simulation} does not follow its inputs")
        else:
            moves.append(taken)
    return moves, drawn


def move(page: Page, whole: Locator) -> float | None:
    """Move one input after the other until the results change; the seconds that took."""
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
    """Whether a simulation's results are others soon."""
    try:
        page.wait_for_function(
            HAS_CHANGED, arg=[whole.element_handle(), before], timeout=MOVE_MILLISECONDS
        )
    except Error:
        return False
    return True


def visit(browser: Browser, lab: Lab, name: str, path: str, problems: list[str]) -> Watched:
    """Open a page and print what was measured; it stays open."""
    watched = Watched(browser, lab.address)
    try:
        found = measure_page(watched, lab, name, path, problems)
    except Error as error:
        is_text = watched.page.locator(".jp-FileEditor").count() > 0
        why = "it opens as text" if is_text else str(error).splitlines()[0]
        problems += [f"{name}: {each}" for each in (why, *faults(watched.page))]
    else:
        slowest = f"{max(found.moves) * 1000:6.0f}" if found.moves else "     -"
        print(
            f"{found.name:12}{found.shown:8.1f}{found.ready:8.1f}{found.run:8.1f}"
            f"{found.cells:7}{found.charts:8}{len(found.moves):7}{slowest:>9}",
            flush=True,
        )
    problems += [f"{name}: asked for {each}" for each in watched.outside]
    problems += [f"{name}: the browser says {each}" for each in watched.complaints]
    return watched


def measure_pages(browser: Browser, lab: Lab, problems: list[str]) -> None:
    """Open, run and move all pages; print a line for each, and the memory."""
    print("seconds from the address to: the notebook shown, its kernel ready, all cells run;")
    print("code cells, charts, simulations moved, ms from a key to the changed results (slowest)")
    print("page           shown   ready     run  cells  charts  moved  slowest")
    first = visit(browser, lab, FIRST, lab_path(f"book/zh/{FIRST}.md"), problems)
    print_memory(lab, f"{FIRST} open")
    first.page.close()
    end_kernels(lab)
    for name in pages_with_code():
        # A workspace of its own: Lab restores what another page has open.
        path = lab_path(f"book/zh/{name}.md").replace("lab/", f"lab/workspaces/{name}/", 1)
        watched = visit(browser, lab, name, path, problems)
        if name not in KEPT_OPEN:
            watched.page.close()
            end_kernels(lab)
    print_memory(lab, f"{', '.join(KEPT_OPEN)} open")


def measure_lab(venv: Path, project: Path, log: Path) -> list[str]:
    """Start JupyterLab and open the pages; what went wrong."""
    problems: list[str] = []
    with started(venv, project, log) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["LOANLAB_CHROMIUM"],
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        measure_pages(browser, lab, problems)
        browser.close()
    told = log.read_text(encoding="utf-8", errors="replace")
    warnings = re.findall(r"^\[[WE] .*", told, re.MULTILINE)
    problems += [f"server: {line}" for line in warnings if HARMLESS not in line]
    return problems + [f"server or kernel: asked for {each}" for each in Refusing.asked]


def main() -> int:
    """Make the environment, use it, and print what was measured and what failed."""
    with tempfile.TemporaryDirectory(prefix="binder-") as folder:
        work = Path(folder)
        project = copy_project(work / "project")
        venv = make_environment(work, project, plan_of(project))
        problems = [f"pip: {line}" for line in conflicts(venv)]
        problems += [f"not installed: {name}" for name in missing_files(venv, project)]
        problems += measure_lab(venv, project, work / "log.txt")
    for problem in problems:
        print(f"FAILED {problem}")
    print("nothing failed" if not problems else f"{len(problems)} failures")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
