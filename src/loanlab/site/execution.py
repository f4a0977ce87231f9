"""Runs the notebooks that need it before the pages are read, two at a time.

MyST-NB runs one after the other, and most of a chapter's time goes into starting its kernel. What
ran here lies in the cache where MyST-NB looks first. Whatever could not be read or failed here is
left to MyST-NB, which runs it again and reports it.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from jupyter_cache.readers import NbReadError
from myst_nb.core.read import is_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

logger = logging.getLogger(__name__)

READER = {"type": "plugin", "name": "myst_nb_md"}
# A kernel is a process of its own; more at once would wait for each other on a small machine.
AT_ONCE = 2


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
    waiting = {}
    for name in docnames:
        path = Path(env.doc2path(name))
        if not is_myst_markdown_notebook(path.read_text(encoding="utf-8")):
            continue
        record = cache.add_nb_to_project(str(path), read_data=READER)
        try:
            if cache.get_cached_project_nb(record.pk) is None:
                waiting[record.uri] = cache.get_project_notebook(record.pk).nb
        except NbReadError:
            logger.debug("%s cannot be read ahead", name)
    if len(waiting) < AT_ONCE:
        return
    logger.info("running %s notebooks", len(waiting))
    timeout = app.config["nb_execution_timeout"]
    with ThreadPoolExecutor(AT_ONCE) as kernels:
        results = kernels.map(
            lambda entry: single_nb_execution(
                entry[1], cwd=str(Path(entry[0]).parent), timeout=timeout, allow_errors=False
            ),
            waiting.items(),
        )
        for (uri, notebook), result in zip(waiting.items(), results, strict=True):
            if result.err is None:
                seconds = {"execution_seconds": result.time}
                cache.cache_notebook_bundle(
                    CacheBundleIn(notebook, uri, data=seconds), check_validity=False, overwrite=True
                )
