"""Test that the notices list everything the site ships, with its version and licence."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTICES = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
# Matches the name and version in each row of the notices' tables.
NAMED = re.findall(r"^\| ([^|]+) \| ([\w.]+) \| [^|]+ \|", NOTICES, re.MULTILINE)
# Python packages whose scripts, style sheets or icons the site contains.
SHIPPED = (
    "myst-nb",
    "pydata-sphinx-theme",
    "pygments",
    "sphinx",
    "sphinx-book-theme",
    "sphinx-copybutton",
    "sphinx-design",
    "sphinxcontrib-katex",
)


def locked_packages() -> list[tuple[str, str]]:
    """Return the name and version of each npm package that the scripts may contain."""
    (lock,) = (ROOT / "src").rglob("package-lock.json")
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return [
        (path.rpartition("node_modules/")[2], package["version"])
        for path, package in packages.items()
        if path and not package.get("dev")
    ]


def test_the_lock_file_has_every_package_in_the_scripts() -> None:
    assert {"katex", "vega-view", "d3-scale"} <= {name for name, _ in locked_packages()}


@pytest.mark.parametrize("package", locked_packages(), ids="@".join)
def test_every_npm_package_is_listed_with_its_locked_version(package: tuple[str, str]) -> None:
    assert package in NAMED


@pytest.mark.parametrize("name", SHIPPED)
def test_every_python_package_is_listed_with_its_pinned_version(name: str) -> None:
    pins = (ROOT / "requirements-book.txt").read_text(encoding="utf-8")
    (version,) = re.findall(rf"^{re.escape(name)}==(\S+)", pins, re.MULTILINE)
    assert (name, version) in [(named.lower(), own) for named, own in NAMED]


def test_every_listed_npm_package_is_in_the_lock_file() -> None:
    part = NOTICES.partition("## Scripts and style sheets that come with Python packages")[0]
    rows = re.findall(r"^\| (\S+) \| ([\w.]+) \| [^|]+ \|", part, re.MULTILINE)
    headings = [("name", "version")] * 2
    assert sorted(rows) == sorted([*locked_packages(), *headings])


def test_every_licence_text_is_included_or_linked() -> None:
    rows = re.findall(r"^\| [^|]+ \| [\w.]* +\| ([^|]+) \|", NOTICES, re.MULTILINE)
    licences = {each.partition(" (")[0] for row in rows for each in re.split(r", | and ", row)} - {
        "licence"
    }
    assert {"MIT", "ISC", "OFL-1.1"} <= licences
    for licence in licences:
        assert re.search(rf"^### {re.escape(licence)}(,|$)", NOTICES, re.MULTILINE), licence


def test_the_text_licence_names_existing_files_and_folders() -> None:
    text = (ROOT / "LICENSE-TEXT.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:book|src)/[\w./-]*)`", text)
    assert len(named) >= 3
    for name in named:
        assert (ROOT / name).exists(), name
