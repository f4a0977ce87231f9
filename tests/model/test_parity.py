"""The model gives the same results in the reader's browser as in the tests, to the last bit."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from loanlab.site import browser_bundle
from loanlab.site.browser_data import python_sources
from loanlab.site.paths import WORK

from .parity import calls, edge_values, wire

MICROPYTHON = "node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"
HERE = Path(__file__).parent / "parity"
CALLS = 10_000
# Number of calls per function with edge values, and of positions tried in each.
DRAWS = 2
PLACES = 3


def test_every_public_function_of_the_model_is_called() -> None:
    assert set(calls.ARGUMENTS) == set(calls.public_functions())


def edge_calls() -> list[calls.Call]:
    """Return calls with edge values of all functions that refuse them."""
    return [
        call
        for module, name in edge_values.functions()
        for call in edge_values.edge_calls(module, name, DRAWS, PLACES, 23112026)
    ]


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, bundle: Path
) -> tuple[list[calls.Call], list[Any], list[Any]]:
    """Return the calls, and the results of CPython and of MicroPython."""
    folder = tmp_path_factory.mktemp("parity")
    sources = {
        path: text for path, text in python_sources().items() if path.startswith("loanlab/model/")
    }
    sources["loanlab/__init__.py"] = ""
    sources["wire.py"] = (HERE / "wire.py").read_text(encoding="utf-8")
    # MicroPython does not decode surrogate pairs in JSON; the page sends none.
    texts = {
        "files": json.dumps(sources),
        "calls": json.dumps([*calls.random_calls(CALLS), *edge_calls()], ensure_ascii=False),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            *(str(browser_bundle.node()), str(HERE / "run.mjs"), str(WORK / MICROPYTHON)),
            *(str(folder / name) for name in ("files", "calls", "answers")),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    theirs = json.loads((folder / "answers").read_text(encoding="utf-8"))
    return json.loads(texts["calls"]), json.loads(wire.answers(texts["calls"])), theirs


def test_ten_thousand_random_calls_agree_to_the_last_bit(
    both: tuple[list[calls.Call], list[Any], list[Any]],
) -> None:
    asked, ours, theirs = both
    assert len(asked) == len(ours) == len(theirs) > CALLS
    apart = [
        (call, our, their)
        for call, our, their in zip(asked, ours, theirs, strict=True)
        if our != their
    ]
    assert apart == [], Counter(call[2] for call, _, _ in apart)


def test_edge_values_are_refused_alike(
    both: tuple[list[calls.Call], list[Any], list[Any]],
) -> None:
    asked, ours, _ = both
    assert len(asked[CALLS:]) > 1000
    refused = [our for our in ours[CALLS:] if isinstance(our, list) and our[:1] == ["refused"]]
    assert len(refused) > 0.7 * len(asked[CALLS:])


def test_most_random_calls_have_a_result(
    both: tuple[list[calls.Call], list[Any], list[Any]],
) -> None:
    asked, ours, _ = both
    refused = Counter(
        call[2]
        for call, our in zip(asked[:CALLS], ours[:CALLS], strict=True)
        if isinstance(our, list) and our and our[0] == "refused"
    )
    of_each = CALLS // len(calls.ARGUMENTS)
    assert {name: count for name, count in refused.items() if count > 0.6 * of_each} == {}
