"""Needs and gaps in languages, and the targets of the action field: for those who plan inside the city."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views import View

from hannover_intl.core.spreadsheets.cells import escape_cell
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import AnyUser, is_office
from hannover_intl.reporting.services.request_links import link_activity
from hannover_intl.reporting.skills import build_skills_planning
from hannover_intl.reporting.skills_chapter import SkillsPlanning
from staff_skills.models import SkillRequest
from staff_skills.policies import coordinates


def may_plan(user: AnyUser, today: dt.date) -> bool:
    """Coordinators and the office read the figures from five people; both plan with them."""
    return is_office(user, today) or coordinates(user, today)


class PlanningView(View):
    """What partners and requests need, what there is, who wants to learn what, and what is to be reached."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No page for anybody else."""
        self.today = timezone.localdate()
        if not may_plan(request.user, self.today):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        planning = build_skills_planning(self.today)
        learning = (planning.wishes, planning.trainings, planning.certificates)
        context = {
            "planning": planning,
            "learning": [table for table in learning if table.rows],
            "coordinates": coordinates(request.user, self.today),
        }
        return render(request, "reporting/skills_planning.html", context)


class PlanningCsvView(PlanningView):
    """The same as a table for a spreadsheet program."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """CSV (UTF-8 with mark, semicolons); nothing in it runs as a formula."""
        content = planning_csv(build_skills_planning(self.today))
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="sprachbedarf-{self.today}.csv"'
        return response


def planning_csv(planning: SkillsPlanning) -> bytes:
    """Languages first, then targets; a cell stays empty where its column says nothing of the row."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            *(_("Art"), _("Bezeichnung"), _("Partnerschaften"), _("Anfragen in zwölf Monaten")),
            *(_("Beschäftigte mindestens"), _("Beschäftigte höchstens"), _("zuletzt"), _("Ziel"), _("Zieltag")),
        )
    )
    for cells in _rows(planning):
        writer.writerow([escape_cell(cell) for cell in cells])
    return target.getvalue().encode("utf-8-sig")


def _rows(planning: SkillsPlanning) -> Iterable[tuple[object, ...]]:
    for gap in planning.gaps:
        span = (gap.available.at_least, gap.available.at_most) if gap.available else ("", "")
        yield (_("Sprache"), gap.language, gap.partners, gap.requests, *span, "", "", "")
    for entry in planning.plan:
        name = f"{entry.measure}: {entry.indicator} ({entry.unit})"
        due = date_format(entry.due, "d.m.Y") if entry.due else ""
        yield (_("Kennzahl"), name, "", "", "", "", _number(entry.measured), _number(entry.target), due)


def _number(value: object) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")


class RequestActivityView(View):
    """Which activity a request belongs to, chosen on the page of the request."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store the choice. A request that one may not see does not exist."""
        typed = request.POST.get("activity", "")
        try:
            activity_id = int(typed) if typed else None
            link_activity(
                cast("User", request.user), request_id=pk, activity_id=activity_id, today=timezone.localdate()
            )
        except SkillRequest.DoesNotExist:
            raise Http404 from None
        except (ValidationError, ValueError):
            messages.error(request, _("Bitte wählen Sie eine Aktivität aus der Liste."))
        else:
            messages.success(request, _("Die Zuordnung ist gespeichert."))
        return redirect("staff_skills:request", pk=pk)
