"""The office keeps the organisation: units, accounts with their roles, external actors, the network group."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import WorkplaceInline, page, rows_to_save
from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.admin_mistakes import DeletableMistakes
from hannover_intl.core.audit import errors_of
from hannover_intl.organisation import admin_hints as hints
from hannover_intl.organisation.models import (
    Actor,
    NetworkGroup,
    NetworkGroupMeeting,
    NetworkGroupMember,
    NetworkGroupTask,
    OrgUnit,
    RoleAssignment,
    User,
)
from hannover_intl.organisation.policies import may_edit_account, may_give_roles
from hannover_intl.organisation.resources import AccountResource, ActorResource, UnitResource
from hannover_intl.organisation.selectors import UnitName, org_chart
from hannover_intl.organisation.services import save_account, save_role, save_unit, set_password

_SET = _("Passwort setzen")

# Rights are roles with a unit and a time; Django's groups would be a second way to them.
if isinstance(admin.site.get_model_admin(Group), GroupAdmin):  # importing it has registered it
    admin.site.unregister(Group)


class ValidTodayFilter(admin.SimpleListFilter):
    """Units of today, former ones, or those to come."""

    title = _("Gültigkeit")
    parameter_name = "valid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("heute gültig")), ("no", _("heute nicht gültig"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[OrgUnit]) -> QuerySet[OrgUnit]:
        valid = OrgUnit.objects.valid_on(timezone.localdate())
        narrowed = {"yes": queryset.filter(pk__in=valid), "no": queryset.exclude(pk__in=valid)}
        return narrowed.get(self.value() or "", queryset)


@admin.register(OrgUnit)
class OrgUnitAdmin(AuditedAdmin):
    """The chart. A recut ends a unit and names its successor."""

    hints = hints.UNIT
    list_resource = UnitResource
    list_display = ["number", "name", "kind", "parent", "valid_to", "successor"]
    list_display_links = ["number", "name"]
    list_filter = [ValidTodayFilter, "kind"]
    list_select_related = ["parent", "successor"]
    folded_search = ("number", "name")
    search_help_text = _("Nummer oder Name")
    fields = ["number", "name", "kind", "parent", "email", "valid_from", "valid_to", "successor"]

    def public_page(self, obj: OrgUnit) -> str | None:
        """Of a unit whose address means another one today there is no page."""
        key = UnitName(obj.number, obj.name).key
        found = org_chart().find(key, timezone.localdate())
        return reverse("measures:unit", args=[key]) if found == obj else None

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_unit(request.user, unit=form.instance)


class RoleInline(WorkplaceInline):
    """Roles are ended by their last day and stay readable; nobody sees a way to give roles to themselves."""

    model = RoleAssignment
    hints = hints.ROLE
    fields = [("role", "unit"), ("since", "until")]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleAssignment]:
        return super().get_queryset(request).select_related("unit")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = obj is None or may_give_roles(request.user, obj, timezone.localdate())
        return allowed and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)


@admin.register(User)
class UserAdmin(AuditedAdmin):
    """Accounts are closed, not deleted. Those of city IT are changed by city IT alone."""

    hints = hints.USER
    list_resource = AccountResource
    list_display = ["email", "name", "unit", "is_active", "roles_today"]
    list_filter = ["is_active", "roles__role"]
    list_select_related = ["unit"]
    folded_search = ("email", "name")
    search_help_text = _("E-Mail, Name oder Funktion")
    inlines = [RoleInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("roles__unit")

    @admin.display(description=_("Rollen heute"))
    def roles_today(self, account: User) -> str:
        """What the account may do today."""
        return ", ".join(str(role) for role in account.roles_on(timezone.localdate())) or "–"

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = ["email", "name", "unit", "is_active"]
        return [*fields, "is_superuser"] if request.user.is_superuser else fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = obj is None or may_edit_account(request.user, obj, timezone.localdate())
        return allowed and super().has_change_permission(request, obj)

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        today = timezone.localdate()
        save_account(request.user, account=form.instance, today=today)
        for role in (row for formset in formsets for row in rows_to_save(formset)):
            with errors_of(role):
                save_role(request.user, role=role, today=today)

    def tools(self, request: HttpRequest, obj: User) -> list[tuple[str, Any]]:
        if not self.has_change_permission(request, obj):
            return []
        own = reverse("password_change")  # stays signed in
        return [(own if obj == request.user else reverse("admin:organisation_user_password", args=[obj.pk]), _SET)]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.password_view)
        return [path("<path:object_id>/passwort/", view, name="organisation_user_password"), *super().get_urls()]

    def password_view(self, request: Any, object_id: str) -> HttpResponse:
        """Set a password for an account, to be changed by its owner after the first login."""
        account = self.get_object(request, object_id)
        if account is None or not self.has_change_permission(request, account):
            raise Http404
        form = SetPasswordForm(account, request.POST or None)
        if request.method == "POST" and form.is_valid():
            password = form.cleaned_data["new_password1"]
            set_password(request.user, account=account, password=password, today=timezone.localdate())
            messages.success(request, _("Das Passwort ist gesetzt. Bitte geben Sie es auf sicherem Weg weiter."))
            return HttpResponseRedirect(reverse("admin:organisation_user_change", args=[account.pk]))
        context = {
            "title": _("Passwort setzen"),
            "subtitle": account.email,
            "object": account,
            "form": form,
            "errors": form.errors,
        }
        return page(request, self, "admin/organisation/user/password.html", context, 422 if form.errors else 200)


@admin.register(Actor)
class ActorAdmin(DeletableMistakes, AuditedAdmin):
    """Partners outside of the administration."""

    hints = hints.ACTOR
    list_resource = ActorResource
    list_display = ["name", "kind", "url"]
    list_filter = ["kind"]
    folded_search = ("name",)
    search_help_text = _("Name")
    fields = ["name", "kind", "url"]


class MemberInline(WorkplaceInline):
    """Seats in the network group; a seat is ended by its last day."""

    model = NetworkGroupMember
    hints = hints.MEMBER
    fields = ["unit", ("member", "deputy"), ("since", "until")]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[NetworkGroupMember]:
        return super().get_queryset(request).select_related("unit")


class GroupMeetingInline(WorkplaceInline):
    """Meetings of the network group."""

    model = NetworkGroupMeeting
    hints = hints.GROUP_MEETING
    fields = [("start", "place"), "minutes"]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[NetworkGroupMeeting]:
        return super().get_queryset(request).select_related("group")


class TaskInline(WorkplaceInline):
    """What the group agreed on."""

    model = NetworkGroupTask
    hints = hints.TASK
    fields = ["title", ("unit", "meeting"), ("due", "done_on")]
    can_delete = False

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Only meetings of this group; a new group has none yet."""
        if db_field.name == "meeting":
            group = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = NetworkGroupMeeting.objects.filter(group=group).select_related("group")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(NetworkGroup)
class NetworkGroupAdmin(AuditedAdmin):
    """The network group with its members, meetings and tasks."""

    hints = hints.GROUP
    list_display = ["name"]
    folded_search = ("name",)
    search_help_text = _("Name")
    fields = ["name", "purpose"]
    inlines = [MemberInline, GroupMeetingInline, TaskInline]
