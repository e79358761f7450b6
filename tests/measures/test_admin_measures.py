"""The office's page of a measure: saved as a whole, never over what somebody else saved, never an error 500."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse

from measures.choices import MilestoneState, Progress
from measures.models import FundingLine, Measure, Milestone, Objective
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/admin/measures/measure/"
LOST = "Im selben Moment"


def page_of(measure):
    return reverse("admin:measures_measure_change", args=[measure.pk])


def opened(client, measure, **changes):
    """What a browser would send from the page of the measure after these changes."""
    return form_data(client.get(page_of(measure)), having="number") | changes


def new_milestone(data, title="Auftakt", due="01.03.2027", **fields):
    prefix = f"milestones-{data['milestones-TOTAL_FORMS'][0]}"
    row = {"title": title, "due": due, "state": "open", "seen": "{}", **fields}
    total = {"milestones-TOTAL_FORMS": str(int(data["milestones-TOTAL_FORMS"][0]) + 1)}
    return data | total | {f"{prefix}-{name}": value for name, value in row.items()}


# --- Saving ---


def test_measure_is_saved_with_its_author():
    office, measure = cast.office(), cast.measure()
    client = browser(office)
    response = client.post(page_of(measure), opened(client, measure, title="Jugendaustausch"))
    stored = Measure.objects.get()
    assert (response.status_code, response.url) == (302, LIST)
    assert (stored.title, stored.version, stored.history.first().history_user) == ("Jugendaustausch", 2, office)


def test_page_saved_without_a_change_leaves_no_trace():
    measure = cast.measure()
    cast.milestone(measure, cast.TODAY)
    client = browser(cast.office())
    client.post(page_of(measure), opened(client, measure))
    assert (Measure.objects.get().version, measure.history.count()) == (1, 1)


def test_new_measure_begins_as_not_started():
    office, stored = cast.office(), cast.measure("1.1")
    Objective.objects.create(number=1, title="Standort")
    client = browser(office)
    data = form_data(client.get(f"{LIST}add/"), having="number")
    data |= {"number": "1.2", "title": "Städtedialog", "action_field": stored.action_field_id, "objectives": ["1"]}
    data |= {"lead_unit": stored.lead_unit_id, "adopted_by": stored.adopted_by_id, "adopted_on": "14.02.2019"}
    data["objectives"] = [str(Objective.objects.get().pk)]
    assert client.post(f"{LIST}add/", data).status_code == 302
    new = Measure.objects.get(number="1.2")
    assert [change.progress for change in new.status_changes.all()] == [Progress.NOT_STARTED]
    assert (list(new.objectives.all()), new.history.last().history_user) == (list(Objective.objects.all()), office)


def test_milestones_and_funding_are_saved_with_the_measure():
    office, measure = cast.office(), cast.measure()
    client = browser(office)
    data = new_milestone(opened(client, measure))
    line = {"year": "2026", "source": "budget", "planned": "1000", "committed": "0", "spent": "0", "seen": "{}"}
    data |= {"funding_lines-TOTAL_FORMS": "1"} | {f"funding_lines-0-{name}": value for name, value in line.items()}
    assert client.post(page_of(measure), data).status_code == 302
    milestone, funding = Milestone.objects.get(), FundingLine.objects.get()
    assert (milestone.due, milestone.added_on, funding.planned) == (dt.date(2027, 3, 1), cast.TODAY, 1000)
    assert {each.history.get().history_user for each in (milestone, funding)} == {office}


def test_moved_milestone_needs_its_reason_at_its_row():
    measure = cast.measure()
    milestone = cast.milestone(measure, cast.TODAY)
    client = browser(cast.office())
    data = opened(client, measure) | {"milestones-0-due": "01.03.2027"}
    refused = client.post(page_of(measure), data)
    assert refused.status_code == 422
    rows = refused.context["inline_admin_formsets"][0].formset
    assert rows.errors == [{"reason": ["Warum wird der Meilenstein verschoben? Bitte begründen."]}]
    client.post(page_of(measure), data | {"milestones-0-reason": "Die Reise ist verschoben."})
    move = milestone.moves.get()
    assert (move.old_due, move.new_due, move.reason) == (
        cast.TODAY,
        dt.date(2027, 3, 1),
        "Die Reise ist verschoben.",
    )


def test_former_dates_and_status_stand_on_the_page():
    office, measure = cast.office(), cast.measure()
    milestone = cast.milestone(measure, cast.TODAY)
    client = browser(office)
    data = opened(client, measure) | {"milestones-0-due": "01.03.2027", "milestones-0-reason": "<b>Später</b>"}
    client.post(page_of(measure), data)
    cast.status(measure, Progress.ONGOING, reason="Läuft auf Dauer", actor=office)
    text = text_of(client.get(page_of(measure)))
    assert "23.11.2026 → 01.03.2027 (23.11.2026: <b>Später</b>)" in text
    assert "Daueraufgabe (14.02.2019) Läuft auf Dauer buero" in text
    assert milestone.moves.count() == 1


def test_milestones_have_no_way_to_be_deleted():
    measure = cast.measure()
    cast.milestone(measure, cast.TODAY)
    client = browser(cast.office())
    data = opened(client, measure, title="Neu") | {"milestones-0-DELETE": "on"}
    client.post(page_of(measure), data)
    assert (Measure.objects.get().title, Milestone.objects.count()) == ("Neu", 1)


# --- Bad input ---


def test_errors_stand_at_their_fields_and_nothing_typed_is_lost():
    measure = cast.measure(planned_start=dt.date(2026, 1, 1))
    client = browser(cast.office())
    wrong = {"number": "abc", "title": "", "planned_end": "31.12.2025", "contact": str(cast.outsider().pk)}
    response = client.post(page_of(measure), opened(client, measure, **wrong))
    form = response.context["adminform"].form
    assert response.status_code == 422
    assert form.errors["number"] == ["Die Nummer hat die Form 2.3."]
    assert form.errors["title"] == ["Dieses Feld ist zwingend erforderlich."]
    assert form_data(response, having="number")["planned_end"] == ["31.12.2025"]


def test_what_a_service_refuses_stands_at_its_field():
    measure = cast.measure()
    client = browser(cast.office())
    response = client.post(page_of(measure), opened(client, measure, contact=str(cast.outsider().pk)))
    errors = response.context["adminform"].form.errors
    assert (response.status_code, dict(errors)) == (
        422,
        {"contact": ["Dieses Konto hat heute keine Rolle für die federführende Einheit."]},
    )


def test_what_only_the_database_refuses_is_told_in_german(monkeypatch):
    def collide(*args, **kwargs):
        raise IntegrityError("UNIQUE constraint failed")

    measure = cast.measure()
    client = browser(cast.office())
    data = opened(client, measure, title="Neu")
    monkeypatch.setattr("measures.admin.measures.save_measure", collide)
    response = client.post(page_of(measure), data)
    assert response.status_code == 422
    assert "Das ließ sich nicht speichern" in text_of(response)
    assert form_data(response, having="number")["title"] == ["Neu"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\x00b\x07c", "abc"),
        ("links \u202erechts", "links rechts"),
        ("Zeile\r\nZeile", "Zeile\nZeile"),
    ],
)
def test_texts_are_cleaned_and_shown_as_text(typed, stored):
    measure = cast.measure()
    client = browser(cast.office())
    client.post(page_of(measure), opened(client, measure, description=typed))
    assert Measure.objects.get().description == stored
    page = client.get(page_of(measure))
    assert b"<script>alert" not in page.content
    assert form_data(page, having="number")["description"] == [stored]


def test_text_that_is_too_long_is_refused_with_its_length():
    measure = cast.measure()
    client = browser(cast.office())
    response = client.post(page_of(measure), opened(client, measure, description="W" * 100_000, title="W" * 301))
    errors = response.context["adminform"].form.errors
    assert "100.000 Zeichen" in errors["description"][0]
    assert "301 Zeichen" in errors["title"][0]
    assert form_data(response, having="number")["description"] == ["W" * 100_000]


def test_unknown_measure_leads_back_with_a_message():
    client = browser(cast.office())
    for key in ("999", "abc", "9" * 40):
        response = client.get(f"{LIST}{key}/change/", follow=True)
        assert (response.status_code, response.request["PATH_INFO"]) == (200, "/admin/")


def test_measure_is_never_deleted():
    measure = cast.measure()
    client = browser(cast.office())
    assert client.post(f"{LIST}{measure.pk}/delete/", {"post": "yes"}).status_code == 403
    actions = client.get(LIST).context["cl"].model_admin.get_actions(client.get(LIST).wsgi_request)
    assert (list(actions), Measure.objects.count()) == (["change_people_of_selected"], 1)


def test_page_leads_to_the_public_page_and_to_its_parts():
    measure = cast.measure()
    response = browser(cast.office()).get(page_of(measure))
    for address in (
        measure.get_absolute_url(),
        f"/admin/measures/statuschange/add/?measure={measure.pk}",
        f"/admin/measures/indicator/add/?measure={measure.pk}",
        f"{LIST}{measure.pk}/history/",
    ):
        assert f'href="{address}"' in response.content.decode()


def test_dropped_milestone_is_kept_with_its_day():
    measure = cast.measure()
    cast.milestone(measure, cast.TODAY)
    client = browser(cast.office())
    dropped = {"milestones-0-state": "dropped", "milestones-0-closed_on": "23.11.2026"}
    client.post(page_of(measure), opened(client, measure) | dropped)
    assert Milestone.objects.get().state == MilestoneState.DROPPED


def test_empty_rows_are_there_for_those_without_scripts():
    measure = cast.measure()
    client = browser(cast.office())
    assert "?empty_rows=1" in client.get(page_of(measure)).content.decode()
    data = form_data(client.get(f"{page_of(measure)}?empty_rows=1"), having="number")
    data |= {"milestones-0-title": "Auftakt", "milestones-0-due": "01.03.2027"}
    client.post(page_of(measure), data)
    assert [each.title for each in measure.milestones.all()] == ["Auftakt"]
    assert FundingLine.objects.count() == 0


@pytest.mark.parametrize("total", [None, "", "abc", "99999"])
def test_rows_that_were_counted_wrong_change_nothing(total):
    measure = cast.measure()
    cast.milestone(measure, cast.TODAY)
    client = browser(cast.office())
    data = opened(client, measure, title="Neu") | {"milestones-TOTAL_FORMS": total}
    if total is None:
        del data["milestones-TOTAL_FORMS"]
    response = client.post(page_of(measure), data)
    assert (response.status_code, Measure.objects.get().title) == (422, "Maßnahme 1.1")


def test_public_page_leads_the_office_back_and_nobody_else():
    measure = cast.measure()
    pages = [browser(account).get(measure.get_absolute_url()) for account in (cast.office(), cast.contact())]
    assert [page_of(measure) in page.content.decode() for page in pages] == [True, False]
