"""Ids are unique in the whole book, and an author's id never meets one of ours."""

from pathlib import Path

from trees import assembled, chapter

from samizdat import notes


def ids(tree):  # type: ignore[no-untyped-def]
    return [element.get("id") for element in tree.iter() if element.get("id")]


def test_the_same_heading_in_two_chapters_has_two_ids(tmp_path: Path) -> None:
    tree, _ = assembled(tmp_path, chapter("one", "# One\n\n## Same\n\n## Same\n"), chapter("two", "# Two\n\n## Same\n"))
    found = ids(tree)
    assert len(found) == len(set(found))
    assert {"one-same", "one-same-1", "two-same"} <= set(found)


def test_a_link_means_its_own_chapter_first(tmp_path: Path) -> None:
    text = "\n\n[here](#same)\n\n## Same {#same}\n"
    tree, problems = assembled(tmp_path, chapter("one", "# One" + text), chapter("two", "# Two" + text))
    assert problems == []
    assert [a.get("href") for a in tree.iter("a")] == ["#one-same", "#two-same"]


def test_ids_of_the_author_do_not_meet_ids_of_notes_and_titles(tmp_path: Path) -> None:
    text = "# One\n\nA[^x] b[^x] c[^x-2].\n\n## A {#ref-x}\n\n## B {#note-x}\n\n## C {#title}\n\n## D {#notes}\n\n[link](#note-x)\n\n[^x]: X.\n\n[^x-2]: Y.\n"
    tree, _ = assembled(tmp_path, chapter("one", text))
    found = ids(notes.number(tree))
    assert len(found) == len(set(found))
    assert "one-x-note-x" in found
    assert [a.get("href") for a in tree.iter("a") if "crossref" in a.get("class", "")] == ["#one-x-note-x"]
