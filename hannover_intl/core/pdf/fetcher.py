"""What a document may load: shipped static files and small inline images, nothing else."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: TID253 -- only the PDF child imports this module

SCHEME = "static:"
_CONTENT_TYPES = {
    ".css": "text/css",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_INLINE_IMAGE = re.compile(r"data:image/(png|jpeg|svg\+xml)[;,]")
_INLINE_LIMIT = 500_000  # characters


class RefusedError(ValueError):
    """The document names something that must not be loaded."""


class LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """A refused address stops the rendering: only our own templates name addresses, so it is always a mistake."""

    def __init__(self, roots: Sequence[Path]) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
        self._roots = [root.resolve() for root in roots]
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Bytes from below the roots or from the URL itself; no other protocol is ever opened."""
        try:
            if url.startswith(SCHEME):
                return self._fetch_static(url)
            if _INLINE_IMAGE.match(url) and len(url) <= _INLINE_LIMIT:
                return super().fetch(url)
            raise RefusedError(url)
        except Exception:
            self.refused.append(url[:200])
            raise

    def _fetch_static(self, url: str) -> URLFetcherResponse:
        name = unquote(url.removeprefix(SCHEME)).lstrip("/")
        content_type = _CONTENT_TYPES.get(Path(name).suffix)
        for root in self._roots:
            path = (root / name).resolve()
            if content_type and path.is_relative_to(root) and path.is_file():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})
        raise RefusedError(url)
