"""Hits in a title come first, on both databases."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField, Value

from hannover_intl.core.search import by_relevance, titled_index

TEXT = titled_index("Förderung der Städtepartnerschaften", "Ein Straßenfest mit Łódź", "2.3")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "in_titles"),
    [
        ("FORDERUNG", [1]),
        ("foerderung partnerschaft", [1]),
        ("Förderung Straßenfest", [0]),
        ("Łódź", [0]),
        ("2.3", [0]),
        ("Leipzig", []),
    ],
)
def test_title_is_told_from_the_rest(query, in_titles):
    rows = ContentType.objects.filter(pk=ContentType.objects.first().pk).order_by("pk")
    found = by_relevance(rows.annotate(search_text=Value(TEXT, output_field=TextField())), query)
    assert list(found.values_list("in_title", flat=True)) == in_titles


@pytest.mark.django_db
def test_row_indexed_without_a_title_is_found_all_the_same():
    rows = ContentType.objects.filter(pk=ContentType.objects.first().pk).order_by("pk")
    found = by_relevance(rows.annotate(search_text=Value("foerderung", output_field=TextField())), "Förderung")
    assert list(found.values_list("in_title", flat=True)) == [0]
