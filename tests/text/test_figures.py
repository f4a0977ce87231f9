"""No figure stands in a text: numbers come from the data, by name."""

import re
from pathlib import Path

import pytest

import loanlab.text

FILES = sorted(Path(loanlab.text.__file__).parent.rglob("*.yml"))
# The whole of something is no figure of anybody's.
WHOLE = "100%"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_percentage_stands_in_a_text(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = re.sub(r"\{[^}]*\}", "", line.split("#")[0]).replace(WHOLE, "")
        assert not re.search(r"\d%", text), f"{path.name}:{number}: {line.strip()}"
