"""A new password for whoever has forgotten it or never had one: a mail with a link, then a page behind the link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hannover_intl.core.afterwards import RedirectThen
from hannover_intl.core.forms import UnprocessableFormMixin
from hannover_intl.core.languages import GERMAN
from hannover_intl.core.limits import is_over_limit
from hannover_intl.organisation.forms import KernPasswordResetForm, KernSetPasswordForm
from hannover_intl.organisation.mails import send_password_link
from hannover_intl.organisation.services import reset_password

PER_VISITOR_AND_HOUR = 20  # a whole administration may come from one address
PER_ACCOUNT_AND_HOUR = 3


class PasswordResetView(UnprocessableFormMixin, auth_views.PasswordResetView):
    """Ask for the link. Neither the answer nor its duration tells whether the address belongs to an account."""

    template_name = "organisation/password_reset.html"
    form_class = KernPasswordResetForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer first and write afterwards; closed accounts and those asked for too often are not written to."""
        if is_over_limit(self.request, "password-reset", PER_VISITOR_AND_HOUR):
            return self.render_to_response(self.get_context_data(form=form, too_many=True), status=429)
        account = form.account()
        language = get_language() or GERMAN

        def write() -> None:
            # Counted for each account, so that nobody's mailbox is filled by others.
            if account and not is_over_limit(None, f"password-reset-{account.pk}", PER_ACCOUNT_AND_HOUR):
                send_password_link(account, language)

        return RedirectThen(reverse("password_reset_done"), then=write)


class PasswordResetDoneView(auth_views.PasswordResetDoneView):
    """If there is such an account, a mail is on its way."""

    template_name = "organisation/password_reset_done.html"
    extra_context = {"limit": PER_ACCOUNT_AND_HOUR}


@method_decorator(login_not_required, name="dispatch")
class PasswordResetConfirmView(UnprocessableFormMixin, auth_views.PasswordResetConfirmView):
    """Behind the link: the new password, twice. A link that is over, or of a closed account, says so and is 404."""

    template_name = "organisation/password_reset_confirm.html"
    form_class = KernSetPasswordForm
    reset_url_token = "setzen"  # noqa: S105 -- what stands in the address in place of the token
    success_url = reverse_lazy("login")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only an address without the token ever answers with an error: the log of errors names addresses."""
        response = super().dispatch(request, *args, **kwargs)
        if self.validlink or isinstance(response, HttpResponseRedirect):
            return response
        if kwargs["token"] != self.reset_url_token:
            return HttpResponseRedirect(
                reverse("password_reset_confirm", args=[kwargs["uidb64"], self.reset_url_token])
            )
        response.status_code = 404
        return response

    def get_user(self, uidb64: str) -> Any:
        """The account that the link names, while it may be used."""
        account = super().get_user(uidb64)
        return account if account is not None and account.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        """Store it and lead to the login: who holds the link must also know the address."""
        token = self.request.session.pop(auth_views.INTERNAL_RESET_SESSION_TOKEN, "")
        if reset_password(account=form.user, token=token, password=form.cleaned_data["new_password1"]):
            messages.success(self.request, _("Ihr neues Passwort gilt. Bitte melden Sie sich damit an."))
            return HttpResponseRedirect(self.get_success_url())
        self.validlink = False
        return self.render_to_response(self.get_context_data())
