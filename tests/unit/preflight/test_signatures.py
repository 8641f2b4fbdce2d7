from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from samizdat import stores
from samizdat.preflight import Expected, preflight, signatures
from samizdat.printers import Printer


def test_a_file_that_is_no_pdf_is_named_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    for data, why in ((b"", "it is empty"), (b"Call me Ishmael.", "it is no PDF"), (b"\n" * 900 + b"%PDF-1.7", "")):
        path.write_bytes(data)
        assert signatures.no_pdf(path) == why
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    assert signatures.no_pdf(path) == "it is an EPUB (a zip file)"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    assert signatures.no_pdf(path) == "it is a zip file"


def test_a_file_that_is_no_epub_is_named_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    for data, why in (
        (b"", "it is empty"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"Call me", "it is no EPUB"),
        (b"PK\x03\x04", "it cannot be opened"),
    ):
        path.write_bytes(data)
        (found,) = stores.preflight(path, "book.epub", stores.store("plain"))
        assert found.code == "E200" and found.what.startswith(why)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_a_device_and_a_folder_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull), tmp_path):
        (told,) = preflight(path, "x", Printer("p", "Press"), "interior", Expected()).problems
        assert (told.code, told.what) == ("P100", "the file cannot be read: it is no file")
        (found,) = stores.preflight(path, "x", stores.store("plain"))
        assert (found.code, found.what) == ("E200", "it is no file")
    with pytest.raises(FileNotFoundError):
        signatures.no_pdf(tmp_path / "none")
