"""OParl 1.1: right objects under their ids, what is gone as deleted, and nothing that never was public."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hannover_intl.council.models import Consultation, Meeting, Paper
from tests import cast
from tests.council.test_models import committee, consultation, meeting
from tests.pages import browser
from tests.publishing.data_world import SECRET, add_rows, add_secrets
from tests.publishing.oparl_reading import HOST, LISTS, LONG_AGO, ROOT, get, listed, whole
from tests.publishing.oparl_schema import mistakes

pytestmark = pytest.mark.django_db


def references(value):
    """All addresses of OParl inside of an object."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
    elif isinstance(value, str) and value.startswith(f"{HOST}{ROOT}"):
        yield value


def test_every_address_in_an_object_leads_to_an_object_with_this_id(client, publish):
    add_rows(publish, 1)
    addresses = {address for thing in whole(client) for address in references(thing)}
    found = {address: get(client, address) for address in addresses}
    assert [address for address, thing in found.items() if "data" not in thing and thing["id"] != address] == []


def test_paper_has_its_consultations_its_file_and_its_relatives(client, publish):
    publish("0001/2026", suffix="N1")
    publish("0001/2026")
    papers = {paper["reference"]: paper for paper in listed(client, "papers")}
    revised, first = papers["0001/2026 N1"], papers["0001/2026"]
    assert first["relatedPaper"] == [revised["id"]]
    assert first["mainFile"]["accessUrl"] == f"{HOST}/berichte/0001-2026.pdf"
    assert first["web"] == f"{HOST}/berichte/0001-2026/"
    inside = first["consultation"][0]
    assert (inside["role"], "paper" in inside) == ("zur Kenntnis", False)
    assert get(client, inside["id"])["paper"] == first["id"]


def test_agenda_is_in_the_order_of_its_numbers(client):
    session = meeting()
    session.save()
    for number, item in enumerate(("10", "9", "9.1"), start=1):
        consultation(paper=cast.paper(f"000{number}/2026"), meeting=session, agenda_item=item).save()
    agenda = listed(client, "meetings")[0]["agendaItem"]
    assert [(item["number"], item["order"]) for item in agenda] == [("9", 0), ("9.1", 1), ("10", 2)]


def test_what_never_was_public_does_not_exist(client, publish):
    add_secrets(publish)
    hidden = [*Paper.objects.filter(name=SECRET), *Paper.objects.filter(is_draft=True)]
    parts = Consultation.objects.filter(paper__in=hidden)
    assert (len(hidden), len(parts)) != (0, 0)
    for visitor in (client, browser(cast.office())):
        answers = [visitor.get(f"{ROOT}paper/{paper.pk}").status_code for paper in hidden]
        answers += [visitor.get(f"{ROOT}{kind}/{part.pk}").status_code for part in parts for kind in CONSULTED]
        assert set(answers) == {404}
        everything = [listed(visitor, name, modified_since=LONG_AGO) for name in LISTS]
        assert [word for word in (SECRET, "geheim@", "3001/2026") if word in str(everything)] == []
    Paper.objects.get(number="", name=SECRET).resolutions.all().delete()
    draft = Paper.objects.get(number="", name=SECRET)
    pk = draft.pk
    draft.delete()
    assert client.get(f"{ROOT}paper/{pk}").status_code == 404


CONSULTED = ("consultation", "agenda-item")


def test_paper_that_is_withdrawn_is_deleted_with_its_parts(client, publish):
    report = publish("0001/2026")
    paper = listed(client, "papers")[0]
    parts = [paper["mainFile"]["id"], paper["consultation"][0]["id"]]
    row = Paper.objects.get(pk=report.paper_id)
    row.is_nonpublic = True
    row.save()
    withdrawn = get(client, paper["id"])
    assert withdrawn == {name: paper[name] for name in ("id", "type", "created")} | {
        "modified": withdrawn["modified"],
        "deleted": True,
    }
    assert [set(get(client, part)) for part in parts] == [set(withdrawn), set(withdrawn)]
    assert listed(client, "papers") == []
    assert listed(client, "papers", modified_since=LONG_AGO) == [withdrawn]
    ended = withdrawn["modified"]
    row.name = "Später geändert, als niemand es mehr sehen konnte"
    row.save()
    row.consultations.get().save()
    assert {get(client, address)["modified"] for address in (paper["id"], *parts)} == {ended}


def test_paper_begins_on_the_day_it_became_public(client):
    paper = cast.paper("0001/2026", is_draft=True)
    consultation(paper=paper).save()
    week_ago, yesterday = timezone.now() - dt.timedelta(days=7), timezone.now() - dt.timedelta(days=1)
    Paper.history.update(history_date=week_ago)
    Consultation.history.update(history_date=week_ago)
    paper.is_draft = False
    paper.save()
    Paper.history.filter(is_draft=False).update(history_date=yesterday)
    told = listed(client, "papers")[0]
    times = {told["created"], told["modified"], told["consultation"][0]["created"], told["consultation"][0]["modified"]}
    assert {dt.datetime.fromisoformat(value) for value in times} == {yesterday.replace(microsecond=0)}


