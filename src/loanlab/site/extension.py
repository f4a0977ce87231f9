"""The Sphinx extension that every edition loads: it wires the page's modules together."""

from typing import Any

from sphinx.application import Sphinx

from . import (
    execution,
    formulas,
    glossary_links,
    launch,
    notebooks,
    page_assets,
    policy,
    roles,
    settings,
    static_files,
    vegalite,
)
from .landing import write_landing_page
from .search import ChineseSearch


def setup(app: Sphinx) -> dict[str, Any]:
    """Wire the book's modules to Sphinx's events.

    Parameters
    ----------
    app
        The Sphinx application.

    Returns
    -------
    dict
        The extension's metadata.
    """
    app.setup_extension("sphinxcontrib.katex")
    # The package's reference, from the docstrings as they stand.
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.add_search_language(ChineseSearch)
    app.add_role("claim", roles.claim)

    # Before every other extension reads its settings.
    app.connect("config-inited", settings.share, priority=1)
    app.connect("config-inited", settings.silence_thebe, priority=1)
    app.add_config_value("loanlab_repository", None, "html")
    # Sphinx reads every page again when a value of this kind ("env") has changed.
    app.add_config_value("loanlab_fingerprint", "", "env")
    app.connect("config-inited", launch.read_repository, priority=1)

    # Static files are written before the pages, so that their addresses carry a checksum.
    app.connect("builder-inited", static_files.write_static_files)
    app.connect("builder-inited", formulas.set_up_katex)
    app.connect("env-before-read-docs", execution.run_notebooks)
    app.connect("env-purge-doc", vegalite.forget)
    app.connect("env-merge-info", vegalite.merge)
    # The last moment before the pages are written at which all have been read.
    app.connect("env-updated", vegalite.write_charts)

    app.connect("doctree-resolved", glossary_links.link_first_uses)
    # Before the theme (500) renders the header's parts.
    app.connect("html-page-context", launch.offer, priority=100)
    # After the theme and all others (500, 501) have added their files.
    app.connect("html-page-context", page_assets.prepare, priority=950)

    # Before sphinxcontrib.katex (500), which fails in its turn when one of these fails after it.
    app.connect("build-finished", write_landing_page, priority=400)
    app.connect("build-finished", static_files.remove_leftovers, priority=400)
    app.connect("build-finished", policy.protect_pages, priority=420)
    app.connect("build-finished", notebooks.write_notebooks, priority=430)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
