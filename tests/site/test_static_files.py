"""The scripts that Sphinx writes for a language stay in the site, whatever a build changes."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from loanlab.site.static_files import LANGUAGE_FILES, LEFTOVERS, SEARCH_INDEX, name_search_index


def test_a_build_that_changes_no_page_keeps_the_scripts_of_its_language(tmp_path: Path) -> None:
    # In such a build no page is written; Sphinx's files lie there from the build before.
    sources = [SEARCH_INDEX, *(f"_static/{name}" for name in LANGUAGE_FILES)]
    own = tmp_path / "_static" / "loanlab"
    own.mkdir(parents=True)
    for name in sources:
        (tmp_path / name).write_text(name, encoding="utf-8")
    app: Any = SimpleNamespace(
        outdir=str(tmp_path),
        builder=SimpleNamespace(format="html"),
        config=SimpleNamespace(language="zh_CN"),
    )
    name_search_index(app, None)
    assert {path.name: path.read_text(encoding="utf-8") for path in own.iterdir()} == {
        f"{Path(name).stem}.zh.js": name for name in sources
    }


def test_the_files_that_the_next_build_copies_are_not_removed() -> None:
    assert {f"_static/{name}" for name in LANGUAGE_FILES}.isdisjoint(LEFTOVERS)
