"""Addresses of the skills register."""

urlpatterns = []
