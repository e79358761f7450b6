"""Published reports without their rendering: what a feed or a mail needs of them."""

import datetime as dt

import pytest
from django.utils import timezone

from hannover_intl.council.models import Consultation, Paper
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.payload import dump
from tests import cast
from tests.council.test_models import committee
from tests.reporting import sample


@pytest.fixture
def publish():
    """``publish("0001/2026")``: a report that went out today to the Kulturausschuss; ``report=`` overrides fields."""

    def create(number, *, of=None, report=None, **fields):
        defaults = {"paper_type": "information", "name": f"Bericht {number}", "date": cast.TODAY}
        paper = Paper.objects.create(**{"number": number} | defaults | fields)
        Consultation.objects.create(paper=paper, committee=of or committee(), role="information", position=1)
        frozen = dict.fromkeys(("html", "pdf", "payload_sha256", "html_sha256", "pdf_sha256"), "x")
        frozen["payload"] = dump(sample.paper(sample.report(sample.measure())))
        now = timezone.now() - dt.timedelta(hours=1)
        state = {"state": "published", "frozen_at": now, "published_at": now, "as_of": dt.date(2026, 6, 30)}
        return CommitteeReport.objects.create(**{"paper": paper} | frozen | state | (report or {}))

    return create
