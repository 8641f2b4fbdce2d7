"""Cross-references, citations and contents: the small tree-to-tree steps."""

from pathlib import Path

from lxml import etree
from trees import assembled, chapter, words

from samizdat import citations, contents, crossrefs

FIGURE = (
    '# One {#first}\n\n![Cap.](x.png){#fig-a alt="A"}\n\n| a | b |\n|---|---|\n| c | d |\n\n: Tab. {#tbl-a}\n\n## Deep {#deep}\n\nText.\n'
)
LINKS = "# Two\n\n[](#fig-a), [](#tbl-a), [](#deep), [](#first), [words](#one).\n"


def test_links_lead_across_chapters_and_get_names(tmp_path: Path) -> None:
    tree, problems = assembled(tmp_path, chapter("one", FIGURE), chapter("two", LINKS))
    crossrefs.resolve(tree)
    links = [(a.get("href"), words(a)) for a in tree.iter("a")]
    assert problems == []
    assert links == [
        ("#one-fig-a", "Figure 1"),
        ("#one-tbl-a", "Table 1"),
        ("#one-deep", "Deep"),
        ("#one", "One"),
        ("#one", "words"),
    ]
    assert words(next(tree.iter("figcaption"))) == "Figure 1. Cap."
    assert words(next(tree.iter("caption"))) == "Table 1. Tab."


def test_a_link_to_nowhere_is_a_problem_at_its_place(tmp_path: Path) -> None:
    _, problems = assembled(tmp_path, chapter("one", "# One\n\nText.\n\nSee [it](#depe).\n\n## Deep {#deep}\n"))
    assert [(problem.code, problem.place.line, problem.mend) for problem in problems] == [("S005", 5, "write #deep")]


def test_works_become_a_list_and_keys_leave_the_tree() -> None:
    tree = etree.fromstring(
        "<html><body><div><p data-cites='b a'/><p data-cites='a'/></div><div><section data-kind='bibliography'/></div></body></html>"
    )
    works = etree.fromstring("<div><div id='ref-a' class='csl-entry'>\nMarx, Karl. <em>Book</em>. 1871.\n</div></div>")
    assert citations.cited(tree) == ("a", "b")
    citations.place(tree, works)
    assert words(tree.find(".//li[@id='work-a']")) == "Marx, Karl. Book. 1871."
    assert b"data-cites" not in etree.tostring(tree)


def test_without_works_there_is_no_bibliography() -> None:
    tree = etree.fromstring("<html><body><div><section data-kind='bibliography'/></div></body></html>")
    assert citations.place(tree, None).find(".//section") is None


def test_contents_list_chapters_with_their_labels_and_markup(tmp_path: Path) -> None:
    tree, _ = assembled(tmp_path, chapter("one", "# One *more*\n\nText.\n", label="1"), chapter("two", "# Two\n\nText.\n", label="2"))
    nav = next(contents.make(tree).iter("nav"))
    assert [words(a) for a in nav.iter("a")] == ["1 One more", "2 Two", "Notes", "Bibliography"]
    assert nav.find(".//em") is not None
    assert [a.get("href") for a in nav.iter("a")][:2] == ["#one", "#two"]


def test_titles_in_other_languages_say_so() -> None:
    works = [
        {"title": "Les huit journées de mai: L'histoire", "title-short": "Les huit journées", "language": "fr"},
        {"title": "Enquête", "language": "fr-FR"},
        {"title": "The Commune", "language": "en-GB"},
        {"title": "The State"},
    ]
    foreign = citations.titles(works, "en-US")
    assert foreign == {"Les huit journées de mai: L'histoire": "fr", "Les huit journées": "fr", "Enquête": "fr-FR"}
    tree = etree.fromstring(
        "<html><body><p data-cites='a'>A, <em>Les huit journées de mai: L’histoire</em>; <em>The Commune</em>; “Enquête,” <em>Revue</em>; “Enquête.”</p>"
        "<p><em>Les huit journées</em></p></body></html>"
    )
    citations.set_languages(tree, etree.fromstring("<div>X. <em>Les huit journées</em>.</div>"), foreign)
    said = [(str(element.tag), element.get("lang"), words(element)) for element in tree.iter() if element.get("lang")]
    assert said[:2] == [("em", "fr", "Les huit journées de mai: L’histoire"), ("span", "fr-FR", "Enquête")]
    assert words(tree) == ("A, Les huit journées de mai: L’histoire; The Commune; “Enquête,” Revue; “Enquête.”Les huit journées")


def test_a_stop_stands_inside_both_quotation_marks() -> None:
    tree = etree.fromstring("<html><p data-cites='a'>“On ‘<em>X</em>’,” 1; “On ‘Y’.”</p><p>‘Z’,” she said.</p></html>")
    citations.set_american_stops(tree, None)
    assert words(tree) == "“On ‘X,’” 1; “On ‘Y.’”‘Z’,” she said."
