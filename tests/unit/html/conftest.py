"""The sample book, written in both forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from sample_site import TREE, sample

from samizdat.book import Book
from samizdat.html import write_single, write_site


@pytest.fixture
def tree() -> etree._Element:
    """The sample as the pipeline hands it to a writer."""
    return etree.fromstring(TREE.strip())


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The sample book, with its one picture on disk."""
    return sample(tmp_path)


@pytest.fixture
def site(tree: etree._Element, book: Book, tmp_path: Path) -> Path:
    """The site of the sample."""
    write_site(tree, book, tmp_path / "html")
    return tmp_path / "html"


@pytest.fixture
def single(tree: etree._Element, book: Book, tmp_path: Path) -> Path:
    """The single file of the sample."""
    write_single(tree, book, tmp_path / "glass.html")
    return tmp_path / "glass.html"
