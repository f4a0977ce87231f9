"""Every chapter that is a notebook runs from its first cell to its last."""

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

BOOK = Path(__file__).parent.parent.parent / "book"
CHAPTERS = [
    path for path in sorted(BOOK.glob("*/*.md")) if "{code-cell}" in path.read_text("utf-8")
]


def test_there_are_chapters_to_run() -> None:
    assert BOOK / "zh" / "rates.md" in CHAPTERS


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_cell_of_a_chapter_runs_without_a_word_of_complaint(
    path: Path, tmp_path: Path
) -> None:
    notebook = jupytext.read(path)
    client = NotebookClient(
        notebook,
        timeout=60,
        kernel_name="python3",
        allow_errors=False,
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    complaints = [
        output.text
        for cell in cells
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert complaints == []
