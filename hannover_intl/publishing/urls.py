"""Pages for people: mails about new reports, and the open data."""

from django.urls import path

from hannover_intl.publishing.views import subscriptions

app_name = "publishing"
urlpatterns = [
    path("berichte/abonnieren/", subscriptions.subscribe, name="subscribe"),
    path("berichte/abonnieren/angefragt/", subscriptions.asked, name="asked"),
    path("abonnement/<str:token>/", subscriptions.confirm, name="confirm"),
    path("abonnement/<str:token>/beenden/", subscriptions.unsubscribe, name="unsubscribe"),
]
