"""What the example shows of the register beside its lists: files of delegations, gifts, assessments, reviews."""

import re

import pytest

from hannover_intl.exchange.example import OFFICE
from hannover_intl.organisation.models import User
from partnerships.choices import ReviewCriterion
from partnerships.comparison import compare
from partnerships.models import CooperationRequest, DelegationFile, DelegationParticipant, Gift, PartnershipReview
from partnerships.programme import build_programme
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example_data")]


def test_a_programme_is_complete_in_both_languages_and_names_nobody():
    file = DelegationFile.objects.get(activity__title="Delegationsreise nach Poznań")
    for language in ("de", "en"):
        programme = build_programme(file, language)
        points = [point for _day, points in programme.days for point in points]
        assert (len(programme.days), len(points), programme.is_example) == (2, 4, True)
        assert {point.lang for point in points} | {programme.title_lang, programme.greeting_lang} == {""}
    assert not DelegationParticipant.objects.exists()


def test_a_gift_above_the_threshold_has_its_decision_and_every_gift_says_that_it_is_invented():
    assert [(gift.value > 10, bool(gift.decision)) for gift in Gift.objects.order_by("value")] == [
        (False, False), (True, True),
    ]  # fmt: skip
    assert all("(erfunden)" in gift.description for gift in Gift.objects.all())


def test_requests_are_assessed_and_a_reviewed_relation_can_be_compared():
    percents = {row.topic: row.score_percent for row in CooperationRequest.objects.prefetch_related("scores")}
    assert (percents["Gemeinsamer Förderantrag Klimaanpassung"], percents["Neue Städtepartnerschaft"]) == (82, 25)
    (rouen,) = [row for row in compare(User.objects.get(email=OFFICE), cast.TODAY) if row.review]
    assert (rouen.partnership.slug, rouen.points, rouen.review.ratings.count()) == ("rouen", 22, len(ReviewCriterion))
    assert all(PartnershipReview.objects.values_list("is_example", flat=True))


def test_the_comparison_says_that_a_review_is_invented(client):
    client.force_login(User.objects.get(email=OFFICE))
    page = client.get("/partnerschaften/vergleich/").content.decode()
    assert re.search(r"22 von 30, fortführen <span class=\"app-mark\">Beispiel</span>", page)
