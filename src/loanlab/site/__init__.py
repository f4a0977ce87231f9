"""The Sphinx extension that builds the site, and the theme, styles and scripts of its pages."""
