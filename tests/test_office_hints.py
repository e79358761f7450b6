"""The fields that the office meets say what belongs there."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from hannover_intl.council.models import Paper
from hannover_intl.reporting.models import CommitteeReport
from measures.models import Measure, ReportingRound, StatusChange
from partnerships.models import Activity, Agreement, CooperationRequest, Partner, Partnership
from tests import cast
from tests.pages import browser, text_of

pytestmark = pytest.mark.django_db

MODELS = (
    Measure, StatusChange, ReportingRound, Paper, CommitteeReport,
    Partner, Partnership, Agreement, Activity, CooperationRequest,
)  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_hint_is_read_at_its_field(model):
    """A hint for a field that the page does not have, or that has its own help, would never be read."""
    office, measure = cast.office(), cast.measure()
    page = admin.site.get_model_admin(model)
    request = RequestFactory().get("/admin/")
    request.user = office
    hints = [text for each in (page, *page.get_inline_instances(request)) for text in each.hints.values()]
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    shown = text_of(browser(office).get(address, {"measure": measure.pk}))
    assert hints
    assert [str(text) for text in hints if str(text) not in shown] == []
