"""Reading inside one folder, and writing whole."""

from pathlib import Path

import pytest

from samizdat.files import OutsideFolder, inside, write_folder_whole, write_whole


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x"])
def test_paths_that_lead_out_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutsideFolder):
        inside(tmp_path / "book", path)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "door").symlink_to(tmp_path)
    with pytest.raises(OutsideFolder):
        inside(tmp_path / "book", "door/x")
    assert inside(tmp_path / "book", "a/b") == (tmp_path / "book/a/b").resolve()


def test_write_whole_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "x" / "book.pdf"
    write_whole(target, b"old")
    write_whole(target, b"new")
    assert [path.name for path in target.parent.iterdir()] == ["book.pdf"]
    assert target.read_bytes() == b"new"


def test_a_failed_folder_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "html"
    write_folder_whole(target, {"a/b.html": b"1"})
    with pytest.raises(TypeError):
        write_folder_whole(target, {"a/b.html": b"2", "c": None})  # type: ignore[dict-item]
    assert (target / "a/b.html").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "html"
    write_folder_whole(target, {"old.html": b"1"})
    write_folder_whole(target, {"new.html": b"2"})
    assert [path.name for path in target.iterdir()] == ["new.html"]
