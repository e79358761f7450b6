"""Many at once on one page of the office, with real transactions: one is stored, the others see what was stored."""

import pytest
from django.urls import reverse

from hannover_intl.council.models import Consultation
from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import OrgUnit
from measures.models import Measure
from tests import cast
from tests.council.test_models import committee, consultation
from tests.measures.test_concurrency import at_once
from tests.pages import browser, form_data

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6


def race(obj, having, changes):
    """All open the page of ``obj`` and save it at the same moment, each with ``changes(n)``."""
    url = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    clients = [browser(cast.person(f"buero{n}@example.org", Role.OFFICE)) for n in range(WRITERS)]
    pages = [form_data(client.get(url), having=having) | changes(n) for n, client in enumerate(clients)]
    answers = at_once(WRITERS, lambda n: clients[n].post(url, pages[n]).status_code)
    assert sorted(answers) == [302] + [409] * (WRITERS - 1)
    return answers.index(302)


def test_measure_saved_by_many_at_once_is_stored_once():
    measure = cast.measure()
    winner = race(measure, "number", lambda n: {"title": f"Fassung {n}"})
    stored = Measure.objects.get()
    assert (stored.title, stored.version, stored.history.count()) == (f"Fassung {winner}", 2, 2)


def test_unit_without_a_version_is_stored_once_too():
    unit = cast.unit()
    winner = race(unit, "number", lambda n: {"name": f"Kulturbüro {n}"})
    assert [stored.name for stored in OrgUnit.objects.all()] == [f"Kulturbüro {winner}"]


def test_row_of_a_paper_is_stored_once():
    consultation(committee=committee()).save()
    winner = race(cast.paper(), "suffix", lambda n: {"consultations-0-result": f"Ergebnis {n}"})
    assert Consultation.objects.get().result == f"Ergebnis {winner}"
