"""The office composes, freezes and publishes reports to the council."""

from hannover_intl.reporting.admin.reports import CommitteeReportAdmin
from hannover_intl.reporting.admin.templates import BlockTemplateAdmin

__all__ = ["BlockTemplateAdmin", "CommitteeReportAdmin"]
