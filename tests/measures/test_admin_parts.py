"""Status changes, indicators and milestones in the office, the history pages, and what waits on the first page."""

import datetime as dt

import pytest

from measures.choices import Progress
from measures.models import Indicator, IndicatorValue, Measure, Milestone, Objective, StatusChange
from measures.services.measures import save_measure
from measures.services.rules import MeasureRelations
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

STATUS, INDICATOR = "/admin/measures/statuschange/", "/admin/measures/indicator/"


def adding(to, measure):
    return f"{to}add/?measure={measure.pk}"


# --- Status ---


def change_status(client, measure, **fields):
    data = form_data(client.get(adding(STATUS, measure)), having="progress")
    return client.post(adding(STATUS, measure), data | fields)


def test_status_form_starts_from_the_status_of_today():
    measure = cast.measure()
    cast.status(measure, Progress.ONGOING)
    data = form_data(browser(cast.office()).get(adding(STATUS, measure)), having="progress")
    assert (data["progress"], data["effective_on"]) == (["ongoing"], ["23.11.2026"])


def test_status_is_changed_and_leads_back_to_the_measure():
    office, measure = cast.office(), cast.measure()
    response = change_status(browser(office), measure, progress="in_progress", effective_on="01.11.2026")
    assert (response.status_code, response.url) == (302, f"/admin/measures/measure/{measure.pk}/change/")
    change = measure.status_changes.get(progress=Progress.IN_PROGRESS)
    assert (change.effective_on, change.actor) == (dt.date(2026, 11, 1), office)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"progress": "dropped"}, "Warum wird die Maßnahme nicht weiter verfolgt? Bitte begründen."),
        ({"progress": "merged"}, "Zum Stand „zusammengeführt“ gehört genau eine Zielmaßnahme."),
        ({"light_override": "critical"}, "Eine abweichende Ampel braucht eine Begründung."),
        ({"effective_on": "13.02.2019"}, "Der Tag liegt vor dem Beschluss der Maßnahme."),
        ({"effective_on": "31.11.2026"}, "Bitte ein gültiges Datum eingeben."),
        ({"progress": "<b>"}, "Bitte eine gültige Auswahl treffen. &lt;b&gt; ist keine gültige Auswahl."),
    ],
)
def test_status_that_does_not_fit_is_refused_on_the_form(fields, message):
    measure = cast.measure()
    response = change_status(browser(cast.office()), measure, **fields)
    assert (response.status_code, measure.status_changes.count()) == (422, 1)
    assert message in response.content.decode()


def test_status_that_somebody_else_changed_meanwhile_is_shown_first():
    measure = cast.measure()
    client = browser(cast.office())
    early = form_data(client.get(adding(STATUS, measure)), having="progress") | {"progress": "planning"}
    change_status(client, measure, progress="done")
    conflict = client.post(adding(STATUS, measure), early)
    (difference,) = conflict.context["conflict"].differences
    assert (conflict.status_code, difference.stored, difference.typed) == (409, "umgesetzt", "in Planung")
    assert client.post(adding(STATUS, measure), form_data(conflict, having="progress")).status_code == 302
    assert [each.progress for each in measure.status_changes.all()] == ["planning", "done", "not_started"]


def test_status_is_merged_into_another_measure():
    measure, target = cast.measure("1.1"), cast.measure("1.2")
    change_status(browser(cast.office()), measure, progress="merged", merged_into=str(target.pk))
    assert measure.status_changes.get(progress=Progress.MERGED).merged_into == target


def test_stored_status_is_read_only():
    measure = cast.measure()
    client = browser(cast.office())
    address = f"{STATUS}{measure.status_changes.get().pk}/change/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"progress": "done"}).status_code == 403
    assert StatusChange.objects.get().progress == Progress.NOT_STARTED


@pytest.mark.parametrize("query", ["", "?measure=", "?measure=999", "?measure=abc", "?measure=" + "9" * 40])
@pytest.mark.parametrize("to", [STATUS, INDICATOR])
def test_part_without_a_measure_asks_to_choose_one(to, query):
    response = browser(cast.office()).get(f"{to}add/{query}", follow=True)
    assert response.request["PATH_INFO"] == "/admin/measures/measure/"
    assert [str(message) for message in response.context["messages"]] == ["Bitte wählen Sie zuerst die Maßnahme."]


# --- Indicators ---


def number(data, prefix, index, **fields):
    total = {f"{prefix}-TOTAL_FORMS": str(index + 1)}
    return data | total | {f"{prefix}-{index}-{name}": value for name, value in {"seen": "{}", **fields}.items()}


def test_indicator_is_added_with_target_and_value():
    office, measure = cast.office(), cast.measure()
    client = browser(office)
    data = form_data(client.get(adding(INDICATOR, measure)), having="name")
    data |= {"name": "Reisen", "unit": "Personen", "kind": "output"}
    data = number(
        number(data, "targets", 0, due="31.12.2027", value="100"), "values", 0, measured_on="30.06.2026", value="60"
    )
    response = client.post(adding(INDICATOR, measure), data)
    assert response.url == f"/admin/measures/measure/{measure.pk}/change/"
    indicator = Indicator.objects.get()
    assert (indicator.targets.get().value, indicator.values.get().value) == (100, 60)
    assert {row.history.get().history_user for row in (indicator, indicator.values.get())} == {office}
    assert Measure.objects.get().version == 2


