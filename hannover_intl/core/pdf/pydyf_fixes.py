"""Corrections to pydyf, which writes the objects of WeasyPrint's files. Only the PDF server installs them."""

import zlib

import pydyf

LEVEL = 6  # of zlib
_to_bytes_as_shipped = pydyf._to_bytes
_data_as_shipped = pydyf.Stream.data.fget


def install() -> None:
    """From now on every PDF of this process is written with the corrections."""
    pydyf.PDF.page_references = property(page_references)
    pydyf.Stream.data = property(stream_data)
    pydyf._to_bytes = to_bytes


def to_bytes(item: object) -> bytes:
    """What is written for a value. Nine of ten are texts or whole numbers, for which pydyf asks last."""
    if type(item) is str:
        return item.encode("ascii")
    if type(item) is int:
        return b"%d" % item
    return bytes(_to_bytes_as_shipped(item))


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
    """A stream compressed as well as worth its time, and whose length is beyond doubt, for which PDF/A is strict.

    pydyf compresses with level 9, which takes a tenth of the whole work for files a few per cent smaller.

    One compressed stream in 256 ends with a carriage return. Together with the line feed that pydyf puts before the
    keyword it looks like the end of a line, and the stream one byte shorter than it says. A byte after the end of
    the compressed data is ignored by every reader and keeps the two apart.
    """
    if not stream.compress:
        return bytes(_data_as_shipped(stream))
    parts = (part if isinstance(part, bytes) else pydyf._to_bytes(part) for part in stream.stream)
    content = zlib.compress(b"\n".join(parts), LEVEL)
    if content.endswith(b"\r"):
        content += b"\n"
    return bytes(_data_as_shipped(pydyf.Stream([content], stream.extra | {"Filter": "/FlateDecode"})))
