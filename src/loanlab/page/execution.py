"""Runs the notebooks that need it before the pages are read, several at once.

MyST-NB runs one after the other, and most of a chapter's time goes into starting its kernel. What
ran here lies in the cache where MyST-NB looks first; what failed here it runs again, and reports.
"""

from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from myst_nb.core.read import is_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

logger = logging.getLogger(__name__)

READER = {"type": "plugin", "name": "myst_nb_md"}


def run_ahead(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Run the pages' notebooks in parallel and keep their outputs in MyST-NB's cache.

    Parameters
    ----------
    app
        The Sphinx application.
    env
        Its environment.
    docnames
        The pages that are going to be read.
    """
    if app.builder.format != "html":
        return
    cache = get_cache(env.mystnb_config.execution_cache_path)  # type: ignore[attr-defined]
    keys = []
    for name in docnames:
        path = Path(env.doc2path(name))
        if is_myst_markdown_notebook(path.read_text(encoding="utf-8")):
            keys.append(cache.add_nb_to_project(str(path), read_data=READER).pk)
    waiting = [record.pk for record in cache.list_unexecuted(filter_pks=keys)] if keys else []
    if len(waiting) > 1:
        logger.info("running %s notebooks", len(waiting))
        executor = load_executor("local-parallel", cache, logger=logger.logger)
        executor.run_and_cache(filter_pks=waiting, timeout=app.config["nb_execution_timeout"])
