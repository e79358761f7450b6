"""The public pages of the strategy. They show adopted measures and approved updates, on any past day."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from hannover_intl.organisation.selectors import org_chart
from measures.asked_day import AskedDay
from measures.dashboard import dashboard
from measures.filters import MeasureFilter
from measures.models import ActionField, Measure, Objective
from measures.presentation import progress_chart
from measures.querysets import MeasureQuerySet
from measures.selectors import balance, progress_by_field
from measures.views.measure_page import measure_page
from measures.views.measure_table import measure_table


@method_decorator(login_not_required, name="dispatch")
class PublicPage(TemplateView):
    """A page for everybody. It shows the state of the day asked for by ``?stand=``, by default of today."""

    asked: AskedDay

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the asked day before anything is read."""
        super().setup(request, *args, **kwargs)
        self.asked = AskedDay.of(request.GET.get("stand", ""), timezone.localdate())

    def measures(self) -> MeasureQuerySet:
        """The measures this visitor may see, as they stood on the asked day."""
        return Measure.objects.visible_to(self.request.user, self.asked.today).as_of(self.asked.day)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the day notice of every page needs."""
        return super().get_context_data(asked=self.asked, **kwargs)


class MeasureListView(PublicPage):
    """All measures: filtered, sorted and paged by the parameters of the address."""

    template_name = "measures/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The filter with its form, and the page of the table that it leaves."""
        chart, params = org_chart(), self.request.GET
        chosen = MeasureFilter(params, self.measures(), asked=self.asked, chart=chart)
        table = measure_table(chosen.qs, params, asked=self.asked, chart=chart)
        return super().get_context_data(filter=chosen, table=table, **kwargs)


class MeasureDetailView(PublicPage):
    """One measure with its history. It stays at its address however it ended."""

    template_name = "measures/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All parts of the page; a day before the measure was adopted gives way to today."""
        measure = self._find(kwargs["number"])
        if measure is None and self.asked.is_past:
            error = _("Am %s war die Maßnahme noch nicht beschlossen.") % f"{self.asked.day:%d.%m.%Y}"
            self.asked = AskedDay.today_instead(self.asked.today, error, self.asked.typed)
            measure = self._find(kwargs["number"])
        if measure is None:
            raise Http404
        parts = measure_page(self.measures(), measure, self.asked, org_chart())
        return super().get_context_data(**parts, **kwargs)

    def _find(self, number: str) -> Measure | None:
        measures = self.measures().select_related("action_field", "adopted_by")
        found: Measure | None = measures.filter(number=number).first()
        return found


class FieldsView(PublicPage):
    """The action fields, how their measures stand, and the objectives."""

    template_name = "measures/fields.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every field with its measures counted by progress, and the balance of all."""
        fields = progress_by_field(self.measures())
        chart = progress_chart(_("Maßnahmen je Handlungsfeld"), _("Handlungsfeld"), fields, self.asked.query)
        objectives = Objective.objects.all()
        return super().get_context_data(
            fields=fields, chart=chart, balance=balance(fields), objectives=objectives, **kwargs
        )


class GroupView(PublicPage):
    """The measures that belong together: what they are about, how they stand, and the table of them."""

    model: type[ActionField] | type[Objective]
    lookup: str
    of_one_field = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The group with its dashboard and its table; an unknown number is no page."""
        group = get_object_or_404(self.model, number=kwargs["number"])
        measures = self.measures().filter(**{self.lookup: group})
        of_one_field, chart = self.of_one_field, org_chart()
        table = measure_table(measures, self.request.GET, asked=self.asked, chart=chart, of_one_field=of_one_field)
        shown = dashboard(measures, table.measures, self.asked)
        return super().get_context_data(group=group, dashboard=shown, table=table, **kwargs)


class FieldView(GroupView):
    """One action field."""

    template_name = "measures/field.html"
    model = ActionField
    lookup = "action_field"
    of_one_field = True


class ObjectiveView(GroupView):
    """One objective with the measures that serve it, from whatever field."""

    template_name = "measures/objective.html"
    model = Objective
    lookup = "objectives"
