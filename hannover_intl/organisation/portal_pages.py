"""What every public site says of itself: imprint, privacy, contact, accessibility, and the portal in easy language."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from hannover_intl.organisation.operator import detail
from hannover_intl.organisation.tested_pages import tested


@method_decorator(login_not_required, name="dispatch")
class _PortalPage(TemplateView):
    """A page of texts with the details that the operator states; ``stated`` names their settings."""

    stated: tuple[str, ...] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The details, in the order in which the page shows them."""
        return super().get_context_data(details=[detail(setting) for setting in self.stated], **kwargs)


class ImprintView(_PortalPage):
    """Who answers for the portal."""

    template_name = "organisation/imprint.html"
    stated = (
        "OPERATOR_ADDRESS",
        "OPERATOR_EMAIL",
        "OPERATOR_PHONE",
        "OPERATOR_REPRESENTED_BY",
        "OPERATOR_SUPERVISOR",
        "OPERATOR_VAT_ID",
    )


class PrivacyView(_PortalPage):
    """What the portal stores of whom, and for how long; tests/organisation/test_privacy.py holds it to that."""

    template_name = "organisation/privacy.html"
    stated = ("OPERATOR_ADDRESS", "OPERATOR_EMAIL", "OPERATOR_DATA_PROTECTION", "OPERATOR_DATA_AUTHORITY")


class ContactView(_PortalPage):
    """Whom to ask about what."""

    template_name = "organisation/contact.html"
    stated = ("OPERATOR_EMAIL", "OPERATOR_PHONE", "OPERATOR_ADDRESS")


class AccessibilityView(_PortalPage):
    """The statement of § 9b NBGG: what was tested, what is known to be missing, whom to tell."""

    template_name = "organisation/accessibility.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the browser tests looked at, as tests/accessibility.py wrote it down."""
        return super().get_context_data(
            tested=tested(),
            contact=[detail("OPERATOR_EMAIL"), detail("OPERATOR_PHONE")],
            arbitration=[detail("OPERATOR_ARBITRATION")],
            **kwargs,
        )


class EasyLanguageView(_PortalPage):
    """The portal in Leichte Sprache; German only, so it stands outside of the addresses with a language."""

    template_name = "organisation/easy_language.html"
