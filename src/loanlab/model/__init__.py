"""Loan arithmetic in plain Python: the same files run under CPython and in the reader's browser."""
