"""A database constraint holds twice: with a German message in forms, and in the database for whoever bypasses them."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model


def named_constraints(app_label: str) -> set[str]:
    """Names of all constraints that the models of an app declare."""
    models = apps.get_app_config(app_label).get_models()
    return {constraint.name for model in models for constraint in model._meta.constraints}


def is_refused(instance: Model, message: str) -> None:
    """Forms refuse the object with this message, and the database refuses it, too."""
    with pytest.raises(ValidationError) as error:
        instance.full_clean()
    assert message in error.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        instance.save()
