"""Private parts of other packages are used in one module, on the versions that are pinned."""

import re
from pathlib import Path

from loanlab.site import private_api
from tests.conftest import ROOT

PINS = dict(
    re.findall(r"^([\w-]+)==(\S+)", (ROOT / "requirements-book.txt").read_text("utf-8"), re.M)
)
SITE = ROOT / "src" / "loanlab" / "site"
# Names that begin with an underscore, and modules whose packages document none of their names.
PRIVATE = re.compile(
    r"(?:from|import) (?:jupyter_cache|myst_nb\.core\.read|sphinx\.builders\.html\._assets)"
    r"|events\.listeners|KaTeXServer|sphinx\S* import .*\b_[A-Za-z]"
)


def users(pattern: re.Pattern[str]) -> set[Path]:
    return {path for path in SITE.rglob("*.py") if pattern.search(path.read_text(encoding="utf-8"))}


def test_it_was_tried_on_the_pinned_versions() -> None:
    assert {name: PINS[name] for name in private_api.TRIED_ON} == private_api.TRIED_ON


def test_no_other_module_uses_private_parts() -> None:
    assert users(PRIVATE) == {SITE / "private_api.py"}
