"""The Sphinx extension that every edition loads: it connects the modules beside it to Sphinx.

Sphinx calls a handler of an event with the application first and then with what its documentation
lists for that event (sphinx-doc.org, "Application API", "Sphinx core events"). Handlers therefore
have a one-line docstring: their parameters are Sphinx's, and several of them may be unused.

- ``config-inited(app, config)``: a handler may change the settings.
- ``env-before-read-docs(app, env, docnames)``: `docnames` are the pages that will be read.
- ``env-purge-doc(app, env, docname)`` and ``env-merge-info(app, env, docnames, other)``: pages are
  read again, or were read by a parallel process.
- ``doctree-read(app, doctree)``: a page has been read and may be changed.
- ``doctree-resolved(app, doctree, docname)``: a page is complete and may be changed.
- ``html-page-context(app, pagename, templatename, context, doctree)``: `context` holds what the
  page's template is given, and may be changed.
- ``build-finished(app, problem)``: `problem` is the exception that ended the build, or None. Our
  handlers do nothing after a failed build or for another builder than HTML.
"""

from typing import Any

from sphinx.application import Sphinx

from . import (
    editions,
    execution,
    folds,
    formulas,
    glossary_links,
    heading_ids,
    launch,
    notebooks,
    page_assets,
    page_body,
    roles,
    settings,
    static_files,
    vegalite,
)
from .search import add_language_search


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the book's modules to Sphinx's events.

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
    # The reference of the package, from its docstrings.
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.add_role("claim", roles.claim)
    app.add_role("basis", roles.basis)

    # Before every other extension reads its settings.
    app.connect("config-inited", settings.apply_shared_settings, priority=1)
    app.connect("config-inited", settings.disconnect_thebe, priority=1)
    app.add_config_value("loanlab_repository", None, "html")
    # Sphinx reads every page again when a value of this kind ("env") has changed.
    app.add_config_value("loanlab_fingerprint", "", "env")
    app.connect("config-inited", launch.read_repository, priority=1)
    app.add_config_value("loanlab_editions", [], "html")
    app.connect("config-inited", editions.read_languages, priority=1)
    app.connect("config-inited", add_language_search, priority=1)

    # Static files are written before the pages, so that their addresses carry a checksum.
    app.connect("builder-inited", static_files.write_static_files)
    app.connect("builder-inited", formulas.set_up_katex)
    app.connect("env-before-read-docs", execution.run_notebooks)
    app.connect("env-purge-doc", vegalite.forget_charts)
    app.connect("env-merge-info", vegalite.merge_charts)
    # The last event before the pages are written; all pages have been read by now.
    app.connect("env-updated", vegalite.write_charts)

    # Before Sphinx (500) collects the contents of the pages.
    app.connect("doctree-read", heading_ids.number_headings, priority=100)
    app.connect("doctree-read", roles.keep_stops_with_marks)
    app.connect("doctree-resolved", glossary_links.link_first_uses)
    app.connect("doctree-resolved", folds.fold_sections)
    # Before the theme (500) renders the header's parts.
    app.connect("html-page-context", launch.add_launch_ways, priority=100)
    app.connect("html-page-context", editions.add_editions, priority=100)
    app.connect("html-page-context", static_files.name_language_files, priority=940)
    # After the theme and all others (500, 501) have added their files.
    app.connect("html-page-context", page_body.adapt_page, priority=950)
    app.connect("html-page-context", page_assets.choose_assets, priority=950)

    # Before sphinxcontrib.katex (500), which fails in its turn when one of these fails after it.
    app.connect("build-finished", static_files.name_search_index, priority=390)
    app.connect("build-finished", static_files.remove_leftovers, priority=400)
    app.connect("build-finished", notebooks.write_notebooks, priority=410)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
