"""Drafts of the answer to a request, from the decision and its reason, in the language of the request."""

from django.template.loader import render_to_string
from django.utils import translation

from partnerships.models import CooperationRequest

LANGUAGES = ("de", "en")


def draft_answer(request: CooperationRequest) -> str:
    """What the office may send after it has read it; empty without a decision."""
    if not request.decision:
        return ""
    language = request.language if request.language in LANGUAGES else "en"
    with translation.override(language):
        text = render_to_string(f"partnerships/office/answer.{language}.txt", {"request": request})
    return text.strip()
