"""Rows for every open list: what everybody may know, and beside it what must never show."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from hannover_intl.council.choices import ConsultationRole
from hannover_intl.council.models import Consultation, Paper
from hannover_intl.organisation.models import Actor
from measures.choices import Progress, UpdateState
from measures.models import MilestoneMove, Objective, StatusChange
from partnerships.models import Agreement, Contact
from tests import cast
from tests.council.test_models import committee, meeting, resolution
from tests.partnerships import cast as register

SECRET = "Streng geheim"
LISTS = (
    "massnahmen",
    "meilensteine",
    "sachstaende",
    "kennzahlen",
    "finanzierung",
    "partnerschaften",
    "vereinbarungen",
    "netzwerke",
    "netzwerkjahre",
    "aktivitaeten",
    "anfragen",
    "ausschuesse",
    "sitzungen",
    "drucksachen",
    "beratungen",
    "auftraege",
    "berichte",
)


def add_rows(publish, number: int) -> None:
    """One public row for every list; the first call is number 1."""
    objective = Objective.objects.get_or_create(number=number, defaults={"title": f"Oberziel {number}"})[0]
    measure = cast.measure(f"1.{number}", title=f"=Maßnahme; {number}", is_example=True)
    measure.objectives.add(objective)
    measure.cooperating_units.add(cast.unit("Fachbereich Umwelt und Stadtgrün"))
    measure.cooperating_actors.add(Actor.objects.get_or_create(name="Beispielverein", kind="civil_society")[0])
    cast.status(measure, on=cast.ADOPTED, light_override="critical", reason="Personal fehlt", resolution=cast.paper())
    cast.update(measure, dt.date(2026, 6, 30), achieved="Begonnen\nund weiter", next_steps="Konzept")
    milestone = cast.milestone(measure, dt.date(2026, 10, 31), f"Konzept {number}")
    moved = {"old_due": dt.date(2026, 3, 31), "new_due": milestone.due, "reason": "Personal"}
    MilestoneMove.objects.create(milestone=milestone, effective_on=dt.date(2026, 3, 1), **moved)
    indicator = measure.indicators.create(
        name="Schulungen", unit="Personen", kind="output", baseline=Decimal("1.50"), baseline_on=cast.ADOPTED
    )
    indicator.targets.create(due=dt.date(2027, 12, 31), value=100)
    indicator.values.create(measured_on=dt.date(2025, 12, 31), value=Decimal("1234.50"))
    measure.funding_lines.create(year=2026, source="grant", programme="Erasmus+", planned=5000, committed=100)
    relation = register.partnership(f"Stadt {number}", measures=[measure], objectives=[objective])
    network = register.network(f"Netzwerk {number}", decision=cast.paper())
    agreement = register.agreement(f"Vertrag {number}", relation, paper=cast.paper(), signed_on=cast.ADOPTED)
    Agreement.objects.filter(pk=agreement.pk).update(file="agreements/vertrag.pdf", file_is_public=True)
    network.years.create(year=2025, fee=Decimal("1500"), outcome="Zwei Treffen")
    register.activity(f"Austausch {number}", partners=[relation.partner], networks=[network], measures=[measure])
    register.request(f"Thema {number}", country=("PL", "FR", "SE")[number - 1])
    of = committee(f"Ausschuss {number}")
    session = meeting(committee=of, place="Neues Rathaus")
    session.save()
    paper = cast.paper(f"100{number}/2026", name=f"Drucksache {number}", web="https://example.org/drucksache")
    role = {"role": ConsultationRole.DELIBERATION, "position": 1, "agenda_item": "4", "result": "beschlossen"}
    Consultation.objects.create(paper=paper, committee=of, meeting=session, **role)
    resolution(number=number, paper=paper, committee=of, text=f"Auftrag {number}").save()
    publish(f"200{number}/2026", of=of)


def add_secrets(publish) -> None:
    """Rows of which nobody may learn, each with SECRET in all of its texts, tied to what is public."""
    hidden = {"is_nonpublic": True, "name": SECRET, "web": f"https://example.org/{SECRET}"}
    nonpublic = cast.paper("3001/2026", **hidden)
    draft = Paper.objects.create(name=SECRET, paper_type="decision", is_draft=True)
    measure = cast.measure("2.1", contact=cast.contact(email="geheim@example.org"), adopted_by=nonpublic)
    cast.measure("2.2", title=SECRET, adopted_on=cast.TODAY + dt.timedelta(days=1))
    texts = dict.fromkeys(("achieved", "next_steps", "obstacles", "reason", "comment"), SECRET)
    days = (dt.date(2026, 6, 30), dt.date(2025, 12, 31), dt.date(2025, 6, 30))
    for day, state in zip(days, (UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.RETURNED), strict=True):
        cast.update(measure, day, state=state, **texts)
    StatusChange.objects.create(
        measure=measure, progress=Progress.IN_PROGRESS, effective_on=cast.ADOPTED, reason=SECRET, resolution=nonpublic
    )
    late = {"added_on": cast.TODAY + dt.timedelta(days=1)}
    cast.milestone(measure, dt.date(2027, 1, 31), SECRET, **late)
    shown = register.partnership("Rouen", partner=register.partner("Rouen", "FR"))
    Contact.objects.create(partner=shown.partner, name=SECRET, function=SECRET, email="geheim@example.org")
    other = register.partner(SECRET, "PL", local_name=SECRET)
    hidden_relation = register.partnership(
        partner=other, is_public=False, topic=SECRET, description=SECRET, reason=SECRET
    )
    register.agreement(SECRET, hidden_relation)
    register.agreement("Vertrag", shown, paper=nonpublic, parties=SECRET, signed_by=SECRET)
    Agreement.objects.filter(title="Vertrag").update(file="agreements/geheim.pdf")
    measure.funding_lines.create(year=2027, source="budget", spent=98765)
    late_indicator = measure.indicators.create(name="Plätze", unit="Plätze", kind="output", source="Statistik")
    late_indicator.values.create(measured_on=cast.TODAY + dt.timedelta(days=1), value=98765)
    register.activity(SECRET, is_public=False, purpose=SECRET)
    register.activity(f"{SECRET}, abgesagt", cancelled=True)
    register.activity("Öffentlich mit geheimem Partner", partners=[shown.partner, other], cost=1, cost_note=SECRET)
    future = register.network("Noch nicht beigetreten", since=cast.TODAY + dt.timedelta(days=1), role=SECRET)
    future.years.create(year=2027, outcome=SECRET)
    asked = dict.fromkeys(("organisation", "city", "contact_name", "text"), SECRET)
    register.request(SECRET, **asked)
    of = committee()
    for place, paper in enumerate((nonpublic, draft), start=1):
        secret = {"agenda_item": "7", "result": SECRET, "role": "information", "position": place}
        session = meeting(start=timezone.now() + dt.timedelta(days=place))
        session.save()
        Consultation.objects.create(paper=paper, committee=of, meeting=session, **secret)
        resolution(paper=paper, text=SECRET, applicant=SECRET, reason=SECRET).save()
    publish("3002/2026", is_nonpublic=True, name=SECRET)
    publish("3003/2026", is_draft=True, name=SECRET)
    publish("3004/2026", name=SECRET, is_draft=True, report={"state": "frozen", "published_at": None})
