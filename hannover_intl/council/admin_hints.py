"""What the office reads below the fields of the council."""

from django.utils.translation import gettext_lazy as _

COMMITTEE = {
    "term": _("Denselben Ausschuss legen Sie in jeder Wahlperiode neu an."),
    "name": _("Wie im Ratsinformationssystem."),
    "name_en": _("Leer: Die englische Seite zeigt den deutschen Namen mit einem Hinweis."),
    "successor": _("Der Ausschuss der nächsten Wahlperiode, der die Aufgaben übernimmt."),
}
MEMBERSHIP = {
    "user": _("Mit diesem Konto liest das Mitglied auch nichtöffentliche Berichte an den Ausschuss."),
    "since": _("Erster Tag des Sitzes."),
    "until": _("Letzter Tag. Leer, solange der Sitz besteht."),
}
MEETING = {
    "committee": _("Der Ausschuss der Wahlperiode, in der die Sitzung liegt."),
    "start": _("Tag und Uhrzeit laut Einladung."),
    "place": _("Zum Beispiel „Neues Rathaus, Ratssaal“."),
    "cancelled": _("Die Sitzung bleibt stehen, mit dem Hinweis „abgesagt“."),
}
CONSULTATION = {
    "position": _("1 steht zuerst."),
    "role": _("Zur Beratung: „In den …“; zur Kenntnis: „An den …“."),
    "committee": _("An diesen Ausschuss geht die Drucksache."),
    "meeting": _("Leer, bis der Termin feststeht."),
    "agenda_item": _("Der Tagesordnungspunkt, zum Beispiel 3.1."),
    "result": _("Was beschlossen wurde, zum Beispiel „einstimmig“."),
}
PAPER = {
    "number": _("Wie im Ratsinformationssystem: 0383/2019. Leer, solange es ein Entwurf ist."),
    "paper_type": _("Beschluss- oder Informationsdrucksache."),
    "name": _("Der Betreff, wie er auf der Drucksache steht."),
    "web": _("Die Seite der Drucksache, mit https://."),
}
RESOLUTION = {
    "paper": _("Die Drucksache, mit der der Auftrag beschlossen wurde."),
    "text": _("Was die Verwaltung tun soll, im Wortlaut des Beschlusses."),
    "committee": _("Auf der Seite dieses Ausschusses steht der Auftrag."),
    "decided_on": _("Der Tag der Sitzung."),
    "responsible_unit": _("Diese Einheit erledigt den Auftrag."),
    "due": _("Laut Beschluss. Leer, wenn er keine Frist nennt."),
    "state": _("„Erledigt“ und „abgelehnt“ brauchen den Tag, „abgelehnt“ auch eine Begründung."),
    "closed_on": _("Nur bei „erledigt“ oder „abgelehnt“: der Tag."),
}
