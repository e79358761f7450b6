"""The list of relations, one row each with its partner, and the list of all changes of their status."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.audit import delete_audited
from hannover_intl.core.partial_dates import PartialDate
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.fields import ExtraField
from hannover_intl.core.resources.widgets import ChoiceCell, IntegerCell, LineCell, Row, TextCell
from hannover_intl.core.usage import own_links, used_by
from hannover_intl.council.resources import PaperReference
from hannover_intl.organisation.resources import ActorReference, UnitReference
from measures.resources.references import MeasureReference, ObjectiveReference
from partnerships.choices import RECORDED_STATUSES, LabelAnchor, PartnerKind
from partnerships.models import Partner, Partnership, StatusEntry
from partnerships.resources.cells import (
    CoordinateCell,
    LanguagesCell,
    PartialDateCell,
    PartnershipReference,
    partial_date_column,
    set_partial_date,
)
from partnerships.services.register import PartnershipRelations, change_status, save_partner, save_partnership

_OF_PARTNER = (
    *("name", "name_en", "local_name", "partner_kind", "country"),
    *("latitude", "longitude", "languages", "website", "label_anchor", "label_dx", "label_dy"),
)
_ANCHORS = ChoiceCell(LabelAnchor.choices)
_PARTNER_KINDS = ChoiceCell(PartnerKind.choices)
_TOGETHER = dt.timedelta(seconds=5)  # one row of a list writes both
_STATUSES = ChoiceCell([(status.value, status.label) for status in RECORDED_STATUSES])


def _of_partner(name: str, label: Any, widget: Any, attribute: str = "") -> ExtraField:
    def read(partnership: Partnership) -> Any:
        return getattr(partnership.partner, attribute or name) if partnership.partner_id else None

    return ExtraField(attribute=name, column_name=name, label=label, widget=widget, read=read)


def _entered(obj: Any) -> dt.datetime:
    moment: dt.datetime = obj.history.earliest().history_date
    return moment


def _latest(partnership: Partnership) -> StatusEntry | None:
    """The last change of status that is known; read from the prefetched history, newest first."""
    entries = partnership.status_entries.all() if partnership.pk else ()
    return next(iter(entries), None)


def _status_cells(entry: StatusEntry | None) -> dict[str, Any]:
    """What the columns of the status say of an entry; without one they are empty."""
    return {
        "status": entry.status if entry else "",
        "status_since": entry.effective_known if entry else None,
        "status_reason": entry.reason if entry else "",
        "status_resolution": entry.resolution if entry else None,
    }


def _of_status(name: str, label: Any, widget: Any) -> ExtraField:
    def read(partnership: Partnership) -> Any:
        return _status_cells(_latest(partnership))[name]

    return ExtraField(attribute=name, column_name=name, label=label, widget=widget, read=read)


class PartnershipResource(ListResource):
    """Relations with their partners. A row with another status than the stored one records a change."""

    references = {
        "responsible_unit": UnitReference(),
        "involved_units": UnitReference(),
        "actors": ActorReference(),
        "objectives": ObjectiveReference(),
        "measures": MeasureReference(),
    }
    optional_keys = {"topic": "", "district": ""}
    comes_with = ("status_entries",)

    name = _of_partner("name", gettext_lazy("Name"), LineCell())
    name_en = _of_partner("name_en", gettext_lazy("englischer Name"), LineCell())
    local_name = _of_partner("local_name", gettext_lazy("Name in der Landessprache"), LineCell())
    partner_kind = _of_partner(
        "partner_kind", gettext_lazy("Art des Partners"), ChoiceCell(PartnerKind.choices), "kind"
    )
    country = _of_partner("country", gettext_lazy("Land"), LineCell())
    latitude = _of_partner("latitude", gettext_lazy("geografische Breite"), CoordinateCell())
    longitude = _of_partner("longitude", gettext_lazy("geografische Länge"), CoordinateCell())
    languages = _of_partner("languages", gettext_lazy("Sprachen"), LanguagesCell())
    website = _of_partner("website", gettext_lazy("Website"), LineCell())
    label_anchor = _of_partner("label_anchor", gettext_lazy("Beschriftung in der Karte"), _ANCHORS)
    label_dx = _of_partner("label_dx", gettext_lazy("Verschiebung nach rechts"), IntegerCell())
    label_dy = _of_partner("label_dy", gettext_lazy("Verschiebung nach unten"), IntegerCell())
    since = partial_date_column("since", gettext_lazy("besteht seit"), lambda row: row.since_known)
    status = _of_status("status", gettext_lazy("Stand"), _STATUSES)
    status_since = _of_status("status_since", gettext_lazy("Stand gilt ab"), PartialDateCell())
    status_reason = _of_status("status_reason", gettext_lazy("Begründung des Stands"), TextCell())
    status_resolution = _of_status("status_resolution", gettext_lazy("Beschluss zum Stand"), PaperReference())

    class Meta:
        model = Partnership
        import_id_fields = ("name", "country", "kind")
        fields = (
            *(
                *_OF_PARTNER,
                "kind",
                "topic",
                "topic_en",
                "district",
                "responsible_unit",
                "involved_units",
                "actors",
                "since",
            ),
            *("status", "status_since", "status_reason", "status_resolution", "description", "description_en"),
            *("reason", "reason_en", "objectives", "measures", "is_public", "is_example"),
        )

    def get_queryset(self) -> QuerySet[Any]:
        return Partnership.objects.select_related("partner", "responsible_unit").prefetch_related(
            "status_entries__resolution", "involved_units", "actors", "objectives", "measures"
        )

    def find(self, row: Row) -> Partnership | None:
        """The relation of this kind with the partner, where needed told apart by topic or district."""
        said = {name: self.fields[name].clean(row) for name in self._meta.import_id_fields}
        for name, missing in self.optional_keys.items():
            said[name] = self.fields[name].clean(row) if name in row else missing
        found: Partnership | None = (
            self.get_queryset()
            .filter(partner__name=said.pop("name"), partner__country=said.pop("country"), **said)
            .first()
        )
        return found

    def save(self, instance: Partnership, created: bool) -> None:
        instance.partner = self._partner(instance)
        set_partial_date(instance, "since", "since_precision", self.said(instance, "since"))
        names = ("involved_units", "actors", "objectives", "measures")
        relations = PartnershipRelations(**{name: self.said(instance, name) for name in names})
        version = None if created else instance.version
        history = list(StatusEntry.objects.filter(partnership=instance.pk).select_related("resolution"))
        save_partnership(self.actor, partnership=instance, relations=relations, expected_version=version)
        self._record_status(instance, history)

    def remove(self, instance: Partnership) -> None:
        """With its partner, where the two were entered together and nothing else names it."""
        partner = instance.partner
        first, begun = _entered(partner), _entered(instance)
        super().remove(instance)
        if begun - first < _TOGETHER and not any(used_by(partner, but=own_links(partner))):
            delete_audited(partner, actor=self.actor)

    def _partner(self, row: Partnership) -> Partner:
        """The partner of the row as the row says it; written only if it is new or changed."""
        said = {name: self.said(row, name) for name in _OF_PARTNER}
        stored = Partner.objects.filter(name=said["name"], country=said["country"]).first()
        partner = stored or Partner()
        said["kind"] = said.pop("partner_kind") or partner.kind
        said["label_anchor"] = said["label_anchor"] or partner.label_anchor
        values = {name: value for name, value in said.items() if value is not None}
        if stored is not None and all(getattr(stored, name) == value for name, value in values.items()):
            return stored
        for name, value in values.items():
            setattr(partner, name, value)
        # Whether a partner is invented is told by the relation with which it comes.
        partner.is_example = partner.is_example or (stored is None and row.is_example)
        return save_partner(self.actor, partner=partner, expected_version=partner.version if stored else None)

    def _without_imported(self, history: list[StatusEntry], said: Mapping[str, Any]) -> list[StatusEntry]:
        """Takes back the latest change of status where the row brings back what held before it."""
        asked = {name: said[name] for name in _status_cells(None) if name in said}
        latest, before = [*history[:2], None, None][:2]
        if latest is None or _says(latest, asked) or not _says(before, asked):
            return history
        delete_audited(latest, actor=self.actor)
        return history[1:]

    def _record_status(self, partnership: Partnership, history: list[StatusEntry]) -> None:
        """What the row says of the status, unless the history holds it: as the latest, or from a former list.

        Cells that the row leaves out are those of the latest status, if that is the same; a first status holds from
        the day on which the relation began.
        """
        said = getattr(partnership, "_said", {})
        if self.restores:
            history = self._without_imported(history, said)
        if not said.get("status"):
            if "status" in said and history:
                message = _("Ein Stand lässt sich nicht löschen, nur durch einen neuen ablösen.")
                raise ValidationError({"status": message})
            return
        same = next((entry for entry in history[:1] if entry.status == said["status"]), None)
        begun = same.effective_known if same else (None if history else partnership.since_known)
        day: PartialDate | None = said.get("status_since") or begun
        reason = said.get("status_reason", same.reason if same else "")
        resolution = said.get("status_resolution", same.resolution if same else None)
        recorded = [(entry.status, entry.effective_known, entry.reason, entry.resolution) for entry in history]
        if (said["status"], day, reason, resolution) in recorded:
            return
        if day is None:
            raise ValidationError({"status_since": _("Ab wann gilt dieser Stand? Bitte füllen Sie diese Zelle aus.")})
        entry = StatusEntry(partnership=partnership, status=said["status"], reason=reason, resolution=resolution)
        set_partial_date(entry, "effective_on", "effective_precision", day)
        change_status(self.actor, entry=entry, expected_version=partnership.version)


def _says(entry: StatusEntry | None, cells: Mapping[str, Any]) -> bool:
    return cells.items() <= _status_cells(entry).items()


def _effective(entry: StatusEntry) -> PartialDate | None:
    return entry.effective_known if entry.pk else None


class StatusEntryResource(ListResource):
    """Changes of status. They are only added: a row that is stored in all its cells is not stored again."""

    references = {"partnership": PartnershipReference(), "resolution": PaperReference()}
    effective_on = partial_date_column("effective_on", gettext_lazy("gilt ab"), _effective)

    class Meta:
        model = StatusEntry
        import_id_fields = ("partnership", "status", "effective_on")
        fields = ("partnership", "status", "effective_on", "reason", "resolution")

    def get_queryset(self) -> QuerySet[Any]:
        return StatusEntry.objects.select_related("partnership__partner", "resolution")

    def find(self, row: Row) -> StatusEntry | None:
        """The same change in every cell."""
        said = {name: field.clean(row) for name, field in self.fields.items() if name in row}
        day: PartialDate | None = said.pop("effective_on")
        if day is None:
            return None
        found: StatusEntry | None = (
            self.get_queryset().filter(**said, effective_on=day.first_day, effective_precision=day.precision).first()
        )
        return found

    def save(self, instance: StatusEntry, created: bool) -> None:
        set_partial_date(instance, "effective_on", "effective_precision", self.said(instance, "effective_on"))
        change_status(self.actor, entry=instance, expected_version=instance.partnership.version)
