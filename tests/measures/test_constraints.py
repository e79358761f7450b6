"""What the database itself forbids in the strategy: every named constraint, in forms and in the database."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from measures.choices import MilestoneState, Progress, UpdateState
from measures.models import (
    FundingLine,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Invitation,
    Measure,
    MeasureUpdate,
    Milestone,
    MilestoneMove,
    MilestoneReport,
    ReportingRound,
    RoundMail,
    StatusChange,
)
from tests import cast
from tests.constraints import is_refused, named_constraints

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TODAY = cast.TODAY


def measure(**fields):
    stored = cast.measure("9.9")
    defaults = {"number": "1.1", "title": "Neu", "action_field": stored.action_field, "lead_unit": stored.lead_unit}
    return Measure(**defaults | {"adopted_by": stored.adopted_by, "adopted_on": cast.ADOPTED} | fields)


def status(**fields):
    return StatusChange(**{"measure": cast.measure(), "progress": Progress.IN_PROGRESS, "effective_on": TODAY} | fields)


def milestone(**fields):
    return Milestone(**{"measure": cast.measure(), "title": "Konzept", "due": TODAY, "added_on": TODAY} | fields)


def move(**fields):
    of = cast.milestone(cast.measure(), TODAY)
    days = {"effective_on": TODAY, "old_due": TODAY, "new_due": TODAY + DAY}
    return MilestoneMove(**{"milestone": of, "reason": "Später"} | days | fields)


def reporting_round(**fields):
    days = {"as_of": dt.date(2027, 6, 30), "opens_on": TODAY, "deadline": TODAY}
    return ReportingRound(**{"title": "1. Halbjahr 2027"} | days | fields)


def update(**fields):
    return MeasureUpdate(
        **{"measure": cast.measure(), "round": cast.reporting_round(), "measure_version": 1, "author": None} | fields
    )


def indicator(**fields):
    return Indicator(**{"measure": cast.measure(), "name": "Reisen", "unit": "Personen", "kind": "output"} | fields)


def funding(**fields):
    return FundingLine(**{"measure": cast.measure(), "year": 2026, "source": "budget"} | fields)


def again(instance, **changes):
    """Store the object and build it a second time."""
    instance.save()
    names = [field.name for field in instance._meta.fields if not field.primary_key]
    return type(instance)(**{name: getattr(instance, name) for name in names} | changes)


def target(model, day):
    of = indicator()
    of.save()
    return model(indicator=of, value=5, **{day: TODAY})


def second_mail(occasion):
    """Somebody is written to again, for the same reason and on the same day."""
    return again(RoundMail(round=cast.reporting_round(), recipient=cast.contact(), occasion=occasion, day=TODAY))


def second_invitation():
    return again(Invitation(round=cast.reporting_round(), measure=cast.measure()))


def second_report():
    of = update()
    of.save()
    known = cast.milestone(of.measure, TODAY)
    return again(MilestoneReport(update=of, milestone=known, old_due=TODAY))


def merged_into_itself():
    of = cast.measure()
    return StatusChange(effective_on=TODAY, measure=of, progress=Progress.MERGED, merged_into=of)


CASES = {
    "measure_number_unique": (lambda: measure(number="9.9"), "Diese Nummer ist schon vergeben."),
    "measure_planned_end_not_before_start": (
        lambda: measure(planned_start=TODAY, planned_end=TODAY - DAY),
        "Das geplante Ende liegt vor dem geplanten Beginn.",
    ),
    "measure_actual_end_not_before_start": (
        lambda: measure(actual_start=TODAY, actual_end=TODAY - DAY),
        "Das tatsächliche Ende liegt vor dem tatsächlichen Beginn.",
    ),
    "status_dropped_needs_reason": (
        lambda: status(progress=Progress.DROPPED),
        "Warum wird die Maßnahme nicht weiter verfolgt? Bitte begründen.",
    ),
    "status_merged_needs_target": (
        lambda: status(progress=Progress.MERGED),
        "Zum Stand „zusammengeführt“ gehört genau eine Zielmaßnahme.",
    ),
    "status_not_merged_into_itself": (
        merged_into_itself,
        "Eine Maßnahme kann nicht mit sich selbst zusammengeführt werden.",
    ),
    "status_light_override_needs_reason": (
        lambda: status(light_override="critical"),
        "Eine abweichende Ampel braucht eine Begründung.",
    ),
    "milestone_state_agrees_with_date": (
        lambda: milestone(state=MilestoneState.DONE),
        (
            "Stand und Datum passen nicht zusammen: Ein erreichter oder entfallener Meilenstein hat ein Datum, "
            "ein offener keines."
        ),
    ),
    "milestone_title_unique_in_measure": (
        lambda: again(milestone()),
        "Einen Meilenstein mit diesem Titel hat die Maßnahme schon.",
    ),
    "move_needs_reason": (lambda: move(reason=""), "Dieses Feld darf nicht leer sein."),
    "round_at_most_one_open": (
        lambda: again(reporting_round(state="open"), title="2. Halbjahr 2027", as_of=dt.date(2027, 12, 31)),
        "Es ist schon eine Berichtsrunde offen. Bitte schließen Sie diese zuerst.",
    ),
    "round_as_of_unique": (
        lambda: again(reporting_round(), title="Noch einmal"),
        "Zu diesem Stichtag gibt es schon eine Runde.",
    ),
    "round_deadline_not_before_opening": (
        lambda: reporting_round(deadline=TODAY - DAY),
        "Die Frist liegt vor dem Beginn der Runde.",
    ),
    "round_reminders_around_deadline": (
        lambda: reporting_round(reminder_on=TODAY + 900 * DAY),
        "Die Erinnerungen liegen eine vor und eine nach der Frist.",
    ),
    "round_dates_in_order": (
        lambda: reporting_round(grace_until=TODAY - 900 * DAY),
        "Die Reihenfolge ist: Frist, Nachfrist, Redaktionsschluss.",
    ),
    "round_mail_once_per_occasion": (lambda: second_mail("invitation"), None),
    "round_mail_one_a_day": (lambda: second_mail("manual"), None),
    "invitation_once_per_round": (second_invitation, None),
    "update_once_per_round": (
        lambda: again(update()),
        "Zu dieser Maßnahme gibt es in dieser Runde schon einen Sachstand.",
    ),
    "update_effective_once_approved": (
        lambda: update(state=UpdateState.APPROVED),
        "Genau ein freigegebener Sachstand hat einen Tag, ab dem er gilt.",
    ),
    "update_return_needs_comment": (
        lambda: update(state=UpdateState.RETURNED),
        "Bitte schreiben Sie, was zu ändern ist.",
    ),
    "update_never_merges": (lambda: update(progress=Progress.MERGED), "Zusammenführen kann nur das Büro."),
    "milestone_report_once_per_update": (second_report, None),
    "indicator_name_unique_in_measure": (
        lambda: again(indicator()),
        "Eine Kennzahl mit diesem Namen hat die Maßnahme schon.",
    ),
    "indicator_target_once_per_day": (
        lambda: again(target(IndicatorTarget, "due")),
        "Zu diesem Tag gibt es schon einen Zielwert.",
    ),
    "indicator_value_once_per_day": (
        lambda: again(target(IndicatorValue, "measured_on")),
        "Zu diesem Tag gibt es schon einen Messwert.",
    ),
    "funding_line_unique": (
        lambda: again(funding()),
        "Diese Zeile gibt es für das Jahr und die Herkunft schon.",
    ),
    "funding_not_negative": (lambda: funding(spent=-1), "Beträge sind nicht negativ."),
    "funding_year_in_range": (lambda: funding(year=1999), "Das Jahr liegt zwischen 2000 und 2100."),
    "funding_grant_needs_programme": (
        lambda: funding(source="grant"),
        "Zu einer Förderung gehört der Name des Programms.",
    ),
}


def test_every_constraint_has_a_case():
    assert set(CASES) == named_constraints("measures")


@pytest.mark.parametrize("name", [name for name, (_, message) in CASES.items() if message])
def test_constraint_holds_in_forms_and_in_the_database(name):
    build, message = CASES[name]
    is_refused(build(), message)


@pytest.mark.parametrize("name", [name for name, (_, message) in CASES.items() if not message])
def test_constraint_on_rows_that_nobody_types_holds_in_the_database(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        CASES[name][0]().save()


@pytest.mark.parametrize("number", ["0.1", "1", "1.0", "1,1", "1.1.1", "100.1", "<b>1.1</b>"])
def test_number_of_another_form_is_refused(number):
    with pytest.raises(ValidationError) as error:
        measure(number=number).full_clean()
    assert error.value.message_dict["number"][0] == "Die Nummer hat die Form 2.3." or len(number) > 10


def test_title_of_an_open_milestone_can_be_used_again_in_another_measure():
    again(milestone(), measure=cast.measure("1.2")).full_clean()


def test_measure_cannot_be_deleted_while_its_history_stands():
    of = cast.measure()
    with pytest.raises(IntegrityError), transaction.atomic():  # ProtectedError is one of them
        of.delete()
    assert Measure.objects.filter(pk=of.pk).exists()


def test_approved_update_with_its_day_is_accepted():
    update(state=UpdateState.APPROVED, effective_on=TODAY, decided_at=timezone.now()).full_clean()
