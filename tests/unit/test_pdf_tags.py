"""Tags of lists in a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from weasyprint import HTML  # type: ignore[import-untyped]

from samizdat.pdf.tags import mend_lists

PAGE = '<html lang="en"><head><title>x</title></head><body><h1>T</h1>{}</body></html>'


def outline(element: pikepdf.Object) -> str:
    """A structure element and what hangs on it, lists and their items alone, as “L(LI(Lbl LBody(P)))”."""
    kids: Any = element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else []
    told = [
        outline(kid) for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    name = str(element.S).lstrip("/")
    shown = [one for one in told if not one.startswith("Span")]
    return f"{name}({' '.join(shown)})" if shown else name


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<ul><li>one</li><li>two</li></ul>", "L(LI(Lbl LBody) LI(Lbl LBody))"),
        ("<ul><li>one<ul><li>in</li></ul></li><li>two</li></ul>", "L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody))"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "L(LI(Lbl LBody(P P)))"),
        ("<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>", "L(LI(Lbl LBody(P L(LI(Lbl LBody(P))))))"),
    ],
)
def test_a_list_holds_items_and_an_item_a_label_and_a_body(html: str, told: str) -> None:
    data = HTML(string=PAGE.format(html)).write_pdf(pdf_tags=True, finisher=lambda _, file: mend_lists(file))
    with pikepdf.open(BytesIO(data)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        assert outline(document) == f"Document(H1 {told})"
        assert not pdf.check_pdf_syntax()
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") in ("/L", "/LI", "/LBody", "/P"):
                assert element.objgen in {kid.objgen for kid in element.P.K if isinstance(kid, pikepdf.Dictionary)}, (
                    "each hangs where it says it does"
                )
