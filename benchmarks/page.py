"""Benchmark the published page and the build; run with `python3 run.py bench page`.

Times depend on the machine, so the benchmark also measures and prints the machine's speed.
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
# Imitate a static host: compress text files, let browsers cache static files.
COMPRESSED = {".html", ".css", ".js", ".svg", ".json"}
CACHE_CONTROL = "max-age=600"

# Measure the time from a slider's input event to the new charts in the DOM, after layout, and to
# the frame that paints them. Also measure the model alone for the same state.
MOVE = """async ([name, moves]) => {
  const form = document.querySelector(`form.simulation[data-simulation="${name}"]`);
  const tile = form.closest("details");
  if (tile) tile.open = true;
  const chart = form.querySelector(".picture:not([data-folded]) .chart");
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
    [...form.querySelectorAll(".simulation-inputs [name]:not(details)")]
      .filter((each) => each.type !== "radio" || each.checked)
      .map((each) => [each.name, each.value]));
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
  if (changes < moves / 4) throw new Error(`${name} did not update`);
  return { drawn, painted, model };
}"""


# Tasks of more than 50 ms, during which a browser cannot scroll.
NOTE_LONG_TASKS = """
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
"""


@functools.cache
def compressed(path: Path) -> bytes:
    """Return a file's compressed content; compress each file once, as a static host does."""
    content = path.read_bytes()
    return gzip.compress(content, 9) if path.suffix in COMPRESSED else content


class Host(SimpleHTTPRequestHandler):
    """Serve the site like a static host, with compression; count the bytes sent."""

    sent = 0

    def do_GET(self) -> None:
        """Send a file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        if "_static" in path.parts:
            self.send_header("Cache-Control", CACHE_CONTROL)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        Host.sent += len(content)
        with suppress(BrokenPipeError):  # the page was closed during the transfer
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Log no requests."""


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Serve a built site on localhost and yield its address."""
    handler = functools.partial(Host, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def wait_until_live(page: Page) -> None:
    """Wait until the page is live."""
    page.locator('form.simulation[data-state="live"]').first.wait_for(state="attached")


def print_times(what: str, times: list[float], note: str) -> None:
    """Print the median and the 95th percentile of times in milliseconds."""
    median = statistics.median(times)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{what}: median {median:.1f} ms, p95 {p95:.1f} ms ({len(times)} times; {note})")


def measure_machine(browser: Browser) -> None:
    """Print the speed of this machine in Python and in the browser."""
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
    """Print the time from navigation to live, with an empty cache for each visit."""
    live: list[float] = []
    bare: list[float] = []
    blocked: list[float] = []
    for _visit in range(VISITS):
        for script, times in ((True, live), (False, bare)):
            context = browser.new_context(java_script_enabled=script)
            context.add_init_script(NOTE_LONG_TASKS)
            page = context.new_page()
            page.goto(f"{address}/{CHAPTER}")
            if script:
                wait_until_live(page)
                found = page.evaluate("performance.getEntriesByName('loanlab-live')[0].startTime")
                times.append(found)
                blocked.append(page.evaluate("Math.max(0, ...globalThis.longTasks)"))
            else:
                times.append(
                    page.evaluate(
                        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
                    )
                )
            context.close()
    print_times("navigation to live", live, "the page itself included")
    print_times("  the same page without JavaScript, to DOMContentLoaded", bare, "for comparison")
    beyond = statistics.median(live) - statistics.median(bare)
    print(f"  live beyond the page without JavaScript: {beyond:.0f} ms (target 300)")
    print_times("  longest task of a visit until then", blocked, "target 50 ms")


def measure_moves(browser: Browser, address: str) -> None:
    """Print for each simulation the time from a slider move to the redrawn charts."""
    print("ms from input to the redrawn chart, after layout (target: median 6, p95 16.7);")
    print("  model: the model alone; painted: to the next painted frame (at 60 frames per second)")
    for name in NAMES:
        page = browser.new_page()
        page.goto(f"{address}/{GALLERY}")
        wait_until_live(page)
        page.evaluate(MOVE, [name, 30])  # warm up the browser's JIT
        times = page.evaluate(MOVE, [name, MOVES])
        page.close()
        drawn, model, painted = (times[key] for key in ("drawn", "model", "painted"))
        p95 = statistics.quantiles(drawn, n=20)[-1]
        print(
            f"  {name:18} median {statistics.median(drawn):5.1f}  p95 {p95:5.1f}"
            f"  model {statistics.median(model):5.1f}  painted {statistics.median(painted):5.1f}"
        )


def measure_weight(browser: Browser, address: str) -> None:
    """Print the bytes sent for a first visit and for a second page with a warm cache."""
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
            f"weight, compressed: {first} first {weights[0]:.0f} KB, "
            f"then {second} {weights[1]:.0f} KB (target 700 and 60)"
        )


def timed(step: Callable[[], None]) -> float:
    """Return the duration of a step in seconds."""
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def build() -> None:
    """Build the site with run.py."""
    command = [sys.executable, "run.py", "--no-setup", "build"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def measure_builds() -> None:
    """Print the time of a clean build (including npm) and of a second, unchanged build."""
    for folder in ("html", ".doctrees", ".jupyter_cache", "jupyter_cache", "web", "site"):
        shutil.rmtree(ROOT / "_build" / folder, ignore_errors=True)
    print(f"cold build: {timed(build):.1f} s (target 60)")
    print(f"warm build: {timed(build):.1f} s (target 10)")


def main() -> None:
    """Run all measurements and print them as they come."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument(
        "--skip-build", action="store_true", help="measure the existing site without building it"
    )
    reader.add_argument(
        "--against", type=Path, help="another built site of the same face, measured in the same run"
    )
    arguments = reader.parse_args()
    if not arguments.skip_build:
        measure_builds()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["LOANLAB_CHROMIUM"], args=["--no-sandbox"]
        )
        measure_machine(browser)
        for site in (arguments.against, SITE) if arguments.against else (SITE,):
            print(f"== {site}")
            with hosted(site) as address:
                measure_weight(browser, address)
                measure_start(browser, address)
                measure_moves(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
