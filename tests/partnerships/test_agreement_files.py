"""Files of agreements: harmless PDFs get in, all else is refused with a reason, and only some people read them."""

import pikepdf  # noqa: TID253 -- tests wait for it anyway
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from hannover_intl.core.pdf_uploads import MOST_BYTES, check_pdf
from hannover_intl.core.versioning import VersionConflict
from partnerships.models import Agreement
from partnerships.services.agreements import save_agreement
from tests import cast as people
from tests.partnerships import cast, pdf_files

SCRIPT = "Die Datei enthält ein Programm (JavaScript oder XFA). Bitte drucken Sie sie neu als PDF."
ANEW = "Bitte drucken Sie sie neu als PDF."
ACTION = f"Die Datei enthält eine Aktion, die etwas anderes startet, öffnet oder versendet. {ANEW}"
FILES = "In der Datei stecken andere Dateien oder Medien. Bitte drucken Sie sie neu als PDF."
COMPLEX = "Die Datei ist zu aufwendig, um sie zu prüfen. Bitte drucken Sie sie neu als PDF."
LOCKED = "Die Datei ist verschlüsselt oder geschützt. Bitte speichern Sie sie ohne Kennwort."
NO_PDF = "Das ist keine PDF-Datei. Bitte laden Sie ein PDF hoch."
DAMAGED = "Die Datei ist beschädigt und lässt sich nicht lesen."


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        check_pdf(pdf_files.upload(content))
    return refused.value.messages[0]


def test_a_plain_pdf_is_accepted_with_its_pages():
    assert check_pdf(pdf_files.upload(pdf_files.pdf())).pages == 1


def test_packed_objects_are_looked_into_as_well():
    packed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    assert check_pdf(pdf_files.upload(pdf_files.pdf(**packed))).pages == 1
    assert refusal(pdf_files.pdf(pdf_files.script_behind_a_link, **packed)) == SCRIPT


def test_a_link_to_a_website_and_an_opening_view_are_harmless():
    def change(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
        document.pages[0].Annots = pikepdf.Array([link])
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    assert check_pdf(pdf_files.upload(pdf_files.pdf(change))).pages == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (pdf_files.script_on_opening, SCRIPT),
        (pdf_files.script_on_a_page, SCRIPT),
        (pdf_files.script_in_the_names, SCRIPT),
        (pdf_files.script_behind_a_link, SCRIPT),
        (pdf_files.script_as_a_stream, SCRIPT),
        (pdf_files.xfa_form, SCRIPT),
        (pdf_files.launch, ACTION),
        (pdf_files.sends_a_form, ACTION),
        (pdf_files.opens_another_file, ACTION),
        (pdf_files.attached_file, FILES),
        (pdf_files.file_beside_a_page, FILES),
        (pdf_files.film, FILES),
        (pdf_files.no_pages, "Die Datei hat keine Seiten."),
        (pdf_files.deeply_nested, COMPLEX),
        (pdf_files.many_objects, COMPLEX),
    ],
)
def test_a_dangerous_pdf_is_refused_with_what_to_do(change, message):
    assert refusal(pdf_files.pdf(change)) == message


@pytest.mark.parametrize(
    "passwords", [{"user": "geheim", "owner": "geheim"}, {"user": "", "owner": "geheim"}], ids=["closed", "opens"]
)
def test_an_encrypted_file_is_refused_even_if_it_opens_without_a_password(passwords):
    assert refusal(pdf_files.pdf(encryption=pikepdf.Encryption(**passwords))) == LOCKED


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", NO_PDF),
        (b"PK\x03\x04", NO_PDF),
        (b"<html>%PDF-1.7</html>", NO_PDF),
        (b"\xff\xd8\xff\xe0" + b"%PDF-1.7", NO_PDF),
        (b"%PDF-1.7\n", DAMAGED),
        (b"%PDF-1.7\n" + bytes(range(256)) * 99, DAMAGED),
    ],
)
def test_what_is_no_pdf_is_refused(content, message):
    assert refusal(content) == message


def test_a_file_of_200_mb_is_refused_without_being_read():
    class Large(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("read")

    large = Large("vertrag.pdf", b"")
    large.size = 200 * 2**20
    with pytest.raises(ValidationError, match="größer als 20 MB"):
        check_pdf(large)
    assert MOST_BYTES == 20 * 2**20


def test_a_bomb_harms_only_its_own_process():
    assert refusal(pdf_files.bomb()) in {COMPLEX, DAMAGED}


@pytest.mark.django_db
def test_the_stored_name_says_nothing_and_the_file_is_as_it_was_sent():
    content = pdf_files.pdf()
    stored = Agreement.objects.get(pk=cast.agreement(upload=pdf_files.upload(content, "../../Vertrag Meyer.pdf")).pk)
    assert stored.file.name.startswith("agreements/")
    assert len(stored.file.name) == len("agreements/") + 32 + len(".pdf")
    assert (default_storage.open(stored.file.name).read(), stored.file_size) == (content, len(content))


@pytest.mark.django_db
def test_a_refused_file_changes_nothing():
    with pytest.raises(ValidationError) as refused:
        cast.agreement(upload=pdf_files.upload(b"MZ"))
    assert (refused.value.message_dict, Agreement.objects.count()) == ({"file": [NO_PDF]}, 0)


@pytest.mark.django_db
def test_no_file_is_left_behind_when_the_agreement_itself_is_refused():
    agreement = cast.agreement()
    before = set(_stored())
    with pytest.raises(VersionConflict):
        save_agreement(None, agreement=agreement, expected_version=7, upload=pdf_files.upload(pdf_files.pdf()))
    assert set(_stored()) == before


def _stored() -> list[str]:
    return default_storage.listdir("agreements")[1] if default_storage.exists("agreements") else []


@pytest.mark.django_db
class TestReading:
    def open(self, client, agreement, who=None):
        if who:
            client.force_login(who)
        return client.get(f"/vereinbarungen/{agreement.pk}/datei/")

    def agreement(self, **fields) -> Agreement:
        return cast.agreement(upload=pdf_files.upload(pdf_files.pdf()), **fields)

    def test_the_office_reads_every_file(self, client):
        answer = self.open(client, self.agreement(), people.office())
        assert (answer.status_code, b"".join(answer)[:5]) == (200, b"%PDF-")
        assert answer["Content-Disposition"] == 'attachment; filename="vereinbarung-bristol.pdf"'
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
        assert "no-store" in answer["Cache-Control"]

    def test_the_responsible_unit_reads_it_and_no_other_unit_does(self, client):
        agreement = self.agreement()
        assert self.open(client, agreement, people.contact()).status_code == 200
        assert self.open(client, agreement, people.outsider()).status_code == 404

    def test_the_public_reads_only_what_the_office_made_public(self, client):
        agreement = self.agreement()
        assert self.open(client, agreement).status_code == 404
        Agreement.objects.filter(pk=agreement.pk).update(file_is_public=True)
        assert self.open(client, agreement).status_code == 200

    def test_a_file_of_a_relation_in_preparation_is_never_public(self, client):
        agreement = self.agreement(of=cast.partnership(is_public=False), file_is_public=True)
        assert self.open(client, agreement).status_code == 404

    def test_an_agreement_without_a_file_has_none_to_read(self, client):
        assert self.open(client, cast.agreement(), people.office()).status_code == 404

    def test_a_guessed_address_is_not_found(self, client):
        client.force_login(people.office())
        assert [client.get(f"/vereinbarungen/{key}/datei/").status_code for key in ("0", "999999999")] == [404, 404]
