"""What programs read: one address each, whatever the language."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from hannover_intl.publishing.sitemaps import SITEMAPS
from hannover_intl.publishing.views import calendars, feeds, open_data, robots

feed_patterns = [
    path("berichte/feed.atom", feeds.reports_feed, name="reports"),
    path("ausschuesse/<slug:slug>/feed.atom", feeds.committee_feed, name="committee"),
    path("sitzungen.ics", calendars.meetings, name="meetings"),
    path("ausschuesse/<slug:slug>/sitzungen.ics", calendars.committee_meetings, name="committee_meetings"),
    path("meine-massnahmen/fristen.ics", calendars.deadlines, name="deadlines"),
]
data_patterns = [
    path("offene-daten/katalog.jsonld", open_data.linked_catalogue, name="catalogue"),
    path("offene-daten/<slug:list_key>.csv", open_data.csv_list, name="csv"),
    path("offene-daten/<slug:list_key>.json", open_data.json_list, name="json"),
    path("offene-daten/<slug:list_key>.schema.json", open_data.schema, name="schema"),
]
discovery_patterns = [
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", login_not_required(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
urlpatterns = [
    path("", include((discovery_patterns, "discovery"))),
    path("", include((feed_patterns, "feeds"))),
    path("", include((data_patterns, "open_data"))),
    path("oparl/1.1/", include("hannover_intl.publishing.oparl.urls")),
]
