"""What several rooms' tests share: the built site, its server, a browser without other hosts."""

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
# On a busy machine a slow example is no wrong one. Whether a change lands must not hang on chance:
# there the examples are the same each time; on a developer's machine they are new ones.
settings.register_profile("tests", deadline=None, derandomize=bool(os.environ.get("CI")))
# Thousands of mutants, each against many tests: fewer examples, always the same, none made smaller.
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


# What a test asks for tells what it needs; the marks are what `run.py test --fast` leaves out.
BROWSER_FIXTURES = {"browser", "site"}
LAB_FIXTURES = {"lab"}
# Files that read the built pages, slowest first: with short ones last both workers end together.
SLOWEST_FIRST = ("test_simulations.py", "test_pages.py", "test_takeaway.py", "test_life.py")


def _needs(item: pytest.Item, fixtures: set[str]) -> bool:
    return not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(tryfirst=True)  # before pytest looks at the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser, the built site or JupyterLab; order files for two workers."""
    for item in items:
        if _needs(item, BROWSER_FIXTURES):
            item.add_marker("browser")
        if _needs(item, LAB_FIXTURES):
            item.add_marker("lab")
    if hasattr(config, "workerinput"):
        items[:] = _for_two_workers(items)


def _for_two_workers(items: list[pytest.Item]) -> list[pytest.Item]:
    """The files so that one worker builds the site while the other does what needs none.

    One worker begins with the first file, the other with the second, and whoever is done takes the
    next one.
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
    """A lock that holds among the workers of one run, and among several runs in this folder."""
    LOCKS.mkdir(parents=True, exist_ok=True)
    return FileLock(LOCKS / name)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser bundle in a folder, and its npm packages in WORK; put there by one worker."""
    folder = tmp_path_factory.mktemp("bundle")
    with _lock("bundle"):
        browser_bundle.install(WORK)
        browser_bundle.build_runtime(folder, WORK)
    return folder


@pytest.fixture(scope="session")
def site(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as the README says, once for all workers."""
    is_alone = "PYTEST_XDIST_WORKER" not in os.environ
    # What lies above the workers' own folders is new for each run.
    base = tmp_path_factory.getbasetemp()
    told = (base if is_alone else base.parent) / "site.json"
    with _lock("site"):
        if not told.exists():
            built = subprocess.run(
                [sys.executable, "run.py", "--no-setup", "build"],
                cwd=ROOT,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            said = built.stdout[-4000:] + built.stderr[-4000:]
            told.write_text(json.dumps([built.returncode, said]), encoding="utf-8")
    code, said = json.loads(told.read_text(encoding="utf-8"))
    assert code == 0, said
    return ROOT / "_build" / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output for the tests."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address at which the built site is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that `run.py test` found or installed."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["LOANLAB_CHROMIUM"],
            # Inside containers, where tests often run as root, Chromium's own sandbox cannot start.
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


class Visit:
    """An open page, with everything that it asked for or complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outside: list[str] = []
        self.complaints: list[str] = []

    def wait_until_live(self) -> None:
        """Wait until the first simulation on the page, and so the engine, computes for itself."""
        self.page.locator('form.simulation[data-state="live"]').first.wait_for(timeout=20_000)


Open = Callable[..., Visit]


@contextmanager
def visits(browser: Browser) -> Iterator[Open]:
    """Open addresses, each in a fresh browser profile that reaches no other host."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, *, width: int = 1280, dark: bool = False, **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            **options,
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        own = "/".join(address.split("/")[:3])

        def guard(route: Route) -> None:
            url = route.request.url
            if url.startswith(OUR_SCHEMES) or url.startswith(own):
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
    """Open an address in a fresh browser profile that reaches no other host."""
    with visits(browser) as open_page:
        yield open_page
