"""No figure stands in a text: numbers come from the data, by name."""

import re
from pathlib import Path

import loanlab.text

FOLDER = Path(loanlab.text.__file__).parent


def test_no_percentage_stands_in_the_texts_of_a_simulation_or_an_exercise() -> None:
    files = sorted(FOLDER.rglob("rate*.yml"))
    assert len(files) >= 2
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            text = re.sub(r"\{[^}]*\}", "", line.split("#")[0])
            assert not re.search(r"\d%", text), f"{path.name}:{number}: {line.strip()}"
