"""The database refuses to change what is printed of a fixed paper."""

from django.db import migrations

from hannover_intl.core.db_guards import Guard, changed, guarding

REFUSED = "Die Drucksache ist festgeschrieben."


def fixed(*papers: str) -> str:
    return f"EXISTS (SELECT 1 FROM council_paper WHERE id IN ({', '.join(papers)}) AND is_fixed)"  # noqa: S608 -- our own names


PAPER = changed("number", "suffix", "paper_type", "name", "date")
ADDRESSEE = changed("paper_id", "committee_id", "role")


class Migration(migrations.Migration):
    dependencies = [("council", "0004_paper_is_fixed")]

    operations = [
        guarding(
            Guard(
                "fixed_paper_stays",
                "council_paper",
                "UPDATE",
                f"OLD.is_fixed AND ({PAPER} OR NOT NEW.is_fixed OR (NEW.is_draft AND NOT OLD.is_draft))",
                REFUSED,
            ),
            Guard("fixed_paper_is_kept", "council_paper", "DELETE", "OLD.is_fixed", REFUSED),
            Guard("fixed_paper_gets_no_addressee", "council_consultation", "INSERT", fixed("NEW.paper_id"), REFUSED),
            Guard(
                "fixed_addressee_stays",
                "council_consultation",
                "UPDATE",
                f"{ADDRESSEE} AND {fixed('NEW.paper_id', 'OLD.paper_id')}",
                REFUSED,
            ),
            Guard("fixed_addressee_is_kept", "council_consultation", "DELETE", fixed("OLD.paper_id"), REFUSED),
        )
    ]
