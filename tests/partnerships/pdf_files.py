"""PDF files as people and attackers upload them, made with pikepdf."""

import io
import zlib
from collections.abc import Callable

import pikepdf  # noqa: TID253 -- tests wait for it anyway
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, String  # noqa: TID253 -- likewise


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **save) -> bytes:
    """One empty page, after ``change``."""
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    target = io.BytesIO()
    document.save(target, **save)
    return target.getvalue()


def upload(content: bytes, name: str = "vertrag.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def script_on_opening(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def script_on_a_page(document: pikepdf.Pdf) -> None:
    document.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def script_in_the_names(document: pikepdf.Pdf) -> None:
    script = document.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def script_behind_a_link(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://example.org"))
    action.Next = Array([Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))])
    document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def script_as_a_stream(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Rendition, JS=document.make_stream(b"app.alert(1)"))


def xfa_form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))


def launch(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("/bin/sh"))


def sends_a_form(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.SubmitForm, F=String("https://example.org"))


def opens_another_file(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.GoToR, F=String("//example.org/a.pdf"), D=Array([0, Name.Fit]))


def attached_file(document: pikepdf.Pdf) -> None:
    document.attachments["kalender.exe"] = b"MZ"


def file_beside_a_page(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 1, 1]))
    document.pages[0].Annots = Array([document.make_indirect(note)])


def film(document: pikepdf.Pdf) -> None:
    document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)])


def no_pages(document: pikepdf.Pdf) -> None:
    del document.pages[0]


def deeply_nested(document: pikepdf.Pdf) -> None:
    value = Array([])
    for _level in range(60):
        value = Array([value])
    document.Root.Deep = value


def many_objects(document: pikepdf.Pdf) -> None:
    document.Root.Many = Array([Dictionary(A=number) for number in range(250_000)])


def bomb() -> bytes:
    """A cross-reference stream of 2 GB, packed into 2 MB."""
    packer = zlib.compressobj(9)
    zeros = bytes(2**20)
    packed = b"".join([packer.compress(zeros) for _megabyte in range(2048)] + [packer.flush()])
    head = b"%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/W[1 4 1]/Root 2 0 R/Filter/FlateDecode/Length "
    return head + b"%d>>stream\n" % len(packed) + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
