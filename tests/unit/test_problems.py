"""Problems as an editor and a tool read them."""

import json
import pickle

from samizdat.problems import Place, Problem, ProblemsFound, as_json, as_text, count

LATER = Problem(Place("b.md", 3, 4), "N001", "note call [^x] has no note body", "it would be printed", "add [^x]: …")
EARLIER = Problem(Place("a.md", 10), "S004", "figure without alt text", severity="warning")


def test_text_is_sorted_by_place_and_counts() -> None:
    assert as_text([LATER, EARLIER]) == (
        "a.md:10 warning S004 figure without alt text\n"
        "b.md:3:4 error N001 note call [^x] has no note body\n"
        "    why   it would be printed\n"
        "    mend  add [^x]: …\n"
        "1 error, 1 warning"
    )


def test_json_has_flat_rows() -> None:
    rows = json.loads(as_json([LATER]))
    assert rows[0]["path"] == "b.md"
    assert rows[0]["line"] == 3
    assert rows[0]["code"] == "N001"


def test_count_of_nothing() -> None:
    assert count([]) == "no problems"
    assert count([LATER, LATER]) == "2 errors"


def test_found_problems_are_sorted_once_each_and_survive_a_process() -> None:
    found = ProblemsFound([LATER, EARLIER, LATER])
    assert found.problems == (EARLIER, LATER)
    assert pickle.loads(pickle.dumps(found)).problems == (EARLIER, LATER)
