"""Shared fixtures: the built site, its server, and a browser that blocks other hosts."""

import functools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import Phase, settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from loanlab.site import browser_bundle
from loanlab.site.paths import WORK

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "_build" / "locks"
# No deadline, because examples are slow on a busy machine. In CI the examples are always the same,
# so that its result does not depend on chance; elsewhere each run draws new ones.
settings.register_profile("tests", deadline=None, derandomize=bool(os.environ.get("CI")))
# Mutation testing runs thousands of mutants: use few, fixed examples and do not shrink them.
settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=30,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("tests")

OUR_SCHEMES = ("file:", "data:", "blob:", "about:")


# A test that uses one of these fixtures gets the marker that `run.py test --fast` deselects.
BROWSER_FIXTURES = {"browser", "site"}
LAB_FIXTURES = {"lab"}
# The slow files among those that use the built site, slowest first. They run before the short ones,
# so that both workers finish at about the same time.
SLOWEST_FIRST = ("test_simulations.py", "test_pages.py", "test_takeaway.py", "test_life.py")


def _needs(item: pytest.Item, fixtures: set[str]) -> bool:
    return not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(tryfirst=True)  # before pytest evaluates -m
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests that need a browser or JupyterLab; order the files for two workers."""
    for item in items:
        if _needs(item, BROWSER_FIXTURES):
            item.add_marker("browser")
        if _needs(item, LAB_FIXTURES):
            item.add_marker("lab")
    if hasattr(config, "workerinput"):
        items[:] = _ordered_for_two_workers(items)


def _ordered_for_two_workers(items: list[pytest.Item]) -> list[pytest.Item]:
    """Order the files so that one worker builds the site while the other runs tests without it.

    The workers start with the first and the second file; each worker that finishes a file takes
    the next one.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    pages = [path for path in files if any(_needs(item, {"site"}) for item in files[path])]
    labs = [path for path in files if any(_needs(item, LAB_FIXTURES) for item in files[path])]
    others = [path for path in files if path not in pages and path not in labs]
    pages.sort(key=lambda path: (*(path.name != name for name in SLOWEST_FIRST), path))
    return [item for path in (*pages[:1], *labs, *others, *pages[1:]) for item in files[path]]


def _lock(name: str) -> FileLock:
    """Return a lock shared by the workers of one run and by parallel runs in this folder."""
    LOCKS.mkdir(parents=True, exist_ok=True)
    return FileLock(LOCKS / name)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the browser bundle in a folder and install its npm packages in WORK.

    A lock keeps the workers from installing at the same time.
    """
    folder = tmp_path_factory.mktemp("bundle")
    with _lock("bundle"):
        browser_bundle.install(WORK)
        browser_bundle.build_runtime(folder, WORK)
    return folder


@pytest.fixture(scope="session")
def site(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site with run.py, once for all workers."""
    is_alone = "PYTEST_XDIST_WORKER" not in os.environ
    # The parent of the workers' folders is new for each run.
    base = tmp_path_factory.getbasetemp()
    result_file = (base if is_alone else base.parent) / "site.json"
    with _lock("site"):
        if not result_file.exists():
            built = subprocess.run(
                [sys.executable, "run.py", "--no-setup", "build"],
                cwd=ROOT,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            output = built.stdout[-4000:] + built.stderr[-4000:]
            result_file.write_text(json.dumps([built.returncode, output]), encoding="utf-8")
    code, output = json.loads(result_file.read_text(encoding="utf-8"))
    assert code == 0, output
    return ROOT / "_build" / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Log no requests."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Serve the built site and yield its address."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Launch the Chromium that `run.py test` found or installed."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["LOANLAB_CHROMIUM"],
            # Chromium's sandbox cannot start as root, and containers often run tests as root.
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


class Visit:
    """An open page, with its blocked requests to other hosts and its script errors."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outside: list[str] = []
        self.complaints: list[str] = []

    def wait_until_live(self) -> None:
        """Wait until the engine runs and the first simulation on the page is live."""
        self.page.locator('form.simulation[data-state="live"]').first.wait_for(
            state="attached", timeout=20_000
        )


Open = Callable[..., Visit]


@contextmanager
def visits(browser: Browser) -> Iterator[Open]:
    """Yield a function that opens an address in a fresh profile and blocks other hosts."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, *, width: int = 1280, dark: bool = False, **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            **{"locale": "zh-CN", **options},
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        host = "/".join(address.split("/")[:3])

        def guard(route: Route) -> None:
            url = route.request.url
            if url.startswith(OUR_SCHEMES) or url.startswith(host):
                route.continue_()
            else:
                seen.outside.append(url)
                route.abort()

        context.route("**/*", guard)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on(
            "console",
            lambda message: (
                seen.complaints.append(message.text) if message.type == "error" else None
            ),
        )
        seen.page.goto(address)
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open an address in a fresh browser profile that blocks other hosts."""
    with visits(browser) as open_page:
        yield open_page
