"""Where the site's sources lie and where built files go."""

from pathlib import Path

from sphinx.application import Sphinx

PACKAGE = Path(__file__).resolve().parents[1]
PALETTE = PACKAGE / "charts" / "palette.css"
STYLE = PACKAGE / "site" / "style"
THEME = PACKAGE / "site" / "theme"
# The project's folder: the package is installed from it, as it stands, wherever the book is built.
ROOT = PACKAGE.parents[1]
# In `ROOT`; the site and the wheel ship them.
LICENCES = ("LICENSE", "LICENSE-TEXT.md", "THIRD-PARTY-NOTICES.md")
# Where the browser bundle's node_modules and caches live; never inside the package.
WORK = ROOT / "_build" / "web"


def static_folder(app: Sphinx) -> Path:
    """Get the folder of the built site that holds our own static files.

    Parameters
    ----------
    app
        The Sphinx application.

    Returns
    -------
    pathlib.Path
        ``_static/loanlab`` below the output.
    """
    return Path(app.outdir) / "_static" / "loanlab"
