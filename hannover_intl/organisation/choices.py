"""Fixed vocabularies of the organisation, with German labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """Levels of the city's organisation chart, and the companies of the city."""

    DEPARTMENT = "department", _("Dezernat oder Geschäftsbereich")
    DIVISION = "division", _("Fachbereich")
    UNIT = "unit", _("Bereich oder Sachgebiet")
    COMPANY = "company", _("städtische Gesellschaft")


class ActorKind(models.TextChoices):
    """Partners outside of the city administration."""

    COMPANY = "company", _("Unternehmen")
    ASSOCIATION = "association", _("Verein oder Verband")
    UNIVERSITY = "university", _("Hochschule")
    CIVIL_SOCIETY = "civil_society", _("Zivilgesellschaft")
    PUBLIC_BODY = "public_body", _("öffentliche Stelle")


class Role(models.TextChoices):
    """What a person may do; given for a time. The office has no unit, coordinators may have one, others have one."""

    OFFICE = "office", _("Büro für internationale Angelegenheiten")
    CONTACT = "contact", _("Ansprechperson")
    DEPUTY = "deputy", _("Vertretung")
    HEAD = "head", _("Leitung der Organisationseinheit")
    SKILLS_COORDINATOR = "skills_coordinator", _("Koordination der Sprachkenntnisse")


REPORTING_ROLES = (Role.CONTACT, Role.DEPUTY, Role.HEAD)
