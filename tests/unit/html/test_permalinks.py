"""Permanent links of paragraphs: which paragraphs have one, and that it holds while the text round them changes."""

from __future__ import annotations

from lxml import etree

from samizdat.html.permalinks import give_permalinks

TEXTS = [
    "The horses were late. Before dawn on March 18, 1871, a Saturday, soldiers climbed the hill.",
    "Yes.",
    "Lecomte ordered his men to fire into the crowd. The order was given more than once and was not obeyed.",
]


def names(texts: list[str], key: str = "one") -> dict[str, str]:
    """The ids of paragraphs with these texts, by text (the last of those that are the same)."""
    document = etree.fromstring(f'<section id="{key}" data-kind="chapter">{"".join(f"<p>{text}</p>" for text in texts)}</section>')
    give_permalinks(document)
    return {paragraph.text or "": paragraph.get("id") for paragraph in document.iter("p")}


def test_an_id_stays_when_other_paragraphs_change_come_and_go() -> None:
    before = names(TEXTS)
    after = names(["New.", TEXTS[0], "And new.", f"{TEXTS[1]} No.", TEXTS[2]])
    assert {text: after[text] for text in (TEXTS[0], TEXTS[2])} == {text: before[text] for text in (TEXTS[0], TEXTS[2])}
    assert names(TEXTS[::-1]) == before


def test_an_id_stays_when_the_end_of_its_own_paragraph_changes() -> None:
    assert names([TEXTS[0].replace("climbed", "had climbed")]).popitem()[1] == names(TEXTS)[TEXTS[0]]


def test_paragraphs_that_begin_alike_have_ids_of_all_their_words() -> None:
    start = "one two three four five six seven eight nine ten eleven twelve"
    alike = [f"{start} this", f"{start} that"]
    both, turned = names(alike), names(alike[::-1])
    assert both == turned and len(set(both.values())) == 2


def test_paragraphs_of_the_same_words_are_counted() -> None:
    document = etree.fromstring('<section id="one"><p>Yes.</p><p>No.</p><p>Yes.</p></section>')
    give_permalinks(document)
    first, other, last = (paragraph.get("id") for paragraph in document.iter("p"))
    assert last == f"{first}-2" and other not in (first, last)


def test_two_documents_share_no_id() -> None:
    assert not set(names(TEXTS).values()) & set(names(TEXTS, "two").values())


def test_note_calls_and_case_are_no_part_of_the_name() -> None:
    call = '<p>Late<a class="noteref" role="doc-noteref" href="#n"><sup>1</sup></a> horses.</p>'
    bare, noted = (etree.fromstring(f'<section id="one">{text}</section>') for text in ("<p>LATE horses</p>", call))
    for document in (bare, noted):
        give_permalinks(document)
    assert bare[0].get("id") == noted[0].get("id")


def test_only_blocks_of_running_text_have_a_link() -> None:
    document = etree.fromstring(
        '<section id="one"><header><p>1</p></header><p id="own">Own.</p><blockquote><p>Said.</p><p class="source">Who</p></blockquote>'
        '<ul><li>Item</li><li><p>Block</p></li></ul><p>* * *</p><aside aria-hidden="true"><p>Pulled</p></aside><table><tr><td><p>Cell</p></td></tr></table>'
        '<section class="chapter-notes"><ol><li><div class="note-body" id="n"><p>Note</p></div></li></ol></section></section>'
    )
    give_permalinks(document)
    linked = [link.getparent() for link in document.iter("a")]
    assert [(element.tag, element.text) for element in linked] == [("p", "Own."), ("p", "Said."), ("li", "Item"), ("p", "Block")]
    assert all(link.get("href") == f"#{link.getparent().get('id')}" for link in document.iter("a"))
    assert linked[0].get("id") == "own"


def test_a_title_page_has_none() -> None:
    document = etree.fromstring('<section id="title" data-kind="title-page"><p>Name</p></section>')
    give_permalinks(document)
    assert document.find(".//a") is None
