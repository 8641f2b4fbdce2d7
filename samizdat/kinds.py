"""The kinds of section a book has, under one name everywhere: file stem, class, `epub:type`, `doc-*` role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Matter = Literal["frontmatter", "bodymatter", "backmatter"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of section.

    `name` is the class and the file stem; `epub_type` its term in the EPUB 3 Structural Semantics Vocabulary;
    `role` its role in DPUB-ARIA 1.1 (None where that has no word for it); `title` what a section of this kind
    is called when its author gives no heading.
    """

    name: str
    epub_type: str
    role: str | None
    title: str


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("half-title", "halftitlepage", None, "Half Title"),
        Kind("title-page", "titlepage", None, "Title Page"),
        Kind("copyright-page", "copyright-page", None, "Copyright"),
        Kind("dedication", "dedication", "doc-dedication", "Dedication"),
        Kind("epigraph", "epigraph", "doc-epigraph", "Epigraph"),
        Kind("contents", "toc", "doc-toc", "Contents"),
        Kind("foreword", "foreword", "doc-foreword", "Foreword"),
        Kind("preface", "preface", "doc-preface", "Preface"),
        Kind("acknowledgments", "acknowledgments", "doc-acknowledgments", "Acknowledgments"),
        Kind("introduction", "introduction", "doc-introduction", "Introduction"),
        Kind("prologue", "prologue", "doc-prologue", "Prologue"),
        Kind("part", "part", "doc-part", "Part"),
        Kind("chapter", "chapter", "doc-chapter", "Chapter"),
        Kind("essay", "chapter", "doc-chapter", "Essay"),
        Kind("conclusion", "conclusion", "doc-conclusion", "Conclusion"),
        Kind("epilogue", "epilogue", "doc-epilogue", "Epilogue"),
        Kind("afterword", "afterword", "doc-afterword", "Afterword"),
        Kind("appendix", "appendix", "doc-appendix", "Appendix"),
        Kind("chronology", "appendix", "doc-appendix", "Chronology"),
        Kind("glossary", "glossary", "doc-glossary", "Glossary"),
        Kind("notes", "endnotes", "doc-endnotes", "Notes"),
        Kind("bibliography", "bibliography", "doc-bibliography", "Bibliography"),
        Kind("index", "index", "doc-index", "Index"),
        Kind("colophon", "colophon", "doc-colophon", "Colophon"),
    )
}

MADE = ("half-title", "title-page", "copyright-page", "contents", "notes", "bibliography", "index", "colophon")
"""Sections that the pipeline makes when `book.toml` names them instead of a file."""
