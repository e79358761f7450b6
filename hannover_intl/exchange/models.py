"""Imports: what was uploaded, what it would do or did, so that it can be confirmed as shown and undone as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.resources.importing import CellError, Change, RowReport
from hannover_intl.exchange.choices import RunState

ROWS_AT_ONCE = 500


class ImportRun(models.Model):
    """One uploaded list. Its content is kept for as long as it is needed: see services.forget_old_runs."""

    kind = models.CharField(_("Art der Liste"), max_length=40)
    file_name = models.CharField(_("Datei"), max_length=200)
    content = models.BinaryField(_("Inhalt der Datei"), null=True)
    keys = models.JSONField(_("Schlüssel neuer Objekte"), default=dict)
    unknown_columns = models.JSONField(_("unbekannte Spalten"), default=list)
    state = models.CharField(_("Stand"), max_length=10, choices=RunState.choices, default=RunState.CHECKED)
    new = models.PositiveIntegerField(_("neu"), default=0)
    changed = models.PositiveIntegerField(_("geändert"), default=0)
    unchanged = models.PositiveIntegerField(_("unverändert"), default=0)
    failed = models.PositiveIntegerField(_("mit Fehlern"), default=0)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("hochgeladen von"), null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("hochgeladen"))
    stored_at = models.DateTimeField(_("gespeichert"), null=True)
    undone_at = models.DateTimeField(_("rückgängig gemacht"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("rückgängig gemacht von"),
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("eingelesene Liste")
        verbose_name_plural = _("eingelesene Listen")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="import_run_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=RunState.CHECKED, stored_at=None) | models.Q(stored_at__isnull=False),
                name="import_run_stored_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def reports(self) -> Iterator[RowReport]:
        """The rows as they were checked or stored; read part by part, for there may be thousands."""
        for row in self.rows.iterator(chunk_size=ROWS_AT_ONCE):
            report = row.report
            key, version = self.keys.get(str(row.number), (report.key, None))
            yield replace(report, key=key, version=version)

    def note_keys(self, rows: Iterable[RowReport]) -> None:
        """Once new objects are stored: their keys and versions by the number of the row, held together to be short."""
        self.keys = {str(row.number): (row.key, row.version) for row in rows}

    @property
    def is_confirmable(self) -> bool:
        """Whether there is something to store, and nothing wrong with it."""
        return (
            self.state == RunState.CHECKED and not self.failed and bool(self.new or self.changed) and bool(self.content)
        )

    @property
    def is_undoable(self) -> bool:
        """Whether it was stored and its rows are still known."""
        return self.state == RunState.STORED and bool(self.content)

    def admin_url(self) -> str:
        """Its page at the office's workplace."""
        return reverse("admin:exchange_importrun_change", args=[self.pk])


class ImportRow(models.Model):
    """What one row of a list does or did. It goes with the content of its list."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", verbose_name=_("eingelesene Liste"))
    number = models.PositiveIntegerField(_("Zeile"))
    outcome = models.CharField(_("Ergebnis"), max_length=10)
    name = models.TextField(_("Name"), blank=True)
    key = models.BigIntegerField(_("Schlüssel"), null=True)
    changes = models.JSONField(_("Änderungen"), default=list)
    errors = models.JSONField(_("Fehler"), default=list)
    cells = models.JSONField(_("Zellen"), default=list)

    class Meta:
        verbose_name = _("Zeile einer eingelesenen Liste")
        verbose_name_plural = _("Zeilen eingelesener Listen")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_number_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"

    @property
    def report(self) -> RowReport:
        """As the import told it."""
        return RowReport(
            number=self.number,
            outcome=self.outcome,
            name=self.name,
            key=self.key,
            changes=tuple(Change(*change) for change in self.changes),
            errors=tuple(CellError(*error) for error in self.errors),
            cells=tuple((name, text) for name, text in self.cells),
        )


def row_of(run: ImportRun, report: RowReport) -> ImportRow:
    """A row to be stored, as the import told it."""
    return ImportRow(
        run=run,
        number=report.number,
        outcome=report.outcome,
        name=report.name,
        key=report.key,
        changes=[[change.column, change.old, change.new] for change in report.changes],
        errors=[[error.column, error.value, error.message] for error in report.errors],
        cells=report.cells,
    )
