"""The catalogue of the open data after DCAT-AP.de 2.0, as JSON-LD: https://www.dcat-ap.de/def/dcatde/2.0/spec/.

A contributorID is assigned by GovData; without one (OPEN_DATA_CONTRIBUTOR) the catalogue leaves it out.
"""

import datetime as dt
from typing import Any, Final

from django.conf import settings

from hannover_intl.publishing.open_data.dates import Dates, dates_of
from hannover_intl.publishing.open_data.lists import DataList
from hannover_intl.publishing.open_data.registry import LISTS
from hannover_intl.publishing.open_data.terms import MUNICIPALITY_KEY, PUBLISHER, address, licence

_EU: Final = "http://publications.europa.eu/resource/authority"
_GEO: Final = "http://dcat-ap.de/def/politicalGeocoding"
_MEDIA: Final = "https://www.iana.org/assignments/media-types"
_CONTRIBUTORS: Final = "http://dcat-ap.de/def/contributors"
CONTEXT: Final[dict[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TITLE: Final = "Offene Daten von Hannover International"
_ABOUT: Final = (
    "Umsetzung des Handlungskonzepts „Hannover – internationale Stadt“ und Beziehungen der Stadt ins Ausland."
)


def catalogue(today: dt.date) -> dict[str, Any]:
    """All lists as datasets of one catalogue, and the OParl interface as a data service.

    ``dct:issued`` and ``dct:modified`` tell when rows of a list were first and last written.
    """
    dates = {key: dates_of(key, today) for key in LISTS}
    known = [found for found in dates.values() if found]
    of_all = Dates(min(found.first for found in known), max(found.newest for found in known)) if known else None
    datasets = [_dataset(entry, dates[key]) for key, entry in LISTS.items()]
    council = [_dataset_address(LISTS[key]) for key in ("ausschuesse", "sitzungen", "drucksachen", "beratungen")]
    return {
        "@context": CONTEXT,
        "@id": address("open_data:catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _german(_TITLE),
        "dct:description": _german(_ABOUT),
        "dct:publisher": _publisher(),
        "dct:language": _language(),
        **_written(of_all),
        "dct:license": _link(licence().uri),
        "dct:spatial": _link(f"{_GEO}/municipalityKey/{MUNICIPALITY_KEY}"),
        "dcat:themeTaxonomy": _link(f"{_EU}/data-theme"),
        "foaf:homepage": _link(address("publishing:open_data")),
        "dcat:dataset": datasets,
        "dcat:service": _service(council),
    }


def _dataset(entry: DataList, dates: Dates | None) -> dict[str, Any]:
    own = _dataset_address(entry)
    supplier = settings.OPEN_DATA_CONTRIBUTOR
    return {
        "@id": own,
        "@type": "dcat:Dataset",
        "dct:title": _german(str(entry.title)),
        "dct:description": _german(str(entry.about)),
        "dct:identifier": own,
        **_written(dates),
        "dct:publisher": _publisher(),
        "dcat:contactPoint": _contact(),
        "dct:language": _language(),
        "dcat:theme": [_link(f"{_EU}/data-theme/{theme}") for theme in entry.themes],
        "dcat:keyword": [_german(word) for word in entry.keywords],
        "dcat:landingPage": _link(address(entry.page)),
        "dct:accrualPeriodicity": _link(f"{_EU}/frequency/CONT"),
        "dct:spatial": _link(f"{_GEO}/municipalityKey/{MUNICIPALITY_KEY}"),
        "dcatde:politicalGeocodingURI": _link(f"{_GEO}/municipalityKey/{MUNICIPALITY_KEY}"),
        "dcatde:politicalGeocodingLevelURI": _link(f"{_GEO}/Level/municipality"),
        "dcatap:availability": _link(f"{_EU}/planned-availability/STABLE"),
        **({"dcatde:contributorID": _link(f"{_CONTRIBUTORS}/{supplier}")} if supplier else {}),
        "dcat:distribution": [_distribution(entry, kind, dates) for kind in ("csv", "json")],
    }


def _distribution(entry: DataList, kind: str, dates: Dates | None) -> dict[str, Any]:
    own = address(f"open_data:{kind}", entry.key)
    media = {"csv": "text/csv", "json": "application/json"}[kind]
    conforms = {"dct:conformsTo": _standard(address("open_data:schema", entry.key))} if kind == "json" else {}
    return {
        "@id": f"{own}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _german(f"{entry.title} ({kind.upper()})"),
        **_written(dates),
        "dcat:accessURL": _link(own),
        "dcat:downloadURL": _link(own),
        "dct:format": _link(f"{_EU}/file-type/{kind.upper()}"),
        "dcat:mediaType": _link(f"{_MEDIA}/{media}"),
        "dct:language": _language(),
        "dct:license": _link(licence().uri),
        "dcatde:licenseAttributionByText": _german(PUBLISHER),
        "dcatap:availability": _link(f"{_EU}/planned-availability/STABLE"),
        **conforms,
    }


def _written(dates: Dates | None) -> dict[str, Any]:
    return {"dct:issued": _moment(dates.first), "dct:modified": _moment(dates.newest)} if dates else {}


def _moment(time: dt.datetime) -> dict[str, str]:
    return {"@value": time.astimezone(dt.UTC).isoformat(timespec="seconds"), "@type": "xsd:dateTime"}


def _service(datasets: list[str]) -> dict[str, Any]:
    own = address("oparl:system")
    return {
        "@id": f"{own}#service",
        "@type": "dcat:DataService",
        "dct:title": _german("OParl-Schnittstelle zu Drucksachen des Handlungskonzepts"),
        "dcat:endpointURL": _link(own),
        "dcat:servesDataset": [_link(dataset) for dataset in datasets],
        "dct:license": _link(licence().uri),
        "dcatap:availability": _link(f"{_EU}/planned-availability/STABLE"),
    }


def _publisher() -> dict[str, Any]:
    return {
        "@id": f"{address('publishing:open_data')}#publisher",
        "@type": ["foaf:Agent", "foaf:Organization"],
        "foaf:name": PUBLISHER,
        "dct:type": _link("http://purl.org/adms/publishertype/LocalAuthority"),
    }


def _contact() -> dict[str, Any]:
    return {
        "@id": f"{address('contact')}#contact",
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": PUBLISHER,
        "vcard:hasURL": _link(address("contact")),
    }


def _dataset_address(entry: DataList) -> str:
    return f"{address('open_data:catalogue')}#{entry.key}"


def _standard(own: str) -> dict[str, str]:
    return {"@id": own, "@type": "dct:Standard"}


def _language() -> dict[str, str]:
    return _link(f"{_EU}/language/DEU")


def _link(own: str) -> dict[str, str]:
    return {"@id": own}


def _german(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "de"}
