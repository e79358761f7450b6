"""What the office reads below the fields of units, accounts and groups."""

from django.utils.translation import gettext_lazy as _

UNIT = {
    "name": _("Der amtliche Name, ohne Nummer."),
    "kind": _("Die Stufe im Aufbau der Verwaltung."),
    "parent": _("Die nächsthöhere Einheit. Wer dort eine Rolle hat, hat sie auch hier."),
    "valid_from": _("Leer: schon immer."),
    "valid_to": _("Leer, solange es die Einheit gibt; nach einem neuen Zuschnitt der letzte Tag."),
    "successor": _("Wer die Aufgaben übernommen hat, sobald die Gültigkeit endet."),
}
USER = {
    "email": _("Damit meldet sich die Person an; dorthin gehen Einladungen und Erinnerungen."),
    "name": _("Bei gemeinsamen Postfächern die Funktion, zum Beispiel „Ansprechperson Kulturbüro“."),
    "unit": _("Wo die Person arbeitet. Rechte gibt erst eine Rolle."),
}
ROLE = {
    "role": _("Was das Konto darf."),
    "unit": _("Für diese Einheit und alle darunter. Beim Büro bleibt das Feld leer."),
    "since": _("Erster Tag, an dem die Rolle gilt."),
    "until": _("Letzter Tag. Leer, solange die Rolle gilt."),
}
ACTOR = {
    "name": _("Wie die Stelle sich selbst nennt."),
    "kind": _("Was sie ist; danach lässt sich die Liste filtern."),
    "url": _("Ihre Website, mit https://."),
}
GROUP = {
    "name": _("Wie die Gruppe in Einladungen heißt."),
    "purpose": _("Wozu sie sich trifft, in ein, zwei Sätzen."),
}
MEMBER = {
    "unit": _("Die Einheit, die einen Sitz hat."),
    "member": _("Wer für sie kommt."),
    "deputy": _("Wer kommt, wenn das Mitglied verhindert ist."),
    "since": _("Erster Tag des Sitzes."),
    "until": _("Letzter Tag. Leer, solange der Sitz besteht."),
}
GROUP_MEETING = {
    "start": _("Tag und Uhrzeit laut Einladung."),
    "place": _("Zum Beispiel „Neues Rathaus, Raum 12“."),
    "minutes": _("Was besprochen und vereinbart wurde, in Stichworten."),
}
TASK = {
    "title": _("Was zu tun ist, zum Beispiel „Liste der Kontakte abgleichen“."),
    "unit": _("Wer es übernimmt."),
    "meeting": _("Das Treffen, in dem es vereinbart wurde."),
    "due": _("Bis wann es getan sein soll."),
    "done_on": _("Leer, solange es offen ist."),
}
