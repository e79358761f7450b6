"""Two corrections to pydyf, which writes the objects of WeasyPrint's files. Only the PDF server installs them."""

import pydyf

_KEYWORD = b"endstream"
_data_as_shipped = pydyf.Stream.data.fget


def install() -> None:
    """From now on every PDF of this process is written with the corrections."""
    pydyf.PDF.page_references = property(page_references)
    pydyf.Stream.data = property(stream_data)


def page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """The references of all pages, listed once; pydyf lists them again for every tagged element.

    With 270 pages those lists are a tenth of the whole work, and they grow with the square of the pages.
    """
    pages = pdf.pages["Kids"]
    known: tuple[bytes, ...] = getattr(pdf, "known_page_references", ())
    if len(known) != len(pages) // 3:
        known = tuple(f"{number} 0 R".encode() for number in pages[::3])
        pdf.known_page_references = known
    return known


def stream_data(stream: pydyf.Stream) -> bytes:
    """A stream whose length is beyond doubt, for which PDF/A is strict.

    One compressed stream in 256 ends with a carriage return. Together with the line feed that pydyf puts before the
    keyword it looks like the end of a line, and the stream one byte shorter than it says. A byte after the end of
    the compressed data is ignored by every reader and keeps the two apart.
    """
    written: bytes = _data_as_shipped(stream)
    if not written.endswith(b"\r\n" + _KEYWORD):
        return written
    content = written.partition(b"\nstream\n")[2].removesuffix(_KEYWORD)
    filtered = {"Filter": "/FlateDecode"} if stream.compress else {}
    again: bytes = _data_as_shipped(pydyf.Stream([content], stream.extra | filtered))
    return again
