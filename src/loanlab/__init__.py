"""Loan arithmetic and live simulations for an interactive book about borrowing through WeChat."""

from loanlab.data import claims, facts, lpr, products
from loanlab.notebook.displays import LoanLabError, check, exercise, simulate, use_language
from loanlab.page.claims import ArticleTable, Contradictions, Evidence, Omissions
from loanlab.page.datatable import DataTable
from loanlab.page.display import stand_alone
from loanlab.page.glossary import Glossary
from loanlab.page.ledger import Ledger
from loanlab.page.rules import Hotlines, Rules, SourceList

__all__ = [
    "ArticleTable",
    "Contradictions",
    "DataTable",
    "Evidence",
    "Glossary",
    "Hotlines",
    "Ledger",
    "LoanLabError",
    "Omissions",
    "Rules",
    "SourceList",
    "check",
    "claims",
    "exercise",
    "facts",
    "lpr",
    "products",
    "simulate",
    "stand_alone",
    "use_language",
]
