"""Read published worked examples (oracles/*.json: each case states source and check)."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "oracles"
Case = dict[str, Any]


def cases(name: str) -> dict[str, Case]:
    """Return the cases of one file by their ids."""
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return {case["id"]: case for case in found}


def agree(case: Case, **computed: float) -> None:
    """Compare computed with published values, within the tolerance of the case."""
    for name, value in computed.items():
        assert value == pytest.approx(
            case["expected"][name], rel=0, abs=case["tolerance"][name] + 1e-9
        ), name
    assert set(computed) == set(case["expected"])
