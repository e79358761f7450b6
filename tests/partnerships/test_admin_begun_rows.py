"""What the office finds without looking for it: rows for the criteria, choices that can be meant, all gifts."""

import datetime as dt

import pytest
from django.urls import reverse

from partnerships.choices import ReviewCriterion
from partnerships.models import Criterion
from tests.partnerships import cast
from tests.partnerships.office_pages import fields_of, page_of, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_a_request_is_assessed_on_its_page_by_every_criterion_in_use(office):
    fit, means, _former = (
        Criterion.objects.create(title=title, question="?", position=position, weight=1, retired=title == "Früher")
        for position, title in enumerate(("Passung", "Mittel", "Früher"))
    )
    request = cast.request()
    fields = fields_of(page_of(office, "cooperationrequest", request.pk)[1])
    begun = [fields[f"scores-{number}-criterion"] for number in (0, 1)]
    assert (begun, fields["scores-TOTAL_FORMS"]) == ([[str(fit.pk)], [str(means.pk)]], ["2"])
    assert save(office, "cooperationrequest", request.pk, **{"scores-1-points": "3"}).status_code == 302
    assert list(request.scores.values_list("criterion__title", "points")) == [("Mittel", 3)]
    again = fields_of(page_of(office, "cooperationrequest", request.pk)[1])
    assert (again["scores-1-criterion"], again["scores-TOTAL_FORMS"]) == ([str(fit.pk)], ["2"])


def test_a_review_opens_with_the_six_criteria_and_stores_those_that_were_judged(office):
    review = cast.review()
    fields = fields_of(page_of(office, "partnershipreview", review.pk)[1])
    assert [fields[f"ratings-{number}-criterion"][0] for number in range(6)] == ReviewCriterion.values
    judged = {"ratings-2-points": "5", "ratings-2-text": "Der Verein trägt den Austausch"}
    assert save(office, "partnershipreview", review.pk, **judged).status_code == 302
    assert list(review.ratings.values_list("criterion", "points")) == [(ReviewCriterion.CIVIL_SOCIETY, 5)]


def test_a_delegation_has_one_file_and_a_request_becomes_what_came_after_it(office):
    cast.delegation("mit Akte"), cast.activity("ohne Akte", kind="delegation_in")
    offered = page_of(office, "delegationfile")[1].context_data["adminform"].form.fields["activity"].queryset
    assert [row.title for row in offered] == ["ohne Akte"]
    past = cast.activity("früher", start=dt.date(2026, 11, 1), end=dt.date(2026, 11, 1))
    later = cast.activity("später", start=dt.date(2026, 11, 1), end=dt.date(2026, 11, 2))
    request = cast.request(received_on=dt.date(2026, 11, 2))
    page = page_of(office, "cooperationrequest", request.pk)[1]
    offered = list(page.context_data["adminform"].form.fields["activity"].queryset)
    assert (later in offered, past in offered) == (True, False)


def test_all_gifts_stand_in_one_list_that_goes_out_as_a_file(office):
    cast.gift(cast.delegation("Reise nach Bristol"))
    cast.gift(cast.delegation("Besuch aus Rouen"), value=40, description="Vase", decision="genehmigt, Stadtarchiv")
    found = {
        query: office.get(reverse("admin:partnerships_gift_changelist"), {"threshold": query}).context_data["cl"]
        for query in ("above", "below")
    }
    assert {query: [gift.description for gift in page.queryset] for query, page in found.items()} == {
        "above": ["Vase"], "below": ["Bild"],
    }  # fmt: skip
    exported = office.get(reverse("admin:partnerships_gift_export", args=["csv"]), {"threshold": "above"})
    told = exported.content.decode("utf-8-sig").splitlines()[1]
    assert told == "Besuch aus Rouen (04.05.2026);04.05.2026;Vase;erhalten;Rathaus;40,00;genehmigt, Stadtarchiv"
