"""What a contributor did, in words and as the MARC relator code that EPUB and ONIX want (loc.gov/marc/relators)."""

from __future__ import annotations

ROLES: dict[str, str] = {
    "abridger": "abr",
    "adapter": "adp",
    "annotator": "ann",
    "artist": "art",
    "author": "aut",
    "author of afterword": "aft",
    "author of introduction": "aui",
    "author of foreword": "aui",
    "author of notes": "wac",
    "book designer": "bkd",
    "cartographer": "ctg",
    "collaborator": "clb",
    "commentator": "cmm",
    "compiler": "com",
    "contributor": "ctb",
    "copyright holder": "cph",
    "cover designer": "cov",
    "designer": "dsr",
    "editor": "edt",
    "engraver": "egr",
    "illustrator": "ill",
    "indexer": "ctb",
    "interviewee": "ive",
    "interviewer": "ivr",
    "other": "oth",
    "photographer": "pht",
    "printer": "prt",
    "proofreader": "pfr",
    "publisher": "pbl",
    "researcher": "res",
    "series editor": "edt",
    "transcriber": "trc",
    "translator": "trl",
    "typographer": "tyg",
    "writer of afterword": "aft",
    "writer of introduction": "win",
    "writer of foreword": "win",
    "writer of preface": "wpr",
}
CODES = frozenset(ROLES.values())


def code(role: str) -> str:
    """The MARC code for a role given as a word or as a code, in any case of letters; an empty string if there is none."""
    word = role.strip().lower().replace("-", " ")
    return word if word in CODES else ROLES.get(word, "")
