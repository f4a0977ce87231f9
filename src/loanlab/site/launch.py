"""How a page can be run: on Binder, or as a notebook to take away.

Where the book's files are published is one setting, ``repository: url`` in the ``_config.yml`` at
the top, for all editions. As long as it is empty, the button says what to do.
"""

from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from .notebooks import editions_of, file_name
from .paths import ROOT

SETTINGS = ROOT / "_config.yml"
# The page that tells how to run the book.
HELP = "running"
DEFAULT_BRANCH = "main"
DEFAULT_HUB = "https://mybinder.org"
# Hosts whose repositories Binder knows by owner and name -> its short name for them.
PROVIDERS = {"github.com": "gh", "gitlab.com": "gl"}


class Repository(NamedTuple):
    """Where the book's files are published.

    Attributes
    ----------
    url : str
        The repository's address.
    branch : str
        The branch or tag that readers get.
    hub : str
        The BinderHub that makes environments of it.
    """

    url: str
    branch: str
    hub: str


def repository(settings: str) -> Repository | None:
    """The repository that the settings name.

    Parameters
    ----------
    settings
        The text of ``_config.yml``.

    Returns
    -------
    Repository or None
        None as long as ``repository: url`` is empty.

    Raises
    ------
    ValueError
        If the address is none of the web.

    Examples
    --------
    >>> repository("repository: {url: https://github.com/someone/book}").branch
    'main'
    >>> repository("repository: {url: ''}") is None
    True
    """
    told = yaml.safe_load(settings) or {}
    where = told.get("repository") or {}
    url = str(where.get("url") or "").strip().rstrip("/")
    if not url:
        return None
    parts = urlsplit(url)
    # Nothing that is the publisher's own, such as a token, may reach the pages.
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    path = [part for part in parts.path.split("/") if part]
    is_project = len(path) == 2 if PROVIDERS.get(parts.hostname or "") == "gh" else len(path) >= 2
    if parts.scheme not in ("http", "https") or not (is_plain and is_project and "-" not in path):
        raise ValueError(
            f"_config.yml: repository: url is {url!r}; it must be the web address of a public "
            "repository, such as https://github.com/OWNER/NAME"
        )
    hub = str((told.get("launch_buttons") or {}).get("binderhub_url") or DEFAULT_HUB)
    return Repository(url, str(where.get("branch") or DEFAULT_BRANCH), hub.rstrip("/"))


def lab_path(page: str) -> str:
    """The path at which a running JupyterLab shows a page as a notebook.

    Parameters
    ----------
    page
        The page's file in the repository, such as ``"book/zh/rates.md"``.

    Returns
    -------
    str
        Without a slash at the start.

    Examples
    --------
    >>> lab_path("book/zh/rates.md")
    'lab/tree/book/zh/rates.md'
    """
    return f"lab/tree/{quote(page)}"


def binder_address(where: Repository, page: str) -> str:
    """The address that opens a page as a notebook on Binder.

    Parameters
    ----------
    where
        The repository.
    page
        The page's file in it.

    Returns
    -------
    str
        An address on the hub.

    Examples
    --------
    >>> where = Repository("https://github.com/someone/book", "main", "https://hub.example")
    >>> binder_address(where, "book/zh/rates.md")
    'https://hub.example/v2/gh/someone/book/main?urlpath=lab%2Ftree%2Fbook%2Fzh%2Frates.md'
    """
    parts = urlsplit(where.url)
    name = parts.path.strip("/").removesuffix(".git")
    provider = PROVIDERS.get(parts.hostname or "", "git")
    # A project of GitHub is always OWNER/NAME; elsewhere there may be more parts, told as one.
    spec = {"gh": name, "gl": quote(name, safe="")}.get(provider, quote(where.url, safe=""))
    place = f"{provider}/{spec}/{quote(where.branch, safe='')}"
    return f"{where.hub}/v2/{place}?{urlencode({'urlpath': lab_path(page)})}"


def read_repository(app: Sphinx, config: Config) -> None:
    """Keep the repository as a setting of Sphinx, so that a change writes all pages anew.

    Parameters
    ----------
    app
        The Sphinx application.
    config
        Its settings; ``loanlab_repository`` is set.
    """
    config["loanlab_repository"] = repository(SETTINGS.read_text(encoding="utf-8"))


def offer(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Tell the header's template how the page can be run; a page without a notebook says nothing.

    Parameters
    ----------
    app, pagename, templatename, context, doctree
        As Sphinx hands them over; the context is changed.
    """
    name = pagename.rpartition("/")[2]
    editions = editions_of(name)
    if not editions:
        return
    where = app.config["loanlab_repository"]
    page = Path(app.env.doc2path(pagename)).relative_to(ROOT).as_posix()
    context["launch"] = {
        "binder": binder_address(where, page) if where else None,
        "notebooks": {edition: file_name(name, edition) for edition in editions},
        "help": f"{HELP}.html",
    }
