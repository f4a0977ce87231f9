"""Run plain-Python rooms of the package on the browser's MicroPython, in Node."""

import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

from loanlab.site import browser_bundle
from loanlab.site.browser_data import python_sources
from loanlab.site.paths import WORK

MICROPYTHON = "node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"
RUNNER = Path(__file__).parent / "model" / "parity" / "run.mjs"


def answers_of_micropython(
    rooms: tuple[str, ...], wire: ModuleType, calls: str, folder: Path
) -> Any:
    """Return what ``wire.answers(calls)`` gives on MicroPython, with the named rooms at hand."""
    sources = {
        path: text
        for path, text in python_sources().items()
        if path.startswith(tuple(f"loanlab/{room}/" for room in rooms))
    }
    sources["loanlab/__init__.py"] = ""
    sources["wire.py"] = Path(str(wire.__file__)).read_text(encoding="utf-8")
    for name, text in {"files": json.dumps(sources), "calls": calls}.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            *(str(browser_bundle.node()), str(RUNNER), str(WORK / MICROPYTHON)),
            *(str(folder / name) for name in ("files", "calls", "answers")),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return json.loads((folder / "answers").read_text(encoding="utf-8"))
