"""What is said of a book beside it, who publishes it since when, where it may be sold, and which other editions there are, as blocks of its ONIX record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samizdat import dates
from samizdat.book import Book, Metadata
from samizdat.release.editions import Product, handed_out
from samizdat.release.onix.elements import Element, identifier, said
from samizdat.release.onix.forms import form

DESCRIPTION, UNRESTRICTED = "03", "00"
FRONT_COVER, IMAGE, FILE = "01", "03", "02"
PUBLISHER, ABOUT_WORK, ACCESSIBILITY = "01", "02", "01"
ACTIVE, FORTHCOMING = "04", "02"
PUBLISHED = "01"
DATE_FORMS = {8: "00", 6: "01", 4: "05"}
"""Of ONIX list 55, by the number of digits: day, month, year."""
EXCLUSIVE, NOT_EXCLUSIVE = "01", "02"
ALTERNATIVE, FROM_PRINT = "06", "13"
"""Of ONIX list 51: another form of the same book; for an e-book, the printed one whose pages it marks."""
WORLD = "WORLD"
RIGHTS = re.compile(r"(?:©|\(c\)|Copyright)\s*(\d{4})\s+(?:by\s+)?([^.;]+)", re.IGNORECASE)


def collateral(book: Book, cover: str) -> Element | None:
    """The description, and the cover where it can be fetched at the address `cover`."""
    audience = said("ContentAudience", UNRESTRICTED)
    text = said("TextContent", said("TextType", DESCRIPTION), audience, said("Text", book.metadata.description))
    return said("CollateralDetail", text if book.metadata.description else None, _cover(cover))


def publishing(book: Book) -> Element | None:
    """Publisher, place, contact, status, date, copyright and rights of sale."""
    metadata = book.metadata
    return said(
        "PublishingDetail",
        said("Publisher", said("PublishingRole", PUBLISHER), said("PublisherName", metadata.publisher), _website(book)),
        said("CityOfPublication", metadata.place),
        _contact(book),
        said("PublishingStatus", FORTHCOMING if is_forthcoming(book) else ACTIVE),
        _date(metadata.date),
        _copyright(metadata),
        _sales(book),
    )


def related(product: Product, listed: Sequence[Product]) -> Element | None:
    """The other editions, and for an e-book with the pages of print the printed one."""
    others = [other for other in listed if other.name != product.name]
    return said("RelatedMaterial", *(_related(product, other) for other in others))


def is_forthcoming(book: Book) -> bool:
    """Whether the book is published after the date of the message, which is the text's own."""
    return book.metadata.date > f"{dates.of_text(book):%Y-%m-%d}"


def _related(product: Product, other: Product) -> Element | None:
    paged = other.name == "print" and product.access is not None and "pageBreakMarkers" in product.access.features
    codes = [said("ProductRelationCode", code) for code in ((ALTERNATIVE, FROM_PRINT) if paged else (ALTERNATIVE,))]
    return said("RelatedProduct", *codes, identifier(other.isbn), *form(other.name))


def _cover(address: str) -> Element | None:
    if not address:
        return None
    return said(
        "SupportingResource",
        said("ResourceContentType", FRONT_COVER),
        said("ContentAudience", UNRESTRICTED),
        said("ResourceMode", IMAGE),
        said("ResourceVersion", said("ResourceForm", FILE), said("ResourceLink", address)),
    )


def _website(book: Book) -> Element | None:
    url = book.edition("html").url if "html" in handed_out(book) else ""
    return said("Website", said("WebsiteRole", ABOUT_WORK), said("WebsiteLink", url)) if url else None


def _contact(book: Book) -> Element | None:
    """Who answers readers who cannot use the book."""
    if not book.releasing.contact:
        return None
    name, address = said("ProductContactName", book.metadata.publisher), said("EmailAddress", book.releasing.contact)
    return said("ProductContact", said("ProductContactRole", ACCESSIBILITY), name, address)


def _date(date: str) -> Element | None:
    digits = date.replace("-", "")
    if not digits:
        return None
    return said("PublishingDate", said("PublishingDateRole", PUBLISHED), said("Date", digits, dateformat=DATE_FORMS[len(digits)]))


def _copyright(metadata: Metadata) -> Element | None:
    """The year and the owner, where `rights` says them in the usual form."""
    stated = RIGHTS.search(metadata.rights)
    if stated is None:
        return None
    name = stated[2].strip()
    person = any(one.person and one.name == name for one in metadata.contributors)
    owner = said("CopyrightOwner", said("PersonName" if person else "CorporateName", name))
    return said("CopyrightStatement", said("CopyrightYear", stated[1]), owner)


def _sales(book: Book) -> Element | None:
    """Where the book may be sold; not by this publisher alone where a licence lets others."""
    countries = book.releasing.sold_in
    if not countries:
        return None
    kind = NOT_EXCLUSIVE if book.metadata.licence else EXCLUSIVE
    territory = said("RegionsIncluded", WORLD) if countries == (WORLD,) else said("CountriesIncluded", " ".join(countries))
    return said("SalesRights", said("SalesRightsType", kind), said("Territory", territory))
