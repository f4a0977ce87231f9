"""Test that texts contain no figures: numbers come from the data by name."""

import re
from pathlib import Path

import pytest

import loanlab.text

FILES = sorted(Path(loanlab.text.__file__).parent.rglob("*.yml"))
# 100% means "all" and is no figure from the data.
WHOLE = "100%"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_contains_a_percentage(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = re.sub(r"\{[^}]*\}", "", line.split("#")[0]).replace(WHOLE, "")
        assert not re.search(r"\d%", text), f"{path.name}:{number}: {line.strip()}"
