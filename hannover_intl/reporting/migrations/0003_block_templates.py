"""The blocks of the city's form, in the order of its newer papers."""

from django.db import migrations

GENDER = (
    "Der Bericht gibt Sachstände wieder und enthält keine Entscheidung, die Menschen je nach Geschlecht "
    "unterschiedlich betrifft. Gender-Aspekte der einzelnen Maßnahmen berücksichtigen die federführenden Einheiten."
)
# Heading, source, text, required.
BLOCKS = (
    ("Anlass", "occasion", "", True),
    ("Zusammenfassung", "summary", "", True),
    ("Finanzielle Auswirkungen", "costs", "", True),
    ("Berücksichtigung von Gender-Aspekten", "text", GENDER, True),
    ("Ergebnis der Klimawirkungsprüfung", "text", "", False),
)


def add_templates(apps, schema_editor):
    """Each heading once; what the office made of a template stays."""
    templates = apps.get_model("reporting", "BlockTemplate")
    for position, (heading, source, text, required) in enumerate(BLOCKS, start=1):
        defaults = {"position": position, "source": source, "text": text, "is_required": required}
        templates.objects.get_or_create(heading=heading, defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_report_guards")]

    operations = [migrations.RunPython(add_templates, migrations.RunPython.noop)]
