"""The objects of OParl 1.1, made from rows of the council.

Each builder takes the keys it is asked for and returns what there is to tell of them beside id, type and times. An
object inside of another leaves out the reference to it.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse

from hannover_intl.council.models import Committee, Consultation, LegislativeTerm, Meeting, Paper
from hannover_intl.publishing.oparl.council import ON_AGENDA, PublicCouncil
from hannover_intl.publishing.oparl.stamps import SINCE
from hannover_intl.publishing.oparl.terms import BODY, head, id_of, list_of, moment, told
from hannover_intl.publishing.open_data.fields import page_of
from hannover_intl.publishing.open_data.terms import CITY, MUNICIPALITY_KEY, PUBLISHER, address, licence
from hannover_intl.reporting.models import CommitteeReport

Built = dict[int, dict[str, Any]]
Builder = Callable[[PublicCouncil, Collection[int]], Built]
_LISTED = {
    "organization": "Organization",
    "person": "Person",
    "meeting": "Meeting",
    "paper": "Paper",
    "agendaItem": "AgendaItem",
    "consultation": "Consultation",
    "file": "File",
    "locationList": "Location",
    "legislativeTermList": "LegislativeTerm",
}


def bodies(council: PublicCouncil, _pks: Collection[int]) -> Built:
    """The city."""
    inside = terms(council, [pk for pk, stamp in council.terms.items() if not stamp.is_deleted])
    body = {
        "system": address("oparl:system"),
        "shortName": "Hannover",
        "name": CITY,
        "website": "https://www.hannover.de/",
        "license": licence().text_url,
        "oparlSince": moment(SINCE),
        "ags": MUNICIPALITY_KEY,
        "contactName": PUBLISHER,
        "classification": "Landeshauptstadt",
        "web": address("reporting:committees"),
        "legislativeTerm": [
            head("LegislativeTerm", pk, council.terms[pk]) | _without(term, "body") for pk, term in inside.items()
        ],
    }
    return {BODY: body | {name: list_of(type_name) for name, type_name in _LISTED.items()}}


def terms(_council: PublicCouncil, pks: Collection[int]) -> Built:
    """Legislative terms."""
    return {
        row.pk: {
            "body": id_of("Body", BODY),
            "name": row.name,
            "startDate": row.start.isoformat(),
            "endDate": row.end.isoformat(),
        }
        for row in LegislativeTerm.objects.filter(pk__in=pks)
    }


def organizations(_council: PublicCouncil, pks: Collection[int]) -> Built:
    """Committees; a committee lives for one term."""
    return {
        row.pk: told(
            {
                "body": id_of("Body", BODY),
                "name": row.name,
                "meeting": f"{list_of('Meeting')}?organization={row.pk}",
                "consultation": f"{list_of('Consultation')}?organization={row.pk}",
                "organizationType": "Gremium",
                "classification": "Ausschuss",
                "startDate": row.term.start.isoformat(),
                "endDate": row.term.end.isoformat(),
                "web": page_of(row) if row.slug else "",
            }
        )
        for row in Committee.objects.filter(pk__in=pks).select_related("term")
    }


def locations(_council: PublicCouncil, pks: Collection[int]) -> Built:
    """Places of meetings."""
    rows = Meeting.objects.filter(pk__in=pks)
    return {row.pk: {"description": row.place, "meetings": [id_of("Meeting", row.pk)]} for row in rows}


def meetings(council: PublicCouncil, pks: Collection[int]) -> Built:
    """Meetings with their place and the items of the agenda that are known and public."""
    rows = list(Meeting.objects.filter(pk__in=pks).select_related("committee"))
    agendas = _agendas(council, pks)
    return {
        row.pk: told(
            {
                "name": row.committee.name,
                "cancelled": row.cancelled,
                "start": moment(row.start),
                "organization": [id_of("Organization", row.committee_id)],
                "location": head("Location", row.pk, council.locations[row.pk]) | {"description": row.place}
                if row.place and row.pk in council.locations
                else None,
                "agendaItem": [
                    head("AgendaItem", pk, council.agenda_items[pk]) | _without(item, "meeting")
                    for pk, item in agendas.get(row.pk, {}).items()
                ],
                "web": page_of(row.committee) if row.committee.slug else "",
            }
        )
        for row in rows
    }


def agenda_items(council: PublicCouncil, pks: Collection[int]) -> Built:
    """Items of agendas; their order is that among the known items of the meeting."""
    of = set(Consultation.objects.filter(pk__in=pks).values_list("meeting_id", flat=True))
    everything = {pk: item for agenda in _agendas(council, of).values() for pk, item in agenda.items()}
    return {pk: everything[pk] for pk in pks if pk in everything}


def _agendas(council: PublicCouncil, meeting_pks: Collection[int]) -> dict[int, Built]:
    known = [pk for pk, stamp in council.agenda_items.items() if not stamp.is_deleted]
    rows = Consultation.objects.filter(ON_AGENDA, pk__in=known, meeting__in=meeting_pks).select_related("paper")
    agendas: dict[int, Built] = {}
    for row in sorted(rows, key=lambda row: (_natural(row.agenda_item), row.pk)):
        agenda = agendas.setdefault(row.meeting_id or 0, {})
        agenda[row.pk] = told(
            {
                "meeting": id_of("Meeting", row.meeting_id or 0),
                "number": row.agenda_item,
                "order": len(agenda),
                "name": row.paper.name,
                "consultation": id_of("Consultation", row.pk),
                "result": row.result,
            }
        )
    return agendas


def _natural(text: str) -> list[tuple[int, str]]:
    """TOP 9 stands before TOP 10."""
    return [(int(number or 0), word) for number, word in re.findall(r"(\d{1,9})|(\D+)", text)]


def papers(council: PublicCouncil, pks: Collection[int]) -> Built:
    """Papers with their consultations and, where the portal has it, their file."""
    rows = list(Paper.objects.public().filter(pk__in=pks))
    reports = _reports(CommitteeReport.objects.filter(paper__in=pks, pk__in=council.files.keys()))
    inside: dict[int, list[dict[str, Any]]] = {}
    parts = Consultation.objects.filter(paper__in=pks, pk__in=council.consultations.keys())
    for row in parts.order_by("paper", "role", "position", "pk"):
        inside.setdefault(row.paper_id, []).append(
            head("Consultation", row.pk, council.consultations[row.pk]) | _without(_consultation(row), "paper")
        )
    family: dict[str, list[int]] = {}
    same = Paper.objects.public().filter(number__in=[row.number for row in rows]).order_by("suffix", "pk")
    for pk, number in same.values_list("pk", "number"):
        family.setdefault(number, []).append(pk)
    return {row.pk: _paper(council, row, reports.get(row.pk), inside.get(row.pk, []), family) for row in rows}


def _paper(
    council: PublicCouncil,
    row: Paper,
    report: CommitteeReport | None,
    consulted: list[dict[str, Any]],
    family: dict[str, list[int]],
) -> dict[str, Any]:
    web = page_of(report) if report else row.web
    file = head("File", report.pk, council.files[report.pk]) | _without(_file(report), "paper") if report else None
    return told(
        {
            "body": id_of("Body", BODY),
            "name": row.name,
            "reference": row.reference,
            "date": row.date.isoformat() if row.date else None,
            "paperType": str(row.get_paper_type_display()),
            "relatedPaper": [id_of("Paper", pk) for pk in family[row.number] if pk != row.pk],
            "mainFile": file,
            "consultation": consulted,
            "web": web,
        }
    )


def consultations(_council: PublicCouncil, pks: Collection[int]) -> Built:
    """Consultations of public papers."""
    return {row.pk: _consultation(row) for row in Consultation.objects.filter(pk__in=pks)}


def _consultation(row: Consultation) -> dict[str, Any]:
    on_agenda = row.meeting_id is not None and row.agenda_item
    return told(
        {
            "paper": id_of("Paper", row.paper_id),
            "agendaItem": id_of("AgendaItem", row.pk) if on_agenda else None,
            "meeting": id_of("Meeting", row.meeting_id) if row.meeting_id else None,
            "organization": [id_of("Organization", row.committee_id)],
            "role": str(row.get_role_display()),
        }
    )


def files(_council: PublicCouncil, pks: Collection[int]) -> Built:
    """PDF files of published reports."""
    reports = _reports(CommitteeReport.objects.filter(pk__in=pks))
    return {row.pk: _file(row) for row in reports.values()}


def _reports(rows: Any) -> dict[int, CommitteeReport]:
    return {row.paper_id: row for row in rows.public().without_content()}


def _file(report: CommitteeReport) -> dict[str, Any]:
    slug = report.paper.slug
    return told(
        {
            "name": report.paper.name,
            "fileName": f"{slug}.pdf",
            "mimeType": "application/pdf",
            "date": report.paper.date.isoformat() if report.paper.date else None,
            "size": default_storage.size(report.pdf) if default_storage.exists(report.pdf) else None,
            "accessUrl": f"{settings.BASE_URL}{reverse('reporting:pdf', args=[slug])}",
            "hannover:sha256Checksum": report.pdf_sha256,
            "paper": [id_of("Paper", report.paper_id)],
        }
    )


def nothing(_council: PublicCouncil, _pks: Collection[int]) -> Built:
    """Persons: the portal publishes none."""
    return {}


def _without(properties: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if key != name}


def system() -> dict[str, Any]:
    """The entry to the interface."""
    return {
        "id": address("oparl:system"),
        "type": "https://schema.oparl.org/1.1/System",
        "oparlVersion": "https://schema.oparl.org/1.1/",
        "body": list_of("Body"),
        "license": licence().text_url,
        "name": "Hannover International: Drucksachen zum Handlungskonzept „Hannover – internationale Stadt“",
        "contactName": PUBLISHER,
        "website": address("publishing:open_data"),
        "web": address("publishing:open_data"),
        "created": moment(SINCE),
        "modified": moment(SINCE),
    }
