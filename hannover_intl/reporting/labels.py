"""Values of vocabularies together with their German wording, as a report keeps them."""

from dataclasses import dataclass

from django.db.models import TextChoices


@dataclass(frozen=True)
class Label:
    """A value of a vocabulary and how it is called; ``value`` is "" where there is none."""

    value: str
    text: str


@dataclass(frozen=True)
class Count:
    """How many measures or other things carry a label."""

    label: Label
    number: int


NO_LABEL = Label("", "")


def label(choices: type[TextChoices], value: str) -> Label:
    """The value with its German wording as of now."""
    return Label(value, str(choices(value).label)) if value else NO_LABEL
