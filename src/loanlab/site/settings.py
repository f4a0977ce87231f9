"""The Sphinx settings that all editions share."""

import copy
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from loanlab.text import catalogue

from .fingerprint import fingerprint
from .paths import LICENCES, PACKAGE, ROOT, THEME
from .private_api import disconnect_extension

SHARED: dict[str, Any] = {
    # Notebooks run when their code or the package changed; a failing cell fails the build.
    "nb_execution_mode": "cache",
    "nb_execution_timeout": 60,
    "nb_execution_raise_on_error": True,
    # Output on a cell's stderr fails the build too.
    "nb_output_stderr": "warn",
    # A simulation's HTML comes before its widget, and no script of the widgets is loaded.
    "nb_mime_priority_overrides": [["*", "text/html", 5]],
    "nb_ipywidgets_js": {},
    # KaTeX sets formulas during the build; a page needs only its style sheet and fonts.
    "html_math_renderer": "katex",
    "katex_prerender": True,
    "katex_css_path": "loanlab/katex/katex.min.css",
    # Readers download a page as a notebook; its source is in the repository.
    "html_copy_source": False,
    # Quotation marks stay as they are written, as in the data and the catalogues.
    "smartquotes": False,
    "html_use_index": False,
    "html_domain_indices": False,
    "html_extra_path": [str(ROOT / name) for name in LICENCES],
    "html_permalinks_icon": "#",
    # Two folders, because the theme includes "search.html" as well as "../components/search.html".
    "templates_path": [str(THEME / "components"), str(THEME)],
}

THEME_OPTIONS: dict[str, Any] = {
    # Empty: the bar of layout.html has what the theme shows in several headers.
    "article_header_start": [],
    "article_header_end": [],
    "back_to_top_button": False,
    "footer_content_items": ["extra-footer.html"],
    "home_page_in_toc": True,
    "primary_sidebar_end": [],
    # Empty: the navigation lists the sections of a page below it, so that the page has the space.
    "secondary_sidebar_items": [],
}


def language_of(config: Config) -> str:
    """Get the edition's language as the catalogues name it.

    Parameters
    ----------
    config
        Sphinx's settings.

    Returns
    -------
    str
        Such as ``"zh"`` for ``zh_CN``.
    """
    return str(config.language).partition("_")[0]


def apply_shared_settings(app: Sphinx, config: Config) -> None:
    """Set what all editions share, and the theme's strings in the edition's language."""
    strings = catalogue(language_of(config))["shell"]
    for name, value in SHARED.items():
        # A copy: extensions add to the lists they find.
        config[name] = copy.deepcopy(value)
    # The site's first page, which all editions share, and the edition's own search.
    config["html_additional_pages"] = {
        "index": "landing.html",
        f"book/{language_of(config)}/search": "search.html",
    }
    config["nb_code_prompt_show"] = strings["show_code"]
    config["nb_code_prompt_hide"] = strings["hide_code"]
    # The templates in site/theme read these strings.
    config["html_context"] = {**config["html_context"], "strings": strings}
    config["html_theme_options"] = {
        **config["html_theme_options"],
        # Empty: our button stands in the bar; the theme's own would copy notebooks.
        "launch_buttons": {},
        # Empty: the theme supports a few hosts only; `launch.py` reads `repository.url` itself.
        "repository_url": "",
        **THEME_OPTIONS,
        "search_bar_text": strings["search_in_book"],
        "extra_footer": f"<p>{strings['footer']}</p>",
    }
    config["loanlab_fingerprint"] = fingerprint(PACKAGE)
    # A cache for each state of the package: MyST-NB sees changes of cells, not of what they import.
    cache = Path(app.outdir).parent / ".jupyter_cache" / config["loanlab_fingerprint"][:16]
    config["nb_execution_cache_path"] = str(cache)
    for other in cache.parent.glob("*"):
        if other != cache:
            shutil.rmtree(other, ignore_errors=True)
    # `jupyter-book build .` alone is as strict as our own build.
    app.warningiserror = True


def disconnect_thebe(app: Sphinx, config: Config) -> None:
    """Disconnect sphinx-thebe: Jupyter Book always loads it, and it would ask another host."""
    disconnect_extension(app, "sphinx_thebe")
