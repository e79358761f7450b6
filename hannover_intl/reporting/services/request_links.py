"""The activity that a request for help with a language belongs to."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import delete_audited, save_audited
from hannover_intl.organisation.models import User
from hannover_intl.reporting.models import RequestActivity
from hannover_intl.reporting.request_links import linkable_activities
from staff_skills.models import SkillRequest


@transaction.atomic
def link_activity(actor: User, *, request_id: int, activity_id: int | None, today: dt.date) -> RequestActivity | None:
    """Say which activity a request belongs to; None takes the link away.

    Raises SkillRequest.DoesNotExist for a request that the actor may not see, ValidationError for an activity that is
    not offered.
    """
    request = SkillRequest.objects.visible_to(actor, today).select_for_update().get(pk=request_id)
    link = RequestActivity.objects.filter(request=request).first()
    if activity_id is None:
        if link is not None:
            delete_audited(link, actor=actor)
        return None
    activity = linkable_activities(actor, today).filter(pk=activity_id).first()
    if activity is None:
        raise ValidationError(_("Bitte wählen Sie eine Aktivität aus der Liste."))
    if link is not None and link.activity_id == activity.pk:
        return link
    link = link or RequestActivity(request=request)
    link.activity = activity
    save_audited(link, actor=actor)
    return link
