"""What status changes and indicators share: they belong to one measure, and saving them claims its version."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import WorkplaceAdmin
from hannover_intl.core.admin_forms import VersionedForm
from measures.admin.public import public_page
from measures.models import Measure


class PartForm(VersionedForm):
    """Guards the measure that the part belongs to."""

    measure: ClassVar[Measure | None] = None  # of a new part; set for one request

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance") or self._meta.model()
        if instance.pk is None:
            instance.measure = self.measure
        super().__init__(*args, **{**kwargs, "instance": instance})

    def guarded(self) -> Measure:
        measure: Measure = self.instance.measure
        return measure


class PartAdmin(WorkplaceAdmin):
    """A part is added from the page of its measure (``?measure=``) and leads back there."""

    form = PartForm
    readonly_fields = ["measure"]
    list_select_related = ["measure"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.measure = None if change else self._asked_measure(request)
        return form

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only to a measure, so lists and the first page offer no way that leads nowhere."""
        return super().has_add_permission(request, obj) and "measure" in request.GET

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Saving leads back to the measure, not on to another part."""
        extra = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context | extra, *args, **kwargs)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Without a measure there is nothing to add to: choose one first."""
        if self._asked_measure(request) is None:
            messages.info(request, _("Bitte wählen Sie zuerst die Maßnahme."))
            return HttpResponseRedirect(reverse("admin:measures_measure_changelist"))
        return super().add_view(request, form_url, extra_context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The address names the measure and nothing else."""
        return {}

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:measures_measure_change", args=[obj.measure_id]))

    response_post_save_change = response_post_save_add

    def public_page(self, obj: Any) -> str | None:
        return public_page(obj.measure)

    def _asked_measure(self, request: HttpRequest) -> Measure | None:
        number = request.GET.get("measure", "")
        known = number.isascii() and number.isdigit() and len(number) < 19  # noqa: PLR2004 -- fits the column
        return Measure.objects.filter(pk=number).first() if known else None
