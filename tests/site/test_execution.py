"""Test that notebooks run in parallel before the build and land in MyST-NB's cache."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jupytext
from jupyter_cache import get_cache

from loanlab.site.execution import run_notebooks

HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

"""


def notebook(code: str) -> str:
    return f"{HEADER}# A page\n\n```{{code-cell}} ipython3\n{code}\n```\n"


def test_executed_notebooks_are_cached_and_failed_ones_are_not(
    tmp_path: Path,
) -> None:
    pages = {
        "sum": notebook("print(1 + 1)"),
        "product": notebook("print(2 * 21)"),
        "broken": notebook("1 / 0"),
        "malformed": notebook(":tags: [half"),
        "text": "# No notebook\n",
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    env: Any = SimpleNamespace(
        mystnb_config=SimpleNamespace(execution_cache_path=str(tmp_path / "cache")),
        doc2path=lambda name: str(tmp_path / f"{name}.md"),
    )
    app: Any = SimpleNamespace(
        builder=SimpleNamespace(format="html"), config={"nb_execution_timeout": 60}
    )
    run_notebooks(app, env, list(pages))
    cache = get_cache(str(tmp_path / "cache"))
    outputs = {}
    for name in ("sum", "product"):
        _, ran = cache.merge_match_into_notebook(jupytext.reads(pages[name], fmt="md:myst"))
        outputs[name] = ran.cells[-1].outputs[0].text.strip()
    assert outputs == {"sum": "2", "product": "42"}
    assert len(cache.list_cache_records()) == 2
