"""The database refuses to change a frozen report, but for the one step of publishing it."""

from django.db import migrations

from hannover_intl.core.db_guards import Guard, changed, guarding

REFUSED = "Der Bericht ist festgeschrieben."
CONTENT = changed(
    "id",
    "paper_id",
    "as_of",
    "scope_kind",
    "scope_number",
    "layout",
    "keep",
    "supersedes_id",
    "reason",
    "compared_with_id",
    "frozen_at",
    "frozen_by_id",
    "payload",
    "html",
    "pdf",
    "payload_sha256",
    "html_sha256",
    "pdf_sha256",
    "search_text",
)
PUBLICATION = changed("state", "published_at", "published_by_id")
PUBLISHES = "(OLD.state = 'frozen' AND NEW.state = 'published')"


def frozen(*reports: str) -> str:
    rows = f"SELECT 1 FROM reporting_committeereport WHERE id IN ({', '.join(reports)})"  # noqa: S608 -- our own names
    return f"EXISTS ({rows} AND state <> 'draft')"


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("council", "0005_paper_guards")]

    operations = [
        guarding(
            Guard(
                "frozen_report_stays",
                "reporting_committeereport",
                "UPDATE",
                f"OLD.state <> 'draft' AND ({CONTENT} OR ({PUBLICATION} AND NOT {PUBLISHES}))",
                REFUSED,
            ),
            Guard("frozen_report_is_kept", "reporting_committeereport", "DELETE", "OLD.state <> 'draft'", REFUSED),
            Guard("frozen_report_gets_no_block", "reporting_reportblock", "INSERT", frozen("NEW.report_id"), REFUSED),
            Guard(
                "frozen_block_stays",
                "reporting_reportblock",
                "UPDATE",
                frozen("NEW.report_id", "OLD.report_id"),
                REFUSED,
            ),
            Guard("frozen_block_is_kept", "reporting_reportblock", "DELETE", frozen("OLD.report_id"), REFUSED),
        )
    ]
