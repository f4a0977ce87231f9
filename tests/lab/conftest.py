"""Shared fixtures: a JupyterLab server on a copy of the book, and its open notebooks."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import run
from tests.conftest import OUR_SCHEMES, ROOT, Visit

# JupyterLab's own words in each language: a kernel that waits, and the menu that runs cells.
LAB_WORDS = {"zh": ("空闲", "运行"), "en": ("Idle", "Run")}
START_SECONDS = 60
RUN_MILLISECONDS = 180_000
OpenNotebook = Callable[[str], Visit]


class Lab(NamedTuple):
    """A running JupyterLab."""

    address: str
    token: str


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _ask(lab: Lab, path: str, method: str = "GET") -> None:
    headers = {"Authorization": f"token {lab.token}"}
    request = urllib.request.Request(lab.address + path, method=method, headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=5):  # noqa: S310
        pass


def _wait_until_up(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            return _ask(lab, "/api/status")
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-4000:])


@pytest.fixture(scope="module")
def language() -> str:
    """Return the language of the chapters and of Lab's menus; a module may override it."""
    return "zh"


@pytest.fixture(scope="module")  # with its kernels it takes much memory, and many tests follow
def lab(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run JupyterLab on a copy of the book with run.py's settings, isolated from this machine's."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "book", home / "root" / "book")
    run.write_lab_settings(home / "settings", language)
    lab = Lab(f"http://127.0.0.1:{_free_port()}", secrets.token_hex())
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "user-settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    log = home / "log.txt"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *("--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0"),
                f"--ServerApp.port={lab.address.rsplit(':', 1)[1]}",
                f"--ServerApp.root_dir={home / 'root'}",
                f"--IdentityProvider.token={lab.token}",
                f"--LabApp.app_settings_dir={home / 'settings'}",
            ],
            cwd=home,
            env={**os.environ, **{name: str(home / folder) for name, folder in folders.items()}},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_up(lab, server, log)
            yield lab
            # The shutdown request also stops the kernels.
            _ask(lab, "/api/shutdown", "POST")
            server.wait(timeout=30)
        finally:
            server.kill()
            server.wait()


@pytest.fixture(scope="module")
def open_notebook(browser: Browser, lab: Lab, language: str) -> Iterator[OpenNotebook]:
    """Yield a function that opens a page and runs all its cells; other hosts are blocked."""
    contexts: list[BrowserContext] = []

    def opened(name: str) -> Visit:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        contexts.append(context)
        seen = Visit(context.new_page())

        def guard(route: Route) -> None:
            if route.request.url.startswith((lab.address, *OUR_SCHEMES)):
                route.continue_()
            else:
                seen.outside.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on(
            "console",
            lambda message: (
                seen.complaints.append(message.text) if message.type == "error" else None
            ),
        )
        # Use a new workspace: Lab would restore the notebooks of another page and run those.
        notebook = f"book/{language}/{name}.md"
        seen.page.goto(f"{lab.address}/lab/workspaces/{name}/tree/{notebook}?token={lab.token}")
        _run_all_cells(seen.page, *LAB_WORDS[language])
        return seen

    yield opened
    for context in contexts:
        context.close()


def _run_all_cells(page: Page, idle: str, run_menu: str) -> None:
    # Running a cell before the kernel is ready makes Lab ask for a kernel.
    page.get_by_text(f"Python 3 (ipykernel) | {idle}").wait_for(timeout=RUN_MILLISECONDS)
    page.locator(".lm-MenuBar-itemLabel").get_by_text(run_menu, exact=True).click()
    page.locator('[data-command="runmenu:run-all"]').click()
    last = page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt").first
    expect(last).to_have_text(re.compile(r"\[\d+\]:"), timeout=RUN_MILLISECONDS)
