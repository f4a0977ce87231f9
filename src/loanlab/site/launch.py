"""The launch button: it offers a page on Binder and as notebooks to download.

The setting ``repository: url`` in the top ``_config.yml`` says, for all editions, where the book's
files are published. As long as it is empty, the button says what to do.
"""

import re
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
# The page that explains how to run the book.
HELP = "running"
DEFAULT_BRANCH = "main"
DEFAULT_HUB = "https://mybinder.org"
# Hosts whose repositories Binder knows by owner and name -> its short name for them.
PROVIDERS = {"github.com": "gh", "gitlab.com": "gl"}
# A repository's web address: OWNER/NAME on GitHub, at least as many parts elsewhere. It must not
# bring a password or token into the pages.
_ADDRESS = re.compile(
    r"(?i)https?://(github\.com(/[^/?#@]+){2}|(?!github\.com/)[^/?#@]+(/[^/?#@]+){2,})"
)


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
    """Read which repository the settings name.

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
        If ``repository: url`` is not the web address of a repository.

    Examples
    --------
    >>> repository("repository: {url: https://github.com/someone/book}").branch
    'main'
    >>> repository("repository: {url: ''}") is None
    True
    """
    found = yaml.safe_load(settings) or {}
    where = found.get("repository") or {}
    url = str(where.get("url") or "").strip().rstrip("/")
    if not url:
        return None
    # GitLab marks the addresses within a repository, such as a branch's page, by a part "-".
    if not _ADDRESS.fullmatch(url) or "/-/" in f"{url}/":
        raise ValueError(
            f"_config.yml: repository: url is {url!r}; it must be the web address of a public "
            "repository, such as https://github.com/OWNER/NAME"
        )
    hub = str((found.get("launch_buttons") or {}).get("binderhub_url") or DEFAULT_HUB)
    return Repository(url, str(where.get("branch") or DEFAULT_BRANCH), hub.rstrip("/"))


def lab_path(page: str) -> str:
    """Get the path at which a running JupyterLab opens a page as a notebook.

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
    """Build the address that opens a page as a notebook on Binder.

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
    # On GitLab a project may lie in several groups; Binder takes its path as one quoted part.
    spec = {"gh": name, "gl": quote(name, safe="")}.get(provider, quote(where.url, safe=""))
    place = f"{provider}/{spec}/{quote(where.branch, safe='')}"
    return f"{where.hub}/v2/{place}?{urlencode({'urlpath': lab_path(page)})}"


def read_repository(app: Sphinx, config: Config) -> None:
    """Set ``loanlab_repository``, so that Sphinx writes all pages again when it changes."""
    config["loanlab_repository"] = repository(SETTINGS.read_text(encoding="utf-8"))


def add_launch_ways(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Give the header's template the ways to run a page; none for a page without a notebook."""
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
