"""What the office reads below the fields of the register."""

from django.utils.translation import gettext_lazy as _

PARTNER = {
    "name_en": _("Leer, wenn er wie der deutsche ist."),
    "website": _("Die Seite der Stadt oder Stelle, mit https://."),
    "label_anchor": _("Nur wenn sich Namen auf der Karte überdecken."),
}
PARTNERSHIP = {
    "partner": _("Gibt es den Partner noch nicht, legen Sie ihn zuerst in der Liste „Partner“ an."),
    "kind": _("Nach den Klassen des RGRE. Dieselbe Art gibt es mit einem Partner nur einmal."),
    "description": _("Was die beiden verbindet, in wenigen Sätzen. Steht auf der Website."),
    "reason": _("Warum gerade dieser Partner: Das fragt die nächste Überprüfung."),
    "involved_units": _("Ohne die zuständige Einheit."),
    "objectives": _("Welchen Oberzielen die Beziehung dient."),
    "measures": _("Die Beziehung steht dann auch auf der Seite der Maßnahme."),
}
STATUS = {
    "status": _("Ab dem genannten Tag; der frühere Stand bleibt in der Geschichte."),
    "resolution": _("Die Drucksache, wenn der Rat es beschlossen hat."),
}
AGREEMENT = {
    "title": _("Wie über der Vereinbarung steht."),
    "parties": _("Wer sie geschlossen hat."),
    "renewal_on": _("Das Portal erinnert vorher daran."),
    "notice_by": _("Letzter Tag, an dem sich kündigen lässt."),
    "paper": _("Mit der der Rat sie beschlossen hat."),
}
ACTIVITY = {
    "title": _("Was es war, kurz: „Delegation aus Leipzig“ statt „Besuch“."),
    "end": _("Bei einem einzigen Tag derselbe wie der Beginn."),
    "partners": _("Mindestens ein Partner oder ein Netzwerk."),
    "participants": _("Aus Hannover und von den Partnern zusammen."),
    "result": _("Was dabei herauskam. Steht auf der Website und im Bericht."),
    "measures": _("Die Aktivität steht dann auch auf der Seite der Maßnahme."),
}
REQUEST = {
    "organisation": _("Wer anfragt: Stadt, Einrichtung oder Verein."),
    "contact_name": _("Nur für die Antwort; wird ein Jahr danach gelöscht."),
    "contact_email": _("Nur für die Antwort; wird ein Jahr danach gelöscht."),
    "text": _("In eigenen Worten, ohne Personendaten."),
    "deadline": _("Die Startseite zeigt die Anfrage, bis sie beantwortet ist."),
    "decision_reason": _("Ein Satz, den man dem Rat zeigen könnte."),
    "parked_until": _("Nur bei „zurückstellen“: An diesem Tag liegt sie wieder vor."),
}
