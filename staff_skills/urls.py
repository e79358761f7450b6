"""Addresses of the skills register. None of them holds a name."""

from django.urls import path

from staff_skills.views import own, requests, search

app_name = "staff_skills"
urlpatterns = [
    path("meine-sprachkenntnisse/", own.MineView.as_view(), name="mine"),
    path("meine-sprachkenntnisse/bearbeiten/", own.EditView.as_view(), name="edit"),
    path("meine-sprachkenntnisse/bestaetigen/", own.ConfirmView.as_view(), name="confirm"),
    path("meine-sprachkenntnisse/zurueckziehen/", own.WithdrawView.as_view(), name="withdraw"),
    path("meine-sprachkenntnisse/anfragen/<uuid:key>/", own.AnswerView.as_view(), name="answer"),
    path("meine-sprachkenntnisse/daten.json", own.OwnJsonView.as_view(), name="own_json"),
    path("meine-sprachkenntnisse/daten.pdf", own.OwnPdfView.as_view(), name="own_pdf"),
    path("sprachsuche/", search.SearchView.as_view(), name="search"),
    path("sprachsuche/zahlen/", search.FiguresView.as_view(), name="figures"),
    path("sprachsuche/anfrage/", requests.NewRequestView.as_view(), name="new_request"),
    path("sprachsuche/anfragen/", requests.RequestListView.as_view(), name="requests"),
    path("sprachsuche/anfragen/<int:pk>/", requests.RequestView.as_view(), name="request"),
]
