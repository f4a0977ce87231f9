"""Loan arithmetic and live simulations for an interactive book about borrowing through WeChat.

Each name is loaded on first use, so that ``import loanlab.model`` loads neither widgets nor pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loanlab.data import claims, facts, lpr, products
    from loanlab.notebook.displays import LoanLabError, check, exercise, gallery, simulate
    from loanlab.text.edition import Edition, stand_alone, use_language
    from loanlab.views.chats import Chat
    from loanlab.views.claims import ArticleTable, Contradictions, Omissions
    from loanlab.views.datatable import DataTable
    from loanlab.views.figures import ArticleFigures, SimulationFigures
    from loanlab.views.glossary import Glossary
    from loanlab.views.guidance import Guidance, Hotlines
    from loanlab.views.ledger import Ledger
    from loanlab.views.letters import Letter
    from loanlab.views.papers import Paper
    from loanlab.views.rules import RuleLinks, Rules, SourceList

__all__ = [
    "ArticleFigures",
    "ArticleTable",
    "Chat",
    "Contradictions",
    "DataTable",
    "Edition",
    "Glossary",
    "Guidance",
    "Hotlines",
    "Ledger",
    "Letter",
    "LoanLabError",
    "Omissions",
    "Paper",
    "RuleLinks",
    "Rules",
    "SimulationFigures",
    "SourceList",
    "check",
    "claims",
    "exercise",
    "facts",
    "gallery",
    "lpr",
    "products",
    "simulate",
    "stand_alone",
    "use_language",
]

_HOMES = {
    "loanlab.data": ("claims", "facts", "lpr", "products"),
    "loanlab.notebook.displays": ("LoanLabError", "check", "exercise", "gallery", "simulate"),
    "loanlab.text.edition": ("Edition", "stand_alone", "use_language"),
    "loanlab.views.chats": ("Chat",),
    "loanlab.views.claims": ("ArticleTable", "Contradictions", "Omissions"),
    "loanlab.views.datatable": ("DataTable",),
    "loanlab.views.figures": ("ArticleFigures", "SimulationFigures"),
    "loanlab.views.glossary": ("Glossary",),
    "loanlab.views.guidance": ("Guidance", "Hotlines"),
    "loanlab.views.ledger": ("Ledger",),
    "loanlab.views.letters": ("Letter",),
    "loanlab.views.papers": ("Paper",),
    "loanlab.views.rules": ("RuleLinks", "Rules", "SourceList"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
