import itertools
import zlib

import pydyf

from hannover_intl.core.pdf.pydyf_fixes import page_references, stream_data


def a_stream_that_ends_with_a_carriage_return():
    streams = (pydyf.Stream([b"%d" % number], {"Type": "/ObjStm"}, compress=True) for number in itertools.count())
    return next(stream for stream in streams if stream.data.endswith(b"\r\nendstream"))


def test_pages_are_listed_as_pydyf_lists_them():
    pdf = pydyf.PDF()
    for _number in range(3):
        pdf.add_page(pydyf.Dictionary())
        assert page_references(pdf) == pdf.page_references


def test_most_streams_are_written_as_pydyf_writes_them():
    stream = pydyf.Stream([b"content"], {"Type": "/Metadata"})
    assert stream_data(stream) == stream.data


def test_a_stream_never_ends_with_half_a_line_end():
    stream = a_stream_that_ends_with_a_carriage_return()
    head, written = stream_data(stream).split(b"\nstream\n")
    data = written.removesuffix(b"\nendstream")
    assert data.endswith(b"\r\n")
    assert b"/Length %d" % len(data) in head
    assert b"/Filter /FlateDecode" in head
    assert b"/Type /ObjStm" in head
    assert zlib.decompressobj().decompress(data) == stream.stream[0]
