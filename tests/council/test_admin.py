"""The office keeps the council: papers with their addressees in order, committees with their members, meetings."""

import pytest
from django.urls import reverse

from hannover_intl.council.models import Committee, CommitteeMembership, Consultation, Meeting, Paper
from tests import cast
from tests.council.test_models import committee, consultation, meeting, membership, term
from tests.pages import browser, form_data, text_of

pytestmark = pytest.mark.django_db


def page_of(obj):
    return reverse(f"admin:council_{obj._meta.model_name}_change", args=[obj.pk])


def opened(client, obj, having):
    return form_data(client.get(page_of(obj)), having=having)


def addressed(*names):
    """A paper addressed to these committees in this order."""
    for position, name in enumerate(names, start=1):
        consultation(committee=committee(name), position=position).save()
    return cast.paper()


def order():
    return [each.committee.name for each in Consultation.objects.order_by("position")]


def test_addressees_change_places_in_one_go():
    office, paper = cast.office(), addressed("Kulturausschuss", "Verwaltungsausschuss")
    client = browser(office)
    swapped = {"consultations-0-position": "2", "consultations-1-position": "1"}
    assert client.post(page_of(paper), opened(client, paper, "suffix") | swapped).status_code == 302
    assert order() == ["Verwaltungsausschuss", "Kulturausschuss"]
    assert Consultation.objects.first().history.first().history_user == office


def test_place_given_twice_is_refused_on_the_page():
    paper = addressed("Kulturausschuss", "Verwaltungsausschuss")
    client = browser(cast.office())
    response = client.post(page_of(paper), opened(client, paper, "suffix") | {"consultations-1-position": "1"})
    assert (response.status_code, order()) == (422, ["Kulturausschuss", "Verwaltungsausschuss"])
    assert "Diesen Platz in der Reihenfolge hat schon ein anderer Ausschuss." in text_of(response)


@pytest.mark.parametrize("position", ["-1", "40000", "1.5", "9" * 30])
def test_place_that_is_none_is_refused_at_its_row(position):
    paper = addressed("Kulturausschuss")
    client = browser(cast.office())
    response = client.post(page_of(paper), opened(client, paper, "suffix") | {"consultations-0-position": position})
    errors = response.context["inline_admin_formsets"][0].formset.errors
    assert (response.status_code, list(errors[0])) == (422, ["position"])


def test_meeting_of_another_committee_is_refused_at_its_row():
    paper = addressed("Kulturausschuss")
    other = meeting(committee=committee("Verwaltungsausschuss"))
    other.save()
    client = browser(cast.office())
    data = opened(client, paper, "suffix") | {"consultations-0-meeting": str(other.pk)}
    response = client.post(page_of(paper), data)
    assert (response.status_code, response.context["inline_admin_formsets"][0].formset.errors) == (
        422,
        [{"meeting": ["Diese Sitzung gehört zu einem anderen Ausschuss."]}],
    )


def test_wrong_addressee_is_removed_and_stays_in_the_history_of_the_paper():
    paper = addressed("Kulturausschuss", "Verwaltungsausschuss")
    client = browser(cast.office())
    client.post(page_of(paper), opened(client, paper, "suffix") | {"consultations-0-DELETE": "on"})
    assert order() == ["Verwaltungsausschuss"]
    history = text_of(client.get(reverse("admin:council_paper_history", args=[paper.pk])))
    assert "buero gelöscht: Beratung „1. Kulturausschuss“" in history


def test_addressee_removed_by_somebody_else_meanwhile_is_a_message():
    paper = addressed("Kulturausschuss", "Verwaltungsausschuss")
    client = browser(cast.office())
    early = opened(client, paper, "suffix") | {"consultations-0-result": "zur Kenntnis genommen"}
    Consultation.objects.get(position=1).delete()
    response = client.post(page_of(paper), early)
    assert (response.status_code, order()) == (422, ["Verwaltungsausschuss"])


def test_second_writer_of_an_addressee_sees_both_values():
    paper = addressed("Kulturausschuss")
    client = browser(cast.office())
    early = opened(client, paper, "suffix") | {"consultations-0-result": "abgelehnt"}
    client.post(page_of(paper), opened(client, paper, "suffix") | {"consultations-0-result": "beschlossen"})
    conflict = client.post(page_of(paper), early)
    (difference,) = conflict.context["conflict"].differences
    assert (conflict.status_code, difference.label, difference.stored, difference.typed) == (
        409,
        "Beratung „1. Kulturausschuss“: Ergebnis",
        "beschlossen",
        "abgelehnt",
    )


def test_paper_that_exists_is_refused_in_german():
    cast.paper("0383/2019")
    client = browser(cast.office())
    data = form_data(client.get("/admin/council/paper/add/"), having="suffix")
    data |= {"number": "0383/2019", "paper_type": "information", "name": "Noch einmal"}
    response = client.post("/admin/council/paper/add/", data)
    assert (response.status_code, Paper.objects.count()) == (422, 1)
    assert "Diese Drucksache ist schon eingetragen." in text_of(response)


def test_same_committee_name_of_two_terms_is_told_apart_in_the_choice():
    committee(term=term("2016–2021", 2016))
    committee()
    page = text_of(browser(cast.office()).get("/admin/council/meeting/add/"))
    assert "Kulturausschuss (2021–2026) Kulturausschuss (2016–2021)" in page


def test_committee_is_kept_with_its_members():
    office, of = cast.office(), committee()
    member = cast.user("mitglied@example.org")
    client = browser(office)
    row = {"user": str(member.pk), "since": "01.11.2021", "seen": "{}"}
    data = opened(client, of, "successor") | {"memberships-TOTAL_FORMS": "1"}
    data |= {f"memberships-0-{name}": value for name, value in row.items()}
    assert client.post(page_of(of), data).status_code == 302
    seat = CommitteeMembership.objects.get()
    assert (seat.user, seat.history.get().history_user) == (member, office)


def test_seat_that_ends_before_it_begins_is_refused_at_its_row():
    seat = membership()
    seat.save()
    client = browser(cast.office())
    data = opened(client, seat.committee, "successor") | {"memberships-0-until": "01.01.2020"}
    response = client.post(page_of(seat.committee), data)
    assert response.context["inline_admin_formsets"][0].formset.errors == [
        {"until": ["Das Ende der Mitgliedschaft liegt vor ihrem Beginn."]}
    ]


def test_succession_in_a_ring_is_refused_at_the_field():
    of = committee()
    client = browser(cast.office())
    response = client.post(page_of(of), opened(client, of, "successor") | {"successor": str(of.pk)})
    assert response.context["adminform"].form.errors == {"successor": ["Ein Ausschuss folgt nicht auf sich selbst."]}


def test_meeting_is_deleted_only_while_no_paper_is_on_its_agenda():
    free, used = meeting(), meeting(committee=committee("Verwaltungsausschuss"))
    free.save()
    used.save()
    consultation(committee=used.committee, meeting=used).save()
    client = browser(cast.office())
    addresses = [reverse("admin:council_meeting_delete", args=[each.pk]) for each in (free, used)]
    assert [client.post(address, {"post": "yes"}).status_code for address in addresses] == [302, 403]
    assert list(Meeting.objects.all()) == [used]


def test_paper_committee_and_term_are_never_deleted():
    paper, of = cast.paper(), committee()
    client = browser(cast.office())
    answers = [client.post(f"{page_of(obj)}../delete/", {"post": "yes"}).status_code for obj in (paper, of, of.term)]
    assert (answers, Committee.objects.count()) == ([403, 403, 403], 1)
