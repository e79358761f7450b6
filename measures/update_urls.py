"""Addresses of the departments' own pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
