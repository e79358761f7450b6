"""The office keeps units, accounts and roles: who gets in, what nobody may do, and two writers at once."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import (
    Actor,
    NetworkGroup,
    NetworkGroupMeeting,
    NetworkGroupTask,
    OrgUnit,
    RoleAssignment,
    User,
)
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = pytest.mark.django_db

UNITS, USERS = "/admin/organisation/orgunit/", "/admin/organisation/user/"
PASSWORD = "ein-langes-Kennwort-41"
DAY = dt.timedelta(days=1)


def superuser():
    return User.objects.create_superuser("it@example.org", name="IT")


def page_of(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def opened(client, obj, having, **changes):
    return form_data(client.get(page_of(obj)), having=having) | changes


# --- Who gets in ---


@pytest.mark.parametrize("address", ["/admin/", UNITS, f"{USERS}add/", "/admin/unsinn/"])
def test_admin_does_not_exist_for_those_without_the_role_of_today(address):
    today = timezone.localdate()
    people = [
        cast.contact(),
        cast.user("niemand@example.org"),
        cast.person("ehemals@example.org", Role.OFFICE, until=today - DAY),
        cast.person("bald@example.org", Role.OFFICE, since=today + DAY),
    ]
    assert [browser(person).get(address).status_code for person in people] == [404, 404, 404, 404]


def test_visitor_is_sent_to_the_login_of_the_portal_and_back():
    response = browser(cast.office()).get("/admin/login/?next=/admin/organisation/user/")
    assert response.url == "/anmelden/?next=/admin/organisation/user/"


def test_office_and_city_it_get_in():
    assert [browser(person).get("/admin/").status_code for person in (cast.office(), superuser())] == [200, 200]


def test_office_sees_no_groups_and_no_permissions_of_django():
    listed = text_of(browser(superuser()).get("/admin/"))
    assert "Gruppen" not in listed.replace("Vernetzungsgruppen", "")


# --- Units ---


def test_unit_is_saved_with_its_author():
    office, unit = cast.office(), cast.unit()
    client = browser(office)
    client.post(page_of(unit), opened(client, unit, "number", number="41.0"))
    stored = OrgUnit.objects.get()
    assert (stored.number, stored.history.first().history_user) == ("41.0", office)


def test_unit_that_would_belong_to_itself_is_refused_at_the_field():
    unit = cast.unit()
    client = browser(cast.office())
    response = client.post(page_of(unit), opened(client, unit, "number", parent=str(unit.pk)))
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (422, ["parent"])


def test_second_writer_of_a_unit_sees_both_values():
    unit = cast.unit("Kulturbüro")
    client = browser(cast.office())
    early = opened(client, unit, "number", number="41.0")
    client.post(page_of(unit), opened(client, unit, "number", name="Kulturbüro und Stadtteilkultur"))
    conflict = client.post(page_of(unit), early)
    assert conflict.status_code == 409
    merged = form_data(conflict, having="number")
    assert (merged["name"], merged["number"]) == (["Kulturbüro und Stadtteilkultur"], ["41.0"])
    assert client.post(page_of(unit), merged).status_code == 302
    assert str(OrgUnit.objects.get()) == "41.0 Kulturbüro und Stadtteilkultur"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Fachbereich Öffentliche Ordnung", "Kulturamt", "Kulturbüro"]),
        ("valid=yes", ["Fachbereich Öffentliche Ordnung", "Kulturbüro"]),
        ("valid=no", ["Kulturamt"]),
        ("valid=x", ["Fachbereich Öffentliche Ordnung", "Kulturamt", "Kulturbüro"]),
        ("q=OEFFENTLICHE", ["Fachbereich Öffentliche Ordnung"]),
        ("q=kultur buro", ["Kulturbüro"]),
        ("q=%3F%3F", ["Fachbereich Öffentliche Ordnung", "Kulturamt", "Kulturbüro"]),
    ],
)
def test_units_are_filtered_and_found_with_umlauts_folded(query, names):
    cast.unit("Kulturbüro")
    cast.unit("Kulturamt", valid_to=dt.date(2020, 1, 1))
    cast.unit("Fachbereich Öffentliche Ordnung")
    office = cast.office()
    rows = browser(office).get(f"{UNITS}?{query}").context["cl"].result_list
    assert [row.name for row in rows] == names


def test_unit_and_account_are_never_deleted():
    unit, contact = cast.unit(), cast.contact()
    client = browser(superuser())
    answers = [client.post(f"{page_of(obj)}../delete/", {"post": "yes"}).status_code for obj in (unit, contact)]
    assert (answers, User.objects.filter(pk=contact.pk).exists()) == ([403, 403], True)


def test_external_actor_is_deleted_only_while_nothing_points_to_it():
    office = cast.office()
    free, used = (Actor.objects.create(name=name, kind="university") for name in ("Irrtum", "Hochschule"))
    cast.measure().cooperating_actors.add(used)
    client = browser(office)
    addresses = [reverse("admin:organisation_actor_delete", args=[actor.pk]) for actor in (free, used)]
    assert [client.post(address, {"post": "yes"}).status_code for address in addresses] == [302, 403]
    gone = Actor.history.filter(history_type="-").get()
    assert (gone.name, gone.history_user, list(Actor.objects.all())) == ("Irrtum", office, [used])


def test_address_of_a_website_is_checked():
    client = browser(cast.office())
    data = {"name": "Verein", "kind": "association", "url": "javascript:alert(1)"}
    response = client.post("/admin/organisation/actor/add/", data)
    assert (response.status_code, Actor.objects.count()) == (422, 0)


# --- Accounts ---


def new_account(client, **fields):
    data = form_data(client.get(f"{USERS}add/"), having="email")
    return client.post(f"{USERS}add/", data | {"email": "Neu@Example.org", "name": "Kontakt FB 41"} | fields)


def with_role(index=0, **fields):
    row = {"role": "contact", "unit": str(cast.unit().pk), "since": "01.01.2026", "seen": "{}"} | fields
    return {"roles-TOTAL_FORMS": str(index + 1)} | {f"roles-{index}-{name}": value for name, value in row.items()}


def test_new_account_has_no_password_and_its_role():
    office = cast.office()
    assert new_account(browser(office), **with_role()).status_code == 302
    account = User.objects.get(email="neu@example.org")
    assert (account.has_usable_password(), account.roles.get().role) == (False, Role.CONTACT)
    assert {row.history.get().history_user for row in (account, account.roles.get())} == {office}


def test_role_without_its_unit_is_refused_at_the_unit():
    response = new_account(browser(cast.office()), **with_role(unit=""))
    formset = response.context["inline_admin_formsets"][0].formset
    assert response.status_code == 422
    message = "Die Rolle des Büros gilt ohne Einheit, die der Koordination mit oder ohne, jede andere mit einer."
    assert formset.errors == [{"unit": [message]}]


def test_email_that_is_taken_is_refused_in_german():
    cast.user("neu@example.org")
    response = new_account(browser(cast.office()))
    assert (response.status_code, response.context["adminform"].form.errors["email"]) == (
        422,
        ["Es gibt schon ein Konto mit dieser E-Mail."],
    )


def test_office_ends_a_role_and_keeps_it():
    contact = cast.contact()
    client = browser(cast.office())
    data = opened(client, contact, "email") | {"roles-0-until": "31.12.2025"}
    assert client.post(page_of(contact), data).status_code == 302
    assert contact.roles.get().until == dt.date(2025, 12, 31)


def test_office_sees_its_own_roles_and_cannot_change_them():
    office = cast.office()
    client = browser(office)
    data = opened(client, office, "email", name="Büro") | {"roles-0-until": "31.12.2099"}
    assert not any(name.startswith("roles-0-until") for name in opened(client, office, "email"))
    client.post(page_of(office), data)
    office.refresh_from_db()
    assert (office.name, office.roles.get().until) == ("Büro", None)


def test_office_has_no_box_that_makes_city_it_and_a_forged_one_does_nothing():
    contact = cast.contact()
    client = browser(cast.office())
    data = opened(client, contact, "email", name="Neu")
    assert "is_superuser" not in client.get(page_of(contact)).content.decode()
    client.post(page_of(contact), data | {"is_superuser": "on"})
    contact.refresh_from_db()
    assert (contact.name, contact.is_superuser) == ("Neu", False)


def test_account_of_city_it_is_read_only_for_the_office():
    it = superuser()
    client = browser(cast.office())
    assert client.get(page_of(it)).status_code == 200
    assert client.post(page_of(it), {"email": "x@example.org", "name": "x"}).status_code == 403
    assert client.get(reverse("admin:organisation_user_password", args=[it.pk])).status_code == 404


def test_city_it_makes_city_it():
    contact = cast.contact()
    client = browser(superuser())
    client.post(page_of(contact), opened(client, contact, "email", is_superuser="on"))
    contact.refresh_from_db()
    assert contact.is_superuser


def test_office_cannot_close_its_own_account():
    office = cast.office()
    client = browser(office)
    data = opened(client, office, "email")
    data.pop("is_active")
    response = client.post(page_of(office), data)
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (422, ["is_active"])


def test_password_is_set_by_the_office():
    contact = cast.contact()
    address = reverse("admin:organisation_user_password", args=[contact.pk])
    client = browser(cast.office())
    weak = client.post(address, {"new_password1": "12345", "new_password2": "12345"})
    assert (weak.status_code, "zu kurz" in text_of(weak)) == (422, True)
    assert client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    contact.refresh_from_db()
    assert contact.check_password(PASSWORD)
    assert PASSWORD not in str(list(contact.history.values()))


def test_list_of_accounts_shows_the_roles_of_today():
    cast.person("ehemals@example.org", Role.CONTACT, cast.unit(), until=dt.date(2020, 1, 1))
    changelist = browser(cast.office()).get(USERS).context["cl"]
    shown = {row.email: changelist.model_admin.roles_today(row) for row in changelist.result_list}
    assert shown == {"buero@example.org": "Büro für internationale Angelegenheiten", "ehemals@example.org": "–"}


# --- Network group ---


def test_network_group_is_kept_with_members_meetings_and_tasks():
    office = cast.office()
    group = NetworkGroup.objects.create(name="Europa und Internationales")
    other = NetworkGroup.objects.create(name="Andere")
    foreign = NetworkGroupMeeting.objects.create(group=other, start=timezone.now())
    client = browser(office)
    data = opened(client, group, "purpose")
    unit = str(cast.unit().pk)
    rows = {
        "members-0": {"unit": unit, "since": "01.01.2026"},
        "meetings-0": {"start_0": "27.11.2026", "start_1": "10:00", "place": "Rathaus"},
        "tasks-0": {"title": "Liste prüfen", "unit": unit, "due": "31.12.2026"},
    }
    for prefix, row in rows.items():
        data |= {f"{prefix.partition('-')[0]}-TOTAL_FORMS": "1", f"{prefix}-seen": "{}"}
        data |= {f"{prefix}-{name}": value for name, value in row.items()}
    refused = client.post(page_of(group), data | {"tasks-0-meeting": str(foreign.pk)})
    assert (refused.status_code, NetworkGroupTask.objects.count()) == (422, 0)
    assert client.post(page_of(group), data).status_code == 302
    stored = [group.members.get(), group.meetings.get(), group.tasks.get()]
    assert {row.history.get().history_user for row in stored} == {office}
    assert timezone.localtime(stored[1].start) == dt.datetime(2026, 11, 27, 10, tzinfo=timezone.get_current_timezone())


def test_history_of_an_account_tells_of_its_roles():
    office, contact = cast.office(), cast.contact()
    client = browser(office)
    client.post(page_of(contact), opened(client, contact, "email") | {"roles-0-until": "31.12.2025"})
    entries = client.get(reverse("admin:organisation_user_history", args=[contact.pk])).context["page_obj"]
    latest_kind, latest = entries[0]
    assert (latest_kind, latest.who, [(each.label, each.new) for each in latest.changes]) == (
        "Rolle",
        "buero",
        [("Bis", "31. Dezember 2025")],
    )
    assert RoleAssignment.objects.filter(user=contact).count() == 1
