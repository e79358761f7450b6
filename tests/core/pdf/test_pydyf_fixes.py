import itertools
import zlib

import pydyf
import pytest

from hannover_intl.core.pdf.pydyf_fixes import LEVEL, page_references, stream_data, to_bytes


def a_stream_that_ends_with_a_carriage_return():
    contents = (b"%d" % number for number in itertools.count())
    ending = next(content for content in contents if zlib.compress(content, LEVEL).endswith(b"\r"))
    return pydyf.Stream([ending], {"Type": "/ObjStm"}, compress=True)


@pytest.mark.parametrize("value", ["/Span", b"EMC", 7, -3, 0.5, -0.0, 2.0, True, pydyf.Array([1, "null"])], ids=repr)
def test_a_value_is_written_as_pydyf_writes_it(value):
    assert to_bytes(value) == pydyf._to_bytes(value)


def test_pages_are_listed_as_pydyf_lists_them():
    pdf = pydyf.PDF()
    for _number in range(3):
        pdf.add_page(pydyf.Dictionary())
        assert page_references(pdf) == pdf.page_references


def test_a_stream_that_is_not_compressed_is_written_as_pydyf_writes_it():
    stream = pydyf.Stream([b"content"], {"Type": "/Metadata"})
    assert stream_data(stream) == stream.data


def test_a_compressed_stream_holds_what_pydyf_would_write():
    stream = pydyf.Stream([b"0 0 m", 1.5, 7, b"l"], compress=True)
    data = stream_data(stream).partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    assert zlib.decompress(data) == b"0 0 m\n1.5\n7\nl"


def test_a_stream_never_ends_with_half_a_line_end():
    stream = a_stream_that_ends_with_a_carriage_return()
    head, written = stream_data(stream).split(b"\nstream\n")
    data = written.removesuffix(b"\nendstream")
    assert data.endswith(b"\r\n")
    assert b"/Length %d" % len(data) in head
    assert b"/Filter /FlateDecode" in head
    assert b"/Type /ObjStm" in head
    assert zlib.decompressobj().decompress(data) == stream.stream[0]
