"""Notes: numbers by chapter, two series, shared bodies, ways back, and their three places."""

from dataclasses import replace
from pathlib import Path

import pytest
from trees import EDITIONS, assembled, chapter, words

from samizdat import notes

ONE = "# One\n\nA[^b] b[^a] c[^b].\n\n> Quoted[^ed-q]\n\n| x[^t] |\n|---|\n| y |\n\n: Caption[^c].\n"
ONE_NOTES = (
    "[^a]: Note a.\n\n[^b]: Note b.\n\n    Second paragraph.\n\n    - item\n\n[^ed-q]: Editor.\n\n[^t]: Table.\n\n[^c]: Caption note.\n"
)
TWO = "# Two\n\nAgain[^a]. Inline^[Of its own.].\n\n[^a]: Another a.\n"


@pytest.fixture
def tree(tmp_path: Path):  # type: ignore[no-untyped-def]
    whole, problems = assembled(tmp_path, chapter("one", ONE, ONE_NOTES), chapter("two", TWO))
    assert problems == []
    return notes.number(whole)


def calls(tree, key):  # type: ignore[no-untyped-def]
    document = next(tree.iterfind(f"body/div/section[@id='{key}']"))
    return [(words(a), a.get("id"), a.get("href")) for a in document.iter("a") if a.get("role") == "doc-noteref"]


def test_numbers_follow_the_calls_and_begin_again_in_each_chapter(tree) -> None:  # type: ignore[no-untyped-def]
    assert [number for number, _, _ in calls(tree, "one")] == ["1", "2", "1", "*", "3", "4"]
    assert [number for number, _, _ in calls(tree, "two")] == ["1", "2"]


def test_a_note_called_twice_has_one_body_and_two_ways_back(tree) -> None:  # type: ignore[no-untyped-def]
    first, _, again, *_ = calls(tree, "one")
    assert first[1:] == ("one-ref-b", "#one-note-b")
    assert again[1:] == ("one-ref-b--2", "#one-note-b")
    bodies = [div for div in tree.iter("div") if div.get("id") == "one-note-b"]
    assert len(bodies) == 1
    assert [a.get("href") for a in bodies[0].iter("a")] == ["#one-ref-b", "#one-ref-b--2"]


def test_bodies_keep_all_their_blocks(tree) -> None:  # type: ignore[no-untyped-def]
    body = next(div for div in tree.iter("div") if div.get("id") == "one-note-b")
    assert words(body).startswith("1. Note b. Second paragraph. item")
    assert body.get("data-source") == "endnotes/one.md:3"


def test_every_call_has_its_body_and_every_body_its_ways_back(tree) -> None:  # type: ignore[no-untyped-def]
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    links = [a.get("href")[1:] for a in tree.iter("a") if a.get("role") in ("doc-noteref", "doc-backlink")]
    assert len(links) == 16
    assert set(links) <= ids


def test_editors_notes_are_a_list_of_their_own(tree) -> None:  # type: ignore[no-untyped-def]
    lists = [ol.get("class") for ol in tree.iterfind(".//section[@id='one-notes']/ol")]
    assert lists == ["note-list", "note-list editor"]


def test_editors_marks_double_after_the_sixth() -> None:
    assert [notes.mark("editor", number) for number in (1, 2, 6, 7, 13)] == ["*", "†", "¶", "**", "***"]


def test_at_the_chapters_end(tree) -> None:  # type: ignore[no-untyped-def]
    placed = notes.place(tree, EDITIONS[2])
    assert placed.find(".//section[@data-kind='notes']") is None
    last = next(placed.iterfind("body/div/section[@id='two']"))[-1]
    assert last.get("role") == "doc-endnotes"
    assert len(list(last.iter("li"))) == 2
    assert tree.find(".//section[@data-kind='notes']") is not None


def test_at_the_foot_of_the_page(tree) -> None:  # type: ignore[no-untyped-def]
    placed = notes.place(tree, replace(EDITIONS[0], notes="page", editor_notes="page"))
    call = next(a for a in placed.iter("a") if a.get("id") == "one-ref-b")
    body = call.getnext()
    assert body.tag == "span"
    assert body.get("class") == "footnote"
    assert {element.tag for element in body.iter()} <= {"span", "a"}
    assert body.tail == " b"
    assert sum(span.get("class", "").startswith("footnote") for span in placed.iter("span")) == 7


def test_a_note_too_long_for_the_foot_goes_to_the_end_of_its_chapter(tmp_path: Path) -> None:
    text = f"# One\n\na[^a] b[^b] c[^c]\n\n[^a]: Short.\n\n[^b]: {'word ' * 301}\n\n[^c]: Last.\n"
    whole, _ = assembled(tmp_path, chapter("one", text))
    placed = notes.place(notes.number(whole), replace(EDITIONS[0], notes="page"))
    back = placed.find("body/div/section[@id='one']/section[@class='chapter-notes']")
    assert [body.get("data-number") for body in back.iterfind("ol/li/div")] == ["2"]
    assert back.find("ol/li/div").get("id") == "one-note-b"
    assert int(back.find("ol/li/div").get("data-overlong")) > notes.LONGEST_FOOTNOTE
    assert [span.get("data-number") for span in placed.iter("span") if span.get("class") == "footnote"] == ["1", "3"]
    assert [call.findtext("sup") for call in placed.iter("a") if call.get("role") == "doc-noteref"] == ["1", "2", "3"]


def test_each_series_has_its_own_place(tree) -> None:  # type: ignore[no-untyped-def]
    placed = notes.place(tree, EDITIONS[0])
    assert [span.get("class") for span in placed.iter("span") if span.get("class", "").startswith("footnote")] == ["footnote editor"]
    assert len(placed.findall(".//section[@data-kind='notes']//li[@class='note']")) == 6


def test_a_book_without_notes_has_no_notes_section(tmp_path: Path) -> None:
    whole, _ = assembled(tmp_path, chapter("one", "# One\n\nText.\n"))
    assert notes.number(whole).find(".//section[@data-kind='notes']") is None


def test_labels_that_make_the_same_id_stay_apart(tmp_path: Path) -> None:
    whole, _ = assembled(tmp_path, chapter("one", "# One\n\na[^A.b] c[^a-b] d[^Ж]\n\n[^A.b]: 1\n\n[^a-b]: 2\n\n[^Ж]: 3\n"))
    notes.number(whole)
    assert [div.get("id") for div in whole.iter("div") if div.get("role") == "doc-footnote"] == [
        "one-note-a-b",
        "one-note-a-b-2",
        "one-note-note",
    ]
