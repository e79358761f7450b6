"""Lists whose objects have no rules but those of their form and their table take the way of long ones."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hannover_intl.core.resources.importing import PlanChanged
from hannover_intl.council.models import Paper
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.services import store_list, undo_list
from partnerships.models import NetworkMembership
from tests import cast
from tests.exchange.long_lists import check
from tests.partnerships import cast as abroad
from tests.tables import errors, imported, outcomes

pytestmark = pytest.mark.django_db

PAPERS = "Nummer;Zusatz;Art;Betreff;Datum"
# The headers of a kind, and a row of it by its number and by a mark that changes it.
LISTS = {
    "papers": (PAPERS, lambda n, mark: (f"{n:04}/2026", "", "Antrag", f"Betreff{mark}", "01.03.2026")),
    "actors": (
        "Name;Art;Website",
        lambda n, mark: (f"Verein {n}", "Verein oder Verband", f"https://{n}{mark}.example.org"),
    ),
    "terms": (
        "Bezeichnung;Beginn;Ende",
        lambda n, mark: (f"Zeit {n}", f"01.11.{2000 + n}", f"31.10.{2005 + n + len(mark)}"),
    ),
    "agreements": (
        "Partnerschaft;Art;Titel;unterzeichnet;Vertragsparteien",
        lambda n, mark: ("Bristol", "Partnerschaftsvertrag", f"Vertrag {n}", "1947", f"Hannover und Bristol{mark}"),
    ),
    "networks": (
        "Netzwerk;Rolle der Stadt;Mitglied seit;Oberziele",
        lambda n, mark: (f"Netz {n}", f"Mitglied{mark}", "2001", "1"),
    ),
    "network_years": (
        "Mitgliedschaft;Jahr;Beitrag (€);Was die Mitgliedschaft gebracht hat",
        lambda n, mark: ("Eurocities", str(2000 + n), "100,00", f"Bericht{mark}"),
    ),
}


@pytest.fixture(autouse=True)
def named(frame):
    """What the rows name."""
    abroad.partnership("Bristol")
    abroad.network("Eurocities")


def listed(kind: str, number: int, mark: str = "") -> tuple:
    headers, row = LISTS[kind]
    return headers, *(row(each, mark) for each in range(1, number + 1))


@pytest.mark.parametrize(
    "kind", sorted(LISTS.keys() - {"papers"})
)  # a changed paper asks of itself whether it is fixed
def test_a_list_of_three_asks_and_writes_as_much_as_a_list_of_one(kind):
    def statements(number: int) -> list[int]:
        counted = []
        for mark in ("", "-neu"):
            with CaptureQueriesContext(connection) as captured:
                run = check(*listed(kind, number, mark), kind=kind)
                store_list(None, run=run, today=cast.TODAY)
            assert run.new + run.changed == number
            with CaptureQueriesContext(connection) as undone:
                undo_list(None, run=run, today=cast.TODAY)
            counted += [len(captured), len(undone)]
            imported(kind, *listed(kind, number))
        model = KINDS[kind].resource._meta.model
        model.objects.filter(pk__in=model.history.values("id")).delete()
        return counted

    assert statements(3) == statements(1)


@pytest.mark.parametrize("kind", LISTS)
def test_looking_at_it_writes_nothing_and_storing_it_does_what_was_seen(kind):
    for mark, outcome in (("", "new"), ("-neu", "changed"), ("-neu", "unchanged")):
        with CaptureQueriesContext(connection) as captured:
            seen = imported(kind, *listed(kind, 2, mark), dry_run=True)
        assert {query["sql"].split()[0] for query in captured.captured_queries} == {"SELECT"}, errors(seen)
        assert (outcomes(imported(kind, *listed(kind, 2, mark))), errors(seen)) == ([outcome] * 2, [])


def test_an_object_without_a_version_is_not_overwritten_either(monkeypatch):
    imported("papers", *listed("papers", 2))
    run = check(*listed("papers", 2, " neu"), kind="papers")
    resource = KINDS["papers"].resource
    look = resource.check

    def look_then_wait(self, results) -> None:
        look(self, results)
        Paper.objects.filter(number="0001/2026").update(name="Von anderen")

    monkeypatch.setattr(resource, "check", look_then_wait)
    with pytest.raises(PlanChanged) as changed:
        store_list(None, run=run, today=cast.TODAY)
    assert changed.value.numbers == (2,)
    assert set(Paper.objects.filter(number__endswith="/2026").values_list("name", flat=True)) == {
        "Betreff",
        "Von anderen",
    }


def test_what_others_wrote_into_a_column_that_the_list_does_not_have_stays(monkeypatch):
    imported("papers", *listed("papers", 1))
    run = check("Nummer;Betreff", ("0001/2026", "Neu"), kind="papers")
    resource, left = KINDS["papers"].resource, [dt.date(2026, 4, 1)]
    look = resource.check

    def look_then_wait(self, results) -> None:
        look(self, results)
        if left:
            Paper.objects.filter(number="0001/2026").update(date=left.pop())

    monkeypatch.setattr(resource, "check", look_then_wait)
    store_list(None, run=run, today=cast.TODAY)
    assert Paper.objects.filter(number="0001/2026").values_list("name", "date").get() == ("Neu", dt.date(2026, 4, 1))


def test_new_networks_of_one_name_in_other_letters_get_addresses_of_their_own():
    imported("networks", "Netzwerk;Rolle der Stadt", ("Städte-Netz", "Mitglied"), ("Städte Netz", "Mitglied"))
    assert set(NetworkMembership.objects.filter(name__startswith="Städte").values_list("slug", flat=True)) == {
        "staedte-netz",
        "staedte-netz-2",
    }


def test_an_agreement_keeps_what_is_known_of_its_day():
    imported("agreements", *listed("agreements", 1))
    run = check(*listed("agreements", 1, " neu"), kind="agreements")
    store_list(None, run=run, today=cast.TODAY)
    stored = abroad.Agreement.objects.get()
    assert (stored.signed_on, stored.signed_known.typed, stored.version) == (dt.date(1947, 1, 1), "1947", 2)
