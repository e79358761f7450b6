"""Base of all admin pages: open to whom the site is open, nothing deleted, nothing overwritten, never an error 500.

A page writes in one place, ``write()``, through services. What a service refuses comes back to the same page with
everything that was typed.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin, ShowFacets, StackedInline
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_conflicts import conflict_of
from hannover_intl.core.admin_export import ExportableList
from hannover_intl.core.admin_forms import (
    OVERTAKEN,
    KeptField,
    LabelledSplitDateTime,
    SharedChoiceField,
    WorkplaceForm,
    field_errors,
)
from hannover_intl.core.admin_hints import HintedFields
from hannover_intl.core.admin_public import PublicPages
from hannover_intl.core.audit import RowError, delete_audited, errors_of, save_audited
from hannover_intl.core.forms import PlainLineField, PlainTextField
from hannover_intl.core.search import index_text, search_words
from hannover_intl.core.versioning import VersionConflict

TEXT_LIMIT = 20_000
EMPTY_ROWS = "empty_rows"
CONFLICT, UNPROCESSABLE = 409, 422
_MOST_ROWS = 200  # that one page takes; each costs time to show again when something is wrong

_CROSSED = _(
    "Das ließ sich nicht speichern, weil im selben Moment etwas anderes gespeichert wurde. Bitte prüfen Sie die "
    "Angaben und speichern Sie noch einmal."
)


class Refused(Exception):  # noqa: N818 -- an outcome that the user resolves
    """A service refused what one form of the page says."""

    def __init__(self, prefix: str | None, error: ValidationError) -> None:
        super().__init__(prefix)
        self.prefix, self.error = prefix, error


class WorkplaceOptions(HintedFields):
    """What pages and inlines share: rights, plain widgets, cleaned text, forms that notice others."""

    form: Any = WorkplaceForm
    formfield_overrides = {
        models.CharField: {"form_class": PlainLineField},
        models.DateTimeField: {"widget": LabelledSplitDateTime},
        models.TextField: {"form_class": PlainTextField, "max_length": TEXT_LIMIT},
        models.URLField: {"assume_scheme": "https"},
    }

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may enter the site sees all of it."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Likewise."""
        return self.has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Likewise."""
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing vanishes."""
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Without the icons that open further windows: they need JavaScript and leave screen readers behind."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """A plain select, read once for all rows of an inline."""
        return super().formfield_for_foreignkey(db_field, request, **{"form_class": SharedChoiceField, **kwargs})

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Check boxes."""
        return super().formfield_for_manytomany(db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The declared fieldsets; on a page that can be saved the last of them holds the hidden fields."""
        *first, (name, options) = super().get_fieldsets(request, obj)
        allowed = self.has_add_permission(request, obj) if obj is None else self.has_change_permission(request, obj)
        hidden = self._hidden_fields()
        fields = [field for field in options["fields"] if field not in hidden]
        return [*first, (name, {**options, "fields": [*fields, *hidden] if allowed else fields})]

    def _hidden_fields(self) -> list[str]:
        return [name for name, field in self.form.declared_fields.items() if isinstance(field, KeptField)]


class WorkplaceInline(WorkplaceOptions, StackedInline):  # type: ignore[type-arg]  # of every model
    """Rows of a page, one below the other."""

    extra = 0

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Empty rows to begin with. A button adds more; where no script runs, a link asks for an empty one."""
        return max(self.extra, int(EMPTY_ROWS in request.GET))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A formset whose rows know what services refused in this request."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.refusals = _refusals(request)  # type: ignore[attr-defined]  # a WorkplaceForm of its own
        formset.absolute_max = _MOST_ROWS
        return formset


class WorkplaceAdmin(WorkplaceOptions, PublicPages, ExportableList):
    """A list and a form for one kind of object."""

    list_per_page = 50
    list_max_show_all = 0  # never all on one page
    show_facets = ShowFacets.NEVER  # counts beside the filters would be one query each
    folded_search: tuple[str, ...] = ()  # fields of small tables that are searched with umlauts folded

    class Media:
        css = {"all": ["portal/office.css"]}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    # --- Lists ---

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list; an address with characters no database stores is not asked for."""
        if any("\x00" in value for value in request.GET.values()):
            return HttpResponseRedirect(request.path)
        return super().changelist_view(request, extra_context)

    def get_search_fields(self, request: HttpRequest) -> Any:
        """The search box stands above a list that can be searched."""
        return self.folded_search or super().get_search_fields(request)

    def get_search_results(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]", search_term: str
    ) -> tuple["models.QuerySet[Any]", bool]:
        """Finds the same rows on every database: LIKE would not know umlauts."""
        words = search_words(search_term)
        if not self.folded_search or not words:
            return queryset, False
        rows = self.model._default_manager.values_list("pk", *self.folded_search)
        texts = ((pk, index_text(*(str(part or "") for part in parts))) for pk, *parts in rows)
        found = [pk for pk, text in texts if all(folded in text or bare in text for folded, bare in words)]
        return queryset.filter(pk__in=found), False

    # --- Forms ---

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The object; on saving its row is locked first and read again, so nobody writes between look and save."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return obj
        list(self.model._base_manager.select_for_update().filter(pk=obj.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A form that knows what services refused in this request. Its hidden fields are no fields of the model."""
        if "fields" in kwargs:
            kwargs["fields"] = [name for name in kwargs["fields"] if name not in self._hidden_fields()]
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusals = _refusals(request)  # type: ignore[attr-defined]  # a WorkplaceForm of its own
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The form; what a service or the database refuses is rolled back and shown on the same form."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            refusals = {refused.prefix: refused.error}
        except (VersionConflict, IntegrityError, DataError):
            refusals = {None: ValidationError(_CROSSED)}
        request.refusals = refusals  # type: ignore[attr-defined]  # read by get_form and get_formset
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: Any, obj: Any, form: Any, change: Any) -> None:
        """Nothing yet: the page is written as a whole in save_related."""

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Write the page if anything on it changed."""
        for formset in formsets:
            formset.save(commit=False)  # sorts the rows into new, changed and deleted ones
        if change and not form.has_changed() and not any(formset.has_changed() for formset in formsets):
            return
        try:
            self.write(request, form, formsets)
        except RowError as error:
            raise Refused(_prefix_of(error.row, form, formsets), error) from error
        except ValidationError as error:
            raise Refused(form.prefix, error) from error

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        """Store the object and its rows. Pages of objects with rules of their own call their services here."""
        save_audited(form.instance, actor=request.user)
        for formset in formsets:
            for row in rows_to_delete(formset):
                delete_audited(row, actor=request.user)
            for row in rows_to_save(formset):
                with errors_of(row):
                    save_audited(row, actor=request.user)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; after a failed save it tells by its status whether somebody was faster or something is wrong."""
        form = context["adminform"].form
        pages = [("", form), *_rows(context["inline_admin_formsets"])]
        overtaken = any(form.has_error(NON_FIELD_ERRORS, OVERTAKEN) for _heading, form in pages)
        if overtaken:
            context["conflict"] = conflict_of(form.guarded(), pages)
        context["can_grow"] = any(inline.has_add_permission for inline in context["inline_admin_formsets"])
        context["tools"] = self.tools(request, context["original"]) if context["original"] else []
        if context["errors"]:
            context["error_links"] = field_errors(form, context["inline_admin_formsets"])
        response = super().render_change_form(request, context, *args, **kwargs)
        if request.method == "POST":
            response.status_code = CONFLICT if overtaken else UNPROCESSABLE
        return response

    def tools(self, request: HttpRequest, obj: Any) -> list[tuple[str, Any]]:
        """Further things to do with the object: address and text of links above the form."""
        return []

    # --- Deleting, where a page allows it ---

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Ask, then delete; something that was linked to the object meanwhile keeps it."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError:
            messages.error(request, _("Das lässt sich nicht löschen: Anderes verweist darauf."))
            return HttpResponseRedirect("../change/")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete with a row in the history."""
        delete_audited(obj, actor=request.user)  # type: ignore[arg-type]  # the site lets nobody else in


def _prefix_of(row: models.Model, form: Any, formsets: Any) -> str | None:
    """The form that tells what is wrong with ``row``; one that is ticked to be deleted tells nothing, the page does."""
    pairs = ((formset, row_form) for formset in formsets for row_form in formset.forms)
    formset, found = next(pair for pair in pairs if pair[1].instance is row)
    prefix: str | None = form.prefix if found in formset.deleted_forms else found.prefix
    return prefix


def rows_to_save(formset: "BaseInlineFormSet[Any, Any, Any]") -> list[Any]:
    """New and changed rows, each linked to the stored object of the page."""
    rows = [form.instance for form in forms_to_save(formset)]
    for row in rows:
        setattr(row, formset.fk.name, formset.instance)
    return rows


def forms_to_save(formset: "BaseInlineFormSet[Any, Any, Any]") -> list[Any]:
    """The forms behind the new and changed rows."""
    return [form for form in formset.forms if form.has_changed() and form not in formset.deleted_forms]


def rows_to_delete(formset: "BaseInlineFormSet[Any, Any, Any]") -> list[Any]:
    """Stored rows that were ticked to be deleted."""
    return list(formset.deleted_objects)


def page(
    request: HttpRequest, admin: "ModelAdmin[Any]", template: str, context: dict[str, Any], status: int = 200
) -> TemplateResponse:
    """A further page of ``admin`` in the look of the site."""
    site = {**admin.admin_site.each_context(request), "opts": admin.opts}
    return TemplateResponse(request, template, site | context, status=status)


def _refusals(request: HttpRequest) -> dict[str | None, ValidationError]:
    return getattr(request, "refusals", {})


def _rows(inline_formsets: Any) -> Iterator[tuple[str, Any]]:
    """The forms of the stored rows that can be changed, each with a heading."""
    for inline in inline_formsets:
        for form in inline.formset.initial_forms if inline.has_change_permission else []:
            yield f"{inline.opts.opts.verbose_name} „{form.instance}“", form
