"""The press: WeasyPrint with the book's style sheet and fonts, reading only the manuscript and the styles."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML, Document  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from samizdat import styles


class Press:
    """Lays out pieces of one book: one style sheet and one set of fonts, read once. `read` has the addresses of the files it has read for them."""

    def __init__(self, root: Path, page_css: str) -> None:
        self._base = root.resolve().as_uri() + "/"
        self._fonts = FontConfiguration()
        self._fetcher = BookFetcher(root, styles.styles_folder())
        text = font_faces() + styles.sheet("print") + page_css
        self._css = CSS(string=text, base_url=self._base, font_config=self._fonts, url_fetcher=self._fetcher)
        self.read = self._fetcher.read

    def lay_out(self, html: str) -> Document:
        """The pages of a piece of HTML; image addresses are relative to the manuscript folder."""
        source = HTML(string=html, base_url=self._base, url_fetcher=self._fetcher)
        return source.render(stylesheets=[self._css], font_config=self._fonts)


class BookFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files below the given folders, links followed, and `data:` addresses; refuses everything else with ValueError. `read` has their addresses."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self.read: set[str] = set()
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at `url`; raises ValueError when it is outside the folders or on another machine."""
        address = urlsplit(url)
        if address.scheme == "file":
            path = Path(unquote(address.path)).resolve()
            if address.netloc not in ("", "localhost") or not any(path.is_relative_to(folder) for folder in self._folders):
                raise ValueError("it is outside the manuscript folder")
            self.read.add(url)
        return super().fetch(url, headers)


def font_faces() -> str:
    """The `@font-face` rules of the book's fonts."""
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; font-weight: {font.weight}; src: url("{font.path.as_uri()}") }}\n'
        for font in styles.fonts()
    )