def test_deleted_meeting_stays_known_as_deleted(client):
    session = meeting(place="Rathaus")
    session.save()
    address, place = f"{ROOT}meeting/{session.pk}", f"{ROOT}location/{session.pk}"
    session.delete()
    assert (get(client, address)["deleted"], get(client, place)["deleted"]) == (True, True)
    assert (listed(client, "meetings"), len(listed(client, "meetings", modified_since=LONG_AGO))) == ([], 1)


def test_meeting_changes_when_an_item_leaves_its_agenda(client):
    session = meeting()
    session.save()
    row = consultation(meeting=session, agenda_item="4")
    row.save()
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    for model in (Meeting, Consultation, Paper):
        model.history.update(history_date=hour_ago)
    before = get(client, f"{ROOT}meeting/{session.pk}")
    row.agenda_item = ""
    row.save()
    after = get(client, f"{ROOT}meeting/{session.pk}")
    assert ("agendaItem" in before, "agendaItem" in after, after["modified"] > before["modified"]) == (
        True,
        False,
        True,
    )
    assert get(client, f"{ROOT}agenda-item/{row.pk}")["deleted"] is True
    assert "deleted" not in get(client, f"{ROOT}consultation/{row.pk}")


def test_lists_are_narrowed_by_time(client):
    old, new = cast.paper("0001/2026"), cast.paper("0002/2026")
    Paper.history.filter(id=old.pk).update(history_date=dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC))
    Paper.history.filter(id=new.pk).update(history_date=dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC))

    def found(**params):
        return [paper["reference"] for paper in listed(client, "papers", **params)]

    between = "2026-01-15T00:00:00+01:00"
    for name in ("created", "modified"):
        assert found(**{f"{name}_since": between}) == ["0002/2026"]
        assert found(**{f"{name}_until": between}) == ["0001/2026"]
    assert found(created_since="2026-01-01T13:00:00+01:00", created_until=between) == ["0001/2026"]
    unencoded = client.get(f"{ROOT}papers?created_since=2026-01-15T00:00:00+01:00").json()["data"]
    assert [paper["reference"] for paper in unencoded] == ["0002/2026"]


def test_pages_follow_each_other_and_keep_the_filter(client):
    for number in (1, 2, 3):
        cast.paper(f"000{number}/2026")
    first = get(client, f"{ROOT}papers", limit="2", modified_since=LONG_AGO)
    second = get(client, first["links"]["next"])
    assert first["pagination"] == {"totalElements": 3, "elementsPerPage": 2, "currentPage": 1, "totalPages": 2}
    assert [len(page["data"]) for page in (first, second)] == [2, 1]
    assert ("prev" in first["links"], "next" in second["links"]) == (False, False)
    assert get(client, second["links"]["prev"]) == get(client, first["links"]["self"]) == first
    assert "modified_since=2000-01-01T00%3A00%3A00%2B01%3A00" in first["links"]["next"]


def test_internal_lists_are_left_out_on_demand(client):
    session = meeting()
    session.save()
    consultation(meeting=session, agenda_item="4").save()
    assert ["agendaItem" in row for row in listed(client, "meetings")] == [True]
    assert ["agendaItem" in row for row in listed(client, "meetings", omit_internal="true")] == [False]
    assert ["legislativeTerm" in row for row in listed(client, "bodies", omit_internal="true")] == [False]


def test_committee_has_its_own_meetings(client):
    sport = committee("Sportausschuss")
    meeting().save()
    meeting(committee=sport).save()
    of = get(client, f"{ROOT}organization/{sport.pk}")
    assert [row["name"] for row in get(client, of["meeting"])["data"]] == ["Sportausschuss"]
    assert get(client, of["consultation"])["data"] == []


@pytest.mark.parametrize(
    "query",
    [
        "created_since=gestern",
        "created_since=2026-01-01",
        "modified_until=2026-01-01T00:00:00",
        "limit=0",
        "limit=viele",
        "page=-1",
        "organization=99999999999999999999",
        "modified_since=%00",
    ],
)
def test_wrong_parameter_is_told_as_an_error_object(client, query):
    response = client.get(f"{ROOT}meetings?{query}")
    told = response.json()
    assert (response.status_code, mistakes(told, "Error")) == (400, [])
    assert query.partition("=")[0] in told["message"]


@pytest.mark.parametrize("address", ["paper/1", "person/1", "body/2", "file/99999999999999999999999"])
def test_unknown_object_is_told_as_an_error_object(client, address):
    response = client.get(f"{ROOT}{address}")
    assert (response.status_code, mistakes(response.json(), "Error")) == (404, [])
    assert response["Access-Control-Allow-Origin"] == "*"


def test_number_of_queries_does_not_depend_on_the_rows(client, publish):
    counts = []
    for number in (1, 2, 3):
        add_rows(publish, number)
        paths = [f"{ROOT}{name}" for name in LISTS]
        paths += [listed(client, name)[0]["id"].removeprefix(HOST) for name in ("papers", "meetings", "agenda-items")]
        counts.append([queries_for(client, path) for path in paths])
    assert counts[0] == counts[2]


def queries_for(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_browsers_of_other_hosts_may_read_and_get_nothing_twice(client, publish):
    add_rows(publish, 1)
    for path in (ROOT, f"{ROOT}papers", f"{ROOT}body/1"):
        first = client.get(path)
        assert first["Access-Control-Allow-Origin"] == "*"
        assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
