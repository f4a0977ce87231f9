"""Simulations and claims as HTML, and what makes the built pages live."""
