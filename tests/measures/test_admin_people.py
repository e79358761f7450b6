"""Other contacts for several measures: looked at first, then all of them or none."""

import pytest

from measures.models import Measure
from tests import cast
from tests.measures.test_admin_updates import office
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/admin/measures/measure/"


def act(client, measures, **fields):
    chosen = [measure.pk for measure in measures]
    return client.post(LIST, {"action": "change_people_of_selected", "_selected_action": chosen, **fields}, follow=True)


def people():
    return list(Measure.objects.order_by("number").values_list("contact__email", "deputy__email"))


def test_a_new_contact_is_looked_at_and_then_stored_with_its_history():
    leaving = cast.contact()
    coming = cast.contact(email="neu@example.org")
    measures = [cast.measure("1.1", contact=leaving), cast.measure("1.2", deputy=leaving)]
    client = browser(office())
    asked = act(client, measures)
    assert "2 Maßnahmen sind ausgewählt." in text_of(asked)
    looked = act(client, measures, contact=coming.pk, step="preview")
    assert "kontakt.kultur → neu" in text_of(looked)
    assert people() == [("kontakt.kultur@example.org", None), (None, "kontakt.kultur@example.org")]
    client.post(LIST, {**form_data(looked, "contact"), "step": "store"})
    assert people() == [("neu@example.org", None), ("neu@example.org", "kontakt.kultur@example.org")]
    assert Measure.history.latest().history_user.email == "buero@example.org"


def test_who_has_no_role_for_the_unit_is_refused_before_anything_is_stored():
    measure = cast.measure()
    client = browser(office())
    looked = act(client, [measure], contact=cast.outsider().pk, step="preview")
    assert "Dieses Konto hat heute keine Rolle für die federführende Einheit." in text_of(looked)
    assert 'value="store"' not in looked.content.decode()
    client.post(LIST, {**form_data(looked, "contact"), "step": "store"})
    assert people() == [(None, None)]


def test_a_change_made_meanwhile_stores_nothing():
    measures = [cast.measure("1.1"), cast.measure("1.2")]
    coming = cast.contact()
    client = browser(office())
    looked = act(client, measures, contact=coming.pk, step="preview")
    Measure.objects.filter(pk=measures[1].pk).update(version=9)
    again = client.post(LIST, {**form_data(looked, "contact"), "step": "store"})
    assert "Eine der Maßnahmen wurde inzwischen geändert." in text_of(again)
    assert people() == [(None, None), (None, None)]
