"""What the office reads below the fields of reports and their blocks."""

from django.utils.translation import gettext_lazy as _

REPORT = {
    "as_of": _("Stand, Ampel und Meilensteine stehen im Bericht, wie sie an diesem Tag galten."),
    "layout": _("Wie viel von jeder Maßnahme gedruckt wird. Die Seite im Netz zeigt immer den ganzen Text."),
}
BLOCK = {
    "position": _("1 steht zuerst."),
    "heading": _("Die Überschrift im Bericht."),
    "source": _("„Berechnet“: Das Portal schreibt den Text aus den Daten, solange unten nichts steht."),
}
TEMPLATE = {
    **BLOCK,
    "is_active": _("Ohne Häkchen beginnt kein neuer Bericht mehr mit diesem Block."),
}
