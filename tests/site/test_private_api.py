"""Test that private APIs of other packages are used in one module and with pinned versions."""

import re
from pathlib import Path

from loanlab.site import private_api
from tests.conftest import ROOT

PINS = dict(
    re.findall(r"^([\w-]+)==(\S+)", (ROOT / "requirements-book.txt").read_text("utf-8"), re.M)
)
SITE = ROOT / "src" / "loanlab" / "site"
# Names with a leading underscore, and undocumented modules.
PRIVATE = re.compile(
    r"(?:from|import) (?:jupyter_cache|myst_nb\.core\.read|sphinx\.builders\.html\._assets)"
    r"|events\.listeners|KaTeXServer|sphinx\S* import .*\b_[A-Za-z]"
)


def users(pattern: re.Pattern[str]) -> set[Path]:
    return {path for path in SITE.rglob("*.py") if pattern.search(path.read_text(encoding="utf-8"))}


def test_private_api_names_the_pinned_versions() -> None:
    assert {name: PINS[name] for name in private_api.TRIED_ON} == private_api.TRIED_ON


def test_no_other_module_uses_private_apis() -> None:
    assert users(PRIVATE) == {SITE / "private_api.py"}
