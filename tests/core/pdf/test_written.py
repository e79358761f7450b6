import io

import pydyf

from hannover_intl.core.pdf.written import write_once


def a_file():
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Dictionary({"Type": "/Example", "Name": pydyf.String("広島"), "List": pydyf.Array([1, 2.5])}))
    pdf.add_object(pydyf.Stream([b"0 0 m", 1.5], compress=True))
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    pdf.info["Title"] = pydyf.String("Bericht")
    return pdf


def written(pdf):
    target = io.BytesIO()
    pdf.write(target, b"1.7", identifier=True, compress=True)
    return target.getvalue()


def test_the_same_file_is_written():
    fixed = a_file()
    write_once(fixed)
    assert written(fixed) == written(a_file())


def test_every_object_is_asked_once(monkeypatch):
    asked = []
    shipped = pydyf.Stream.data.fget
    monkeypatch.setattr(pydyf.Stream, "data", property(lambda stream: asked.append(stream) or shipped(stream)))
    pdf = a_file()
    content = pdf.objects[-2] if isinstance(pdf.objects[-2], pydyf.Stream) else pdf.objects[2]
    write_once(pdf)
    written(pdf)
    assert sum(stream is content for stream in asked) == 1
