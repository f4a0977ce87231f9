"""Many loans at once, with NumPy: for charts and tables made outside the page."""