def test_indicator_opened_before_the_measure_changed_is_a_conflict():
    measure = cast.measure()
    indicator = Indicator.objects.create(measure=measure, name="Reisen", unit="Personen", kind="output")
    client = browser(cast.office())
    address = f"{INDICATOR}{indicator.pk}/change/"
    early = form_data(client.get(address), having="name") | {"name": "Reisende"}
    Measure.objects.update(version=5)
    conflict = client.post(address, early)
    assert (conflict.status_code, Indicator.objects.get().name) == (409, "Reisen")
    assert client.post(address, form_data(conflict, having="name")).status_code == 302
    assert (Indicator.objects.get().name, Measure.objects.get().version) == ("Reisende", 6)


def test_value_out_of_range_stands_at_its_row():
    measure = cast.measure()
    client = browser(cast.office())
    data = form_data(client.get(adding(INDICATOR, measure)), having="name")
    data |= {"name": "Reisen", "unit": "Personen", "kind": "output"}
    response = client.post(
        adding(INDICATOR, measure), number(data, "values", 0, measured_on="30.06.2026", value="9" * 20)
    )
    assert (response.status_code, Indicator.objects.count()) == (422, 0)
    assert "value" in response.context["inline_admin_formsets"][1].formset.errors[0]


def test_mistyped_value_is_removed_and_stays_in_the_history():
    office, measure = cast.office(), cast.measure()
    indicator = Indicator.objects.create(measure=measure, name="Reisen", unit="Personen", kind="output")
    IndicatorValue.objects.create(indicator=indicator, measured_on=cast.TODAY, value=6000)
    client = browser(office)
    address = f"{INDICATOR}{indicator.pk}/change/"
    client.post(address, form_data(client.get(address), having="name") | {"values-0-DELETE": "on"})
    assert IndicatorValue.objects.count() == 0
    history = text_of(client.get(f"{INDICATOR}{indicator.pk}/history/"))
    assert "buero gelöscht: Messwert „6000.00 (23.11.2026)“" in history


# --- Milestones ---


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Überfällig", "Bald", "Später"]),
        ("due=overdue", ["Überfällig"]),
        ("due=soon", ["Bald"]),
        ("due=x", ["Überfällig", "Bald", "Später"]),
    ],
)
def test_milestones_of_all_measures_in_one_list(query, titles):
    measure = cast.measure()
    for title, days in (("Überfällig", -1), ("Bald", 90), ("Später", 91)):
        cast.milestone(measure, cast.TODAY + dt.timedelta(days=days), title)
    changelist = browser(cast.office()).get(f"/admin/measures/milestone/?{query}").context["cl"]
    assert [row.title for row in changelist.result_list] == titles


def test_milestone_is_changed_on_the_page_of_its_measure():
    measure = cast.measure()
    milestone = cast.milestone(measure, cast.TODAY)
    client = browser(cast.office())
    response = client.get(f"/admin/measures/milestone/{milestone.pk}/change/")
    assert f'href="/admin/measures/measure/{measure.pk}/change/"' in response.content.decode()
    assert client.post(f"/admin/measures/milestone/{milestone.pk}/change/", {"title": "x"}).status_code == 403
    assert Milestone.objects.get().title == "Konzept liegt vor"


# --- History ---


def test_history_tells_who_changed_what_of_the_measure_and_its_rows():
    office, measure = cast.office(), cast.measure(title="Alt")
    objective = Objective.objects.create(number=1, title="Standort")
    measure.title = "Neu"
    relations = MeasureRelations([objective], [], [])
    save_measure(office, measure=measure, relations=relations, expected_version=1, today=cast.TODAY)
    cast.milestone(measure, cast.TODAY)
    response = browser(office).get(f"/admin/measures/measure/{measure.pk}/history/")
    entries = [
        (kind, entry.who, entry.kind, [(each.label, each.old, each.new) for each in entry.changes])
        for kind, entry in response.context["page_obj"]
    ]
    assert entries == [
        ("Meilenstein", "", "+", []),
        ("", "buero", "~", [("Oberziele", "–", "1 Standort")]),
        ("", "buero", "~", [("Titel", "Alt", "Neu")]),
        ("", "", "+", []),
    ]


def test_former_state_is_shown_to_read_and_never_played_back():
    office, measure = cast.office(), cast.measure(title="<b>Alt</b>")
    measure.title = "Neu"
    save_measure(office, measure=measure, relations=MeasureRelations([], [], []), expected_version=1, today=cast.TODAY)
    first = measure.history.last()
    client = browser(office)
    address = f"/admin/measures/measure/{measure.pk}/history/{first.pk}/"
    assert ("Titel", "<b>Alt</b>") in client.get(address).context["values"]
    client.post(address, {"title": "Alt", "_save": "1"})
    assert Measure.objects.get().title == "Neu"


@pytest.mark.parametrize("address", ["999/history/", "abc/history/", "999/history/1/"])
def test_history_of_what_does_not_exist_is_not_found(address):
    cast.measure()
    assert browser(cast.office()).get(f"/admin/measures/measure/{address}").status_code == 404


def test_history_row_of_another_measure_is_not_found():
    one, two = cast.measure("1.1"), cast.measure("1.2")
    address = f"/admin/measures/measure/{one.pk}/history/{two.history.get().pk}/"
    assert browser(cast.office()).get(address).status_code == 404
