"""The templates of page/templates."""

import functools

from jinja2 import Environment, PackageLoader, StrictUndefined


@functools.cache
def templates() -> Environment:
    """The templates of page/templates, which escape whatever they are given.

    Returns
    -------
    jinja2.Environment
        Loads a template by its file's name; a name that is not given fails.
    """
    return Environment(
        loader=PackageLoader("loanlab.page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
