"""Writes to the council: committees that follow each other, addressees that change places."""

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.audit import RowError
from hannover_intl.council.models import Committee, Consultation
from hannover_intl.council.services import save_committee, save_paper
from tests import cast
from tests.council.test_models import committee, consultation, meeting, term

pytestmark = pytest.mark.django_db


def addressees(*names):
    """A paper with these committees in this order."""
    for position, name in enumerate(names, start=1):
        consultation(committee=committee(name), position=position).save()
    return list(Consultation.objects.order_by("position"))


def order():
    return [(each.position, each.committee.name) for each in Consultation.objects.order_by("position")]


def test_two_addressees_change_places():
    office = cast.office()
    first, second = addressees("Kulturausschuss", "Verwaltungsausschuss")
    first.position, second.position = 2, 1
    save_paper(office, paper=cast.paper(), consultations=[first, second])
    assert order() == [(1, "Verwaltungsausschuss"), (2, "Kulturausschuss")]
    assert [row.history_user for row in first.history.all()[:1]] == [office]


def test_last_addressee_moves_to_the_front():
    one, two, three = addressees("Eins", "Zwei", "Drei")
    three.position, one.position, two.position = 1, 2, 3
    save_paper(None, paper=cast.paper(), consultations=[one, two, three])
    assert [name for _, name in order()] == ["Drei", "Eins", "Zwei"]


def test_place_of_an_addressee_that_stays_is_refused_and_nothing_is_changed():
    _first, second = addressees("Kulturausschuss", "Verwaltungsausschuss")
    second.position = 1
    with pytest.raises(RowError) as error:
        save_paper(None, paper=cast.paper(), consultations=[second])
    assert (error.value.row, error.value.messages) == (
        second,
        ["Diesen Platz in der Reihenfolge hat schon ein anderer Ausschuss."],
    )
    assert order() == [(1, "Kulturausschuss"), (2, "Verwaltungsausschuss")]


def test_removed_addressee_leaves_its_place_and_its_history():
    office = cast.office()
    first, second = addressees("Kulturausschuss", "Verwaltungsausschuss")
    key = first.pk
    second.position = 1
    save_paper(office, paper=cast.paper(), consultations=[second], removed=[first])
    assert order() == [(1, "Verwaltungsausschuss")]
    gone = Consultation.history.filter(id=key).first()
    assert (gone.history_type, gone.history_user) == ("-", office)


def test_meeting_of_another_committee_is_refused():
    (first,) = addressees("Kulturausschuss")
    other = meeting(committee=committee("Verwaltungsausschuss"))
    other.save()
    first.meeting = other
    with pytest.raises(RowError) as error:
        save_paper(None, paper=cast.paper(), consultations=[first])
    assert error.value.message_dict == {"meeting": ["Diese Sitzung gehört zu einem anderen Ausschuss."]}


def test_place_beyond_the_last_is_refused():
    (first,) = addressees("Kulturausschuss")
    first.position = 30_000
    with pytest.raises(RowError) as error:
        save_paper(None, paper=cast.paper(), consultations=[first])
    assert error.value.message_dict == {"position": ["Höchstens 999."]}


def test_committee_is_followed_by_one_of_a_later_term():
    old, new = committee(term=term("2016–2021", 2016)), committee()
    old.successor = new
    assert save_committee(cast.office(), committee=old).successor == new


def test_committee_is_not_followed_by_one_of_an_earlier_term():
    old, new = committee(term=term("2016–2021", 2016)), committee()
    new.successor = old
    with pytest.raises(ValidationError) as error:
        save_committee(None, committee=new)
    assert error.value.message_dict == {"successor": ["Die Nachfolge gehört zu einer früheren Wahlperiode."]}


def test_committees_of_one_term_do_not_follow_each_other_in_a_ring():
    one, two = committee("Eins"), committee("Zwei")
    one.successor = two
    save_committee(None, committee=one)
    two.successor = one
    with pytest.raises(ValidationError) as error:
        save_committee(None, committee=two)
    assert error.value.message_dict == {"successor": ["Die Nachfolge führt zu diesem Ausschuss zurück."]}


def test_committee_does_not_follow_itself():
    one = committee()
    one.successor = one
    with pytest.raises(ValidationError) as error:
        save_committee(None, committee=one)
    assert list(error.value.message_dict) == ["successor"]


def test_committee_gets_an_address_that_stays():
    new = Committee(name="Ausschuss für Arbeitsmarkt-, Wirtschafts- und Liegenschaftsangelegenheiten", term=term())
    save_committee(None, committee=new)
    assert new.slug == "ausschuss-fuer-arbeitsmarkt-wirtschafts-und-2021"
    new.name = "Wirtschaftsausschuss"
    save_committee(None, committee=new)
    assert Committee.objects.get().slug == "ausschuss-fuer-arbeitsmarkt-wirtschafts-und-2021"


def test_two_committees_never_share_an_address():
    names = ("Kulturausschuss", "Kultur-Ausschuss", "Kultur Ausschuss")
    slugs = [save_committee(None, committee=Committee(name=name, term=term())).slug for name in names]
    assert slugs == ["kulturausschuss-2021", "kultur-ausschuss-2021", "kultur-ausschuss-2021-2"]
