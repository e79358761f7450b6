"""Pages for people: mails about new reports, and the open data."""

from django.urls import path

from hannover_intl.publishing.views import embed, open_data, subscriptions
from measures.converters import NUMBER_ROUTE

app_name = "publishing"
urlpatterns = [
    path("offene-daten/", open_data.open_data, name="open_data"),
    path(f"massnahmen/{NUMBER_ROUTE}/einbetten/", embed.embedded_measure, name="embed"),
    path("berichte/abonnieren/", subscriptions.subscribe, name="subscribe"),
    path("berichte/abonnieren/angefragt/", subscriptions.asked, name="asked"),
    path("abonnement/<str:token>/", subscriptions.confirm, name="confirm"),
    path("abonnement/<str:token>/beenden/", subscriptions.unsubscribe, name="unsubscribe"),
]
