"""What the office reads below the fields of measures and rounds."""

from django.utils.translation import gettext_lazy as _

MEASURE = {
    "number": _("Wie im Handlungskonzept, zum Beispiel 2.3. Eine Nummer wird nie ein zweites Mal vergeben."),
    "title": _("Wie beschlossen; steht in jedem Bericht."),
    "title_en": _("Leer: Die englische Seite zeigt den deutschen Titel mit einem Hinweis."),
    "description": _("Was die Maßnahme ist, in wenigen Sätzen. Was gerade geschieht, sagt der Sachstand."),
    "intended_effect": _("Was sich dadurch ändern soll, und für wen."),
    "action_field": _("Bestimmt, wo die Maßnahme in Liste und Bericht steht."),
    "objectives": _("Ein Oberziel oder mehrere."),
    "lead_unit": _("Diese Einheit meldet den Sachstand."),
    "cooperating_units": _("Ohne die federführende Einheit."),
    "cooperating_actors": _("Zum Beispiel Vereine, Hochschulen, Gesellschaften der Stadt."),
    "deputy": _("Wird am Tag der Frist mit erinnert."),
    "priority": _("Vordringlichkeit laut Beschluss."),
    "horizon": _("Zeithorizont laut Beschluss."),
    "planned_start": _("Leer, wenn nichts geplant ist."),
    "planned_end": _("Liegt der Tag zurück und ist die Maßnahme nicht umgesetzt, wird die Ampel „verzögert“."),
    "actual_start": _("Wann es wirklich begann."),
    "actual_end": _("Wann es wirklich endete."),
    "adopted_by": _("Die Drucksache, mit der die Maßnahme beschlossen wurde."),
    "adopted_on": _("Ab diesem Tag zählt die Maßnahme in der Bilanz."),
    "resolutions": _("Aufträge des Rates, die mit dieser Maßnahme erfüllt werden."),
}
FRAME = {
    "number": _("Wie im Handlungskonzept."),
    "title": _("Wie beschlossen; steht auf der Website und in jedem Bericht."),
    "title_en": _("Leer: Die englische Seite zeigt den deutschen Titel mit einem Hinweis."),
    "description": _("Worum es geht, in wenigen Sätzen. Steht auf der Website."),
}
INDICATOR = {
    "name": _("Was gezählt wird, zum Beispiel „Teilnehmende an Schulungen“."),
    "name_en": _("Leer: Die englische Seite zeigt den deutschen Namen mit einem Hinweis."),
    "unit_en": _("Leer: Die englische Seite zeigt die deutsche Einheit mit einem Hinweis."),
    "kind": _("Leistung zählt, was die Stadt tut; Wirkung, was sich dadurch ändert."),
    "baseline": _("Der Wert, bevor die Maßnahme begann, zum Vergleich."),
    "baseline_on": _("Der Tag, an dem dieser Wert galt."),
    "source": _("Woher die Zahlen kommen, zum Beispiel „eigene Zählung“."),
}
TARGET = {
    "due": _("Bis zu diesem Tag soll der Wert erreicht sein."),
    "value": _("Nur die Zahl, zum Beispiel 1.250."),
}
VALUE = {
    "measured_on": _("An diesem Tag galt der Wert."),
    "value": _("Nur die Zahl, zum Beispiel 1.250."),
}
MILESTONE = {
    "state": _("„Erreicht“ und „entfallen“ brauchen den Tag."),
    "title": _("Ein Ergebnis, das man sehen kann: „Konzept liegt vor“."),
    "title_en": _("Leer: Die englische Seite zeigt den deutschen."),
    "due": _("Ein anderer Termin als der gespeicherte braucht einen Grund."),
    "closed_on": _("Nur bei „erreicht“ oder „entfallen“: der Tag."),
}
FUNDING = {
    "source": _("Zu einer Förderung gehört der Name des Programms."),
    "year": _("Haushaltsjahr, zum Beispiel 2026."),
    "planned": _("In Euro, zum Beispiel 1.234,50."),
    "committed": _("Schon vergeben, aber noch nicht bezahlt."),
    "spent": _("Bezahlt."),
}
STATUS = {
    "progress": _("Ab dem genannten Tag; der frühere Stand bleibt in der Geschichte."),
    "effective_on": _("Nicht vor dem Beschluss der Maßnahme."),
    "resolution": _("Die Drucksache, wenn der Rat es beschlossen hat."),
    "merged_into": _("Nur bei „zusammengeführt“: In welcher Maßnahme geht sie auf?"),
}
ROUND = {
    "as_of": _("Auf diesen Tag bezieht sich der Bericht."),
    "opens_on": _("Ab diesem Tag werden die Ansprechpersonen eingeladen."),
    "reminder_on": _("An die Ansprechpersonen, die noch nicht gemeldet haben."),
    "deadline": _("Bis dahin melden die Fachbereiche; an diesem Tag wird auch die Vertretung erinnert."),
    "second_reminder_on": _("Auch an die Leitung der Einheit."),
    "grace_until": _("Bis dahin nimmt das Portal noch Meldungen an."),
    "editorial_deadline": _("Bis dahin sind die Sachstände freigegeben und die Vorlage fertig."),
}
