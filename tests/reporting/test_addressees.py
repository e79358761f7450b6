"""In den, in die, an das: the title page speaks German."""

import pytest

from hannover_intl.council.choices import ConsultationRole
from hannover_intl.council.models import Committee, Consultation, LegislativeTerm
from hannover_intl.reporting.addressees import addressee, addressees_of, with_article
from tests import cast


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kulturausschuss", "den Kulturausschuss"),
        ("Ausschuss für Umweltschutz und Grünflächen", "den Ausschuss für Umweltschutz und Grünflächen"),
        ("Stadtentwicklungs- und Bauausschuss", "den Stadtentwicklungs- und Bauausschuss"),
        ("Internationaler Ausschuss", "den Internationalen Ausschuss"),
        ("Ratsversammlung", "die Ratsversammlung"),
        ("Schul- und Kulturkommission", "die Schul- und Kulturkommission"),
        ("Kommission für den Rat der Jugend", "die Kommission für den Rat der Jugend"),
        ("Gemeinsame Kommission", "die Gemeinsame Kommission"),
        ("Stadtbezirksräte 01 - 13", "die Stadtbezirksräte 01 - 13"),
        ("Stadtbezirksrat Mitte", "den Stadtbezirksrat Mitte"),
        ("Kuratorium der Stiftung", "das Kuratorium der Stiftung"),
        ("Ältestenkreis", "den Ältestenkreis"),
    ],
)
def test_a_body_has_its_article(name, expected):
    assert with_article(name) == expected


def test_who_deliberates_and_who_takes_note():
    assert addressee("Sozialausschuss", ConsultationRole.DELIBERATION).text == "In den Sozialausschuss"
    assert addressee("Ratsversammlung", ConsultationRole.INFORMATION).text == "An die Ratsversammlung (zur Kenntnis)"


@pytest.mark.django_db
def test_deliberation_comes_first_and_each_keeps_its_order(django_assert_num_queries):
    term = LegislativeTerm.objects.create(name="2016–2021", start=cast.ADOPTED.replace(year=2016), end=cast.ADOPTED)
    rows = [("Sport", "information", 1), ("Kultur", "deliberation", 3), ("Schule", "deliberation", 2)]
    for paper in (cast.paper(), cast.paper("0001/2020")):
        for name, role, position in rows if paper.number == "0383/2019" else [("Fremd", "deliberation", 1)]:
            committee = Committee.objects.create(term=term, name=f"{name}ausschuss")
            Consultation.objects.create(paper=paper, committee=committee, role=role, position=position)
    with django_assert_num_queries(1):
        found = addressees_of("0383/2019")
    assert [entry.name for entry in found] == ["Schuleausschuss", "Kulturausschuss", "Sportausschuss"]
