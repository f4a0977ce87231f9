"""Measures the published page and the build; `python3 run.py bench page` runs it.

Times hang on the machine, so its speed is measured in the same run and printed first.
"""

import argparse
import functools
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from loanlab.simulations import NAMES

ROOT = Path(__file__).parent.parent
SITE = ROOT / "_build" / "site"
CHAPTER = "book/zh/rates.html"
OTHER_PAGE = "book/zh/index.html"
GALLERY = "book/zh/simulations.html"
VISITS = 15
MOVES = 120
# What a static host does for its visitors: text is packed, files are kept for ten minutes.
PACKED = {".html", ".css", ".js", ".svg", ".json"}
KEPT = "max-age=600"

# From a real change of a slider to the new drawings in the document, laid out; then to the frame
# in which the browser has painted them. Beside it, what the model alone takes for the same state.
MOVE = """async ([name, moves]) => {
  const form = document.querySelector(`form.simulation[data-simulation="${name}"]`);
  const chart = form.querySelector(".chart");
  chart.scrollIntoView({ block: "center" });
  while (!chart.querySelector(":scope > div > svg")) await new Promise(requestAnimationFrame);
  const sliders = [...form.querySelectorAll("input[type=range]")];
  const slider = sliders.find((each) => each.offsetParent);
  const macrotask = () => new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  const typed = () => Object.fromEntries(
    [...form.querySelectorAll(".simulation-inputs [name]")].map((each) => [each.name, each.value]));
  const steps = Math.round((Number(slider.max) - Number(slider.min)) / Number(slider.step));
  const drawn = [];
  const painted = [];
  const model = [];
  let changes = 0;
  for (let move = 0; move < moves; move += 1) {
    await new Promise(requestAnimationFrame);
    await macrotask();
    const before = form.textContent;
    const start = performance.now();
    slider.value = Number(slider.min) + ((move * 7) % Math.min(steps, 90)) * Number(slider.step);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await macrotask();
    chart.getBoundingClientRect();
    drawn.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
    await macrotask();
    painted.push(performance.now() - start);
    if (form.textContent !== before) changes += 1;
    const asked = performance.now();
    globalThis.loanlabAsk({ ask: "answer", name, typed: typed() });
    model.push(performance.now() - asked);
  }
  if (changes < moves / 4) throw new Error(`${name} did not follow`);
  return { drawn, painted, model };
}"""


@functools.cache
def packed(path: Path) -> bytes:
    """A file as it goes over the wire; packed once, as a static host does."""
    content = path.read_bytes()
    return gzip.compress(content, 9) if path.suffix in PACKED else content


class Host(SimpleHTTPRequestHandler):
    """A static host that packs text, and counts what it sends."""

    sent = 0

    def do_GET(self) -> None:
        """Send a file as a static host would."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        if "_static" in path.parts:
            self.send_header("Cache-Control", KEPT)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        Host.sent += len(content)
        with suppress(BrokenPipeError):  # a page that is closed early
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the output for the figures."""


