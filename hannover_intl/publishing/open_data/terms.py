"""Who publishes the data, under which terms, and where its files are."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse

PUBLISHER: Final = "Landeshauptstadt Hannover, Büro für internationale Angelegenheiten"
CITY: Final = "Landeshauptstadt Hannover"
MUNICIPALITY_KEY: Final = "03241001"  # Amtlicher Gemeindeschlüssel of the city


@dataclass(frozen=True)
class Licence:
    """Terms of use: ``uri`` in the closed list of DCAT-AP.de, ``text_url`` where they can be read."""

    name: str
    uri: str
    text_url: str


# What GovData recommends; which one holds is for the city to say (OPEN_DATA_LICENCE).
LICENCES: dict[str, Licence] = {
    "dl-by-de/2.0": Licence(
        "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
        "https://www.govdata.de/dl-de/by-2-0",
    ),
    "dl-zero-de/2.0": Licence(
        "Datenlizenz Deutschland – Zero – Version 2.0",
        "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
        "https://www.govdata.de/dl-de/zero-2-0",
    ),
    "cc-by/4.0": Licence(
        "Creative Commons Namensnennung 4.0 International (CC BY 4.0)",
        "http://dcat-ap.de/def/licenses/cc-by/4.0",
        "https://creativecommons.org/licenses/by/4.0/deed.de",
    ),
}


def licence() -> Licence:
    """The terms that hold for all open data of the portal."""
    return LICENCES[settings.OPEN_DATA_LICENCE]


def address(name: str, *args: object) -> str:
    """The full German address of a page or file."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"
