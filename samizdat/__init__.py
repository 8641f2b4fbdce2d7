"""Samizdat: one Markdown manuscript in; PDF, EPUB and HTML editions out. The line they travel is `samizdat.line`."""

__version__ = "0.1.0"
