"""The list of people to invite. Whatever else stands in such a list is not read."""

from typing import Any

from django.db.models import QuerySet

from hannover_intl.core.resources.base import ListResource
from hannover_intl.organisation.resources import AccountReference
from staff_skills.models import SkillInvitation
from staff_skills.services.invitations import invite


class InvitationResource(ListResource):
    """Invitations, by the address of the account. Languages in the file make no entry."""

    references = {"user": AccountReference()}

    class Meta:
        model = SkillInvitation
        import_id_fields = ("user",)
        fields = ("user",)

    def get_queryset(self) -> QuerySet[Any]:
        """With the accounts, which are the key."""
        return SkillInvitation.objects.select_related("user")

    def save(self, instance: SkillInvitation, created: bool) -> None:
        """Invite."""
        invite(invitation=instance, today=self.today)
