"""What a cell shows as HTML, complete before any script runs. No Sphinx."""
