"""An existing list becomes invitations, and does not tell who has an entry."""

import pytest

from staff_skills.models import LanguageSkill, SkillInvitation, SkillProfile
from tests import cast
from tests.staff_skills import people
from tests.tables import errors, imported, outcomes

pytestmark = pytest.mark.django_db


def test_a_list_with_languages_makes_invitations_only(mailoutbox, django_capture_on_commit_callbacks):
    cast.user("a@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        report = imported("invitations", "E-Mail;Sprache;Niveau", ("a@example.org", "Polnisch", "C1"))
    assert (outcomes(report), report.unknown_columns) == (["new"], ("Sprache", "Niveau"))
    assert (SkillInvitation.objects.count(), SkillProfile.objects.count(), LanguageSkill.objects.count()) == (1, 0, 0)
    assert [mail.to for mail in mailoutbox] == [["a@example.org"]]
    assert "Polnisch" not in mailoutbox[0].body


def test_the_report_is_the_same_for_who_has_an_entry(mailoutbox, django_capture_on_commit_callbacks):
    people.profile()
    cast.user("ohne@example.org")
    rows = (("polnisch@example.org",), ("ohne@example.org",))
    with django_capture_on_commit_callbacks(execute=True):
        first = imported("invitations", "E-Mail", *rows)
        second = imported("invitations", "E-Mail", *rows)
    assert [outcomes(first), outcomes(second)] == [["new", "new"], ["unchanged", "unchanged"]]
    assert [mail.to for mail in mailoutbox] == [["ohne@example.org"]]


def test_an_unknown_address_is_told():
    report = imported("invitations", "E-Mail", ("fremd@example.org",))
    assert errors(report) == [(2, "E-Mail", "Konto „fremd@example.org“ ist nicht bekannt.")]
