"""Imports: what was uploaded, what it would do or did, so that it can be confirmed as shown and undone as a whole."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.resources.importing import CellError, Change, RowReport
from hannover_intl.exchange.choices import RunState


class ImportRun(models.Model):
    """One uploaded list. Its content is kept for as long as it is needed: see services.forget_old_runs."""

    kind = models.CharField(_("Art der Liste"), max_length=40)
    file_name = models.CharField(_("Datei"), max_length=200)
    content = models.BinaryField(_("Inhalt der Datei"), null=True)
    rows = models.JSONField(_("Zeilen"), default=list)
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

    @property
    def reports(self) -> tuple[RowReport, ...]:
        """The rows as they were checked or stored."""
        return tuple(_report(row) for row in self.rows)

    @property
    def is_confirmable(self) -> bool:
        """Whether there is something to store, and nothing wrong with it."""
        return (
            self.state == RunState.CHECKED and not self.failed and bool(self.new or self.changed) and bool(self.content)
        )

    @property
    def is_undoable(self) -> bool:
        """Whether it was stored and its rows are still known."""
        return self.state == RunState.STORED and bool(self.rows)

    def admin_url(self) -> str:
        """Its page at the office's workplace."""
        return reverse("admin:exchange_importrun_change", args=[self.pk])


def packed(report: RowReport) -> dict[str, Any]:
    """A row as JSON."""
    return {
        "number": report.number,
        "outcome": report.outcome,
        "name": report.name,
        "key": report.key,
        "changes": [[change.column, change.old, change.new] for change in report.changes],
        "errors": [[error.column, error.value, error.message] for error in report.errors],
        "cells": [list(cell) for cell in report.cells],
        "version": report.version,
    }


def _report(row: dict[str, Any]) -> RowReport:
    return RowReport(
        number=row["number"],
        outcome=row["outcome"],
        name=row["name"],
        key=row["key"],
        changes=tuple(Change(*change) for change in row["changes"]),
        errors=tuple(CellError(*error) for error in row["errors"]),
        cells=tuple((name, text) for name, text in row["cells"]),
        version=row["version"],
    )
