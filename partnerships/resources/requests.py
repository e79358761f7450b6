"""Lists of requests for cooperation, and of the criteria by which they are assessed."""

from typing import Any

from django.db.models import QuerySet

from hannover_intl.core.resources.at_once import LongListResource
from hannover_intl.core.resources.base import ListResource
from hannover_intl.organisation.resources import UnitReference
from partnerships.models import CooperationRequest, Criterion
from partnerships.services.requests import receive_request, save_request

# A request as it comes in.
_UNDECIDED = {
    "decision": "",
    "decision_reason": "",
    "decided_on": None,
    "redirected_to": None,
    "parked_until": None,
    "answer": "",
    "answered_on": None,
}


class CriterionResource(LongListResource):
    """Criteria."""

    class Meta:
        model = Criterion
        import_id_fields = ("title",)
        fields = ("title", "title_en", "question", "question_en", "weight", "position", "retired")


class RequestResource(ListResource):
    """Requests without the people who wrote them. A row may tell of a decision and an answer of former days."""

    references = {"redirected_to": UnitReference()}
    filled_by_service = frozenset({"deadline"})

    class Meta:
        model = CooperationRequest
        import_id_fields = ("received_on", "organisation", "topic")
        fields = (
            *("received_on", "channel", "organisation", "city", "country", "language", "topic", "text", "deadline"),
            *("decision", "decision_reason", "decided_on", "redirected_to", "parked_until", "answer", "answered_on"),
            "is_example",
        )

    def get_queryset(self) -> QuerySet[Any]:
        return CooperationRequest.objects.select_related("redirected_to")

    def save(self, instance: CooperationRequest, created: bool) -> None:
        decided_on, answer, answered_on = instance.decided_on, instance.answer, instance.answered_on
        if created:
            self._receive(instance)
        stored = CooperationRequest.objects.get(pk=instance.pk)
        instance.answer, instance.answered_on = stored.answer, stored.answered_on
        self._save(instance, decided_on)
        if answer != stored.answer:
            instance.answer = answer
            self._save(instance, answered_on)

    def _receive(self, row: CooperationRequest) -> None:
        """Take it in as it came: without a decision and an answer."""
        said = {name: getattr(row, name) for name in _UNDECIDED}
        for name, nothing in _UNDECIDED.items():
            setattr(row, name, nothing)
        receive_request(self.actor, request=row, received_on=row.received_on, deadline=row.deadline)
        for name, value in said.items():
            setattr(row, name, value)

    def _save(self, row: CooperationRequest, on: Any) -> None:
        save_request(self.actor, request=row, expected_version=row.version, today=on or self.today)
