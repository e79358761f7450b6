"""Addresses of the strategy: the public pages here, the departments' own pages in update_urls."""

from django.urls import path

from measures.converters import NUMBER_ROUTE
from measures.update_urls import urlpatterns as update_urlpatterns
from measures.views import public, units

app_name = "measures"
urlpatterns = [
    path("massnahmen/", public.MeasureListView.as_view(), name="list"),
    path(f"massnahmen/{NUMBER_ROUTE}/", public.MeasureDetailView.as_view(), name="detail"),
    path("handlungsfelder/", public.FieldsView.as_view(), name="fields"),
    path("handlungsfelder/<int:number>/", public.FieldView.as_view(), name="field"),
    path("oberziele/<int:number>/", public.ObjectiveView.as_view(), name="objective"),
    path("einheiten/", units.UnitsView.as_view(), name="units"),
    path("einheiten/<str:unit_key>/", units.UnitView.as_view(), name="unit"),
    *update_urlpatterns,
]
