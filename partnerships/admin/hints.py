"""What the office reads below the fields of the register."""

from django.utils.translation import gettext_lazy as _

_ENGLISH = _("Leer: Die englische Seite zeigt den deutschen Text mit einem Hinweis.")
_MEASURES = _("Steht dann auch auf der Seite der Maßnahme.")

PARTNER = {
    "kind": _("Eine Stadt oder eine andere Stelle."),
    "name_en": _("Leer, wenn er wie der deutsche ist."),
    "website": _("Die Seite der Stadt oder Stelle, mit https://."),
    "label_anchor": _("Nur wenn sich Namen auf der Karte überdecken."),
}
PARTNERSHIP = {
    "topic_en": _ENGLISH,
    "description_en": _ENGLISH,
    "reason_en": _ENGLISH,
    "partner": _("Gibt es den Partner noch nicht, legen Sie ihn zuerst in der Liste „Partner“ an."),
    "kind": _("Nach den Klassen des RGRE. Dieselbe Art gibt es mit einem Partner nur einmal."),
    "description": _("Was die beiden verbindet, in wenigen Sätzen. Steht auf der Website."),
    "reason": _("Warum gerade dieser Partner: Das fragt die nächste Überprüfung."),
    "involved_units": _("Ohne die zuständige Einheit."),
    "objectives": _("Welchen Oberzielen die Beziehung dient."),
    "measures": _MEASURES,
}
STATUS = {
    "status": _("Ab dem genannten Tag; der frühere Stand bleibt in der Geschichte."),
    "resolution": _("Die Drucksache, wenn der Rat es beschlossen hat."),
}
AGREEMENT = {
    "partnership": _("Zu dieser Beziehung gehört sie."),
    "kind": _("Wie verbindlich sie ist."),
    "renews_automatically": _("Ohne Häkchen läuft sie am genannten Tag aus."),
    "title": _("Wie über der Vereinbarung steht."),
    "parties": _("Wer sie geschlossen hat."),
    "renewal_on": _("Das Portal erinnert vorher daran."),
    "notice_by": _("Letzter Tag, an dem sich kündigen lässt."),
    "paper": _("Mit der der Rat sie beschlossen hat."),
}
ACTIVITY = {
    "kind": _("Eine Delegation bekommt dazu eine Akte mit Programm und Gästen."),
    "start": _("Der erste Tag."),
    "place": _("Stadt oder Haus, zum Beispiel „Bristol, City Hall“."),
    "cancelled": _("Sie bleibt stehen, mit dem Hinweis „abgesagt“, und zählt nicht mit."),
    "networks": _("Wenn ein Netzwerk beteiligt war."),
    "lead_unit": _("Wer sie in Hannover verantwortet."),
    "units": _("Ohne die federführende Einheit."),
    "actors": _("Zum Beispiel Vereine, Hochschulen, Gesellschaften der Stadt."),
    "purpose": _("Warum sie stattfindet, in ein, zwei Sätzen."),
    "cost": _("Was sie die Stadt kostet, in Euro, zum Beispiel 1.234,50."),
    "title_en": _ENGLISH,
    "summary_en": _ENGLISH,
    "title": _("Was es war, kurz: „Delegation aus Leipzig“ statt „Besuch“."),
    "end": _("Bei einem einzigen Tag derselbe wie der Beginn."),
    "partners": _("Mindestens ein Partner oder ein Netzwerk."),
    "participants": _("Aus Hannover und von den Partnern zusammen."),
    "result": _("Was dabei herauskam. Steht auf der Website und im Bericht."),
    "measures": _MEASURES,
}
REQUEST = {
    "received_on": _("Von diesem Tag an läuft die Frist."),
    "channel": _("Wie sie zu Ihnen kam."),
    "city": _("Wo die Stelle sitzt."),
    "topic": _("In wenigen Worten, worum es geht."),
    "decision": _("Erst die Kriterien bewerten, dann entscheiden."),
    "redirected_to": _("Nur bei „weiterleiten“: die Einheit, die übernimmt."),
    "answer": _("Was Sie geantwortet haben. Mit diesem Text gilt die Anfrage als beantwortet."),
    "activity": _("Nur bei „annehmen“: was daraus geworden ist."),
    "partnership": _("Nur bei „annehmen“: was daraus geworden ist."),
    "organisation": _("Wer anfragt: Stadt, Einrichtung oder Verein."),
    "contact_name": _("Nur für die Antwort; wird ein Jahr danach gelöscht."),
    "contact_email": _("Nur für die Antwort; wird ein Jahr danach gelöscht."),
    "text": _("In eigenen Worten, ohne Personendaten."),
    "deadline": _("Die Startseite zeigt die Anfrage, bis sie beantwortet ist."),
    "decision_reason": _("Ein Satz, den man dem Rat zeigen könnte."),
    "parked_until": _("Nur bei „zurückstellen“: An diesem Tag liegt sie wieder vor."),
}
FOLLOW_UP = {
    "title": _("Was vereinbart wurde, zum Beispiel „Gegenbesuch vorbereiten“."),
    "unit": _("Wer sich kümmert."),
    "due": _("Bis wann es getan sein soll."),
    "done_on": _("Leer, solange es offen ist."),
}
TRAVEL = {
    "mode": _("Je Verkehrsmittel eine Zeile."),
    "persons": _("Wie viele auf dieser Strecke reisten."),
}
CONTACT = {
    "function": _("Das Amt oder die Aufgabe, zum Beispiel „Internationales Büro“."),
    "name": _("Sieht nur das Büro."),
    "email": _("E-Mail oder Telefon ist nötig."),
    "phone": _("Mit Vorwahl des Landes, zum Beispiel +44 117 …"),
    "languages": _("Kürzel, durch Komma getrennt: en, fr."),
    "checked_on": _("Wann zuletzt jemand geprüft hat, ob die Angaben stimmen."),
}
NETWORK = {
    "name": _("Wie das Netzwerk sich selbst nennt."),
    "website": _("Die Seite des Netzwerks, mit https://."),
    "role": _("Zum Beispiel „Mitglied im Vorstand“."),
    "decision": _("Die Drucksache, mit der der Rat den Beitritt beschloss."),
    "until": _("Letzter Tag. Leer, solange die Stadt Mitglied ist."),
    "end_reason": _("Nur nach einem Austritt."),
    "description": _("Wozu es das Netzwerk gibt, in wenigen Sätzen. Steht auf der Website."),
    "objectives": _("Welchen Oberzielen die Mitgliedschaft dient."),
    "measures": _MEASURES,
    "role_en": _ENGLISH,
    "description_en": _ENGLISH,
}
YEAR = {
    "year": _("Mit vier Ziffern."),
    "fee": _("In Euro, zum Beispiel 1.234,50."),
    "other_costs": _("Zum Beispiel für Reisen zu Treffen."),
    "outcome": _("In ein, zwei Sätzen. Steht auf der Website."),
    "outcome_en": _ENGLISH,
}
DELEGATION = {
    "activity": _("Zur Wahl stehen Delegationen ohne Akte."),
    "greeting": _("Steht über dem Programm, das die Gäste bekommen."),
    "greeting_en": _("Dasselbe für das englische Programm."),
}
PROGRAMME = {
    "day": _("Ein Tag der Reise."),
    "starts": _("Uhrzeit, zum Beispiel 09:30."),
    "ends": _("Leer, wenn das Ende offen ist."),
    "title": _("Wie er im Programm stehen soll."),
    "title_en": _("Für das englische Programm."),
    "place": _("Mit Treffpunkt, wo einer nötig ist."),
    "note": _("Zum Beispiel zur Kleidung; steht im Programm."),
    "note_en": _("Dasselbe für das englische Programm."),
}
PARTICIPANT = {
    "side": _("Aus Hannover oder vom Partner."),
    "name": _("Wird mit den anderen Personendaten gelöscht."),
    "function": _("Amt oder Aufgabe."),
    "organisation": _("Von welcher Stelle die Person kommt."),
}
GIFT = {
    "direction": _("Überreicht oder erhalten."),
    "given_on": _("Der Tag der Übergabe."),
    "description": _("Was es ist, zum Beispiel „Bildband über Bristol“."),
    "value": _("Geschätzt, in Euro, zum Beispiel 25,00."),
}
CRITERION = {
    "title": _("Kurz, wie es in der Bewertung steht."),
    "title_en": _ENGLISH,
    "question": _("Wonach die Punkte vergeben werden."),
    "question_en": _ENGLISH,
    "position": _("1 steht zuerst."),
    "retired": _("Bleibt bei alten Bewertungen stehen; neue Anfragen bewertet es nicht."),
}
SCORE = {
    "criterion": _("Jedes Kriterium wird einmal bewertet."),
    "note": _("Warum so viele Punkte."),
}
REVIEW = {
    "partnership": _("Welche Beziehung überprüft wird."),
    "due_on": _("Ab diesem Tag erinnert die Startseite daran."),
    "held_on": _("Leer, bis die Überprüfung abgeschlossen ist."),
    "proposal": _("Was Sie dem Rat vorschlagen; erst zum Abschluss."),
    "proposal_text": _("In ein, zwei Sätzen; erst zum Abschluss."),
    "paper": _("Die Drucksache, mit der der Rat davon erfährt."),
}
RATING = {
    "criterion": _("Jedes Kriterium wird einmal eingeschätzt."),
    "text": _("Woran man es sieht."),
}
