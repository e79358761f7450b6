"""An existing list of people becomes invitations: nobody is entered by others."""

import datetime as dt

from django.db import transaction

from staff_skills import mails
from staff_skills.models import SkillInvitation, SkillProfile


@transaction.atomic
def invite(*, invitation: SkillInvitation, today: dt.date) -> None:
    """Store the invitation and send it once. Whoever has an entry gets no mail, and nobody can tell the difference."""
    is_new = invitation.pk is None
    invitation.invited_on = invitation.invited_on or today
    invitation.full_clean()
    invitation.save()
    person = invitation.user
    if is_new and not SkillProfile.objects.filter(user=person).exists():
        transaction.on_commit(lambda: mails.send_invitation(person))
