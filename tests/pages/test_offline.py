"""Test the offline bundle: unpacked anywhere, opened from a file or served in a classroom."""

import gzip
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import run
from loanlab.simulations import NAMES
from tests.conftest import Open
from tests.pages.built import LANGUAGES

READERS = 30
MEGABYTES = 15


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the bundle into a folder whose name has Chinese characters and spaces."""
    folder = tmp_path_factory.mktemp("stick") / "讲课 用的 文件夹"
    target = run.BUILD / "tested-bundle.zip"
    run.bundle(site, target)
    assert target.stat().st_size < MEGABYTES * 10**6
    with zipfile.ZipFile(target) as packed:
        packed.extractall(folder)
    target.unlink()
    return folder / target.stem


@pytest.fixture(scope="module")
def room(unpacked: Path) -> Iterator[str]:
    """Run the bundle's server, as a teacher does, and yield its address."""
    server = subprocess.Popen(
        [sys.executable, str(unpacked / "serve.py"), "8600"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
    )
    assert server.stdout is not None
    try:
        lines = [server.stdout.readline(), server.stdout.readline()]
        port = re.search(r"http://127\.0\.0\.1:(\d+)/", "".join(lines))
        assert port is not None, lines
        yield f"http://127.0.0.1:{port[1]}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def test_the_bundle_has_the_site_a_server_and_instructions(site: Path, unpacked: Path) -> None:
    assert (unpacked / "serve.py").is_file()
    assert "serve.py" in (unpacked / "先读我.txt").read_text(encoding="utf-8")
    for path in site.rglob("*"):
        if path.is_file():
            copy = unpacked / path.relative_to(site)
            assert copy.read_bytes() == path.read_bytes(), copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_simulation_becomes_live_from_a_file(
    visit: Open, unpacked: Path, language: str
) -> None:
    seen = visit((unpacked / "book" / language / "simulations.html").as_uri())
    for name in NAMES:
        form = seen.page.locator(f'form.simulation[data-simulation="{name}"]')
        form.and_(seen.page.locator('[data-state="live"]')).wait_for(state="attached")
    assert seen.complaints == []
    assert seen.outside == []


def test_search_and_exercises_work_from_a_file(visit: Open, unpacked: Path) -> None:
    found = visit(f"{(unpacked / 'book' / 'zh' / 'search.html').as_uri()}#q=罚息")
    found.page.locator('#search-results li a[href*="repayment.html"]').first.wait_for()
    seen = visit((unpacked / "book" / "zh" / "rates.html").as_uri())
    seen.wait_until_live()
    form = seen.page.locator('form[data-exercise="rates-fenfu-year"]')
    form.locator("input").fill("14.6")
    form.locator("input").press("Enter")
    assert form.locator(".exercise-verdict").inner_text().startswith("对。")
    assert found.complaints == seen.complaints == []


def test_a_served_page_becomes_live_on_a_phone(visit: Open, room: str) -> None:
    seen = visit(f"{room}/", width=360)
    seen.page.wait_for_url("**/book/zh/index.html")
    seen.page.goto(f"{room}/book/zh/rates.html")
    seen.wait_until_live()
    assert seen.complaints == []
    assert seen.outside == []


@pytest.mark.parametrize("minutes", [45, 90, 210])
@pytest.mark.parametrize(("start", "language"), [("", "zh"), ("en/", "en")])
def test_a_short_address_redirects_to_the_plan_of_that_length(
    visit: Open, room: str, minutes: int, start: str, language: str
) -> None:
    page = visit(f"{room}/{start}{minutes}", width=360).page
    assert page.url == f"{room}/book/{language}/workshop.html#plan-{minutes}"
    place = page.locator(f"#plan-{minutes}").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 300


def test_text_is_compressed_only_for_clients_that_accept_gzip(site: Path, room: str) -> None:
    address = f"{room}/_static/loanlab/loanlab.js"
    plain = (site / "_static" / "loanlab" / "loanlab.js").read_bytes()
    with urllib.request.urlopen(address) as reply:  # noqa: S310
        assert reply.headers.get("Content-Encoding") is None
        assert reply.read() == plain
    gzip_request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(gzip_request) as reply:  # noqa: S310
        assert reply.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(reply.read()) == plain
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{room}/../run.py")  # noqa: S310


def test_thirty_concurrent_readers_get_every_file(site: Path, room: str) -> None:
    page = (site / "book" / "zh" / "rates.html").read_text("utf-8")
    assets = re.findall(r'(?:src|href)="\.\./\.\./(_static/[^"?]+)', page)
    wanted = ["book/zh/rates.html", *sorted(set(assets)), "_static/loanlab/vega.js"]
    assert len(wanted) > 10

    def read(path: str) -> tuple[str, int]:
        gzip_request = urllib.request.Request(f"{room}/{path}", headers={"Accept-Encoding": "gzip"})  # noqa: S310
        with urllib.request.urlopen(gzip_request, timeout=60) as reply:  # noqa: S310
            return path, reply.status if reply.read() else 0

    with ThreadPoolExecutor(READERS) as readers:
        replies = list(readers.map(read, wanted * READERS))
    assert [path for path, status in replies if status != 200] == []


def test_the_instructions_describe_the_content_and_how_to_open_it(unpacked: Path) -> None:
    for name, phrases in (
        ("先读我.txt", ("不是借贷建议", f"{len(NAMES)}个模拟")),
        ("read-me-first.txt", ("not advice", f"{len(NAMES)} simulations")),
    ):
        text = (unpacked / name).read_text(encoding="utf-8")
        for phrase in ("index.html", "python3 serve.py", *phrases):
            assert phrase in text
