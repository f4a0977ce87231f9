"""Runs the notebooks in parallel before Sphinx reads the pages.

MyST-NB runs one after the other, and most of a chapter's time goes into starting its kernel. The
outputs go into the cache in which MyST-NB looks first. It runs again, and reports, every notebook
that fails or cannot be read here.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from .private_api import NotebookCache, execute

logger = logging.getLogger(__name__)

# Each kernel is a process of its own; more would slow each other down on a small machine.
PARALLEL_KERNELS = 2


def run_notebooks(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Run the notebooks among the pages that Sphinx is going to read."""
    if app.builder.format != "html":
        return
    cache = NotebookCache(env)
    missing = list(cache.missing([Path(env.doc2path(name)) for name in docnames]))
    if len(missing) < PARALLEL_KERNELS:
        return
    logger.info("running %s notebooks", len(missing))
    timeout = app.config["nb_execution_timeout"]
    with ThreadPoolExecutor(PARALLEL_KERNELS) as kernels:
        times = kernels.map(lambda entry: execute(entry[0], entry[1], timeout), missing)
        for (path, notebook), seconds in zip(missing, times, strict=True):
            if seconds is not None:
                cache.add(path, notebook, seconds)
