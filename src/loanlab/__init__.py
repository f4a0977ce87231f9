"""Loan arithmetic and live simulations for an interactive book about borrowing through WeChat."""

from loanlab.data import claims, facts, lpr, products
from loanlab.notebook.displays import LoanLabError, check, exercise, simulate, use_language
from loanlab.page.claims import ArticleTable, Evidence, Rules

__all__ = [
    "ArticleTable",
    "Evidence",
    "LoanLabError",
    "Rules",
    "check",
    "claims",
    "exercise",
    "facts",
    "lpr",
    "products",
    "simulate",
    "use_language",
]
