"""What of a department's text was printed: after the report is out, its writers see it as the council does."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView

from measures.models import Measure, MeasureUpdate


class PrintedView(TemplateView):
    """The approved updates of one measure of the own unit, the newest first. Other measures do not exist here."""

    template_name = "measures/printed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The measure and what was approved by today."""
        today = timezone.localdate()
        own = Measure.objects.reportable_by(self.request.user, today).as_of(today)
        measure = own.filter(number=self.kwargs["number"]).first()
        if measure is None:
            raise Http404
        approved = MeasureUpdate.objects.filter(measure=measure).approved_by(today).select_related("round")
        return super().get_context_data(**kwargs, measure=measure, updates=approved)
