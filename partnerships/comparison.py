"""All relations side by side: what is known of each, counted the same way, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from hannover_intl.organisation.choices import ActorKind
from hannover_intl.organisation.policies import AnyUser
from partnerships.choices import PartnershipStatus
from partnerships.models import Activity, Agreement, Partnership, PartnershipReview

YEARS = 3
CIVIL_SOCIETY = (ActorKind.ASSOCIATION, ActorKind.CIVIL_SOCIETY)


@dataclass(frozen=True)
class ComparedRelation:
    """One relation, with the figures by which relations are compared."""

    partnership: Partnership
    units: int
    civil_society: int
    agreements: int
    by_year: tuple[tuple[int, int], ...]
    is_quiet: bool
    review: PartnershipReview | None
    next_review: dt.date | None

    @property
    def points(self) -> int | None:
        """The sum of the six criteria in the last concluded review: 6 to 30."""
        return sum(rating.points for rating in self.review.ratings.all()) if self.review else None

    @property
    def dormant_since(self) -> str:
        """Since when it is dormant, if it is."""
        is_dormant = self.partnership.status == PartnershipStatus.DORMANT
        return str(self.partnership.status_since_known) if is_dormant else ""


def compare(user: AnyUser, today: dt.date) -> list[ComparedRelation]:
    """Every relation that has not ended, by name."""
    relations = Partnership.objects.visible_to(user, today).as_of(today).with_activity(user, today)
    rows = (
        relations.not_ended()
        .select_related("partner", "responsible_unit")
        .prefetch_related(
            "involved_units",
            "actors",
            Prefetch("reviews", PartnershipReview.objects.order_by("due_on").prefetch_related("ratings")),
        )
    )
    agreements = _agreements_in_force(today)
    activities = _activities_by_year(user, today)
    return [_compared(row, agreements[row.pk], activities[row.partner_id], today) for row in rows]


def _compared(row: Partnership, agreements: int, activities: dict[int, int], today: dt.date) -> ComparedRelation:
    reviews = list(row.reviews.all())
    held = [review for review in reviews if review.held_on is not None and review.held_on <= today]
    return ComparedRelation(
        partnership=row,
        units=len(row.involved_units.all()) + (row.responsible_unit_id is not None),
        civil_society=sum(actor.kind in CIVIL_SOCIETY for actor in row.actors.all()),
        agreements=agreements,
        by_year=tuple((year, activities[year]) for year in range(today.year - YEARS + 1, today.year + 1)),
        is_quiet=row.status == PartnershipStatus.ACTIVE and row.activities_24_months == 0,
        review=max(held, key=lambda review: (review.held_on, review.pk)) if held else None,
        next_review=next((review.due_on for review in reviews if review.held_on is None), None),
    )


def _agreements_in_force(today: dt.date) -> dict[int, int]:
    rows = Agreement.objects.in_force(today).order_by().values_list("partnership").annotate(n=Count("pk"))
    return defaultdict(int, rows)


def _activities_by_year(user: AnyUser, today: dt.date) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    shown = Activity.objects.visible_to(user, today).begun_by(today).filter(start__year__gt=today.year - YEARS)
    rows = shown.order_by().values_list("partners", "start__year").annotate(n=Count("pk"))
    for partner, year, number in rows:
        found[partner][year] = number
    return found
