"""Texts are cleaned before they are stored, whichever way they came: form, admin, import or command."""

from django.db import models

from hannover_intl.core.text import clean_line, clean_text


def clean_texts(instance: models.Model) -> None:
    """Lines become one visible line, texts keep their line ends; direction marks and control characters go."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, models.FileField) or not field.editable:
            continue
        value = getattr(instance, field.attname)
        if isinstance(field, models.TextField) and isinstance(value, str):
            setattr(instance, field.attname, clean_text(value))
        elif isinstance(field, models.CharField) and isinstance(value, str):
            setattr(instance, field.attname, clean_line(value))
