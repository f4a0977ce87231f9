"""Simulations and exercises in JupyterLab, Binder and VS Code: ipywidgets over the same model."""
