"""Addresses of what the office needs beside the admin, and of files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
