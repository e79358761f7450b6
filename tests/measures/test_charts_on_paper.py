"""Timeline and small charts in a PDF: drawn, told in words, and valid in both standards."""

import datetime as dt
import io

import page
import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from hannover_intl.core.pdf import render_pdf
from measures.asked_day import AskedDay
from measures.choices import IndicatorKind, MilestoneState, Progress
from measures.models import Measure
from measures.timelines import measures_timeline
from measures.trends import indicators_of, trend
from tests import cast

pytestmark = pytest.mark.django_db


def charts() -> str:
    day = AskedDay(cast.TODAY, cast.TODAY)
    measure = cast.measure("1.1", planned_start=dt.date(2024, 3, 1), planned_end=dt.date(2027, 12, 31))
    cast.status(measure, Progress.IN_PROGRESS)
    cast.milestone(measure, dt.date(2025, 6, 30), "Konzept", state=MilestoneState.DONE, closed_on=dt.date(2025, 6, 1))
    cast.milestone(measure, dt.date(2026, 6, 30), "Messe")
    indicator = measure.indicators.create(name="Schulungen", unit="Personen", kind=IndicatorKind.EFFECT)
    indicator.targets.create(due=dt.date(2027, 12, 31), value=1500)
    for year in (2024, 2025):
        indicator.values.create(measured_on=dt.date(year, 12, 31), value=year - 1500)
    measures = list(Measure.objects.as_of(day.day))
    timeline = {"chart": measures_timeline("Zeitplan", measures, day)}
    parts = [render_to_string(f"includes/{name}.html", timeline) for name in ("timeline", "timeline_table")]
    parts += [
        render_to_string("includes/trend.html", {"chart": trend(row, day)}) for row in indicators_of(measures, day.day)
    ]
    return "\n".join(parts)


def test_charts_are_printed_with_their_words(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    text = charts().replace('href="/', 'href="https://portal.example.org/')
    pdf = render_pdf(f'<html lang="de"><head><title>Zeitplan</title></head><body><h1>Zeitplan</h1>{text}</body></html>')
    (sheet,) = PdfReader(io.BytesIO(pdf)).pages
    words = " ".join(sheet.extract_text().split())
    for expected in (
        "2024",
        "2027",
        "1.1 Maßnahme 1.1",
        "30.06.2026 Messe (überfällig)",
        "zuletzt 525 am 31.12.2025",
        "1.500",
    ):
        assert expected in words
    broken = [
        (profile, failure.message)
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]
    assert broken == []
