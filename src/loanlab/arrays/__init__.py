"""Loan arithmetic for many loans at once, with NumPy."""
