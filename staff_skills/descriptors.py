"""What the levels of the CEFR mean, in our own short words, as help beside the form."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from staff_skills.choices import Activity, Level

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# One row per level, in the order of Activity.
_ROWS: "dict[Level, tuple[StrOrPromise, ...]]" = {
    Level.A1: (
        _("Ich verstehe vertraute Wörter, wenn langsam gesprochen wird."),
        _("Ich verstehe einzelne Namen und einfache Sätze, etwa auf Schildern."),
        _("Ich kann einfache Fragen stellen und beantworten, wenn man mir hilft."),
        _("Ich kann mit einfachen Sätzen sagen, wo ich wohne und wen ich kenne."),
        _("Ich kann eine kurze Karte schreiben und ein Formular ausfüllen."),
    ),
    Level.A2: (
        _("Ich verstehe das Wesentliche kurzer, klarer Mitteilungen."),
        _("Ich finde in kurzen Texten die Angaben, die ich brauche."),
        _("Ich kann mich in einfachen, gewohnten Situationen verständigen."),
        _("Ich kann einfach über andere Menschen und über meine Arbeit berichten."),
        _("Ich kann kurze Notizen und einen einfachen Dank schreiben."),
    ),
    Level.B1: (
        _("Ich verstehe die Hauptpunkte, wenn es um Vertrautes geht."),
        _("Ich verstehe Texte in Alltags- und Berufssprache."),
        _("Ich komme ohne Vorbereitung durch Gespräche über vertraute Themen."),
        _("Ich kann Erfahrungen und Pläne beschreiben und kurz begründen."),
        _("Ich kann einfache zusammenhängende Texte und persönliche Briefe schreiben."),
    ),
    Level.B2: (
        _("Ich verstehe längere Beiträge und die meisten Nachrichten."),
        _("Ich verstehe Berichte zu Fragen der Zeit und die Haltung dahinter."),
        _("Ich kann mich spontan und fließend unterhalten und meine Ansicht vertreten."),
        _("Ich kann zu vielen Themen klar und genau sprechen und abwägen."),
        _("Ich kann klare, ausführliche Berichte und Briefe schreiben."),
    ),
    Level.C1: (
        _("Ich verstehe lange Beiträge, auch wenn sie nicht klar gegliedert sind."),
        _("Ich verstehe lange, schwierige Sach- und Fachtexte."),
        _("Ich spreche fließend und genau, auch in beruflichen Verhandlungen."),
        _("Ich kann schwierige Sachverhalte ausführlich und gegliedert darstellen."),
        _("Ich kann über schwierige Themen gut gegliedert und im passenden Ton schreiben."),
    ),
    Level.C2: (
        _("Ich verstehe gesprochene Sprache mühelos, auch bei hohem Tempo."),
        _("Ich lese praktisch jeden Text mühelos, auch Handbücher und Verträge."),
        _("Ich beteilige mich mühelos an allen Gesprächen und treffe feine Unterschiede."),
        _("Ich kann Sachverhalte klar, flüssig und im passenden Stil vortragen."),
        _("Ich kann anspruchsvolle Texte schreiben und die Texte anderer zusammenfassen."),
    ),
}


def descriptor_table() -> "list[tuple[Level, list[tuple[StrOrPromise, StrOrPromise]]]]":
    """For each level what one can do, by activity: the help of the form."""
    labels = [activity.label for activity in Activity]
    return [(level, list(zip(labels, texts, strict=True))) for level, texts in _ROWS.items()]
