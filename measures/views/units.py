"""The public pages of the organisational units: what they carry out. Units only, never persons."""

from typing import Any

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from hannover_intl.core.charts import StackedBarChart
from hannover_intl.core.search import fold
from hannover_intl.organisation.selectors import OrgChart, UnitName, org_chart
from measures.dashboard import dashboard
from measures.models import Measure
from measures.presentation import progress_bar
from measures.views.measure_table import measure_table
from measures.views.public import PublicPage

COOPERATING_SHOWN = 50


class UnitsView(PublicPage):
    """All units that lead measures, and how these stand."""

    template_name = "measures/units.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One bar for each unit, by the names of the asked day."""
        chart = org_chart()
        counts: dict[UnitName, dict[str, int]] = {}
        rows = self.measures().order_by().values_list("lead_unit", "progress").annotate(number=Count("pk"))
        for unit_id, progress, number in rows:
            of_unit = counts.setdefault(chart.name_on(unit_id, self.asked.day), {})
            of_unit[progress] = of_unit.get(progress, 0) + number
        bars = [
            progress_bar(str(name), counts[name], reverse("measures:unit", args=[name.key]) + self.asked.query)
            for name in sorted(counts, key=lambda name: fold(str(name)))
        ]
        units = StackedBarChart(_("Maßnahmen je federführender Einheit"), _("Einheit"), tuple(bars))
        return super().get_context_data(chart=units, **kwargs)


class UnitView(PublicPage):
    """One unit with the units below it: the measures they lead, and those in which they cooperate."""

    template_name = "measures/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The dashboard of what is led, and the list of the rest; an unknown unit is no page."""
        chart = org_chart()
        unit = chart.find(kwargs["unit_key"], self.asked.day)
        if unit is None:
            raise Http404
        covered = chart.covered_by([unit.pk])
        led = self.measures().filter(lead_unit__in=covered)
        table = measure_table(led, self.request.GET, asked=self.asked, chart=chart)
        return super().get_context_data(
            unit=UnitName(unit.number, unit.name),
            edited=unit,
            table=table,
            dashboard=dashboard(led, table.measures, self.asked),
            cooperating=self._cooperating(covered, chart),
            **kwargs,
        )

    def _cooperating(self, covered: frozenset[int], chart: OrgChart) -> list[tuple[Measure, UnitName]]:
        """Measures of others with their lead unit."""
        through = Measure.cooperating_units.through.objects.filter(orgunit__in=covered)
        others = self.measures().filter(pk__in=through.values("measure")).exclude(lead_unit__in=covered)
        return [
            (measure, chart.name_on(measure.lead_unit_id, self.asked.day)) for measure in others[:COOPERATING_SHOWN]
        ]
