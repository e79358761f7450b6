"""Delegation files: the least personal data, deleted on the stated day; gifts; the programme in two languages."""

import datetime as dt
import io
from decimal import Decimal

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import translation

from partnerships.models import DelegationFile, DelegationParticipant, Gift, ProgrammeItem
from partnerships.programme import build_programme, programme_pdf
from partnerships.services.delegations import (
    save_delegation_file,
    save_gift,
    save_participant,
    save_programme_item,
)
from tests import cast as people
from tests.partnerships import cast

pytestmark = pytest.mark.django_db

LEAVES = dt.date(2026, 5, 4)
LAST_DAY = dt.date(2026, 11, 4)


def participant(file: DelegationFile, name: str = "Leitung der Delegation", **fields) -> DelegationParticipant:
    person = DelegationParticipant(file=file, side="hannover", name=name, **fields)
    return save_participant(None, participant=person, today=LEAVES)


def item(file: DelegationFile, title: str = "Empfang", day: dt.date = LEAVES, **fields) -> ProgrammeItem:
    new = ProgrammeItem(file=file, day=day, starts=fields.pop("starts", dt.time(9)), title=title, **fields)
    return save_programme_item(None, item=new)


def purge(day: dt.date, *options: str) -> str:
    out = io.StringIO()
    call_command("purge_delegation_data", "--date", day.isoformat(), *options, stdout=out)
    return out.getvalue().strip()


def test_only_a_delegation_has_a_file():
    with pytest.raises(ValidationError, match="nur zu einer Delegation"):
        save_delegation_file(None, file=DelegationFile(activity=cast.activity()), expected_version=None)


@pytest.mark.parametrize("day", [dt.date(2026, 5, 5), dt.date(2028, 5, 7)])
def test_the_day_of_deletion_lies_within_two_years_after_the_end(day):
    with pytest.raises(ValidationError, match="Der Löschtag liegt zwischen"):
        cast.delegation(delete_on=day)


def test_people_are_gone_on_the_day_of_deletion_and_not_before():
    file = cast.delegation()
    participant(file)
    assert file.delete_on == dt.date(2026, 11, 5)
    assert purge(LAST_DAY) == "Delegationen: 0, Personen: 0; Anfragen: 0 – gelöscht."
    assert purge(file.delete_on, "--dry-run") == "Delegationen: 1, Personen: 1; Anfragen: 0 – wären zu löschen."
    assert DelegationParticipant.objects.count() == 1
    assert purge(file.delete_on) == "Delegationen: 1, Personen: 1; Anfragen: 0 – gelöscht."
    file.refresh_from_db()
    assert (DelegationParticipant.objects.count(), file.deleted_on) == (0, file.delete_on)
    assert purge(file.delete_on) == "Delegationen: 0, Personen: 0; Anfragen: 0 – gelöscht."


def test_a_name_leaves_no_trace_in_any_table(django_db_blocker):
    from django.apps import apps  # noqa: PLC0415 -- only this test looks at every table

    file = cast.delegation()
    participant(file, "Kanarienvogel")
    purge(file.delete_on)
    rows = [str(row) for model in apps.get_models() for row in model._base_manager.values_list()]
    assert [row for row in rows if "Kanarienvogel" in row] == []


def test_nobody_is_added_after_the_day_of_deletion():
    file = cast.delegation()
    with pytest.raises(ValidationError, match="keine Personen mehr"):
        save_participant(
            None, participant=DelegationParticipant(file=file, side="partner", name="Zu spät"), today=file.delete_on
        )


def test_people_added_after_a_later_day_was_set_are_deleted_too():
    file = cast.delegation()
    purge(file.delete_on)
    file.refresh_from_db()
    file.delete_on = dt.date(2027, 5, 6)
    save_delegation_file(None, file=file, expected_version=file.version)
    participant(file)
    assert purge(dt.date(2027, 5, 6)) == "Delegationen: 1, Personen: 1; Anfragen: 0 – gelöscht."


def test_the_programme_lies_within_the_delegation():
    file = cast.delegation()
    with pytest.raises(ValidationError, match="nicht in der Zeit der Delegation"):
        item(file, day=dt.date(2026, 5, 7))
    with pytest.raises(ValidationError, match="endet nicht nach seinem Beginn"):
        item(file, starts=dt.time(10), ends=dt.time(10))


@pytest.mark.parametrize(
    ("direction", "value", "decision", "allowed"),
    [
        ("received", "10", "", True),
        ("received", "10.01", "", False),
        ("received", "10.01", "genehmigt, Stadtarchiv", True),
        ("given", "250", "", True),
        ("given", "-1", "", False),
    ],
)
def test_a_gift_received_above_the_threshold_needs_a_decision(direction, value, decision, allowed):
    gift = Gift(
        file=cast.delegation(), direction=direction, given_on=LEAVES, description="Vase", other_side="Bristol",
        value=Decimal(value), decision=decision,
    )  # fmt: skip
    if allowed:
        assert save_gift(None, gift=gift).pk
    else:
        with pytest.raises(ValidationError):
            save_gift(None, gift=gift)


class TestProgramme:
    def file(self) -> DelegationFile:
        file = cast.delegation()
        file.greeting, file.greeting_en = "Willkommen", "Welcome"
        item(file, "Rundgang", day=dt.date(2026, 5, 5), place="Hafen")
        item(file, "Empfang", title_en="Reception", starts=dt.time(10), ends=dt.time(11, 30), place="市役所")
        item(file, "Ankunft", title_en="Arrival", starts=dt.time(9))
        participant(file, "Büroleitung", function="Leitung")
        return file

    def test_points_stand_in_the_order_of_days_and_hours(self):
        days = build_programme(self.file(), "de").days
        assert [(day.day, [point.title for point in points]) for day, points in days] == [
            (4, ["Ankunft", "Empfang"]),
            (5, ["Rundgang"]),
        ]

    def test_what_is_not_translated_is_marked_as_german(self):
        days = build_programme(self.file(), "en").days
        points = [(point.title, point.lang) for _day, points in days for point in points]
        assert points == [("Arrival", ""), ("Reception", ""), ("Rundgang", "de")]

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("de", ["Programm", "Montag", "4. Mai 2026", "Empfang", "Teilnehmende", "市役所", "Seite 1 von 1"]),
            ("en", ["Monday", "Reception", "Page 1 of 1"]),
        ],
    )
    def test_the_pdf_is_readable_in_both_languages(self, language, words):
        with translation.override(language):
            content = programme_pdf(self.file(), language)
        document = pypdf.PdfReader(io.BytesIO(content))
        text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
        assert [word for word in words if word not in text] == []
        assert document.root_object["/Lang"] == language
        assert document.metadata.title == "Delegationsreise nach Bristol"

    def test_only_the_office_prints_it(self, client):
        address = f"/delegationen/{self.file().pk}/programm-de.pdf"
        assert client.get(address).status_code == 302
        client.force_login(people.outsider())
        assert client.get(address).status_code == 404
        client.force_login(people.office())
        answer = client.get(address)
        assert (answer.status_code, answer.content[:5], answer["Content-Type"]) == (200, b"%PDF-", "application/pdf")

    def test_the_programme_is_read_with_two_queries(self, django_assert_num_queries):
        file = DelegationFile.objects.select_related("activity").get(pk=self.file().pk)
        with django_assert_num_queries(2):
            build_programme(file, "de")
