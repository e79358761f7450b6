"""To whom a paper goes, in the words of the city: "In den Kulturausschuss", "An die Kommission … (zur Kenntnis)"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hannover_intl.council.choices import ConsultationRole
from hannover_intl.council.models import Consultation
from hannover_intl.council.querysets import ConsultationQuerySet

# How the words end that bodies of the council are called by; the word that names the body decides.
_ARTICLES = {
    "ausschuss": "den",
    "rat": "den",
    "beirat": "den",
    "kommission": "die",
    "versammlung": "die",
    "konferenz": "die",
    "vertretung": "die",
    "runde": "die",
    "räte": "die",
    "ausschüsse": "die",
    "gremium": "das",
    "kuratorium": "das",
    "forum": "das",
}
# After these words a name only says what the body is for: "Ausschuss für …", "Kommission der …".
_END_OF_NAME = {"für", "der", "des", "zur", "zum", "über", "im", "in"}


@dataclass(frozen=True)
class Addressee:
    """A committee on the title page; the text is printed as it stands."""

    name: str
    role: str
    text: str


def addressees_of(number: str) -> tuple[Addressee, ...]:
    """The committees to which the paper ``number`` went: those that deliberate first, each in its order."""
    return printed(Consultation.objects.filter(paper__number=number, paper__suffix=""))


def printed(consultations: ConsultationQuerySet) -> tuple[Addressee, ...]:
    """The addressees of a paper as its title page names them, by the names of now."""
    return tuple(addressee(row.committee.name, row.role) for row in consultations.in_order())


def addressee(name: str, role: str) -> Addressee:
    """The line of one committee on the title page."""
    body = with_article(name)
    if role == ConsultationRole.DELIBERATION:
        return Addressee(name, role, _("In %(body)s") % {"body": body})
    return Addressee(name, role, _("An %(body)s (zur Kenntnis)") % {"body": body})


def with_article(name: str) -> str:
    """The name in the accusative with its article: "den Internationalen Ausschuss", "die Ratsversammlung"."""
    words = name.split()
    for position, word in enumerate(words):
        if position and word in _END_OF_NAME:
            break
        article = _article(word)
        if article:
            return " ".join(
                [article, *(_accusative(before, article) for before in words[:position]), *words[position:]]
            )
    return f"den {name}"


def _article(word: str) -> str:
    """The article of the longest known ending, so that a "Beirat" is not taken for a "Rat" by chance."""
    known = [ending for ending in _ARTICLES if word.strip(",").lower().endswith(ending)]
    return _ARTICLES[max(known, key=len)] if known else ""


def _accusative(word: str, article: str) -> str:
    """An adjective before a masculine noun changes: "Internationaler Ausschuss", "den Internationalen Ausschuss"."""
    return word[:-1] + "n" if article == "den" and word.endswith("er") else word
