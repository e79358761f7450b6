"""The way of an uploaded list: checked, stored exactly as it was shown, and undone as a whole."""

import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor
from hannover_intl.core.bulk import insert_all
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.importing import (
    CHANGED,
    FAILED,
    NEW,
    UNCHANGED,
    ImportReport,
    PlanChanged,
    import_table,
)
from hannover_intl.core.resources.undoing import undo_rows
from hannover_intl.core.spreadsheets.reading import Table, read_table
from hannover_intl.exchange.choices import RunState
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.models import ROWS_AT_ONCE, ImportRow, ImportRun, row_of
from hannover_intl.organisation.models import User

Progress = Callable[[int, int], None]
"""Told after each row: how many are read, and how many there are."""

UNDO_DAYS = 30
CHECK_DAYS = 2
_ABOUT = 200


def check_list(
    actor: Actor, *, kind: str, file_name: str, content: bytes, today: dt.date, progress: Progress | None = None
) -> ImportRun:
    """Read a list and say of every row what it would do; nothing but the run is stored.

    Raises ValidationError for a file that is no such list.
    """
    resource, table = _resource_and_table(kind, content, actor, today, progress)
    report = import_table(resource, table, dry_run=True)
    run = ImportRun(
        kind=kind,
        file_name=file_name[:_ABOUT],
        content=content,
        actor=actor if isinstance(actor, User) else None,
        uploaded_at=timezone.now(),
    )
    with transaction.atomic():
        forget_old_runs(timezone.now())
        _note(run, report)
    return run


def store_list(actor: Actor, *, run: ImportRun, today: dt.date, progress: Progress | None = None) -> ImportRun:
    """Store a checked list: every row does what was shown, or nothing is stored at all.

    Raises ValidationError, and PlanChanged when something changed meanwhile; the run then holds the new check.
    """
    if not run.is_confirmable or run.content is None:
        raise ValidationError(_("Diese Liste wurde schon gespeichert oder lässt sich so nicht speichern."))
    resource, table = _resource_and_table(run.kind, bytes(run.content), actor, today, progress)

    def claim() -> None:
        _claim(run, RunState.CHECKED, RunState.STORED, stored_at=timezone.now())

    def note(report: ImportReport) -> None:
        """The rows do what was shown, so that only the keys of new objects are news."""
        run.note_keys(report.new_rows())
        run.save(update_fields=["keys"])

    try:
        import_table(resource, table, plan=run.reports, claim=claim, note=note)
    except PlanChanged as changed:
        with transaction.atomic():
            run.refresh_from_db()
            _note(run, changed.report)
        raise
    return run


def undo_list(actor: Actor, *, run: ImportRun, today: dt.date) -> ImportRun:
    """Bring back what a stored list changed and delete what it created, all of it or nothing.

    Raises ValidationError with one message for each row that somebody changed since, or that cannot be undone.
    """
    if not run.is_undoable:
        raise ValidationError(_("Diese Liste lässt sich nicht mehr rückgängig machen."))
    person = actor if isinstance(actor, User) else None

    def claim() -> None:
        _claim(run, RunState.STORED, RunState.UNDONE, undone_at=timezone.now(), undone_by=person)

    reason = _("Liste „%s“ rückgängig gemacht") % run.file_name
    undo_rows(_resource(run.kind, actor, today), run.reports, reason=reason, claim=claim)
    return run


def forget_old_runs(now: dt.datetime) -> None:
    """Checked lists that nobody stored vanish; stored ones keep who, when and how many, but not what."""
    checked = now - dt.timedelta(days=CHECK_DAYS)
    ImportRun.objects.filter(state=RunState.CHECKED, uploaded_at__lt=checked).delete()
    stored = now - dt.timedelta(days=UNDO_DAYS)
    old = ImportRun.objects.filter(stored_at__lt=stored, content__isnull=False)
    ImportRow.objects.filter(run__in=old).delete()
    old.update(content=None, keys={})


def _resource(kind: str, actor: Actor, today: dt.date) -> ListResource:
    return KINDS[kind].resource(actor=actor, today=today)


def _resource_and_table(
    kind: str, content: bytes, actor: Actor, today: dt.date, progress: Progress | None
) -> tuple[ListResource, Table]:
    resource = _resource(kind, actor, today)
    table = read_table(content, resource.known_headers())
    if progress is not None:
        done = count(1)
        resource.on_row = lambda: progress(next(done), len(table.rows))
    return resource, table


def _claim(run: ImportRun, before: RunState, after: RunState, **noted: Any) -> None:
    """One of two people who press the button at the same time gets here."""
    if not ImportRun.objects.filter(pk=run.pk, state=before).update(state=after, **noted):
        raise ValidationError(_("Das hat gerade schon jemand getan."))
    run.refresh_from_db(fields=["state", *noted])


def _note(run: ImportRun, report: ImportReport) -> None:
    """Store the run with what its rows do."""
    run.unknown_columns = list(report.unknown_columns)
    for outcome in (NEW, CHANGED, UNCHANGED, FAILED):
        setattr(run, outcome, report.count(outcome))
    run.save()
    run.rows.all().delete()
    for start in range(0, len(report.rows), ROWS_AT_ONCE):
        insert_all(row_of(run, row) for row in report.rows[start : start + ROWS_AT_ONCE])
