"""Lists of the register: in, out, and nothing changed by going out and in again."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hannover_intl.core.resources.importing import import_table
from hannover_intl.core.spreadsheets.reading import read_table
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.organisation.models import Actor
from measures.models import Objective
from partnerships.models import (
    Activity,
    CooperationRequest,
    Gift,
    NetworkMembership,
    Partner,
    Partnership,
    PartnershipReview,
    Rating,
    StatusEntry,
)
from tests import cast as people
from tests.partnerships import cast
from tests.tables import changes, errors, imported, outcomes

pytestmark = pytest.mark.django_db

PARTNERS = "name;local_name;country;latitude;longitude;kind;status;since"
BRISTOL = ("Bristol", "Bristol", "GB", "51.4545", "-2.5879", "twinning", "active", "1947")
RELATION = "Name;Land;Art;Stand;Stand gilt ab;Begründung des Stands"


def status_today() -> str:
    return Partnership.objects.as_of(people.TODAY).get().status


def test_a_relation_comes_with_its_partner_and_its_status():
    assert outcomes(imported("partners", PARTNERS, BRISTOL)) == ["new"]
    relation = Partnership.objects.as_of(people.TODAY).get()
    assert (str(relation), str(relation.since_known)) == ("Bristol (Städtepartnerschaft)", "1947")
    assert (relation.status, str(relation.status_since_known)) == ("active", "1947")
    assert (str(relation.partner.latitude), str(relation.partner.longitude)) == ("51.45450", "-2.58790")


def test_what_is_not_known_stays_empty():
    row = ("Bollnäs", "", "SE", "", "", "district", "", "")
    assert outcomes(imported("partners", PARTNERS, row)) == ["new"]
    assert (status_today(), Partnership.objects.get().since, Partner.objects.get().latitude) == ("unknown", None, None)


def test_another_status_is_recorded_as_a_change_once():
    imported("partners", PARTNERS, BRISTOL)
    row = ("Bristol", "GB", "Städtepartnerschaft", "ruht", "01.03.2026", "Umbau")
    assert [outcomes(imported("partners", RELATION, row)) for _again in range(2)] == [["changed"], ["unchanged"]]
    assert (status_today(), StatusEntry.objects.count()) == ("dormant", 2)
    assert [where for _row, where, _told in errors(imported("partners", PARTNERS, BRISTOL))] == ["Stand gilt ab"]
    former = ("Bristol", "GB", "Städtepartnerschaft", "aktiv", "1947", "")
    imported("partners", RELATION, former)  # a former list does not take it back
    assert (status_today(), StatusEntry.objects.count()) == ("dormant", 2)


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"latitude": "91"}, "", "Die Koordinaten liegen nicht auf der Erde"),
        ({"latitude": "nördlich"}, "latitude", "Bitte schreiben Sie die Koordinate in Grad"),
        ({"latitude": ""}, "", "beide Angaben oder keine"),
        ({"country": "UK"}, "country", "kein Länderkürzel"),
        ({"since": "vorhin"}, "since", "ist kein Datum"),
        ({"status": "dormant"}, "", "Warum ruht oder endet die Beziehung?"),
        ({"status": "unknown"}, "status", "Bitte wählen Sie eines von"),
        ({"kind": "Freundschaft"}, "kind", "Bitte wählen Sie eines von"),
        ({"name": ""}, "name", "darf nicht leer"),
    ],
)
def test_a_wrong_cell_is_told_in_german_and_nothing_is_stored(cells, column, message):
    row = tuple(cells.get(name, value) for name, value in zip(PARTNERS.split(";"), BRISTOL, strict=True))
    ((_row, where, told), *_more) = errors(imported("partners", PARTNERS, row))
    assert (where, message in told, Partner.objects.count()) == (column, True, 0)


def test_a_status_needs_its_day_and_is_not_deleted():
    imported("partners", PARTNERS, BRISTOL)
    row = ("Bristol", "GB", "Städtepartnerschaft", "ruht", "", "Umbau")
    assert errors(imported("partners", RELATION, row)) == [
        (2, "Stand gilt ab", "Ab wann gilt dieser Stand? Bitte füllen Sie diese Zelle aus.")
    ]
    assert "nicht löschen" in errors(imported("partners", RELATION, (*row[:3], "", "", "")))[0][2]


def test_a_second_twinning_in_a_list_is_the_same_relation():
    imported("partners", PARTNERS, BRISTOL)
    assert errors(imported("partners", f"{PARTNERS};Thema", (*BRISTOL, "Neu")))[0][2].startswith(
        "Mit diesem Partner gibt es eine solche Beziehung schon."
    )


@pytest.mark.parametrize("degrees", ["51,455", "51.455", "51,45500"])
def test_a_point_in_a_coordinate_never_groups_thousands(degrees):
    imported("partners", PARTNERS, (*BRISTOL[:3], degrees, "−2,5", *BRISTOL[5:]))
    assert [str(value) for value in Partner.objects.values_list("latitude", "longitude").get()] == [
        "51.45500", "-2.50000",
    ]  # fmt: skip


def test_a_network_needs_a_paper_that_is_known():
    row = ("Eurocities", "2293/2019", "06/2019")
    headers = "Netzwerk;Ratsbeschluss;Mitglied seit"
    assert errors(imported("networks", headers, row)) == [
        (2, "Ratsbeschluss", "Drucksache „2293/2019“ ist nicht bekannt.")
    ]
    people.paper("2293/2019")
    assert outcomes(imported("networks", headers, row)) == ["new"]
    assert str(NetworkMembership.objects.get().since_known) == "Juni 2019"


def test_a_partner_of_an_activity_is_told_apart_by_its_country():
    cast.partner("Rouen", "FR"), cast.partner("Rouen", "CA")
    headers = "Titel;Art;Beginn;Ende;Partner"
    ambiguous = imported("activities", headers, ("Fest", "Veranstaltung", "01.05.2026", "02.05.2026", "Rouen"))
    assert errors(ambiguous) == [(2, "Partner", "Partner „Rouen“ ist nicht eindeutig.")]
    imported("activities", headers, ("Fest", "Veranstaltung", "01.05.2026", "02.05.2026", "Rouen (FR)"))
    assert [partner.country for partner in Activity.objects.get().partners.all()] == ["FR"]


def test_a_request_of_a_former_day_keeps_its_days():
    headers = "eingegangen am;Weg;anfragende Stelle;Land;Thema;Was wird gewünscht;Entscheidung;Begründung;entschieden am;Antwort;beantwortet am"  # noqa: E501 -- one line of headers
    row = (
        "02.03.2026",
        "Gespräch",
        "Stadt Y",
        "PL",
        "Rad",
        "Austausch",
        "ablehnen",
        "Mittel",
        "09.03.2026",
        "Danke",
        "11.03.2026",
    )
    assert outcomes(imported("requests", headers, row)) == ["new"]
    request = CooperationRequest.objects.get()
    days = (request.deadline, request.decided_on, request.answered_on)
    assert days == (dt.date(2026, 3, 30), dt.date(2026, 3, 9), dt.date(2026, 3, 11))
    assert outcomes(imported("requests", headers, row)) == ["unchanged"]


REVIEW = "Partnerschaft;vorgesehen zum;ursprüngliches Ziel;abgeschlossen am;Vorschlag;Begründung des Vorschlags"


def test_a_review_comes_with_what_it_found_and_is_not_concluded_half():
    slug = cast.partnership("Bristol").slug
    begun = (slug, "31.12.2026", "4: Der Austausch trägt; er wächst", "", "", "")
    assert [outcomes(imported("reviews", REVIEW, begun)) for _again in range(2)] == [["new"], ["unchanged"]]
    (rating,) = PartnershipReview.objects.get().ratings.all()
    assert (rating.criterion, rating.points, rating.text) == ("aim", 4, "Der Austausch trägt; er wächst")
    ended = (slug, "31.12.2026", "5: Wächst", "01.11.2026", "fortführen", "Es lohnt sich")
    ((_row, where, told),) = errors(imported("reviews", REVIEW, ended))
    assert (where, told.startswith("Vor dem Abschluss fehlt noch")) == ("abgeschlossen am", True)
    assert (PartnershipReview.objects.get().held_on, rating.points) == (None, 4)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("6: zu gut", "Bitte schreiben Sie 1 bis 5 Punkte und die Einschätzung"),
        ("gut", "Bitte schreiben Sie 1 bis 5 Punkte und die Einschätzung"),
        ("", "Eine Einschätzung lässt sich ändern, aber nicht entfernen."),
    ],
)
def test_a_judgement_needs_points_and_stays(cell, message):
    review = cast.review(cast.ratings())
    row = (review.partnership.slug, "31.12.2026", cell, "", "", "")
    ((_row, where, told),) = errors(imported("reviews", REVIEW, row))
    assert (where, told.startswith(message)) == ("ursprüngliches Ziel", True)
    assert Rating.objects.get(criterion="aim").points == 4


def test_a_gift_stands_in_the_file_of_its_delegation():
    cast.delegation("Reise nach Bristol"), cast.delegation("Reise nach Poznań")
    headers = "Akte;am;Geschenk;Richtung;Stelle;geschätzter Wert (€);Verbleib und Genehmigung"
    row = ("Reise nach Bristol (04.05.2026)", "04.05.2026", "Bild", "received", "Rathaus", "8,00", "")
    assert outcomes(imported("gifts", headers, row)) == ["new"]
    assert Gift.objects.get().file.activity.title == "Reise nach Bristol"
    dear = (*row[:5], "80,00", "")
    assert [where for _row, where, _told in errors(imported("gifts", headers, dear))] == ["Verbleib und Genehmigung"]


def fill(number: int) -> None:
    """One of everything, with every relation set and with text that a spreadsheet would run."""
    objective = Objective.objects.create(number=number, title=f"Ziel {number}")
    measure = people.measure(f"1.{number}")
    friends = Actor.objects.create(name=f"Freundeskreis {number}", kind="association")
    place = cast.partner(f"Stadt {number}", "UA", local_name="Миколаїв", languages=["uk", "en"])
    relation = cast.partnership(
        partner=place, description=f'=HYPERLINK("x";{number})\nzweite Zeile; "Zitat"', objectives=[objective],
        measures=[measure], actors=[friends], involved_units=[people.unit(f"Amt {number}")],
    )  # fmt: skip
    cast.agreement(of=relation, signed_on=dt.date(2019, 6, 1), signed_precision="month", valid_until=people.TODAY)
    network = cast.network(f"Netz {number}", decision=people.paper(f"000{number}/2020"))
    network.years.create(year=2026, fee=50, outcome="+49 Kontakte")
    cast.activity(
        f"Reise {number}", partners=[place], networks=[network], units=[people.unit(f"Amt {number}")],
        actors=[friends], measures=[measure], cost=1234, participants=0,
    )  # fmt: skip
    cast.request(f"@Thema {number}")
    cast.review(cast.ratings(), partnership=relation)
    cast.gift(cast.delegation(f"Delegation {number}"))


EXPORTED = ["partners", "partner_status", "networks", "network_years", "agreements", "activities", "requests"]
EXPORTED += ["reviews", "gifts"]


@pytest.mark.parametrize("kind", EXPORTED)
def test_what_goes_out_and_comes_in_again_changes_nothing(kind):
    fill(1), fill(2)
    resource = KINDS[kind].resource(actor=None, today=people.TODAY)
    exported = resource.export(resource.get_queryset())
    report = import_table(resource, read_table(exported.csv.encode()))
    assert (errors(report), changes(report), set(outcomes(report))) == ([], [], {"unchanged"})


@pytest.mark.parametrize("kind", EXPORTED)
def test_a_list_of_three_goes_out_with_the_queries_of_a_list_of_one(kind):
    def queries() -> int:
        resource = KINDS[kind].resource(actor=None, today=people.TODAY)
        with CaptureQueriesContext(connection) as counted:
            resource.rows_of(resource.get_queryset())
        return len(counted)

    fill(1)
    one = queries()
    fill(2), fill(3)
    assert queries() == one