@contextmanager
def hosted() -> Iterator[str]:
    """The built site at an address of this machine."""
    handler = functools.partial(Host, directory=str(SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def wait_until_live(page: Page) -> None:
    """Wait until the page computes for itself."""
    page.locator('form.simulation[data-state="live"]').first.wait_for()


def print_times(what: str, times: list[float], aims: str) -> None:
    """Print the median and the 95th percentile of times in milliseconds."""
    median = statistics.median(times)
    late = statistics.quantiles(times, n=20)[-1]
    print(f"{what}: median {median:.1f} ms, p95 {late:.1f} ms ({len(times)} times; {aims})")


def measure_machine(browser: Browser) -> None:
    """Print how fast this machine counts, in Python and in the browser."""
    started = time.perf_counter()
    total = 0
    for number in range(5_000_000):
        total += number
    python = time.perf_counter() - started
    page = browser.new_page()
    script = """() => {
      const start = performance.now();
      let total = 0;
      for (let i = 0; i < 5e7; i += 1) total += Math.sqrt(i);
      return total ? performance.now() - start : 0;
    }"""
    browsers = min(page.evaluate(script) for _ in range(3))
    page.close()
    print(
        f"this machine: 5 million additions in Python {python * 1000:.0f} ms, "
        f"50 million square roots in the browser {browsers:.0f} ms"
    )


def measure_start(browser: Browser, address: str) -> None:
    """Print the time from navigation to live, each visit with an empty cache."""
    live: list[float] = []
    bare: list[float] = []
    for _visit in range(VISITS):
        for script, times in ((True, live), (False, bare)):
            context = browser.new_context(java_script_enabled=script)
            page = context.new_page()
            page.goto(f"{address}/{CHAPTER}")
            if script:
                wait_until_live(page)
                times.append(
                    page.evaluate("performance.getEntriesByName('loanlab-live')[0].startTime")
                )
            else:
                times.append(
                    page.evaluate(
                        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
                    )
                )
            context.close()
    print_times("navigation to live", live, "aim 300 ms")
    print_times("  the same page without any script, to its end", bare, "for comparison")


def measure_moves(browser: Browser, address: str) -> None:
    """Print for each simulation the time from a moved slider to the changed charts."""
    print("input to drawn charts, laid out, in ms (aim: median 8, p95 17); of it the model;")
    print("  to the next painted frame (60 a second, waiting included)")
    for name in NAMES:
        page = browser.new_page()
        page.goto(f"{address}/{GALLERY}")
        wait_until_live(page)
        page.evaluate(MOVE, [name, 30])  # the browser learns which code is hot
        times = page.evaluate(MOVE, [name, MOVES])
        page.close()
        drawn, model, painted = (times[key] for key in ("drawn", "model", "painted"))
        late = statistics.quantiles(drawn, n=20)[-1]
        print(
            f"  {name:18} median {statistics.median(drawn):5.1f}  p95 {late:5.1f}"
            f"  model {statistics.median(model):5.1f}  painted {statistics.median(painted):5.1f}"
        )


def measure_weight(browser: Browser, address: str) -> None:
    """Print what the host sends for a first visit, and for a second page of the same reader."""
    for first, second in ((CHAPTER, CHAPTER), (CHAPTER, OTHER_PAGE), (OTHER_PAGE, CHAPTER)):
        context = browser.new_context()
        weights = []
        for path in (first, second):
            Host.sent = 0
            page = context.new_page()
            page.goto(f"{address}/{path}")
            page.wait_for_load_state("networkidle")
            page.close()
            weights.append(Host.sent / 1000)
        context.close()
        print(
            f"weight, packed: {first} first {weights[0]:.0f} KB, then {second} {weights[1]:.0f} KB "
            "(aim 700 and 60)"
        )


def timed(step: Callable[[], None]) -> float:
    """Seconds that a step takes."""
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def build() -> None:
    """Build the site as the README says."""
    command = [sys.executable, "run.py", "--no-setup", "build"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def measure_builds() -> None:
    """Print the time of a build from nothing (npm included) and of one more without a change."""
    for folder in ("html", ".doctrees", ".jupyter_cache", "jupyter_cache", "web", "site"):
        shutil.rmtree(ROOT / "_build" / folder, ignore_errors=True)
    print(f"cold build: {timed(build):.1f} s (aim 60)")
    print(f"warm build: {timed(build):.1f} s (aim 10)")


def main() -> None:
    """Run all measurements and print them as they come."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--skip-build", action="store_true", help="measure the built site only")
    if not reader.parse_args().skip_build:
        measure_builds()
    with sync_playwright() as playwright, hosted() as address:
        browser = playwright.chromium.launch(
            executable_path=os.environ["LOANLAB_CHROMIUM"], args=["--no-sandbox"]
        )
        measure_machine(browser)
        measure_weight(browser, address)
        measure_start(browser, address)
        measure_moves(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
