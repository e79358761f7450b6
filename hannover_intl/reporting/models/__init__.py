"""Committee reports: what was put together for the council, and what was frozen of it."""

from hannover_intl.reporting.models.blocks import BlockTemplate, ReportBlock
from hannover_intl.reporting.models.reports import CommitteeReport
from hannover_intl.reporting.models.subscriptions import Subscription

__all__ = ["BlockTemplate", "CommitteeReport", "ReportBlock", "Subscription"]
