"""The Jinja templates of a room of the package."""

import functools

from jinja2 import Environment, PackageLoader, StrictUndefined


@functools.cache
def templates(room: str = "views") -> Environment:
    """Return the templates of a room; they escape all values.

    Parameters
    ----------
    room
        A room of the package with a folder ``templates``.

    Returns
    -------
    jinja2.Environment
        Loads a template by its file's name; an undefined name is an error.
    """
    return Environment(
        loader=PackageLoader(f"loanlab.{room}"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
