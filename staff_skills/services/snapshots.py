"""The frozen figures of a quarter. Taken once; a withdrawal or an entry afterwards changes nothing in them."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.territories import language_name
from staff_skills.aggregates import OTHER, Person, Table, publish
from staff_skills.choices import DEPLOYMENT_PURPOSES, Dimension, Evidence, Level, Purpose, TrainingKind, TrainingState
from staff_skills.models import AggregateSnapshot, SkillProfile


def quarter_of(day: dt.date) -> str:
    """As in 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


@transaction.atomic
def take_snapshot(*, today: dt.date) -> list[AggregateSnapshot]:
    """Freeze the figures of the quarter of ``today``; none when they are frozen already, whatever changed since."""
    quarter = quarter_of(today)
    if AggregateSnapshot.objects.filter(quarter=quarter).exists():
        return []
    tables = publish(counted_people(today))
    snapshots = [
        AggregateSnapshot(
            quarter=quarter,
            dimension=table.dimension,
            audience=table.audience,
            rows=_rows(table),
            taken_on=today,
        )
        for table in tables
    ]
    for snapshot in snapshots:
        snapshot.full_clean()
        snapshot.save()
    return snapshots


def counted_people(today: dt.date) -> list[Person]:
    """Everybody in force who agreed to be counted, reduced to what is counted."""
    profiles = SkillProfile.objects.in_force(today).filter(consents__purpose=Purpose.STATISTICS)
    parts = ("languages", "consents", "expertise__topic", "trainings")
    return [_person(profile) for profile in profiles.prefetch_related(*parts)]


def _person(profile: SkillProfile) -> Person:
    languages = list(profile.languages.all())
    trainings = list(profile.trainings.all())
    spoken = frozenset((row.language, row.spoken_interaction) for row in languages if row.spoken_interaction)
    certified = frozenset(row.language for row in languages if row.evidence == Evidence.CERTIFICATE)
    purposes = {row.purpose for row in profile.consents.all()}
    return Person(
        languages=frozenset(row.language for row in languages),
        levels=spoken,
        certificates=certified,
        purposes=frozenset(purposes.intersection(purpose.value for purpose in DEPLOYMENT_PURPOSES)),
        expertise=frozenset(row.topic.name for row in profile.expertise.all()),
        trainings=frozenset(row.kind for row in trainings if row.state == TrainingState.DONE),
        wishes=frozenset(row.kind for row in trainings if row.state == TrainingState.WISH),
    )


def _rows(table: Table) -> list[dict[str, object]]:
    """With the wording of the day, so that a frozen table says the same for ever; languages by name, others last."""
    word = _LABELS[table.dimension]
    named = [{"key": key, "label": word(key), "at_least": number} for key, number in table.rows.items() if key != OTHER]
    if table.dimension == Dimension.LANGUAGE:
        named.sort(key=lambda row: str(row["label"]))
    if OTHER in table.rows:
        named.append({"key": OTHER, "label": _("andere Sprachen"), "at_least": table.rows[OTHER]})
    return named


_LABELS: dict[Dimension, Callable[[str], str]] = {
    Dimension.LANGUAGE: language_name,
    Dimension.LEVEL: lambda key: str(Level(key).label),
    Dimension.PURPOSE: lambda key: str(Purpose(key).label),
    Dimension.EXPERTISE: lambda key: key,
    Dimension.TRAINING: lambda key: str(TrainingKind(key).label),
    Dimension.WISH: lambda key: str(TrainingKind(key).label),
    Dimension.CERTIFICATE: lambda _key: _("mindestens ein Sprachzertifikat"),
}
