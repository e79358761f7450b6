"""Scoped reads of reports. What is frozen does not change by way of a queryset either."""

import datetime as dt
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hannover_intl.council.models import Paper
from hannover_intl.organisation.policies import AnyUser, is_office
from hannover_intl.reporting.choices import ReportState, VersionKind

# Large texts that only the report's own page needs.
CONTENT = ("payload", "html", "search_text")


def frozen_error() -> ValidationError:
    """What is told whoever tries to change a report after it was frozen."""
    text = _("Der Bericht ist festgeschrieben und ändert sich nicht mehr. Eine Korrektur ist eine Neufassung.")
    return ValidationError(text, code="frozen")


class TemplateQuerySet(models.QuerySet[Any]):
    """Blocks that new reports begin with."""

    def in_use(self) -> Self:
        """Those that are not retired, in their order."""
        return self.filter(is_active=True).order_by("position", "pk")


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows of which some are frozen: no bulk change touches those."""

    def update(self, **kwargs: Any) -> int:
        """As Django's; raises ValidationError when one of the rows is frozen."""
        self._refuse_frozen()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's; raises ValidationError when one of the rows is frozen."""
        self._refuse_frozen()
        return super().delete()

    def _frozen(self) -> Any:
        return self.exclude(state=ReportState.DRAFT)

    def _refuse_frozen(self) -> None:
        if self._frozen().exists():
            raise frozen_error()


class ReportQuerySet(FrozenQuerySet):
    """Reports to the committees of the council."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """The office sees all; everybody else what is published, if its paper is theirs to see."""
        if is_office(user, today):
            return self
        return self.published().filter(paper__in=Paper.objects.visible_to(user, today))

    def published(self) -> Self:
        """Reports that went out."""
        return self.filter(state=ReportState.PUBLISHED)

    def public(self) -> Self:
        """Published reports whose papers everybody may know, whoever asks."""
        return self.published().filter(paper__in=Paper.objects.public())

    def with_slug(self, slug: str) -> Self:
        """The report at the address ``slug`` (``Paper.slug``), or none."""
        return self.filter(paper__in=Paper.objects.with_slug(slug))

    def with_superseded(self) -> Self:
        """Each with ``superseded``: whether a published revision took its place."""
        revisions = self.model._base_manager.filter(
            supersedes=OuterRef("pk"),
            state=ReportState.PUBLISHED,
            paper__suffix__startswith=VersionKind.REVISION.value,
        )
        return self.annotate(superseded=Exists(revisions))

    def without_content(self) -> Self:
        """With their papers, but without the large texts: for lists."""
        return self.select_related("paper").defer(*CONTENT)

    def with_pages(self) -> Self:
        """With their papers and frozen pages, but without the other large texts: for lists that quote them."""
        return self.select_related("paper").defer("payload", "search_text")

    def newest_first(self) -> Self:
        """By the day they are about, then by the number of the paper: a revision stands before what it replaces."""
        return self.order_by("-as_of", "-paper__number", "-paper__suffix", "-pk")


class BlockQuerySet(FrozenQuerySet):
    """Blocks of reports: frozen with their report."""

    def _frozen(self) -> Any:
        return self.exclude(report__state=ReportState.DRAFT)
