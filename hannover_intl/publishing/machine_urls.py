"""What programs read: one address each, whatever the language."""

from django.urls import path

from hannover_intl.publishing.views import calendars, feeds

app_name = "feeds"
urlpatterns = [
    path("berichte/feed.atom", feeds.reports_feed, name="reports"),
    path("ausschuesse/<slug:slug>/feed.atom", feeds.committee_feed, name="committee"),
    path("sitzungen.ics", calendars.meetings, name="meetings"),
    path("ausschuesse/<slug:slug>/sitzungen.ics", calendars.committee_meetings, name="committee_meetings"),
    path("meine-massnahmen/fristen.ics", calendars.deadlines, name="deadlines"),
]
