"""The first wording of the consent, so that the register works where nobody has entered one yet."""

import datetime as dt

from django.db import migrations

VERSION = 1
TEXT = """Der Eintrag ist freiwillig. Wer sich nicht einträgt, hat keinen Nachteil.

Gespeichert wird nur, was Sie hier selbst angeben: Sprachen mit Niveau, Fachgebiete, Fortbildungen und Aufenthalte im \
Ausland. Muttersprache, Herkunft und Staatsangehörigkeit werden nicht erfragt.

Finden kann Sie nur die Koordination der Sprachkenntnisse, und nur für die Zwecke, denen Sie zustimmen. Sie sieht \
Niveau und Nachweis, nicht Ihren Namen. Anfragen erreichen Sie über das Portal. Ihre Kontaktdaten werden erst gezeigt, \
wenn Sie einer Anfrage zusagen. Eine Absage braucht keinen Grund.

Jeder Blick auf Ihren Eintrag wird mit Zweck festgehalten. Sie sehen hier, wer wann wofür nachgesehen hat. Nach zwölf \
Monaten wird dieses Protokoll gelöscht.

Sie können jede Zustimmung einzeln und den ganzen Eintrag jederzeit mit einem Klick zurückziehen. Er wird dann sofort \
gelöscht. Alle 24 Monate bitten wir Sie um Bestätigung; ohne sie wird der Eintrag gelöscht, ebenso 30 Tage nach dem \
Ende Ihres Kontos.

Die Zustimmung Ihrer Führungskraft wird erst für einen Einsatz eingeholt, nicht für den Eintrag. Die Angaben werden \
nicht zur Leistungs- oder Verhaltenskontrolle genutzt."""


def add_text(apps, schema_editor):
    apps.get_model("staff_skills", "ConsentText").objects.get_or_create(
        version=VERSION, defaults={"text": TEXT, "valid_from": dt.date(2026, 1, 1)}
    )


class Migration(migrations.Migration):
    dependencies = [("staff_skills", "0001_initial")]

    # Going back, the table goes too.
    operations = [migrations.RunPython(add_text, migrations.RunPython.noop)]
