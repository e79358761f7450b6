"""The public pages: the list of measures, fields and objectives, for everybody and on any day."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.choices import Light, MilestoneState, Progress, UpdateState
from measures.models import MilestoneMove, Objective
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
YESTERDAY, TOMORROW = cast.TODAY - DAY, cast.TODAY + DAY
SECRET = "Streng geheim"
LIST, FIELDS = reverse("measures:list"), reverse("measures:fields")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def numbers(client, path=LIST, **params):
    return [row.measure.number for row in client.get(path, params).context["table"].rows]


def pages(*days):
    """All public pages about measure 1.1, today and on some days."""
    objective, _ = Objective.objects.get_or_create(number=1, defaults={"title": "Standort"})
    paths = [LIST, FIELDS, reverse("measures:detail", args=["1.1"]), reverse("measures:field", args=[1])]
    paths.append(objective.get_absolute_url())
    return [*paths, *(f"{path}?stand={day.isoformat()}" for day in days for path in paths)]


def assert_nowhere(client, text, *days):
    leaking = [path for path in pages(*days) if text in client.get(path).content.decode()]
    assert leaking == []


# --- Who sees what -------------------------------------------------------------------------------------------


def test_pages_are_open_to_everybody_and_read_only(client):
    cast.measure("1.1")
    assert [client.get(path).status_code for path in pages()] == [200] * 5
    assert [client.post(path).status_code for path in pages()] == [405] * 5


@pytest.mark.parametrize("state", [UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.RETURNED])
def test_update_that_is_not_approved_appears_nowhere(client, state):
    texts = dict.fromkeys(("achieved", "next_steps", "obstacles", "reason", "comment"), SECRET)
    cast.update(cast.measure("1.1"), YESTERDAY, state=state, progress=Progress.DONE, **texts)
    assert_nowhere(client, SECRET, YESTERDAY)
    client.force_login(cast.contact(), backend="django.contrib.auth.backends.ModelBackend")
    assert_nowhere(client, SECRET)


def test_comment_of_the_office_stays_between_office_and_department(client):
    update = cast.update(cast.measure("1.1"), YESTERDAY, achieved="Erreichtes", comment=SECRET)
    assert_nowhere(client, SECRET)
    assert "Erreichtes" in client.get(update.measure.get_absolute_url()).content.decode()


def test_measure_adopted_in_the_future_appears_nowhere(client):
    cast.measure("1.1")
    coming = cast.measure("1.2", title=SECRET, adopted_on=TOMORROW)
    coming.objectives.add(Objective.objects.create(number=1, title="Standort"))
    cast.status(cast.measure("1.3"), Progress.MERGED, YESTERDAY, merged_into=coming)
    assert_nowhere(client, SECRET, YESTERDAY, TOMORROW)
    assert client.get(coming.get_absolute_url()).status_code == 404
    merged = client.get(reverse("measures:detail", args=["1.3"])).content.decode()
    assert SECRET not in merged
    assert "eine Maßnahme, die erst später beschlossen wird" in merged


def test_what_holds_from_a_later_day_does_not_get_in_earlier(client):
    measure = cast.measure("1.1")
    cast.update(measure, cast.TODAY, achieved=SECRET)
    cast.status(measure, Progress.DROPPED, cast.TODAY, reason=SECRET, resolution=cast.paper("0001/2026", name=SECRET))
    cast.milestone(measure, cast.TODAY, SECRET, added_on=cast.TODAY)
    moved = cast.milestone(measure, dt.date(2030, 5, 17), "Messe", state=MilestoneState.DONE, closed_on=cast.TODAY)
    MilestoneMove.objects.create(
        milestone=moved, effective_on=cast.TODAY, old_due=YESTERDAY, new_due=moved.due, reason=SECRET
    )
    earlier = [path for path in pages(YESTERDAY) if "?" in path]
    contents = [client.get(path).content.decode() for path in earlier]
    later = (SECRET, "17.05.2030", "0001/2026")
    assert [text for text in later if any(text in page for page in contents)] == []
    assert SECRET in client.get(measure.get_absolute_url()).content.decode()


def test_day_in_the_future_shows_today(client):
    cast.status(cast.measure("1.1"), Progress.DROPPED, TOMORROW, reason=SECRET)
    assert_nowhere(client, SECRET, TOMORROW)


def test_names_of_people_appear_nowhere(client):
    contact = cast.contact()
    contact.name = SECRET
    contact.save()
    measure = cast.measure("1.1", contact=contact)
    cast.update(measure, YESTERDAY, achieved="Erreichtes", author=contact)
    cast.status(measure, Progress.IN_PROGRESS, YESTERDAY, actor=contact)
    assert_nowhere(client, SECRET, YESTERDAY)
    assert_nowhere(client, contact.email, YESTERDAY)


def test_html_in_every_text_is_shown_as_text(client):
    html = "<style>*{display:none}</style><script>alert(1)</script>"
    field = cast.action_field(1)
    field.title, field.description = html, html
    field.save()
    measure = cast.measure("1.1", title=html, description=html, intended_effect=html, lead_unit=cast.unit(html))
    measure.objectives.add(Objective.objects.create(number=1, title=html, description=html))
    cast.update(measure, YESTERDAY, achieved=html, next_steps=html, obstacles=html)
    cast.update(measure, YESTERDAY - DAY, achieved=html)
    cast.status(measure, Progress.DROPPED, YESTERDAY, reason=html)
    cast.milestone(measure, YESTERDAY, html)
    assert_nowhere(client, "<style>*", YESTERDAY)
    assert_nowhere(client, "<script>alert", YESTERDAY)


# --- The list ------------------------------------------------------------------------------------------------


def test_row_shows_state_light_and_next_milestone_in_words(client):
    measure = cast.measure("1.1", title="Europatag", is_example=True)
    cast.status(measure, Progress.IN_PROGRESS, YESTERDAY)
    cast.milestone(measure, YESTERDAY)
    page = client.get(LIST).content.decode()
    row = page[page.index("<tbody") : page.index("</tbody>")]
    words = ["1.1", "Europatag", "Beispiel", "Kulturbüro", "in Umsetzung", "verzögert", "22.11.2026", "überfällig"]
    assert [word for word in words if word not in row] == []
    assert '<th scope="row"' in row


def test_ended_measure_has_neither_light_nor_next_milestone(client):
    measure = cast.measure("1.1")
    cast.status(measure, Progress.DONE, YESTERDAY)
    cast.milestone(measure, YESTERDAY)
    row = client.get(LIST).context["table"].rows[0]
    assert (row.measure.light, row.next_due, row.is_overdue) == ("", None, False)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("number", ["1.1", "1.2", "1.3", "1.4", "1.10"]),
        ("-number", ["1.10", "1.4", "1.3", "1.2", "1.1"]),
        ("title", ["1.2", "1.10", "1.4", "1.3", "1.1"]),
        ("unit", ["1.3", "1.1", "1.2", "1.4", "1.10"]),
        ("progress", ["1.10", "1.4", "1.1", "1.3", "1.2"]),
        ("-progress", ["1.2", "1.3", "1.1", "1.4", "1.10"]),
        ("light", ["1.4", "1.10", "1.3", "1.1", "1.2"]),
        ("-light", ["1.1", "1.3", "1.10", "1.4", "1.2"]),
        ("next_due", ["1.1", "1.3", "1.4", "1.2", "1.10"]),
    ],
)
def test_list_is_sorted_by_meaning_and_as_in_a_german_dictionary(client, sort, expected):
    titles = {"1.1": "Zusammenarbeit", "1.2": "Ämter", "1.3": "Zürich", "1.4": "straße", "1.10": "Bristol"}
    measures = {number: cast.measure(number, title=title) for number, title in titles.items()}
    measures["1.3"].lead_unit = cast.unit("Ämter und Ähnliches")
    measures["1.3"].save()
    cast.status(measures["1.1"], Progress.IN_PROGRESS, YESTERDAY)
    cast.status(measures["1.2"], Progress.DROPPED, YESTERDAY, reason="Grund")
    cast.status(measures["1.3"], Progress.ONGOING, YESTERDAY)
    cast.status(measures["1.4"], Progress.PLANNING, YESTERDAY)
    cast.milestone(measures["1.1"], cast.TODAY - 100 * DAY)
    cast.milestone(measures["1.2"], cast.TODAY - 200 * DAY)
    cast.milestone(measures["1.3"], YESTERDAY)
    cast.milestone(measures["1.4"], TOMORROW)
    assert numbers(client, sort=sort) == expected


def test_sorted_column_says_so_and_turns_round(client):
    cast.measure("1.1")
    page = client.get(LIST, {"sort": "-light", "q": "Maßnahme", "page": "1"}).content.decode()
    assert page.count("aria-sort=") == 1
    assert 'aria-sort="descending"><a class="app-sort" href="?sort=light&amp;q=Ma%C3%9Fnahme"' in page


def test_pages_hold_fifty_measures_and_keep_the_filter(client):
    for number in range(1, 53):
        cast.measure(f"1.{number}")
    assert len(numbers(client)) == 50
    assert numbers(client, page="2") == numbers(client, page="99") == ["1.51", "1.52"]
    page = client.get(LIST, {"field": "1", "page": "2"}).content.decode()
    assert 'href="?field=1&amp;page=1"' in page


def test_former_state_is_labelled_and_kept_in_links(client):
    cast.status(cast.measure("1.1"), Progress.DONE, cast.TODAY)
    page = client.get(LIST, {"stand": "2026-06-30"}).content.decode()
    assert "Stand vom 30.06.2026" in page
    assert 'href="/massnahmen/1.1/?stand=2026-06-30"' in page
    assert "umgesetzt</span>" not in page
    assert "Stand vom" not in client.get(LIST).content.decode()


def test_day_before_everything_has_an_empty_list(client):
    cast.measure("1.1")
    page = client.get(LIST, {"stand": "2018-12-31"}).content.decode()
    assert "0 Maßnahmen" in page
    assert "gab es noch keine beschlossene Maßnahme" in page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("params", [{}, {"field": "1", "unit": "", "progress": "not_started", "sort": "-light"}])
def test_list_takes_six_queries_for_any_number_of_measures(client, rows, params, django_assert_num_queries):
    for number in range(1, rows + 1):
        measure = cast.measure(f"1.{number}", lead_unit=cast.unit(f"Einheit {number}"))
        cast.milestone(measure, YESTERDAY)
    with django_assert_num_queries(6):
        assert len(numbers(client, **params)) == rows


# --- Fields and objectives -----------------------------------------------------------------------------------


def test_fields_page_counts_every_measure(client):
    cast.status(cast.measure("1.1"), Progress.DONE, YESTERDAY)
    cast.measure("2.1")
    cast.measure("2.2", adopted_on=TOMORROW)
    context = client.get(FIELDS).context
    assert (context["balance"].adopted, context["balance"].done, context["chart"].total) == (2, 1, 2)
    assert [(row.field.number, row.total) for row in context["fields"]] == [(1, 1), (2, 1)]


@pytest.mark.parametrize("name", ["field", "objective"])
def test_group_shows_its_own_measures(client, name):
    for number in ("1.1", "1.2", "2.1"):
        measure = cast.measure(number)
        objective, _ = Objective.objects.get_or_create(number=int(number[0]), defaults={"title": "Ziel"})
        measure.objectives.add(objective)
    cast.status(measure, Progress.DONE, YESTERDAY)
    path = reverse(f"measures:{name}", args=[1])
    assert numbers(client, path, sort="-number") == ["1.2", "1.1"]
    assert client.get(path).context["chart"].total == 2


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("field", 9), ("objective", 9)])
def test_group_takes_nine_queries_for_any_number_of_measures(client, rows, name, queries, django_assert_num_queries):
    objective = Objective.objects.create(number=1, title="Ziel")
    for number in range(1, rows + 1):
        cast.measure(f"1.{number}").objectives.add(objective)
    with django_assert_num_queries(queries):
        assert len(numbers(client, reverse(f"measures:{name}", args=[1]))) == rows


@pytest.mark.parametrize(
    "path",
    [
        "/handlungsfelder/9/",
        "/handlungsfelder/99999999999999999999/",
        "/oberziele/0/",
        "/massnahmen/9.9/",
        "/massnahmen/0/",
        "/massnahmen/1.1%00/",
        "/massnahmen/1.1'/",
        "/massnahmen/../admin/",
    ],
)
def test_unknown_address_is_no_page(client, path):
    cast.measure("1.1")
    assert client.get(path).status_code == 404


def test_light_of_every_kind_is_drawn(client):
    for number, light in enumerate(Light.values, start=1):
        cast.status(cast.measure(f"1.{number}"), on=YESTERDAY, light_override=light, reason="Grund")
    page = client.get(LIST).content.decode()
    assert [label for label in Light.labels if f">{label}</span>" not in page] == []
